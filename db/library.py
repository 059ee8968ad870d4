"""An open library: hands out units of work, keeps writers in line, closes cleanly."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from briefing.errors import LibraryError
from briefing.folding import drop_surrogates
from db.compacting import compact_file
from db.connections import run_statement
from db.library_lock import LibraryLock
from db.unit_of_work import SqlUnitOfWork

Clock = Callable[[], datetime]
"""Gives the present moment in UTC."""


class SqlLibrary:
    """A library that is open; satisfies briefing.ports.Library.

    Usable from any thread. Writers wait for each other; readers of a file see the state before
    a write that is going on. In memory there is one connection, and readers wait too. A second
    writing unit (in memory: any second unit) within a unit of the same thread is a RuntimeError.
    """

    def __init__(
        self,
        *,
        writer: Engine | None,
        reader: Engine,
        author: str,
        clock: Clock,
        path: Path | None = None,
        lock: LibraryLock | None = None,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._author = drop_surrogates(author)
        self._clock = clock
        self._path = path
        self._lock = lock
        self._turn = _Turn()
        self._closed = False

    @property
    def path(self) -> Path | None:
        """Where it lies, or None for one in memory."""
        return self._path

    @property
    def author(self) -> str:
        """The name under which revisions are saved."""
        return self._author

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved in it."""
        return self._writer is None

    def begin(self) -> SqlUnitOfWork:
        """Begin a transaction that may write; raises LibraryError when it is read-only."""
        if self._writer is None:
            raise LibraryError(self._explain_read_only())
        return self._make_unit(self._writer, writing=True)

    def read(self) -> SqlUnitOfWork:
        """Begin a transaction that only reads; its commit is an error."""
        return self._make_unit(self._reader, writing=False)

    @contextmanager
    def connect(self, *, writing: bool = False) -> Iterator[Connection]:
        """Give a connection with a transaction begun, for work on the storage as a whole."""
        engine = self._writer if writing else self._reader
        if engine is None:
            raise LibraryError(self._explain_read_only())
        with self._begin(engine) as connection:
            yield connection

    def compact(self) -> None:
        """Rewrite the file without what was deleted, its log included.

        Raises LibraryError when it is read-only, LibraryLockedError when it is read meanwhile.
        """
        if self._writer is None:
            raise LibraryError(self._explain_read_only())
        with self._turn:
            self._require_open()
            if self._path is not None:
                self._reader.dispose()  # a reader that rests would keep the log from being emptied
            connection = self._writer.raw_connection()
            try:
                run_statement(self._path, lambda: compact_file(connection.cursor()))
            finally:
                connection.close()

    def list_backups(self) -> Sequence[Path]:
        """List the backups in the library's own folder for them, newest first."""
        from db.backups import list_backups  # rarely wanted

        return [backup.path for backup in list_backups(self._path)] if self._path else []

    def remove_backups(self) -> int:
        """Delete all of these backups and give their count; raises LibraryError."""
        backups = self.list_backups()
        for backup in backups:
            try:
                backup.unlink(missing_ok=True)
            except OSError as error:
                message = f"The backup {backup} could not be deleted ({error.strerror})."
                raise LibraryError(message) from error
        return len(backups)

    def copy_to(self, target: Path) -> None:
        """Write a whole copy, verified; raises LibraryError."""
        from db.backups import back_up_file  # rarely wanted

        if self._path is None:
            message = "A library in memory cannot be copied; export its records instead."
            raise LibraryError(message)
        if target.exists():
            message = f"{target} is there already; choose another name."
            raise LibraryError(message)
        made = back_up_file(self._path, target.parent, now=self._clock(), reason="copy")
        try:
            made.rename(target)
        except OSError as error:
            made.unlink(missing_ok=True)
            message = f"The copy could not be named {target} ({error.strerror}); choose another."
            raise LibraryError(message) from error

    def close(self) -> None:
        """Close it and give up its lock, after a write that is going on; safe to call twice."""
        with self._turn:
            if self._closed:
                return
            self._closed = True
            self._reader.dispose()
            if self._writer is not None:
                self._writer.dispose()  # last, so that it writes the log back into the file
            if self._lock is not None:
                self._lock.release()

    def _make_unit(self, engine: Engine, *, writing: bool) -> SqlUnitOfWork:
        connecting = self._begin(engine)
        return SqlUnitOfWork(connecting, author=self._author, clock=self._clock, writing=writing)

    def _explain_read_only(self) -> str:
        return f"{self._path} is read-only, so nothing can be saved; save a copy elsewhere."

    def _require_open(self) -> None:
        if self._closed:
            message = f"{self._path or 'The library'} is closed; open it again."
            raise LibraryError(message)

    @contextmanager
    def _begin(self, engine: Engine) -> Iterator[Connection]:
        with ExitStack() as stack:
            if engine is self._writer:
                stack.enter_context(self._turn)
            self._require_open()
            connection = stack.enter_context(engine.connect())
            connection.begin()
            yield connection


class _Turn:
    """A lock that says so when a thread would wait for itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None

    def __enter__(self) -> None:
        if self._owner == threading.get_ident():
            message = "A unit of work is open in this thread already; finish it first"
            raise RuntimeError(message)
        self._lock.acquire()
        self._owner = threading.get_ident()

    def __exit__(self, *_error: object) -> None:
        self._owner = None
        self._lock.release()
