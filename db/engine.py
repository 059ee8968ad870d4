"""Opens libraries: lock, header check, health check, migration, connections."""

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from briefing.errors import LibraryDamagedError, LibraryError
from db.connections import Access, connect, make_engine, make_memory_engine
from db.file_header import read_schema_version, refuse_newer
from db.library import Clock, SqlLibrary
from db.library_lock import LibraryLock
from db.schema import SCHEMA_VERSION, create_schema
from db.search_index import SEARCH_INDEXES
from db.tables import metadata

CHECKED_UP_TO = 64 * 2**20
"""Bytes up to which every page is read at the start. A larger library would keep the analyst
waiting; its damage is found when a backup is made, which reads all of it."""


def _read_clock() -> datetime:
    return datetime.now(UTC)


def open_library(
    path: Path,
    *,
    author: str = "",
    create: bool = False,
    read_only: bool = False,
    clock: Clock = _read_clock,
) -> SqlLibrary:
    """Open the library at the path; with `create`, make one where there is none.

    Only one program may have a library open for writing; `read_only` reads beside it. A library
    of an older version is backed up and migrated. One in a place that cannot be written is
    opened for reading (see `is_read_only`).

    Raises LibraryLockedError, LibraryTooNewError, LibraryDamagedError, or LibraryError when it
    is missing or cannot be read; the file is then as it was.
    """
    path = Path(path).resolve()  # one lock for a library, whatever links lead to it
    if read_only:
        return _open_for_reading(path, author, clock)
    if create and not path.exists():
        _make_folder(path.parent)
    elif not path.exists() or not _may_write(path):
        return _open_for_reading(path, author, clock)
    lock = _acquire(path)
    try:
        return _open_for_writing(path, lock, author=author, create=create, clock=clock)
    except BaseException:
        lock.release()
        raise


def open_memory_library(author: str = "", *, clock: Clock = _read_clock) -> SqlLibrary:
    """Make an empty library that lives in memory until it is closed."""
    engine = make_memory_engine()
    with engine.connect() as connection:
        create_schema(connection)
        connection.commit()
    return SqlLibrary(writer=engine, reader=engine, author=author, clock=clock)


def _open_for_writing(
    path: Path, lock: LibraryLock, *, author: str, create: bool, clock: Clock
) -> SqlLibrary:
    if create and not path.exists():
        _create_file(path)
    read_schema_version(path)
    was_left_open = _has_log(path)
    writer = make_engine(path, Access.WRITE)
    try:
        version = _check(writer, path, thoroughly=was_left_open)
        if version < SCHEMA_VERSION:
            from db.migrating import migrate_library

            migrate_library(writer, path, from_version=version, now=clock())
    except BaseException:
        writer.dispose()
        raise
    reader = make_engine(path, Access.READ)
    return SqlLibrary(
        writer=writer, reader=reader, author=author, clock=clock, path=path, lock=lock
    )


def _open_for_reading(path: Path, author: str, clock: Clock) -> SqlLibrary:
    read_schema_version(path)
    reader = make_engine(path, _find_reading_access(path))
    try:
        _require_current(_check(reader, path, thoroughly=False), path)
    except BaseException:
        reader.dispose()
        raise
    return SqlLibrary(writer=None, reader=reader, author=author, clock=clock, path=path)


def _require_current(version: int, path: Path) -> None:
    if version < SCHEMA_VERSION:
        message = (
            f"{path} was written by an older version of this program; open it once for "
            "writing, so that it can be brought up to date."
        )
        raise LibraryError(message)


def _find_reading_access(path: Path) -> Access:
    try:
        connect(path, Access.READ_ONLY).close()
    except sqlite3.OperationalError:
        # a log cannot be shared in a folder that is read-only; without one nothing is missed
        if _has_log(path):
            message = (
                f"{path} cannot be read in a folder that is read-only, because its last changes "
                "lie beside it; copy the folder to a place that can be written."
            )
            raise LibraryError(message) from None
        return Access.FROZEN
    except sqlite3.DatabaseError:
        return Access.READ_ONLY  # damaged: the check that follows says so
    return Access.READ_ONLY


def _check(engine: Engine, path: Path, *, thoroughly: bool) -> int:
    """Check the file's health and give its schema number."""
    with engine.connect() as connection:
        if path.stat().st_size <= CHECKED_UP_TO:
            _check_pages(connection, path, thoroughly=thoroughly)
        foreign = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        name = connection.exec_driver_sql(foreign).scalar()
        if name is not None:
            message = f"{path} contains program parts that are not ours ({name}); do not use it."
            raise LibraryDamagedError(message)
        # the header in the file may be older than what a log beside it says
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        refuse_newer(version, path)
        if version == SCHEMA_VERSION:
            _require_tables(connection, path)
    return version


def _check_pages(connection: Connection, path: Path, *, thoroughly: bool) -> None:
    pragma = "integrity_check" if thoroughly else "quick_check"
    found = connection.exec_driver_sql(f"PRAGMA {pragma}(1)").scalar()
    if found != "ok":
        message = f"{path} is damaged ({found}); restore the newest backup."
        raise LibraryDamagedError(message)


def _require_tables(connection: Connection, path: Path) -> None:
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    missing = {*metadata.tables, *(index.name for index in SEARCH_INDEXES.values())}.difference(
        found.scalars()
    )
    if missing:
        message = f"{path} is damaged (no table {min(missing)}); restore the newest backup."
        raise LibraryDamagedError(message)


def _create_file(path: Path) -> None:
    """Make an empty library under another name and let it take its own when it is whole."""
    unfinished = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    try:
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _fill_file(unfinished, name=path)
        for log in _log_paths(path):
            if log.exists():  # of a library that is gone: played into this one it would ruin it
                log.replace(log.with_name(f"{log.name}.left-over"))
        unfinished.replace(path)
    except OSError as error:
        raise LibraryError(_explain_os_error(error, path)) from error
    finally:
        for leftover in (unfinished, *_log_paths(unfinished)):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _fill_file(path: Path, *, name: Path) -> None:
    engine = make_engine(path, Access.WRITE, name=name)
    try:
        with engine.connect() as connection:
            create_schema(connection)
            connection.commit()
    finally:
        engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(_explain_os_error(error, folder)) from error


def _acquire(path: Path) -> LibraryLock:
    try:
        return LibraryLock(path)
    except OSError as error:
        message = f"{path} could not be locked ({error.strerror}); check its folder's permissions."
        raise LibraryError(message) from error


def _explain_os_error(error: OSError, path: Path) -> str:
    return f"{path} could not be created ({error.strerror}); choose another folder."


def _may_write(path: Path) -> bool:
    """Tell whether the file and its folder can be written, by opening rather than by rights."""
    if not path.is_file() or not os.access(path.parent, os.W_OK):
        return False
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False


def _has_log(path: Path) -> bool:
    log = _log_paths(path)[0]
    return log.exists() and log.stat().st_size > 0


def _log_paths(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
