"""Cleans the text in whole records, so that every input path uses the same cleaner."""

from typing import Any

import msgspec
from msgspec.structs import astuple

from briefing.records.record import RecordType
from briefing.text_cleaning import clean_text

_WITHOUT_TEXT = frozenset((bool, int, float))


def clean_value(value: Any) -> Any:
    """Give the value with every string in it cleaned; the same object if nothing changed."""
    if isinstance(value, str):
        return _clean_string(value)
    if isinstance(value, tuple):
        return _clean_tuple(value)
    if isinstance(value, list):
        return [clean_value(part) for part in value]
    if isinstance(value, dict):
        return {clean_value(key): clean_value(part) for key, part in value.items()}
    if isinstance(value, msgspec.Struct):
        return _clean_structure(value)
    return value


def clean_record(record: RecordType) -> RecordType:
    """Give the record with every text in it cleaned."""
    cleaned: RecordType = _clean_structure(record)
    return cleaned


def _clean_string(value: str) -> str:
    if type(value) is not str:  # an enumeration's value is one of ours
        return value
    return clean_text(value)


def _clean_tuple(value: tuple[Any, ...]) -> tuple[Any, ...]:
    cleaned = tuple([clean_value(part) for part in value])
    return value if cleaned == value else cleaned


def _clean_structure(value: Any) -> Any:
    changes = {}
    for name, before in zip(value.__struct_fields__, astuple(value), strict=True):
        if not before or type(before) in _WITHOUT_TEXT:  # most fields are empty
            continue
        after = clean_value(before)
        if after is not before and after != before:
            changes[name] = after
    return msgspec.structs.replace(value, **changes) if changes else value
