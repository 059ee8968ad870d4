"""Draws one line of text in which some words are marked as found."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.tokens import current_colours

FOUND_ROLE = Qt.ItemDataRole.UserRole + 1
"""Where the words stand that were found: (first letter, how many letters)."""

_INSET = 4
_SHARE_BEFORE = 0.4  # of the width, for what stands before the words


class FoundWordsDelegate(QStyledItemDelegate):
    """Keeps the found words in sight, however narrow the column is."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row as any other, and the text with its mark."""
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text, plain.text = plain.text, ""
        style = plain.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        found: Any = index.data(FOUND_ROLE)
        if not found:
            return
        layout = _lay_out(text, found[0], found[1], plain)
        area = QRectF(plain.rect).adjusted(_INSET, 0, -_INSET, 0)
        line = layout.lineAt(0)
        place: Any = line.cursorToX(found[0])  # and the letter that it is
        start = place[0]
        shift = max(start - area.width() * _SHARE_BEFORE, 0.0)
        if line.naturalTextWidth() <= area.width():
            shift = 0.0
        painter.save()
        painter.setClipRect(area)
        painter.setPen(plain.palette.color(plain.palette.ColorRole.Text))
        layout.draw(painter, QPointF(area.left() - shift, area.center().y() - line.height() / 2))
        painter.restore()


def _lay_out(text: str, start: int, length: int, option: QStyleOptionViewItem) -> QTextLayout:
    layout = QTextLayout(text, option.font)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(wrapping)
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = start, length
    look = QTextCharFormat()
    look.setFontWeight(700)
    look.setFontUnderline(True)  # not by colour alone
    look.setForeground(QColor(current_colours().accent))
    mark.format = look
    layout.setFormats([mark])
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout
