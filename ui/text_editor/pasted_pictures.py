"""Pictures that are pasted into a text or dropped on it: kept first, then shown where they came."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit
from shiboken6 import isValid

from briefing.picture_uses import REFERENCE_LENGTH
from ui.flows.incoming_files import Incoming, find_drops, find_incoming
from ui.text_editor.pasting import make_source_data, paste


def find_pictures(data: QMimeData) -> Incoming | None:
    """Find images that came as files, or as a picture without words; None for anything else."""
    if any(url.isLocalFile() for url in data.urls()):
        incoming = find_incoming(data)
        return incoming if incoming and incoming.is_picture else None
    return (
        find_incoming(data) if data.hasImage() and not (data.hasText() or data.hasHtml()) else None
    )


def can_keep(text: QTextEdit, data: QMimeData) -> bool:
    """Tell whether the pictures can be kept beside what the text belongs to."""
    return find_pictures(data) is not None and find_drops(text) is not None


def insert_pictures(text: QTextEdit, data: QMimeData) -> None:
    """Keep the pictures, and show them at the cursor as soon as that is done."""
    drops, incoming = find_drops(text), find_pictures(data)
    if drops is None or incoming is None:
        return
    cursor = QTextCursor(text.textCursor())

    def insert(names: Sequence[str]) -> None:
        if isValid(text):  # another record may have been opened meanwhile
            shown = (f"![](attachment:{name[:REFERENCE_LENGTH]})" for name in names)
            paste(cursor, make_source_data("\n\n".join(shown)))

    drops.take(incoming, insert)
