"""Markings as small pills in their own colours."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from briefing.markings import SCHEMES
from ui.theme.tokens import current_colours

_PAD_X = 6
_PAD_Y = 1
UNMARKED = "unmarked"


def get_pill_colours(label: str) -> tuple[str, str]:
    """Give the text colour and the background of a marking; an unknown label is drawn plain."""
    for scheme in SCHEMES.values():
        for level in scheme.levels:
            if level.label == label:
                return level.text_colour, level.background
    colours = current_colours()
    return colours.quiet_text, colours.surface


def measure_pill(label: str, font: QFont) -> QSizeF:
    """Give the size of the pill with this label."""
    metrics = QFontMetricsF(font)
    return QSizeF(
        metrics.horizontalAdvance(label or UNMARKED) + 2 * _PAD_X, metrics.height() + 2 * _PAD_Y
    )


def draw_pill(painter: QPainter, top_left: QPointF, label: str, font: QFont) -> None:
    """Draw the pill; the empty label says that the record is unmarked."""
    text, background = get_pill_colours(label)
    rect = QRectF(top_left, measure_pill(label, font)).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(background))
    # an outline sets black pills apart from dark rows, and plain ones from light rows
    painter.setPen(QPen(QColor(current_colours().border), 1))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(font)
    painter.setPen(QColor(text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label or UNMARKED)
    painter.restore()
