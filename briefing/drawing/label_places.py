"""Where labels of points go, so that none covers a mark or another label."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.drawing.clipping import Box, Point
from briefing.drawing.scene import Measure

_ASCENT, _DESCENT = 0.74, 0.24  # of the size
_GAP = 2.2  # points between a mark and its label
_PAD = 1.2
_FAR = (9.0, 16.0, 26.0, 38.0)  # points to labels that are led to by a line
_LEADER_STEP = 2.0
_CELL = 24.0
_ANGLES = tuple(math.radians(angle) for angle in range(0, 360, 20))


class Spot(NamedTuple):
    """A mark that wants a label; the first ones are served first."""

    x: float
    y: float
    radius: float
    text: str
    bold: bool = False


class PlacedLabel(NamedTuple):
    """A label with the start of its baseline; `leader` ends where a line to the mark begins."""

    spot: Spot
    x: float
    y: float
    leader: Point | None = None


class LabelSpace:
    """The room on a drawing: what is taken, and what is free within its frame."""

    def __init__(self, frame: Box, taken: Iterable[Box] = ()) -> None:
        self._frame = frame
        self._taken: dict[tuple[int, int], list[Box]] = {}
        for box in taken:
            self.take(box)

    def take(self, box: Box) -> None:
        """Keep labels away from a place."""
        for cell in _iter_cells(box):
            self._taken.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing lies there, and it lies within the frame."""
        if not self._frame.holds(box):
            return False
        return not any(
            box.meets(other) for cell in _iter_cells(box) for other in self._taken.get(cell, ())
        )

    def place(self, spots: Sequence[Spot], size: float, measure: Measure) -> list[PlacedLabel]:
        """Place the labels for which there is room."""
        placed = []
        for spot in spots:
            width = measure(spot.text, size, spot.bold)
            for label in (*_iter_near(spot, width, size), *_iter_far(spot, width, size)):
                box = make_text_box(label.x, label.y, width, size)
                leader = _cut_up(label)
                if self.is_free(box) and all(map(self.is_free, leader)):
                    for part in (box, *leader):
                        self.take(part)
                    placed.append(label)
                    break
        return placed


def _iter_cells(box: Box) -> Iterator[tuple[int, int]]:
    """Yield the squares of the drawing that a box touches: only what shares one can meet."""
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


def _cut_up(label: PlacedLabel) -> list[Box]:
    """Give small boxes along the line that leads to a label, from outside its mark on."""
    if label.leader is None:
        return []
    spot, (x, y) = label.spot, label.leader
    length = math.hypot(x - spot.x, y - spot.y)
    start = min(spot.radius + _PAD, length)
    count = max(int((length - start) / _LEADER_STEP), 1)
    shares = [(start + (length - start) * index / count) / (length or 1) for index in range(count)]
    return [
        Box(at_x, at_y, at_x, at_y).grow(0.5)
        for share in shares
        for at_x, at_y in [(spot.x + (x - spot.x) * share, spot.y + (y - spot.y) * share)]
    ]


def make_text_box(x: float, y: float, width: float, size: float) -> Box:
    """Give the room that a text takes whose baseline starts at (x, y)."""
    return Box(x - _PAD, y - size * _ASCENT - _PAD, x + width + _PAD, y + size * _DESCENT + _PAD)


def make_mark_box(spot: Spot) -> Box:
    """Give the room that a mark takes."""
    return Box(spot.x, spot.y, spot.x, spot.y).grow(spot.radius * 0.85)


def _iter_near(spot: Spot, width: float, size: float) -> Iterator[PlacedLabel]:
    """Yield the places beside a mark, best first: right, left, the corners, above, below."""
    reach = spot.radius + _GAP
    middle = spot.y + size * (_ASCENT - _DESCENT) / 2
    right, left = spot.x + reach, spot.x - reach - width
    up, down = spot.y - reach * 0.7, spot.y + reach * 0.7 + size * _ASCENT
    centre = spot.x - width / 2
    near_right, near_left = spot.x + reach * 0.7, spot.x - reach * 0.7 - width
    for x, y in (
        (right, middle),
        (left, middle),
        (near_right, up),
        (near_right, down),
        (near_left, up),
        (near_left, down),
        (centre, spot.y - reach - size * _DESCENT),
        (centre, spot.y + reach + size * _ASCENT),
    ):
        yield PlacedLabel(spot, x, y)


def _iter_far(spot: Spot, width: float, size: float) -> Iterator[PlacedLabel]:
    """Yield places farther off, with the end of a line that leads to the mark."""
    for distance in _FAR:
        for angle in _ANGLES:
            x = spot.x + (spot.radius + distance) * math.cos(angle)
            y = spot.y + (spot.radius + distance) * math.sin(angle)
            start = x if math.cos(angle) >= 0 else x - width
            near = x - _PAD if math.cos(angle) >= 0 else x + _PAD
            baseline = y + size * (_ASCENT - _DESCENT) / 2
            yield PlacedLabel(spot, start, baseline, leader=(near, y))
