"""Checks against the information cut-off: what cannot have been known by then."""

import datetime as dt
from collections.abc import Iterator

from briefing.composition.marking import iter_printed_records
from briefing.dates import EdtfDate, parse_date
from briefing.document.nodes import Bibliography, Document
from briefing.document.problem import Problem, Severity
from briefing.document.walk import iter_blocks
from briefing.errors import InvalidValueError
from briefing.patterns import compile_late
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.kinds import AnyRecord
from briefing.snapshot import Snapshot

_DATE_AND_TIME = compile_late(r"[,;(]|\bat\b|\s\d{1,2}[:.]\d{2}|\s\d{4}\s?(?:UTC|GMT|Z|hrs)\b")

_SIGNS_OF_TIME = (":", "UTC", "GMT", "hrs")


def find_later_information(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find attacks, figures and sources of a day after the information cut-off."""
    limit = _read_day(snapshot.briefing.cut_off)
    if limit is None:
        return
    for record in iter_printed_records(snapshot):
        for date, what, field in _list_dates(record):
            if _is_after(date, limit):
                yield _tell(f"“{record.display_title}”: {what} {date}", record.id, field)
    for source_id in _list_cited(document):
        source = snapshot.get_source(source_id)
        if source is not None and _is_after(source.published, limit):
            told = f"The source “{source.display_title}” is of {source.published}"
            yield _tell(told, source.id, "published")


def _tell(what: str, record: str, field: str) -> Problem:
    return Problem(
        check="after-cut-off",
        severity=Severity.WARNING,
        message=f"{what}, after the information cut-off.",
        remedy="Correct the date, take it out, or move the cut-off.",
        record=record,
        field=field,
    )


def _list_dates(record: AnyRecord) -> Iterator[tuple[EdtfDate | None, str, str]]:
    if isinstance(record, Attack):
        yield record.date, "it happened on", "date"
    if isinstance(record, Attack | Actor):
        for figure in record.figures:
            yield figure.as_of, f"the figure for “{figure.what.replace('_', ' ')}” is of", "figures"


def _is_after(date: EdtfDate | None, limit: dt.date) -> bool:
    return date is not None and date.earliest is not None and date.earliest > limit


def _list_cited(document: Document) -> Iterator[str]:
    for block in iter_blocks(document.blocks):
        if isinstance(block, Bibliography):
            for entry in block.entries:
                if entry.origin is not None:
                    yield entry.origin.record


def _read_day(cut_off: str) -> dt.date | None:
    """Read the last day of a cut-off such as "18 January 2024, 18:00 UTC"; None if it is none."""
    if not cut_off.strip():
        return None
    day = _DATE_AND_TIME.split(cut_off, maxsplit=1)[0]
    # with a time of day the whole is no date, which only a try with every form of date would tell
    has_time = any(sign in cut_off for sign in _SIGNS_OF_TIME)
    for text in (day,) if has_time else (cut_off, day):
        try:
            return parse_date(text.strip()).latest
        except InvalidValueError:
            continue
    return None


CHECKS = (find_later_information,)
