"""Reads what a preview needs again and again, and from the library only what has changed.

A snapshot taken through it equals one taken from the library, but for what was typed and is not
stored yet: that is laid over it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from briefing.errors import BriefingError
from briefing.identifiers import RecordId
from briefing.ports import Library, RevisionSummary, UnitOfWork
from briefing.records.kinds import AnyRecord
from briefing.records.source import Source
from briefing.services.history import Change, LibraryChange
from briefing.services.pages.snapshots import ReferenceMemory, take_snapshot
from briefing.snapshot import Snapshot


class WarmLibrary:
    """A library for readers, whose records are remembered between two readings.

    Every change has to be told with `note`, or what was read before it is given. Not for two
    threads at once; but `is_stale` may be set from any, to have all of it read anew next time.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._records: dict[RecordId, AnyRecord] = {}
        self._histories: dict[RecordId, Sequence[RevisionSummary]] = {}
        self._revisions: dict[tuple[RecordId, int], AnyRecord] = {}
        self._keys: dict[str, RecordId | None] = {}
        self._drafts: Sequence[Change] = ()
        self.is_stale = False
        self._references = ReferenceMemory()

    def note(self, change: LibraryChange) -> None:
        """Forget or replace what a change touched."""
        if change.created:
            self.forget()
            return
        for record_id, record in change.records.items():
            self._histories.pop(record_id, None)
            if record is None:
                self._forget_record(record_id)
            else:
                self._records[record_id] = record
        if any(record is None or isinstance(record, Source) for record in change.records.values()):
            self._keys.clear()

    def forget(self) -> None:
        """Read all of it anew next time."""
        for remembered in (self._records, self._histories, self._revisions, self._keys):
            remembered.clear()

    def take_snapshot(self, briefing_id: RecordId, drafts: Sequence[Change] = ()) -> Snapshot:
        """Take a snapshot as if the drafts were stored; one that cannot be is left out.

        Raises what `briefing.services.pages.snapshots.take_snapshot` raises.
        """
        if self.is_stale:
            self.is_stale = False
            self.forget()
        self._drafts = drafts
        return take_snapshot(cast("Library", self), briefing_id, references=self._references)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Begin a transaction that only reads."""
        with self._library.read() as unit:
            warm = cast("UnitOfWork", _WarmUnit(self, unit))  # readers use no more than it has
            for draft in self._drafts:
                _try_out(draft, warm)
            yield warm

    def _forget_record(self, record_id: RecordId) -> None:
        self._records.pop(record_id, None)
        for key in [key for key in self._revisions if key[0] == record_id]:
            del self._revisions[key]  # it may be gone for good

    # --- what the unit of work asks for

    def get_records(
        self, unit: UnitOfWork, record_ids: Iterable[RecordId]
    ) -> dict[RecordId, AnyRecord]:
        """Give those of the records that exist, in the order in which the library gives them."""
        wanted = tuple(record_ids)
        if missing := [one for one in wanted if one not in self._records]:
            self._records.update(unit.records.get_records(missing))
        return {one: self._records[one] for one in wanted if one in self._records}

    def find_source_by_key(self, unit: UnitOfWork, key: str) -> RecordId | None:
        """Give the id of the source with this citation key."""
        if key not in self._keys:
            self._keys[key] = unit.records.find_source_by_key(key)
        return self._keys[key]

    def list_revisions(self, unit: UnitOfWork, record_id: RecordId) -> Sequence[RevisionSummary]:
        """List the revisions, newest first."""
        if record_id not in self._histories:
            self._histories[record_id] = unit.records.list_revisions(record_id)
        return self._histories[record_id]

    def get_revision(self, unit: UnitOfWork, record_id: RecordId, revision: int) -> AnyRecord:
        """Give the record as of that revision."""
        key = (record_id, revision)
        if key not in self._revisions:
            self._revisions[key] = unit.records.get_revision(record_id, revision)
        return self._revisions[key]


class _WarmUnit:
    """One reading: the library's unit of work with warm records."""

    def __init__(self, library: WarmLibrary, unit: UnitOfWork) -> None:
        self.records = _WarmRecords(library, unit)
        self.attachments = unit.attachments


class _WarmRecords:
    """The records of one reading; what is saved in it is seen by it alone."""

    def __init__(self, library: WarmLibrary, unit: UnitOfWork) -> None:
        self._library = library
        self._unit = unit
        self._drafts: dict[RecordId, AnyRecord] = {}

    def get_record(self, record_id: RecordId) -> AnyRecord:
        record = self.find_record(record_id)
        # the library says in its own words what it has not
        return self._unit.records.get_record(record_id) if record is None else record

    def find_record(self, record_id: RecordId) -> AnyRecord | None:
        return self.get_records((record_id,)).get(record_id)

    def get_records(self, record_ids: Iterable[RecordId]) -> dict[RecordId, AnyRecord]:
        found = self._library.get_records(self._unit, record_ids)
        return {key: self._drafts.get(key, record) for key, record in found.items()}

    def save_record(self, record: AnyRecord, *, reason: str = "") -> AnyRecord:
        del reason
        self._drafts[record.id] = record
        return record

    def find_source_by_key(self, key: str) -> RecordId | None:
        return self._library.find_source_by_key(self._unit, key)

    def list_revisions(self, record_id: RecordId) -> Sequence[RevisionSummary]:
        return self._library.list_revisions(self._unit, record_id)

    def get_revision(self, record_id: RecordId, revision: int) -> AnyRecord:
        return self._library.get_revision(self._unit, record_id, revision)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit.records, name)


def _try_out(draft: Change, unit: UnitOfWork) -> None:
    try:
        draft.apply(unit)
    except BriefingError:
        return  # its form tells why it cannot be stored; the pages go on without it
