"""Changes to the outline of a briefing: its sections and what is placed in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from briefing.document.section_copies import copy_sections
from briefing.errors import InvalidValueError, RecordNotFoundError
from briefing.identifiers import (
    PlacementId,
    RecordId,
    SectionId,
    new_placement_id,
    new_record_id,
    new_section_id,
)
from briefing.outline import Briefing, BriefingStatus, Placement, Section
from briefing.ports import UnitOfWork
from briefing.records.cleaning import clean_value
from briefing.records.record import strip_storage_fields
from briefing.sections.registry import get_section_kind
from briefing.services.briefings.nesting import indent_span, move_span, remove_span, settle_levels
from briefing.services.history import Change

STARTING_SECTIONS = ("key-judgements", "text", "actors", "background", "attacks", "sources")
"""Section kinds that a new briefing starts with."""


def make_briefing(title: str = "", **fields: Any) -> Briefing:
    """Make a new briefing with the usual empty sections; nothing is stored."""
    sections = tuple(make_section(kind) for kind in STARTING_SECTIONS)
    return Briefing(id=new_record_id(), title=title, sections=sections, **fields)


def make_section(section_kind: str) -> Section:
    """Make an empty section of this kind, titled as the kind is."""
    kind = get_section_kind(section_kind)
    return Section(id=new_section_id(), section_kind=section_kind, title=kind.title)


def change_briefing(briefing_id: RecordId, fields: Mapping[str, Any], *, label: str = "") -> Change:
    """Set fields of the briefing itself (title, date, cut-off, marking, ...)."""

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        cleaned = {name: clean_value(value) for name, value in fields.items()}
        return msgspec.structs.replace(briefing, **cleaned)

    name = label or "change " + ", ".join(field.replace("_", " ") for field in sorted(fields))
    return edit_briefing(
        briefing_id, name, edit, merge_key=f"{briefing_id}:{','.join(sorted(fields))}"
    )


def add_section(briefing_id: RecordId, section: Section, *, index: int | None = None) -> Change:
    """Insert a section before the one at `index`, or at the end."""

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        sections = list(briefing.sections)
        sections.insert(len(sections) if index is None else index, section)
        return settle_levels(msgspec.structs.replace(briefing, sections=tuple(sections)))

    return edit_briefing(briefing_id, f"add section “{section.title}”", edit)


def remove_section(briefing_id: RecordId, section_id: SectionId, *, title: str) -> Change:
    """Take a section with those inside it out; the records placed there stay in the library."""

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        return remove_span(briefing, section_id)

    return edit_briefing(briefing_id, f"remove section “{title}”", edit)


def move_section(
    briefing_id: RecordId, section_id: SectionId, *, index: int, level: int | None = None
) -> Change:
    """Move a section with those inside it to stand at `index` of the outline, counted without.

    When applied, raises InvalidValueError if something would come to stand too deep.
    """

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        return move_span(briefing, section_id, index=index, level=level)

    return edit_briefing(briefing_id, "move section", edit)


def indent_section(briefing_id: RecordId, section_id: SectionId, *, step: int) -> Change:
    """Put a section into the one above it (1), or beside the one around it (-1).

    When applied, raises InvalidValueError where that is not possible.
    """

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        return indent_span(briefing, section_id, step)

    return edit_briefing(briefing_id, "indent section" if step > 0 else "outdent section", edit)


def change_section(
    briefing_id: RecordId, section_id: SectionId, fields: Mapping[str, Any], *, label: str = ""
) -> Change:
    """Set fields of a section (title, lead_in, marking, included, page_break, annex, landscape)."""

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        cleaned = {name: clean_value(value) for name, value in fields.items()}
        section = msgspec.structs.replace(get_section(briefing, section_id), **cleaned)
        return replace_section(briefing, section)

    name = label or "change section " + ", ".join(f.replace("_", " ") for f in sorted(fields))
    key = f"{briefing_id}:{section_id}:{','.join(sorted(fields))}"
    return edit_briefing(briefing_id, name, edit, merge_key=key)


def change_setting(
    briefing_id: RecordId, section_id: SectionId, name: str, value: Any, *, label: str = ""
) -> Change:
    """Set one setting of a section to a plain JSON value.

    Raises InvalidValueError when it is applied if the section's kind does not take the value.
    """

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        section = get_section(briefing, section_id)
        settings = {**section.settings, name: clean_value(value)}
        changed = msgspec.structs.replace(section, settings=settings)
        get_section_kind(section.section_kind).read_settings(changed)
        return replace_section(briefing, changed)

    words = label or f"change {name.replace('_', ' ')}"
    return edit_briefing(briefing_id, words, edit, merge_key=f"{briefing_id}:{section_id}:{name}")


def place_records(
    briefing_id: RecordId,
    section_id: SectionId,
    record_ids: Sequence[RecordId],
    *,
    index: int | None = None,
) -> Change:
    """Place records in a section, in this order, before the placement at `index` or at the end.

    A record that is in the section already is not placed twice. When applied, raises
    InvalidValueError if the section's kind does not take such records.
    """

    def edit(unit: UnitOfWork, briefing: Briefing) -> Briefing:
        section = get_section(briefing, section_id)
        there = {placement.record for placement in section.placements}
        new = [record_id for record_id in dict.fromkeys(record_ids) if record_id not in there]
        made = tuple(_make_placement(unit, section, record_id) for record_id in new)
        placements = list(section.placements)
        at = len(placements) if index is None else index
        placements[at:at] = made
        return replace_section(
            briefing, msgspec.structs.replace(section, placements=tuple(placements))
        )

    count = len(record_ids)
    return edit_briefing(
        briefing_id, "place record" if count == 1 else f"place {count} records", edit
    )


def place_in_sections(
    briefing_id: RecordId, records: Mapping[SectionId, Sequence[RecordId]]
) -> Change:
    """Place records at the end of their sections, as one step; see `place_records`."""
    changes = [place_records(briefing_id, section, ids) for section, ids in records.items()]

    def apply(unit: UnitOfWork) -> None:
        for change in changes:
            change.apply(unit)

    count = sum(len(ids) for ids in records.values())
    label = "place record" if count == 1 else f"place {count} records"
    return Change(label=label, apply=apply)


def remove_placements(briefing_id: RecordId, placement_ids: Iterable[PlacementId]) -> Change:
    """Take placements out of their sections; the records stay in the library."""
    gone = frozenset(placement_ids)

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        return map_placements(
            briefing, lambda placement: None if placement.id in gone else placement
        )

    label = "remove record from section" if len(gone) == 1 else f"remove {len(gone)} records"
    return edit_briefing(briefing_id, label, edit)


def move_placement(
    briefing_id: RecordId, placement_id: PlacementId, *, to_section: SectionId, index: int
) -> Change:
    """Move a placement within its section or to another one that takes its kind of record.

    `index` counts the target section's placements without the moved one.
    """

    def edit(unit: UnitOfWork, briefing: Briefing) -> Briefing:
        placement = get_placement(briefing, placement_id)
        _require_taken(unit, get_section(briefing, to_section), placement.record)
        without = map_placements(briefing, lambda p: None if p.id == placement_id else p)
        section = get_section(without, to_section)
        placements = list(section.placements)
        placements.insert(max(0, min(index, len(placements))), placement)
        moved = msgspec.structs.replace(section, placements=tuple(placements))
        return replace_section(without, moved)

    return edit_briefing(briefing_id, "move record", edit)


def duplicate_briefing(briefing: Briefing) -> tuple[Change, RecordId]:
    """Store a copy of the briefing as a new draft; gives the change and the copy's id."""
    copy = msgspec.structs.replace(
        strip_storage_fields(briefing),
        id=new_record_id(),
        title=f"{briefing.title} (copy)",
        comments=(),
        status=BriefingStatus.DRAFT,
        review=(),
        waivers=(),
        corrects=RecordId(""),
        follows=RecordId(""),
        sections=copy_sections(briefing.sections),
    )

    def apply(unit: UnitOfWork) -> None:
        unit.records.save_record(copy, reason=f"copied from “{briefing.display_title}”")

    return Change(label=f"duplicate briefing “{briefing.display_title}”", apply=apply), copy.id


