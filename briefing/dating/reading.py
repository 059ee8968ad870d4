"""Reads dates as a person writes them in English, giving EDTF text.

Documented choices: early, mid and late 2012 are its thirds (January to April, and so on), of a
month its days 1 to 10, 11 to 20 and 21 to the end, of a decade its years 0 to 3, 4 to 6 and 7 to
9, all approximate; "before" and "after" leave out the day, month or year that they name.
"""

import datetime as dt
import re

from briefing.dating.edtf_text import (
    PARTS_OF_YEAR,
    DateError,
    DatePoint,
    count_days,
    read_point,
)
from briefing.dating.english import (
    MONTHS,
    THIRDS_OF_DECADE,
    THIRDS_OF_MONTH,
    THIRDS_OF_YEAR,
)
from briefing.patterns import compile_late

TWO_READINGS = "“{{}}” may be {} or {}; write it so that it can only mean one."

_LONGEST = 160
_MONTHS_IN_YEAR = 12
_MONTH_OF = {name.casefold(): f"{number:02}" for number, name in enumerate(MONTHS, 1)}
_MONTH_OF |= {name[:3]: number for name, number in _MONTH_OF.items()} | {"sept": "09"}
_SEASON_OF = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_THIRD_OF = {
    "early": "early",
    "beginning of": "early",
    "start of": "early",
    "mid": "mid",
    "middle of": "mid",
    "late": "late",
    "end of": "late",
}
_ORDINAL_OF = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2}
_ORDINAL_OF |= {"fourth": 3, "4th": 3, "last": -1}
_PARTS_IN_YEAR = {"quarter": (33, 4), "third": (37, 3), "half": (40, 2)}


def _compile(pattern: str) -> re.Pattern[str]:
    return compile_late(pattern, re.IGNORECASE | re.ASCII)


def _any_of(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_M = rf"(?P<month>{_any_of(_MONTH_OF)})\.?"
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<year>\d{4})"
_WEEKDAY = _compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?=\S)"
)
_DAY = _compile(rf"{_D}\s+(?:of\s+)?{_M},?\s+{_Y}")
_AMERICAN_DAY = _compile(rf"{_M}\s+{_D},?\s+{_Y}")
_MONTH = _compile(rf"{_M},?\s+(?:of\s+)?{_Y}")
_YEAR_FIRST = _compile(rf"{_Y}(?P<sign>[/.-])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})")
_SLASHED = _compile(r"(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4})")
_SEASON = _compile(rf"(?P<season>{_any_of(_SEASON_OF)})\s+(?:of\s+)?{_Y}")
_TURN_OF_YEAR = _compile(
    r"(?P<season>winter|summer)\s+(?:of\s+)?(?P<year>\d{4})[–/-](?P<next>\d{4}|\d{2})"
)
_PART = _compile(rf"(?:the\s+)?(?P<n>{_any_of(_ORDINAL_OF)})\s+(?P<part>\w+)\s+(?:of\s+)?{_Y}")
_SHORT_PART = _compile(rf"(?P<part>[QH])(?P<n>[1-4])[\s/-]+{_Y}")
_DECADE = _compile(r"(?:the\s+)?(?P<decade>\d{3})0s")
_VAGUE_YEARS = _compile(r"the years (?P<first>\d{4})[–-](?P<last>\d{4})")
_THIRD = _compile(rf"(?:the\s+)?(?P<third>{_any_of(_THIRD_OF)})[\s-]+(?:in\s+)?(?P<rest>.+)")
_SCHOOL_YEAR = _compile(r"(?P<year>\d{2}(?P<short>\d{2}))-(?P<next>\d{2})")

