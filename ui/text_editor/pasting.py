"""What goes to the clipboard and what comes from it."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from briefing.markdown_text.clipboard import read_plain, write_html, write_plain
from briefing.markdown_text.model import Blocks
from briefing.markdown_text.reading import read_blocks
from briefing.markdown_text.writing import write_blocks
from ui.text_editor.document_reading import read_selection
from ui.text_editor.document_writing import insert_blocks
from ui.text_editor.formats import is_source

OWN_FORMAT = "text/markdown"
"""Our own source, which other programs may understand too."""

_OWN_SIGN = "application/x-briefing-builder-text"


def copy(cursor: QTextCursor) -> QMimeData:
    """Make what goes to the clipboard: words, HTML, and our source."""
    blocks = read_selection(cursor)
    data = QMimeData()
    data.setText(write_plain(blocks))
    data.setHtml(write_html(blocks))
    source = write_blocks(blocks).encode()
    data.setData(OWN_FORMAT, source)
    data.setData(_OWN_SIGN, source)
    return data


def paste(cursor: QTextCursor, data: QMimeData) -> None:
    """Insert what is on the clipboard, with its structure."""
    if is_source(cursor.block()):
        _insert_raw(cursor, data.text())
    else:
        insert_blocks(cursor, _read(data))


def paste_plain(cursor: QTextCursor) -> None:
    """Insert the words that are on the clipboard, none of them as a mark."""
    text = QGuiApplication.clipboard().text()
    if is_source(cursor.block()):
        _insert_raw(cursor, text)
    else:
        insert_blocks(cursor, read_plain(text))


def _read(data: QMimeData) -> Blocks:
    if data.hasFormat(_OWN_SIGN):
        return read_blocks(data.data(_OWN_SIGN).toStdString())
    if data.hasHtml():
        from briefing.markdown_text.html_reading import read_html

        return read_html(data.html()) or read_plain(data.text())
    return read_plain(data.text())


def _insert_raw(cursor: QTextCursor, text: str) -> None:
    cursor.insertText(text.replace("\r\n", "\n").replace("\n", "\u2028"))
