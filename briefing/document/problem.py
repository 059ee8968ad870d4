"""What checks and composition find: a problem with its place and its remedy."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """Errors stop an issue of the briefing, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One problem: what is wrong, where, and what to do about it; plain text throughout.

    `check` is the key of the check that found it ("unsourced-figure").
    """

    check: str
    severity: Severity
    message: str
    remedy: str = ""
    section: str = ""
    record: str = ""
    field: str = ""
