"""The list of records: chosen by mouse and keyboard, one or many at once."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from briefing.ports import RecordSummary
from ui.models.record_list_model import SUMMARY_ROLE, RecordListModel
from ui.widgets.record_delegate import RecordDelegate

_SHIFT_OR_KEYPAD = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordListView(QTableView):
    """Shows a list model. Rows that are not read yet can be chosen, but say nothing of a record.

    A table of one column, because a list view asks for the place of every row before it shows the
    first: more than a second for a million of them.
    """

    open_requested = Signal()
    chosen_changed = Signal()
    typed = Signal(str)  # letters, which are meant for the search

    def __init__(self, model: RecordListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delegate = RecordDelegate(SUMMARY_ROLE, self)
        self.menu_actions: list[QAction] = []
        self._records = model
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self._fit_rows()
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(lambda _index: self.open_requested.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    @property
    def current(self) -> RecordSummary | None:
        """The record that the keyboard is on."""
        return _get_summary(self.currentIndex())

    @property
    def count_selected(self) -> int:
        """How many rows are selected, read or not."""
        return sum(count for _first, count in self.list_selected_ranges())

    def list_selected_ranges(self) -> list[tuple[int, int]]:
        """List the selected rows as (first row, how many), from top to bottom."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        return sorted((part.top(), part.height()) for part in parts)

    def get_selected(self) -> list[RecordSummary]:
        """Give the selected records that are read, in the order of the list."""
        return self._records.list_in_memory(self.list_selected_ranges())

    def select_rows(self, rows: Iterable[int], *, scroll: bool = True) -> None:
        """Select exactly these rows; the first of them becomes the current one."""
        chosen = QItemSelection()
        first = QModelIndex()
        for row in rows:
            index = self.model().index(row, 0)
            first = first if first.isValid() else index
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if scroll and first.isValid():
            self.scrollTo(first)

    def choose_first(self) -> None:
        """Give the keyboard a row to start from where none is selected."""
        if self.model().rowCount() and not self.selectionModel().hasSelection():
            # Qt makes a row current when the list gets the focus, but does not select it
            current = self.currentIndex()
            self.select_rows([current.row() if current.isValid() else 0])

    def press(self, event: QKeyEvent) -> None:
        """Do what an arrow or page key does, wherever the keyboard is."""
        if self.selectionModel().hasSelection():
            super().keyPressEvent(event)
        else:
            self.choose_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; letters go to the search."""
        plain = not event.modifiers() & ~_SHIFT_OR_KEYPAD
        if plain and event.key() in _ENTER:
            self.open_requested.emit()
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: what is typed goes into the search field, which knows all rows."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and the last row with Home and End, as in any list."""
        last = self.model().rowCount() - 1
        match action:
            case QAbstractItemView.CursorAction.MoveHome:
                return self.model().index(0, 0)
            case QAbstractItemView.CursorAction.MoveEnd:
                return self.model().index(last, 0)
            case _:
                return super().moveCursor(action, modifiers)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        option = QStyleOptionViewItem()
        option.font = self.font()
        height = self.delegate.sizeHint(option, QModelIndex()).height()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)

    def _show_menu(self, point: QPoint) -> None:
        if not self.indexAt(point).isValid() or not self.menu_actions:
            return
        menu = QMenu(self)
        menu.addActions(self.menu_actions)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(point))


def _get_summary(index: QModelIndex) -> RecordSummary | None:
    summary = index.data(SUMMARY_ROLE)
    return summary if isinstance(summary, RecordSummary) else None
