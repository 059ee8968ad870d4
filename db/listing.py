"""Lists and counts records for what a person typed and chose."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from briefing.identifiers import RecordId
from briefing.ports import RecordQuery, RecordSummary
from db.folding import drop_surrogates
from db.mapping import make_summary
from db.search_index import make_match, rank, records_fts
from db.tables import record_links, record_tags, records

LIBRARY_KINDS = ("actor", "attack", "background", "source")
"""What a query without kinds lists."""

_SHOWN = (
    records.c.id,
    records.c.kind,
    records.c.title,
    records.c.revision,
    records.c.native_name,
    records.c.subtitle,
    records.c.marking,
    records.c.tags,
    records.c.source_key,
    records.c.modified,
    records.c.verified_on,
)
_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "title": (records.c.sort_title,),
    "modified": (records.c.modified.desc(), records.c.sort_title),
    "date": (
        func.coalesce(records.c.date_earliest, records.c.date_latest).desc().nulls_last(),
        records.c.sort_title,
    ),
}


def list_records(connection: Connection, query: RecordQuery) -> Sequence[RecordSummary]:
    """List what matches the query."""
    match = make_match(query.text)
    statement = _select_matching(select(*_SHOWN), query, match)
    order = (rank(), records.c.sort_title) if match else _ORDERS.get(query.order, _ORDERS["title"])
    statement = statement.order_by(*order, records.c.id)
    if query.limit is not None or query.offset:
        statement = statement.limit(-1 if query.limit is None else max(0, query.limit))
        statement = statement.offset(max(0, query.offset))
    return tuple(make_summary(row) for row in connection.execute(statement))


def count_records(connection: Connection, query: RecordQuery) -> int:
    """Count what matches the query, without regard to limit and offset."""
    statement = select(func.count()).select_from(records)
    matching = _select_matching(statement, query, make_match(query.text))
    count: int = connection.execute(matching).scalar_one()
    return count


def list_uses(connection: Connection, record_id: RecordId) -> Sequence[RecordSummary]:
    """List the records that refer to this one, by its id or by its key as a source."""
    key = select("@" + records.c.source_key).where(records.c.id == record_id).scalar_subquery()
    refers = exists().where(
        record_links.c.record_number == records.c.number,
        (record_links.c.target == record_id) | (record_links.c.target == key),
    )
    statement = (
        select(*_SHOWN)
        .where(refers, records.c.in_trash == 0)
        .order_by(records.c.kind, records.c.sort_title, records.c.id)
    )
    return tuple(make_summary(row) for row in connection.execute(statement))


def _select_matching(statement: Select[Any], query: RecordQuery, match: str) -> Select[Any]:
    statement = statement.where(
        records.c.in_trash == int(query.in_trash),
        records.c.kind.in_(query.kinds or LIBRARY_KINDS),
    )
    if match:
        statement = statement.join(records_fts, records_fts.c.rowid == records.c.number)
        statement = statement.where(records_fts.c.records_fts.op("MATCH")(match))
    if query.tag:
        statement = statement.where(
            exists().where(
                record_tags.c.record_number == records.c.number,
                record_tags.c.tag == drop_surrogates(query.tag),
            )
        )
    return statement
