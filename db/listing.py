"""Lists and counts records for what a person typed and chose."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, func, or_, select

from briefing.identifiers import RecordId
from briefing.ports import RecordQuery, RecordSummary, TagCount
from db.legs import Leg, make_legs
from db.mapping import make_summary
from db.tables import record_links, record_tags, records

BATCH = 500
"""Rows read by one statement."""

_CHUNK = 32_768
"""Characters of numbers that are read at once: few enough for other threads to get their turn."""

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
_NUMBERED = select(records.c.number, *_SHOWN).where(
    records.c.number.in_(bindparam("numbers", expanding=True))
)


_TAG_USES = select(record_tags.c.tag, func.count()).group_by(record_tags.c.tag)
_TAG_USES_IN_TRASH = _TAG_USES.where(
    record_tags.c.record_number.in_(select(records.c.number).where(records.c.in_trash == 1))
)


def list_records(connection: Connection, query: RecordQuery) -> Sequence[RecordSummary]:
    """List what matches the query."""
    start = max(0, query.offset)
    stop = None if query.limit is None else start + max(0, query.limit)
    return list_numbered(connection, find_numbers(connection, query, at_most=stop)[start:])


def list_numbered(connection: Connection, numbers: Sequence[int]) -> tuple[RecordSummary, ...]:
    """List the records with these numbers in this order; one that is gone is left out."""
    found: dict[int, RecordSummary] = {}
    for start in range(0, len(numbers), BATCH):
        wanted = {"numbers": list(numbers[start : start + BATCH])}
        rows = connection.execute(_NUMBERED, wanted)
        found.update({row.number: make_summary(row) for row in rows})
    return tuple(found[number] for number in numbers if number in found)


def find_numbers(
    connection: Connection,
    query: RecordQuery,
    *,
    at_most: int | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> "array[int]":
    """Give the numbers of what matches, in its order; limit and offset are passed over.

    Stops early, with what it has, once `is_wanted` says no.
    """
    numbers = array("q")
    for leg in make_legs(query):
        left = -1 if at_most is None else at_most - len(numbers)
        if left == 0 or not is_wanted():
            break
        for chunk in _read_chunks(connection, leg.limit(left)):
            if not is_wanted():
                break
            numbers.extend(chunk)
    return numbers


def count_records(connection: Connection, query: RecordQuery, at_most: int | None = None) -> int:
    """Count what matches the query, without regard to limit and offset."""
    count = 0
    for leg in make_legs(query):
        left = None if at_most is None else at_most - count
        if left is not None and left <= 0:
            break
        counted = (leg if left is None else leg.limit(left)).subquery()
        count += connection.execute(select(func.count()).select_from(counted)).scalar_one()
    return count


def list_tags(connection: Connection) -> tuple[TagCount, ...]:
    """List the tags of records outside the trash, by name, with how many records have each."""
    uses = {row[0]: row[1] for row in connection.execute(_TAG_USES)}
    # the few in the trash are taken off: to look up every tagged record would take far longer
    for tag, trashed in connection.execute(_TAG_USES_IN_TRASH):
        uses[tag] -= trashed
    return tuple(TagCount(tag=tag, count=count) for tag, count in sorted(uses.items()) if count)


def list_uses(connection: Connection, record_id: RecordId) -> Sequence[RecordSummary]:
    """List the records that refer to this one, by its id or by its key as a source."""
    key = select("@" + records.c.source_key).where(records.c.id == record_id).scalar_subquery()
    owners = select(record_links.c.record_number).where(
        or_(record_links.c.target == record_id, record_links.c.target == key)
    )
    statement = (
        select(*_SHOWN)
        .where(records.c.number.in_(owners), records.c.in_trash + 0 == 0)
        .order_by(records.c.kind, records.c.sort_title, records.c.id)
    )
    return tuple(make_summary(row) for row in connection.execute(statement))


def _read_chunks(connection: Connection, leg: Leg) -> Iterator[Iterable[int]]:
    """Read all numbers as one text, which SQLite joins while Python's other threads go on.

    A million rows would be a million objects, and each collection of garbage a pause.
    """
    joined = select(func.group_concat(leg.subquery().c.number))
    text = connection.execute(joined).scalar() or ""
    start = 0
    while start < len(text):
        end = text.find(",", start + _CHUNK)
        end = len(text) if end < 0 else end
        yield map(int, text[start:end].split(","))
        start = end + 1
