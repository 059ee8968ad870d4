"""The lock by which one program at a time has a library open.

It is a lock of the operating system on a small file beside the library, so that it ends with
the process however that ends; the file itself stays and means nothing.
"""

import contextlib
import errno
import os
import sys
from pathlib import Path

from briefing.errors import LibraryError, LibraryLockedError

_LOCKED_BYTE = 2**30  # far behind the text: Windows lets nobody read locked bytes
_REFUSALS = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EWOULDBLOCK})


class LibraryLock:
    """Holds the lock until `release`; raises LibraryLockedError when another holds it."""

    def __init__(self, library: Path) -> None:
        self._file: int | None = _open_lock_file(library)
        try:
            _lock(self._file)
        except OSError as error:
            holder = _read_holder(self._file)
            self.release()
            if error.errno not in _REFUSALS:
                message = f"{library} cannot be locked on this disk ({error.strerror})."
                raise LibraryError(message) from error
            message = f"{library} is open in another window{holder}; close it there first."
            raise LibraryLockedError(message) from error
        _write_holder(self._file)

    def release(self) -> None:
        """Give up the lock; safe to call twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def lock_path(library: Path) -> Path:
    """Give the path of the lock file that belongs to the library."""
    return library.with_name(f"{library.name}.lock")


def _open_lock_file(library: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
    return os.open(lock_path(library), flags, 0o600)


def _read_holder(file: int) -> str:
    with contextlib.suppress(OSError, ValueError):
        os.lseek(file, 0, os.SEEK_SET)
        return f" (process {int(os.read(file, 20))})"
    return ""


def _write_holder(file: int) -> None:
    with contextlib.suppress(OSError):  # a full disk must not keep anybody from reading
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, str(os.getpid()).encode())


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
