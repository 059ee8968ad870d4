"""Protocols that the storage fills.

Rollback is what happens if nothing is said: `UnitOfWork.commit` is explicit and last.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from briefing.identifiers import RecordId
from briefing.records.kinds import AnyRecord
from briefing.records.record_filter import RecordFilter


class RecordQuery(RecordFilter, frozen=True, kw_only=True):
    """What to list, and how.

    `order` is "title" (natural: APT2 before APT10), "modified" or "date" (both newest first) or
    "killed" (most first); `descending` turns it round. With `text`, the best match comes first
    unless `by_rank` is off.
    """

    order: str = "title"
    descending: bool = False
    by_rank: bool = True
    limit: int | None = None
    offset: int = 0
    in_trash: bool = False


class RecordSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows of a record, without reading all of it.

    `native_name` is the actor's native-script name; `subtitle` is one line of plain text such
    as "armed group · IR · verified 18 January 2024" or "16 January 2024 · Panjgur, PK".
    """

    id: RecordId
    kind: str
    title: str
    revision: int
    native_name: str = ""
    subtitle: str = ""
    marking: str = ""
    tags: tuple[str, ...] = ()
    key: str = ""
    modified: datetime | None = None
    verified_on: date | None = None


class TagCount(msgspec.Struct, frozen=True, kw_only=True):
    """A tag, and how many records outside the trash have it."""

    tag: str
    count: int


class CreatedRange(msgspec.Struct, frozen=True, kw_only=True):
    """The records that one call of `save_records` made, by the first and last of their numbers."""

    first: int
    last: int
    count: int
    kinds: frozenset[str]


class RevisionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a record's history."""

    record: RecordId
    revision: int
    saved: datetime
    saved_by: str
    reason: str


