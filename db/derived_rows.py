"""Writes the rows that are derived from records, many records at a time."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, bindparam, delete

from briefing.records.kinds import AnyRecord
from db.mapping import Row, make_derived_rows, make_search_row
from db.search_index import SEARCH_INDEXES, SEARCHED_KINDS
from db.tables import DERIVED_TABLES, make_insert

_DELETES = tuple(
    delete(table).where(table.c.record_number == bindparam("number")) for table in DERIVED_TABLES
)
_INSERTS = {table: make_insert(table.name, table.columns.keys()) for table in DERIVED_TABLES}
_DELETE_TEXTS = {
    kind: delete(index).where(index.c.rowid == bindparam("number"))
    for kind, index in SEARCH_INDEXES.items()
}
_INSERT_TEXTS = {
    kind: make_insert(index.name, ("rowid", "names", "places", "texts"))
    for kind, index in SEARCH_INDEXES.items()
}


def write_derived_rows(connection: Connection, records: Mapping[int, AnyRecord]) -> None:
    """Write the rows of these records, by their numbers; they have none of them yet."""
    rows: dict[Table, list[Row]] = {table: [] for table in DERIVED_TABLES}
    texts: dict[str, list[Row]] = {kind: [] for kind in SEARCH_INDEXES}
    for number, record in records.items():
        for table, made in make_derived_rows(record).items():
            rows[table] += [{"record_number": number, **row} for row in made]
        if record.kind in texts:
            texts[record.kind].append({"rowid": number, **make_search_row(record)})
    for table, made in rows.items():
        if made:
            connection.exec_driver_sql(_INSERTS[table], made)
    for kind, made in texts.items():
        if made:
            connection.exec_driver_sql(_INSERT_TEXTS[kind], made)


def delete_derived_rows(connection: Connection, numbers: Mapping[int, str]) -> None:
    """Delete the rows of the records with these numbers, each with its kind."""
    if not numbers:
        return
    parameters = [{"number": number} for number in numbers]
    for statement in _DELETES:
        connection.execute(statement, parameters)
    for kind in SEARCHED_KINDS:
        found = [{"number": number} for number, its_kind in numbers.items() if its_kind == kind]
        if found:
            connection.execute(_DELETE_TEXTS[kind], found)
