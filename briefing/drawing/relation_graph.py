"""A graph of actors: boxes with names, lines that say how they stand to each other."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.drawing.clipping import Box, Point, clip_line
from briefing.drawing.label_places import LabelSpace, make_text_box
from briefing.drawing.relation_layers import Arc, Slot, Waypoint, arrange
from briefing.drawing.relation_rows import RowSlot, relax
from briefing.drawing.scene import (
    Anchor,
    AnyShape,
    Ink,
    Label,
    Measure,
    Polygon,
    Polyline,
    Rectangle,
    Scene,
    flatten,
)
from briefing.drawing.wording import ENGLISH, Wording
from briefing.drawing.wrapping import wrap

_SIZE, _SMALL = 8.0, 6.8
_LEADING = 9.8
_PAD_X, _PAD_Y = 7.0, 5.0
_WIDEST_BOX = 104.0
_GAP_X, _GAP_Y = 26.0, 40.0
_PLAIN_GAP = 12.0  # between rows that no line joins
_LEAST_GAP, _MOST_GAP = 14.0, 60.0
_WAY = (10.0, 10.0)  # what a line takes up that goes through a layer
_ARROW = 5.0
_KEY = 18.0
_DASHES: dict[str, tuple[float, ...]] = {"moderate": (5.0, 2.5), "low": (1.2, 2.2)}
_WIDTHS = {"high": 1.3, "moderate": 1.0, "low": 1.0}
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)  # of a line, where its label may stand


class ActorBox(NamedTuple):
    """An actor: its name, what else is told in small letters, and whether it is in the focus."""

    key: str
    name: str
    note: str = ""
    focus: bool = False


class RelationLine(NamedTuple):
    """How two actors stand to each other, in words; `confidence` as analysts say it.

    One that `descends` is drawn downwards: from parent to child, from sponsor to sponsored.
    """

    source: str
    target: str
    label: str
    mutual: bool = False
    confidence: str = ""
    descends: bool = True


class _Placed(NamedTuple):
    box: Box
    lines: tuple[str, ...]
    note: tuple[str, ...]
    actor: ActorBox


def make_relation_graph(
    actors: Sequence[ActorBox],
    lines: Sequence[RelationLine],
    measure: Measure,
    *,
    width: float,
    wording: Wording = ENGLISH,
) -> Scene:
    """Draw actors and their relations; lines to actors that are not given are left out."""
    keys = [actor.key for actor in actors]
    kept = [
        each
        for each in lines
        if each.source in keys and each.target in keys and each.source != each.target
    ]
    arcs = [Arc(each.source, each.target, each.descends) for each in kept]
    sizes = {actor.key: _measure_box(actor, measure) for actor in actors}
    widths = {key: size[0] + _GAP_X for key, size in sizes.items()}
    layers, links = arrange(keys, arcs, widths, width)
    rows = [_spread(layer, sizes, width) for layer in layers]
    relax(rows, links, width)
    gaps = [_GAP_Y if any(each.slot in links for each in row) else _PLAIN_GAP for row in rows[1:]]
    placed, ways, height = _place(actors, rows, [*gaps, 4.0], measure)
    space = LabelSpace(Box(0, 0, width, height), [each.box for each in placed.values()])
    routes = [_route(each, number, placed, ways) for number, each in enumerate(kept)]
    shapes: list[AnyShape] = []
    for each, route in zip(kept, routes, strict=True):
        shapes += _draw_line(each, route)
    for actor in placed.values():
        shapes += _draw_box(actor)
    for each, route in zip(kept, routes, strict=True):
        shapes += _write_label(each, route, space, measure)
    shapes += _draw_key(kept, height + 12, measure, wording.translate)
    has_key = any(each.confidence for each in kept)
    return Scene(
        width=width, height=round(height + (_KEY if has_key else 0), 2), shapes=tuple(shapes)
    )


# --- places ---


def _place(
    actors: Sequence[ActorBox],
    rows: Sequence[Sequence[RowSlot]],
    gaps: Sequence[float],
    measure: Measure,
) -> tuple[dict[str, _Placed], dict[Waypoint, Box], float]:
    """Give the boxes, the places that long lines go through, and the height of it all."""
    by_key = {actor.key: actor for actor in actors}
    sizes = {actor.key: _measure_box(actor, measure) for actor in actors}
    placed: dict[str, _Placed] = {}
    ways: dict[Waypoint, Box] = {}
    y = 2.0
    for row, gap in zip(rows, gaps, strict=True):
        tallest = max(_get_size(each.slot, sizes)[1] for each in row)
        for slot, x, wide in row:
            high = _get_size(slot, sizes)[1]
            top = y + (tallest - high) / 2
            if isinstance(slot, Waypoint):
                ways[slot] = Box(x + wide / 2, y - 2.0, x + wide / 2, y + tallest + 2.0)
            else:
                box = Box(x, top, x + wide, top + high)
                placed[slot] = _make_placed(by_key[slot], box, measure)
        y += tallest + gap
    return placed, ways, y


def _get_size(slot: Slot, sizes: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    return _WAY if isinstance(slot, Waypoint) else sizes[slot]


def _spread(
    layer: Sequence[Slot], sizes: Mapping[str, tuple[float, float]], width: float
) -> list[RowSlot]:
    """Give the members of a layer evenly over the drawing."""
    widths = [_get_size(slot, sizes)[0] for slot in layer]
    room = (width - 4 - sum(widths)) / max(len(widths) - 1, 1)
    gap = max(min(room, _MOST_GAP), _LEAST_GAP)
    x = (width - sum(widths) - gap * (len(widths) - 1)) / 2
    row = []
    for slot, wide in zip(layer, widths, strict=True):
        row.append(RowSlot(slot, x, wide))
        x += wide + gap
    return row


def _measure_box(actor: ActorBox, measure: Measure) -> tuple[float, float]:
    name, note = _break_texts(actor, measure)
    bold = max((measure(text, _SIZE, True) for text in name), default=0.0)
    small = max((measure(text, _SMALL, False) for text in note), default=0.0)
    height = len(name) * _LEADING + len(note) * _LEADING * 0.88 + 2 * _PAD_Y - 1.5
    return max(bold, small) + 2 * _PAD_X, height


def _break_texts(actor: ActorBox, measure: Measure) -> tuple[list[str], list[str]]:
    name = wrap(actor.name, _WIDEST_BOX, _SIZE, measure, bold=True)
    note = wrap(actor.note, _WIDEST_BOX, _SMALL, measure, most=2) if actor.note else []
    return name, note


def _make_placed(actor: ActorBox, box: Box, measure: Measure) -> _Placed:
    name, note = _break_texts(actor, measure)
    return _Placed(box, tuple(name), tuple(note), actor)


# --- lines ---


def _route(
    each: RelationLine, number: int, placed: Mapping[str, _Placed], ways: Mapping[Waypoint, Box]
) -> list[Point]:
    """Give the points of a line from the edge of one box to the edge of the other."""
    start, end = placed[each.source].box, placed[each.target].box
    between = sorted(
        (way for way in ways if way.arc == number),
        key=lambda way: way.layer,
        reverse=start.top > end.top,
    )
    through = [
        (way.left, edge) for box in between for way in [ways[box]] for edge in (way.top, way.bottom)
    ]
    if start.top > end.top:
        through = [
            point
            for up, down in zip(through[1::2], through[::2], strict=True)
            for point in (up, down)
        ]
    points = [_middle(start), *through, _middle(end)]
    first = _leave(points[0], points[1], start)
    last = _leave(points[-1], points[-2], end)
    return [first, *points[1:-1], last]


def _middle(box: Box) -> Point:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _leave(inside: Point, outside: Point, box: Box) -> Point:
    """Give where a line from the middle of a box crosses its edge."""
    parts = list(clip_line([inside, outside], box.grow(1.5)))
    return parts[0][-1] if parts else inside


def _draw_line(each: RelationLine, route: list[Point]) -> Iterator[AnyShape]:
    dash = _DASHES.get(each.confidence, ())
    shortened = _shorten(route) if not each.mutual else _shorten(_shorten(route)[::-1])[::-1]
    yield Polyline(
        points=flatten(shortened),
        ink=Ink.TEXT if each.confidence == "high" else Ink.QUIET,
        width=_WIDTHS.get(each.confidence, 0.8),
        dash=dash,
    )
    yield _make_head(route)
    if each.mutual:
        yield _make_head(route[::-1])


def _shorten(route: list[Point]) -> list[Point]:
    """Let a line end where its head begins."""
    (x0, y0), (x1, y1) = route[-2:]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    back = min(_ARROW * 0.8, length * 0.5) / length
    return [*route[:-1], (x1 - (x1 - x0) * back, y1 - (y1 - y0) * back)]


def _make_head(route: list[Point]) -> Polygon:
    (x0, y0), (x1, y1) = route[-2:]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    ux, uy = (x1 - x0) / length * _ARROW, (y1 - y0) / length * _ARROW
    points = (
        (x1, y1),
        (x1 - ux + uy * 0.42, y1 - uy - ux * 0.42),
        (x1 - ux - uy * 0.42, y1 - uy + ux * 0.42),
    )
    return Polygon(rings=(flatten(points),), fill=Ink.TEXT)


def _write_label(
    each: RelationLine, route: list[Point], space: LabelSpace, measure: Measure
) -> Iterator[AnyShape]:
    """Write what a line says upon it, where there is room; on its middle if there is none."""
    width = measure(each.label, _SMALL, False)
    chosen = None
    for share in _SHARES:
        x, y = _walk(route, share)
        start = (x - width / 2, y + _SMALL * 0.25)
        chosen = chosen or start
        if space.is_free(make_text_box(*start, width, _SMALL)):
            chosen = start
            break
    if chosen and each.label:
        space.take(make_text_box(*chosen, width, _SMALL))
        yield Label(
            x=round(chosen[0], 2),
            y=round(chosen[1], 2),
            text=each.label,
            size=_SMALL,
            halo=Ink.PAPER,
        )


def _walk(route: list[Point], share: float) -> Point:
    """Give the place at a share of the way."""
    lengths = [math.dist(a, b) for a, b in pairwise(route)]
    left = sum(lengths) * share
    for (a, b), length in zip(pairwise(route), lengths, strict=True):
        if left <= length and length:
            return a[0] + (b[0] - a[0]) * left / length, a[1] + (b[1] - a[1]) * left / length
        left -= length
    return route[-1]


# --- boxes and key ---


def _draw_box(placed: _Placed) -> Iterator[AnyShape]:
    box = placed.box
    focus = placed.actor.focus
    yield Rectangle(
        x=round(box.left, 2),
        y=round(box.top, 2),
        width=round(box.right - box.left, 2),
        height=round(box.bottom - box.top, 2),
        fill=Ink.ACCENT_FAINT if focus else Ink.PAPER,
        stroke=Ink.ACCENT if focus else Ink.QUIET,
        stroke_width=1.1 if focus else 0.7,
    )
    x = round((box.left + box.right) / 2, 2)
    y = box.top + _PAD_Y + _SIZE * 0.8
    for text in placed.lines:
        yield Label(x=x, y=round(y, 2), text=text, size=_SIZE, bold=True, anchor=Anchor.MIDDLE)
        y += _LEADING
    for text in placed.note:
        small = round(y - 0.8, 2)
        yield Label(x=x, y=small, text=text, size=_SMALL, ink=Ink.QUIET, anchor=Anchor.MIDDLE)
        y += _LEADING * 0.88


def _draw_key(
    lines: Sequence[RelationLine], y: float, measure: Measure, translate: Callable[[str], str]
) -> Iterator[AnyShape]:
    """Yield the key to the confidence of the lines, with only what the graph has in it."""
    found = {each.confidence for each in lines}
    if not found - {""}:
        return
    x = 0.0
    for confidence in ("high", "moderate", "low", ""):
        if confidence not in found:
            continue
        yield Polyline(
            points=flatten(((x, y - 2.2), (x + 20, y - 2.2))),
            ink=Ink.TEXT if confidence == "high" else Ink.QUIET,
            width=_WIDTHS.get(confidence, 0.8),
            dash=_DASHES.get(confidence, ()),
        )
        text = translate(f"{confidence} confidence" if confidence else "confidence not stated")
        yield Label(x=round(x + 24, 2), y=y, text=text, size=_SMALL, ink=Ink.QUIET)
        x += 24 + measure(text, _SMALL, False) + 12
