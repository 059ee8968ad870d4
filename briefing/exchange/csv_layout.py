"""What a layout of a CSV file of attacks is, and how its rows are asked for their cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec

from briefing.dates import EdtfDate, parse_date
from briefing.errors import InvalidValueError
from briefing.exchange.csv_countries import find_country
from briefing.exchange.csv_text import as_line, as_text
from briefing.identifiers import RecordId
from briefing.records.attack import Attack, Place
from briefing.records.source import Source, SourceType

_NAMESPACE = UUID("b1ef1a6e-0c50-4c5f-9a7a-0b11d1e5c5f1")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[ ,\u00a0\u202f][0-9]{3})*(?:\.0*)?")
_NO_DIGITS = re.compile(r"[ ,\u00a0\u202f]|\..*")
_NO_WORD = re.compile(r"[^0-9a-z]+")


class Row(NamedTuple):
    """One row; `columns` tells where the cell of each name stands."""

    columns: Mapping[str, int]
    cells: Sequence[str]

    def line(self, name: str) -> str:
        """Give a cell as one line; empty for a column that is not there."""
        place = self.columns.get(name)
        cell = self.cells[place] if place is not None else ""
        return as_line(cell) if cell else ""

    def text(self, name: str) -> str:
        """Give a cell as text with its line breaks."""
        place = self.columns.get(name)
        return as_text(self.cells[place]) if place is not None else ""

    def markdown(self, name: str) -> str:
        """Give a cell of plain text as Markdown that reads the same."""
        return escape_markdown(self.text(name))

    def number(self, name: str) -> int | None:
        """Give a cell as a whole number, None for an empty one.

        Raises InvalidValueError for what is no number, or a negative one.
        """
        number = self._signed_number(name)
        if number is not None and number < 0:
            message = f"“{number}” in {name} is less than none; leave unknown numbers empty."
            raise InvalidValueError(message)
        return number

    def known_number(self, name: str) -> int | None:
        """Give a cell as `number` does; a negative one says "unknown", as data sets write it."""
        number = self._signed_number(name)
        return None if number is not None and number < 0 else number

    def degrees(self, name: str, limit: int) -> float | None:
        """Give a cell as degrees; raises InvalidValueError for what is none, or beyond limit."""
        told = self.line(name)
        if not told:
            return None
        try:
            degrees = float(told.replace(",", "."))
        except ValueError:
            degrees = float("nan")
        if not -limit <= degrees <= limit:
            message = f"“{told[:40]}” in {name} is no number of degrees from -{limit} to {limit}."
            raise InvalidValueError(message)
        return degrees

    def _signed_number(self, name: str) -> int | None:
        told = self.line(name)
        if not told:
            return None
        if not _NUMBER.fullmatch(told):
            message = f"“{told[:40]}” in {name} is no whole number."
            raise InvalidValueError(message)
        return int(_NO_DIGITS.sub("", told))


class CsvLayout(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of one origin of CSV files, and how a row of them becomes an attack.

    `needs` are columns that tell the layout from others; `known` are those that are read, empty
    where columns that are passed over need not be told.
    `read` raises InvalidValueError with a sentence about the row. Where a row names itself, the
    attack's id comes of that name, so that the same row is the same record when it comes again;
    else the id is empty. `names` maps other words for a column to the one in `known`. What comes
    from a data set cites `source`, which the import adds to the library.
    """

    key: str
    label: str
    needs: frozenset[str]
    read: Callable[[Row], Attack]
    known: frozenset[str] = frozenset()
    names: Mapping[str, str] = {}
    source: Source | None = None
    headless: tuple[str, ...] = ()  # columns of a file that begins with its first row


def name_column(header: str) -> str:
    """Give a column's name in small letters, with single underscores: "Killed (low)"."""
    return _NO_WORD.sub("_", as_line(header.strip("\ufeff")).casefold()).strip("_")


def escape_markdown(text: str) -> str:
    """Give plain text as Markdown in which nothing but its paragraphs is markup."""
    if not _MAY_BE_MARKUP.search(text):
        return text
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    return _MARKUP_AT_START.sub(r"\1\3\\\2\4", escaped)


def make_id(*parts: str) -> RecordId:
    """Make the id of the record that these texts name; the same texts give the same id."""
    return RecordId(str(uuid5(_NAMESPACE, "\n".join(parts))))


def make_dataset_source(key: str, title: str, publisher: str, url: str) -> Source:
    """Make the source that a data set's attacks cite, the same one for every import."""
    return Source(
        id=make_id("dataset", key),
        key=key,
        source_type=SourceType.DATASET,
        title=title,
        publisher=publisher,
        url=url,
    )


def make_place(row: Row, *, name: str, admin1: str, admin2: str, country: str) -> Place:
    """Make the place from the columns with these names; precision is left open.

    A country that nobody knows stays readable, as a part of the place's name. Raises
    InvalidValueError for coordinates that are none.
    """
    told = row.line(country)
    code = find_country(told) if told else ""
    names = (row.line(name), "" if code else told)
    return Place(
        name=", ".join(filter(None, names)),
        admin1=row.line(admin1),
        admin2=row.line(admin2),
        country=code,
        latitude=row.degrees("latitude", 90),
        longitude=row.degrees("longitude", 180),
    )


@lru_cache(maxsize=20_000)
def read_day(text: str) -> EdtfDate:
    """Read a day however a data set writes it, a time of day behind it is passed over.

    Raises InvalidValueError for what is no date, or may be two.
    """
    words = _TIME_BEHIND.sub("", text)
    if not _ISO_DAY.fullmatch(words):
        words = words.replace("-", " ") if _MONTH_IN_LETTERS.search(words) else words
    return parse_date(words)


_MAY_BE_MARKUP = re.compile(r"[\\`*<\[\]|~_&]|^[ \t]*[#>+=0-9-]", re.MULTILINE)
_MARKUP = re.compile(r"[\\`*<\[\]|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_MARKUP_AT_START = re.compile(r"^([ \t]*)([#>+=-])|^([ \t]*[0-9]{1,9})([.)])(?=\s|$)", re.MULTILINE)
_TIME_BEHIND = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}.*$")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_IN_LETTERS = re.compile(r"[a-z]{3}", re.IGNORECASE)
