"""Reads a date that a person typed, EDTF or English, and says what is wrong with it."""

import re

from briefing.dating.edtf_text import DateError, read_edtf
from briefing.dating.english import print_shape
from briefing.dating.reading import TWO_READINGS, read_english
from briefing.patterns import compile_late

NO_YEAR = "“{0}” has no year; write it with the year, such as {0} 2024."
SHORT_YEAR = "“{}” has a year of two digits; write all four."

_MAY_BE_PERSIAN = compile_late(r"(?<!\d)[1۱١][2-4۲-۴٢-٤]\d\d(?!\d)")
_LEAP_YEAR = 2024
_SEASON_OR_YEARS = compile_late(r"[0-9]{2}([0-9]{2})-(2[1-4])")
_FULL_YEAR = compile_late(r"[0-9]{4}")
_SHORT_YEAR = compile_late(r"(?P<start>.*[a-z.,]\s*)['’]?(?P<year>[0-9]{2})", re.IGNORECASE)


def read_typed(words: str, reference_year: int | None, *, persian_years: bool = False) -> str:
    """Give the EDTF text of a typed date, taking a missing year from `reference_year`.

    `words` has single spaces. Days that are plainly Persian are read so; with `persian_years`
    a bare year such as 1402 is too. Raises DateError for what is no date or has two readings.
    """
    persian = _find_persian(words, persian_years=persian_years)
    if persian:
        return persian
    _refuse_season_or_years(words)
    try:
        read_edtf(words)
    except DateError as fault:
        found = read_english(words) or _find_without_year(words, reference_year)
        if found is None:
            raise _explain_year(words) or fault from None
        read_edtf(found)  # its fault is told in the person's own words
        return found
    return words


def _find_persian(words: str, *, persian_years: bool) -> str:
    if not _MAY_BE_PERSIAN.search(words):
        return ""
    from briefing.dating.persian import read_persian_day, read_persian_period

    day = read_persian_day(words)
    if day:
        return day.isoformat()
    is_bare_year = words.isdigit()
    period = read_persian_period(words) if persian_years or not is_bare_year else None
    return f"{period[0].isoformat()}/{period[1].isoformat()}" if period else ""


def _refuse_season_or_years(words: str) -> None:
    """Refuse 2021-22: in EDTF that is the summer of 2021, in English mostly 2021 to 2022."""
    match = _SEASON_OR_YEARS.fullmatch(words)
    if match and int(match[2]) == int(match[1]) + 1:
        season = print_shape(read_edtf(words).shape, words)
        raise DateError(TWO_READINGS.format(season, f"the years {words[:4]}–{match[2]}"))


def _find_without_year(words: str, year: int | None) -> str | None:
    """Read a date that lacks nothing but its year."""
    if year is None or _FULL_YEAR.search(words) or not any(map(str.isalpha, words)):
        return None
    return read_english(f"{words} {year:04}")


def _explain_year(words: str) -> DateError | None:
    if _find_without_year(words, _LEAP_YEAR):
        return DateError(NO_YEAR)
    match = _SHORT_YEAR.fullmatch(words)
    if match and read_english(f"{match['start']}20{match['year']}"):
        return DateError(SHORT_YEAR)
    return None
