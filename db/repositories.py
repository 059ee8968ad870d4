"""The repositories of one transaction."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from briefing.errors import InvalidValueError, RecordConflictError, RecordNotFoundError
from briefing.folding import drop_surrogates
from briefing.identifiers import RecordId
from briefing.ports import (
    CreatedRange,
    RecordQuery,
    RecordSummary,
    RevisionSummary,
    TagCount,
    TouchedRecord,
)
from briefing.records.edition import require_frozen
from briefing.records.kinds import AnyRecord
from briefing.records.record import strip_storage_fields
from db import bulk, listing, purging, revisions
from db.bulk import Stamp
from db.mapping import get_source_key
from db.tables import attachments, records
from db.write_buffer import StoredRecord, WriteBuffer

_NOT_FOUND = "The record {id} is not in the library; it may have been moved to the trash."


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """The transaction that a repository works in; `require_open` raises when it may not."""

    connection: Connection
    author: str
    clock: Callable[[], datetime]
    require_open: Callable[[], object]
    require_writing: Callable[[], object]


class SqlRecordRepository:
    """The records, as of one transaction; satisfies briefing.ports.RecordRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._buffer = WriteBuffer(session.connection)
        self._before: dict[RecordId, AnyRecord | None] = {}
        self._after: dict[RecordId, AnyRecord | None] = {}
        self._purged: set[RecordId] = set()
        self._created: list[CreatedRange] = []

    @property
    def touched(self) -> Sequence[TouchedRecord]:
        """Every record changed so far; one that came and went is left out."""
        return tuple(
            TouchedRecord(
                id=record_id,
                before=self._before[record_id],
                after=after,
                purged=record_id in self._purged,
            )
            for record_id, after in self._after.items()
            if record_id in self._purged or not (after is None and self._before[record_id] is None)
        )

    @property
    def created(self) -> Sequence[CreatedRange]:
        """The ranges of records that were made, trashed or restored as a whole."""
        return tuple(self._created)

    def flush(self) -> None:
        """Hand what was saved to the database."""
        self._buffer.flush()

    def get_record(self, record_id: RecordId) -> AnyRecord:
        """Give the newest revision; raises RecordNotFoundError (also for one in the trash)."""
        record = self.find_record(record_id)
        if record is None:
            raise RecordNotFoundError(_NOT_FOUND.format(id=drop_surrogates(record_id)))
        return record

    def find_record(self, record_id: RecordId) -> AnyRecord | None:
        """Give the newest revision, or None (also for one in the trash)."""
        self._session.require_open()
        stored = self._find_stored(record_id)
        return None if stored is None or stored.in_trash else stored.record

    def get_records(self, record_ids: Iterable[RecordId]) -> dict[RecordId, AnyRecord]:
        """Give those of the records that exist, in the order asked for."""
        ids = [RecordId(drop_surrogates(i)) for i in dict.fromkeys(record_ids)]
        return revisions.read_several(self._flushed(), ids)

    def find_source_by_key(self, key: str) -> RecordId | None:
        """Give the id of the source with this citation key."""
        self._session.require_open()
        waiting = self._buffer.find_key_owner(key)
        if waiting is not None or not key:
            return waiting
        statement = select(records.c.id).where(records.c.source_key == drop_surrogates(key))
        owner = self._session.connection.execute(statement).scalar()
        # an owner that waits to be written has another key by now, or is on its way to the trash
        if owner is None or self._buffer.find(RecordId(owner)):
            return None
        return RecordId(owner)

    def save_record(self, record: AnyRecord, *, reason: str = "") -> AnyRecord:
        """Store the record as its next revision and give it back as stored.

        Saving what is stored already adds no revision. Raises RecordConflictError when
        `record.revision` is not the stored one, InvalidValueError when another source has its
        key or a text cannot be stored.
        """
        self._session.require_writing()
        stored = self._find_stored(record.id)
        _require_newest(record, stored)
        if stored and not stored.in_trash and _say_the_same(record, stored.record):
            return stored.record
        if stored:
            require_frozen(stored.record, record)
        self._require_free_key(record)
        return self._add(record, stored, in_trash=False, reason=reason)

    def save_records(self, records: Iterable[AnyRecord], *, reason: str = "") -> int:
        """Store many new records fast, and give their count; see briefing.ports."""
        self._session.require_writing()
        stamp = Stamp(self._session.clock(), self._session.author, drop_surrogates(reason))
        made = bulk.create_records(self._flushed(), records, stamp)
        if made is not None:
            self._created.append(made)
        return made.count if made else 0

    def trash_created(self, created: CreatedRange) -> None:
        """Move all records of the range to the trash, without a revision of each."""
        self._session.require_writing()
        bulk.trash_range(self._flushed(), created)
        self._created.append(created)

    def restore_created(self, created: CreatedRange) -> None:
        """Take all records of the range out of the trash; the opposite of `trash_created`."""
        self._session.require_writing()
        bulk.restore_range(self._flushed(), created)
        self._created.append(created)

    def purge_record(self, record_id: RecordId) -> None:
        """Delete the record with all its revisions and what only it refers to."""
        self._session.require_writing()
        stored = purging.purge_record(self._flushed(), RecordId(drop_surrogates(record_id)))
        if stored is None:
            raise RecordNotFoundError(_NOT_FOUND.format(id=drop_surrogates(record_id)))
        self._before.setdefault(record_id, None if stored.in_trash else stored.record)
        self._after[record_id] = None
        self._purged.add(record_id)

    def trash_record(self, record_id: RecordId, *, reason: str = "") -> None:
        """Move the record to the trash, which its history shows as a revision.

        One that is there already stays there. Raises RecordNotFoundError.
        """
        self._session.require_writing()
        stored = self._find_stored(record_id)
        if stored is None:
            raise RecordNotFoundError(_NOT_FOUND.format(id=drop_surrogates(record_id)))
        if not stored.in_trash:
            self._add(stored.record, stored, in_trash=True, reason=reason)

    def list_records(self, query: RecordQuery) -> Sequence[RecordSummary]:
        """List what matches the query."""
        return listing.list_records(self._flushed(), query)

    def count_records(self, query: RecordQuery, *, at_most: int | None = None) -> int:
        """Count what matches the query, without regard to limit and offset; up to `at_most`."""
        return listing.count_records(self._flushed(), query, at_most)

    def find_numbers(
        self,
        query: RecordQuery,
        *,
        at_most: int | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Sequence[int]:
        """Give the numbers of what matches, in order; ends early once it is not wanted."""
        return listing.find_numbers(self._flushed(), query, at_most=at_most, is_wanted=is_wanted)

    def list_numbered(self, numbers: Sequence[int]) -> Sequence[RecordSummary]:
        """List the records with these numbers, in this order; those purged are left out."""
        return listing.list_numbered(self._flushed(), numbers)

    def list_tags(self) -> Sequence[TagCount]:
        """List the tags of records outside the trash, by name."""
        return listing.list_tags(self._flushed())

    def list_revisions(self, record_id: RecordId) -> Sequence[RevisionSummary]:
        """List the revisions, newest first; also of a record in the trash."""
        return revisions.list_history(self._flushed(), RecordId(drop_surrogates(record_id)))

    def get_revision(self, record_id: RecordId, revision: int) -> AnyRecord:
        """Give the record as of that revision; raises RecordNotFoundError."""
        record_id = RecordId(drop_surrogates(record_id))
        found = revisions.read_revision(self._flushed(), record_id, revision)
        if found is None:
            message = f"The record {record_id} has no revision {revision} in the library."
            raise RecordNotFoundError(message)
        return found

    def list_uses(self, record_id: RecordId) -> Sequence[RecordSummary]:
        """List the records and briefings that refer to this one."""
        return listing.list_uses(self._flushed(), RecordId(drop_surrogates(record_id)))

    def iter_records(self, kinds: Sequence[str] = ()) -> Iterator[AnyRecord]:
        """Iterate over the records of these kinds by kind and id; none from the trash."""
        return revisions.iter_all(self._flushed(), kinds)

    def _flushed(self) -> Connection:
        self._session.require_open()
        self._buffer.flush()
        return self._session.connection

    def _find_stored(self, record_id: RecordId) -> StoredRecord | None:
        waiting = self._buffer.find(record_id)
        if waiting:
            return waiting
        safe_id = RecordId(drop_surrogates(record_id))
        return revisions.read_newest(self._session.connection, safe_id)

    def _require_free_key(self, record: AnyRecord) -> None:
        key = get_source_key(record)
        owner = self.find_source_by_key(key) if key else None
        if owner and owner != record.id:
            title = self.get_record(owner).display_title
            message = f"The key “{key}” belongs to “{title}” already; choose another key."
            raise InvalidValueError(message)

    def _add(
        self, record: AnyRecord, stored: StoredRecord | None, *, in_trash: bool, reason: str
    ) -> AnyRecord:
        now, author = self._session.clock(), self._session.author
        old = stored.record if stored else None
        saved = msgspec.structs.replace(
            record,
            revision=old.revision + 1 if old else 1,
            created=old.created if old else now,
            created_by=old.created_by if old else author,
            modified=now,
            modified_by=author,
        )
        reason = drop_surrogates(reason)
        if stored:
            next_stored = StoredRecord(stored.number, saved, in_trash)
            self._buffer.add_revision(next_stored, saved=now, saved_by=author, reason=reason)
        else:
            self._buffer.add_new(saved, saved=now, saved_by=author, reason=reason)
        self._before.setdefault(record.id, None if stored is None or stored.in_trash else old)
        self._after[record.id] = None if in_trash else saved
        return saved


class SqlAttachmentRepository:
    """The attached files; satisfies briefing.ports.AttachmentRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_attachment(self, content: bytes) -> str:
        """Store the content and give its SHA-256 in hexadecimal; the same content only once."""
        self._session.require_writing()
        sha256 = hashlib.sha256(content).hexdigest()
        row = {"sha256": sha256, "size": len(content), "content": content}
        self._session.connection.execute(insert(attachments).on_conflict_do_nothing(), row)
        return sha256

    def get_attachment(self, sha256: str) -> bytes:
        """Give the content; raises RecordNotFoundError."""
        self._session.require_open()
        statement = select(attachments.c.content).where(
            attachments.c.sha256 == drop_surrogates(sha256)
        )
        content = self._session.connection.execute(statement).scalar()
        if content is None:
            message = f"The attached file {drop_surrogates(sha256)[:12]}… is not in the library."
            raise RecordNotFoundError(message)
        return bytes(content)


def _require_newest(record: AnyRecord, stored: StoredRecord | None) -> None:
    newest = stored.record.revision if stored else 0
    if record.revision == newest:
        return
    if stored is None:
        message = (
            f"“{record.display_title}” claims to be revision {record.revision} of a record that "
            "is not in the library; save it as a new one."
        )
    else:
        message = (
            f"“{stored.record.display_title}” was changed meanwhile (revision {newest} by "
            f"{stored.record.modified_by or 'somebody'}); look at that before saving again."
        )
    raise RecordConflictError(message)


def _say_the_same(one: AnyRecord, other: AnyRecord) -> bool:
    return strip_storage_fields(one) == strip_storage_fields(other)
