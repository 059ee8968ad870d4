"""A timeline: events as marks and bars in rows, days, months or years along the foot."""

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from briefing.drawing.scene import (
    Anchor,
    AnyShape,
    Circle,
    Ink,
    Label,
    Measure,
    Polygon,
    Rectangle,
    Scene,
    flatten,
    line,
)
from briefing.drawing.time_axis import Tick, TimeAxis
from briefing.drawing.wording import ENGLISH, Wording
from briefing.drawing.wrapping import shorten, wrap

_SIZE, _SMALL = 7.5, 6.5
_LANE, _BARE_LANE = 15.0, 10.0  # points from lane to lane, with labels and without
_ROW_PAD = 4.0
_GUTTER = 104.0  # the most that the names of rows take
_EDGE = 8.0
_AXIS = 16.0
_KEY = 16.0
_BAR = 5.0  # height of a bar
_LEAST_MARK, _MOST_MARK = 2.4, 6.6
_LABEL_GAP = 3.0
_LANE_GAP = 6.0
_FADE = (Ink.ACCENT_FAINT, Ink.ACCENT_SOFT)
_WIDEST_LABEL = 190.0
_ARROW = 4.0
_OPEN = 44.0  # points that a doubtful date with an open end reaches
_LEAST_DAYS = 6


class TimelineEvent(NamedTuple):
    """Something that happened on a day, over a span, or some time between two days.

    `is_span` says that it lasted from start to end; otherwise it happened some time between them.
    None is an open or unknown end. `weight` sizes the mark; None for not known.
    """

    key: str
    start: dt.date | None
    end: dt.date | None
    label: str = ""
    row: str = ""
    weight: int | None = None
    is_span: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.start is not None and self.start == self.end


class _Drawn(NamedTuple):
    """An event with its place: middle and edges of mark or bar, lane, and where its label goes.

    The label stands beside the mark, or `below` it, in the next lane, where neither side has room.
    """

    event: TimelineEvent
    middle: float
    left: float
    right: float
    lane: int
    label: str
    label_x: float
    anchor: Anchor
    below: bool = False

    @property
    def last_lane(self) -> int:
        """The lane in which it ends."""
        return self.lane + 1 if self.below else self.lane


def make_timeline(
    events: Sequence[TimelineEvent],
    measure: Measure,
    *,
    width: float,
    labels: bool = True,
    sized: bool = True,
    wording: Wording = ENGLISH,
) -> Scene:
    """Draw events that have at least one end; raises ValueError when there are none."""
    first, last = find_span(events)
    rows = _group(events)
    names = [row for row in rows if row]
    widest = max((measure(name, _SIZE, True) for name in names), default=0.0)
    left = min(widest, _GUTTER) + 10 if names else 0.0
    axis = TimeAxis(first, last, left + _EDGE, width - _EDGE, wording=wording)
    painter = _Painter(axis, measure, width, left, labels=labels, sized=sized)
    y = 2.0
    shapes: list[AnyShape] = []
    for name, members in rows.items():
        drawn = painter.place(members)
        lanes = max(each.last_lane for each in drawn) + 1
        lines = wrap(name, left - 8, _SIZE, measure, bold=True)
        height = max(lanes * painter.lane, len(lines) * _SIZE * 1.2) + 2 * _ROW_PAD
        shapes += painter.draw_row(lines, drawn, y, height)
        y += height
    ticks = axis.list_ticks(_SMALL, measure)
    key = list(painter.draw_key(y + _AXIS + 11, events, wording.translate))
    height = y + _AXIS + (_KEY if key else 0.0)
    ground = [*painter.draw_grid(ticks, y), *painter.draw_axis(ticks, y)]
    return Scene(width=width, height=round(height, 2), shapes=(*ground, *shapes, *key))


def find_span(events: Sequence[TimelineEvent]) -> tuple[dt.date, dt.date]:
    """Give the first and last day with some room around; raises ValueError for no dates."""
    known = [day for event in events for day in (event.start, event.end) if day is not None]
    first, last = min(known), max(known)
    days = max((last - first).days, _LEAST_DAYS)
    around = max(math.ceil(days * 0.04), 1)
    first_room = (first - dt.date.min).days
    last_room = (dt.date.max - last).days
    extra = max(_LEAST_DAYS - (last - first).days, 0) // 2
    return (
        first - dt.timedelta(days=min(around + extra, first_room)),
        last + dt.timedelta(days=min(around + extra, last_room)),
    )


def find_event_radius(weight: int | None, *, sized: bool) -> float:
    """Give the radius of a mark in points; areas grow with the weight."""
    if not sized or not weight:
        return _LEAST_MARK
    return min(_LEAST_MARK + 0.62 * math.sqrt(weight), _MOST_MARK)


def _group(events: Sequence[TimelineEvent]) -> dict[str, list[TimelineEvent]]:
    """Give the events of each row in the order of time; rows in the order of their first event."""
    ordered = sorted(
        (event for event in events if event.start or event.end),
        key=lambda event: (
            event.start or event.end or dt.date.min,
            event.end or dt.date.max,
            event.key,
        ),
    )
    rows: dict[str, list[TimelineEvent]] = {}
    for event in ordered:
        rows.setdefault(event.row, []).append(event)
    return rows


