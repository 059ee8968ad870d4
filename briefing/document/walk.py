"""Goes through the tree: recursion over nodes is written here once, as query and as rewrite."""

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

from briefing.document.nodes import (
    Bibliography,
    Block,
    Callout,
    Cell,
    Cite,
    CrossReference,
    Drawing,
    Emblem,
    Emphasis,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Row,
    Strong,
    Table,
    Text,
    TitleBlock,
)

Found = TypeVar("Found", Cite, CrossReference, Footnote)
"""A kind of inline node that is rewritten."""

_LEAVES = frozenset((Text, LineBreak))
_SILENT = frozenset((Cite, Footnote))
_NESTING = frozenset((Strong, Emphasis, Link, CrossReference))
_HOLDING = frozenset((List, Quotation, Callout))


def iter_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block, the ones inside others after the one around them; not those in notes."""
    for block in blocks:
        yield block
        match block:
            case List(items=items):
                for item in items:
                    yield from iter_blocks(item.blocks)
            case Quotation(blocks=inner) | Callout(blocks=inner):
                yield from iter_blocks(inner)
            case _:
                pass


def replace_blocks(blocks: Iterable[Block], replace: Callable[[Block], Block]) -> tuple[Block, ...]:
    """Give the blocks with each replaced, those inside others after the one around them.

    What holds nothing that is replaced stays the very same object.
    """
    return tuple([replace_block(block, replace) for block in blocks])


def replace_block(block: Block, replace: Callable[[Block], Block]) -> Block:
    """Give a block replaced, and then the ones inside it."""
    block = replace(block)
    if type(block) not in _HOLDING:  # as most are
        return block
    match block:
        case List(items=items):
            new = tuple([_replace_in_item(item, replace) for item in items])
            same = all(map(operator.is_, new, items))
            return block if same else msgspec.structs.replace(block, items=new)
        case Quotation(blocks=inner) | Callout(blocks=inner):
            blocks = replace_blocks(inner, replace)
            same = all(map(operator.is_, blocks, inner))
            return block if same else msgspec.structs.replace(block, blocks=blocks)
        case _:
            return block


def _replace_in_item(item: ListItem, replace: Callable[[Block], Block]) -> ListItem:
    blocks = replace_blocks(item.blocks, replace)
    return item if all(map(operator.is_, blocks, item.blocks)) else ListItem(blocks)


def iter_inlines(block: Block) -> Iterator[Inline]:
    """Yield the inline nodes of one block in the order of reading, without blocks inside it."""
    match block:
        case Heading(children=children) | Paragraph(children=children):
            yield from iter_nested(children)
        case Quotation(attribution=children) | Drawing(caption=children):
            yield from iter_nested(children)
        case Table():
            yield from iter_nested(block.caption)
            for cell in block.header:
                yield from iter_nested(cell.children)
            for row in (*block.rows, *block.total):
                for cell in row.cells:
                    yield from iter_nested(cell.children)
        case Image():
            yield from iter_nested((*block.caption, *block.credit))
        case Bibliography(entries=entries):
            for entry in entries:
                yield from iter_nested(entry.children)
        case _:
            pass


def iter_picture_keys(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the keys of the pictures that blocks show, in their order."""
    for block in iter_blocks(blocks):
        match block:
            case Image(picture=key):
                yield key
            case Table(emblem=Emblem(picture=key)) | TitleBlock(logo=Emblem(picture=key)):
                yield key
            case _:
                pass


