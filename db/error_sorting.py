"""Sorts the errors of SQLite into what an analyst can act on."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from briefing.errors import LibraryDamagedError, LibraryError, LibraryLockedError

_PRIMARY_CODE = 0xFF  # an extended code carries the primary one in its low byte

_Explain = Callable[[str], str]

_SENTENCES: dict[int, tuple[type[LibraryError], _Explain]] = {
    sqlite3.SQLITE_BUSY: (
        LibraryLockedError,
        lambda place: f"Another program is writing to {place}; close it there or try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        LibraryLockedError,
        lambda place: f"Another program is writing to {place}; close it there or try again.",
    ),
    sqlite3.SQLITE_PROTOCOL: (
        LibraryLockedError,
        lambda place: f"Another program is using {place}; close it there or try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        LibraryError,
        lambda place: f"{place} is read-only, so nothing was saved; save a copy elsewhere.",
    ),
    sqlite3.SQLITE_PERM: (
        LibraryError,
        lambda place: f"You may not write to {place}; save a copy elsewhere.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        LibraryError,
        lambda place: f"{place} cannot be opened; check that it and its folder are there.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        LibraryDamagedError,
        lambda place: f"{place} is damaged; restore the newest backup.",
    ),
    sqlite3.SQLITE_NOTADB: (
        LibraryDamagedError,
        lambda place: f"{place} is not a library, or is damaged; restore the newest backup.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        LibraryError,
        lambda place: f"A text or file is too large to be kept in {place}; make it smaller.",
    ),
    sqlite3.SQLITE_NOMEM: (
        LibraryError,
        lambda place: f"There is not enough memory to work with {place}; close other programs.",
    ),
}


def explain_error(error: sqlite3.Error, path: Path | None) -> LibraryError | None:
    """Give the error to raise instead, or None for a defect of ours (wrong SQL, for example)."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    place = str(path) if path else "the library in memory"
    primary = code & _PRIMARY_CODE
    if primary == sqlite3.SQLITE_FULL:
        return LibraryError(_explain_full(place, path))
    if primary == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"{place} could not be read or written ({error}), so nothing was saved; "
            "check the disk and its free space, then try again."
        )
    if primary not in _SENTENCES:
        return None
    kind, explain = _SENTENCES[primary]
    return kind(explain(place))


def is_about_writing(error: sqlite3.Error) -> bool:
    """Tell whether an error of copying is the target's rather than the source's."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


def _explain_full(place: str, path: Path | None) -> str:
    free = ""
    if path:
        try:
            free = f" ({shutil.disk_usage(path.parent).free // 2**20} MB free)"
        except OSError:  # the folder itself is gone; the sentence does without
            free = ""
    return f"There is no space left for {place}{free}; nothing was saved: free some and try again."
