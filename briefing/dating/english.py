"""Prints dates in English: "16–18 January 2024", "about 2012", "since spring 2024".

What is printed is read back by `briefing.dating.reading` as the same date.
"""

from briefing.dating.edtf_text import (
    PARTS_OF_YEAR,
    DateInterval,
    DatePoint,
    DateSet,
    Shape,
    count_days,
)

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")

PARTS: dict[str, str] = {
    **{str(21 + n): f"{_SEASONS[n % 4]} {{}}" for n in range(4)},
    **{str(25 + n): f"{_SEASONS[n]} {{}} (northern hemisphere)" for n in range(4)},
    **{str(29 + n): f"{_SEASONS[n]} {{}} (southern hemisphere)" for n in range(4)},
    **{str(33 + n): f"{_ORDINALS[n]} quarter of {{}}" for n in range(4)},
    **{str(37 + n): f"{_ORDINALS[n]} third of {{}}" for n in range(3)},
    **{str(40 + n): f"{_ORDINALS[n]} half of {{}}" for n in range(2)},
}
"""How a part of a year is said, by its EDTF code."""

THIRDS_OF_YEAR = {"early": ("01", "04"), "mid": ("05", "08"), "late": ("09", "12")}
THIRDS_OF_MONTH = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", "")}
THIRDS_OF_DECADE = {"early": ("0", "3"), "mid": ("4", "6"), "late": ("7", "9")}
"""Months, days and years that "early", "mid" and "late" stand for; both ends are approximate. The
last third of a month ends with the month."""

_NO_MARKS = ("", "", "")
_PART_NAMES = ("year", "month", "day")
_MARK_WORDS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}


def print_shape(shape: Shape, edtf: str) -> str:
    """Print a date; what English has no short words for is printed as its EDTF text."""
    if isinstance(shape, DateSet):
        return _print_set(shape) or edtf
    if isinstance(shape, DateInterval):
        sides = [side for side in shape[:2] if side]
        if not all(_has_words(side) for side in sides):
            return edtf
        return _print_interval(shape)
    return _print_point(shape) if _has_words(shape) else edtf


def _has_words(point: DatePoint) -> bool:
    return not (point.month and "X" in point.year)


def _print_point(point: DatePoint) -> str:
    words, notes = _print_bare(point)
    mark = point.mark
    if mark in ("~", "%"):
        words = f"about {words}"
    if mark in ("?", "%"):
        notes.append("uncertain")
    if not mark:
        notes.extend(_print_marks_of_parts(point))
    return f"{words} ({'; '.join(notes)})" if notes else words


def _print_bare(point: DatePoint) -> tuple[str, list[str]]:
    """Print what is known without the marks, and note what is unknown."""
    year, month, day, _ = point
    if month in PARTS_OF_YEAR:
        words, _, note = PARTS[month].format(_name_season_year(year, month)).partition(" (")
        return words, [note.rstrip(")")] if note else []
    if not month:
        return _print_year(year), []
    if month == "XX":
        return year, [_name_unknown(day)]
    words = f"{MONTHS[int(month) - 1]} {year}"
    if day == "XX":
        return words, ["day unknown"]
    return (f"{int(day)} {words}" if day else words), []


def _name_season_year(year: str, month: str) -> str:
    """Name both years of a winter (or southern summer): "2023–24"."""
    first, count = PARTS_OF_YEAR[month]
    runs_over = first + count - 1 > len(MONTHS)
    return f"{year}–{(int(year) + 1) % 100:02}" if runs_over else year


def _name_unknown(day: str) -> str:
    if not day:
        return "month unknown"
    return "month and day unknown" if day == "XX" else f"month unknown, day {int(day)}"


def _print_year(year: str) -> str:
    if "X" not in year:
        return year
    if year.count("X") == 1:
        return f"the {year[:3]}0s"
    return f"the years {year.replace('X', '0')}–{year.replace('X', '9')}"


def _print_marks_of_parts(point: DatePoint) -> list[str]:
    notes: list[str] = []
    if not any(point.marks):
        return notes
    for mark, words in _MARK_WORDS.items():
        names = [name for name, own in zip(_PART_NAMES, point.marks, strict=True) if own == mark]
        if names:
            notes.append(f"{' and '.join(names)} {words}")
    return notes