_AMERICAN_MONTH = _compile(rf"{_M}(?=\s+\d)")
_SPACED_DASH = _compile(r"\s[–—-]\s")
_OR = _compile(r"\sor\s")
_SEPARATOR = _compile(r"\s+(?:to|and|until|till|through)\s+|\s*[–—-]\s*")
_CHOICE = _compile(r"\s*,\s*(?:or\s+)?|\s+or\s+")
_ALL = _compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_ABOUT = _compile(r"(?:about|around|circa|approximately|approx\.?|roughly|ca?\.?)\s*(?P<rest>.+)")
_PERHAPS = _compile(r"(?:possibly|perhaps|maybe)\s+(?P<rest>.+)")
_SINCE = _compile(r"(?:since|from)\s+(?P<rest>.+)")
_UNTIL = _compile(r"(?:until|till|up\s+to|by)\s+(?P<rest>.+)")
_AFTER = _compile(r"after\s+(?P<rest>.+)")
_BEFORE = _compile(r"before\s+(?P<rest>.+)")
_BETWEEN = _compile(r"(?:between|from)\s+(?P<rest>.+)")
_UNKNOWN_END = _compile(r"from\s+(?P<rest>.+)\s+to\s+an\s+unknown\s+date")
_UNKNOWN_START = _compile(r"from\s+an\s+unknown\s+date\s+to\s+(?P<rest>.+)")
_OPEN_CHOICE = _compile(r"(?P<rest>.+)\s+or\s+(?P<side>later|earlier)")
_SET = _compile(r"(?P<kind>one|all)\s+of\s+(?P<rest>.+)")
_NOTED = _compile(r"(?P<rest>[^()]+?)\s*\((?P<notes>[^()]+)\)")
_MARK_NOTE = _compile(
    r"(?P<parts>(?:year|month|day)(?:\s+and\s+(?:year|month|day))*)\s+"
    r"(?P<words>uncertain and approximate|uncertain|approximate)"
)
_UNKNOWN_DAY_OF = _compile(r"month unknown, day (?P<day>\d{1,2})")
_MARK_OF = {"uncertain": "?", "approximate": "~", "uncertain and approximate": "%"}
_UNKNOWN = {"day unknown": "-XX", "month unknown": "-XX", "month and day unknown": "-XX-XX"}
_FIRST_SEASON = 21
_SEASONS = {str(code) for code in range(_FIRST_SEASON, 33)}
_HEMISPHERE = {"northern hemisphere": 4, "southern hemisphere": 8}


def read_english(text: str) -> str | None:
    """Give the EDTF text that English words mean, or None when they are no date.

    `text` has single spaces. Raises DateError for what may be read as two different dates.
    """
    if len(text) > _LONGEST or ":" in text:  # with a time of day it is no date
        return None
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    return (
        _read_words(text)
        or _read_third(text)
        or _read_noted(text)
        or _read_framed(text)
        or _read_span(text)
        or _read_set(text)
    )


# --- one day, month or year -------------------------------------------------------------------


def _read_words(text: str) -> str | None:
    if match := _DAY.fullmatch(text) or _AMERICAN_DAY.fullmatch(text):
        return f"{match['year']}-{_get_month(match)}-{int(match['day']):02}"
    if match := _MONTH.fullmatch(text):
        return f"{match['year']}-{_get_month(match)}"
    if match := _YEAR_FIRST.fullmatch(text):
        return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    if match := _SLASHED.fullmatch(text):
        return _read_slashed(match)
    return _read_part_of_year(text) or _read_vague_years(text)


def _get_month(match: re.Match[str]) -> str:
    return _MONTH_OF[match["month"].casefold()]


def _read_slashed(match: re.Match[str]) -> str:
    first, second, year = int(match["a"]), int(match["b"]), match["year"]
    if first != second and 0 < first <= _MONTHS_IN_YEAR and 0 < second <= _MONTHS_IN_YEAR:
        readings = (f"{first} {MONTHS[second - 1]}", f"{second} {MONTHS[first - 1]}")
        raise DateError(TWO_READINGS.format(*readings))
    day, month = (first, second) if second <= _MONTHS_IN_YEAR else (second, first)
    return f"{year}-{month:02}-{day:02}"


def _read_part_of_year(text: str) -> str | None:
    if match := _SEASON.fullmatch(text):
        return f"{match['year']}-{_SEASON_OF[match['season'].casefold()]}"
    if match := _TURN_OF_YEAR.fullmatch(text):
        year, season = match["year"], "24" if match["season"][0] in "wW" else "30"
        follows = int(match["next"][-2:]) == (int(year) + 1) % 100
        return f"{year}-{season}" if follows else None
    if match := _SHORT_PART.fullmatch(text):
        part, number = {"q": "quarter", "h": "half"}[match["part"].casefold()], int(match["n"]) - 1
        return _get_part(part, number, match["year"])
    if match := _PART.fullmatch(text):
        number = _ORDINAL_OF[match["n"].casefold()]
        return _get_part(match["part"].casefold(), number, match["year"])
    return None


