"""Reads Qt's document into blocks."""

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from briefing.markdown_text.model import (
    Block,
    Blocks,
    Inline,
    Inlines,
    Run,
    SourceBlock,
    TableBlock,
    TextBlock,
    TextKind,
)
from briefing.markdown_text.normalising import clean_characters, clean_link, normalise
from ui.text_editor.formats import (
    find_list,
    find_table,
    get_citation,
    get_quote,
    is_source,
    read_inline,
)


def read_document(document: QTextDocument) -> Blocks:
    """Read the whole document; paragraphs without words are left in."""
    return tuple(_Reader().iter_blocks(document))


def read_selection(cursor: QTextCursor) -> Blocks:
    """Read what is selected."""
    document = QTextDocument()
    QTextCursor(document).insertFragment(cursor.selection())
    return tuple(b for b in read_document(document) if not _is_blank(b))


def iter_fragments(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    """Iterate over the pieces of a block with one format each: where, what, which."""
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        yield fragment.position(), fragment.text(), fragment.charFormat()
        iterator += 1


class _Reader:
    def __init__(self) -> None:
        self._lists: list[int] = []  # the lists that are open, by their number in the document

    def iter_blocks(self, document: QTextDocument) -> Iterator[Block]:
        block = document.begin()
        while block.isValid():
            table = find_table(QTextCursor(block))
            if table is None:
                yield self._read_block(block)
                block = block.next()
            else:
                self._lists = []
                yield _read_table(table)
                block = document.findBlock(table.lastPosition() + 1)

    def _read_block(self, block: QTextBlock) -> Block:
        if is_source(block):
            self._lists = []
            return SourceBlock(clean_characters(block.text()))
        look = block.blockFormat()
        items = find_list(block)
        if items is not None:
            return self._read_item(block, items)
        self._lists = []
        level = look.headingLevel()
        kind = TextKind.HEADING if level else TextKind.PARAGRAPH
        inlines = _read_inlines(block, breaks=not level)
        return TextBlock(inlines, kind, level, get_quote(block))

    def _read_item(self, block: QTextBlock, items: QTextList) -> TextBlock:
        look = items.format()
        depth = max(0, look.indent() - 1)
        begins = self._lists[depth : depth + 1] != [items.objectIndex()]
        self._lists = [*self._lists[:depth], items.objectIndex()]
        inlines = _read_inlines(block)
        quote = get_quote(block)
        if look.style() is not QTextListFormat.Style.ListDecimal:
            return TextBlock(inlines, TextKind.BULLET, depth + 1, quote, begins)
        start = look.start() + items.itemNumber(block) if begins else 1
        return TextBlock(inlines, TextKind.NUMBER, depth + 1, quote, begins, start)


def _read_inlines(block: QTextBlock, *, breaks: bool = True) -> Inlines:
    inlines: list[Inline] = []
    for _position, text, look in iter_fragments(block):
        inlines += read_inline(text, look)
    return _normalise(tuple(inlines), breaks)


@lru_cache(4096)
def _normalise(inlines: Inlines, breaks: bool) -> Inlines:
    return normalise((_clean(inline) for inline in inlines), breaks=breaks)


def _clean(inline: Inline) -> Inline:
    if not isinstance(inline, Run):
        return inline
    text = clean_characters(inline.text)
    return Run(text, inline.bold, inline.italic, inline.code, clean_link(inline.link))


def _read_table(table: QTextTable) -> TableBlock:
    rows = tuple(
        tuple(_read_cell(table, row, column) for column in range(table.columns()))
        for row in range(table.rows())
    )
    aligns = tuple(_read_align(table, column) for column in range(table.columns()))
    return TableBlock(rows, aligns)


def _read_cell(table: QTextTable, row: int, column: int) -> Inlines:
    cell = table.cellAt(row, column)
    block = cell.firstCursorPosition().block()
    last = cell.lastCursorPosition().block()
    inlines = list(_read_inlines(block, breaks=False))
    while block != last:
        block = block.next()
        inlines += [Run(" "), *_read_inlines(block, breaks=False)]
    return normalise(inlines, breaks=False)


def _read_align(table: QTextTable, column: int) -> str:
    align = table.cellAt(0, column).firstCursorPosition().blockFormat().alignment()
    if align & Qt.AlignmentFlag.AlignHCenter:
        return "center"
    if align & Qt.AlignmentFlag.AlignRight:
        return "right"
    return "left" if align & Qt.AlignmentFlag.AlignAbsolute else ""


def _is_blank(block: Block) -> bool:
    return isinstance(block, TextBlock) and not block.inlines and not block.kind.is_item


def find_citation(cursor: QTextCursor) -> str:
    """Give the source of the citation right after the cursor, or nothing."""
    after = QTextCursor(cursor)
    after.setPosition(cursor.position())
    if after.atBlockEnd() or not after.movePosition(QTextCursor.MoveOperation.NextCharacter):
        return ""
    return get_citation(after.charFormat())


def find_citation_beside(cursor: QTextCursor) -> int:
    """Give the position of the citation right after or before the cursor, -1 for none."""
    beside = QTextCursor(cursor)
    beside.setPosition(cursor.position())
    if find_citation(beside):
        return beside.position()
    beside.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
    return beside.position() if find_citation(beside) else -1