def _print_interval(interval: DateInterval) -> str:
    start, end, has_unknown = interval
    if start and end:
        return _print_span(start, end)
    if start:
        first = _print_point(start)
        return f"from {first} to an unknown date" if has_unknown else f"since {first}"
    last = _print_point(end) if end else ""
    return f"from an unknown date to {last}" if has_unknown else f"until {last}"


def _print_span(start: DatePoint, end: DatePoint) -> str:
    named = _name_third(start, end)
    if named:
        return named
    if start == end:
        return _print_point(start)
    if start.is_plain and end.is_plain and _get_form(start) == _get_form(end):
        return _print_plain_span(start, end)
    if start.mark == end.mark == "~":
        words = _print_span(start._replace(marks=_NO_MARKS), end._replace(marks=_NO_MARKS))
        if " – " not in words:
            return f"about {words}"
    return f"{_print_point(start)} – {_print_point(end)}"


def _get_form(point: DatePoint) -> int:
    """Tell days, months and years apart; a part of a year is none of them."""
    if point.month in PARTS_OF_YEAR:
        return 0
    return sum(bool(part) for part in point[:3])


def _print_plain_span(start: DatePoint, end: DatePoint) -> str:
    first, last = _print_point(start), _print_point(end)
    if not start.month:
        return f"{first}–{last}"
    if start.month in PARTS_OF_YEAR or start.year != end.year:
        return f"{first} – {last}"
    if not start.day:
        return f"{MONTHS[int(start.month) - 1]}–{last}"
    if start.month == end.month:
        return f"{int(start.day)}–{last}"
    return f"{int(start.day)} {MONTHS[int(start.month) - 1]} – {last}"


def _name_third(start: DatePoint, end: DatePoint) -> str:
    """Name the thirds of a year, month or decade: "early 2012", "mid-January 2024"."""
    if start.mark != "~" or end.mark != "~" or "X" in "".join((*start[:3], *end[:3])):
        return ""
    for word in THIRDS_OF_YEAR:
        whole = _find_whole_of_third(word, start, end)
        if whole:
            return f"mid-{whole}" if word == "mid" else f"{word} {whole}"
    return ""


def _find_whole_of_third(word: str, start: DatePoint, end: DatePoint) -> str:
    year, month, day, _ = start
    if (start.year, start.month) == (end.year, end.month) and day and end.day:
        first, last = THIRDS_OF_MONTH[word]
        length = count_days(int(year), int(month))
        if (day, end.day) == (first, last or str(length)):
            return f"{MONTHS[int(month) - 1]} {year}"
    if year == end.year and not day and not end.day and THIRDS_OF_YEAR[word] == (month, end.month):
        return year
    if not month and not end.month and year[:3] == end.year[:3]:
        return f"{year[:3]}0s" if THIRDS_OF_DECADE[word] == (year[3], end.year[3]) else ""
    return ""


def _print_set(dates: DateSet) -> str:
    """Print the choices of a set, or nothing where English has no short words for it."""
    points = [p for m in dates.members for p in (m[:2] if isinstance(m, DateInterval) else (m,))]
    if None in points:
        return "" if len(dates.members) > 1 or dates.is_every else _print_open(dates.members[0])
    if not all(isinstance(p, DatePoint) and _has_words(p) for p in points):
        return ""
    words = [_print_member(member) for member in dates.members]
    if len(words) == 1:
        return f"{'all' if dates.is_every else 'one'} of {words[0]}"
    joined = f"{', '.join(words[:-1])} {'and' if dates.is_every else 'or'} {words[-1]}"
    return f"all of {joined}" if dates.is_every else joined


def _print_member(member: DatePoint | DateInterval) -> str:
    return _print_interval(member) if isinstance(member, DateInterval) else _print_point(member)


def _print_open(member: DatePoint | DateInterval) -> str:
    if not isinstance(member, DateInterval):
        return ""
    known = member.start or member.end
    if known is None or not _has_words(known):
        return ""
    return f"{_print_point(known)} or {'later' if member.start else 'earlier'}"
