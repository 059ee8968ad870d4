"""The rows of the library's list, read page by page off the GUI thread."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.services.history import LibraryChange
from ui.flows.record_drag import RECORDS_MIME, make_record_drag
from ui.session.library_session import LibrarySession
from ui.widgets.plain_text import as_plain_tooltip

PAGE = 200
"""How many rows are read at once."""

_PAGES_RELOADED = 4

PAGES_KEPT = 50
"""How many pages stay in memory; the one looked at longest ago goes first."""

FOUND_AT_MOST = 10_000
"""How many matches of a text are listed: nobody reads further, and all would take long to find."""

LIBRARY_KINDS = frozenset({"actor", "attack", "background", "source"})
"""What a query without kinds finds."""

SUMMARY_ROLE = Qt.ItemDataRole.UserRole

_ORDERS = {"attack": "date", "briefing": "modified"}

Index = QModelIndex | QPersistentModelIndex


class _Found(NamedTuple):
    """The numbers of what a list shows, and the rows of some of its pages."""

    numbers: Sequence[int]
    pages: dict[int, Sequence[RecordSummary]]


class RecordListModel(QAbstractListModel):
    """What a query finds, be it a million records.

    `show_query` reads the first page, and `loaded` says that it is there. The numbers of all the
    other records follow, eight bytes each; then `loaded` comes again, the model has all its rows,
    and `is_complete` is true. A row whose page is not in memory has neither title nor summary
    (`SUMMARY_ROLE` gives None); being asked for it, the model reads the page and emits
    `dataChanged`. Of a text's matches FOUND_AT_MOST are listed; `is_cut` says whether there may
    be more. What comes back after the query has changed is dropped.
    """

    loaded = Signal()

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._query = RecordQuery(kinds=("briefing",), order="modified")
        self._numbers: Sequence[int] = array("q")
        self._pages: OrderedDict[int, Sequence[RecordSummary]] = OrderedDict()
        self._asked: list[int] = []
        self._is_reading_page = False
        self._generation = 0
        self._is_loaded = False
        self._is_complete = False
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
        """How many records are listed, read or not; more may follow before `is_complete`."""
        return len(self._numbers)

    @property
    def is_loaded(self) -> bool:
        """Whether the rows are those of the query that was set last."""
        return self._is_loaded

    @property
    def is_complete(self) -> bool:
        """Whether all rows of that query are here, and none will follow."""
        return self._is_loaded and self._is_complete

    @property
    def is_cut(self) -> bool:
        """Whether there may be more matches than are listed."""
        return bool(self._query.text) and self.total >= FOUND_AT_MOST

    def set_query(self, kind: str, text: str) -> None:
        """List the records of this kind that fit the text, anew."""
        self.show_query(RecordQuery(kinds=(kind,), text=text, order=_ORDERS.get(kind, "title")))

    def show_query(self, query: RecordQuery) -> None:
        """List what matches the query, anew; its limit and offset are passed over."""
        self._query = query
        self._load()

    def find_row(self, record_id: str) -> int:
        """Give the row of a record, or -1 when it is not on a page in memory."""
        for page, rows in self._pages.items():
            for place, summary in enumerate(rows):
                if summary.id == record_id:
                    return page * PAGE + place
        return -1

    def get_summary(self, row: int) -> RecordSummary:
        """Give what the row shows; raises IndexError where it is not in memory."""
        summary = self._find_summary(row)
        if summary is None:
            message = f"Row {row} is not in memory"
            raise IndexError(message)
        return summary

    def list_in_memory(self, ranges: Sequence[tuple[int, int]]) -> list[RecordSummary]:
        """List what is in memory of some ranges of rows, each given as (first row, how many)."""
        return [
            summary
            for first, count in ranges
            for page in range(first // PAGE, (first + count - 1) // PAGE + 1)
            for row, summary in enumerate(self._pages.get(page, ()), page * PAGE)
            if first <= row < first + count
        ]

    # --- Qt's interface

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows known so far, in memory or not."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, what a screen reader says, and the whole summary."""
        if not index.isValid() or not 0 <= index.row() < len(self._numbers):
            return None
        summary = self._find_summary(index.row())
        if summary is None:
            self._ask_for(index.row() // PAGE)
            return None
        return _tell(summary, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every record can be dragged."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """The ids of records, and nothing else."""
        return [RECORDS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the records in memory, each once, in the order of the list."""
        rows = sorted({index.row() for index in indexes if index.isValid()})
        found = (self._find_summary(row) for row in rows)
        return make_record_drag([summary.id for summary in found if summary])

    # --- pages

    def _find_summary(self, row: int) -> RecordSummary | None:
        page, place = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None or place >= len(rows):
            return None
        self._pages.move_to_end(page)
        return rows[place]

    def _ask_for(self, page: int) -> None:
        if page in self._pages:  # it is here, but a record of it is gone
            return
        if page in self._asked:
            self._asked.remove(page)
        # of a long drag of the scroll bar only the last places are still looked at
        self._asked = [*self._asked[-3:], page]
        self._read_next_page()

    def _read_next_page(self) -> None:
        if self._is_reading_page or not self._asked:
            return
        self._is_reading_page = True
        generation, page = self._generation, self._asked.pop()
        numbers = self._numbers[page * PAGE : (page + 1) * PAGE]

        def on_error(error: Exception) -> None:
            self._is_reading_page = False
            self._session.report(error)

        self._session.read(
            lambda library: _read_rows(library, numbers),
            lambda rows: self._on_page(generation, page, rows),
            on_error,
        )

    def _on_page(self, generation: int, page: int, rows: Sequence[RecordSummary]) -> None:
        self._is_reading_page = False
        if generation == self._generation:
            self._keep_page(page, rows)
            first = page * PAGE
            last = min(first + PAGE, len(self._numbers)) - 1
            self.dataChanged.emit(self.index(first), self.index(last))
        self._read_next_page()

    def _keep_page(self, page: int, rows: Sequence[RecordSummary]) -> None:
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    # --- loading

    def _on_changed(self, change: LibraryChange) -> None:
        kinds = self._query.kinds or LIBRARY_KINDS
        concerns = not change.kinds.isdisjoint(kinds) or any(
            summary.id in change.records for rows in self._pages.values() for summary in rows
        )
        if not concerns:
            return
        if self.is_complete and len(self._numbers) > PAGE:
            self._reload()  # as a whole, so that the list stays where it is
        else:
            self._load()

    def _begin(self) -> tuple[int, RecordQuery]:
        self._generation += 1
        self._is_loaded = False
        self._asked.clear()
        return self._generation, self._query

    def _load(self) -> None:
        generation, query = self._begin()
        self._session.read(
            lambda library: _read_list(library, query, PAGE, [0]),
            lambda found: self._on_start(generation, found),
        )

    def _on_start(self, generation: int, found: _Found) -> None:
        if generation != self._generation:
            return
        self._is_loaded = True
        self._is_complete = len(found.numbers) < PAGE
        self._show(found)
        self.loaded.emit()
        if not self._is_complete and generation == self._generation:
            self._follow(generation)

    def _follow(self, generation: int) -> None:
        """Read the numbers of all that is found after the first page."""
        query = self._query
        self._session.read(
            lambda library: _read_numbers(library, query, lambda: generation == self._generation),
            lambda numbers: self._on_numbers(generation, numbers),
        )

    def _on_numbers(self, generation: int, numbers: Sequence[int]) -> None:
        if generation != self._generation:
            return
        self._is_complete = True
        known = len(self._numbers)
        if numbers[:known] != self._numbers:  # somebody saved between the two readings
            self._show(_Found(numbers, {}))
        elif len(numbers) > known:
            self.beginInsertRows(QModelIndex(), known, len(numbers) - 1)
            self._numbers = numbers
            self.endInsertRows()
        self.loaded.emit()

    def _reload(self) -> None:
        generation, query = self._begin()
        recent = list(self._pages)[-_PAGES_RELOADED:]
        limit = FOUND_AT_MOST if query.text else None
        self._session.read(
            lambda library: _read_list(library, query, limit, recent),
            lambda found: self._on_reloaded(generation, found),
        )

    def _on_reloaded(self, generation: int, found: _Found) -> None:
        if generation != self._generation:
            return
        self._is_loaded = True
        self._show(found)
        self.loaded.emit()

    def _show(self, found: _Found) -> None:
        if found.numbers == self._numbers:
            self._pages = OrderedDict(found.pages)
            if len(self._numbers):
                self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))
            return
        self.beginResetModel()
        self._numbers = found.numbers
        self._pages = OrderedDict(found.pages)
        self.endResetModel()


def _read_list(
    library: Library, query: RecordQuery, limit: int | None, pages: Sequence[int]
) -> _Found:
    with library.read() as unit:
        numbers = unit.records.find_numbers(query, at_most=limit)
        rows = {
            page: unit.records.list_numbered(numbers[page * PAGE : (page + 1) * PAGE])
            for page in pages
            if page * PAGE < len(numbers)
        }
    return _Found(numbers, rows)


def _read_numbers(
    library: Library, query: RecordQuery, is_wanted: Callable[[], bool]
) -> Sequence[int]:
    with library.read() as unit:
        limit = FOUND_AT_MOST if query.text else None
        return unit.records.find_numbers(query, at_most=limit, is_wanted=is_wanted)


def _read_rows(library: Library, numbers: Sequence[int]) -> Sequence[RecordSummary]:
    with library.read() as unit:
        return unit.records.list_numbered(numbers)


def _tell(summary: RecordSummary, role: int) -> Any:
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


def _describe(summary: RecordSummary) -> str:
    parts = (summary.title, summary.native_name, summary.subtitle, summary.marking or "unmarked")
    return ", ".join(part for part in parts if part)
