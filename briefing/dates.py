"""Dates as analysts know them: exact, vague or a span, as EDTF (ISO 8601-2:2019)."""

import datetime as dt


class EdtfDate:
    """An EDTF level 0 or 1 date or interval; immutable, hashable, ordered by earliest day."""

    __slots__ = ("edtf",)

    def __init__(self, edtf: str) -> None:
        self.edtf = edtf

    @property
    def earliest(self) -> dt.date | None:
        """First day that it may mean; None for an open start."""
        raise NotImplementedError

    @property
    def latest(self) -> dt.date | None:
        """Last day that it may mean; None for an open end."""
        raise NotImplementedError

    def __str__(self) -> str:
        """As English prints it: "16 January 2024", "16–18 January 2024", "about 2012"."""
        raise NotImplementedError
