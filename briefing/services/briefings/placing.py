"""Changes to how a placed record is shown: live, pinned, with overrides or a text of its own."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from briefing.errors import InvalidValueError
from briefing.identifiers import PlacementId, RecordId
from briefing.outline import Briefing, Placement, PlacementMode
from briefing.overriding import (
    PROSE_FIELDS,
    get_plain,
    list_overrides,
    read_plain,
    show_placed,
)
from briefing.ports import UnitOfWork
from briefing.records.cleaning import clean_value
from briefing.records.kinds import AnyRecord
from briefing.services.briefings.outlining import edit_briefing, get_placement, map_placements
from briefing.services.history import Change

EditPlacement = Callable[[UnitOfWork, Placement], Placement]

_MODE_LABELS = {
    PlacementMode.LIVE: "let record follow the library",
    PlacementMode.PINNED: "pin record",
    PlacementMode.OWN_TEXT: "write a text of one's own",
}


def set_placement_mode(
    briefing_id: RecordId, placement_id: PlacementId, mode: PlacementMode
) -> Change:
    """Let a placement follow its record, pin it to the newest revision, or give it own text.

    Own text starts as the record's prose, or as it was left. When applied, raises
    InvalidValueError if the record has no prose.
    """

    def edit(unit: UnitOfWork, placement: Placement) -> Placement:
        record = unit.records.get_record(placement.record)
        changed = msgspec.structs.replace(placement, mode=mode, revision=record.revision, kept=0)
        return _begin_own_text(record, changed) if mode is PlacementMode.OWN_TEXT else changed

    return _edit_placement(briefing_id, placement_id, _MODE_LABELS[mode], edit)


def accept_newest(briefing_id: RecordId, placement_ids: Iterable[PlacementId]) -> Change:
    """Take the newest revision for these placements; pinned ones stay pinned, to that one."""
    chosen = frozenset(placement_ids)

    def edit(unit: UnitOfWork, briefing: Briefing) -> Briefing:
        def change(placement: Placement) -> Placement:
            if placement.id not in chosen:
                return placement
            newest = unit.records.get_record(placement.record).revision
            return msgspec.structs.replace(placement, revision=newest, kept=0)

        return map_placements(briefing, change)

    return edit_briefing(briefing_id, "accept newest revision", edit)


def keep_revision(briefing_id: RecordId, placement_id: PlacementId) -> Change:
    """Pin a placement to the revision that was accepted last, knowing that a newer one exists."""

    def edit(unit: UnitOfWork, placement: Placement) -> Placement:
        newest = unit.records.get_record(placement.record)
        return msgspec.structs.replace(_pin(placement, newest), kept=newest.revision)

    return _edit_placement(briefing_id, placement_id, "keep older revision", edit)


def override_field(
    briefing_id: RecordId, placement_id: PlacementId, field: str, plain: Any, *, label: str = ""
) -> Change:
    """Print a plain JSON value in one briefing instead of what the record says in a field.

    When applied, raises InvalidValueError if the value does not fit the field.
    """
    value = clean_value(plain)

    def edit(unit: UnitOfWork, placement: Placement) -> Placement:
        record = unit.records.get_record(placement.record)
        read_plain(record.kind, field, value)
        overridden = {field: get_plain(record, field), **placement.overridden}
        overrides = {**placement.overrides, field: value}
        return msgspec.structs.replace(placement, overrides=overrides, overridden=overridden)

    words = f"override {label or field.replace('_', ' ')}"
    key = f"{briefing_id}:{placement_id}:{field}"
    return _edit_placement(briefing_id, placement_id, words, edit, merge_key=key)


def begin_override(
    briefing_id: RecordId, placement_id: PlacementId, field: str, *, label: str = ""
) -> Change:
    """Override a field with what is printed there now, to be written on."""

    def edit(unit: UnitOfWork, placement: Placement) -> Placement:
        used = _get_used(unit, placement)
        printed = get_plain(show_placed(used, placement), field)
        read_plain(used.kind, field, printed)
        newest = unit.records.get_record(placement.record)
        return _with_override(placement, newest, field, printed)

    words = f"override {label or field.replace('_', ' ')}"
    return _edit_placement(briefing_id, placement_id, words, edit)


def take_newest_field(
    briefing_id: RecordId, placement_id: PlacementId, field: str, *, label: str = ""
) -> Change:
    """Print the newest value of one field, while the rest stays at the pinned revision."""

    def edit(unit: UnitOfWork, placement: Placement) -> Placement:
        newest = unit.records.get_record(placement.record)
        value = get_plain(newest, field)
        read_plain(newest.kind, field, value)
        return _with_override(_pin(placement, newest), newest, field, value)

    words = f"take newest {label or field.replace('_', ' ')}"
    return _edit_placement(briefing_id, placement_id, words, edit)


def write_own_text(briefing_id: RecordId, placement_id: PlacementId, text: str) -> Change:
    """Set the Markdown that a placement prints instead of its record's prose."""
    cleaned = clean_value(text)

    def edit(_unit: UnitOfWork, placement: Placement) -> Placement:
        return msgspec.structs.replace(placement, own_text=cleaned)

    key = f"{briefing_id}:{placement_id}:own-text"
    return _edit_placement(briefing_id, placement_id, "write own text", edit, merge_key=key)


def drop_override(
    briefing_id: RecordId, placement_id: PlacementId, field: str, *, label: str = ""
) -> Change:
    """Print what the record says again; drops the placement's own text with its field."""

    def edit(unit: UnitOfWork, placement: Placement) -> Placement:
        record = unit.records.get_record(placement.record)
        return _without_override(placement, record, field)

    words = f"drop override of {label or field.replace('_', ' ')}"
    return _edit_placement(briefing_id, placement_id, words, edit)


