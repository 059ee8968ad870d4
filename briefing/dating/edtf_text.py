"""Reads EDTF (ISO 8601-2:2019): levels 0 and 1, and of level 2 what analysts meet.

That is qualified parts (2012-~01), sets ([2012,2013], {2012..2014}), seasons by hemisphere,
quarters, thirds and halves of a year. Years run from 1 to 9999.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from briefing.patterns import compile_late

NOT_A_DATE = (
    "“{}” is not a date that can be read; "
    "write it like 16 January 2024, January 2024, 16-18 January 2024 or early 2012."
)
NO_SUCH_DAY = "“{}” does not exist in the calendar; check its day and month."
OUT_OF_RANGE = "“{}” cannot be kept: the years go from 1 to 9999; write it into the text instead."
TURNED_ROUND = "“{}” ends before it begins; swap the two sides."

_MARK = "[?~%]?"
_POINT = compile_late(
    rf"(?P<y1>{_MARK})(?P<year>[0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]XXX)(?P<y2>{_MARK})"
    rf"(?:-(?P<m1>{_MARK})(?P<month>[0-9]{{2}}|XX)(?P<m2>{_MARK})"
    rf"(?:-(?P<d1>{_MARK})(?P<day>[0-9]{{2}}|XX)(?P<d2>{_MARK}))?)?"
)
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FAR_YEAR = compile_late(r"(?:Y-?[0-9]+|-[0-9]{4}|0000)(?![0-9]).*")
_LONGEST = 200
_MONTHS, _DAYS = 12, 31
_FEBRUARY = 2
_SHORT_MONTHS = (4, 6, 9, 11)

PARTS_OF_YEAR: dict[str, tuple[int, int]] = {
    **{str(21 + turn * 4 + n): (3 + n * 3, 3) for turn in (0, 1) for n in range(4)},
    **{str(29 + n): ((9, 12, 3, 6)[n], 3) for n in range(4)},
    **{str(33 + n): (1 + n * 3, 3) for n in range(4)},
    **{str(37 + n): (1 + n * 4, 4) for n in range(3)},
    **{str(40 + n): (1 + n * 6, 6) for n in range(2)},
}
"""First month and number of months of what stands in a month's place: 21 is spring, 33 the first
quarter, 40 the first half. A winter or southern summer runs into the next year."""


class DateError(ValueError):
    """Text that is no date; the message has a gap for the text as the person wrote it."""


class DatePoint(NamedTuple):
    """A day, month or year as far as it is known: digits, X or XX for unknown ones, or nothing.

    The marks say of year, month and day whether they are uncertain ?, approximate ~ or both %.
    """

    year: str
    month: str = ""
    day: str = ""
    marks: tuple[str, str, str] = ("", "", "")

    @property
    def is_plain(self) -> bool:
        """Whether all that is written is certain and known."""
        return not any(self.marks) and "X" not in self.year + self.month + self.day

    @property
    def mark(self) -> str:
        """The mark that holds for the whole, or nothing."""
        if not any(self.marks):
            return ""
        present = {m for m, part in zip(self.marks, self[:3], strict=True) if part}
        return present.pop() if len(present) == 1 else ""

    def find_day(self, *, last: bool) -> dt.date:
        """Find the first or last day that it may mean; raises DateError when there is none."""
        step = -1 if last else 1
        if self.month in PARTS_OF_YEAR:
            return self._find_day_of_part(last=last)
        years = range(int(self.year.replace("X", "0")) or 1, int(self.year.replace("X", "9")) + 1)
        months, days = _list_numbers(self.month, _MONTHS), _list_numbers(self.day, _DAYS)
        for year, month, day in product(years[::step], months[::step], days[::step]):
            if day <= count_days(year, month):
                return dt.date(year, month, day)
        raise DateError(NO_SUCH_DAY)

    def _find_day_of_part(self, *, last: bool) -> dt.date:
        first_month, count = PARTS_OF_YEAR[self.month]
        year, month = int(self.year), first_month
        if not last:
            return dt.date(year, month, 1)
        later, month = divmod(first_month + count - 2, _MONTHS)
        year, month = year + later, month + 1
        if year > dt.MAXYEAR:
            raise DateError(OUT_OF_RANGE)
        return dt.date(year, month, count_days(year, month))


class DateInterval(NamedTuple):
    """From a start to an end; a side is None when it is open or, where so told, unknown."""

    start: DatePoint | None
    end: DatePoint | None
    has_unknown: bool = False


class DateSet(NamedTuple):
    """One of several dates, or all of them."""

    members: tuple[DatePoint | DateInterval, ...]
    is_every: bool


Shape = DatePoint | DateInterval | DateSet


class ReadDate(NamedTuple):
    """An EDTF text as a value, with the first and last day it may mean (None where open)."""

    shape: Shape
    earliest: dt.date | None
    latest: dt.date | None


@lru_cache(maxsize=4096)
def read_edtf(text: str) -> ReadDate:
    """Read an EDTF text; raises DateError when it is none or means no day."""
    if _PLAIN_DAY.fullmatch(text):
        return _read_plain_day(text)
    if len(text) > _LONGEST:
        raise DateError(NOT_A_DATE)
    shape = _read_shape(text)
    if isinstance(shape, DateSet):
        bounds = [_find_bounds(member) for member in shape.members]
        earliest = _find_extreme((first for first, _ in bounds), last=False)
        latest = _find_extreme((end for _, end in bounds), last=True)
    else:
        earliest, latest = _find_bounds(shape)
    return ReadDate(shape, earliest, latest)


def count_days(year: int, month: int) -> int:
    """Give the length of a month in days."""
    if month == _FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in _SHORT_MONTHS else 31


def _read_plain_day(text: str) -> ReadDate:
    point = DatePoint(text[:4], text[5:7], text[8:])
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        message = OUT_OF_RANGE if point.year == "0000" else NO_SUCH_DAY
        raise DateError(message) from None
    return ReadDate(point, day, day)


def _read_shape(text: str) -> Shape:
    if text[:1] in ("[", "{"):
        return _read_set(text)
    start, slash, end = text.partition("/")
    if slash:
        if {start, end} <= {"", ".."}:
            raise DateError(NOT_A_DATE)
        return DateInterval(_read_side(start), _read_side(end), has_unknown=not (start and end))
    if ".." in text:
        return _read_member(text)
    return read_point(text)


def read_point(text: str) -> DatePoint:
    """Read one day, month, season or year; raises DateError when it is none."""
    match = _POINT.fullmatch(text)
    if _FAR_YEAR.fullmatch(text):
        raise DateError(OUT_OF_RANGE)
    if match is None:
        raise DateError(NOT_A_DATE)
    month, day = match["month"] or "", match["day"] or ""
    if month in PARTS_OF_YEAR and (day or "X" in match["year"]):
        raise DateError(NOT_A_DATE)
    if month.isdigit() and month not in PARTS_OF_YEAR and not 1 <= int(month) <= _MONTHS:
        raise DateError(NOT_A_DATE)
    return DatePoint(match["year"], month, day, _merge_marks(match))


def _merge_marks(match: re.Match[str]) -> tuple[str, str, str]:
    """A mark before a part is for that part, one behind it for all parts up to it."""
    before, behind = match.group("y1", "m1", "d1"), match.group("y2", "m2", "d2")
    year, month, day = (
        "".join((before[part] or "", *(mark or "" for mark in behind[part:]))) for part in range(3)
    )
    parts = (year, month if match["month"] else "", day if match["day"] else "")
    return (_merge(parts[0]), _merge(parts[1]), _merge(parts[2]))


def _merge(marks: str) -> str:
    uncertain, approximate = set(marks) & {"?", "%"}, set(marks) & {"~", "%"}
    if uncertain and approximate:
        return "%"
    return "?" if uncertain else "~" if approximate else ""


def _read_side(text: str) -> DatePoint | None:
    return None if text in ("", "..") else read_point(text)


def _read_set(text: str) -> DateSet:
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing):
        raise DateError(NOT_A_DATE)
    members = tuple(_read_member(member.strip()) for member in text[1:-1].split(","))
    return DateSet(members, is_every=closing == "}")


def _read_member(text: str) -> DatePoint | DateInterval:
    start, dots, end = text.partition("..")
    if not dots:
        return read_point(text)
    if not (start or end):
        raise DateError(NOT_A_DATE)
    return DateInterval(_read_side(start), _read_side(end))


def _find_bounds(shape: DatePoint | DateInterval) -> tuple[dt.date | None, dt.date | None]:
    if isinstance(shape, DatePoint):
        return shape.find_day(last=False), shape.find_day(last=True)
    earliest = shape.start.find_day(last=False) if shape.start else None
    latest = shape.end.find_day(last=True) if shape.end else None
    if earliest and latest and earliest > latest:
        raise DateError(TURNED_ROUND)
    return earliest, latest


def _find_extreme(days: Iterable[dt.date | None], *, last: bool) -> dt.date | None:
    """Give the first or last of the days; one that is open makes the whole open."""
    known = []
    for day in days:
        if day is None:
            return None
        known.append(day)
    return max(known) if last else min(known)


def _list_numbers(digits: str, highest: int) -> range:
    """List what a month or day may be; a number that it cannot be gives nothing."""
    if not digits.isdigit():
        return range(1, highest + 1)
    number = int(digits)
    return range(number, number + 1) if 1 <= number <= highest else range(0)
