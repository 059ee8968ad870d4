"""Brings records, their older revisions and their attachments into the library."""

from collections.abc import Iterable, Sequence

import msgspec

from briefing.identifiers import RecordId
from briefing.outline import Briefing, Placement, Section
from briefing.ports import UnitOfWork
from briefing.records.cleaning import clean_record
from briefing.records.kinds import AnyRecord
from briefing.services.history import Change

RevisionMap = dict[tuple[RecordId, int], int]
"""From a record's revision as counted in a file to its revision in the library."""


def import_records(
    records: Sequence[AnyRecord],
    *,
    older: Iterable[AnyRecord] = (),
    attachments: Iterable[bytes] = (),
    origin: str = "",
) -> Change:
    """Store records as one undoable step; `origin` names the file in the history.

    A file counts the revisions of each record from 1: first those in `older`, in their order,
    then the one in `records`. A record that is in the library already gets what differs as its
    next revision. Placements of briefings are pointed at the revisions that come of it.
    """
    older = tuple(older)
    attachments = tuple(attachments)
    reason = f"imported from {origin}" if origin else "imported"

    def apply(unit: UnitOfWork) -> None:
        for content in attachments:
            unit.attachments.add_attachment(content)
        numbers: RevisionMap = {}
        counted: dict[RecordId, int] = {}
        briefings = [record for record in records if isinstance(record, Briefing)]
        others = [record for record in records if not isinstance(record, Briefing)]
        for record in (*older, *others):
            counted[record.id] = counted.get(record.id, 0) + 1
            stored = _save(unit, record, reason)
            numbers[record.id, counted[record.id]] = stored.revision
        for briefing in briefings:
            _save(unit, _renumber(unit, briefing, numbers), reason)

    count = len(records)
    words = "1 record" if count == 1 else f"{count} records"
    return Change(label=f"import {words}", apply=apply)


def _save(unit: UnitOfWork, record: AnyRecord, reason: str) -> AnyRecord:
    stored = unit.records.find_record(record.id)
    revision = stored.revision if stored else _last_revision(unit, record.id)
    numbered = msgspec.structs.replace(clean_record(record), revision=revision)
    return unit.records.save_record(numbered, reason=reason)


def _last_revision(unit: UnitOfWork, record_id: RecordId) -> int:
    """Give the last revision of a record in the trash, 0 for one that never was."""
    revisions = unit.records.list_revisions(record_id)
    return revisions[0].revision if revisions else 0


def _renumber(unit: UnitOfWork, briefing: Briefing, numbers: RevisionMap) -> Briefing:
    def renumber(placement: Placement) -> Placement:
        revision = numbers.get((placement.record, placement.revision))
        if revision is None:
            stored = unit.records.find_record(placement.record)
            revision = stored.revision if stored else placement.revision
        return msgspec.structs.replace(placement, revision=revision)

    def renumber_section(section: Section) -> Section:
        placements = tuple(renumber(placement) for placement in section.placements)
        return msgspec.structs.replace(section, placements=placements)

    sections = tuple(renumber_section(section) for section in briefing.sections)
    return msgspec.structs.replace(briefing, sections=sections)
