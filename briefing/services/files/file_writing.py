"""Writes files so that an older file at the place survives any failure.

The bytes go to a new file beside the target, reach the disk, and only then take its name; with
several files all are on the disk before the first takes its name.
"""

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from briefing.errors import ExportError

_LOCK_PATTERNS = (".~lock.{name}#", "~${short}")
"""Files that LibreOffice and Word leave beside a document while they have it open."""


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write all of the files, or none of them.

    Raises ExportError with one sentence when a folder is missing, a file is read-only or open
    elsewhere, or the disk is full; the files that stood there are then as they were.
    """
    for path in contents:
        _require_writable(path)
    finished: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            finished[path] = _write_beside(path, content)
        for path, temporary in finished.items():
            _take_name(temporary, path)
    finally:
        for temporary in finished.values():
            temporary.unlink(missing_ok=True)


def explain_os_error(error: OSError, path: Path) -> str:
    """Say in one sentence why the file could not be written and what to do next."""
    reasons = {
        errno.ENOSPC: f"There is no space left on the disk for {path}; free some and try again.",
        errno.EDQUOT: f"Your disk quota is used up, so {path} was not written; free some space.",
        errno.EFBIG: f"{path} would be larger than the file system allows; choose another folder.",
        errno.EROFS: f"{path.parent} is read-only; choose another folder.",
        errno.EACCES: f"You may not write to {path}; choose another folder or name.",
        errno.EPERM: f"You may not write to {path}; choose another folder or name.",
        errno.ENOENT: f"The folder {path.parent} does not exist; create it or choose another.",
        errno.ENOTDIR: f"{path.parent} is not a folder; choose another place.",
        errno.ENAMETOOLONG: f"The file name {path.name[:40]}… is too long; choose a shorter one.",
    }
    told = reasons.get(error.errno or 0)
    return told or f"{path} could not be written ({error.strerror or error}); try another folder."


def _require_writable(path: Path) -> None:
    folder = path.parent
    if not folder.exists():
        message = f"The folder {folder} does not exist; create it or choose another."
        raise ExportError(message)
    # a device or a pipe is there for others: moving a file into its place would destroy it
    if (path.exists() and not path.is_file()) or not folder.is_dir():
        wrong = folder if not folder.is_dir() else path
        message = f"{wrong} is not a place for a file; choose another."
        raise ExportError(message)
    if path.exists() and not _may_write(path):
        message = f"{path} is read-only; allow writing to it or choose another name."
        raise ExportError(message)
    _require_closed(path)


def _may_write(path: Path) -> bool:
    # root may write anything, yet a file marked read-only was marked so for a reason
    return bool(path.stat().st_mode & stat.S_IWUSR) and os.access(path, os.W_OK)


def _require_closed(path: Path) -> None:
    for pattern in _LOCK_PATTERNS:
        mark = path.with_name(pattern.format(name=path.name, short=path.name[2:]))
        if path.exists() and mark.exists():
            message = f"{path} is open in another program; close it there or choose another name."
            raise ExportError(message)


def _write_beside(path: Path, content: bytes) -> Path:
    temporary = path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ExportError(explain_os_error(error, path)) from error
    return temporary


def _take_name(temporary: Path, path: Path) -> None:
    try:
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except PermissionError as error:  # Windows: another program holds the file open
        message = f"{path} is open in another program; close it there or choose another name."
        raise ExportError(message) from error
    except OSError as error:
        raise ExportError(explain_os_error(error, path)) from error
