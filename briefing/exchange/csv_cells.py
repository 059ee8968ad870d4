"""The cells of our own tables: lists, parties, and text that no spreadsheet takes for a formula."""

import re
from collections.abc import Iterable

from briefing.errors import InvalidValueError
from briefing.records.attack import Party, PartyCertainty, PartyRole

_FORMULA = re.compile("'*[=+@\t\r\n-]")
_GUARDED = re.compile("'+[=+@\t\r\n-]")
_PART = re.compile(r"(?:[^;\\]|\\.|\\$)+", re.DOTALL)
_ESCAPE = re.compile(r"([\\;\[])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CERTAINTY = re.compile(r"(?P<name>.*?)(?<!\\)\[(?P<word>[a-z]+)(?: by (?P<by>.*))?\]", re.DOTALL)


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take the apostrophe away that `guard` has put there."""
    return text[1:] if _GUARDED.match(text) else text


def join_list(parts: Iterable[str]) -> str:
    """Put texts into one cell with semicolons between; empty ones are left out."""
    return "; ".join(_ESCAPE.sub(r"\\\1", part) for part in parts if part.strip())


def split_cell(cell: str) -> list[str]:
    """Give the texts that stand in one cell."""
    return [_unescape(part) for part in _split(cell)]


def print_party(party: Party, name: str) -> str:
    """Print a party for a cell: "Jaish al-Adl [claimed by Jaish al-Adl]"."""
    told = _ESCAPE.sub(r"\\\1", name)
    if party.certainty is PartyCertainty.CONFIRMED and not party.by:
        return told
    by = f" by {_ESCAPE.sub(_BACKSLASHED, party.by)}" if party.by.strip() else ""
    return f"{told} [{party.certainty}{by}]"


_BACKSLASHED = r"\\\1"


def read_parties(cell: str, role: PartyRole) -> list[Party]:
    """Read the parties of one role; raises InvalidValueError for a certainty that is none."""
    return [_read_party(part, role) for part in _split(cell)]


def _read_party(part: str, role: PartyRole) -> Party:
    match = _CERTAINTY.fullmatch(part)
    if match is None:
        return Party(role=role, name=_unescape(part))
    try:
        certainty = PartyCertainty(match["word"])
    except ValueError:
        known = ", ".join(PartyCertainty)
        message = f"“{match['word']}” in brackets is no certainty; use one of {known}."
        raise InvalidValueError(message) from None
    name, by = _unescape(match["name"]), _unescape(match["by"] or "")
    return Party(role=role, name=name, certainty=certainty, by=by)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in _PART.findall(cell) if part.strip()]


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()
