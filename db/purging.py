"""Deletes records for good."""

import re

from sqlalchemy import Connection, delete, func, select

from briefing.identifiers import RecordId
from db.derived_rows import delete_derived_rows
from db.revisions import read_newest
from db.tables import attachments, records, revisions
from db.write_buffer import StoredRecord

_SHA256 = re.compile(r'"([0-9a-f]{64})"')


def purge_record(connection: Connection, record_id: RecordId) -> StoredRecord | None:
    """Delete the record with its revisions, derived rows and attachments; gives what it was.

    An attachment stays when any revision of another record names it. None when there is no such
    record.
    """
    stored = read_newest(connection, record_id)
    if stored is None:
        return None
    of_record = revisions.c.record_number == stored.number
    named: set[str] = set()
    for body in connection.execute(select(revisions.c.body).where(of_record)).scalars():
        named.update(_SHA256.findall(body))
    delete_derived_rows(connection, {stored.number: stored.record.kind})
    connection.execute(delete(revisions).where(of_record))
    connection.execute(delete(records).where(records.c.number == stored.number))
    for sha256 in sorted(named):
        _delete_unused(connection, sha256)
    return stored


def _delete_unused(connection: Connection, sha256: str) -> None:
    is_attachment = attachments.c.sha256 == sha256
    if connection.execute(select(attachments.c.size).where(is_attachment)).first() is None:
        return
    # no table says who refers to an attachment: the texts of all revisions are read instead
    naming = select(revisions.c.revision).where(func.instr(revisions.c.body, sha256) > 0).limit(1)
    if connection.execute(naming).first() is None:
        connection.execute(delete(attachments).where(is_attachment))
