"""What is drawn over a page: a bar beside the place that one is at, and what a search found."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from ui.theme.tokens import LIGHT

Mark = tuple[int, float, float]
"""A page from 0, and the heights between which it is marked, in PDF points from its top."""

_FOUND, _CURRENT_FOUND = "#fde68a", "#fb923c"  # on pages, which are white in every theme


class Found(NamedTuple):
    """A place that a search found: page from 0, and areas in PDF points from its upper left."""

    page: int
    areas: tuple[QRectF, ...]


class ShownPage(NamedTuple):
    """A page from 0 in the rectangle where it is shown, with logical pixels to the PDF point."""

    page: int
    rect: QRect
    scale: float


def paint_marks(painter: QPainter, shown: ShownPage, marks: Sequence[Mark]) -> None:
    """Draw a bar beside the marked places of a page."""
    page, rect, scale = shown
    # pages are white in every theme, so the mark has the light theme's look
    for marked, top, bottom in marks:
        if marked == page:
            y, height = rect.top() + top * scale, max(4.0, (bottom - top) * scale)
            painter.fillRect(QRectF(rect.left() + 2, y, 3, height), QColor(LIGHT.accent))


def paint_found(
    painter: QPainter, shown: ShownPage, places: Sequence[Found], current: int | None
) -> None:
    """Mark what was found on a page; `current` is the place that one is at."""
    page, rect, scale = shown
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for number, found in enumerate(places):
        if found.page != page:
            continue
        colour = QColor(_CURRENT_FOUND if number == current else _FOUND)
        for area in found.areas:
            x, y = rect.left() + area.left() * scale, rect.top() + area.top() * scale
            painter.fillRect(QRectF(x, y, area.width() * scale, area.height() * scale), colour)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
