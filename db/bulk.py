"""Stores many new records at once, and moves them to the trash and back as a whole.

What is made here is remembered as a range of numbers, not as records: 300,000 of them would not
fit beside everything else in memory.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from briefing.errors import InvalidValueError, RecordConflictError
from briefing.folding import drop_surrogates
from briefing.ports import CreatedRange
from briefing.records.kinds import AnyRecord
from briefing.records.record import strip_storage_fields
from db.derived_rows import write_derived_rows
from db.mapping import decode_body, encode_body, get_source_key, make_record_row, print_moment
from db.tables import records, revisions
from db.write_buffer import INSERT_RECORDS, INSERT_REVISIONS

_IS_NEWEST = and_(
    revisions.c.record_number == records.c.number, revisions.c.revision == records.c.revision
)

BATCH = 1000
"""Records that go in by one statement a table."""


class Stamp(NamedTuple):
    """When, by whom and why something is saved."""

    moment: datetime
    author: str
    reason: str


def create_records(
    connection: Connection, new: Iterable[AnyRecord], stamp: Stamp
) -> CreatedRange | None:
    """Store the records, none of which may be in the library; None when there were none."""
    highest = select(func.coalesce(func.max(records.c.number), 0))
    first = number = connection.execute(highest).scalar_one() + 1
    kinds: set[str] = set()
    waiting = iter(new)
    while batch := list(islice(waiting, BATCH)):
        _require_new(connection, batch)
        stored = {number + index: _stamp(record, stamp) for index, record in enumerate(batch)}
        _write(connection, stored, stamp)
        number += len(batch)
        kinds.update(record.kind for record in batch)
    if number == first:
        return None
    return CreatedRange(first=first, last=number - 1, count=number - first, kinds=frozenset(kinds))


def trash_range(connection: Connection, created: CreatedRange) -> None:
    """Move the records to the trash; raises RecordConflictError when one was changed."""
    _require_as_created(connection, created, in_trash=False)
    values = {"in_trash": 1, "source_key": None}
    connection.execute(update(records).where(_is_in(created)).values(values))


def restore_range(connection: Connection, created: CreatedRange) -> None:
    """Take the records out of the trash again, each source with its key."""
    _require_as_created(connection, created, in_trash=True)
    key = func.json_extract(revisions.c.body, "$.key")
    its_key = (
        select(func.nullif(key, ""))
        .where(revisions.c.record_number == records.c.number, revisions.c.revision == 1)
        .scalar_subquery()
    )
    _require_free_keys(connection, _read_keys(connection, created))
    connection.execute(update(records).where(_is_in(created)).values(in_trash=0))
    is_source = and_(_is_in(created), records.c.kind == "source")
    connection.execute(update(records).where(is_source).values(source_key=its_key))


def _is_in(created: CreatedRange) -> Any:
    return records.c.number.between(created.first, created.last)


def _require_as_created(connection: Connection, created: CreatedRange, *, in_trash: bool) -> None:
    there = and_(_is_in(created), records.c.in_trash == int(in_trash))
    count = connection.execute(select(func.count()).select_from(records).where(there)).scalar_one()
    count -= _count_changed(connection, there)
    if count != created.count:
        message = (
            f"{created.count - count:,} of the {created.count:,} records were changed, trashed or "
            "purged meanwhile; undo would overwrite that. Do it by hand."
        )
        raise RecordConflictError(message)


def _count_changed(connection: Connection, there: ColumnElement[bool]) -> int:
    """Count the records that say something else than at first; an undone edit counts as none."""
    first = revisions.alias()
    bodies = (
        select(revisions.c.body, first.c.body)
        .join(records, _IS_NEWEST)
        .join(first, and_(first.c.record_number == records.c.number, first.c.revision == 1))
        .where(there, records.c.revision > 1)
    )
    return sum(
        strip_storage_fields(decode_body(newest)) != strip_storage_fields(decode_body(oldest))
        for newest, oldest in connection.execute(bodies)
    )


def _read_keys(connection: Connection, created: CreatedRange) -> list[str]:
    key = func.json_extract(revisions.c.body, "$.key")
    statement = (
        select(key)
        .join(records, records.c.number == revisions.c.record_number)
        .where(_is_in(created), records.c.kind == "source")
    )
    return [found for found in connection.execute(statement).scalars() if found]


def _require_new(connection: Connection, batch: Sequence[AnyRecord]) -> None:
    ids = {drop_surrogates(record.id) for record in batch}
    known = connection.execute(
        select(records.c.title).where(records.c.id.in_(ids)).limit(1)
    ).first()
    if known is not None:
        message = f"“{known.title}” is in the library already; change it rather than add it again."
        raise RecordConflictError(message)
    if len(ids) < len(batch):
        message = "Two of the records to be added have the same id; nothing was added."
        raise RecordConflictError(message)
    keys = [key for key in map(get_source_key, batch) if key]
    if len(set(keys)) < len(keys):
        twice = next(key for index, key in enumerate(keys) if key in keys[:index])
        message = f"The key “{twice}” is given to two sources; choose another key for one of them."
        raise InvalidValueError(message)
    _require_free_keys(connection, keys)


def _require_free_keys(connection: Connection, keys: Sequence[str]) -> None:
    for start in range(0, len(keys), BATCH):
        some = [drop_surrogates(key) for key in keys[start : start + BATCH]]
        taken = select(records.c.source_key, records.c.title).where(records.c.source_key.in_(some))
        owner = connection.execute(taken.limit(1)).first()
        if owner is not None:
            message = (
                f"The key “{owner.source_key}” belongs to “{owner.title}” already; "
                "choose another key."
            )
            raise InvalidValueError(message)


def _stamp(record: AnyRecord, stamp: Stamp) -> AnyRecord:
    return msgspec.structs.replace(
        record,
        revision=1,
        created=stamp.moment,
        created_by=stamp.author,
        modified=stamp.moment,
        modified_by=stamp.author,
    )


def _write(connection: Connection, stored: dict[int, AnyRecord], stamp: Stamp) -> None:
    saved = print_moment(stamp.moment)
    bodies = [
        {
            "record_number": number,
            "revision": 1,
            "saved": saved,
            "saved_by": stamp.author,
            "reason": stamp.reason,
            "body": encode_body(record),
        }
        for number, record in stored.items()
    ]
    rows = [
        {"number": number, "id": record.id, "in_trash": 0, **make_record_row(record)}
        for number, record in stored.items()
    ]
    connection.exec_driver_sql(INSERT_RECORDS, rows)
    connection.exec_driver_sql(INSERT_REVISIONS, bodies)
    write_derived_rows(connection, stored)