class RecordRepository(Protocol):
    """The records of a library, briefings included."""

    def get_record(self, record_id: RecordId) -> AnyRecord:
        """Give the newest revision; raises RecordNotFoundError (also for one in the trash)."""
        ...

    def find_record(self, record_id: RecordId) -> AnyRecord | None:
        """Give the newest revision, or None (also for one in the trash)."""
        ...

    def get_records(self, record_ids: Iterable[RecordId]) -> dict[RecordId, AnyRecord]:
        """Give those of the records that exist, in few statements."""
        ...

    def find_source_by_key(self, key: str) -> RecordId | None:
        """Give the id of the source with this citation key."""
        ...

    def save_record(self, record: AnyRecord, *, reason: str = "") -> AnyRecord:
        """Store the record as its next revision and give it back as stored.

        `record.revision` must be the stored revision (0 for a new record), or
        RecordConflictError is raised. Also takes a record out of the trash.
        """
        ...

    def save_records(self, records: Iterable[AnyRecord], *, reason: str = "") -> int:
        """Store many new records fast, and give their count; nothing is kept of them in memory.

        Raises RecordConflictError for one that the library has already, InvalidValueError for a
        source whose key is taken or a text that cannot be stored; then the unit of work is to be
        given up.
        """
        ...

    def trash_created(self, created: CreatedRange) -> None:
        """Move all records of the range to the trash, without a revision of each.

        Raises RecordConflictError when one of them was changed, trashed or purged meanwhile.
        """
        ...

    def restore_created(self, created: CreatedRange) -> None:
        """Take all records of the range out of the trash; the opposite of `trash_created`."""
        ...

    def purge_record(self, record_id: RecordId) -> None:
        """Delete the record, in the trash or not, with all its revisions; cannot be undone.

        Attached files that no other revision refers to go too. Backups keep all of it, and the
        file keeps traces until `Library.compact`. Raises RecordNotFoundError.
        """
        ...

    def trash_record(self, record_id: RecordId, *, reason: str = "") -> None:
        """Move the record to the trash; its revisions stay."""
        ...

    def list_records(self, query: RecordQuery) -> Sequence[RecordSummary]:
        """List what matches the query."""
        ...

    def count_records(self, query: RecordQuery, *, at_most: int | None = None) -> int:
        """Count what matches the query, without regard to limit and offset.

        With `at_most` counting ends there, which a list of many thousands answers fast.
        """
        ...

    def find_numbers(
        self,
        query: RecordQuery,
        *,
        at_most: int | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Sequence[int]:
        """Give the numbers of what matches, in order, without regard to limit and offset.

        Eight bytes a record: for lists that show rows from anywhere. Ends early, with what it
        has, once `is_wanted` says no.
        """
        ...

    def list_numbered(self, numbers: Sequence[int]) -> Sequence[RecordSummary]:
        """List the records with these numbers, in this order; those purged are left out."""
        ...

    def list_tags(self) -> Sequence[TagCount]:
        """List the tags of records outside the trash, by name."""
        ...

    def list_revisions(self, record_id: RecordId) -> Sequence[RevisionSummary]:
        """List the revisions, newest first."""
        ...

    def get_revision(self, record_id: RecordId, revision: int) -> AnyRecord:
        """Give the record as of that revision; raises RecordNotFoundError."""
        ...

    def list_uses(self, record_id: RecordId) -> Sequence[RecordSummary]:
        """List the records and briefings that refer to this one."""
        ...

    def iter_records(self, kinds: Sequence[str] = ()) -> Iterator[AnyRecord]:
        """Iterate over all records of these kinds (all kinds if empty), in a fixed order."""
        ...


class AttachmentRepository(Protocol):
    """Files kept beside the records, by the SHA-256 of their content."""

    def add_attachment(self, content: bytes) -> str:
        """Store the content and give its SHA-256 in hexadecimal; the same content only once."""
        ...

    def get_attachment(self, sha256: str) -> bytes:
        """Give the content; raises RecordNotFoundError."""
        ...


class TouchedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit of work did to one record: None before is new, None after is trashed.

    A purged one is gone from the library for good; undo has to forget it.
    """

    id: RecordId
    before: AnyRecord | None
    after: AnyRecord | None
    purged: bool = False


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction. Leaving the block without `commit` rolls everything back."""

    @property
    def records(self) -> RecordRepository:
        """The records."""
        ...

    @property
    def attachments(self) -> AttachmentRepository:
        """The attached files."""
        ...

    @property
    def touched(self) -> Sequence[TouchedRecord]:
        """Every record changed so far: as it was at the start of the block, and as it is now."""
        ...

    @property
    def created(self) -> Sequence[CreatedRange]:
        """What `save_records` made so far, which `touched` leaves out."""
        ...

    def commit(self) -> None:
        """Make all of it durable. Raises LibraryError (disk full, read-only, locked)."""
        ...


class Library(Protocol):
    """An open library. Usable from any thread; changes are serialised by the caller."""

    @property
    def path(self) -> Path | None:
        """Where it lies, or None for one in memory."""
        ...

    @property
    def author(self) -> str:
        """The name under which revisions are saved."""
        ...

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved in it."""
        ...

    def begin(self) -> UnitOfWork:
        """Begin a transaction that may write."""
        ...

    def read(self) -> UnitOfWork:
        """Begin a transaction that only reads; its commit is an error."""
        ...

    def compact(self) -> None:
        """Rewrite the file without what was deleted, so that no trace of it stays in it.

        Takes as long as reading all of it and needs as much free space again. Raises
        LibraryError when it is read-only, LibraryLockedError when it is read meanwhile.
        """
        ...

    def list_backups(self) -> Sequence[Path]:
        """List the backups in the library's own folder for them, newest first."""
        ...

    def remove_backups(self) -> int:
        """Delete all of these backups and give their count.

        Raises LibraryError when one cannot be deleted; those before it are gone then.
        """
        ...

    def copy_to(self, target: Path) -> None:
        """Write a whole copy, also while it is read-only or in use.

        Raises LibraryError, also for a target that is there already.
        """
        ...

    def close(self) -> None:
        """Close it and give up its lock; safe to call twice."""
        ...