def _find_free(ends: Sequence[float], start: float, count: int) -> int:
    """Give the first of `count` lanes side by side that are free from a place on."""
    lane = 0
    while any(end > start for end in ends[lane : lane + count]):
        lane += 1
    return lane


class _Painter:
    def __init__(
        self,
        axis: TimeAxis,
        measure: Measure,
        width: float,
        left: float,
        *,
        labels: bool,
        sized: bool,
    ) -> None:
        self._axis = axis
        self._measure = measure
        self._width = width
        self._left = left
        self.lane = _LANE if labels else _BARE_LANE
        self._labels = labels
        self._sized = sized

    # --- where everything goes

    def place(self, events: Sequence[TimelineEvent]) -> list[_Drawn]:
        """Give each event the first lane in which neither mark nor label covers another."""
        ends: list[float] = []
        placed = []
        for event in events:
            drawn = self._find_edges(event)
            start, end = self._find_reach(drawn)
            count = 2 if drawn.below else 1
            gap = _LANE_GAP if self._labels else 0.0
            lane = _find_free(ends, start - gap, count)
            ends += [-math.inf] * (lane + count - len(ends))
            ends[lane : lane + count] = [end] * count
            placed.append(drawn._replace(lane=lane))
        return placed

    def _find_reach(self, drawn: _Drawn) -> tuple[float, float]:
        """Give from where to where an event takes its lane, with its label."""
        if not drawn.label:
            return drawn.left, drawn.right
        wide = self._measure(drawn.label, _SIZE, False)
        start = drawn.label_x if drawn.anchor is Anchor.START else drawn.label_x - wide
        return min(drawn.left, start), max(drawn.right, start + wide)

    def _find_edges(self, event: TimelineEvent) -> _Drawn:
        axis = self._axis
        radius = find_event_radius(event.weight, sized=self._sized)
        start, end = self._find_ends(event)
        known = event.end if event.start is None else event.start if event.end is None else None
        middle = axis.find_middle(known) if known else (start + end) / 2
        if event.is_exact:
            start = end = middle
        left, right = min(start, middle - radius), max(end, middle + radius)
        label = shorten(event.label, _WIDEST_LABEL, _SIZE, self._measure) if self._labels else ""
        return self._add_label(_Drawn(event, middle, left, right, 0, label, 0.0, Anchor.START))

    def _find_ends(self, event: TimelineEvent) -> tuple[float, float]:
        """Give from where to where its bar reaches; what is doubtful fades where an end is open."""
        axis = self._axis
        first, last = axis.find_x(axis.first), axis.find_end(axis.last)
        if event.start is None and event.end is not None:
            end = axis.find_end(event.end)
            return (first if event.is_span else max(end - _OPEN, first)), end
        if event.end is None and event.start is not None:
            start = axis.find_x(event.start)
            return start, (last if event.is_span else min(start + _OPEN, last))
        if event.start is None or event.end is None:
            return first, last
        return axis.find_x(event.start), axis.find_end(event.end)

    def _add_label(self, drawn: _Drawn) -> _Drawn:
        """Put the label to the right, to the left, or below where neither side has room."""
        wide = self._measure(drawn.label, _SIZE, False)
        if drawn.right + _LABEL_GAP + wide <= self._width:
            return drawn._replace(label_x=drawn.right + _LABEL_GAP)
        if drawn.left - _LABEL_GAP - wide >= self._left:
            return drawn._replace(label_x=drawn.left - _LABEL_GAP, anchor=Anchor.END)
        start = min(max(drawn.left, self._left), self._width - wide)
        return drawn._replace(label_x=start, below=True)

    # --- shapes

    def draw_row(
        self, lines: Sequence[str], drawn: Sequence[_Drawn], y: float, height: float
    ) -> Iterator[AnyShape]:
        """Yield a row with its name at the left and a rule above it."""
        if self._left:
            yield line(0, y, self._width, y, Ink.RULE, 0.4)
        top = y + _ROW_PAD + _SIZE * 0.74 + (self.lane - _SIZE) / 2
        for number, text in enumerate(lines):
            yield Label(
                x=0, y=round(top + number * _SIZE * 1.2, 2), text=text, size=_SIZE, bold=True
            )
        for each in drawn:
            middle = round(y + _ROW_PAD + (each.lane + 0.5) * self.lane, 2)
            yield from self._draw_event(each, middle)
        del height

    def _draw_event(self, drawn: _Drawn, y: float) -> Iterator[AnyShape]:
        event = drawn.event
        if event.is_span:
            yield from self._draw_span(drawn, y)
        elif not event.is_exact:
            yield from self._draw_doubt(drawn, y)
        if not event.is_span or event.weight:
            yield self._draw_mark(drawn.middle, y, event)
        if drawn.label:
            yield Label(
                x=round(drawn.label_x, 2),
                y=round(y + _SIZE * 0.25 + (_LANE * 0.8 if drawn.below else 0.0), 2),
                text=drawn.label,
                size=_SIZE,
                anchor=drawn.anchor,
                halo=Ink.PAPER,
            )

    def _draw_mark(self, x: float, y: float, event: TimelineEvent) -> Circle:
        hollow = self._sized and event.weight is None
        return Circle(
            x=round(x, 2),
            y=y,
            radius=round(find_event_radius(event.weight, sized=self._sized), 2),
            fill=Ink.PAPER if hollow else Ink.ACCENT,
            stroke=Ink.ACCENT if hollow else Ink.PAPER,
            stroke_width=0.8,
        )

    def _draw_span(self, drawn: _Drawn, y: float) -> Iterator[AnyShape]:
        """Draw what lasted: a full bar, with an arrow where an end is open."""
        left = self._axis.find_x(drawn.event.start) if drawn.event.start else drawn.left
        right = self._axis.find_end(drawn.event.end) if drawn.event.end else drawn.right
        yield _make_bar(left, right, y, _BAR, Ink.ACCENT_MIDDLE)
        if drawn.event.start is None:
            yield _make_arrow(left, y, -_ARROW)
        if drawn.event.end is None:
            yield _make_arrow(right, y, _ARROW)

    def _draw_doubt(self, drawn: _Drawn, y: float) -> Iterator[AnyShape]:
        """Draw what happened some time between two days: a bar that fades where it may end."""
        event = drawn.event
        step = (drawn.right - drawn.left) / 6
        fade_left = 0 if event.end is None else 3 if event.start is None else 1
        fade_right = 0 if event.start is None else 3 if event.end is None else 1
        left, right = drawn.left + fade_left * step, drawn.right - fade_right * step
        yield _make_bar(drawn.left, drawn.right, y, _BAR, _FADE[0])
        yield _make_bar(left, right, y, _BAR, _FADE[1])

    def draw_grid(self, ticks: Sequence[Tick], bottom: float) -> Iterator[AnyShape]:
        """Yield a faint line up from each tick."""
        for tick in ticks:
            x = self._axis.find_x(tick.day)
            yield line(x, 2, x, bottom, Ink.RULE, 0.5 if tick.major else 0.25)

    def draw_axis(self, ticks: Sequence[Tick], y: float) -> Iterator[AnyShape]:
        """Yield the axis with its labels."""
        yield line(self._left, y, self._width, y, Ink.QUIET, 0.7)
        reached = self._left - 1
        for tick in ticks:
            x = self._axis.find_x(tick.day)
            yield line(x, y, x, y + 3, Ink.QUIET, 0.7)
            wide = self._measure(tick.label, _SMALL, tick.major)
            start = min(x, self._width - wide)  # the last one ends where the axis does
            if start >= reached:
                reached = start + wide + 3
                yield Label(
                    x=round(start, 2),
                    y=round(y + 3 + _SMALL * 1.15, 2),
                    text=tick.label,
                    size=_SMALL,
                    bold=tick.major,
                    ink=Ink.QUIET,
                )

    def draw_key(
        self, y: float, events: Sequence[TimelineEvent], translate: Callable[[str], str]
    ) -> Iterator[AnyShape]:
        """Yield the key, with only what the timeline has in it."""
        x = 0.0
        for sample, text in _list_key(events, translate, sized=self._sized):
            if isinstance(sample, TimelineEvent):
                radius = find_event_radius(sample.weight, sized=self._sized)
                x += radius
                yield self._draw_mark(x, y - 2.3, sample)
                x += radius + 3
            else:
                yield _make_bar(x, x + 18, y - 2.3, _BAR, sample[0])
                yield _make_bar(x + 3, x + 15, y - 2.3, _BAR, sample[1])
                x += 21
            yield Label(x=round(x, 2), y=y, text=text, size=_SMALL, ink=Ink.QUIET)
            x += self._measure(text, _SMALL, False) + 10


