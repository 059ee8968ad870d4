"""The titles of records that forms refer to, each read once for all forms of a session."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.kinds import AnyRecord
from briefing.records.source import Source
from briefing.services.history import LibraryChange
from ui.session.library_session import LibrarySession


class ListedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a picker knows of a record; `key` is the citation key of a source."""

    id: RecordId
    kind: str
    title: str
    key: str = ""

    @property
    def label(self) -> str:
        """The title, and the key where there is one."""
        return f"{self.title} [{self.key}]" if self.key else self.title


class RecordTitles(QObject):
    """Knows the titles of records by their ids; those it does not know are read together.

    A library may hold a million records, so nothing is listed beforehand.
    """

    listed = Signal()  # titles have come in or changed

    def __init__(self, session: LibrarySession) -> None:
        super().__init__(session)
        self.session = session
        self._known: dict[RecordId, ListedRecord | None] = {}
        self._wanted: set[RecordId] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_up)
        session.changed.connect(self._on_library_changed)

    def find(self, record_id: RecordId) -> ListedRecord | None:
        """Give a record; None while it is not known, and for one that is not in the library."""
        if record_id not in self._known:
            self._wanted.add(record_id)
            self._timer.start()
        return self._known.get(record_id)

    def is_missing(self, record_id: RecordId) -> bool:
        """Tell whether the library is known not to hold the record."""
        return record_id in self._known and self._known[record_id] is None

    def find_title(self, kind: str, record_id: str | None) -> str:
        """Give the title of a record of this kind; empty while it is not known."""
        record = self.find(RecordId(record_id)) if record_id else None
        return record.title if record and record.kind == kind else ""

    def learn(self, record: ListedRecord) -> None:
        """Take note of a record that a search found."""
        self._known[record.id] = record

    def _look_up(self) -> None:
        wanted = sorted(self._wanted)
        self._wanted.clear()

        def read(library: Library) -> Mapping[RecordId, AnyRecord]:
            with library.read() as unit:
                return unit.records.get_records(wanted)

        def on_read(found: Mapping[RecordId, AnyRecord]) -> None:
            for record_id in wanted:
                record = found.get(record_id)
                self._known[record_id] = _list_one(record) if record else None
            self.listed.emit()

        self.session.read_after_changes(read, on_read)

    def _on_library_changed(self, change: LibraryChange) -> None:
        known = self._known.keys() & change.records.keys()
        for record_id in known:
            record = change.records[record_id]
            self._known[record_id] = _list_one(record) if record else None
        if known:
            self.listed.emit()


def get_titles(session: LibrarySession) -> RecordTitles:
    """Give the titles of this session; all of its forms share them."""
    found = session.findChild(RecordTitles)
    return found if isinstance(found, RecordTitles) else RecordTitles(session)


def _list_one(record: AnyRecord) -> ListedRecord:
    key = record.key if isinstance(record, Source) else ""
    return ListedRecord(id=record.id, kind=record.kind, title=record.display_title, key=key)
