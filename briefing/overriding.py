"""What a placement prints instead of its record: fields overridden in one briefing, own text.

An override is kept as a plain JSON value together with what the record said when it was made, so
that a later change of the record shows without reading its revisions.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_type_hints

import msgspec

from briefing.errors import InvalidValueError
from briefing.outline import Placement, PlacementMode
from briefing.records.kinds import AnyRecord, decode_value, encode_value, type_of_kind
from briefing.records.record import Record

PROSE_FIELDS = {"actor": "profile", "attack": "summary", "background": "text"}
"""The field of each kind that a text of one's own stands in for."""

_OWN_FIELDS = frozenset(("key", "external_ids", "emblem", "saved_copy"))
"""Fields that name the record to other programs or hold its files."""

_json = msgspec.json.Encoder(enc_hook=encode_value)


@cache
def list_overridable(kind: str) -> tuple[str, ...]:
    """List the fields that may be overridden; never the marking, nor what all records have."""
    common = frozenset(Record.__struct_fields__)
    return tuple(
        name
        for name in type_of_kind[kind].__struct_fields__
        if name not in common and name not in _OWN_FIELDS
    )


def to_plain(value: Any) -> Any:
    """Give the plain JSON value of a field's value."""
    return msgspec.json.decode(_json.encode(value))


def read_plain(kind: str, field: str, plain: Any) -> Any:
    """Give the value that a plain JSON value stands for in a field of this kind of record.

    Raises InvalidValueError for a field that cannot be overridden and a value that does not fit.
    """
    words = field.replace("_", " ")
    if field not in list_overridable(kind):
        message = f"“{words}” cannot be overridden in a briefing; change the record itself."
        raise InvalidValueError(message)
    try:
        return msgspec.convert(plain, _get_types(kind)[field], dec_hook=decode_value)
    except msgspec.ValidationError as error:
        message = f"The override of “{words}” does not fit: {error}. Write it again, or drop it."
        raise InvalidValueError(message) from error


def get_plain(record: AnyRecord, field: str) -> Any:
    """Give the plain JSON value of a record's field; None for a field that it does not have."""
    return to_plain(getattr(record, field, None))


def list_overrides(record: AnyRecord, placement: Placement) -> tuple[tuple[str, Any], ...]:
    """List what is printed instead of the record's fields, as (field, plain JSON value)."""
    prose = PROSE_FIELDS.get(record.kind, "")
    has_own_text = placement.mode is PlacementMode.OWN_TEXT and bool(prose)
    kept = [(field, value) for field, value in placement.overrides.items()]
    if not has_own_text:
        return tuple(kept)
    return (*(one for one in kept if one[0] != prose), (prose, placement.own_text))


def show_placed(record: AnyRecord, placement: Placement) -> AnyRecord:
    """Give the record as the placement prints it; an override that does not fit is left out.

    What is left out is told by `find_faults_of_overrides`.
    """
    values = {}
    for field, plain in list_overrides(record, placement):
        try:
            values[field] = read_plain(record.kind, field, plain)
        except InvalidValueError:
            continue
    return msgspec.structs.replace(record, **values) if values else record


def find_faults_of_overrides(record: AnyRecord, placement: Placement) -> Iterator[tuple[str, str]]:
    """Find the overrides that do not fit the record, as (field, sentence)."""
    for field, plain in list_overrides(record, placement):
        try:
            read_plain(record.kind, field, plain)
        except InvalidValueError as error:
            yield field, str(error)


def find_changed_below(record: AnyRecord, placement: Placement) -> tuple[str, ...]:
    """Find the overridden fields in which the record now says something else than it did."""
    return tuple(
        field
        for field, _value in list_overrides(record, placement)
        if field in placement.overridden and get_plain(record, field) != placement.overridden[field]
    )


@cache
def _get_types(kind: str) -> dict[str, Any]:
    return get_type_hints(type_of_kind[kind])
