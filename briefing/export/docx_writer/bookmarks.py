"""Names for anchors that Word accepts: a letter, then letters, digits and underscores, 40 at most.

Word compares bookmark names without regard to case, so no two may differ by case alone.
"""

import re
from collections.abc import Iterable, Iterator

from briefing.document.nodes import (
    Bibliography,
    Block,
    Callout,
    Contents,
    Footnote,
    Heading,
    Inline,
    List,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
    TitleBlock,
)

LONGEST_NAME = 40
_UNFIT = re.compile(r"[^A-Za-z0-9_]")


def iter_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give all blocks in order, also those inside lists, quotations, call-outs and footnotes."""
    for block in blocks:
        yield block
        match block:
            case List():
                for item in block.items:
                    yield from iter_blocks(item.blocks)
            case Quotation():
                yield from iter_blocks(block.blocks)
                yield from _iter_note_blocks(block.attribution)
            case Callout():
                yield from iter_blocks(block.blocks)
            case Heading() | Paragraph():
                yield from _iter_note_blocks(block.children)
            case Table():
                yield from _iter_table_note_blocks(block)
            case Bibliography() | TitleBlock() | Contents() | PageBreak():
                pass


def _iter_table_note_blocks(table: Table) -> Iterator[Block]:
    yield from _iter_note_blocks(table.caption)
    for row in (Row(cells=table.header), *table.rows, *table.total):
        for cell in row.cells:
            yield from _iter_note_blocks(cell.children)


def _iter_note_blocks(inlines: tuple[Inline, ...]) -> Iterator[Block]:
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield from iter_blocks(inline.blocks)
        else:
            children: tuple[Inline, ...] = getattr(inline, "children", ())
            if children:
                yield from _iter_note_blocks(children)


def iter_anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the anchors of all blocks, rows and bibliography entries, as the tree has them."""
    for block in iter_blocks(blocks):
        yield block.anchor
        if isinstance(block, Table):
            yield from (row.anchor for row in (*block.rows, *block.total))
        elif isinstance(block, Bibliography):
            yield from (entry.anchor for entry in block.entries)


def name_bookmarks(anchors: Iterable[str]) -> dict[str, str]:
    """Give each anchor a bookmark name of its own."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        if anchor and anchor not in names:
            names[anchor] = _find_free_name(anchor, taken)
    return names


def _find_free_name(anchor: str, taken: set[str]) -> str:
    base = _UNFIT.sub("_", anchor)
    if not base[0].isalpha():
        base = f"a{base}"
    name = base[:LONGEST_NAME]
    count = 1
    while name.lower() in taken:
        count += 1
        ending = f"_{count}"
        name = base[: LONGEST_NAME - len(ending)] + ending
    taken.add(name.lower())
    return name
