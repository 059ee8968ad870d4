"""The titles of the library's records, listed once for all the pickers of a window."""

from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefing.identifiers import RecordId
from briefing.ports import RecordQuery, RecordSummary
from briefing.records.kinds import AnyRecord
from briefing.records.source import Source
from briefing.services.history import LibraryChange
from briefing.services.searching import list_records
from ui.library_session import LibrarySession

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class ListedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a picker knows of a record; `key` is the citation key of a source."""

    id: RecordId
    title: str
    key: str = ""

    @property
    def label(self) -> str:
        """The title, and the key where there is one."""
        return f"{self.title} [{self.key}]" if self.key else self.title


class TitlesModel(QAbstractListModel):
    """Records of one kind in the order of their titles, below an empty first row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: list[ListedRecord] = []
        self.is_loaded = False

    def show_records(self, records: Iterable[ListedRecord]) -> None:
        """Show these records."""
        self.beginResetModel()
        self._records = list(records)
        self.is_loaded = True
        self.endResetModel()

    def get_records(self) -> Sequence[ListedRecord]:
        """Give the records without the empty row."""
        return self._records

    def find_record(self, record_id: str) -> ListedRecord | None:
        """Find a record by its id."""
        return next((record for record in self._records if record.id == record_id), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row more than there are records."""
        return 0 if parent.isValid() else len(self._records) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the label, or the id as user data."""
        if not index.isValid():
            return None
        record = self._records[index.row() - 1] if index.row() else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return record.label if record else ""
        if role == Qt.ItemDataRole.UserRole:
            return record.id if record else ""
        return None


class RecordTitles(QObject):
    """One list for each kind of record, read when it is first asked for and kept up to date."""

    listed = Signal(str)  # the kind whose list has changed

    def __init__(self, session: LibrarySession) -> None:
        super().__init__(session)
        self._session = session
        self._models: dict[str, TitlesModel] = {}
        session.changed.connect(self._on_library_changed)

    @property
    def session(self) -> LibrarySession:
        """The session whose records these are."""
        return self._session

    def get_model(self, kind: str) -> TitlesModel:
        """Give the list of a kind; it fills itself once the library has been read."""
        if kind not in self._models:
            model = TitlesModel(self)
            self._models[kind] = model
            query = RecordQuery(kinds=(kind,))

            def fill(found: Sequence[RecordSummary]) -> None:
                model.show_records(
                    ListedRecord(id=one.id, title=one.title, key=one.key) for one in found
                )
                self.listed.emit(kind)

            self._session.read_after_changes(lambda library: list_records(library, query), fill)
        return self._models[kind]

    def find_title(self, kind: str, record_id: str | None) -> str:
        """Give the title of a record; empty while it is not known."""
        record = self.get_model(kind).find_record(record_id) if record_id else None
        return record.title if record else ""

    def _on_library_changed(self, change: LibraryChange) -> None:
        for kind, model in self._models.items():
            if model.is_loaded and _take_changes(model, kind, change):
                self.listed.emit(kind)


def get_titles(session: LibrarySession) -> RecordTitles:
    """Give the lists of this session; all of its pickers share them."""
    found = session.findChild(RecordTitles)
    return found if isinstance(found, RecordTitles) else RecordTitles(session)


def _take_changes(model: TitlesModel, kind: str, change: LibraryChange) -> bool:
    known = {record.id: record for record in model.get_records()}
    before = dict(known)
    for record_id, record in change.records.items():
        if record is None:
            known.pop(record_id, None)
        elif record.kind == kind:
            known[record_id] = _list_one(record)
    if known == before:
        return False
    model.show_records(sorted(known.values(), key=lambda record: record.title.casefold()))
    return True


def _list_one(record: AnyRecord) -> ListedRecord:
    key = record.key if isinstance(record, Source) else ""
    return ListedRecord(id=record.id, title=record.display_title, key=key)
