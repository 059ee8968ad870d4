"""Makes what refers to one record refer to another: ids, mentions and citation keys in texts."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from briefing.identifiers import RecordId
from briefing.outline import Placement
from briefing.records.actor import Relation
from briefing.records.edition import Edition
from briefing.records.kinds import AnyRecord
from briefing.records.record import Record

_BRACKETS = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_KEY = re.compile(r"(?<!\w)@([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)
_MENTION = re.compile(r"\]\((actor|attack|background|source|briefing):([0-9A-Za-z-]+)\)")

_Struct = TypeVar("_Struct", bound=msgspec.Struct)


class Aims(msgspec.Struct, frozen=True, kw_only=True):
    """Which record each reference is to point to from now on: by id, and by key for sources."""

    ids: Mapping[str, RecordId]
    keys: Mapping[str, str] = {}


def repoint_record(record: AnyRecord, aims: Aims) -> AnyRecord:
    """Give the record with its references pointing to their aims.

    Parts that have become the same as others, placed a second time in a section, or a relation
    of an actor to itself are dropped. Equal to the record when it refers to none of them.
    """
    if isinstance(record, Edition):
        return record  # it says what was used then, whatever became of it
    changed: AnyRecord = _repoint_struct(record, aims, owner=record.id)
    return changed


def find_referring_fields(record: Record, record_id: str, key: str = "") -> tuple[str, ...]:
    """Find the fields of a record, or part of one, that refer to the one with this id or key."""
    return tuple(
        name
        for name in record.__struct_fields__
        if name != "id" and refers(getattr(record, name), record_id, key)
    )


def refers(value: Any, record_id: str, key: str = "") -> bool:
    """Tell whether a value refers to the record with this id, or key as a source."""
    nowhere = Aims(ids={record_id: RecordId("")}, keys={key: ""} if key else {})
    return bool(_repoint(value, nowhere, owner="") != value)


def _repoint(value: Any, aims: Aims, *, owner: str) -> Any:
    if type(value) is str:  # members of enumerations are texts too, but refer to nothing
        return _repoint_text(value, aims)
    if isinstance(value, msgspec.Struct):
        return _repoint_struct(value, aims, owner=owner)
    if isinstance(value, tuple):
        return _repoint_parts(value, aims, owner=owner)
    if isinstance(value, list):
        return [_repoint(part, aims, owner=owner) for part in value]
    if isinstance(value, dict):
        return {name: _repoint(part, aims, owner=owner) for name, part in value.items()}
    return value


def _repoint_struct(value: _Struct, aims: Aims, *, owner: str) -> _Struct:
    changes = {}
    for name in value.__struct_fields__:
        before = getattr(value, name)
        after = _repoint(before, aims, owner=owner)
        if after != before:
            changes[name] = after
    return msgspec.structs.replace(value, **changes) if changes else value


def _repoint_parts(parts: tuple[Any, ...], aims: Aims, *, owner: str) -> tuple[Any, ...]:
    changed = [_repoint(part, aims, owner=owner) for part in parts]
    kept: list[Any] = [new for new, old in zip(changed, parts, strict=True) if new == old]
    result = []
    for new, old in zip(changed, parts, strict=True):
        if new != old:
            if _is_surplus(new, kept, owner):
                continue
            kept.append(new)
        result.append(new)
    return tuple(result)


def _is_surplus(part: Any, others: list[Any], owner: str) -> bool:
    if isinstance(part, Relation) and part.other == owner:
        return True
    if isinstance(part, Placement):
        return any(other.record == part.record for other in others)
    return part in others


def _repoint_text(text: str, aims: Aims) -> str:
    if text in aims.ids:
        return aims.ids[text]
    if "](" in text:
        text = _MENTION.sub(lambda found: _repoint_mention(found, aims), text)
    if aims.keys and "@" in text:
        text = _BRACKETS.sub(
            lambda found: _KEY.sub(lambda key: _give_key(key, aims), found[0]), text
        )
    return text


def _repoint_mention(found: re.Match[str], aims: Aims) -> str:
    aim = aims.ids.get(found[2].lower())
    return found[0] if aim is None else f"]({found[1]}:{aim})"


def _give_key(found: re.Match[str], aims: Aims) -> str:
    key = found[1].rstrip(".")
    aim = aims.keys.get(key)
    return found[0] if aim is None else f"@{aim}{found[1][len(key) :]}"
