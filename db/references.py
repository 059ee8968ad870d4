"""Finds what a record refers to: citations, relations, parties, placements, and in texts."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_origin, get_type_hints

import msgspec

from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import Actor, Leader, Relation
from briefing.records.attack import Attack, Party
from briefing.records.background_note import BackgroundNote
from briefing.records.edition import Edition, UsedRecord
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Citation

_FIELDS_WITH_ID: dict[type, tuple[str, ...]] = {
    Citation: ("source",),
    Relation: ("other",),
    Leader: ("actor",),
    Party: ("actor",),
    Placement: ("record",),
    BackgroundNote: ("actors", "attacks"),
    Briefing: ("corrects", "follows"),
    Edition: ("briefing", "corrects"),
    UsedRecord: ("record",),
}
_FIELDS_WITH_MARKDOWN: dict[type, tuple[str, ...]] = {
    Actor: ("profile", "ideology", "aims"),
    Attack: ("summary",),
    BackgroundNote: ("text",),
    Briefing: ("disclaimer",),
    Section: ("lead_in", "settings"),
    Placement: ("overrides", "own_text"),
}
_BRACKETS = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_KEY = re.compile(r"(?<!\w)@([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)
_MENTION = re.compile(r"\]\((?:actor|attack|background|source):([0-9A-Za-z-]+)\)")
_RECORD_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def find_links(record: AnyRecord) -> set[tuple[str, str]]:
    """Find all pairs of (target, field of the record).

    A target is the id of a record, or "@" and the key of a source that a text cites.
    """
    links = set()
    for field in _list_fields(type(record)):
        if not getattr(record, field):
            continue  # most are empty, and an import asks each of a hundred thousand records
        for target in _find_in_field(record, field):
            if target and target != record.id:
                links.add((target, field))
    return links


def cites_anything(record: AnyRecord) -> bool:
    """Tell whether a citation stands anywhere in the record: on it, on a part or in a text."""
    return any(_cites(getattr(record, field)) for field in _list_fields(type(record)))


def _cites(value: Any) -> bool:
    if isinstance(value, Citation):
        return True
    if isinstance(value, str):
        return "@" in value and bool(_find_keys(value))
    if isinstance(value, tuple):
        return any(_cites(part) for part in value)
    if isinstance(value, dict):
        return any(_cites(part) for part in value.values())
    if isinstance(value, msgspec.Struct):
        return any(_cites(getattr(value, field)) for field in _list_fields(type(value)))
    return False


@cache
def _list_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """List the fields of a record or part that may refer to a record: most never do."""
    named = {*_FIELDS_WITH_ID.get(kind, ()), *_FIELDS_WITH_MARKDOWN.get(kind, ())}
    hints = get_type_hints(kind)
    return tuple(
        field
        for field in kind.__struct_fields__
        if field in named or get_origin(hints[field]) is tuple
    )


def _find_in_field(owner: msgspec.Struct, field: str) -> Iterator[str]:
    value = getattr(owner, field)
    if field in _FIELDS_WITH_ID.get(type(owner), ()):
        yield from (value,) if isinstance(value, str) else value
    elif field in _FIELDS_WITH_MARKDOWN.get(type(owner), ()):
        yield from _find_in_markdown(value)
    elif isinstance(value, tuple):
        yield from _find_in_parts(value)


def _find_in_parts(parts: tuple[Any, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, msgspec.Struct):
            for field in _list_fields(type(part)):
                if getattr(part, field):
                    yield from _find_in_field(part, field)


def _find_in_markdown(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for setting in value.values():
            yield from _find_in_markdown(setting)
    elif isinstance(value, list | tuple):
        for setting in value:
            yield from _find_in_markdown(setting)
    elif isinstance(value, str):
        yield from (value,) if _RECORD_ID.fullmatch(value) else _find_in_text(value)


def _find_in_text(text: str) -> Iterator[str]:
    if "](" in text:
        yield from (match[1].lower() for match in _MENTION.finditer(text))
    if "@" in text:
        yield from (f"@{key}" for key in _find_keys(text))


def _find_keys(text: str) -> list[str]:
    return [
        match[1].rstrip(".")
        for brackets in _BRACKETS.finditer(text)
        for match in _KEY.finditer(brackets[0])
    ]
