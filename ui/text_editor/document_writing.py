"""Puts blocks into Qt's document, each call as one step of its undo."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)

from briefing.markdown_text.model import (
    Block,
    Blocks,
    Citation,
    Inlines,
    Run,
    SourceBlock,
    TableBlock,
    TextBlock,
    TextKind,
)
from ui.text_editor.formats import (
    LINE_SEPARATOR,
    OBJECT_SIGN,
    find_table,
    make_block_format,
    make_inline_format,
    make_source_format,
)

_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)
_TABLE_LINE = 1
_LINE_COLOUR = "#8A9099"  # to be seen on light and on dark, as the document knows no theme
_CELL_PADDING = 4


def replace_all(document: QTextDocument, blocks: Blocks) -> None:
    """Show these blocks in place of all that is there."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    cursor.setBlockFormat(QTextBlockFormat())
    cursor.setCharFormat(QTextCharFormat())
    _BlockWriter(cursor).write(blocks)
    cursor.endEditBlock()


def insert_blocks(cursor: QTextCursor, blocks: Blocks) -> None:
    """Insert blocks at the cursor in place of its selection; a paragraph alone joins the text."""
    if not blocks:
        return
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if find_table(cursor) is not None:
        insert_inlines(cursor, _flatten(blocks))
    elif len(blocks) == 1 and _is_paragraph(blocks[0]):
        insert_inlines(cursor, _get_inlines(blocks[0]))
    else:
        _insert_between(cursor, blocks)
    cursor.endEditBlock()


def insert_inlines(cursor: QTextCursor, inlines: Inlines) -> None:
    """Insert runs and citations at the cursor."""
    for inline in inlines:
        look = make_inline_format(inline)
        if isinstance(inline, Citation):
            cursor.insertText(OBJECT_SIGN, look)
        else:
            cursor.insertText(inline.text.replace("\n", LINE_SEPARATOR), look)
    cursor.setCharFormat(QTextCharFormat())


def make_list_format(kind: TextKind, level: int, start: int = 1) -> QTextListFormat:
    """Make the format of a list at that depth."""
    look = QTextListFormat()
    look.setIndent(level)
    if kind is TextKind.NUMBER:
        look.setStyle(QTextListFormat.Style.ListDecimal)
        look.setStart(start)
    else:
        look.setStyle(_BULLETS[(level - 1) % len(_BULLETS)])
    return look


def make_table(cursor: QTextCursor, rows: int, columns: int) -> QTextTable:
    """Insert an empty table at the cursor."""
    look = QTextTableFormat()
    look.setBorder(_TABLE_LINE)
    look.setBorderCollapse(True)
    look.setCellPadding(_CELL_PADDING)
    look.setCellSpacing(0)
    look.setHeaderRowCount(1)
    look.setTopMargin(2 * _CELL_PADDING)
    look.setBottomMargin(2 * _CELL_PADDING)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(QColor(_LINE_COLOUR)))
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return cursor.insertTable(rows, columns, look)


class _BlockWriter:
    """Writes blocks from a cursor on; the first goes into the block of the cursor."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._lists: list[QTextList] = []
        self._is_fresh = True  # the cursor is in an empty block that may be used

    def write(self, blocks: Blocks) -> None:
        for block in blocks:
            if isinstance(block, TableBlock):
                self._write_table(block)
            elif isinstance(block, SourceBlock):
                self._begin_block(make_source_format())
                self._cursor.insertText(block.source.replace("\n", LINE_SEPARATOR))
                self._lists = []
            else:
                self._write_text(block)

    def _begin_block(self, look: QTextBlockFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(look)
            self._cursor.setBlockCharFormat(QTextCharFormat())
        else:
            self._cursor.insertBlock(look, QTextCharFormat())
        self._is_fresh = False

    def _write_text(self, block: TextBlock) -> None:
        self._begin_block(make_block_format(block))
        if block.kind.is_item:
            self._put_into_list(block)
        else:
            self._lists = []
        insert_inlines(self._cursor, block.inlines)

    def _put_into_list(self, block: TextBlock) -> None:
        depth = block.level - 1
        if block.begins or depth >= len(self._lists):
            look = make_list_format(block.kind, block.level, block.start)
            self._lists = [*self._lists[:depth], self._cursor.createList(look)]
            return
        self._lists = self._lists[: block.level]
        self._lists[depth].add(self._cursor.block())

    def _write_table(self, table: TableBlock) -> None:
        self._lists = []
        made = make_table(self._cursor, len(table.rows), len(table.aligns))
        for number, row in enumerate(table.rows):
            for column, inlines in enumerate(row):
                insert_inlines(made.cellAt(number, column).firstCursorPosition(), inlines)
        _align(made, table.aligns)
        self._cursor.setPosition(made.lastPosition() + 1)
        self._cursor.setBlockFormat(make_block_format(TextBlock()))
        self._is_fresh = not self._cursor.block().text()


def _align(table: QTextTable, aligns: Sequence[str]) -> None:
    for column, align in enumerate(aligns):
        for row in range(table.rows() if align else 0):
            set_align(table.cellAt(row, column).firstCursorPosition(), align)


def set_align(cursor: QTextCursor, align: str) -> None:
    """Align the block of the cursor, "" for as the text begins."""
    flags = {
        "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
        "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
        "center": Qt.AlignmentFlag.AlignHCenter,
    }
    look = cursor.blockFormat()
    look.setAlignment(flags.get(align, Qt.AlignmentFlag.AlignLeft))
    cursor.setBlockFormat(look)


def _insert_between(cursor: QTextCursor, blocks: Blocks) -> None:
    """Insert blocks between what stands before and after the cursor in its block."""
    if not cursor.atBlockEnd():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    writer = _BlockWriter(cursor)
    if cursor.block().text():
        cursor.insertBlock(make_block_format(TextBlock()), QTextCharFormat())
    writer.write(blocks)


def _is_paragraph(block: Block) -> bool:
    return isinstance(block, TextBlock) and block.kind is TextKind.PARAGRAPH and not block.quote


def _get_inlines(block: Block) -> Inlines:
    return block.inlines if isinstance(block, TextBlock) else ()


def _flatten(blocks: Blocks) -> Inlines:
    """Give the text of all blocks as one line, for a cell."""
    inlines: list[Run | Citation] = []
    for block in blocks:
        if isinstance(block, TextBlock):
            inlines += block.inlines
        elif isinstance(block, TableBlock):
            inlines += [
                inline for row in block.rows for cell in row for inline in (*cell, Run(" "))
            ]
        else:
            inlines.append(Run(block.source.replace("\n", " ")))
        inlines.append(Run(" "))
    return tuple(inlines[:-1])
