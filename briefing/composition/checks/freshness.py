"""Checks of freshness: what has changed, or was not looked at for long."""

from collections.abc import Iterator

from briefing.composition.marking import iter_printed_records
from briefing.dates import EdtfDate
from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.outline import PlacementMode
from briefing.records.actor import Actor
from briefing.snapshot import Snapshot

STALE_AFTER_DAYS = 180
"""How old a profile's last check may be on the day of the briefing."""


def find_newer_revisions(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find pinned records of which a newer revision exists."""
    for section in snapshot.briefing.sections:
        for placement in section.placements:
            newest = snapshot.records.get(placement.record)
            pinned = placement.mode is PlacementMode.PINNED
            seen = max(placement.revision, placement.kept)
            if newest is None or not pinned or newest.revision <= seen:
                continue
            yield Problem(
                check="newer-revision",
                severity=Severity.WARNING,
                message=(
                    f"“{newest.display_title}”: revision {placement.revision} is printed, "
                    f"{newest.revision} exists."
                ),
                remedy="Compare them; then accept the newest revision, or keep the pinned one.",
                section=section.id,
                record=newest.id,
            )


def find_stale_profiles(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find actors that were last verified long before the date of the briefing."""
    day = snapshot.briefing.date
    if day is None:
        return
    for record in iter_printed_records(snapshot):
        if not isinstance(record, Actor) or record.verified_on is None:
            continue
        age = (day - record.verified_on).days
        if age > STALE_AFTER_DAYS:
            verified = EdtfDate(record.verified_on.isoformat())
            yield Problem(
                check="stale-profile",
                severity=Severity.WARNING,
                message=f"“{record.display_title}” was last verified on {verified}.",
                remedy="Check the profile and set the day on which you verified it.",
                record=record.id,
                field="verified_on",
            )


CHECKS = (find_newer_revisions, find_stale_profiles)
