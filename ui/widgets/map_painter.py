"""Draws the marks of a map in the window with their labels, and the names of countries."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from briefing.drawing.map_point import MapPoint
from ui.theme.tokens import Colours
from ui.widgets.map_furniture import paint_names
from ui.widgets.map_layers import GroundLayer
from ui.widgets.map_marks import Mark, MarkPainter, write_haloed
from ui.widgets.map_viewport import Viewport

_FEW_LABELS = 60  # marks up to which their labels are written
_BEYOND = 100.0  # pixels outside the view up to which marks are drawn: they reach in


class MapState(NamedTuple):
    """What is on the map: its marks, the records selected, and the point that is ringed."""

    marks: list[Mark]
    selected: frozenset[str]
    current: MapPoint | None


def paint_marks(
    painter: QPainter, ground: GroundLayer, port: Viewport, state: MapState, colours: Colours
) -> None:
    """Draw all that lies in view; labels come before the names of countries."""
    marks = [mark for mark in state.marks if _is_in_view(mark, port)]
    brush = MarkPainter(painter, QFont(painter.font()), colours, port.to_pixels)
    taken = [_find_area(mark, port) for mark in marks]
    labels = _place_labels(brush, marks, taken, state.current)
    paint_names(painter, ground, port, taken, colours)
    brush.draw_uncertainty(marks, port.scale)
    for mark in marks:
        chosen = bool(state.selected) and any(p.key in state.selected for p in mark.points)
        brush.draw_mark(mark, selected=chosen, current=state.current in mark.points)
    for text, area in labels:
        write_haloed(painter, area, text, colours)


def _place_labels(
    brush: MarkPainter, marks: Iterable[Mark], taken: list[QRectF], current: MapPoint | None
) -> list[tuple[str, QRectF]]:
    """Give the labels for which there is room, the one of the point that is ringed in any case."""
    ringed = [mark for mark in marks if current in mark.points]
    single = [m for m in marks if len(m.points) == 1 and m.label and m not in ringed]
    others = single if len(taken) <= _FEW_LABELS else []
    placed = []
    for mark in (*ringed, *others):
        area = brush.find_label_area(mark, taken, must=mark in ringed)
        if area is not None:
            placed.append((mark.label, area))
    return placed


def _find_area(mark: Mark, port: Viewport) -> QRectF:
    centre = port.to_pixels(mark.x, mark.y)
    side = 2 * mark.radius
    return QRectF(centre.x() - mark.radius, centre.y() - mark.radius, side, side)


def _is_in_view(mark: Mark, port: Viewport) -> bool:
    room = QRectF(0, 0, port.width, port.height).adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND)
    return room.contains(port.to_pixels(mark.x, mark.y))
