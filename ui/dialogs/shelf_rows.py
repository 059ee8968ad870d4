"""The rows of a list of files: a small picture, the name, and what is to be known of it."""

from PySide6.QtCore import QMimeDatabase, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListWidgetItem

from briefing.picture_uses import is_image
from briefing.records.parts import Attachment
from briefing.services.files.shelves import ShelfContent
from ui.widgets.icons import get_icon

THUMBNAIL = 56
"""Side of the small pictures, in device-independent pixels."""


def make_row(
    attachment: Attachment, content: ShelfContent, picture: QImage | None
) -> QListWidgetItem:
    """Make the row of a file; `picture` has up to twice as many pixels as its side."""
    item = QListWidgetItem(_describe(attachment, content))
    item.setData(Qt.ItemDataRole.UserRole, attachment.sha256)
    item.setIcon(_make_thumbnail(picture) if picture else get_icon("briefing", "quiet_text"))
    return item


def _make_thumbnail(picture: QImage) -> QIcon:
    """Put a picture into the middle of a square, so that names stand in line."""
    side = 2 * THUMBNAIL
    square = QPixmap(side, side)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.drawImage((side - picture.width()) // 2, (side - picture.height()) // 2, picture)
    painter.end()
    return QIcon(square)


def _describe(attachment: Attachment, content: ShelfContent) -> str:
    kind = QMimeDatabase().mimeTypeForName(attachment.media_type).comment()
    told = [f"{attachment.name}\n{kind or attachment.media_type}"]
    if content.used == attachment.sha256:
        told.append(content.use)
    elif is_image(attachment) and not attachment.alternative_text and content.use != "logo":
        told.append("no alternative text")
    return " · ".join(told)
