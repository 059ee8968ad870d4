"""Tells the values of records in words, whole: nothing that is stored is left out."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any

import msgspec

from briefing.dates import EdtfDate

FindTitle = Callable[[str], str]
"""Gives the title of the record with an id; empty when it is not known."""

_RECORD_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHORT = 8


def tell_value(value: Any, find_title: FindTitle) -> str:
    """Tell a field's value; empty for one that says nothing.

    Records that it refers to are named by their titles. A sequence takes a line for each part.
    """
    if isinstance(value, tuple):
        return "\n".join(tell_value(part, find_title) for part in value)
    return _tell(value, find_title)


def find_ids(value: Any) -> Iterator[str]:
    """Find the ids of all records that a value refers to, and ids that only look like it."""
    if isinstance(value, str):
        if _RECORD_ID.fullmatch(value):
            yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from find_ids(getattr(value, name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from find_ids(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from find_ids(part)


def _tell(value: Any, find_title: FindTitle) -> str:
    match value:
        case bool():
            words = "yes" if value else "no"
        case Enum():
            words = str(value.value)
        case msgspec.Struct():
            words = " · ".join(_iter_named(value, find_title))
        case tuple() | list():
            words = "; ".join(_tell(part, find_title) for part in value)
        case dict():
            words = ", ".join(
                f"{str(key).replace('_', ' ')}: {_tell(part, find_title)}"
                for key, part in value.items()
            )
        case datetime():
            words = f"{value:%Y-%m-%d %H:%M}"
        case date():
            words = str(EdtfDate(value.isoformat()))
        case str() if _RECORD_ID.fullmatch(value):
            words = find_title(value) or value
        case _:
            words = "" if value is None else str(value)
    return words


def _iter_named(part: msgspec.Struct, find_title: FindTitle) -> Iterator[str]:
    """Yield what a part holds, each with its name but for the first, which speaks for itself."""
    is_first = True
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        if _says_nothing(value) or _is_own_id(field.name, value):
            continue
        words = value[:_SHORT] if field.name == "sha256" else _tell(value, find_title)
        yield words if is_first else f"{field.name.replace('_', ' ')} {words}"
        is_first = False


def _says_nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", (), {})


def _is_own_id(name: str, value: Any) -> bool:
    return name == "id" and bool(_RECORD_ID.fullmatch(str(value)))
