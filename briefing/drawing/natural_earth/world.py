"""The outlines of the countries of the world, read when a map is first drawn."""

import math
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain, compress, pairwise
from typing import NamedTuple

import msgspec

Point = tuple[float, float]
"""Longitude and latitude in degrees WGS 84."""

FINEST = 2
"""The level of detail with every point; 0 is for maps of the world."""

BOUNDARY_NOTE = "Boundaries are Natural Earth’s de facto lines and imply no endorsement."
"""The line that every map which shows these boundaries carries."""

_SEAM = 179.99  # outlines are cut here; the cut is no coast
_JUMP = 180.0
_TURN = 360.0
_POLE = 89.9


class Bounds(NamedTuple):
    """West, south, east and north edge in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Bounds") -> bool:
        """Whether the two have any part in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


class Country(NamedTuple):
    """A country: polygons of rings of arc numbers, the outer ring first; ~n is arc n reversed.

    `code` is ISO 3166-1 alpha-2, and empty where there is none. `heart` is the place farthest from
    its borders, `reach` how far that is, in degrees of latitude.
    """

    code: str
    name: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    heart: Point
    reach: float


class Line(NamedTuple):
    """A coast, or a border between two countries."""

    arc: int
    is_border: bool


class _ListedCountry(msgspec.Struct):
    code: str
    name: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    heart: tuple[float, float, float]


class _Heading(msgspec.Struct):
    scale: tuple[float, float]
    origin: tuple[float, float]
    arcs: list[int]
    countries: list[_ListedCountry]


class World:
    """All countries, with the arcs that their outlines are made of."""

    def __init__(self, packed: bytes) -> None:
        raw = zlib.decompress(packed)
        start = 4 + int.from_bytes(raw[:4], "little")
        heading = msgspec.json.decode(raw[4:start], type=_Heading)
        count = sum(heading.arcs)
        self._scale, self._origin = heading.scale, heading.origin
        self._x = list(accumulate(_read_steps(raw[start : start + 4 * count])))
        self._y = list(accumulate(_read_steps(raw[start + 4 * count : start + 8 * count])))
        self._levels = raw[start + 8 * count :]
        self._starts = [0, *accumulate(heading.arcs)]
        self._bounds: dict[int, Bounds] = {}
        self.countries = tuple(
            Country(listed.code, listed.name, listed.polygons, listed.heart[:2], listed.heart[2])
            for listed in heading.countries
        )
        self._lines = _list_lines(self.countries)

    def get_arc(self, number: int, level: int = FINEST) -> list[Point]:
        """Give the points of an arc in this level of detail; ~number gives them reversed."""
        index = number if number >= 0 else ~number
        span = slice(self._starts[index], self._starts[index + 1])
        xs, ys = self._x[span], self._y[span]
        if level < FINEST:
            wanted = [own <= level for own in self._levels[span]]
            xs, ys = list(compress(xs, wanted)), list(compress(ys, wanted))
        (scale_x, scale_y), (x, y) = self._scale, self._origin
        points = [(a * scale_x + x, b * scale_y + y) for a, b in zip(xs, ys, strict=True)]
        return points if number >= 0 else points[::-1]

    def get_ring(self, arcs: tuple[int, ...], level: int = FINEST) -> list[Point]:
        """Give the points of a ring, which goes on beyond 180 degrees where it crosses the cut."""
        ring: list[Point] = []
        for number in arcs:
            ring += self.get_arc(number, level)[1 if ring else 0 :]
        return _unroll(ring)

    def find_bounds(self, arcs: tuple[int, ...]) -> Bounds:
        """Give the bounds of a ring."""
        found = [self._find_arc_bounds(number if number >= 0 else ~number) for number in arcs]
        west, south, east, north = zip(*found, strict=True)
        bounds = Bounds(min(west), min(south), max(east), max(north))
        if bounds.east - bounds.west < _JUMP:
            return bounds
        longitudes = [longitude for longitude, _ in self.get_ring(arcs, 0)]
        return bounds._replace(west=min(longitudes), east=max(longitudes))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All coasts and borders, each once."""
        return self._lines

    def get_line(self, line: Line, level: int = FINEST) -> list[list[Point]]:
        """Give the points of a line, in parts where the cut of the map interrupts it."""
        return list(_drop_seam(self.get_arc(line.arc, level)))

    def find_line_bounds(self, line: Line) -> Bounds:
        """Give the bounds of a line."""
        return self._find_arc_bounds(line.arc)

    def _find_arc_bounds(self, number: int) -> Bounds:
        found = self._bounds.get(number)
        if found is None:
            span = slice(self._starts[number], self._starts[number + 1])
            xs, ys = self._x[span], self._y[span]
            (scale_x, scale_y), (x, y) = self._scale, self._origin
            found = self._bounds[number] = Bounds(
                min(xs) * scale_x + x,
                min(ys) * scale_y + y,
                max(xs) * scale_x + x,
                max(ys) * scale_y + y,
            )
        return found


@cache
def get_world() -> World:
    """Give the countries of the world; the first call reads them."""
    return World(files(__package__).joinpath("countries.bin").read_bytes())


def _read_steps(raw: bytes) -> "array[int]":
    steps = array("i")
    steps.frombytes(raw)
    if sys.byteorder == "big":
        steps.byteswap()
    return steps


def _list_lines(countries: tuple[Country, ...]) -> tuple[Line, ...]:
    rings = chain.from_iterable(chain.from_iterable(c.polygons for c in countries))
    arcs = chain.from_iterable(rings)
    uses = Counter(number if number >= 0 else ~number for number in arcs)
    return tuple(Line(number, is_border=count > 1) for number, count in uses.items())


def _unroll(ring: list[Point]) -> list[Point]:
    """Let a ring that jumps from 180 to -180 degrees go on; one round a pole goes over the pole."""
    if not any(abs(a[0] - b[0]) > _JUMP for a, b in pairwise(ring)):
        return ring
    unrolled, shift = [ring[0]], 0.0
    for before, (x, y) in pairwise(ring):
        if abs(x - before[0]) > _JUMP:
            shift += math.copysign(_TURN, before[0] - x)
        unrolled.append((x + shift, y))
    if shift:
        pole = math.copysign(_POLE, ring[0][1])
        unrolled += [(unrolled[-1][0], pole), (unrolled[0][0], pole), unrolled[0]]
    return unrolled


def _drop_seam(points: list[Point]) -> Iterator[list[Point]]:
    """Yield the parts of a line that do not run along the cut of the map, nor jump across it."""
    part: list[Point] = []
    for point in points:
        before = part[-1] if part else point
        jumps = abs(point[0] - before[0]) > _JUMP
        if jumps:
            part.append((point[0] + math.copysign(_TURN, before[0]), point[1]))
        if jumps or (part and abs(point[0]) > _SEAM and abs(before[0]) > _SEAM):
            if len(part) > 1:
                yield part
            part = []
        part.append(point)
    if len(part) > 1:
        yield part
