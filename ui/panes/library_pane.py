"""The list beside the rail: the records of one kind, filtered as one types."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.ports import RecordSummary
from ui.kinds import get_kind_words
from ui.library_session import LibrarySession
from ui.models.record_list_model import SUMMARY_ROLE, RecordListModel
from ui.theme.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip
from ui.widgets.record_delegate import RecordDelegate

FILTER_PAUSE = 120
"""How long the filter waits for the next letter, in milliseconds."""


class LibraryPane(QWidget):
    """Heading, filter and list. What is to be done with records is told by signals."""

    open_requested = Signal(str, str)  # record id, kind
    place_requested = Signal(list)  # record ids
    new_requested = Signal(str)  # kind
    selection_changed = Signal()

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RecordListModel(session, self)
        self._menu_actions: list[QAction] = []
        self._wanted = ""  # record to select as soon as it is in the list
        self._title = make_label("", "section")
        self._count = make_label("", "quiet")
        self._new_button = self._make_new_button()
        self._filter = self._make_filter()
        self._list = self._make_list()
        self._empty = EmptyState()
        self._empty.chosen.connect(self._on_empty_chosen)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_PAUSE)
        self._timer.timeout.connect(self._apply_filter)
        self.model.loaded.connect(self._on_loaded)
        self.model.modelAboutToBeReset.connect(self._remember_selection)
        self._lay_out()
        self.setProperty("role", "surface")
        self.show_kind("briefing")

    # --- what it shows

    @property
    def kind(self) -> str:
        """The kind of record that is listed."""
        return self.model.kind

    def show_kind(self, kind: str) -> None:
        """List the records of this kind, unfiltered."""
        words = get_kind_words(kind)
        self._title.setText(words.plural)
        self._filter.setPlaceholderText(words.filter_hint)
        self._filter.setAccessibleName(words.filter_hint)
        self._list.setAccessibleName(words.plural)
        self._new_button.setAccessibleName(words.new)
        set_plain_tooltip(self._new_button, words.new)
        self._timer.stop()
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.blockSignals(False)
        self.model.set_query(kind, "")

    def select_record(self, record_id: str) -> None:
        """Select a record now, or as soon as the list has it."""
        self._wanted = record_id
        self._select_wanted()

    def get_selected(self) -> list[RecordSummary]:
        """Give the selected records in the order of the list."""
        rows = sorted({index.row() for index in self._list.selectedIndexes()})
        return [self.model.get_summary(row) for row in rows]

    def focus_filter(self) -> None:
        """Put the cursor into the filter field."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        if self._stack.currentWidget() is self._empty:
            self._empty.focus_button()
            return
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._choose_first()

    def set_menu_actions(self, actions: list[QAction]) -> None:
        """Offer these actions in the list's context menu."""
        self._menu_actions = actions

    # --- building

    def _make_new_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(get_icon("add"))
        button.clicked.connect(lambda: self.new_requested.emit(self.kind))
        return button

    def _make_filter(self) -> QLineEdit:
        field = QLineEdit()
        field.setClearButtonEnabled(True)
        field.addAction(get_icon("search", "quiet_text"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(lambda _text: self._timer.start())
        field.installEventFilter(self)
        return field

    def _make_list(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setItemDelegate(RecordDelegate(SUMMARY_ROLE, view))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_context_menu)
        view.doubleClicked.connect(lambda _index: self.open_selected())
        view.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE[2], SPACE[1], SPACE[1], 0)
        head.setSpacing(SPACE[1])
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._new_button)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        filter_row = QHBoxLayout()
        filter_row.setContentsMargins(SPACE[2], 0, SPACE[2], 0)
        filter_row.addWidget(self._filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addLayout(head)
        layout.addLayout(filter_row)
        layout.addWidget(body, 1)

    # --- reactions

    def open_selected(self) -> None:
        """Ask for the current record to be opened."""
        index = self._list.currentIndex()
        if index.isValid():
            summary = self.model.get_summary(index.row())
            self.open_requested.emit(summary.id, summary.kind)

    def place_selected(self) -> None:
        """Ask for the selected records to be placed; a briefing is opened instead."""
        selected = self.get_selected()
        if not selected:
            return
        if self.kind == "briefing":
            self.open_selected()
        else:
            self.place_requested.emit([RecordId(summary.id) for summary in selected])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the list its Enter, and let the arrows lead from the filter into the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self._list and self._is_enter(event):
                self.place_selected()
                return True
            if watched is self._filter and event.key() == Qt.Key.Key_Down:
                self.focus_list()
                return True
            if watched is self._filter and event.key() == Qt.Key.Key_Escape and self._filter.text():
                self._filter.clear()
                return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _is_enter(event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def _apply_filter(self) -> None:
        self.model.set_query(self.kind, self._filter.text().strip())

    def _on_loaded(self) -> None:
        self._count.setText(f"{self.model.total:,}".replace(",", "\u202f"))
        if self.model.rowCount():
            self._stack.setCurrentWidget(self._list)
        else:
            self._say_empty()
            self._stack.setCurrentWidget(self._empty)
        self._select_wanted()
        if self._list.hasFocus():
            self._choose_first()

    def _say_empty(self) -> None:
        words = get_kind_words(self.kind)
        if self.model.filter_text:
            sentence = f"No {words.plural.lower()} fit “{self.model.filter_text}”."
            self._empty.say(sentence, "Clear filter")
        else:
            self._empty.say(words.empty, words.new)

    def _on_empty_chosen(self) -> None:
        if self.model.filter_text:
            self._filter.clear()
            self._filter.setFocus()
        else:
            self.new_requested.emit(self.kind)

    def _remember_selection(self) -> None:
        index = self._list.currentIndex()
        if not self._wanted and index.isValid():
            self._wanted = self.model.get_summary(index.row()).id

    def _select_wanted(self) -> None:
        row = self.model.find_row(self._wanted) if self._wanted else -1
        if row >= 0:
            index = self.model.index(row)
            self._list.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self._list.scrollTo(index)
            self._wanted = ""

    def _choose_first(self) -> None:
        """Give the keyboard a row to start from."""
        if self.model.rowCount() and not self._list.selectionModel().hasSelection():
            # Qt makes a row current when the list gets the focus, but does not select it
            current = self._list.currentIndex()
            self._list.setCurrentIndex(current if current.isValid() else self.model.index(0))
            self._list.selectionModel().select(
                self._list.currentIndex(), QItemSelectionModel.SelectionFlag.Select
            )

    def _on_context_menu(self, point: QPoint) -> None:
        if not self._list.indexAt(point).isValid() or not self._menu_actions:
            return
        menu = QMenu(self)
        menu.addActions(self._menu_actions)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._list.viewport().mapToGlobal(point))