def _get_part(part: str, number: int, year: str) -> str | None:
    base, count = _PARTS_IN_YEAR.get(part, (0, 0))
    return f"{year}-{base + number % count}" if number < count else None


def _read_vague_years(text: str) -> str | None:
    if match := _DECADE.fullmatch(text):
        return f"{match['decade']}X"
    if match := _VAGUE_YEARS.fullmatch(text):
        for digits in (2, 1):
            known = match["first"][:digits]
            if match["first"] == known.ljust(4, "0") and match["last"] == known.ljust(4, "9"):
                return known.ljust(4, "X")
    return None


def _read_third(text: str) -> str | None:
    """Read "early 2012", "mid-January 2024", "the late 1990s"."""
    match = _THIRD.fullmatch(text)
    if match is None:
        return None
    third = _THIRD_OF[match["third"].casefold()]
    whole = _read_words(match["rest"]) or match["rest"]
    try:
        year, month, day, marks = read_point(whole)
    except DateError:
        return None
    if day or any(marks) or month == "XX" or month in PARTS_OF_YEAR:
        return None
    return _name_ends(third, year, month)


def _name_ends(third: str, year: str, month: str) -> str | None:
    if month:
        first, last = THIRDS_OF_MONTH[third]
        last = last or str(count_days(int(year) or 1, int(month)))
        return f"{year}-{month}-{first}~/{year}-{month}-{last}~"
    if "X" not in year:
        first, last = THIRDS_OF_YEAR[third]
        return f"{year}-{first}~/{year}-{last}~"
    first, last = THIRDS_OF_DECADE[third]
    return f"{year[:3]}{first}~/{year[:3]}{last}~" if year[2] != "X" else None


# --- with notes behind and words before -------------------------------------------------------


def _read_noted(text: str) -> str | None:
    """Read "January 2024 (day unknown; year uncertain)"."""
    match = _NOTED.fullmatch(text)
    edtf = _read_simple(match["rest"]) if match else None
    if match is None or edtf is None:
        return None
    for note in match["notes"].casefold().split("; "):
        edtf = _add_note(edtf, note)
        if edtf is None:
            return None
    return edtf


def _add_note(edtf: str, note: str) -> str | None:
    if note == "uncertain":
        return _add_mark(edtf, "?")
    point = read_point(edtf)
    if note in _UNKNOWN:
        known = f"{point.year}-{point.month}" if point.month else point.year
        return f"{known}{_UNKNOWN[note]}{point.mark}"
    if match := _UNKNOWN_DAY_OF.fullmatch(note):
        return f"{point.year}-XX-{int(match['day']):02}"
    if note in _HEMISPHERE and point.month in _SEASONS:
        season = _FIRST_SEASON + (int(point.month) - _FIRST_SEASON) % 4
        return f"{point.year}-{season + _HEMISPHERE[note]}{point.mark}"
    return _mark_parts(point, note)


def _mark_parts(point: DatePoint, note: str) -> str | None:
    match = _MARK_NOTE.fullmatch(note)
    if match is None:
        return None
    mark, parts = _MARK_OF[match["words"]], match["parts"].split(" and ")
    names = ("year", "month", "day")
    return "-".join(
        f"{mark if name in parts else own}{digits}"
        for name, digits, own in zip(names, point[:3], point.marks, strict=True)
        if digits
    )


def _read_framed(text: str) -> str | None:
    """Read what begins with a word such as "about", "since" or "until"."""
    for frame, mark in ((_ABOUT, "~"), (_PERHAPS, "?")):
        match = frame.fullmatch(text)
        marked = _mark(match["rest"], mark) if match else None
        if marked:
            return marked
    if match := _UNKNOWN_END.fullmatch(text):
        return _open_side(match["rest"], "{}/")
    if match := _UNKNOWN_START.fullmatch(text):
        return _open_side(match["rest"], "/{}")
    if match := _BETWEEN.fullmatch(text):
        span = _read_span(match["rest"])
        if span:
            return span
    return _read_open(text)


def _mark(text: str, mark: str) -> str | None:
    """Mark a date, or both ends of a span; in "about 2012 – 2014" only the first is marked."""
    edtf = _read_simple(text)
    if edtf is None and not _SPACED_DASH.search(text):
        edtf = _read_span(text)
    return edtf and "/".join(_add_mark(side, mark) for side in edtf.split("/"))


