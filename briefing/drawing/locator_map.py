"""A map that shows where things happened: Natural Earth's countries, marks, names, a scale bar."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from briefing.drawing.clipping import Box
from briefing.drawing.label_places import (
    LabelSpace,
    PlacedLabel,
    Spot,
    make_mark_box,
    make_text_box,
)
from briefing.drawing.map_frame import Land, MapFrame, Ring
from briefing.drawing.map_point import MapPoint, find_extent
from briefing.drawing.natural_earth.world import BOUNDARY_NOTE
from briefing.drawing.scene import (
    Anchor,
    AnyShape,
    Circle,
    Ink,
    Label,
    Measure,
    Polygon,
    Polyline,
    Rectangle,
    Scene,
    flatten,
    line,
)
from briefing.drawing.wording import ENGLISH, Wording

_LEAST_MARK, _MOST_MARK = 2.4, 9.0  # points
_LABEL_SIZE, _COUNTRY_SIZE, _NOTE_SIZE = 8.0, 7.5, 6.5
_EDGE = 3.0  # points that labels keep from the frame
_NAME_ROOM = 3.0  # points around the name of a country, or it would seem to name a mark
_SCAN_LINES = 16
_KEY_ROW, _NOTE_ROW = 15.0, 11.0  # points below the frame for the key and for the note
_BAR = 90.0  # points, the longest scale bar
_BAR_STEPS = (1, 2, 5)
_SCALE_ROOM = 145.0  # points that the bar takes with its length
_LARGEST_BAR_KM = 2_000
"""Beyond, a scale would hold in the middle of the map alone."""

_KEY_SIZES = (1, 10, 100)


class MapLook(NamedTuple):
    """What a map shows beside the places: names, sizes by weight, the countries it is about.

    `name_country` gives the name of a country by its code, in another language than English.
    """

    labels: bool = True
    sized: bool = True
    home: frozenset[str] = frozenset()
    wording: Wording = ENGLISH
    name_country: Callable[[str], str] | None = None


def make_locator_map(
    points: Sequence[MapPoint], measure: Measure, *, width: float, look: MapLook | None = None
) -> Scene:
    """Draw a map of points; raises ValueError for none."""
    chosen = look or MapLook()
    frame = MapFrame(find_extent(points), width)
    spots = [_make_spot(frame, point, chosen) for point in points]
    space = LabelSpace(frame.box.grow(-_EDGE))
    ordered = sorted(spots, key=lambda spot: (-spot.radius, spot.y, spot.x, spot.text))
    named = _drop_repeated(ordered) if chosen.labels else []
    for spot in ordered:
        space.take(make_mark_box(spot))
    labels = space.place(named, _LABEL_SIZE, measure)
    lands = list(frame.iter_lands())
    shapes = [
        *_draw_ground(frame, lands, chosen),
        *_draw_rings(frame, points, spots),
        *_draw_names(lands, space, chosen, measure),
        *_draw_marks(spots, points, chosen),
        *_draw_labels(labels),
        Rectangle(
            x=0, y=0, width=frame.width, height=frame.height, stroke=Ink.QUIET, stroke_width=0.6
        ),
        *_draw_foot(frame, points, len(named) - len(labels), _Key(chosen, measure)),
    ]
    height = frame.height + _KEY_ROW + _NOTE_ROW + 6
    return Scene(width=width, height=round(height, 2), shapes=tuple(shapes))


def find_mark_radius(weight: int | None, *, sized: bool) -> float:
    """Give the radius of a mark in points; areas grow with the weight."""
    if not sized or not weight:
        return _LEAST_MARK
    return min(_LEAST_MARK + 0.75 * math.sqrt(weight), _MOST_MARK)


# --- the ground ---


def _draw_ground(frame: MapFrame, lands: Iterable[Land], look: MapLook) -> Iterator[AnyShape]:
    yield Rectangle(x=0, y=0, width=frame.width, height=frame.height, fill=Ink.SEA)
    for land in lands:
        home = not look.home or land.country.code in look.home
        rings = tuple(flatten(ring) for ring in land.rings)
        yield Polygon(rings=rings, fill=Ink.HOME if home else Ink.LAND)
    for points, is_border in frame.iter_lines():
        flat = flatten(points)
        if len(flat) > 2:  # noqa: PLR2004 - two numbers are one point
            ink, width = (Ink.BORDER, 0.6) if is_border else (Ink.COAST, 0.4)
            yield Polyline(points=flat, ink=ink, width=width)


def _draw_names(
    lands: Iterable[Land], space: LabelSpace, look: MapLook, measure: Measure
) -> Iterator[AnyShape]:
    """Write the names of countries where they have room, the ones the map is about first."""
    ordered = sorted(
        lands, key=lambda land: (land.country.code not in look.home, land.country.name)
    )
    for land in ordered:
        bold = land.country.code in look.home
        code, own = land.country.code, land.country.name
        told = look.name_country(code) if look.name_country and code else own
        name = told.upper() if bold else told
        width = measure(name, _COUNTRY_SIZE, bold)
        place = _find_room(land.rings, width, space)
        if place is not None:
            space.take(make_text_box(*place, width, _COUNTRY_SIZE))
            yield Label(
                x=place[0],
                y=place[1],
                text=name,
                size=_COUNTRY_SIZE,
                ink=Ink.QUIET,
                bold=bold,
                halo=Ink.HOME if bold else Ink.LAND,
            )


def _find_room(rings: list[Ring], width: float, space: LabelSpace) -> tuple[float, float] | None:
    """Give where a name starts that lies within a country: as near to its middle as may be."""
    ring = max(rings, key=_find_area)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    step = (max(ys) - min(ys)) / (_SCAN_LINES + 1)
    found: list[tuple[float, float, float]] = []
    for number in range(1, _SCAN_LINES + 1):
        y = min(ys) + number * step
        for left, right in _find_open(ring, y, _COUNTRY_SIZE):
            for x in _iter_starts(left, right, width):
                box = make_text_box(x, y + _COUNTRY_SIZE * 0.25, width, _COUNTRY_SIZE)
                if space.is_free(box.grow(_NAME_ROOM)):
                    off = abs(x + width / 2 - middle_x) + 1.6 * abs(y - middle_y)
                    found.append((off - 0.6 * min(right - left - width, 60.0), x, y))
    if not found:
        return None
    _, x, y = min(found)
    return x, y + _COUNTRY_SIZE * 0.25


def _iter_starts(left: float, right: float, width: float) -> Iterator[float]:
    room = right - left - width
    if room >= 0:
        for share in (0.5, 0.25, 0.75, 0.0, 1.0):
            yield left + room * share


def _find_open(ring: Ring, y: float, size: float) -> list[tuple[float, float]]:
    """Give from where to where a line of text fits into a ring at a height."""
    rows = [_find_crossings(ring, y + offset) for offset in (-size / 2, 0.0, size / 2)]
    found = rows[0]
    for row in rows[1:]:
        found = [(max(a, c), min(b, d)) for a, b in found for c, d in row if max(a, c) < min(b, d)]
    return [(left + 2, right - 2) for left, right in found]


def _find_crossings(ring: Ring, y: float) -> list[tuple[float, float]]:
    xs = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise([*ring, ring[0]])
        if (a[1] > y) != (b[1] > y)
    )
    return list(zip(xs[::2], xs[1::2], strict=False))


def _find_area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])))


# --- the places ---


def _make_spot(frame: MapFrame, point: MapPoint, look: MapLook) -> Spot:
    x, y = frame.to_page(point.longitude, point.latitude)
    return Spot(x, y, find_mark_radius(point.weight, sized=look.sized), point.label)


def _drop_repeated(spots: Iterable[Spot]) -> list[Spot]:
    """Name a place once that has several marks."""
    found: dict[tuple[int, int, str], Spot] = {}
    for spot in spots:
        if spot.text:
            found.setdefault((round(spot.x), round(spot.y), spot.text), spot)
    return list(found.values())


def _draw_rings(
    frame: MapFrame, points: Sequence[MapPoint], spots: Sequence[Spot]
) -> Iterator[AnyShape]:
    """Draw how far off places may be that are known roughly."""
    drawn = set()
    for point, spot in zip(points, spots, strict=True):
        radius = round(point.radius_km / frame.measure_km_per_point(spot.x, spot.y), 1)
        key = (round(spot.x, 1), round(spot.y, 1), radius)
        inside = frame.box.holds(Box(spot.x, spot.y, spot.x, spot.y).grow(radius))
        if radius > spot.radius and inside and key not in drawn:
            drawn.add(key)
            yield Circle(
                x=spot.x,
                y=spot.y,
                radius=radius,
                stroke=Ink.ACCENT,
                stroke_width=0.7,
                dash=(2.5, 2),
            )


def _draw_marks(
    spots: Iterable[Spot], points: Iterable[MapPoint], look: MapLook
) -> Iterator[AnyShape]:
    """Draw the marks, small ones over large ones; hollow where the weight is not known."""
    pairs = zip(spots, points, strict=True)
    for spot, point in sorted(pairs, key=lambda pair: (-pair[0].radius, pair[0].y, pair[0].x)):
        hollow = look.sized and point.weight is None
        yield Circle(
            x=round(spot.x, 2),
            y=round(spot.y, 2),
            radius=round(spot.radius, 2),
            fill=Ink.PAPER if hollow else Ink.ACCENT,
            stroke=Ink.ACCENT if hollow else Ink.PAPER,
            stroke_width=0.8,
        )


def _draw_labels(labels: Iterable[PlacedLabel]) -> Iterator[AnyShape]:
    for label in labels:
        if label.leader is not None:
            yield line(label.spot.x, label.spot.y, *label.leader, Ink.TEXT, 0.4)
    for label in labels:
        yield Label(
            x=round(label.x, 2),
            y=round(label.y, 2),
            text=label.spot.text,
            size=_LABEL_SIZE,
            halo=Ink.PAPER,
        )


# --- below the frame ---


def _draw_foot(
    frame: MapFrame, points: Sequence[MapPoint], unnamed: int, key: "_Key"
) -> Iterator[AnyShape]:
    y = frame.height + _KEY_ROW
    if key.look.sized and any(point.weight for point in points):
        yield from key.draw_sizes(y)
    if key.look.sized and any(point.weight is None for point in points):
        yield from key.draw_unknown(y)
    if any(point.radius_km for point in points):
        yield from key.draw_ring(y)
    note = key.translate(BOUNDARY_NOTE)
    if unnamed:
        text = key.translate("{} without room for a name").format(unnamed)
        if key.has_room(text, frame.width - _SCALE_ROOM):
            yield from key.write(y, text)
        else:
            note = f"{text} · {note}"
    yield Label(x=0, y=y + _NOTE_ROW + 3, text=note, size=_NOTE_SIZE, ink=Ink.QUIET)
    yield from _draw_scale_bar(frame, y, key.translate)


class _Key:
    """The key below a map, written from left to right."""

    def __init__(self, look: MapLook, measure: Measure) -> None:
        self.look = look
        self.translate = look.wording.translate
        self._measure = measure
        self._x = 0.0

    def draw_sizes(self, y: float) -> Iterator[AnyShape]:
        for weight in _KEY_SIZES:
            radius = find_mark_radius(weight, sized=True)
            first = weight == _KEY_SIZES[0]
            text = self.translate("{} killed").format(weight) if first else str(weight)
            yield self._draw_circle(y, radius, fill=Ink.ACCENT)
            yield from self.write(y, text)

    def draw_unknown(self, y: float) -> Iterator[AnyShape]:
        yield self._draw_circle(y, _LEAST_MARK, stroke=Ink.ACCENT, fill=Ink.PAPER)
        yield from self.write(y, self.translate("not reported"))

    def draw_ring(self, y: float) -> Iterator[AnyShape]:
        yield self._draw_circle(y, 3.6, stroke=Ink.ACCENT, dash=(2.0, 1.6))
        yield from self.write(y, self.translate("place known roughly, within the ring"))

    def has_room(self, text: str, limit: float) -> bool:
        """Whether a text that is written next ends before a place."""
        return self._x + self._measure(text, _NOTE_SIZE, False) <= limit

    def write(self, y: float, text: str) -> Iterator[AnyShape]:
        yield Label(x=round(self._x, 2), y=y, text=text, size=_NOTE_SIZE)
        self._x += self._measure(text, _NOTE_SIZE, False) + 9

    def _draw_circle(self, y: float, radius: float, **fields: Any) -> Circle:
        x = self._x + radius
        self._x = x + radius + 3
        return Circle(x=round(x, 2), y=y - 2.4, radius=round(radius, 2), **fields)


def _draw_scale_bar(
    frame: MapFrame, y: float, translate: Callable[[str], str]
) -> Iterator[AnyShape]:
    length = find_round_below(_BAR * frame.km_per_point)
    if length > _LARGEST_BAR_KM:
        return
    width = length / frame.km_per_point
    right = frame.width
    yield Polyline(
        points=flatten(
            (
                (right - width, y - 6),
                (right - width, y - 3),
                (right - 0.4, y - 3),
                (right - 0.4, y - 6),
            )
        ),
        ink=Ink.TEXT,
        width=0.8,
    )
    unit, number = ("km", length) if length >= 1 else ("m", length * 1000)
    text = f"{number:,.0f} {translate(unit)}"
    yield Label(
        x=round(right - width - 4, 2), y=y - 1, text=text, size=_NOTE_SIZE, anchor=Anchor.END
    )


def find_round_below(length: float) -> float:
    """Give the largest of 1, 2, 5, 10, 20 ... (and parts of 1) that is not above a length."""
    power = 10.0 ** math.floor(math.log10(length))
    return max(step * power for step in _BAR_STEPS if step * power <= length * (1 + 1e-9))
