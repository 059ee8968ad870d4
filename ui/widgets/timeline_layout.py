"""How events of a timeline in the window are placed: in lanes where they fit, else counted."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from briefing.drawing.time_axis import TimeAxis
from briefing.drawing.timeline import TimelineEvent, find_event_radius

LANE = 22
"""Pixels from lane to lane."""

SCALE = 1.4
"""Pixels a point: marks are the size of those on paper, and can be hit with a mouse."""

_GAP = 8.0
_LABEL_GAP = 5.0
_LEAST_BIN = 7.0  # pixels
_STEPS = (1, 7, 30, 91, 365, 1826, 3652, 18262)  # days


class PlacedEvent(NamedTuple):
    """An event with its mark and bar in pixels, its lane, and where its label starts."""

    event: TimelineEvent
    middle: float
    left: float
    right: float
    radius: float
    lane: int
    label_x: float | None = None


class Bin(NamedTuple):
    """How many events began in a period, which ends before `end`."""

    start: dt.date
    end: dt.date
    keys: tuple[str, ...]


def place_events(
    events: Iterable[TimelineEvent],
    axis: TimeAxis,
    measure: Callable[[str], float],
    most_lanes: int,
    width: float,
) -> list[PlacedEvent] | None:
    """Give the events in lanes, with labels if there is room for all; None if there is not."""
    found = [_find_edges(event, axis) for event in events]
    for labelled in (True, False):
        placed = _fill_lanes(found, measure if labelled else None, most_lanes, width)
        if placed is not None:
            return placed
    return None


def count_events(events: Sequence[TimelineEvent], axis: TimeAxis) -> list[Bin]:
    """Count events by days, weeks, or longer periods, as the axis has room for bars."""
    step = next((days for days in _STEPS if days * axis.per_day >= _LEAST_BIN), _STEPS[-1])
    counted: dict[int, list[str]] = {}
    for event in events:
        day = event.start or event.end
        if day is not None and axis.first <= day <= axis.last:
            counted.setdefault((day.toordinal() - 1) // step, []).append(event.key)
    bins = []
    for number, keys in sorted(counted.items()):
        start = dt.date.fromordinal(number * step + 1)
        end = dt.date.fromordinal(min((number + 1) * step + 1, dt.date.max.toordinal()))
        bins.append(Bin(start, end, tuple(keys)))
    return bins


def find_days(event: TimelineEvent) -> tuple[dt.date, dt.date]:
    """Give the first and last day that an event may have been on; an open end goes on."""
    return event.start or dt.date.min, event.end or dt.date.max


def _find_edges(event: TimelineEvent, axis: TimeAxis) -> PlacedEvent:
    first, last = find_days(event)
    start = axis.find_x(max(first, axis.first))
    end = axis.find_end(min(last, axis.last))
    middle = (start + end) / 2
    if event.start is None or event.end is None:
        known = event.start or event.end
        middle = axis.find_middle(known) if known else middle
    radius = find_event_radius(event.weight, sized=True) * SCALE
    left, right = (middle, middle) if event.is_exact else (start, end)
    return PlacedEvent(
        event, middle, min(left, middle - radius), max(right, middle + radius), radius, 0
    )


def _fill_lanes(
    found: Sequence[PlacedEvent],
    measure: Callable[[str], float] | None,
    most_lanes: int,
    width: float,
) -> list[PlacedEvent] | None:
    ends: list[float] = []
    placed = []
    for each in sorted(found, key=lambda each: (each.left, each.event.key)):
        left, right, label_x = each.left, each.right, None
        if measure is not None and each.event.label:
            wide = measure(each.event.label)
            label_x = right + _LABEL_GAP
            if label_x + wide > width and left - _LABEL_GAP - wide >= 0:
                label_x = left = left - _LABEL_GAP - wide
            right = max(right, label_x + wide)
        lane = next((n for n, end in enumerate(ends) if end + _GAP <= left), len(ends))
        if lane >= most_lanes:
            return None
        ends[lane : lane + 1] = [right]
        placed.append(each._replace(lane=lane, label_x=label_x))
    return placed
