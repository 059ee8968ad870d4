"""Cites sources for what records say, new sources included."""

import re
import unicodedata
from collections.abc import Callable, Sequence

import msgspec

from briefing.identifiers import RecordId
from briefing.ports import UnitOfWork
from briefing.records.cleaning import clean_record, clean_value
from briefing.records.parts import Citation
from briefing.records.source import Source
from briefing.services.history import Change

_LONGEST_NAME = 24
_SUFFIXES = "abcdefghijklmnopqrstuvwxyz"


def set_citations(
    record_id: RecordId,
    field: str,
    citations: Sequence[Citation],
    *,
    new_sources: Sequence[Source] = (),
    label: str = "",
) -> Change:
    """Let these be the citations of a field of a record, or of the whole record for no field.

    `new_sources` are stored with it; those without a key get one. All of it is one step.
    """

    def apply(unit: UnitOfWork) -> None:
        _store(unit, new_sources)
        record = unit.records.get_record(record_id)
        others = tuple(citation for citation in record.citations if citation.field != field)
        own = tuple(msgspec.structs.replace(citation, field=field) for citation in citations)
        changed = msgspec.structs.replace(record, citations=clean_value((*others, *own)))
        unit.records.save_record(changed, reason="citations")

    return Change(label=label or "change citations", apply=apply)


def create_source(source: Source) -> Change:
    """Store a new source; one without a key gets one made of its author and year."""

    def apply(unit: UnitOfWork) -> None:
        _store(unit, [source])

    return Change(label=f"create source “{source.display_title}”", apply=apply)


def make_key(source: Source, is_taken: Callable[[str], bool]) -> str:
    """Make a citation key that is free: "hassan-2024", "dawn-2024b"."""
    who = source.authors[0].split(",")[0] if source.authors else source.publisher
    name = _make_slug(who or source.title) or "source"
    year = source.published.edtf[:4] if source.published else ""
    base = f"{name}-{year}" if year.isdecimal() else name
    if not is_taken(base):
        return base
    for suffix in _SUFFIXES[1:]:
        if not is_taken(f"{base}{suffix}"):
            return f"{base}{suffix}"
    return f"{base}-{source.id[:8]}"


def _store(unit: UnitOfWork, sources: Sequence[Source]) -> None:
    for source in sources:
        cleaned = clean_record(source)
        if not cleaned.key:
            key = make_key(cleaned, lambda key: unit.records.find_source_by_key(key) is not None)
            cleaned = msgspec.structs.replace(cleaned, key=key)
        unit.records.save_record(cleaned, reason="created")


def _make_slug(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = plain.removeprefix("the ").split(".")[0] if "." in plain[1:] else plain
    slug = re.sub(r"[^a-z0-9]+", "-", plain.removeprefix("the ")).strip("-")
    return slug[:_LONGEST_NAME].strip("-")
