"""Backups of a library: made while it is in use, verified when made, thinned with age."""

import contextlib
import os
import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from briefing.errors import LibraryDamagedError, LibraryError
from db.connections import Access, connect, run_statement
from db.error_sorting import explain_error, is_about_writing
from db.file_header import read_schema_version
from db.library_lock import LibraryLock

KEEP_ALL = timedelta(days=2)
KEEP_DAILY = 12
KEEP_WEEKLY = 10
KEEP_MONTHLY = 9

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"(?P<stem>.+)-(?P<stamp>\d{8}T\d{6}\.\d{6}Z)(?:-(?P<reason>[a-z0-9-]+))?")
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table'"
    " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'records_fts_%' ORDER BY name"
)


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """One backup of a library; `reason` is empty for a regular one."""

    path: Path
    made: datetime
    reason: str
    size: int


def backup_folder(library: Path) -> Path:
    """Give the folder in which the backups of a library lie unless another is chosen."""
    return library.with_name(f"{library.stem} backups")


def back_up_file(library: Path, folder: Path, *, now: datetime, reason: str = "") -> Path:
    """Make a backup of the library, which may be open and being written meanwhile.

    The backup takes its name only when it was read back and found whole. `reason` (small
    letters, digits, hyphens) goes into the name; a backup with a reason is never thinned out.
    Raises LibraryError.
    """
    stamp = now.astimezone(UTC).strftime(_STAMP)
    words = f"-{reason}" if reason else ""
    target = folder / f"{library.stem}-{stamp}{words}{library.suffix}"
    unfinished = folder / f".{target.name}.{os.urandom(4).hex()}.tmp"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _create_private(unfinished)
        _copy_and_verify(library, unfinished, name=target)
        unfinished.replace(target)
        _sync_folder(folder)
    except OSError as error:
        message = f"No backup could be made in {folder} ({error.strerror}); choose another folder."
        raise LibraryError(message) from error
    finally:
        _remove(unfinished)
    return target


def list_backups(library: Path, folder: Path | None = None) -> list[Backup]:
    """List the backups of this library, newest first; other files in the folder are left out."""
    folder = folder or backup_folder(library)
    found = []
    for path in folder.glob("*") if folder.is_dir() else ():
        match = _NAME.fullmatch(path.stem)
        if match and match["stem"] == library.stem and path.suffix == library.suffix:
            backup = _describe(path, match["stamp"], match["reason"] or "")
            found += [backup] if backup else []
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def verify_backup(path: Path) -> None:
    """Read all of a backup; raises LibraryError when it would not do as a library."""
    read_schema_version(path)
    _count_rows(path)


def thin_backups(library: Path, folder: Path | None = None, *, now: datetime) -> list[Path]:
    """Delete the backups that age has made superfluous; gives their paths.

    One that cannot be deleted stays, to be tried again the next time.
    """
    regular = [backup for backup in list_backups(library, folder) if not backup.reason]
    kept = choose_kept([backup.made for backup in regular], now=now)
    gone = []
    for backup in regular:
        if backup.made not in kept:
            with contextlib.suppress(OSError):
                backup.path.unlink()
                gone.append(backup.path)
    return gone


def choose_kept(moments: Sequence[datetime], *, now: datetime) -> set[datetime]:
    """Choose which backups to keep, by the moments they were made.

    All of the last two days and of the future (clocks do go wrong); before that the last one of
    each of 12 days, then of 10 weeks, then of 9 months. The newest is always kept.
    """
    newest_first = sorted(moments, reverse=True)
    old = [moment for moment in newest_first if moment < now - KEEP_ALL]
    kept = set(newest_first[:1]) | (set(newest_first) - set(old))
    for period, count in (
        ("%Y-%m-%d", KEEP_DAILY),
        ("%G-%V", KEEP_WEEKLY),
        ("%Y-%m", KEEP_MONTHLY),
    ):
        chosen, old = _keep_one_each(old, period, count)
        kept |= chosen
    return kept