def iter_nested(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield inline nodes and the ones inside them; the blocks of notes too, in place."""
    for inline in inlines:
        yield inline
        match inline:
            case Strong(children=children) | Emphasis(children=children):
                yield from iter_nested(children)
            case Link(children=children) | CrossReference(children=children):
                yield from iter_nested(children)
            case Footnote(blocks=blocks):
                for block in iter_blocks(blocks):
                    yield from iter_inlines(block)
            case _:
                pass


def get_text(inlines: Iterable[Inline]) -> str:
    """Give the words of inline nodes without citations and notes, and the blanks before these."""
    if type(inlines) is tuple and len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].text  # as most cells and paragraphs are
    pieces: list[str] = []
    for inline in inlines:
        if type(inline) is Text:
            pieces.append(inline.text)
        elif type(inline) in _SILENT and pieces:
            pieces[-1] = pieces[-1].rstrip(" ")
        else:
            pieces.append(_say(inline))
    return "".join(pieces)


def _say(inline: Inline) -> str:
    kind = type(inline)  # far faster to compare than to ask for instances
    if kind is LineBreak:
        return " "
    if kind is Cite or kind is Footnote:
        return ""
    match inline:
        case Strong() | Emphasis() | Link() | CrossReference():
            return get_text(inline.children)
        case Text(text=text):
            return text
        case _:
            return ""


def list_cell_texts(rows: Iterable[Row]) -> list[str]:
    """List the words of every cell, as `get_text` gives them."""
    return [
        children[0].text  # as most are
        if len(children) == 1 and type(children[0]) is Text
        else get_text(children)
        for row in rows
        for cell in row.cells
        for children in (cell.children,)
    ]


def rewrite_blocks(
    blocks: tuple[Block, ...],
    kind: type[Found],
    rewrite: Callable[[Found], Inline],
    settle: Callable[[list[Inline]], list[Inline]] | None = None,
) -> tuple[Block, ...]:
    """Give the blocks with every inline node of a kind rewritten, in the order of reading.

    The children of a node have been rewritten already when it comes to it. Lines in which
    something was rewritten are given to `settle`, which may change what stands around it.
    """
    return _Rewriting(kind, rewrite, settle).rewrite_blocks(blocks)


def rewrite_inlines(
    inlines: tuple[Inline, ...], kind: type[Found], rewrite: Callable[[Found], Inline]
) -> tuple[Inline, ...]:
    """Give inline nodes like `rewrite_blocks`; the very same tuple when nothing changed."""
    return _Rewriting(kind, rewrite).rewrite_inlines(inlines)


class _Rewriting(Generic[Found]):
    """Rewrites the nodes of one kind; what holds none of them stays the very same object.

    A document has some ten thousand runs of text, and most hold nothing else.
    """

    def __init__(
        self,
        kind: type[Found],
        rewrite: Callable[[Found], Inline],
        settle: Callable[[list[Inline]], list[Inline]] | None = None,
    ) -> None:
        self._kind: type[Found] = kind
        self._rewrite: Callable[[Found], Inline] = rewrite
        self._settle = settle

    def rewrite_blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple([self._rewrite_block(block) for block in blocks])

    def rewrite_inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        changed: list[Inline] | None = None
        for place, inline in enumerate(inlines):
            if type(inline) in _LEAVES:
                continue
            new = self._rewrite_inline(inline)
            if new is not inline:
                changed = changed or list(inlines)
                changed[place] = new
        if not changed:
            return inlines
        return tuple(self._settle(changed) if self._settle else changed)

    def _rewrite_inline(self, inline: Inline) -> Inline:
        match inline:
            case Strong() | Emphasis() | Link() | CrossReference():
                children = self.rewrite_inlines(inline.children)
                if children is not inline.children:
                    inline = msgspec.structs.replace(inline, children=children)
            case Footnote():
                blocks = self.rewrite_blocks(inline.blocks)
                inline = msgspec.structs.replace(inline, blocks=blocks)
            case _:
                pass
        return self._rewrite(inline) if isinstance(inline, self._kind) else inline

    def _rewrite_block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                children = self.rewrite_inlines(block.children)
                same = children is block.children
                return block if same else msgspec.structs.replace(block, children=children)
            case List():
                items = tuple(
                    msgspec.structs.replace(item, blocks=self.rewrite_blocks(item.blocks))
                    for item in block.items
                )
                return msgspec.structs.replace(block, items=items)
            case Quotation():
                inner = self.rewrite_blocks(block.blocks)
                attribution = self.rewrite_inlines(block.attribution)
                return msgspec.structs.replace(block, blocks=inner, attribution=attribution)
            case Callout():
                return msgspec.structs.replace(block, blocks=self.rewrite_blocks(block.blocks))
            case Table() | Drawing() | Image():
                return self._rewrite_captioned(block)
            case _:
                return block

    def _rewrite_captioned(self, block: Table | Drawing | Image) -> Block:
        caption = self.rewrite_inlines(block.caption)
        if isinstance(block, Image):
            credit = self.rewrite_inlines(block.credit)
            return msgspec.structs.replace(block, caption=caption, credit=credit)
        if isinstance(block, Drawing):
            return msgspec.structs.replace(block, caption=caption)
        return self._rewrite_table(msgspec.structs.replace(block, caption=caption))

    def _rewrite_table(self, table: Table) -> Table:
        if not _holds(table, self._kind):  # far quicker than to go through its cells
            return table
        header = self._rewrite_cells(table.header)
        rows = tuple([self._rewrite_row(row) for row in table.rows])
        total = tuple([self._rewrite_row(row) for row in table.total])
        return msgspec.structs.replace(table, header=header, rows=rows, total=total)

    def _rewrite_row(self, row: Row) -> Row:
        cells = self._rewrite_cells(row.cells)
        return row if cells is row.cells else Row(cells, row.anchor, row.origin)

    def _rewrite_cells(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        changed: list[Cell] | None = None
        for place, cell in enumerate(cells):
            before = cell.children
            if len(before) == 1 and type(before[0]) is Text:  # as most are
                continue
            children = self.rewrite_inlines(before)
            if children is not before:
                changed = changed or list(cells)
                changed[place] = Cell(children, cell.header)
        return tuple(changed) if changed else cells


def _holds(table: Table, kind: type[Inline]) -> bool:
    """Tell whether an inline node of a kind may stand in the cells of a table."""
    cells = [*table.header]
    for row in (*table.rows, *table.total):
        cells += row.cells
    level: list[Any] = [inline for cell in cells for inline in cell.children]
    while level:
        if kind in map(type, level) or Footnote in map(type, level):
            return True
        level = [child for each in level if type(each) in _NESTING for child in each.children]
    return False
