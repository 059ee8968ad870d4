"""What the buttons above a text do to it, each as one step of undo."""

from collections.abc import Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextList,
)
from PySide6.QtWidgets import QTextEdit

from briefing.markdown_text.model import TextBlock, TextKind
from ui.text_editor.document_writing import make_list_format, make_table
from ui.text_editor.formats import (
    find_list,
    find_table,
    get_quote,
    is_bold,
    is_source,
    make_block_format,
    set_quote,
)

DEEPEST_LIST = 6
_NEW_ROWS, _NEW_COLUMNS = 3, 2


def toggle_bold(text: QTextEdit) -> None:
    """Make the selection bold, or no longer; without one, what is typed next."""
    look = QTextCharFormat()
    is_on = is_bold(_get_look(text))
    look.setFontWeight(QFont.Weight.Normal if is_on else QFont.Weight.Bold)
    text.mergeCurrentCharFormat(look)


def toggle_italic(text: QTextEdit) -> None:
    """Make the selection italic, or no longer; without one, what is typed next."""
    look = QTextCharFormat()
    look.setFontItalic(not _get_look(text).fontItalic())
    text.mergeCurrentCharFormat(look)


def toggle_list(text: QTextEdit, kind: TextKind) -> None:
    """Make the selected paragraphs items of a list, or paragraphs again."""
    cursor = text.textCursor()
    blocks = [b for b in list_selected(cursor) if not is_source(b)]
    cursor.beginEditBlock()
    if blocks and all(get_kind(block) is kind for block in blocks):
        for block in blocks:
            make_paragraph(block)
    else:
        for block in blocks:
            make_item(block, kind)
    cursor.endEditBlock()


def toggle_quote(text: QTextEdit) -> None:
    """Quote the selected paragraphs, or no longer."""
    cursor = text.textCursor()
    blocks = [b for b in list_selected(cursor) if not is_source(b) and not _is_in_table(b)]
    depth = 0 if all(get_quote(block) for block in blocks) else 1
    cursor.beginEditBlock()
    for block in blocks:
        quote_block(block, depth)
    cursor.endEditBlock()


def insert_table(text: QTextEdit) -> None:
    """Insert a small table and put the cursor into its header."""
    cursor = text.textCursor()
    if find_table(cursor) is not None:
        return
    cursor.beginEditBlock()
    table = make_table(cursor, _NEW_ROWS, _NEW_COLUMNS)
    cursor.endEditBlock()
    text.setTextCursor(table.cellAt(0, 0).firstCursorPosition())


def set_link(text: QTextEdit, start: int, end: int, link: str) -> None:
    """Let the text between two positions lead somewhere, or nowhere if `link` is empty."""
    cursor = QTextCursor(text.document())
    cursor.setPosition(start)
    if start == end:
        cursor.insertText(link, _make_link_look(link))
        return
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    if link:
        cursor.mergeCharFormat(_make_link_look(link))
    else:
        look = QTextCharFormat()
        look.setAnchor(False)
        look.setAnchorHref("")
        cursor.mergeCharFormat(look)


def find_link(cursor: QTextCursor) -> tuple[int, int, str]:
    """Give where the link that the cursor is in begins and ends and where it leads."""
    block, position = cursor.block(), cursor.position()
    start = end = -1
    link = ""
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        here, after = fragment.position(), fragment.position() + fragment.length()
        href = fragment.charFormat().anchorHref()
        if href and href == link and here == end:
            end = after
        elif end < 0 or not start <= position <= end:
            start, end, link = (here, after, href) if href else (-1, -1, "")
        iterator += 1
    if start <= position <= end:
        return start, end, link
    return cursor.selectionStart(), cursor.selectionEnd(), ""


# --- blocks


def list_selected(cursor: QTextCursor) -> Sequence[QTextBlock]:
    """List the blocks that the selection touches, or that of the cursor."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    blocks: list[QTextBlock] = []
    while block.isValid() and (block.position() <= end or not blocks):
        blocks.append(block)
        block = block.next()
    return blocks


def get_kind(block: QTextBlock) -> TextKind:
    """Give what a block is."""
    items = find_list(block)
    if items is None:
        level = block.blockFormat().headingLevel()
        return TextKind.HEADING if level else TextKind.PARAGRAPH
    style = make_list_format(TextKind.NUMBER, 1).style()
    return TextKind.NUMBER if items.format().style() is style else TextKind.BULLET


def make_item(block: QTextBlock, kind: TextKind, level: int = 1, start: int = 1) -> None:
    """Make a block an item of the list above it, or the first item of a new one."""
    cursor = QTextCursor(block)
    cursor.setBlockFormat(make_block_format(TextBlock((), kind, level, get_quote(block))))
    known = _find_list_above(block, kind, level)
    if known is not None:
        known.add(block)
    else:
        cursor.createList(make_list_format(kind, level, start))


def _find_list_above(block: QTextBlock, kind: TextKind, level: int) -> QTextList | None:
    above = block.previous()
    while above.isValid():
        items = find_list(above)
        depth = items.format().indent() if items is not None else 0
        if depth == level:
            return items if get_kind(above) is kind else None
        if depth < level:
            return None
        above = above.previous()
    return None


def make_paragraph(block: QTextBlock) -> None:
    """Make a block a plain paragraph; its quotation stays."""
    items = find_list(block)
    if items is not None:
        items.remove(block)
    cursor = QTextCursor(block)
    cursor.setBlockFormat(make_block_format(TextBlock(quote=get_quote(block))))


def make_heading(block: QTextBlock, level: int) -> None:
    """Make a block a heading."""
    make_paragraph(block)
    look = make_block_format(TextBlock((), TextKind.HEADING, level))
    QTextCursor(block).setBlockFormat(look)


def quote_block(block: QTextBlock, depth: int) -> None:
    """Quote a block that deep."""
    look = QTextBlockFormat(block.blockFormat())
    set_quote(look, depth)
    QTextCursor(block).setBlockFormat(look)


def shift_item(block: QTextBlock, step: int) -> bool:
    """Put an item deeper or less deep; tell whether that could be."""
    items = find_list(block)
    if items is None:
        return False
    level = items.format().indent() + step
    above = find_list(block.previous()) if block.previous().isValid() else None
    deepest = min(DEEPEST_LIST, above.format().indent() + 1 if above is not None else 1)
    if not 1 <= level <= deepest:
        return False
    cursor = QTextCursor(block)
    kind = get_kind(block)
    cursor.beginEditBlock()
    items.remove(block)
    make_item(block, kind, level)
    cursor.endEditBlock()
    return True


def _get_look(text: QTextEdit) -> QTextCharFormat:
    cursor = text.textCursor()
    if not cursor.hasSelection():
        return text.currentCharFormat()
    first = QTextCursor(cursor)
    first.setPosition(cursor.selectionStart() + 1)
    return first.charFormat()


def _make_link_look(link: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setAnchor(True)
    look.setAnchorHref(link)
    return look


def _is_in_table(block: QTextBlock) -> bool:
    return find_table(QTextCursor(block)) is not None
