"""Days of the Persian calendar (Solar Hijri), read into and printed from Gregorian ones."""

import datetime as dt
import re
import unicodedata

from persiantools.jdatetime import JalaliDate

from briefing.dating.edtf_text import DateError

NO_SUCH_DAY = "The Persian calendar has no day “{}”; check the day and the month."

MONTHS = (
    *("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar"),
    *("Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"),
)
_NATIVE_MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)
_NUMBER_OF_MONTH = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name: number for number, name in enumerate(_NATIVE_MONTHS, 1)},
    "amordad": 5,
}
_NUMERIC = re.compile(r"(1[2-4]\d\d)/(\d{1,2})/(\d{1,2})")  # with hyphens it is EDTF
_IN_WORDS = re.compile(r"(\d{1,2})\s+(\S+)\s+(1[2-4]\d\d)")
_YEAR = re.compile(r"1[2-4]\d\d")
_YEAR_AND_MONTH = re.compile(r"(\S+)\s+(1[2-4]\d\d)")


def read_persian_day(words: str) -> dt.date | None:
    """Read "1402/10/26", "26 Dey 1402" or "۲۶ دی ۱۴۰۲"; None for what is not written so.

    Years of 1200 to 1499 with slashes are plainly Persian: nobody dates a briefing to then.
    Raises DateError for a day that the calendar does not have.
    """
    text = _fold_digits(words)
    numeric = _NUMERIC.fullmatch(text)
    named = _IN_WORDS.fullmatch(text)
    month = _NUMBER_OF_MONTH.get(named[2].casefold()) if named else None
    if numeric:
        day = _convert(*map(int, numeric.groups()))
    elif named and month:
        day = _convert(int(named[3]), month, int(named[1]))
    else:
        return None
    if day is None:
        raise DateError(NO_SUCH_DAY)
    return day


def read_persian_period(words: str) -> tuple[dt.date, dt.date] | None:
    """Read a Persian year ("1402") or month ("Dey 1402") as its first and its last day."""
    text = _fold_digits(words)
    named = _YEAR_AND_MONTH.fullmatch(text)
    month = _NUMBER_OF_MONTH.get(named[1].casefold()) if named else None
    if named and month:
        year, following = int(named[2]), (int(named[2]), month + 1)
        first = _convert(year, month, 1)
    elif _YEAR.fullmatch(text):
        year, following = int(text), (int(text), len(MONTHS) + 1)
        first = _convert(year, 1, 1)
    else:
        return None
    next_year, next_month = following
    if next_month > len(MONTHS):
        next_year, next_month = next_year + 1, 1
    after = _convert(next_year, next_month, 1)
    return (first, after - dt.timedelta(days=1)) if first and after else None


def print_persian_day(day: dt.date) -> str:
    """Print a day as "26 Dey 1402"."""
    jalali = JalaliDate(day)  # type: ignore[no-untyped-call]  # the library has no types
    return f"{jalali.day} {MONTHS[jalali.month - 1]} {jalali.year}"


def _convert(year: int, month: int, day: int) -> dt.date | None:
    try:
        jalali = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]  # as above
        converted: dt.date = jalali.to_gregorian()
    except ValueError:
        return None
    return converted


def _fold_digits(words: str) -> str:
    """Give Persian and Arabic digits as European ones, and ي as ی."""
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in words)
    return " ".join(folded.replace("ي", "ی").split())
