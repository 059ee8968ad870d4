"""Dates as analysts know them: exact, vague or a span, as EDTF (ISO 8601-2:2019).

Level 0 and level 1 forms are read here: days, months, years, X for unknown digits, the
qualifiers ? ~ %, seasons, and intervals of these with open ends.
"""

import calendar
import datetime as dt
import re
from functools import total_ordering

from briefing.errors import InvalidValueError

_MONTHS = tuple(calendar.month_name)[1:]
_SEASONS = {
    21: ("spring", 3, 5),
    22: ("summer", 6, 8),
    23: ("autumn", 9, 11),
    24: ("winter", 12, 2),
}
_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%]?)"
)
_MARK_WORDS = {"~": "about ", "%": "about ", "?": ""}
_UNCERTAIN = {"?", "%"}
_LAST_SEASON = 24
_DECADE_DIGITS = 3
_YEAR_DIGITS = 4
_LONGEST = 40


class _Point:
    """One side of a date: year, month and day as far as they are known."""

    __slots__ = ("day", "digits", "mark", "month", "season", "year")

    def __init__(self, match: re.Match[str]) -> None:
        self.digits = match["year"].rstrip("X")
        self.year = int(self.digits.ljust(4, "0"))
        month, day = match["month"], match["day"]
        number = int(month) if month and month != "XX" else 0
        self.season = number if number in _SEASONS else 0
        self.month = 0 if self.season else number
        self.day = int(day) if day and day != "XX" else 0
        self.mark = match["mark"]

    @property
    def last_year(self) -> int:
        return int(self.digits.ljust(4, "9"))

    def find_first(self) -> dt.date:
        if self.season:
            return dt.date(self.year, _SEASONS[self.season][1], 1)
        return dt.date(max(self.year, 1), self.month or 1, self.day or 1)

    def find_last(self) -> dt.date:
        if self.season:
            month = _SEASONS[self.season][2]
            year = self.year + (self.season == _LAST_SEASON)
            return dt.date(year, month, calendar.monthrange(year, month)[1])
        month = self.month or 12
        year = self.last_year
        return dt.date(year, month, self.day or calendar.monthrange(year, month)[1])

    def print_bare(self) -> str:
        if len(self.digits) == _DECADE_DIGITS:
            return f"the {self.year}s"
        if len(self.digits) < _YEAR_DIGITS:
            return f"the years {self.year}–{self.last_year}"
        if self.season:
            return f"{_SEASONS[self.season][0]} {self.year}"
        words = (str(self.day) if self.day else "", _MONTHS[self.month - 1] if self.month else "")
        return " ".join((*(word for word in words if word), str(self.year)))

    def print_marked(self) -> str:
        tail = " (uncertain)" if self.mark in _UNCERTAIN else ""
        return f"{_MARK_WORDS.get(self.mark, '')}{self.print_bare()}{tail}"


@total_ordering
class EdtfDate:
    """An EDTF date or interval; immutable and hashable, equal when the EDTF text is equal.

    Ordered by the first day that it may mean, an open start before all others. Raises
    InvalidValueError for text that is not such a date, and for days that do not exist.
    """

    __slots__ = ("_end", "_start", "edtf")

    edtf: str
    _start: _Point | None
    _end: _Point | None

    def __init__(self, edtf: str) -> None:
        text = edtf.strip()
        start, slash, end = text.partition("/")
        try:
            first = _read_point(start, open_words={"..", ""} if slash else set())
            last = _read_point(end, open_words={"..", ""}) if slash else first
            earliest = first.find_first() if first else None
            latest = last.find_last() if last else None
        except (ValueError, KeyError):
            raise InvalidValueError(_explain(text)) from None
        if first is None and last is None:
            raise InvalidValueError(_explain(text))
        if earliest and latest and earliest > latest:
            message = f"The date “{text}” ends before it begins; swap the two sides."
            raise InvalidValueError(message)
        set_ = object.__setattr__
        set_(self, "edtf", text)
        set_(self, "_start", first)
        set_(self, "_end", last)

    def __setattr__(self, name: str, value: object) -> None:
        message = "an EdtfDate does not change"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[type["EdtfDate"], tuple[str]]:
        return EdtfDate, (self.edtf,)

    @property
    def earliest(self) -> dt.date | None:
        """First day that it may mean; None for an open or unknown start."""
        return self._start.find_first() if self._start else None

    @property
    def latest(self) -> dt.date | None:
        """Last day that it may mean; None for an open or unknown end."""
        return self._end.find_last() if self._end else None

    @property
    def is_interval(self) -> bool:
        """Whether it is written as an interval."""
        return "/" in self.edtf

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EdtfDate) and self.edtf == other.edtf

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __lt__(self, other: "EdtfDate") -> bool:
        return self._sort_key < other._sort_key

    @property
    def _sort_key(self) -> tuple[dt.date, dt.date, str]:
        return (self.earliest or dt.date.min, self.latest or dt.date.max, self.edtf)

    def __repr__(self) -> str:
        return f"EdtfDate({self.edtf!r})"

    def __str__(self) -> str:
        """Print it in English: "16 January 2024", "16–18 January 2024", "about 2012"."""
        if not self.is_interval:
            assert self._start is not None  # noqa: S101 - told by __init__
            return self._start.print_marked()
        if self._start is None:
            return f"until {self._end.print_marked() if self._end else ''}"
        if self._end is None:
            return f"since {self._start.print_marked()}"
        return _print_span(self._start, self._end)


