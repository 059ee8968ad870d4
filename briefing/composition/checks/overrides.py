"""Checks of what a briefing prints instead of its records."""

from collections.abc import Iterator

from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.outline import Placement, Section
from briefing.overriding import find_changed_below, find_faults_of_overrides
from briefing.records.kinds import AnyRecord
from briefing.snapshot import Snapshot


def find_changes_below_overrides(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find overridden fields in which the record has changed since."""
    for section, placement, record in _iter_overridden(snapshot):
        for field in find_changed_below(record, placement):
            yield Problem(
                check="changed-below-override",
                severity=Severity.WARNING,
                message=(
                    f"“{record.display_title}” now says something else than when its "
                    f"{field.replace('_', ' ')} was overridden here."
                ),
                remedy="Look at what the record says now; then keep the override, or drop it.",
                section=section.id,
                record=record.id,
                field=field,
            )


def find_faulty_overrides(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find overrides that cannot be printed, as a file of another program may bring them."""
    for section, placement, record in _iter_overridden(snapshot):
        for field, sentence in find_faults_of_overrides(record, placement):
            yield Problem(
                check="faulty-override",
                severity=Severity.ERROR,
                message=f"“{record.display_title}”: {sentence}",
                remedy="What the record says is printed until then.",
                section=section.id,
                record=record.id,
                field=field,
            )


def _iter_overridden(snapshot: Snapshot) -> Iterator[tuple[Section, Placement, AnyRecord]]:
    for section in snapshot.briefing.list_included():
        for placement in section.placements:
            record = snapshot.records.get(placement.record)
            if record is not None and (placement.overrides or placement.overridden):
                yield section, placement, record


CHECKS = (find_changes_below_overrides, find_faulty_overrides)
