"""Makes the map that the program ships from Natural Earth's countries at 1:50 million.

    python3 tools/make_natural_earth.py countries-50m.json country-codes.json

The first file is the TopoJSON that the package world-atlas (npm) makes of Natural Earth, which is
in the public domain; the second gives `isonumeric` for each alpha-2 code. Every point is kept; with
each goes the level of detail from which on it is needed, so that no reader has to simplify.
"""

import json
import math
import sys
import zlib
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.countries import COUNTRY_NAMES  # noqa: E402 - found through the path set above

TARGET = ROOT / "briefing" / "drawing" / "natural_earth" / "countries.bin"
TOLERANCES = (0.2, 0.04)
"""Degrees by which the outlines of level 0 and 1 may be off; level 2 has all points."""

NAMES = {
    "N. Cyprus": "Northern Cyprus",
    "Dominican Rep.": "Dominican Republic",
    "Indian Ocean Ter.": "Indian Ocean Territories",
}
GRID = 24
KOSOVO = "Kosovo"
Point = tuple[float, float]


def make_levels(points: list[Point]) -> bytes:
    """Give the level from which on each point of an arc is needed."""
    levels = bytearray([len(TOLERANCES)] * len(points))
    for level in reversed(range(len(TOLERANCES))):
        for index in find_needed(points, TOLERANCES[level]):
            levels[index] = level
    return bytes(levels)


def find_needed(points: list[Point], tolerance: float) -> set[int]:
    """Give the points that an outline within the tolerance goes through (Douglas and Peucker)."""
    shrink = math.cos(math.radians(sum(y for _, y in points) / len(points)))
    flat = [(x * shrink, y) for x, y in points]
    needed = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first > 1:
            distance, index = max(
                (find_distance(flat[i], flat[first], flat[last]), i) for i in range(first + 1, last)
            )
            if distance > tolerance:
                needed.add(index)
                spans += [(first, index), (index, last)]
    return needed


def find_distance(point: Point, start: Point, end: Point) -> float:
    """Give the distance of a point from a line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def read_countries(topology: dict[str, Any], codes: dict[str, str]) -> list[dict[str, Any]]:
    """Give code, name and polygons (rings of arc numbers) of each country."""
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        arcs = geometry["arcs"]
        name = geometry["properties"]["name"]
        code = "XK" if name == KOSOVO else codes.get(geometry.get("id", ""), "")
        countries.append(
            {
                "code": code,
                "name": COUNTRY_NAMES.get(code) or NAMES.get(name, name),
                "polygons": arcs if geometry["type"] == "MultiPolygon" else [arcs],
            }
        )
    return countries


def find_heart(polygons: list[list[list[Point]]]) -> list[float]:
    """Give the place in the largest part that is farthest from its edge, and how far it is."""
    rings = max(polygons, key=lambda rings: find_area(rings[0]))
    shrink = max(math.cos(math.radians(sum(y for _, y in rings[0]) / len(rings[0]))), 0.1)
    flat = [[(x * shrink, y) for x, y in ring[:: max(len(ring) // 500, 1)]] for ring in rings]
    xs, ys = zip(*flat[0], strict=True)
    x0, y0, step = min(xs), min(ys), max(max(xs) - min(xs), max(ys) - min(ys)) / GRID
    best = (0.0, xs[0], ys[0])
    for _ in range(3):
        tried = [(x0 + i * step, y0 + j * step) for i in range(GRID + 1) for j in range(GRID + 1)]
        best = max([best, *((find_room(point, flat), *point) for point in tried)])
        x0, y0, step = best[1] - step, best[2] - step, 2 * step / GRID
    return [round(best[1] / shrink, 3), round(best[2], 3), round(best[0], 3)]


def find_area(ring: list[Point]) -> float:
    """Give twice the area of a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def find_room(point: Point, rings: list[list[Point]]) -> float:
    """Give the distance of a point from the edge, negative outside."""
    inside = False
    nearest = math.inf
    for a, b in (edge for ring in rings for edge in pairwise([*ring, ring[0]])):
        if (a[1] > point[1]) != (b[1] > point[1]):
            cut = a[0] + (point[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
            inside ^= point[0] < cut
        nearest = min(nearest, find_distance(point, a, b))
    return nearest if inside else -nearest


def draw_polygons(arcs: list[list[Point]], polygons: list[Any]) -> list[list[list[Point]]]:
    """Give the points of each ring of each polygon."""
    return [
        [[p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])] for ring in polygon]
        for polygon in polygons
    ]


def pack(topology: dict[str, Any], codes: dict[str, str]) -> bytes:
    """Give the file: a heading in JSON, then steps in x, steps in y, and levels."""
    arcs = topology["arcs"]
    absolute: list[list[int]] = []
    drawn: list[list[Point]] = []
    levels = bytearray()
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in arcs:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([x, y])
        absolute += points
        drawn.append([(x * scale[0] + origin[0], y * scale[1] + origin[1]) for x, y in points])
        levels += make_levels(drawn[-1])
    heading = {
        "scale": scale,
        "origin": origin,
        "arcs": [len(arc) for arc in arcs],
        "countries": [
            {**country, "heart": find_heart(draw_polygons(drawn, country["polygons"]))}
            for country in read_countries(topology, codes)
        ],
    }
    head = json.dumps(heading, ensure_ascii=False, separators=(",", ":")).encode()
    steps = [
        array("i", [b[axis] - a[axis] for a, b in pairwise([[0, 0], *absolute])]) for axis in (0, 1)
    ]
    if sys.byteorder == "big":
        for step in steps:
            step.byteswap()
    raw = b"".join((array("i", [len(head)]).tobytes(), head, *map(array.tobytes, steps), levels))
    return zlib.compress(raw, 9)


def main() -> None:
    """Make the file."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    listed = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    codes = {f"{country['isonumeric']:03}": code for code, country in listed.items()}
    TARGET.write_bytes(pack(topology, codes))


if __name__ == "__main__":
    main()
