"""What goes to the clipboard and what comes from it."""

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from briefing.markdown_text.clipboard import read_plain, write_html, write_plain
from briefing.markdown_text.model import Blocks, Run, TextBlock
from briefing.markdown_text.normalising import clean_link
from briefing.markdown_text.reading import read_blocks
from briefing.markdown_text.writing import write_blocks
from ui.text_editor.document_reading import read_selection
from ui.text_editor.document_writing import insert_blocks
from ui.text_editor.formats import OBJECT_SIGN, is_source, make_inline_format

OWN_FORMAT = "text/markdown"
"""Our own source, which other programs may understand too."""

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_OWN_SIGN = "application/x-briefing-builder-text"


def copy(cursor: QTextCursor) -> QMimeData:
    """Make what goes to the clipboard: words, HTML, and our source."""
    blocks = read_selection(cursor)
    data = QMimeData()
    data.setText(write_plain(blocks, _cite_plainly))
    data.setHtml(write_html(blocks, _cite_plainly))
    source = write_blocks(blocks).encode()
    data.setData(OWN_FORMAT, source)
    data.setData(_OWN_SIGN, source)
    return data


def make_source_data(source: str) -> QMimeData:
    """Make what goes to the clipboard of our own source, to be pasted into a text."""
    data = QMimeData()
    data.setText(source)
    data.setData(OWN_FORMAT, source.encode())
    data.setData(_OWN_SIGN, source.encode())
    return data


def paste(cursor: QTextCursor, data: QMimeData) -> None:
    """Insert what is on the clipboard, with its structure; an address becomes a link."""
    address = data.text().strip()
    if is_source(cursor.block()):
        _insert_raw(cursor, data.text())
    elif _ADDRESS.fullmatch(address) and not data.hasFormat(_OWN_SIGN):
        _insert_address(cursor, address)
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


def _insert_address(cursor: QTextCursor, address: str) -> None:
    """Let the selected words lead to an address, or insert the address as a link."""
    link = clean_link(address)
    words = cursor.selectedText()
    is_plain = bool(words) and "\u2029" not in words and OBJECT_SIGN not in words
    if not is_plain:
        insert_blocks(cursor, (TextBlock((Run(address, link=link),)),))
        return
    look = make_inline_format(Run("", link=link))
    cursor.mergeCharFormat(look)


def _cite_plainly(source: str) -> str:
    return source.replace("@", "")
