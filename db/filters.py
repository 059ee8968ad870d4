"""Turns what a query asks of records into conditions that indexes answer."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, literal_column, or_, select

from briefing.folding import drop_surrogates, fold_text
from briefing.ports import RecordQuery
from db.tables import record_links, record_tags, records

LIBRARY_KINDS = ("actor", "attack", "background", "source")
"""What a query without kinds lists."""

LAST_CHARACTER = "\U0010ffff"
"""Sorts after every text that goes on from where it stands."""


def get_kinds(query: RecordQuery) -> tuple[str, ...]:
    """Give the kinds that are listed, each once."""
    return tuple(dict.fromkeys(query.kinds or LIBRARY_KINDS))


def make_conditions(query: RecordQuery) -> list[ColumnElement[bool]]:
    """Give the conditions apart from kind and text."""
    return [
        records.c.in_trash == int(query.in_trash),
        *_make_label_conditions(query),
        *_make_date_conditions(query.from_date, query.to_date),
        *_make_fact_conditions(query),
    ]


def starts_with(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """Give the condition that a text starts so, in the form that an index answers."""
    return column.between(start, start + LAST_CHARACTER)


def _make_label_conditions(query: RecordQuery) -> Iterator[ColumnElement[bool]]:
    if query.tag:
        tag = drop_surrogates(query.tag)
        yield records.c.number.in_(
            select(record_tags.c.record_number).where(record_tags.c.tag == tag)
        )
    if query.marking:
        yield records.c.marking == drop_surrogates(query.marking)


def _make_date_conditions(start: date | None, end: date | None) -> Iterator[ColumnElement[bool]]:
    if start:
        yield records.c.date_latest >= start.isoformat()
    if end:
        yield records.c.sort_date.between("0", end.isoformat())


def _make_fact_conditions(query: RecordQuery) -> Iterator[ColumnElement[bool]]:
    if query.actor:
        target = drop_surrogates(query.actor)
        yield records.c.number.in_(
            select(record_links.c.record_number).where(record_links.c.target == target)
        )
    if query.country:
        yield records.c.country == drop_surrogates(query.country)
    if place := fold_text(query.place):
        yield starts_with(records.c.place, place)
    if query.least_killed is not None:
        yield records.c.killed >= query.least_killed
    if query.unsourced:
        yield records.c.unsourced == literal_column("1")  # only so the partial index is used
    if query.not_verified_since:
        day = query.not_verified_since.isoformat()
        yield or_(records.c.verified_on.is_(None), records.c.verified_on < day)
