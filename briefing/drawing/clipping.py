"""Cuts areas and lines to a rectangle, and leaves out points that nobody would see."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle by its edges, left < right and top < bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def grow(self, by: float) -> "Box":
        """Give a box whose edges lie farther out."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Cut an area to a box (Sutherland and Hodgman); empty when nothing of it is inside."""
    points = list(ring)
    for axis, limit, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        if points:
            points = _cut(points, axis, limit, sign)
    return points


def _cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    before = points[-1]
    for point in points:
        inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if inside != was_inside:
            kept.append(_cross(before, point, axis, limit))
        if inside:
            kept.append(point)
        before = point
    return kept


def _cross(start: Point, end: Point, axis: int, limit: float) -> Point:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clip_line(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line that lie in a box."""
    part: list[Point] = []
    for start, end in pairwise(points):
        piece = _clip_segment(start, end, box)
        if piece is None:
            if len(part) > 1:
                yield part
            part = []
            continue
        if not part or part[-1] != piece[0]:
            if len(part) > 1:
                yield part
            part = [piece[0]]
        part.append(piece[1])
    if len(part) > 1:
        yield part


def _clip_segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """Cut a straight line to a box (Liang and Barsky)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for slope, room in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.top),
        (dy, box.bottom - start[1]),
    ):
        if slope == 0:
            if room < 0:
                return None
            continue
        share = room / slope
        if slope < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    if first >= last:
        return None
    return (
        start if first == 0.0 else (start[0] + first * dx, start[1] + first * dy),
        end if last == 1.0 else (start[0] + last * dx, start[1] + last * dy),
    )


def simplify(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie nearer than the tolerance to the line without them."""
    if len(points) < 3:  # noqa: PLR2004 - a straight line
        return list(points)
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        measure = _make_distance(points[first], points[last])
        farthest, index = tolerance, 0
        for place in range(first + 1, last):
            distance = measure(points[place])
            if distance > farthest:
                farthest, index = distance, place
        if index:
            kept.add(index)
            spans += [(first, index), (index, last)]
    return [points[place] for place in sorted(kept)]


def _make_distance(start: Point, end: Point) -> Callable[[Point], float]:
    """Give the function that measures how far a point lies from a straight line."""
    (x0, y0), dx, dy = start, end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if not length:
        return lambda point: math.hypot(point[0] - x0, point[1] - y0)
    return lambda point: abs(dx * (point[1] - y0) - dy * (point[0] - x0)) / length
