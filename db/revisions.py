"""Reads records and their history: the content of a record is that of its newest revision."""

from array import array
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Select, and_, bindparam, select

from briefing.identifiers import RecordId
from briefing.ports import RevisionSummary
from briefing.records.kinds import AnyRecord
from db.mapping import decode_body, read_moment
from db.tables import records, revisions
from db.write_buffer import StoredRecord

BATCH = 500
"""Records read by one statement."""

_IS_NEWEST = and_(
    revisions.c.record_number == records.c.number, revisions.c.revision == records.c.revision
)
_NEWEST: Select[tuple[int, str, str, int, str]] = select(
    records.c.number, records.c.id, records.c.kind, records.c.in_trash, revisions.c.body
).join(revisions, _IS_NEWEST)
_ONE = _NEWEST.where(records.c.id == bindparam("id"))
# a sum is no column: for many ids SQLite would take the index of the trash, which is all records
_IS_KEPT = records.c.in_trash + 0 == 0
_SEVERAL = _NEWEST.where(records.c.id.in_(bindparam("ids", expanding=True)), _IS_KEPT)
_NUMBERS = (
    select(records.c.number).where(records.c.in_trash == 0).order_by(records.c.kind, records.c.id)
)
_NUMBERED = _NEWEST.where(
    records.c.number.in_(bindparam("numbers", expanding=True)), _IS_KEPT
).order_by(records.c.kind, records.c.id)
_OF_RECORD = (
    select(revisions)
    .join(records, records.c.number == revisions.c.record_number)
    .where(records.c.id == bindparam("id"))
)
_HISTORY = _OF_RECORD.with_only_columns(
    revisions.c.revision, revisions.c.saved, revisions.c.saved_by, revisions.c.reason
).order_by(revisions.c.revision.desc())
_BODY = _OF_RECORD.with_only_columns(revisions.c.body).where(
    revisions.c.revision == bindparam("revision")
)


def read_newest(connection: Connection, record_id: RecordId) -> StoredRecord | None:
    """Give the newest revision of a record, one in the trash included."""
    row = connection.execute(_ONE, {"id": record_id}).first()
    if row is None:
        return None
    return StoredRecord(row.number, decode_body(row.body), bool(row.in_trash))


def read_several(
    connection: Connection, record_ids: Sequence[RecordId]
) -> dict[RecordId, AnyRecord]:
    """Give those of the records that exist outside the trash, in the order asked for."""
    found: dict[str, AnyRecord] = {}
    for start in range(0, len(record_ids), BATCH):
        ids = list(record_ids[start : start + BATCH])
        rows = connection.execute(_SEVERAL, {"ids": ids})
        found.update({row.id: decode_body(row.body) for row in rows})
    return {record_id: found[record_id] for record_id in record_ids if record_id in found}


def iter_all(connection: Connection, kinds: Sequence[str]) -> Iterator[AnyRecord]:
    """Iterate over the records of these kinds (all if empty) by kind and id, trash left out.

    Reads in batches, so that the caller may use the connection meanwhile; what is added after the
    first is left out.
    """
    statement = _NUMBERS.where(records.c.kind.in_(list(kinds))) if kinds else _NUMBERS
    numbers = array("q", connection.execute(statement).scalars())
    for start in range(0, len(numbers), BATCH):
        batch = {"numbers": list(numbers[start : start + BATCH])}
        for row in connection.execute(_NUMBERED, batch).all():
            yield decode_body(row.body)


def list_history(connection: Connection, record_id: RecordId) -> tuple[RevisionSummary, ...]:
    """List the revisions of a record, newest first."""
    return tuple(
        RevisionSummary(
            record=record_id,
            revision=row.revision,
            saved=read_moment(row.saved),
            saved_by=row.saved_by,
            reason=row.reason,
        )
        for row in connection.execute(_HISTORY, {"id": record_id})
    )


def read_revision(connection: Connection, record_id: RecordId, revision: int) -> AnyRecord | None:
    """Give the record as of one revision."""
    body = connection.execute(_BODY, {"id": record_id, "revision": revision}).scalar()
    return None if body is None else decode_body(body)
