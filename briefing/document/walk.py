"""Goes through the tree: recursion over nodes is written here once, as query and as rewrite."""

from collections.abc import Callable, Iterable, Iterator

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
    Paragraph,
    Quotation,
    Row,
    Strong,
    Table,
    Text,
    TitleBlock,
)

RewriteInline = Callable[[Inline], Inline]
"""Gives what stands in place of an inline node; its children have been rewritten already."""


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
    """Give the words of inline nodes without citations and notes."""
    if type(inlines) is tuple and len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].text  # as most cells and paragraphs are
    pieces: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text=text):
                pieces.append(text)
            case Strong(children=children) | Emphasis(children=children):
                pieces.append(get_text(children))
            case Link(children=children) | CrossReference(children=children):
                pieces.append(get_text(children))
            case LineBreak():
                pieces.append(" ")
            case Cite() | Footnote():
                pass
    return "".join(pieces)


def rewrite_blocks(blocks: tuple[Block, ...], rewrite: RewriteInline) -> tuple[Block, ...]:
    """Give the blocks with every inline node but plain text rewritten, in the order of reading."""
    return tuple([_rewrite_block(block, rewrite) for block in blocks])


def rewrite_inlines(inlines: tuple[Inline, ...], rewrite: RewriteInline) -> tuple[Inline, ...]:
    """Give the inline nodes rewritten; the very same tuple when nothing changed.

    Plain text stays as it is. A document has some ten thousand runs, and most hold nothing else.
    """
    for inline in inlines:
        if type(inline) is not Text:
            break
    else:
        return inlines
    changed = [_rewrite_inline(inline, rewrite) for inline in inlines]
    for new, old in zip(changed, inlines, strict=True):
        if new is not old:
            return tuple(changed)
    return inlines


def _rewrite_inline(inline: Inline, rewrite: RewriteInline) -> Inline:
    match inline:
        case Text():
            return inline
        case Cite():
            pass
        case Strong() | Emphasis() | Link() | CrossReference():
            children = rewrite_inlines(inline.children, rewrite)
            if children is not inline.children:
                inline = msgspec.structs.replace(inline, children=children)
        case Footnote():
            inline = msgspec.structs.replace(inline, blocks=rewrite_blocks(inline.blocks, rewrite))
        case _:
            pass
    return rewrite(inline)


def _rewrite_block(block: Block, rewrite: RewriteInline) -> Block:
    match block:
        case Heading() | Paragraph():
            children = rewrite_inlines(block.children, rewrite)
            same = children is block.children
            return block if same else msgspec.structs.replace(block, children=children)
        case List():
            items = tuple(
                msgspec.structs.replace(item, blocks=rewrite_blocks(item.blocks, rewrite))
                for item in block.items
            )
            return msgspec.structs.replace(block, items=items)
        case Quotation():
            inner = rewrite_blocks(block.blocks, rewrite)
            attribution = rewrite_inlines(block.attribution, rewrite)
            return msgspec.structs.replace(block, blocks=inner, attribution=attribution)
        case Callout():
            return msgspec.structs.replace(block, blocks=rewrite_blocks(block.blocks, rewrite))
        case Table() | Drawing() | Image():
            return _rewrite_captioned(block, rewrite)
        case _:
            return block


def _rewrite_captioned(block: Table | Drawing | Image, rewrite: RewriteInline) -> Block:
    caption = rewrite_inlines(block.caption, rewrite)
    if isinstance(block, Image):
        credit = rewrite_inlines(block.credit, rewrite)
        return msgspec.structs.replace(block, caption=caption, credit=credit)
    if isinstance(block, Drawing):
        return msgspec.structs.replace(block, caption=caption)
    return _rewrite_table(block, caption, rewrite)


def _rewrite_table(table: Table, caption: tuple[Inline, ...], rewrite: RewriteInline) -> Table:
    header = _rewrite_cells(table.header, rewrite)
    rows = tuple([_rewrite_row(row, rewrite) for row in table.rows])
    total = tuple([_rewrite_row(row, rewrite) for row in table.total])
    return msgspec.structs.replace(table, caption=caption, header=header, rows=rows, total=total)


def _rewrite_row(row: Row, rewrite: RewriteInline) -> Row:
    cells = _rewrite_cells(row.cells, rewrite)
    return row if cells is row.cells else Row(cells, row.anchor, row.origin)


def _rewrite_cells(cells: tuple[Cell, ...], rewrite: RewriteInline) -> tuple[Cell, ...]:
    rewritten: list[Cell] = []
    changed = False
    for cell in cells:
        before = cell.children
        is_text = len(before) == 1 and type(before[0]) is Text  # as most are
        children = before if is_text else rewrite_inlines(before, rewrite)
        if children is before:
            rewritten.append(cell)
        else:
            rewritten.append(Cell(children, cell.header))
            changed = True
    return tuple(rewritten) if changed else cells