def _list_key(
    events: Sequence[TimelineEvent], translate: Callable[[str], str], *, sized: bool
) -> Iterator[tuple[TimelineEvent | tuple[Ink, Ink], str]]:
    plain = TimelineEvent("", None, None)
    if sized and any(event.weight for event in events):
        yield plain._replace(weight=1), translate("{} killed").format(1)
        yield plain._replace(weight=10), "10"
        yield plain._replace(weight=40), translate("{} or more").format(40)
    if sized and any(event.weight is None for event in events):
        yield plain, translate("not reported")
    if any(event.is_span for event in events):
        yield (Ink.ACCENT_MIDDLE, Ink.ACCENT_MIDDLE), translate("lasted")
    if any(not event.is_span and not event.is_exact for event in events):
        yield _FADE, translate("some time between")


def _make_bar(left: float, right: float, y: float, height: float, fill: Ink) -> Rectangle:
    return Rectangle(
        x=round(left, 2),
        y=round(y - height / 2, 2),
        width=round(max(right - left, 0.5), 2),
        height=height,
        fill=fill,
    )


def _make_arrow(x: float, y: float, reach: float) -> Polygon:
    points = ((x, y - _BAR / 2 - 1), (x + reach, y), (x, y + _BAR / 2 + 1))
    return Polygon(rings=(flatten(points),), fill=Ink.ACCENT_MIDDLE)
