"""What keys do in a formatted text beyond what they do in any."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from briefing.markdown_text.model import TextBlock, TextKind
from ui.text_editor.formats import (
    LINE_SEPARATOR,
    find_list,
    find_table,
    get_quote,
    is_source,
    make_block_format,
)
from ui.text_editor.formatting import (
    get_kind,
    make_heading,
    make_item,
    make_paragraph,
    quote_block,
    shift_item,
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_KEYS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_NUMBER = re.compile(r"(\d{1,4})[.)] ")
_HEADING = re.compile(r"(#{1,6}) ")
_EMPHASES = (
    (re.compile(r"(?<![\w*])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*\Z"), 2),
    (re.compile(r"(?<![\w*])\*([^\s*](?:[^*]*[^\s*])?)\*\Z"), 1),
    (re.compile(r"(?<![\w_])__([^\s_](?:[^_]*[^\s_])?)__\Z"), 2),
    (re.compile(r"(?<![\w_])_([^\s_](?:[^_]*[^\s_])?)_\Z"), 1),
)


def take_key(text: QTextEdit, event: QKeyEvent) -> bool:
    """Do what a key means at this place; tell whether it meant anything."""
    if event.modifiers() not in _NO_KEYS:
        return False
    if event.key() in _ENTER:
        return _take_enter(text)
    if event.key() == Qt.Key.Key_Backspace:
        return _take_backspace(text)
    return False


def take_tab(text: QTextEdit, *, forward: bool) -> bool:
    """Go to the next cell, or put the item deeper; tell whether there was such a thing to do."""
    cursor = text.textCursor()
    table = find_table(cursor)
    if table is not None:
        move = QTextCursor.MoveOperation
        moved = cursor.movePosition(move.NextCell if forward else move.PreviousCell)
        if moved:
            text.setTextCursor(cursor)
        return moved
    is_at_start = cursor.positionInBlock() == 0 or cursor.hasSelection() or cursor.atBlockEnd()
    return is_at_start and shift_item(cursor.block(), 1 if forward else -1)


def leave_link(text: QTextEdit) -> None:
    """Let what is typed after the end of a link stand outside of it."""
    cursor = text.textCursor()
    look = text.currentCharFormat()
    if cursor.hasSelection() or not look.isAnchor():
        return
    after = QTextCursor(cursor)
    if not cursor.atBlockEnd():
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if after.charFormat().anchorHref() == look.anchorHref():
            return
    plain = QTextCharFormat(look)
    for name in (QTextCharFormat.Property.IsAnchor, QTextCharFormat.Property.AnchorHref):
        plain.clearProperty(name.value)
    text.setCurrentCharFormat(plain)


def format_as_typed(text: QTextEdit, typed: str) -> None:
    """Turn marks that were just typed, such as "- " or "**so**", into what they stand for.

    It is a step of undo of its own: to take it back leaves the marks as they were typed.
    """
    cursor = text.textCursor()
    block = cursor.block()
    if is_source(block) or (find_table(cursor) is not None and typed == " "):
        return
    if typed == " ":
        _format_block(cursor)
    elif typed in ("*", "_"):
        _format_emphasis(text, cursor)


def _take_enter(text: QTextEdit) -> bool:
    cursor = text.textCursor()
    block = cursor.block()
    table = find_table(cursor)
    if table is not None:
        cell = table.cellAt(cursor)
        below = table.cellAt(min(cell.row() + 1, table.rows() - 1), cell.column())
        text.setTextCursor(below.firstCursorPosition())
        return True
    if is_source(block):
        cursor.insertText(LINE_SEPARATOR)
        return True
    if not block.text() and find_list(block) is not None:
        return shift_item(block, -1) or _do(text, make_paragraph)
    if not block.text() and get_quote(block):
        return _do(text, lambda block: quote_block(block, 0))
    if get_kind(block) is TextKind.HEADING and cursor.atBlockEnd():
        cursor.insertBlock(make_block_format(TextBlock()), QTextCharFormat())
        text.setTextCursor(cursor)
        return True
    return False


def _take_backspace(text: QTextEdit) -> bool:
    cursor = text.textCursor()
    block = cursor.block()
    if cursor.hasSelection() or cursor.positionInBlock() or find_table(cursor) is not None:
        return False
    if find_list(block) is not None or get_kind(block) is TextKind.HEADING:
        return _do(text, make_paragraph)
    if get_quote(block):
        return _do(text, lambda block: quote_block(block, 0))
    return False


def _do(text: QTextEdit, change: Callable[[QTextBlock], None]) -> bool:
    cursor = text.textCursor()
    cursor.beginEditBlock()
    change(cursor.block())
    cursor.endEditBlock()
    return True


def _format_block(cursor: QTextCursor) -> None:
    block = cursor.block()
    before = block.text()[: cursor.positionInBlock()]
    number, heading = _NUMBER.fullmatch(before), _HEADING.fullmatch(before)
    is_plain = get_kind(block) is TextKind.PARAGRAPH
    if not is_plain or not (before in ("- ", "* ", "> ") or number or heading):
        return
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    if number:
        make_item(block, TextKind.NUMBER, start=int(number[1]))
    elif heading:
        make_heading(block, len(heading[1]))
    elif before == "> ":
        quote_block(block, 1)
    else:
        make_item(block, TextKind.BULLET)
    cursor.endEditBlock()


def _format_emphasis(text: QTextEdit, cursor: QTextCursor) -> None:
    before = cursor.block().text()[: cursor.positionInBlock()]
    for pattern, width in _EMPHASES:
        match = pattern.search(before)
        if match is not None:
            _emphasise(text, cursor, match, width)
            return


def _emphasise(text: QTextEdit, cursor: QTextCursor, match: re.Match[str], width: int) -> None:
    start = cursor.block().position() + match.start()
    end = cursor.block().position() + match.end()
    look = QTextCharFormat()
    if width == 1:
        look.setFontItalic(True)
    else:
        look.setFontWeight(QFont.Weight.Bold)
    plain = text.currentCharFormat()
    cursor.beginEditBlock()
    for place in (end - width, start):
        cursor.setPosition(place)
        cursor.setPosition(place + width, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    cursor.setPosition(start)
    cursor.setPosition(end - 2 * width, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)
    cursor.endEditBlock()
    text.setCurrentCharFormat(plain)
