"""Changes to the records of the library."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from briefing.errors import EditionFrozenError, InvalidValueError
from briefing.identifiers import RecordId, new_record_id
from briefing.ports import UnitOfWork
from briefing.records.actor import Actor, ActorName
from briefing.records.attack import Attack
from briefing.records.cleaning import clean_record, clean_value
from briefing.records.edition import Edition
from briefing.records.kinds import AnyRecord, type_of_kind
from briefing.records.record import strip_storage_fields
from briefing.records.source import Source
from briefing.services.history import Change

KIND_LABELS = {
    "actor": "actor",
    "attack": "attack",
    "background": "background note",
    "source": "source",
    "briefing": "briefing",
    "edition": "edition",
    "settings": "settings",
}
"""How each kind is called inside a sentence."""


def make_record(kind: str, title: str = "") -> AnyRecord:
    """Make a record of this kind with a fresh id and at most a title; nothing is stored."""
    if kind not in type_of_kind:
        message = f"There is no kind of record called “{kind}”."
        raise InvalidValueError(message)
    record: Any = type_of_kind[kind](id=new_record_id())
    if isinstance(record, Actor):
        return msgspec.structs.replace(record, names=(ActorName(text=title, preferred=True),))
    made: AnyRecord = msgspec.structs.replace(record, title=title) if title else record
    return made


def create_record(record: AnyRecord) -> Change:
    """Store a new record."""
    label = f"create {KIND_LABELS[record.kind]} “{record.display_title}”"

    def apply(unit: UnitOfWork) -> None:
        unit.records.save_record(clean_record(record), reason="created")

    return Change(label=label, apply=apply)


def change_fields(record_id: RecordId, fields: Mapping[str, Any], *, label: str = "") -> Change:
    """Set fields of a stored record, whatever its revision is by then.

    Changes to the same fields of the same record in a row are one step. `label` names the
    field in words; without it the record's title is named.
    """

    def apply(unit: UnitOfWork) -> None:
        record = unit.records.get_record(record_id)
        cleaned = {name: clean_value(value) for name, value in fields.items()}
        unit.records.save_record(msgspec.structs.replace(record, **cleaned), reason=name)

    name = label or "change " + ", ".join(field.replace("_", " ") for field in sorted(fields))
    return Change(label=name, apply=apply, merge_key=f"{record_id}:{','.join(sorted(fields))}")


def duplicate_record(record: AnyRecord) -> tuple[Change, RecordId]:
    """Store a copy of the record; gives the change and the id that the copy will have."""
    copy = msgspec.structs.replace(strip_storage_fields(record), id=new_record_id())
    if isinstance(copy, Source) and copy.key:
        copy = msgspec.structs.replace(copy, key=f"{copy.key}-{copy.id[:4]}")
    if isinstance(copy, Attack):  # the data set knows nothing of the copy
        copy = msgspec.structs.replace(copy, external_ids=())
    label = f"duplicate {KIND_LABELS[record.kind]} “{record.display_title}”"

    def apply(unit: UnitOfWork) -> None:
        unit.records.save_record(copy, reason=f"copied from “{record.display_title}”")

    return Change(label=label, apply=apply), copy.id


def trash_records(records: Sequence[tuple[RecordId, str]]) -> Change:
    """Move records, given as (id, title), to the trash; what uses them shows a gap.

    When applied, raises EditionFrozenError for an issued edition.
    """
    if len(records) == 1:
        label = f"move “{records[0][1]}” to trash"
    else:
        label = f"move {len(records)} records to trash"

    def apply(unit: UnitOfWork) -> None:
        for record_id, title in records:
            if isinstance(unit.records.find_record(record_id), Edition):
                message = f"“{title}” was issued and stays; withdraw it with a reason instead."
                raise EditionFrozenError(message)
            unit.records.trash_record(record_id, reason="moved to trash")

    return Change(label=label, apply=apply)


def restore_revision(record_id: RecordId, revision: int) -> Change:
    """Make an older revision of the record its newest one."""

    def apply(unit: UnitOfWork) -> None:
        current = unit.records.get_record(record_id)
        older = unit.records.get_revision(record_id, revision)
        restored = msgspec.structs.replace(older, revision=current.revision)
        unit.records.save_record(restored, reason=f"restored revision {revision}")

    return Change(label=f"restore revision {revision}", apply=apply)


def restore_field(record_id: RecordId, revision: int, field: str, *, label: str = "") -> Change:
    """Give one field of the record the value that it had in an older revision."""

    def apply(unit: UnitOfWork) -> None:
        current = unit.records.get_record(record_id)
        older = unit.records.get_revision(record_id, revision)
        restored = msgspec.structs.replace(current, **{field: getattr(older, field)})
        reason = f"restored {label or field.replace('_', ' ')} of revision {revision}"
        unit.records.save_record(restored, reason=reason)

    words = label or field.replace("_", " ")
    return Change(label=f"restore {words} of revision {revision}", apply=apply)
