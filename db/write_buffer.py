"""Gathers what a transaction writes, so that thousands of records go in by few statements.

What is gathered is found here first; before anything else is read it must be flushed.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from briefing.identifiers import RecordId
from briefing.records.kinds import AnyRecord
from db.derived_rows import delete_derived_rows, write_derived_rows
from db.mapping import encode_body, get_source_key, make_record_row, print_moment
from db.tables import make_insert, records, revisions

INSERT_RECORDS = make_insert(records.name, records.columns.keys())
INSERT_REVISIONS = make_insert(revisions.name, revisions.columns.keys())


class StoredRecord(NamedTuple):
    """The newest revision of a record, with its number in the tables and where it is."""

    number: int
    record: AnyRecord
    in_trash: bool


class WriteBuffer:
    """The records written by one transaction and not yet handed to the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stored: dict[RecordId, StoredRecord] = {}
        self._new: set[RecordId] = set()
        self._revisions: list[dict[str, Any]] = []
        self._key_owner: dict[str, RecordId] = {}
        self._next_number = 0

    def find(self, record_id: RecordId) -> StoredRecord | None:
        """Give what waits to be written for this record, or None."""
        return self._stored.get(record_id)

    def find_key_owner(self, key: str) -> RecordId | None:
        """Give the source that waits to be written with this key, or None."""
        owner = self._key_owner.get(key)
        if owner is None or _get_live_key(self._stored[owner]) != key:
            return None
        return owner

    def add_new(self, record: AnyRecord, *, saved: datetime, saved_by: str, reason: str) -> None:
        """Take a record that the library does not have yet."""
        if not self._next_number:
            highest = select(func.coalesce(func.max(records.c.number), 0))
            self._next_number = self._connection.execute(highest).scalar_one() + 1
        stored = StoredRecord(self._next_number, record, in_trash=False)
        self._next_number += 1
        self._new.add(record.id)
        self.add_revision(stored, saved=saved, saved_by=saved_by, reason=reason)

    def add_revision(
        self, stored: StoredRecord, *, saved: datetime, saved_by: str, reason: str
    ) -> None:
        """Take the next revision of a record that the library has."""
        record = stored.record
        revision = {
            "record_number": stored.number,
            "revision": record.revision,
            "saved": print_moment(saved),
            "saved_by": saved_by,
            "reason": reason,
            "body": encode_body(record),
        }
        self._revisions.append(revision)
        self._stored[record.id] = stored
        if key := _get_live_key(stored):
            self._key_owner[key] = record.id

    def flush(self) -> None:
        """Hand everything to the database."""
        if not self._stored:
            return
        self._write_records()
        self._connection.exec_driver_sql(INSERT_REVISIONS, self._revisions)
        old = {
            stored.number: stored.record.kind
            for record_id, stored in self._stored.items()
            if record_id not in self._new
        }
        delete_derived_rows(self._connection, old)
        derived = {s.number: s.record for s in self._stored.values()}
        write_derived_rows(self._connection, derived)
        self._stored.clear()
        self._new.clear()
        self._revisions.clear()
        self._key_owner.clear()
        self._next_number = 0  # others may add records before the next one comes here

    def _write_records(self) -> None:
        rows = {record_id: _make_row(stored) for record_id, stored in self._stored.items()}
        old = [row for record_id, row in rows.items() if record_id not in self._new]
        if old:
            # keys may change hands between these sources: all let go before any takes
            numbers = [{"old_number": row["old_number"]} for row in old]
            self._connection.execute(_RELEASE_KEY, numbers)
            self._connection.execute(_UPDATE, old)
        new = [
            {"number": row.pop("old_number"), **row}
            for record_id, row in rows.items()
            if record_id in self._new
        ]
        if new:
            self._connection.exec_driver_sql(INSERT_RECORDS, new)


_OF_OLD_NUMBER = records.c.number == bindparam("old_number")
_RELEASE_KEY = update(records).where(_OF_OLD_NUMBER).values(source_key=None)
_UPDATE = (
    update(records)
    .where(_OF_OLD_NUMBER)
    .values(
        {column.name: bindparam(column.name) for column in records.c if column.name != "number"}
    )
)


def _get_live_key(stored: StoredRecord) -> str | None:
    return None if stored.in_trash else get_source_key(stored.record)


def _make_row(stored: StoredRecord) -> dict[str, Any]:
    row = make_record_row(stored.record)
    row |= {"old_number": stored.number, "id": stored.record.id, "in_trash": int(stored.in_trash)}
    row["source_key"] = _get_live_key(stored)
    return row