def _read_point(text: str, *, open_words: set[str]) -> _Point | None:
    if text in open_words:
        return None
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    if match["month"] == "XX" and match["day"] not in (None, "XX"):
        raise ValueError(text)  # a day of no month
    point = _Point(match)
    if point.year < 1 and len(point.digits) == _YEAR_DIGITS:
        raise ValueError(text)
    if match["month"] not in (None, "XX") and not (point.month or point.season):
        raise ValueError(text)
    if point.season and match["day"]:
        raise ValueError(text)
    return point


def _print_span(start: _Point, end: _Point) -> str:
    part = _find_part_of_year(start, end)
    if part:
        return part
    marked = start.mark or end.mark
    plain = not marked and not start.season and not end.season
    if plain and start.day and end.day and start.year == end.year:
        if start.month == end.month:
            return f"{start.day}–{end.day} {_MONTHS[start.month - 1]} {start.year}"
        first = f"{start.day} {_MONTHS[start.month - 1]}"
        return f"{first} – {end.print_bare()}"
    if plain and not (start.month or end.month) and start.digits[3:] and end.digits[3:]:
        return f"{start.year}–{end.year}"
    return f"{start.print_marked()} – {end.print_marked()}"


_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def _find_part_of_year(start: _Point, end: _Point) -> str:
    """Name the thirds of a year: "early 2012" is 2012-01~/2012-04~."""
    if start.mark != "~" or end.mark != "~" or start.year != end.year or start.day or end.day:
        return ""
    for word, months in _PARTS.items():
        if (start.month, end.month) == months:
            return f"{word}-{start.year}" if word == "mid" else f"{word} {start.year}"
    return ""


def _explain(text: str) -> str:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return (
        f"“{shown}” is not a date that can be read; "
        "write it like 16 January 2024, January 2024, 16-18 January 2024 or early 2012."
    )


# --- English ----------------------------------------------------------------------------------

_MONTH_OF = {name.casefold(): number for number, name in enumerate(_MONTHS, 1)}
_MONTH_OF |= {name[:3]: number for name, number in list(_MONTH_OF.items())} | {"sept": 9}
_M = "(?P<{0}>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\.?"
_D = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_Y = r"(?P<{0}>\d{{4}})"
_TO = r"\s*(?:-|–|—|to|and|until|through)\s*"
_SEASON_OF = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DAY_MONTH_YEAR = _compile(rf"{_D.format('d')}\s+(?:of\s+)?{_M.format('m')},?\s+{_Y.format('y')}")
_MONTH_DAY_YEAR = _compile(rf"{_M.format('m')}\s+{_D.format('d')},?\s+{_Y.format('y')}")
_MONTH_YEAR = _compile(rf"{_M.format('m')},?\s+{_Y.format('y')}")
_YEAR = _compile(_Y.format("y"))
_SEASON_YEAR = _compile(rf"(?P<s>{'|'.join(_SEASON_OF)})\s+(?:of\s+)?{_Y.format('y')}")
_DECADE = _compile(r"(?:the\s+)?(?P<y>\d{3})0s")
_DAYS_OF_MONTH = _compile(
    rf"{_D.format('d1')}{_TO}{_D.format('d2')}\s+{_M.format('m')},?\s+{_Y.format('y')}"
)
_MONTH_DAYS = _compile(
    rf"{_M.format('m')}\s+{_D.format('d1')}{_TO}{_D.format('d2')},?\s+{_Y.format('y')}"
)
_DAYS_OF_MONTHS = _compile(
    rf"{_D.format('d1')}\s+{_M.format('m1')}{_TO}{_D.format('d2')}\s+{_M.format('m2')},?\s+{_Y.format('y')}"
)
_MONTHS_OF_YEAR = _compile(rf"{_M.format('m1')}{_TO}{_M.format('m2')},?\s+{_Y.format('y')}")
_PART_OF_YEAR = _compile(rf"(?P<p>early|mid|late)[\s-]+(?:in\s+)?{_Y.format('y')}")
_SLASHED = _compile(r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})")
_NO_YEAR = _compile(rf"{_D.format('d')}\s+{_M.format('m')}|{_M.format('m3')}\s+{_D.format('d3')}")
_ABOUT = _compile(r"(?:about|around|circa|approximately|approx\.?|ca?\.?)\s+(?P<rest>.+)")
_SINCE = _compile(r"(?:since|from)\s+(?P<rest>.+)")
_UNTIL = _compile(r"(?:until|till|before|up to|by)\s+(?P<rest>.+)")
_BETWEEN = _compile(r"(?:between|from)\s+(?P<a>.+?)\s+(?:and|to|until)\s+(?P<b>.+)")
_SPAN = _compile(r"(?P<a>.*?\d{4}s?)\s*(?:\s-\s|–|—|\sto\s|(?<=\d{4})-(?=\d{4}))\s*(?P<b>.+)")
_EITHER = _compile(r"(?P<a>\d{4})\s+or\s+(?P<b>\d{4})")
_TAIL = " (uncertain)"


