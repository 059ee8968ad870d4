"""Finds the records that nobody has checked for a while."""

from collections.abc import Sequence
from datetime import date, timedelta

from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.records.record_filter import RecordFilter

DAYS = 180
"""After how many days a record counts as stale where nobody says otherwise."""


def make_stale_filter(today: date, days: int = DAYS) -> RecordFilter:
    """Make the filter for records not verified for this many days, or never."""
    return RecordFilter(not_verified_since=today - timedelta(days=days))


def list_stale(library: Library, today: date, days: int = DAYS) -> Sequence[RecordSummary]:
    """List the records that were not verified for this many days, or never."""
    since = make_stale_filter(today, days).not_verified_since
    with library.read() as unit:
        return unit.records.list_records(RecordQuery(not_verified_since=since))
