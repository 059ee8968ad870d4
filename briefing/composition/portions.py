"""Portion markings: each heading, paragraph, table, row, note and entry says its own before it.

After 32 CFR 2001.23: the mark stands in brackets before the portion, captions included.
"""

from collections.abc import Iterator, Mapping

import msgspec

from briefing.document.nodes import (
    Bibliography,
    BibliographyEntry,
    Block,
    Callout,
    Cell,
    Contents,
    Drawing,
    Footnote,
    Heading,
    Image,
    Inline,
    List,
    ListedFigure,
    ListItem,
    Origin,
    Paragraph,
    Quotation,
    Row,
    Table,
    Text,
)
from briefing.document.walk import get_text, iter_blocks, rewrite_blocks
from briefing.snapshot import Snapshot


def mark_portions(blocks: tuple[Block, ...], snapshot: Snapshot) -> tuple[Block, ...]:
    """Give the blocks with the portion mark of the record, or else the section, behind each.

    What has no marking of its own has that of the briefing.
    """
    portions = _Portions(snapshot)
    marked = rewrite_blocks(portions.mark(blocks, Origin()), Footnote, portions.mark_note)
    captions = {block.anchor: get_text(block.caption) for block in _iter_captioned(marked)}
    return tuple(
        [_list_anew(block, captions) if isinstance(block, Contents) else block for block in marked]
    )


def _iter_captioned(blocks: tuple[Block, ...]) -> Iterator[Table | Drawing | Image]:
    return (block for block in iter_blocks(blocks) if isinstance(block, Table | Drawing | Image))


def _list_anew(contents: Contents, captions: Mapping[str, str]) -> Contents:
    """Give the lists of figures and tables with captions as they are now."""

    def renew(listed: ListedFigure) -> ListedFigure:
        text = captions.get(listed.target, listed.text).strip()
        return msgspec.structs.replace(listed, text=text)

    figures = tuple(map(renew, contents.figures))
    return msgspec.structs.replace(
        contents, figures=figures, tables=tuple(map(renew, contents.tables))
    )


class _Portions:
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._scheme = snapshot.get_scheme()
        sections = snapshot.briefing.sections
        self._sections: dict[str, str] = {section.id: section.marking for section in sections}
        self._pinned: dict[tuple[str, str], str] = {
            (section.id, placement.record): snapshot.pinned[placement.id].marking
            for section in sections
            for placement in section.placements
            if placement.id in snapshot.pinned
        }

    def mark(self, blocks: tuple[Block, ...], outer: Origin) -> tuple[Block, ...]:
        """Mark blocks; those that do not know their origin have the `outer` one."""
        return tuple([self._mark_block(block, block.origin or outer) for block in blocks])

    def mark_note(self, note: Footnote) -> Footnote:
        """Give a note with the mark of the source that is marked highest in it."""
        return msgspec.structs.replace(note, blocks=self.mark(note.blocks, Origin()))

    def _mark_block(self, block: Block, origin: Origin) -> Block:
        match block:
            case Heading() | Paragraph():
                children = (self._make_mark(origin), *block.children)
                return msgspec.structs.replace(block, children=children)
            case List():
                items = tuple([ListItem(self.mark(item.blocks, origin)) for item in block.items])
                return msgspec.structs.replace(block, items=items)
            case Quotation() | Callout():
                return msgspec.structs.replace(block, blocks=self.mark(block.blocks, origin))
            case Table():
                return self._mark_table(block, origin)
            case _:
                return self._mark_apparatus(block, origin)

    def _mark_apparatus(self, block: Block, origin: Origin) -> Block:
        match block:
            case Drawing():
                caption = self._mark_caption(block.caption, origin)
                return msgspec.structs.replace(block, caption=caption)
            case Image():  # a portion of its own, also where nothing is said above it
                caption = (self._make_mark(origin), *block.caption)
                return msgspec.structs.replace(block, caption=caption)
            case Bibliography():
                entries = tuple([self._mark_entry(entry, origin) for entry in block.entries])
                return msgspec.structs.replace(block, entries=entries)
            case _:
                return block  # title block and page breaks: the banner is their mark

    def _mark_table(self, table: Table, origin: Origin) -> Table:
        rows = tuple([self._mark_row(row, row.origin) for row in table.rows])
        caption = self._mark_caption(table.caption, origin)
        table = msgspec.structs.replace(table, rows=rows, caption=caption)
        says_it = bool(caption) or any(row.origin for row in rows)
        return table if says_it else self._mark_first_cell(table, origin)

    def _mark_first_cell(self, table: Table, origin: Origin) -> Table:
        if table.header:
            header = self._mark_cells(table.header, origin)
            return msgspec.structs.replace(table, header=header)
        return msgspec.structs.replace(
            table, rows=(*(self._mark_row(row, origin) for row in table.rows[:1]), *table.rows[1:])
        )

    def _mark_row(self, row: Row, origin: Origin | None) -> Row:
        """Mark a row that comes of a record of its own; others are the table's."""
        if origin is None or not row.cells:
            return row
        return msgspec.structs.replace(row, cells=self._mark_cells(row.cells, origin))

    def _mark_cells(self, cells: tuple[Cell, ...], origin: Origin) -> tuple[Cell, ...]:
        first, *rest = cells
        children = (self._make_mark(origin), *first.children)
        return (msgspec.structs.replace(first, children=children), *rest)

    def _mark_caption(self, caption: tuple[Inline, ...], origin: Origin) -> tuple[Inline, ...]:
        return (self._make_mark(origin), *caption) if caption else caption

    def _mark_entry(self, entry: BibliographyEntry, outer: Origin) -> BibliographyEntry:
        children = (self._make_mark(entry.origin or outer), *entry.children)
        return msgspec.structs.replace(entry, children=children)

    def _make_mark(self, origin: Origin) -> Text:
        return Text(f"{self._scheme.highest([self._find_label(origin)]).portion} ")

    def _find_label(self, origin: Origin) -> str:
        record = self._snapshot.records.get(origin.record)
        pinned = self._pinned.get((origin.section, origin.record))
        own = pinned if pinned is not None else record.marking if record else ""
        return own or self._sections.get(origin.section, "") or self._snapshot.briefing.marking
