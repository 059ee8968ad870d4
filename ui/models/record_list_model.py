"""The rows of the library's list, fetched page by page off the GUI thread."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.services.history import LibraryChange
from ui.library_session import LibrarySession
from ui.record_drag import RECORDS_MIME, make_record_drag
from ui.widgets.plain_text import as_plain_tooltip

PAGE = 200
"""How many rows are fetched at once."""

SUMMARY_ROLE = Qt.ItemDataRole.UserRole

_ORDERS = {"attack": "date", "briefing": "modified"}

Index = QModelIndex | QPersistentModelIndex


class RecordListModel(QAbstractListModel):
    """The records of one kind that fit what was typed into the filter.

    Reads run off the GUI thread; what comes back after the query has changed is dropped.
    """

    loaded = Signal()

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._query = RecordQuery(kinds=("briefing",), order="modified")
        self._rows: list[RecordSummary] = []
        self._total = 0
        self._generation = 0
        self._is_fetching = False
        self._is_loaded = False
        session.changed.connect(self._on_changed)

    @property
    def kind(self) -> str:
        """The kind of record that is listed."""
        return self._query.kinds[0]

    @property
    def query(self) -> RecordQuery:
        """What the rows were asked for by."""
        return self._query

    @property
    def filter_text(self) -> str:
        """What the rows have to fit."""
        return self._query.text

    @property
    def total(self) -> int:
        """How many records fit, fetched or not."""
        return self._total

    @property
    def is_loaded(self) -> bool:
        """Whether the rows are those of the query that was set last."""
        return self._is_loaded

    def set_query(self, kind: str, text: str) -> None:
        """List the records of this kind that fit the text, anew."""
        self.show_query(RecordQuery(kinds=(kind,), text=text, order=_ORDERS.get(kind, "title")))

    def show_query(self, query: RecordQuery) -> None:
        """List what matches the query, anew; its limit and offset are passed over."""
        self._query = query
        self._load(PAGE)

    def find_row(self, record_id: str) -> int:
        """Give the row of a record, or -1 when it is not among those fetched."""
        return next((row for row, kept in enumerate(self._rows) if kept.id == record_id), -1)

    def get_summary(self, row: int) -> RecordSummary:
        """Give what the row shows; raises IndexError."""
        return self._rows[row]

    # --- Qt's interface

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows fetched so far."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, what a screen reader says, and the whole summary."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        summary = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return summary.title
            case Qt.ItemDataRole.ToolTipRole:
                return as_plain_tooltip(_describe(summary))
            case Qt.ItemDataRole.AccessibleTextRole:
                return _describe(summary)
            case Qt.ItemDataRole.UserRole:
                return summary
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every record can be dragged."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """The ids of records, and nothing else."""
        return [RECORDS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the records, each once, in the order of the list."""
        rows = sorted({index.row() for index in indexes if index.isValid()})
        return make_record_drag([self._rows[row].id for row in rows])

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the library holds more that fit than were fetched."""
        return not parent.isValid() and self._is_loaded and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Fetch the next page; its rows come later."""
        if not self.canFetchMore(parent) or self._is_fetching:
            return
        self._is_fetching = True
        generation = self._generation
        query = msgspec.structs.replace(self._query, limit=PAGE, offset=len(self._rows))
        self._session.read(
            lambda library: _read_rows(library, query),
            lambda result: self._on_more(generation, *result),
        )

    # --- loading

    def _on_changed(self, change: LibraryChange) -> None:
        concerns = any(kind in change.kinds for kind in self._query.kinds) or any(
            record_id in change.records for record_id in (row.id for row in self._rows)
        )
        if concerns:
            self._load(max(PAGE, len(self._rows) + len(change.records)))

    def _load(self, limit: int) -> None:
        self._generation += 1
        self._is_loaded = False
        generation = self._generation
        query = msgspec.structs.replace(self._query, limit=limit, offset=0)
        self._session.read(
            lambda library: _read_rows(library, query),
            lambda result: self._on_loaded(generation, *result),
        )

    def _on_loaded(self, generation: int, rows: list[RecordSummary], total: int) -> None:
        if generation != self._generation:
            return
        self._is_fetching = False
        self._is_loaded = True
        self._total = total
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self.loaded.emit()

    def _on_more(self, generation: int, rows: list[RecordSummary], total: int) -> None:
        if generation != self._generation:
            return
        self._is_fetching = False
        self._total = total if rows else len(self._rows)
        known = {row.id for row in self._rows}
        new = [row for row in rows if row.id not in known]
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows.extend(new)
            self.endInsertRows()
        self.loaded.emit()


def _read_rows(library: Library, query: RecordQuery) -> tuple[list[RecordSummary], int]:
    with library.read() as unit:
        rows = list(unit.records.list_records(query))
        is_all = query.offset == 0 and query.limit is not None and len(rows) < query.limit
        return rows, len(rows) if is_all else unit.records.count_records(query)


def _describe(summary: RecordSummary) -> str:
    parts = (summary.title, summary.native_name, summary.subtitle, summary.marking or "unmarked")
    return ", ".join(part for part in parts if part)


def get_record_ids(summaries: Sequence[RecordSummary]) -> list[RecordId]:
    """Give the ids of the records."""
    return [summary.id for summary in summaries]
