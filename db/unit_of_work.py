"""One transaction on a library."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from briefing.ports import CreatedRange, TouchedRecord
from db.repositories import Session, SqlAttachmentRepository, SqlRecordRepository


class SqlUnitOfWork:
    """A transaction that begins with the block; satisfies briefing.ports.UnitOfWork.

    `connecting` gives the connection with its transaction begun, and takes it back; whatever is
    not committed by then is rolled back. Use before or after the block is a RuntimeError.
    """

    def __init__(
        self,
        connecting: AbstractContextManager[Connection],
        *,
        author: str,
        clock: Callable[[], datetime],
        writing: bool,
    ) -> None:
        self._connecting = connecting
        self._author = author
        self._clock = clock
        self._writing = writing
        self._stack = ExitStack()
        self._connection: Connection | None = None
        self._records: SqlRecordRepository | None = None
        self._attachments: SqlAttachmentRepository | None = None

    @property
    def records(self) -> SqlRecordRepository:
        """The records."""
        if self._records is None:
            raise RuntimeError(_NOT_BEGUN)
        return self._records

    @property
    def attachments(self) -> SqlAttachmentRepository:
        """The attached files."""
        if self._attachments is None:
            raise RuntimeError(_NOT_BEGUN)
        return self._attachments

    @property
    def touched(self) -> Sequence[TouchedRecord]:
        """Every record changed so far: as it was at the start of the block, and as it is now."""
        return self.records.touched

    @property
    def created(self) -> Sequence[CreatedRange]:
        """The ranges of records that were made, trashed or restored as a whole."""
        return self.records.created

    def __enter__(self) -> Self:
        if self._records is not None:
            raise RuntimeError(_ONCE)
        connection = self._stack.enter_context(self._connecting)
        session = Session(
            connection=connection,
            author=self._author,
            clock=self._clock,
            require_open=self._require_open,
            require_writing=self._require_writing,
        )
        self._connection = connection
        self._records = SqlRecordRepository(session)
        self._attachments = SqlAttachmentRepository(session)
        return self

    def commit(self) -> None:
        """Make all of it durable; the unit can only be left after that.

        Raises LibraryError (disk full, read-only, locked); then nothing of it is stored.
        """
        connection = self._require_writing()
        self.records.flush()
        connection.commit()
        self._connection = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection = None
        self._stack.close()

    def _require_open(self) -> Connection:
        if self._connection is None:
            raise RuntimeError(_ENDED)
        return self._connection

    def _require_writing(self) -> Connection:
        if not self._writing:
            raise RuntimeError(_ONLY_READS)
        return self._require_open()


_NOT_BEGUN = "A unit of work is used inside its with block"
_ONCE = "A unit of work is used once; begin another one"
_ENDED = "The unit of work has ended; begin another one"
_ONLY_READS = "This unit of work only reads; begin one that writes"
