"""Markings as small pills in their own colours."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from briefing.markings import SCHEMES, MarkingLevel
from ui.theme.tokens import current_colours

_PAD_X = 6
_PAD_Y = 1
UNMARKED = "unmarked"

_own_colours: dict[str, tuple[str, str]] = {}
"""The colours of the levels that the open library has of its own, by label."""


def show_own_levels(levels: Iterable[MarkingLevel]) -> None:
    """Let pills show the levels of a library's own scheme in its colours."""
    _own_colours.clear()
    _own_colours.update((level.label, (level.text_colour, level.background)) for level in levels)


def get_pill_colours(label: str) -> tuple[str, str]:
    """Give the text colour and the background of a marking; an unknown label is drawn plain."""
    if label in _own_colours:
        return _own_colours[label]
    for scheme in SCHEMES.values():
        for level in scheme.levels:
            if level.label == label:
                return level.text_colour, level.background
    colours = current_colours()
    return colours.quiet_text, colours.surface


def measure_pill(label: str, font: QFont, *, short: bool = False) -> QSizeF:
    """Give the size of the pill with this label."""
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(_get_words(label, short=short))
    return QSizeF(width + 2 * _PAD_X, metrics.height() + 2 * _PAD_Y)


def draw_pill(
    painter: QPainter, top_left: QPointF, label: str, font: QFont, *, short: bool = False
) -> None:
    """Draw the pill; the empty label says that the record is unmarked.

    The short form, for lists, leaves out the scheme's prefix.
    """
    text, background = get_pill_colours(label)
    rect = QRectF(top_left, measure_pill(label, font, short=short)).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(background))
    # an outline sets black pills apart from dark rows, and plain ones from light rows
    painter.setPen(QPen(QColor(current_colours().border), 1))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(font)
    painter.setPen(QColor(text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _get_words(label, short=short))
    painter.restore()


def _get_words(label: str, *, short: bool) -> str:
    return (label.removeprefix("TLP:") if short else label) or UNMARKED


class MarkingPill(QWidget):
    """One marking, shown where a whole document's or record's marking is meant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label: str | None = None

    def show_marking(self, label: str) -> None:
        """Show this marking; the empty label says "unmarked"."""
        self._label = label
        self.setAccessibleName(f"Marking {label or UNMARKED}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the pill; the height holds while no marking is known yet."""
        return measure_pill(self._label or UNMARKED, self.font()).toSize()

    def minimumSizeHint(self) -> QSize:
        """Never cut the marking off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill at the left."""
        del event
        if self._label is not None:
            painter = QPainter(self)
            top = (self.height() - self.sizeHint().height()) / 2
            draw_pill(painter, QPointF(0, top), self._label, self.font())
            painter.end()
