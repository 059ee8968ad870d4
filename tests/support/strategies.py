"""Hypothesis strategies for records of every kind, made from their types."""

import enum
import types
import typing
from datetime import UTC, date, datetime

import msgspec
from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.records.kinds import type_of_kind

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
VALUES = {
    str: TEXTS,
    int: st.integers(-(2**66), 2**66),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    types.NoneType: st.none(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    EdtfDate: st.sampled_from(["2024-01-16", "2012~", "2024-01-16/18", "../2001", "1985/.."]).map(
        lambda text: EdtfDate(text) if "/18" not in text else EdtfDate("2024-01-16/2024-01-18")
    ),
    dict: st.dictionaries(TEXTS, TEXTS | st.booleans() | st.lists(TEXTS, max_size=2), max_size=2),
}


def any_value(kind):
    """Give a strategy for any value that a field of this type may have."""
    kind = getattr(kind, "__supertype__", kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return st.lists(any_value(arguments[0]), max_size=2).map(tuple)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([any_value(part) for part in arguments])
    if origin is dict and arguments[1] is not typing.Any:
        return st.dictionaries(TEXTS, any_value(arguments[1]), max_size=2)
    if origin is not None:
        return VALUES[origin]
    if issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    return any_structure(kind) if issubclass(kind, msgspec.Struct) else VALUES[kind]


def any_structure(kind, **given_fields):
    """Give a strategy for any value of this structure; `given_fields` are strategies too."""
    hints = typing.get_type_hints(kind)
    fields = {name: any_value(hints[name]) for name in kind.__struct_fields__}
    return st.builds(kind, **{**fields, **given_fields})


def any_record(kinds=tuple(type_of_kind), **given_fields):
    """Give a strategy for any record of these kinds that was never stored."""
    fields = {"revision": st.just(0), "id": st.uuids().map(str), **given_fields}
    return st.one_of([any_structure(type_of_kind[kind], **fields) for kind in kinds])
