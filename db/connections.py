"""Connections to a library: how they are set up, and what their errors become."""

import os
import sqlite3
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool, StaticPool

from db.error_sorting import explain_error

BUSY_SECONDS = 5
"""How long a statement waits for another program before LibraryLockedError."""

WRITER_CACHE_KIB = 64 * 1024
"""What the writing connection keeps in memory, so that a long import need not write pages twice."""

_SETUP = (
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:d}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
)


class Access(Enum):
    """What a connection may do; `FROZEN` reads a file that nothing can change meanwhile."""

    WRITE = "write"
    READ = "read"
    READ_ONLY = "read only"
    FROZEN = "frozen"


_MODES = {
    Access.WRITE: "mode=rw",
    Access.READ: "mode=rw",  # so that it can use the shared memory of the log; see query_only
    Access.READ_ONLY: "mode=ro",
    Access.FROZEN: "mode=ro&immutable=1",
}


def connect(path: Path, access: Access) -> sqlite3.Connection:
    """Open the file, which must exist, and set the connection up; raises sqlite3.Error."""
    uri = f"{_make_uri(path)}?{_MODES[access]}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        _set_up(connection)
        if access is Access.WRITE:
            # a file system without shared memory answers with another mode, which also works
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
            connection.execute(f"PRAGMA cache_size=-{WRITER_CACHE_KIB:d}")
        else:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def make_engine(path: Path, access: Access, *, name: Path | None = None) -> Engine:
    """Make an engine whose transactions begin as the access wants; connects when first used.

    Errors call the file by `name` if that is given.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, access),
        poolclass=QueuePool,
        pool_size=1 if access is Access.WRITE else 4,
        max_overflow=0 if access is Access.WRITE else 16,
    )
    _listen(engine, name or path, "BEGIN IMMEDIATE" if access is Access.WRITE else "BEGIN")
    return engine


def make_memory_engine() -> Engine:
    """Make an engine with one connection to a database that lives as long as the engine."""

    def connect_memory() -> sqlite3.Connection:
        connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False, cached_statements=256
        )
        _set_up(connection)
        return connection

    engine = create_engine("sqlite://", creator=connect_memory, poolclass=StaticPool)
    _listen(engine, None, "BEGIN IMMEDIATE")
    return engine


def run_statement(path: Path | None, run: Callable[[], Any]) -> Any:
    """Run something that uses sqlite3 directly, with the errors sorted as everywhere."""
    try:
        return run()
    except sqlite3.Error as error:
        explained = explain_error(error, path)
        if explained is None:
            raise
        raise explained from error


def _set_up(connection: sqlite3.Connection) -> None:
    for statement in _SETUP:
        connection.execute(statement)


def _make_uri(path: Path) -> str:
    place = path.absolute().as_posix()
    # a path from Windows begins with a drive or, on a share, with two slashes already
    return "file://" + quote(os.fsencode(place if place.startswith("/") else f"/{place}"))


def _listen(engine: Engine, path: Path | None, begin: str) -> None:
    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # the driver begins nothing by itself: a deferred begin would fail in the middle
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def _on_error(context: ExceptionContext) -> BaseException | None:
        original = context.original_exception
        return explain_error(original, path) if isinstance(original, sqlite3.Error) else None
