"""Writes the rows that are derived from records, many records at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert

from briefing.records.kinds import AnyRecord
from db.mapping import Row, make_derived_rows, make_search_row
from db.search_index import records_fts
from db.tables import DERIVED_TABLES

_DELETES = tuple(
    delete(table).where(table.c.record_number == bindparam("number")) for table in DERIVED_TABLES
)
_INSERTS = {table: insert(table) for table in DERIVED_TABLES}
_DELETE_TEXTS = delete(records_fts).where(records_fts.c.rowid == bindparam("number"))
_INSERT_TEXTS = insert(records_fts)


def write_derived_rows(connection: Connection, records: Mapping[int, AnyRecord]) -> None:
    """Write the rows of these records, by their numbers; they have none of them yet."""
    rows: dict[Table, list[Row]] = {table: [] for table in DERIVED_TABLES}
    texts: list[dict[str, Any]] = []
    for number, record in records.items():
        for table, made in make_derived_rows(record).items():
            rows[table] += [{"record_number": number, **row} for row in made]
        texts.append({"rowid": number, **make_search_row(record)})
    for table, made in rows.items():
        if made:
            connection.execute(_INSERTS[table], made)
    if texts:
        connection.execute(_INSERT_TEXTS, texts)


def delete_derived_rows(connection: Connection, numbers: Sequence[int]) -> None:
    """Delete the rows of the records with these numbers."""
    if not numbers:
        return
    parameters = [{"number": number} for number in numbers]
    for statement in (*_DELETES, _DELETE_TEXTS):
        connection.execute(statement, parameters)
