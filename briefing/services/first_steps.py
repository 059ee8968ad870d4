"""What is still to be done on the way to a first briefing; found from what the library holds."""

from enum import StrEnum

from briefing.outline import Briefing
from briefing.ports import RecordQuery, UnitOfWork

_MOST_LOOKED_AT = 20  # briefings, newest first


class FirstStep(StrEnum):
    """The steps in their order; each rests on the ones before it."""

    SOURCE = "source"
    RECORD = "record"
    BRIEFING = "briefing"
    PLACING = "placing"
    EXPORT = "export"


def find_first_step(unit: UnitOfWork) -> FirstStep:
    """Find the first step that is not done; the last one is never seen to be done."""
    if not _has_any(unit, "source"):
        return FirstStep.SOURCE
    if not _has_any(unit, "actor", "attack", "background"):
        return FirstStep.RECORD
    if not _has_any(unit, "briefing"):
        return FirstStep.BRIEFING
    return FirstStep.EXPORT if _has_placed(unit) else FirstStep.PLACING


def _has_any(unit: UnitOfWork, *kinds: str) -> bool:
    return unit.records.count_records(RecordQuery(kinds=kinds), at_most=1) > 0


def _has_placed(unit: UnitOfWork) -> bool:
    query = RecordQuery(kinds=("briefing",), order="modified", limit=_MOST_LOOKED_AT)
    listed = [summary.id for summary in unit.records.list_records(query)]
    return any(
        section.placements or section.settings.get("by_query")
        for record in unit.records.get_records(listed).values()
        if isinstance(record, Briefing)
        for section in record.sections
    )
