"""Measures the storage below the window: bare search, saving one record, storing many.

Run as a process of its own for each measure.
"""

import itertools
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.library_generator import make_records
from benchmarks.library_window import list_starts, take_95
from briefing.ports import RecordQuery, UnitOfWork
from briefing.records.kinds import AnyRecord
from db.engine import open_library
from db.tables import DERIVED_TABLES

SAVED = 200
IMPORTED = 20_000
_BARE = (
    "SELECT rowid FROM records_fts_attack WHERE records_fts_attack MATCH ? ORDER BY rank LIMIT 200"
)
_INDEXES = ("records_fts_actor", "records_fts_attack", "records_fts_source")
_TABLES = (*("records", "revisions"), *(table.name for table in DERIVED_TABLES), *_INDEXES)


def measure_bare_search(path: Path) -> dict[str, float]:
    """Time the bare statement for each start of each word: matches, ranked, the first 200."""
    times = []
    with closing(sqlite3.connect(path)) as connection:
        for start in list_starts():
            match = " AND ".join(f'"{part}"' for part in start.split()) + "*"
            started = time.perf_counter()
            connection.execute(_BARE, (match,)).fetchall()
            times.append(time.perf_counter() - started)
    return {"p95_ms": take_95(times)}


def measure_search(path: Path) -> dict[str, float]:
    """Time the same through the repository, with the 200 rows that a list shows."""
    times = []
    with closing(open_library(path, read_only=True)) as library, library.read() as unit:
        for start in list_starts():
            query = RecordQuery(kinds=("attack",), text=start, limit=200)
            started = time.perf_counter()
            unit.records.list_records(query)
            times.append(time.perf_counter() - started)
    return {"p95_ms": take_95(times)}


def measure_filters(path: Path) -> dict[str, float]:
    """Time the first 200 rows of every condition, the slowest of all."""
    with closing(open_library(path, read_only=True)) as library, library.read() as unit:
        found = {}
        for name, query in _make_queries(unit).items():
            started = time.perf_counter()
            unit.records.list_records(msgspec.structs.replace(query, limit=200))
            found[name] = (time.perf_counter() - started) * 1000
    return found


def _make_queries(unit: UnitOfWork) -> dict[str, RecordQuery]:
    attacks = ("attack",)
    (actor,) = unit.records.list_records(RecordQuery(kinds=("actor",), order="modified", limit=1))
    return {
        "tag": RecordQuery(kinds=attacks, tag="border-east", order="date"),
        "marking": RecordQuery(kinds=attacks, marking="TLP:AMBER", order="date"),
        "a month": RecordQuery(
            kinds=attacks, from_date=date(2010, 5, 1), to_date=date(2010, 5, 31), order="date"
        ),
        "rare actor": RecordQuery(kinds=attacks, actor=actor.id, order="date"),
        "country": RecordQuery(kinds=attacks, country="PK", order="date"),
        "place": RecordQuery(kinds=attacks, place="sis", order="date"),
        "30 killed": RecordQuery(kinds=attacks, least_killed=30, order="killed"),
        "unsourced": RecordQuery(unsourced=True, order="title"),
        "not verified": RecordQuery(kinds=attacks, not_verified_since=date(2024, 1, 1)),
        "tag and text": RecordQuery(kinds=attacks, tag="border-east", text="police"),
        "country, killed": RecordQuery(kinds=attacks, country="PK", least_killed=10, order="date"),
    }


def measure_saving(path: Path) -> dict[str, float]:
    """Time saving one record with its revision and index, each in a transaction of its own."""
    times = []
    with closing(open_library(path)) as library:
        with library.read() as unit:
            rows = unit.records.list_records(RecordQuery(kinds=("attack",), limit=SAVED))
        for row in rows:
            started = time.perf_counter()
            with library.begin() as unit:
                record = unit.records.get_record(row.id)
                changed = {"summary": f"Changed at {time.time_ns()}, as an analyst would."}
                unit.records.save_record(msgspec.structs.replace(record, **changed))
                unit.commit()
            times.append(time.perf_counter() - started)
    return {"p95_ms": take_95(times), "median_ms": sorted(times)[len(times) // 2] * 1000}


def measure_bulk(_path: Path) -> dict[str, float]:
    """Count records a second through the repository, and bare rows into the same tables."""
    records = list(itertools.islice(make_records(IMPORTED), IMPORTED))
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = (Path(folder) / name for name in ("a.library", "b.library"))
        open_library(ours, create=True).close()
        shutil.copy(ours, bare)
        ours_seconds = _time(lambda: _store(ours, records))
        rows = _read_rows(ours)
        bare_seconds = _time(lambda: _insert_bare(bare, rows))
    return {
        "ours_per_second": len(records) / ours_seconds,
        "bare_per_second": len(records) / bare_seconds,
    }


def _store(path: Path, records: list[AnyRecord]) -> None:
    with closing(open_library(path)) as library, library.begin() as unit:
        unit.records.save_records(records)
        unit.commit()


def _read_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(
                f"SELECT {'rowid, ' if 'fts' in table else ''}* FROM {table}"
            ).fetchall()
            for table in _TABLES
        }


def _insert_bare(path: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            if values:
                names = "(rowid, names, places, texts)" if "fts" in table else ""
                marks = ", ".join("?" * len(values[0]))
                statement = f"INSERT INTO {table} {names} VALUES ({marks})"
                connection.executemany(statement, values)
        connection.execute("COMMIT")


def _time(run: Callable[[], None]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


MEASURES = {
    "bare_search": measure_bare_search,
    "search": measure_search,
    "filters": measure_filters,
    "saving": measure_saving,
    "bulk": measure_bulk,
}

if __name__ == "__main__":
    found = MEASURES[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(msgspec.json.encode(found).decode())