def _add_mark(edtf: str, mark: str) -> str:
    if edtf[-1] in "?~%":
        return edtf if edtf[-1] == mark else f"{edtf[:-1]}%"
    return f"{edtf}{mark}"


def _read_open(text: str) -> str | None:
    if match := _SINCE.fullmatch(text):
        return _open_side(match["rest"], "{}/..")
    if match := _UNTIL.fullmatch(text):
        return _open_side(match["rest"], "../{}")
    if match := _AFTER.fullmatch(text):
        return _open_side(match["rest"], "{}/..", step=1)
    if match := _BEFORE.fullmatch(text):
        return _open_side(match["rest"], "../{}", step=-1)
    if match := _OPEN_CHOICE.fullmatch(text):
        later = match["side"].casefold() == "later"
        return _open_side(match["rest"], "[{}..]" if later else "[..{}]")
    return None


def _open_side(text: str, form: str, step: int = 0) -> str | None:
    side = _read_simple(text)
    if side is None:
        third = _read_third(text)  # since early 2012, until late 2013
        first, _, last = third.partition("/") if third else ("", "", "")
        side = first if form.index("{") == 0 else last
    return form.format(_move(side, step) if step else side) if side else None


def _move(edtf: str, step: int) -> str:
    """Give the day, month or year before or after; what is vague stays as it is."""
    point = read_point(edtf)
    if not point.is_plain or point.month in PARTS_OF_YEAR:
        return edtf
    day = point.find_day(last=step > 0)
    if day in (dt.date.min, dt.date.max):
        return edtf
    form = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}[len(edtf)]
    return (day + dt.timedelta(days=step)).strftime(form).zfill(len(edtf))


# --- several dates ----------------------------------------------------------------------------


def _read_span(text: str) -> str | None:
    """Read "16-18 January 2024", "from March 2012 to May 2013"."""
    match = _SCHOOL_YEAR.fullmatch(text)
    if match and match["next"] > match["short"]:
        text = f"{match['year']}-{match['year'][:2]}{match['next']}"
    for separator in _SEPARATOR.finditer(text):
        sides = _complete([text[: separator.start()], text[separator.end() :]])
        if sides:
            return "/".join(sides)
    return None


def _read_set(text: str) -> str | None:
    """Read "2012 or 2013", "all of 2012, 2013 and 2015"."""
    match = _SET.fullmatch(text)
    is_every = match is not None and match["kind"].casefold() == "all"
    words = match["rest"] if match else text
    parts = (_ALL if is_every else _CHOICE).split(words)
    if match is None and not _OR.search(text):
        return None
    members = _complete(parts) or [_read_simple(part) or _read_span(part) or "" for part in parts]
    if not all(members):
        return None
    inside = ",".join(member.replace("/", "..") for member in members)
    return f"{{{inside}}}" if is_every else f"[{inside}]"


def _complete(parts: list[str]) -> list[str] | None:
    """Read the parts, a part without month or year taking them from the last (or the first)."""
    last = _read_simple(parts[-1])
    if last is None:
        month = _AMERICAN_MONTH.match(parts[0])
        last = _read_simple(f"{month[0]} {parts[-1]}") if month else None
    if last is None:
        return None
    point = read_point(last)
    month_name = MONTHS[int(point.month) - 1] if point.month in _MONTH_OF.values() else ""
    sides = []
    for part in parts[:-1]:
        if not part.strip():
            return None
        endings = (part, f"{part} {point.year}", f"{part} {month_name} {point.year}")
        side = next((edtf for ending in endings if (edtf := _read_simple(ending))), None)
        if side is None:
            return None
        sides.append(side)
    return [*sides, last]


def _read_simple(text: str) -> str | None:
    """Read one day, month, season or year inside another date, in English or as EDTF."""
    text = text.strip()
    edtf = _read_words(text) or _read_noted(text)
    if edtf is None and (match := _ABOUT.fullmatch(text) or _PERHAPS.fullmatch(text)):
        edtf = _read_simple(match["rest"])
        return edtf and _add_mark(edtf, "~" if _ABOUT.fullmatch(text) else "?")
    try:
        read_point(edtf or text)
    except DateError:
        return None
    return edtf or text