def get_section(briefing: Briefing, section_id: SectionId) -> Section:
    """Give the section; raises RecordNotFoundError when the outline has none with this id."""
    for section in briefing.sections:
        if section.id == section_id:
            return section
    message = f"The section is no longer in “{briefing.display_title}”."
    raise RecordNotFoundError(message)


def get_placement(briefing: Briefing, placement_id: PlacementId) -> Placement:
    """Give the placement; raises RecordNotFoundError when it is no longer in the outline."""
    for section in briefing.sections:
        for placement in section.placements:
            if placement.id == placement_id:
                return placement
    message = f"The record is no longer placed in “{briefing.display_title}”."
    raise RecordNotFoundError(message)


def edit_briefing(
    briefing_id: RecordId,
    label: str,
    edit: Callable[[UnitOfWork, Briefing], Briefing],
    *,
    merge_key: str = "",
) -> Change:
    """Make the change that stores what `edit` makes of a briefing.

    When applied it raises InvalidValueError if the record is no briefing, RecordNotFoundError,
    and whatever `edit` raises.
    """

    def apply(unit: UnitOfWork) -> None:
        briefing = unit.records.get_record(briefing_id)
        if not isinstance(briefing, Briefing):
            message = f"“{briefing.display_title}” is not a briefing."
            raise InvalidValueError(message)
        unit.records.save_record(edit(unit, briefing), reason=label)

    return Change(label=label, apply=apply, merge_key=merge_key)


def replace_section(briefing: Briefing, changed: Section) -> Briefing:
    """Give the briefing with a section in the place of the one that has its id."""
    sections = tuple(changed if old.id == changed.id else old for old in briefing.sections)
    return msgspec.structs.replace(briefing, sections=sections)


def map_placements(briefing: Briefing, change: Callable[[Placement], Placement | None]) -> Briefing:
    """Give the briefing with each placement changed, or without those that become None."""
    sections = []
    for section in briefing.sections:
        changed = (change(placement) for placement in section.placements)
        kept = tuple(placement for placement in changed if placement is not None)
        same = kept == section.placements
        sections.append(section if same else msgspec.structs.replace(section, placements=kept))
    return msgspec.structs.replace(briefing, sections=tuple(sections))


def _make_placement(unit: UnitOfWork, section: Section, record_id: RecordId) -> Placement:
    revision = _require_taken(unit, section, record_id)
    return Placement(id=new_placement_id(), record=record_id, revision=revision)


def _require_taken(unit: UnitOfWork, section: Section, record_id: RecordId) -> int:
    record = unit.records.get_record(record_id)
    kind = get_section_kind(section.section_kind)
    if record.kind not in kind.takes:
        message = (
            f"“{record.display_title}” cannot go into “{section.title or kind.title}”: "
            f"that section does not take records of this kind."
        )
        raise InvalidValueError(message)
    return record.revision
