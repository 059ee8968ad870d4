"""Copies records, several of them as one step."""

from collections.abc import Sequence

from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import UnitOfWork
from briefing.records.kinds import AnyRecord
from briefing.services.briefings.outlining import duplicate_briefing
from briefing.services.history import Change
from briefing.services.records.editing import duplicate_record


def duplicate_records(records: Sequence[AnyRecord]) -> tuple[Change, list[RecordId]]:
    """Store a copy of each record as one step; gives the change and the ids of the copies."""
    copies = [
        duplicate_briefing(record) if isinstance(record, Briefing) else duplicate_record(record)
        for record in records
    ]

    def apply(unit: UnitOfWork) -> None:
        for change, _copy in copies:
            change.apply(unit)

    label = copies[0][0].label if len(copies) == 1 else f"duplicate {len(copies):,} records"
    return Change(label=label, apply=apply), [copy for _change, copy in copies]
