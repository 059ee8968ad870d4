"""Draws one line of text in a list, with the letters that a search matched marked."""

import unicodedata
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from briefing.services.search.highlighting import Span
from ui.theme.tokens import current_colours

_WIDE = 100_000


class LineText(msgspec.Struct, frozen=True):
    """A text with its look; the colour is "#RRGGBB"."""

    text: str
    font: QFont
    colour: str
    spans: Sequence[Span] = ()


def draw_line(painter: QPainter, rect: QRect, line: LineText, *, at_end: bool = False) -> int:
    """Draw a text at the left edge, or with `at_end` at the right; gives the width it took.

    The edge is absolute: a text in another script stays where the list's texts stand. A text
    that is too long is cut at its end.
    """
    if rect.width() <= 0:
        return 0
    shown = QFontMetrics(line.font).elidedText(line.text, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, line.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    direction = Qt.LayoutDirection
    option.setTextDirection(
        direction.RightToLeft if _runs_from_right(line.text) else direction.LeftToRight
    )
    layout.setTextOption(option)
    layout.setFormats(_make_formats(shown, line))
    layout.beginLayout()
    laid = layout.createLine()
    laid.setLineWidth(_WIDE)
    layout.endLayout()
    width = int(laid.naturalTextWidth()) + 1
    x = rect.right() + 1 - width if at_end else rect.left()
    top = rect.top() + (rect.height() - laid.height()) / 2
    painter.setPen(QColor(line.colour))
    layout.draw(painter, QPointF(x - laid.naturalTextRect().left(), top))
    return width


def _runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction, outside isolates, runs from the right."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def _make_formats(shown: str, line: LineText) -> list[QTextLayout.FormatRange]:
    """Mark the letters; Qt counts in UTF-16 units, and a text that was cut marks what is left."""
    end = len(shown) if shown == line.text else len(shown) - 1
    formats = []
    for first, last in line.spans:
        if first < end:
            mark = QTextLayout.FormatRange()
            mark.start = _count_units(shown[:first])
            mark.length = _count_units(shown[first : min(last, end)])
            mark.format = _make_mark()
            formats.append(mark)
    return formats


def _make_mark() -> QTextCharFormat:
    colours = current_colours()
    mark = QTextCharFormat()
    mark.setBackground(QColor(colours.mark))
    mark.setForeground(QColor(colours.mark_text))
    return mark


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
