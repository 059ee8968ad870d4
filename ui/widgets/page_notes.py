"""Small signs in the left margin of pages: what is to be looked at beside a place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from ui.theme.tokens import LIGHT
from ui.widgets.icons import draw_icon
from ui.widgets.page_marks import ShownPage

SIDE = 16.0
"""Height and width of a sign in logical pixels, at every zoom."""

_FROM_EDGE = 7.0  # clear of the bar that marks a place
_GAP = 2.0
_INSET = 2.0


class PageNote(NamedTuple):
    """What one sign stands for: page from 0, height in PDF points from its top, and its words."""

    page: int
    top: float
    is_error: bool
    words: str


class PageNotes:
    """The signs on all pages. Those of places close to each other stand below each other."""

    def __init__(self, notes: Sequence[PageNote] = ()) -> None:
        self._notes = tuple(notes)
        self._by_page: dict[int, list[tuple[int, PageNote]]] = {}
        for number, note in enumerate(notes):
            self._by_page.setdefault(note.page, []).append((number, note))
        for on_page in self._by_page.values():
            on_page.sort(key=lambda entry: entry[1].top)

    def get_words(self, number: int) -> str:
        """Give the words of a note."""
        return self._notes[number].words

    def paint(self, painter: QPainter, shown: ShownPage) -> None:
        """Draw the signs of a page."""
        for _number, note, place in self._iter_places(shown):
            # pages are white in every theme, so the signs have the light theme's look
            strong, soft = LIGHT.warning, LIGHT.warning_soft
            if note.is_error:
                strong, soft = LIGHT.danger, LIGHT.danger_soft
            painter.fillRect(place, QColor(soft))
            inner = place.adjusted(_INSET, _INSET, -_INSET, -_INSET)
            draw_icon("error" if note.is_error else "warning", painter, inner, strong)

    def find(self, shown: ShownPage, point: QPointF) -> int | None:
        """Give the number of the note whose sign is under a point; None where there is none."""
        for number, _note, place in self._iter_places(shown):
            if place.contains(point):
                return number
        return None

    def _iter_places(self, shown: ShownPage) -> Iterator[tuple[int, PageNote, QRectF]]:
        rect = shown.rect
        lowest = float(rect.top())
        for number, note in self._by_page.get(shown.page, ()):
            top = max(rect.top() + note.top * shown.scale, lowest)
            lowest = top + SIDE + _GAP
            yield number, note, QRectF(rect.left() + _FROM_EDGE, top, SIDE, SIDE)
