"""An axis of time: days to points, and ticks at days, months or years as the span asks."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from briefing.drawing.scene import Measure
from briefing.drawing.wording import ENGLISH, Wording

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25
_GAP = 8.0  # points between the labels of ticks
_DAYS_A_WEEK = 7
_MONTHS_A_YEAR = 12


class Tick(NamedTuple):
    """A day with its label; a `major` one begins a month or a year among smaller steps."""

    day: dt.date
    label: str
    major: bool = False


class TimeAxis:
    """Turns days of a span into points from `left` to `right`."""

    def __init__(
        self,
        first: dt.date,
        last: dt.date,
        left: float,
        right: float,
        *,
        wording: Wording = ENGLISH,
    ) -> None:
        self.first, self.last = first, last
        self._print_day = wording.print_day
        self._left = left
        self._per_day = (right - left) / ((last - first).days + 1)

    @property
    def per_day(self) -> float:
        """How many points a day takes."""
        return self._per_day

    def find_x(self, day: dt.date) -> float:
        """Give where a day begins."""
        return self._left + (day - self.first).days * self._per_day

    def find_end(self, day: dt.date) -> float:
        """Give where a day ends."""
        return self.find_x(day) + self._per_day

    def find_middle(self, day: dt.date) -> float:
        """Give the middle of a day."""
        return self.find_x(day) + self._per_day / 2

    def find_day(self, x: float) -> dt.date:
        """Give the day at a place, within the span."""
        days = int((x - self._left) // self._per_day)
        return self.first + dt.timedelta(days=min(max(days, 0), (self.last - self.first).days))

    def list_ticks(self, size: float, measure: Measure) -> list[Tick]:
        """Give as many ticks as have room for their labels."""
        for ticks, per_step in self._iter_choices():
            room = per_step * self._per_day
            widest = max((measure(tick.label, size, False) for tick in ticks), default=0.0)
            if ticks and widest + _GAP <= room:
                return ticks
        return [Tick(self.first, str(self.first.year), major=True)]

    def _iter_choices(self) -> Iterator[tuple[list[Tick], float]]:
        days = (self.last - self.first).days + 1
        for step in _DAY_STEPS:
            if days / step < 60:  # noqa: PLR2004 - more would never fit
                yield self._list_days(step), step
        for step in _MONTH_STEPS:
            if days / _DAYS_A_MONTH / step < 60:  # noqa: PLR2004 - as above
                yield self._list_months(step), step * _DAYS_A_MONTH
        for step in _YEAR_STEPS:
            yield self._list_years(step), step * _DAYS_A_YEAR

    def _list_days(self, step: int) -> list[Tick]:
        ticks: list[Tick] = []
        on_monday = step % _DAYS_A_WEEK == 0
        ahead = (-self.first.weekday()) % _DAYS_A_WEEK if on_monday else 0
        day, month = self.first + dt.timedelta(days=ahead), 0
        while day <= self.last:
            new = day.month != month
            skeleton = "yMMMd" if not ticks or day.month == 1 else "MMMd"
            label = self._print_day(day, skeleton) if new else str(day.day)
            ticks.append(Tick(day, label, major=new))
            month = day.month
            day += dt.timedelta(days=step)
        return ticks

    def _list_months(self, step: int) -> list[Tick]:
        ticks: list[Tick] = []
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, _MONTHS_A_YEAR + 1, step):
                day = dt.date(year, month, 1)
                if self.first <= day <= self.last:
                    skeleton = "yMMM" if not ticks or month == 1 else "MMM"
                    ticks.append(Tick(day, self._print_day(day, skeleton), major=month == 1))
        return ticks

    def _list_years(self, step: int) -> list[Tick]:
        first = -(-self.first.year // step) * step
        return [
            Tick(dt.date(year, 1, 1), str(year), major=True)
            for year in range(max(first, 1), self.last.year + 1, step)
            if dt.date(year, 1, 1) >= self.first
        ]
