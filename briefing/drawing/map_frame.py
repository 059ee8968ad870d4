"""The frame of a map on paper: projection, scale and what of the world lies in it."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.drawing.clipping import Box, Point, clip_line, clip_ring, simplify
from briefing.drawing.natural_earth.world import FINEST, Bounds, Country, get_world
from briefing.drawing.projections import EARTH_RADIUS_KM, Projection, choose_projection

_SAMPLES = 24  # points along each edge
_LEAST_HEIGHT, _MOST_HEIGHT = 0.55, 0.85  # of the width
_TOLERANCE = 0.18  # points
_WIDE = 150.0  # degrees of longitude from which on everything is looked at
_COARSE_BELOW = (2.5, 12.0)  # points a degree up to which level 0 and 1 serve
_TURNS = (-360.0, 0.0, 360.0)

Ring = list[Point]


class Land(NamedTuple):
    """What of a country lies in the frame: rings in points on the page."""

    country: Country
    rings: list[Ring]


class MapFrame:
    """A rectangle of paper with a projection; the page's y goes downwards."""

    def __init__(self, extent: Bounds, width: float) -> None:
        self._projection = choose_projection(*extent)
        left, low, right, high = self._find_plane(extent)
        self._scale = width / (right - left)
        self._left, self._high = left, high
        self.width = width
        self.height = (high - low) * self._scale
        self.box = Box(0.0, 0.0, self.width, self.height)
        self._bounds = self._find_bounds(extent)
        per_degree = math.radians(self._scale)
        self._level = next((n for n, at in enumerate(_COARSE_BELOW) if per_degree < at), FINEST)

    @property
    def projection(self) -> Projection:
        """The projection that was chosen."""
        return self._projection

    @property
    def bounds(self) -> Bounds:
        """The part of the world that is looked at, somewhat more than is seen."""
        return self._bounds

    @property
    def km_per_point(self) -> float:
        """How far a point is in the middle of the map."""
        return self.measure_km_per_point(self.width / 2, self.height / 2)

    def measure_km_per_point(self, x: float, y: float) -> float:
        """Give how far a point is at a place on the page, along the parallel."""
        return find_distance_km(self.to_place(x - 0.5, y), self.to_place(x + 0.5, y))

    def to_page(self, longitude: float, latitude: float) -> Point:
        """Give where a place is on the page; the turn of the world nearest to the middle."""
        middle = (self._bounds.west + self._bounds.east) / 2
        turned = (longitude - middle + 180.0) % 360.0 - 180.0 + middle
        return self._to_page(turned, latitude)

    def to_place(self, x: float, y: float) -> Point:
        """Give longitude and latitude of a point on the page."""
        return self._projection.invert(x / self._scale + self._left, self._high - y / self._scale)

    def iter_lands(self) -> Iterator[Land]:
        """Yield the countries of which something lies in the frame."""
        for country in get_world().countries:
            rings = [
                ring
                for polygon in country.polygons
                for arcs in polygon
                for ring in self._draw_ring(arcs)
            ]
            if rings:
                yield Land(country, rings)

    def iter_lines(self) -> Iterator[tuple[Ring, bool]]:
        """Yield coasts and borders in the frame, with whether it is a border."""
        world = get_world()
        for line in world.lines:
            own = world.find_line_bounds(line)
            for turn in _TURNS:
                if not _shift(own, turn).meets(self._bounds):
                    continue
                for points in world.get_line(line, self._level):
                    for ring in self._draw_line(points, turn):
                        yield ring, line.is_border

    def _draw_ring(self, arcs: Sequence[int]) -> Iterator[Ring]:
        world = get_world()
        own = world.find_bounds(tuple(arcs))
        for turn in _TURNS:
            if not _shift(own, turn).meets(self._bounds):
                continue
            west, south, east, north = self._bounds
            ring = [(x + turn, y) for x, y in world.get_ring(tuple(arcs), self._level)]
            inside = clip_ring(ring, Box(west, south, east, north))
            page = clip_ring([self._to_page(*point) for point in inside], self.box)
            if len(page) > 2:  # noqa: PLR2004 - fewer points have no area
                thin = simplify(page, _TOLERANCE)
                if len(thin) > 2:  # noqa: PLR2004 - as above
                    yield thin

    def _draw_line(self, points: Ring, turn: float) -> Iterator[Ring]:
        west, south, east, north = self._bounds
        turned = [(x + turn, y) for x, y in points]
        for part in clip_line(turned, Box(west, south, east, north)):
            for seen in clip_line([self._to_page(*point) for point in part], self.box):
                yield simplify(seen, _TOLERANCE)

    def _to_page(self, longitude: float, latitude: float) -> Point:
        x, y = self._projection.project(longitude, latitude)
        return (x - self._left) * self._scale, (self._high - y) * self._scale

    def _find_plane(self, extent: Bounds) -> tuple[float, float, float, float]:
        """Give the edges in the plane, widened to a shape that suits a page."""
        project = self._projection.project
        points = [project(*place) for place in _iter_edge(extent)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        width, height = right - left, high - low
        add_y = max(width * _LEAST_HEIGHT - height, 0.0) / 2
        add_x = max(height / _MOST_HEIGHT - width, 0.0) / 2
        return left - add_x, low - add_y, right + add_x, high + add_y

    def _find_bounds(self, extent: Bounds) -> Bounds:
        if extent.east - extent.west > _WIDE:
            middle = (extent.west + extent.east) / 2
            return Bounds(middle - 180.0, -89.9, middle + 180.0, 89.9)
        steps = [index / _SAMPLES for index in range(_SAMPLES + 1)]
        places = [
            self.to_place(x * self.width, y * self.height) for x in steps for y in (0.0, 0.5, 1.0)
        ]
        places += [
            self.to_place(x * self.width, y * self.height) for x in (0.0, 0.5, 1.0) for y in steps
        ]
        xs, ys = [x for x, _ in places], [y for _, y in places]
        margin = 0.05 * max(max(xs) - min(xs), max(ys) - min(ys))
        return Bounds(
            min(xs) - margin,
            max(min(ys) - margin, -89.9),
            max(xs) + margin,
            min(max(ys) + margin, 89.9),
        )


def find_distance_km(start: Point, end: Point) -> float:
    """Give the distance of two places along the surface of the earth."""
    (x0, y0), (x1, y1) = start, end
    low, high = math.radians(y0), math.radians(y1)
    half = math.sin((high - low) / 2) ** 2
    half += math.cos(low) * math.cos(high) * math.sin(math.radians(x1 - x0) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _shift(bounds: Bounds, turn: float) -> Bounds:
    return bounds._replace(west=bounds.west + turn, east=bounds.east + turn)


def _iter_edge(extent: Bounds) -> Iterator[Point]:
    west, south, east, north = extent
    for index in range(_SAMPLES + 1):
        share = index / _SAMPLES
        x, y = west + share * (east - west), south + share * (north - south)
        yield from ((x, south), (x, north), (west, y), (east, y))
