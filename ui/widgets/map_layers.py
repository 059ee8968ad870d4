"""The ground of the map in the window: countries as paths, in the detail that the zoom needs.

Coordinates are those of a Mercator map of the world in radians, x to the east, y to the south.
"""

import math
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from briefing.drawing.natural_earth.world import FINEST, Bounds, get_world
from briefing.drawing.projections import MERCATOR_LIMIT
from ui.theme.tokens import Colours

TURN = 2 * math.pi
"""Width of the world."""

_COARSE_BELOW = (5.0, 25.0)  # pixels a degree up to which level 0 and 1 serve
_BUDGET = 0.012  # seconds for making paths in one go


def to_plane(longitude: float, latitude: float) -> QPointF:
    """Give where a place lies on the map of the world."""
    return QPointF(*find_place(longitude, latitude))


def find_place(longitude: float, latitude: float) -> tuple[float, float]:
    """Give the same as two numbers, which is quicker for ten thousand places."""
    inside = math.radians(min(max(latitude, -MERCATOR_LIMIT), MERCATOR_LIMIT))
    return math.radians(longitude), -math.asinh(math.tan(inside))


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """Give longitude (-180 to 180) and latitude of a point of the map of the world."""
    longitude = (math.degrees(x) + 180.0) % 360.0 - 180.0
    return longitude, math.degrees(math.atan(math.sinh(-y)))


def choose_level(scale: float) -> int:
    """Give the level of detail for a scale in pixels a radian."""
    per_degree = math.radians(scale)
    return next((n for n, limit in enumerate(_COARSE_BELOW) if per_degree < limit), FINEST)


class CountryName(NamedTuple):
    """A country with the middle of its largest part, and how many pixels of room it has there."""

    country: int
    text: str
    x: float
    y: float
    room: float


class GroundLayer:
    """Draws land and borders; paths are made when they first come into view.

    Making all paths of a view may take a fifth of a second, so `draw` makes as many as fit in a
    few milliseconds, draws coarser ones for the others, and says whether it has to be called again.
    """

    def __init__(self) -> None:
        self._paths: dict[tuple[bool, int, int], QPainterPath] = {}
        self._country_bounds: list[QRectF] = []
        self._line_bounds: list[QRectF] = []
        self._deadline = 0.0
        self._complete = True

    def draw(self, painter: QPainter, view: QRectF, scale: float, colours: Colours) -> bool:
        """Draw what lies in `view` with a painter that is scaled to the world's coordinates.

        Gives False when some of it was too much for once and has to be drawn again.
        """
        level = choose_level(scale)
        land, border, _sea = mix_ground_colours(colours)
        self._complete = True
        self._deadline = perf_counter() + _BUDGET
        self._find_all_bounds()
        pen = QPen(border, 0.8)
        pen.setCosmetic(True)
        for shift in (-TURN, 0.0, TURN):
            part = view.translated(-shift, 0)
            painter.save()
            painter.translate(shift, 0)
            for number in _find_meeting(self._country_bounds, part):
                painter.fillPath(self._get_path(number, level, is_line=False), land)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for number in _find_meeting(self._line_bounds, part):
                painter.drawPath(self._get_path(number, level, is_line=True))
            painter.restore()
        return self._complete

    def list_names(self, view: QRectF, scale: float) -> list[CountryName]:
        """Give the countries of which something may be in view."""
        self._find_all_bounds()
        found: dict[int, CountryName] = {}
        for shift in (-TURN, 0.0, TURN):
            for number in _find_meeting(self._country_bounds, view.translated(-shift, 0)):
                country = get_world().countries[number]
                heart = to_plane(*country.heart)
                shrink = math.cos(math.radians(country.heart[1]))
                room = math.radians(country.reach) * scale / max(shrink, 0.1)
                found[number] = CountryName(number, country.name, heart.x(), heart.y(), room)
        return list(found.values())

    def is_in_country(self, number: int, place: QPointF) -> bool:
        """Whether a point of the world lies in a country, by its coarse outline."""
        bounds = self._country_bounds[number]
        shift = round((bounds.center().x() - place.x()) / TURN) * TURN
        turned = place + QPointF(shift, 0)
        if not bounds.contains(turned):
            return False
        key = (False, number, 0)
        if key not in self._paths:
            self._paths[key] = _make_land(number, 0)
        return self._paths[key].contains(turned)

    def _find_all_bounds(self) -> None:
        if self._country_bounds:
            return
        world = get_world()
        for country in world.countries:
            found = QRectF()
            for polygon in country.polygons:
                found = found.united(_to_rect(world.find_bounds(polygon[0])))
            self._country_bounds.append(found)
        self._line_bounds = [_to_rect(world.find_line_bounds(line)) for line in world.lines]

    def _get_path(self, number: int, level: int, *, is_line: bool) -> QPainterPath:
        for own in range(level, -1, -1):
            found = self._paths.get((is_line, number, own))
            if found is not None:
                self._complete &= own == level
                return found
            if own == level and perf_counter() < self._deadline:
                path = _make_line(number, level) if is_line else _make_land(number, level)
                self._paths[is_line, number, level] = path
                return path
        self._complete = False
        return QPainterPath()


def mix_ground_colours(colours: Colours) -> tuple[QColor, QColor, QColor]:
    """Give the colours of land, borders and sea in a theme."""
    land = QColor(colours.raised if colours.is_dark else colours.surface)
    sea = _mix(QColor(colours.desk), QColor(colours.accent), 0.10)
    return land, _mix(land, QColor(colours.control_border), 0.75), sea


def _mix(ground: QColor, other: QColor, share: float) -> QColor:
    return QColor(
        *(
            round(a + (b - a) * share)
            for a, b in (
                (ground.red(), other.red()),
                (ground.green(), other.green()),
                (ground.blue(), other.blue()),
            )
        )
    )


def _find_meeting(bounds: list[QRectF], view: QRectF) -> list[int]:
    # QRectF finds no meeting with a line that is straight, and so has no height or width
    left, top, right, bottom = view.left(), view.top(), view.right(), view.bottom()
    return [
        number
        for number, own in enumerate(bounds)
        if own.left() <= right
        and left <= own.right()
        and own.top() <= bottom
        and top <= own.bottom()
    ]


def _to_rect(bounds: Bounds) -> QRectF:
    return QRectF(to_plane(bounds.west, bounds.north), to_plane(bounds.east, bounds.south))


def _make_land(number: int, level: int) -> QPainterPath:
    world = get_world()
    path = QPainterPath()
    for polygon in world.countries[number].polygons:
        for ring in polygon:
            path.addPolygon(_make_polygon(world.get_ring(ring, level)))
    return path


def _make_line(number: int, level: int) -> QPainterPath:
    world = get_world()
    path = QPainterPath()
    for points in world.get_line(world.lines[number], level):
        path.addPolygon(_make_polygon(points))
    return path


def _make_polygon(points: list[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([to_plane(*point) for point in points])