def keep_override(
    briefing_id: RecordId, placement_id: PlacementId, field: str, *, label: str = ""
) -> Change:
    """Keep an override, having seen what the record says now."""

    def edit(unit: UnitOfWork, placement: Placement) -> Placement:
        record = unit.records.get_record(placement.record)
        overridden = {**placement.overridden, field: get_plain(record, field)}
        return msgspec.structs.replace(placement, overridden=overridden)

    words = f"keep override of {label or field.replace('_', ' ')}"
    return _edit_placement(briefing_id, placement_id, words, edit)


def write_into_record(
    briefing_id: RecordId, placement_id: PlacementId, field: str, *, label: str = ""
) -> Change:
    """Store an override, or own text, in the record itself, and drop it from the placement.

    What the pages show stays the same: a placement pinned to an older revision keeps its
    override, because that revision does not have the new value. When applied, raises
    InvalidValueError if the field is not overridden or its override does not fit.
    """
    name = label or field.replace("_", " ")

    def apply(unit: UnitOfWork) -> None:
        placement = get_placement(_get_briefing(unit, briefing_id), placement_id)
        record = unit.records.get_record(placement.record)
        overrides = dict(list_overrides(record, placement))
        if field not in overrides:
            message = f"“{name}” is not overridden in this briefing any more."
            raise InvalidValueError(message)
        value = read_plain(record.kind, field, overrides[field])
        written = msgspec.structs.replace(record, **{field: value})
        saved = unit.records.save_record(written, reason=f"{name}, written in a briefing")
        settle = _edit_placement(
            briefing_id,
            placement_id,
            "",
            lambda _unit, old: _settle(old, before=record, saved=saved, field=field),
        )
        settle.apply(unit)

    return Change(label=f"write {name} into the record", apply=apply)


def _edit_placement(
    briefing_id: RecordId,
    placement_id: PlacementId,
    label: str,
    edit: EditPlacement,
    *,
    merge_key: str = "",
) -> Change:
    def edit_outline(unit: UnitOfWork, briefing: Briefing) -> Briefing:
        get_placement(briefing, placement_id)
        return map_placements(
            briefing, lambda old: edit(unit, old) if old.id == placement_id else old
        )

    return edit_briefing(briefing_id, label, edit_outline, merge_key=merge_key)


def _get_briefing(unit: UnitOfWork, briefing_id: RecordId) -> Briefing:
    briefing = unit.records.get_record(briefing_id)
    if not isinstance(briefing, Briefing):
        message = f"“{briefing.display_title}” is not a briefing."
        raise InvalidValueError(message)
    return briefing


def _get_used(unit: UnitOfWork, placement: Placement) -> AnyRecord:
    """Give the record as the placement uses it, without its overrides."""
    newest = unit.records.get_record(placement.record)
    if placement.mode is not PlacementMode.PINNED or placement.revision == newest.revision:
        return newest
    known = {line.revision for line in unit.records.list_revisions(placement.record)}
    if placement.revision not in known:
        return newest
    return unit.records.get_revision(placement.record, placement.revision)


def _pin(placement: Placement, record: AnyRecord) -> Placement:
    """Pin a placement to the revision accepted last; a text of its own becomes an override."""
    pinned = msgspec.structs.replace(placement, mode=PlacementMode.PINNED)
    prose = PROSE_FIELDS.get(record.kind, "")
    if placement.mode is not PlacementMode.OWN_TEXT or not prose:
        return pinned
    return _with_override(pinned, record, prose, placement.own_text)


def _begin_own_text(record: AnyRecord, placement: Placement) -> Placement:
    prose = PROSE_FIELDS.get(record.kind)
    if prose is None:
        message = f"“{record.display_title}” has no text that could be written anew here."
        raise InvalidValueError(message)
    said = get_plain(record, prose)
    printed = placement.overrides.get(prose, said)
    return msgspec.structs.replace(
        placement,
        own_text=placement.own_text or (printed if isinstance(printed, str) else said),
        overridden={**placement.overridden, prose: said},
    )


def _with_override(placement: Placement, said: AnyRecord, field: str, value: Any) -> Placement:
    return msgspec.structs.replace(
        placement,
        overrides={**placement.overrides, field: value},
        overridden={**placement.overridden, field: get_plain(said, field)},
    )


def _without_override(placement: Placement, record: AnyRecord, field: str) -> Placement:
    changed = msgspec.structs.replace(
        placement,
        overrides={name: v for name, v in placement.overrides.items() if name != field},
        overridden={name: v for name, v in placement.overridden.items() if name != field},
    )
    is_own_text = placement.mode is PlacementMode.OWN_TEXT
    if is_own_text and PROSE_FIELDS.get(record.kind) == field:
        return msgspec.structs.replace(changed, mode=PlacementMode.LIVE, own_text="")
    return changed


def _settle(placement: Placement, *, before: AnyRecord, saved: AnyRecord, field: str) -> Placement:
    was_newest = placement.revision == before.revision
    if placement.mode is PlacementMode.PINNED and not was_newest:
        overridden = {**placement.overridden, field: get_plain(saved, field)}
        return msgspec.structs.replace(placement, overridden=overridden)
    changed = _without_override(placement, saved, field)
    revision = saved.revision if was_newest else placement.revision
    return msgspec.structs.replace(changed, revision=revision)
