"""Counts the sources that a field of a record rests on."""

import re

import msgspec

from briefing.records.kinds import AnyRecord

_CITATION_IN_TEXT = re.compile(r"(?<![\w@])@[a-z0-9][a-z0-9._-]*")


def count_sources(record: AnyRecord, name: str) -> int:
    """Count the citations of a field, those inside its text included."""
    cited = sum(citation.field == name for citation in record.citations)
    value = getattr(record, name)
    return cited + (len(_CITATION_IN_TEXT.findall(value)) if isinstance(value, str) else 0)


def has_text(record: AnyRecord, name: str) -> bool:
    """Tell whether the field says anything that would need a source."""
    value = getattr(record, name)
    if isinstance(value, msgspec.Struct):
        return value != type(value)()
    return bool(value)
