"""Dates as analysts know them: exact, vague or a span, as EDTF (ISO 8601-2:2019)."""

import datetime as dt
from functools import total_ordering

from briefing.dating.edtf_text import NOT_A_DATE, DateError, DateInterval, ReadDate, read_edtf
from briefing.dating.english import print_shape
from briefing.errors import InvalidValueError

_SHOWN = 40


@total_ordering
class EdtfDate:
    """An EDTF date, interval or set; immutable and hashable, equal when the EDTF text is equal.

    Ordered by the first day that it may mean, an open start before all others. Raises
    InvalidValueError for text that is not such a date, for days that do not exist, and for years
    before 1 or after 9999.
    """

    __slots__ = ("_read", "edtf")

    edtf: str
    _read: ReadDate

    def __init__(self, edtf: str) -> None:
        text = edtf.strip()
        try:
            read = read_edtf(text)
        except DateError as fault:
            raise InvalidValueError(_explain(fault, text)) from None
        object.__setattr__(self, "edtf", text)
        object.__setattr__(self, "_read", read)

    def __setattr__(self, name: str, value: object) -> None:
        message = "an EdtfDate does not change"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        message = "an EdtfDate does not change"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[type["EdtfDate"], tuple[str]]:
        return EdtfDate, (self.edtf,)

    @property
    def earliest(self) -> dt.date | None:
        """First day that it may mean; None for an open or unknown start."""
        return self._read.earliest

    @property
    def latest(self) -> dt.date | None:
        """Last day that it may mean; None for an open or unknown end."""
        return self._read.latest

    @property
    def is_interval(self) -> bool:
        """Whether it is a span from a start to an end, either of which may be open."""
        return isinstance(self._read.shape, DateInterval)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EdtfDate) and self.edtf == other.edtf

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __lt__(self, other: object) -> bool:
        return self._sort_key < other._sort_key if isinstance(other, EdtfDate) else NotImplemented

    @property
    def _sort_key(self) -> tuple[bool, dt.date, dt.date, str]:
        earliest, latest = self.earliest, self.latest
        return (earliest is not None, earliest or dt.date.min, latest or dt.date.max, self.edtf)

    def __repr__(self) -> str:
        return f"EdtfDate({self.edtf!r})"

    def __str__(self) -> str:
        """Print it in English: "16 January 2024", "16–18 January 2024", "about 2012"."""
        return print_shape(self._read.shape, self.edtf)


def parse_date(
    text: str, *, reference_year: int | None = None, persian_years: bool = False
) -> EdtfDate:
    """Read a date as a person writes it in English, or as EDTF.

    "16-18 January 2024", "January 16, 2024", "early 2012", "between 2003 and 2005", "since
    2012"; "16 January" only with a `reference_year`. Days of the Persian calendar ("1402/10/26",
    "26 Dey 1402") are read as such, with `persian_years` also a bare year of it. Raises
    InvalidValueError for text that is no date, lacks its year, or may be read as two different
    dates; the sentence says which.
    """
    from briefing.dating.typed import read_typed  # most runs of the program read none

    words = " ".join(text.split())
    try:
        return EdtfDate(read_typed(words, reference_year, persian_years=persian_years))
    except DateError as fault:
        raise InvalidValueError(_explain(fault, words)) from None


def _explain(fault: DateError, text: str) -> str:
    if not text:
        return NOT_A_DATE.replace("“{}”", "An empty text")
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return str(fault).format(shown)
