"""Turns the plain values of editors into what a structure holds."""

from typing import Any

import msgspec

from briefing.identifiers import RecordId


def as_field_values(structure: type[msgspec.Struct], values: dict[str, Any]) -> dict[str, Any]:
    """Give the values with the strings of choices turned into enumerations, numbers or None."""
    types = {field.name: field.type for field in msgspec.structs.fields(structure)}
    return {name: _as_type(types[name], value) for name, value in values.items()}


def _as_type(wanted: Any, value: Any) -> Any:
    if wanted in (str, RecordId):
        return value or ""
    if value == "":
        return None
    return msgspec.convert(value, wanted, strict=False) if isinstance(value, str) else value
