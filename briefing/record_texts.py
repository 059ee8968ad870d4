"""The texts of a record that people wrote, each with its place, and the way to change them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from briefing.outline import Placement, Section
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Attachment
from briefing.sections.pictures import IMAGES_KEY
from briefing.sections.registry import get_section_kinds
from briefing.sections.section_kind import FieldType, SettingField

Path = tuple[str | int, ...]
"""The way from a record to a text in it: names of fields and places in lists."""

_NO_TEXT = frozenset(
    {
        "id", "revision", "created", "created_by", "modified", "modified_by", "marking", "key",
        "url", "archive_url", "doi", "isbn", "saved_copy", "external_ids", "emblem", "logo",
        "language", "script", "country", "time_zone", "reliability", "verified_on", "source",
        "actor", "other", "actors", "attacks", "record", "field", "what", "section_kind",
        "marking_scheme", "ceiling", "yardstick", "style_sheet", "house_template",
        "citation_style", "reference_style",
    }
)  # fmt: skip
"""Fields that hold identifiers, codes and addresses."""

_TEXT_SETTINGS = (FieldType.LINE, FieldType.MARKDOWN)
_JUDGEMENT_TEXTS = ("text", "confidence_reason")
_IMAGE_TEXTS = ("caption", "alternative_text", "credit")


def iter_texts(record: AnyRecord) -> Iterator[tuple[Path, str]]:
    """Iterate over all texts that are not empty; codes, keys and addresses are none."""
    for name in _list_fields(type(record)):
        yield from _iter_value((name,), getattr(record, name))


def replace_texts(record: AnyRecord, texts: Mapping[Path, str]) -> AnyRecord:
    """Give the record with other texts at these places, which must be there."""
    changed: Any = record
    for path, text in texts.items():
        changed = _replace(changed, path, text)
    result: AnyRecord = changed
    return result


@cache
def _list_fields(structure: type) -> tuple[str, ...]:
    if structure is Attachment:
        return _IMAGE_TEXTS
    fields: tuple[str, ...] = structure.__struct_fields__  # type: ignore[attr-defined]  # of msgspec
    return tuple(name for name in fields if name not in _NO_TEXT)


def _iter_value(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if type(value) is str:  # an enumeration's value is one of ours
        if value:
            yield path, value
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _iter_value((*path, place), part)
    elif isinstance(value, Placement):
        yield from _iter_own((*path, "overrides"), value.overrides)
        yield from _iter_value((*path, "own_text"), value.own_text)
    elif isinstance(value, msgspec.Struct):
        for name in _list_fields(type(value)):
            if name == "settings" and isinstance(value, Section):
                yield from _iter_settings((*path, name), value)
            else:
                yield from _iter_value((*path, name), getattr(value, name))


def _iter_own(path: Path, overrides: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Iterate over the texts that a briefing prints instead of a record's."""
    for name, value in overrides.items():
        if type(value) is str and value and name not in _NO_TEXT:
            yield (*path, name), value


def _iter_settings(path: Path, section: Section) -> Iterator[tuple[Path, str]]:
    """Iterate over the settings that are texts; a kind that is not installed has none."""
    kind = get_section_kinds().get(section.section_kind)
    for field in kind.fields if kind else ():
        value = section.settings.get(field.name)
        if field.field_type in _TEXT_SETTINGS and type(value) is str and value:
            yield (*path, field.name), value
        elif isinstance(value, list | tuple):
            yield from _iter_parts((*path, field.name), value, _list_part_texts(field))
    images = section.settings.get(IMAGES_KEY)
    if section.section_kind == IMAGES_KEY and isinstance(images, list | tuple):
        yield from _iter_parts((*path, IMAGES_KEY), images, _IMAGE_TEXTS)


def _list_part_texts(field: SettingField) -> tuple[str, ...]:
    """List the fields that are texts of each part of a setting."""
    if field.field_type is FieldType.JUDGEMENTS:
        return _JUDGEMENT_TEXTS
    return tuple(part.name for part in field.parts if part.field_type in _TEXT_SETTINGS)


def _iter_parts(
    path: Path, parts: list[Any] | tuple[Any, ...], names: tuple[str, ...]
) -> Iterator[tuple[Path, str]]:
    for place, part in enumerate(parts):
        for name in names if isinstance(part, dict) else ():
            text = part.get(name)
            if type(text) is str and text:
                yield (*path, place, name), text


def _replace(value: Any, path: Path, text: str) -> Any:
    if not path:
        return text
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, step: _replace(value[step], rest, text)}
    if isinstance(value, tuple | list):
        place = int(step)
        changed = _replace(value[place], rest, text)
        return type(value)([*value[:place], changed, *value[place + 1 :]])
    name = str(step)
    return msgspec.structs.replace(value, **{name: _replace(getattr(value, name), rest, text)})
