"""Dates and countries as the language of a briefing prints them.

English has its own words for every date there is. Other languages take the usual forms from the
Unicode locale data (CLDR); a date of a rarer form is printed in English rather than wrongly.
Digits are always 0 to 9, as in the figures beside them.
"""

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.countries import get_country_name
from briefing.dates import EdtfDate
from briefing.drawing.wording import Wording, print_english_day
from briefing.printed_words.registry import get_words
from briefing.printed_words.words import Words

if TYPE_CHECKING:
    from babel import Locale

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?]?)")
_LAST_MONTH = 12


class Local:
    """How one language prints what it does not leave to the analyst."""

    def __init__(self, language: str) -> None:
        self.words: Words = get_words(language)
        self._locale = _find_locale(language)

    @property
    def is_english(self) -> bool:
        """Whether sentences of its own may be English."""
        return self._locale is None

    def fits(self, text: str) -> bool:
        """Tell whether a text runs the way of the language, so that words can stand around it."""
        if self._locale is None or self._locale.text_direction != "rtl":
            return True
        return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)

    def print_date(self, date: EdtfDate | None) -> str:
        """Give a date in words; nothing for none."""
        if date is None:
            return ""
        if self._locale is None:
            return str(date)
        start, interval, end = date.edtf.partition("/")
        if interval:
            return self._print_interval(start, end) or str(date)
        return self._print_point(start) or str(date)

    def print_country(self, code: str) -> str:
        """Give the name of a country by its code; the code where nobody knows one."""
        name = self._locale.territories.get(code) if self._locale else None
        return str(name or get_country_name(code)) if code else ""

    def print_day(self, day: dt.date, skeleton: str) -> str:
        """Give a day with what a skeleton of CLDR asks for, such as "yMMM"."""
        if self._locale is None:
            return print_english_day(day, skeleton)
        from babel.dates import format_skeleton

        return str(format_skeleton(skeleton, day, locale=self._locale))

    @property
    def on_drawings(self) -> Wording:
        """The words and days of this language on a drawing."""
        return Wording(self.words.translate, self.print_day)

    def _print_point(self, edtf: str) -> str:
        match = _PLAIN.fullmatch(edtf)
        if match is None:
            return ""
        from babel.dates import format_date, format_skeleton

        year, month, day, mark = match.groups()
        if int(month or 1) > _LAST_MONTH:  # a season or a quarter
            return ""
        first = dt.date(int(year), int(month or 1), int(day or 1))
        if day:
            printed = format_date(first, "long", locale=self._locale)
        else:
            printed = format_skeleton("yMMMM", first, locale=self._locale) if month else year
        form = {"~": self.words.about, "?": self.words.uncertain}.get(mark, "{}")
        return form.format(printed)

    def _print_interval(self, start: str, end: str) -> str:
        if start in ("", "..") or end in ("", ".."):
            return ""
        if len(start) == len(end) == len("2024"):
            return f"{start}–{end}"
        if len(start) == len(end) == len("2024-01-16") and start[:4] == end[:4]:
            from babel.dates import format_interval

            days = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
            return str(format_interval(*days, "yMMMMd", locale=self._locale))
        first, last = self._print_point(start), self._print_point(end)
        return f"{first} – {last}" if first and last else ""


@lru_cache(maxsize=16)
def get_local(language: str) -> Local:
    """Give how a language (BCP 47) prints; English for one that is not known."""
    return Local(language)


def _find_locale(language: str) -> "Locale | None":
    """Give the locale of a language other than English."""
    tag = language.strip().replace("_", "-")
    if not tag or tag.casefold().partition("-")[0] == "en":
        return None
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