def restore_backup(backup: Path, library: Path, *, now: datetime) -> Path | None:
    """Put a backup in the place of a library that is closed.

    What was there is kept beside it, with its log; gives its new path, or None if nothing was
    there. Raises LibraryError when the backup is not sound or the library is open; then nothing
    has changed.
    """
    verify_backup(backup)
    unfinished = library.with_name(f".{library.name}.{os.urandom(4).hex()}.tmp")
    lock = None
    try:
        library.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = LibraryLock(library)
        _create_private(unfinished)
        _copy_and_verify(backup, unfinished, name=library)
        # a log that belongs to another file would damage the restored one
        moved = _move_away(library, now)
        unfinished.replace(library)
        _sync_folder(library.parent)
    except OSError as error:
        message = f"{library} could not be restored ({error.strerror}); the backup is {backup}."
        raise LibraryError(message) from error
    finally:
        _remove(unfinished)
        if lock is not None:
            lock.release()
    return moved


def _copy_and_verify(source: Path, target: Path, *, name: Path) -> None:
    """Copy a library and read the copy back; `name` is what the copy will be called."""
    try:
        expected = _copy(source, target)
    except sqlite3.Error as error:
        explained = explain_error(error, name if is_about_writing(error) else source)
        if explained is None:
            raise
        raise explained from error
    read_schema_version(target)
    if _count_rows(target) != expected:
        message = f"The copy of {source} is not whole; check the disk and try again."
        raise LibraryError(message)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _copy(source: Path, target: Path) -> dict[str, int]:
    with contextlib.closing(_connect_for_reading(source)) as reading:
        reading.execute("BEGIN")  # what is counted is what is copied
        counts = _count(reading)
        with contextlib.closing(sqlite3.connect(target)) as writing:
            reading.backup(writing)
            # one file without a log, which can be read from any medium
            writing.execute("PRAGMA journal_mode=DELETE")
        return counts


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    log = path.with_name(f"{path.name}-wal")
    try:
        return connect(path, Access.READ_ONLY)
    except sqlite3.OperationalError:
        if log.exists() and log.stat().st_size:
            raise
        return connect(path, Access.FROZEN)


def _count_rows(path: Path) -> dict[str, int]:
    def check_and_count() -> dict[str, int]:
        with contextlib.closing(connect(path, Access.FROZEN)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                message = f"{path} is damaged ({found}); choose another backup."
                raise LibraryDamagedError(message)
            return _count(connection)

    counts: dict[str, int] = run_statement(path, check_and_count)
    return counts


def _count(connection: sqlite3.Connection) -> dict[str, int]:
    # an older library has other tables
    counts = {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608  # the file's own names
        for (table,) in connection.execute(_TABLES).fetchall()
    }
    return {**counts, "version": connection.execute("PRAGMA user_version").fetchone()[0]}


def _move_away(library: Path, now: datetime) -> Path | None:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    kept = library.with_name(f"{library.name}.damaged-{stamp}")
    for ending in ("-wal", "-shm"):
        beside = library.with_name(library.name + ending)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + ending))
    if not library.exists():
        return None
    library.replace(kept)
    return kept


def _keep_one_each(
    newest_first: Sequence[datetime], period: str, count: int
) -> tuple[set[datetime], list[datetime]]:
    """Keep the newest of each period, `count` times; gives them and what is older."""
    chosen: dict[str, datetime] = {}
    for index, moment in enumerate(newest_first):
        name = moment.strftime(period)
        if name not in chosen:
            if len(chosen) == count:
                return set(chosen.values()), list(newest_first[index:])
            chosen[name] = moment
    return set(chosen.values()), []


def _describe(path: Path, stamp: str, reason: str) -> Backup | None:
    try:
        made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return Backup(path=path, made=made, reason=reason, size=path.stat().st_size)
    except (ValueError, OSError):  # a name that only looks like ours, or a file just deleted
        return None


def _create_private(path: Path) -> None:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _remove(unfinished: Path) -> None:
    for leftover in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
        with contextlib.suppress(OSError):  # its folder may never have been there
            leftover.unlink()


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows cannot, and need not
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
