"""What is done on the way to a first briefing; found from what the library holds."""

from enum import StrEnum

from briefing.outline import Briefing, BriefingStatus
from briefing.ports import RecordQuery, UnitOfWork

_MOST_LOOKED_AT = 20  # briefings, newest first


class FirstStep(StrEnum):
    """The steps in the order in which they are best taken."""

    SOURCE = "source"
    ACTOR = "actor"
    ATTACK = "attack"
    BRIEFING = "briefing"
    PLACING = "placing"
    CHECKING = "checking"  # done when a briefing went to review
    ISSUING = "issuing"


_KINDS = {
    FirstStep.SOURCE: "source",
    FirstStep.ACTOR: "actor",
    FirstStep.ATTACK: "attack",
    FirstStep.BRIEFING: "briefing",
    FirstStep.ISSUING: "edition",
}


def find_done_steps(unit: UnitOfWork) -> frozenset[FirstStep]:
    """Find the steps that are done, in whatever order they were taken."""
    done = {step for step, kind in _KINDS.items() if _has_any(unit, kind)}
    briefings = _list_briefings(unit) if FirstStep.BRIEFING in done else []
    if any(_has_placed(briefing) for briefing in briefings):
        done.add(FirstStep.PLACING)
    was_read = any(briefing.status is not BriefingStatus.DRAFT for briefing in briefings)
    if was_read or FirstStep.ISSUING in done:
        done.add(FirstStep.CHECKING)
    return frozenset(done)


def find_next_step(done: frozenset[FirstStep]) -> FirstStep | None:
    """Find the first step that is not done; None when all are."""
    return next((step for step in FirstStep if step not in done), None)


def _has_any(unit: UnitOfWork, kind: str) -> bool:
    return unit.records.count_records(RecordQuery(kinds=(kind,)), at_most=1) > 0


def _list_briefings(unit: UnitOfWork) -> list[Briefing]:
    query = RecordQuery(kinds=("briefing",), order="modified", limit=_MOST_LOOKED_AT)
    listed = [summary.id for summary in unit.records.list_records(query)]
    found = unit.records.get_records(listed).values()
    return [record for record in found if isinstance(record, Briefing)]


def _has_placed(briefing: Briefing) -> bool:
    return any(
        section.placements or section.settings.get("by_query") for section in briefing.sections
    )