def parse_date(text: str) -> EdtfDate:
    """Read a date as a person writes it in English, or as EDTF.

    "16-18 January 2024", "January 16, 2024", "early 2012", "between 2003 and 2005", "since
    2012". Raises InvalidValueError for text that is no date, lacks its year, or may be read as
    two different days; the sentence says which.
    """
    squeezed = " ".join(text.split())
    english = _read_english(squeezed)
    if english is not None:
        return EdtfDate(english)
    if _NO_YEAR.fullmatch(squeezed):
        message = f"“{squeezed}” has no year; write it with the year, such as {squeezed} 2024."
        raise InvalidValueError(message)
    return EdtfDate(squeezed)


def _read_english(text: str) -> str | None:
    if text.casefold().endswith(_TAIL):
        inside = _read_english(text[: -len(_TAIL)])
        if inside is None or "/" in inside:
            return inside
        return inside.replace("~", "%") if "~" in inside else f"{inside}?"
    return _read_point_words(text) or _read_span_words(text) or _read_framed(text)


def _read_point_words(text: str) -> str | None:
    if match := _DAY_MONTH_YEAR.fullmatch(text) or _MONTH_DAY_YEAR.fullmatch(text):
        return f"{match['y']}-{_month(match['m'])}-{int(match['d']):02}"
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{match['y']}-{_month(match['m'])}"
    if match := _YEAR.fullmatch(text):
        return match["y"]
    return _read_rare_point(text)


def _read_rare_point(text: str) -> str | None:
    if match := _SEASON_YEAR.fullmatch(text):
        return f"{match['y']}-{_SEASON_OF[match['s'].casefold()]}"
    if match := _DECADE.fullmatch(text):
        return f"{match['y']}X"
    match = _SLASHED.fullmatch(text)
    return _read_slashed(match) if match else None


def _read_span_words(text: str) -> str | None:
    if match := _DAYS_OF_MONTH.fullmatch(text) or _MONTH_DAYS.fullmatch(text):
        month = f"{match['y']}-{_month(match['m'])}"
        return f"{month}-{int(match['d1']):02}/{month}-{int(match['d2']):02}"
    if match := _DAYS_OF_MONTHS.fullmatch(text):
        first = f"{match['y']}-{_month(match['m1'])}-{int(match['d1']):02}"
        return f"{first}/{match['y']}-{_month(match['m2'])}-{int(match['d2']):02}"
    if match := _MONTHS_OF_YEAR.fullmatch(text):
        return f"{match['y']}-{_month(match['m1'])}/{match['y']}-{_month(match['m2'])}"
    if match := _PART_OF_YEAR.fullmatch(text):
        months = _PARTS[match["p"].casefold()]
        return f"{match['y']}-{months[0]:02}~/{match['y']}-{months[1]:02}~"
    if match := _EITHER.fullmatch(text):
        return f"{match['a']}/{match['b']}"
    return None


def _read_framed(text: str) -> str | None:
    if match := _ABOUT.fullmatch(text):
        inside = _read_point_words(match["rest"])
        return f"{inside}~" if inside else None
    if match := _BETWEEN.fullmatch(text) or _SPAN.fullmatch(text):
        first, last = _read_side(match["a"]), _read_side(match["b"])
        return f"{first}/{last}" if first and last else None
    if match := _SINCE.fullmatch(text):
        inside = _read_side(match["rest"])
        return f"{inside}/.." if inside else None
    if match := _UNTIL.fullmatch(text):
        inside = _read_side(match["rest"])
        return f"../{inside}" if inside else None
    return None


def _read_side(text: str) -> str | None:
    inside = _read_english(text) if len(text) <= _LONGEST else None
    return None if inside is None or "/" in inside else inside


def _month(name: str) -> str:
    return f"{_MONTH_OF[name.casefold()]:02}"


def _read_slashed(match: re.Match[str]) -> str:
    first, second, year = int(match["a"]), int(match["b"]), match["y"]
    months = 12
    if first <= months and second <= months and first != second:
        message = (
            f"“{match[0]}” may be {first} {_MONTHS[second - 1]} or {second} {_MONTHS[first - 1]}; "
            "write the month as a word."
        )
        raise InvalidValueError(message)
    day, month = (first, second) if second <= months else (second, first)
    return f"{year}-{month:02}-{day:02}"
