"""Time the import of a table of attacks against bare inserts into the same tables and indexes.

    python -m benchmarks.import_csv --rows 300000 --folder DIR

Writes a made-up table in the columns of ACLED, imports it into a new library as the window does,
and then puts the rows that came of it into an empty library of the same schema by nothing but
`sqlite3.Connection.executemany`. The ratio of the rows a second is what counts: at least a third.
"""

import argparse
import csv
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from briefing.services.files.import_files import ImportPlan, make_import, open_import
from briefing.services.files.table_importing import Choice, RowState
from briefing.services.history import History
from db.engine import open_library

TARGET = 1 / 3
CHUNK = 10_000
BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
_TEXT = """
    gunmen attacked a convoy near the town of clash between police and armed men on road
    leading roadside bomb exploded as patrol passed killing soldiers wounding several others
    at checkpoint security forces said they had foiled an attempt to cross border no group
    claimed responsibility
"""
_PLACES = ("Panjgūr", "Turbat", "Rāsk", "Zahedan", "Quetta", "Mīrjāveh", "Gwadar", "Saravan")
_ACTORS = ("Army of Sand", "Dune Front", "Military Forces of Pakistan", "Police Forces of Iran")


def write_table(path: Path, rows: int) -> None:
    """Write a table of made-up events, the same for the same number of rows."""
    dice = random.Random(2024)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS.split(","))
        writer.writerows(_make_row(dice, number) for number in range(rows))


def _make_row(dice: random.Random, number: int) -> list[object]:
    day = date(2000, 1, 1) + timedelta(days=dice.randrange(9000))
    place = dice.choice(_PLACES)
    first, second = dice.sample(_ACTORS, 2)
    notes = f"On {day:%d %B %Y}, {' '.join(dice.choices(_TEXT.split(), k=40))}."
    head = [f"PAK{number}", day, day.year, 1, "Political violence", "Battles", "Armed clash"]
    middle = [first, "", "Rebels", second, "", "State forces", "", "", 586, "South Asia"]
    where = ["Pakistan", "Balochistan", place, "", place, 26 + dice.random(), 64 + dice.random(), 1]
    return [*head, *middle, *where, "Dawn; Geo", "National", notes, dice.randrange(20), "", 0]


def time_import(table: Path, library_path: Path) -> float:
    """Import the table into a new library and give the seconds it took."""
    file = open_import(table)
    plan = ImportPlan(label="", counts=dict.fromkeys(RowState, 0), rows=())
    change, _running = make_import(file, Choice(), plan)
    with closing(open_library(library_path, author="Benchmark", create=True)) as library:
        history = History(library)
        begin = time.perf_counter()
        history.do(change)
        return time.perf_counter() - begin


def time_bare(filled: Path, empty: Path) -> float:
    """Insert every row of a filled library into an empty one; give the seconds of inserting."""
    open_library(empty, author="Benchmark", create=True).close()
    with closing(sqlite3.connect(filled)) as source, closing(sqlite3.connect(empty)) as target:
        target.isolation_level = None
        target.execute("PRAGMA synchronous=FULL")
        target.execute("BEGIN IMMEDIATE")
        seconds = sum(_copy_table(source, target, table) for table in _list_tables(source))
        begin = time.perf_counter()
        target.execute("COMMIT")
        return seconds + time.perf_counter() - begin


def _list_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'alembic_version'"
    ).fetchall()
    virtual = [name for name, sql in rows if "USING fts5" in sql]
    shadows = tuple(f"{name}_" for name in virtual)
    plain = [name for name, _sql in rows if name not in virtual and not name.startswith(shadows)]
    return sorted(plain, key=lambda name: name != "records") + virtual


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> float:
    is_index = table.startswith("records_fts")
    rows = source.execute(f"SELECT {'rowid, *' if is_index else '*'} FROM {table}")
    names = [column[0] for column in rows.description]
    insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    seconds = 0.0
    for chunk in _iter_chunks(rows):
        begin = time.perf_counter()
        target.executemany(insert, chunk)
        seconds += time.perf_counter() - begin
    return seconds


def _iter_chunks(rows: sqlite3.Cursor) -> Iterator[list[tuple[object, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def main() -> None:
    """Run both and print the ratio; the exit status tells whether it is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    table = options.folder / f"acled-{options.rows}.csv"
    if not table.exists():
        write_table(table, options.rows)
    paths = [options.folder / "imported.briefings", options.folder / "bare.briefings"]
    for path in paths:
        for leftover in options.folder.glob(f"{path.name}*"):
            leftover.unlink()
    ours = options.rows / time_import(table, paths[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT
    bare = options.rows / time_bare(*paths)
    verdict = "met" if ours / bare >= TARGET else "missed"
    print(f"import: {ours:,.0f} rows/s, at most {peak / 2**20:,.0f} MB of memory")
    print(f"bare executemany: {bare:,.0f} rows/s")
    print(f"ratio: {ours / bare:.2f} (target {TARGET:.2f}): {verdict}")
    sys.exit(0 if verdict == "met" else 1)


if __name__ == "__main__":
    main()
