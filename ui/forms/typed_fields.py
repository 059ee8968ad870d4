"""Turns the plain values of editors into what a structure holds."""

from typing import Any

import msgspec


def as_field_values(structure: type[msgspec.Struct], values: dict[str, Any]) -> dict[str, Any]:
    """Give the values with the texts of choices turned into enumerations, numbers or None."""
    types = {field.name: field.type for field in msgspec.structs.fields(structure)}
    return {name: _as_type(types[name], value) for name, value in values.items()}


def _as_type(wanted: Any, value: Any) -> Any:
    if _is_text(wanted):
        return value or ""
    if value == "":
        return None
    return msgspec.convert(value, wanted, strict=False) if type(value) is str else value


def _is_text(wanted: Any) -> bool:
    # NewType ids such as RecordId name the type that they stand for
    return getattr(wanted, "__supertype__", wanted) is str
