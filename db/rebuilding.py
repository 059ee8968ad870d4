"""Makes everything anew that is derived from the records' content.

For migrations that change what is derived, and for libraries whose search went wrong.
"""

from sqlalchemy import Connection, and_, bindparam, select, update

from db.derived_rows import delete_derived_rows, write_derived_rows
from db.mapping import decode_body, make_record_row
from db.tables import records, revisions

_BATCH = 500
_NEWEST = (
    select(records.c.number, records.c.in_trash, revisions.c.body)
    .join(
        revisions,
        and_(
            revisions.c.record_number == records.c.number,
            revisions.c.revision == records.c.revision,
        ),
    )
    .where(records.c.number > bindparam("after"))
    .order_by(records.c.number)
    .limit(_BATCH)
)
_KEPT = {"number", "id", "in_trash", "kind", "revision"}
_UPDATE = (
    update(records)
    .where(records.c.number == bindparam("old_number"))
    .values({c.name: bindparam(c.name) for c in records.c if c.name not in _KEPT})
)


def rebuild_derived_rows(connection: Connection) -> int:
    """Make the derived rows of every record anew, in the trash too; gives their count."""
    count, after = 0, 0
    while rows := connection.execute(_NEWEST, {"after": after}).all():
        found = {row.number: decode_body(row.body) for row in rows}
        trashed = {row.number for row in rows if row.in_trash}
        updates = []
        for number, record in found.items():
            made = {k: v for k, v in make_record_row(record).items() if k not in _KEPT}
            key = None if number in trashed else made["source_key"]
            updates.append({**made, "source_key": key, "old_number": number})
        connection.execute(_UPDATE, updates)
        delete_derived_rows(connection, {n: record.kind for n, record in found.items()})
        write_derived_rows(connection, found)
        count, after = count + len(found), max(found)
    return count
