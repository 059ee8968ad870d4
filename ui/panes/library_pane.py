"""The list beside the rail: the records of one kind or of all, found as one types."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.records.record_filter import RecordFilter
from ui.kinds import KINDS, get_kind_words
from ui.models.record_list_model import SUMMARY_ROLE, RecordListModel
from ui.panes.search_bar import SearchBar
from ui.panes.search_list import RecordListView
from ui.panes.search_saved import SavedSearches
from ui.panes.search_snippets import SnippetShelf
from ui.panes.search_sorting import SortButton
from ui.panes.search_state import EVERYTHING, ListState, get_list_words, make_query, start_state
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip

_LONGEST_NAME = 20
_LONGEST_WORDS = 30
_KIND_KEYS = frozenset(words.kind for words in KINDS)


class LibraryPane(QWidget):
    """Heading, search and list. What is to be done with records is told by signals.

    Each kind of list keeps its filter, order, selection and place, also between two runs.
    """

    open_requested = Signal(str, str)  # record id, kind
    place_requested = Signal(list)  # record ids
    new_requested = Signal(str, str)  # kind, title (mostly empty)
    selection_changed = Signal()
    kind_shown = Signal(str)
    query_changed = Signal()

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = RecordListModel(session, self)
        self.states: dict[str, ListState] = {}
        self._kind = "briefing"
        self._wanted: Sequence[str] = ()  # records to select as soon as they are in the list
        self._returning: ListState | None = None  # where to go once its rows are there
        self._takes_first = False
        self._title = make_label("", "section")
        self._count = make_label("", "quiet")
        self.bar = SearchBar(session)
        self.sort_button = SortButton()
        self.saved = SavedSearches(session, self.read_filter)
        self._new_button = self._make_new_button()
        self.list = RecordListView(self.model)
        self._snippets = SnippetShelf(session, self)
        self._empty = EmptyState()
        self._lay_out()
        self._connect()
        self.setProperty("role", "surface")
        self.show_kind("briefing")

    # --- what it shows

    @property
    def kind(self) -> str:
        """The kind of record that is listed, or EVERYTHING."""
        return self._kind

    @property
    def kind_to_make(self) -> str:
        """The kind that a new record gets here."""
        return "actor" if self._kind == EVERYTHING else self._kind

    @property
    def state(self) -> ListState:
        """What the list that is shown is asked for."""
        return self.states.get(self._kind) or start_state(self._kind)

    @property
    def query(self) -> RecordQuery:
        """What the list that is shown is asked for, as a query."""
        return make_query(self._kind, self.state)

    @property
    def has_selection(self) -> bool:
        """Whether any record is selected."""
        return self.list.selectionModel().hasSelection()

    def read_filter(self) -> RecordFilter:
        """Give what is searched for, with the kind of the list."""
        asked = self.state.filter
        if self._kind == EVERYTHING:
            return asked
        return msgspec.structs.replace(asked, kinds=(self._kind,))

    def show_kind(self, kind: str) -> None:
        """List the records of this kind as they were left: filter, order, selection and place."""
        self._keep_place()
        self._kind = kind
        words = get_list_words(kind)
        self.list.setAccessibleName(words.plural)
        self.list.delegate.shows_kinds = kind == EVERYTHING
        self._new_button.setAccessibleName(words.new)
        set_plain_tooltip(self._new_button, words.new)
        self.bar.show_filter(kind, self.state.filter, words.filter_hint)
        self._wanted = ()
        self._returning = self.state
        self._takes_first = False
        self.kind_shown.emit(kind)
        self._ask()

    def show_filter(self, asked: RecordFilter) -> None:
        """List what a saved search asks for."""
        kinds = asked.kinds
        if len(kinds) == 1 and kinds[0] in _KIND_KEYS:
            kind, asked = kinds[0], msgspec.structs.replace(asked, kinds=())
        else:
            kind = EVERYTHING
        self._keep_place()
        self._kind = kind
        self._change_state(filter=asked, selected="", row=-1, scroll=0)
        self.show_kind(kind)

    def reveal(self, record_id: str, kind: str) -> None:
        """List a record and select it, whatever was listed; a filter that may hide it goes."""
        if self._kind not in (kind, EVERYTHING):
            self.show_kind(kind)
        if self.state.filter != RecordFilter():
            self.bar.clear()
        self.select_record(record_id)

    def select_record(self, record_id: str) -> None:
        """Select a record now, or as soon as the list has it."""
        self.select_records([record_id])

    def select_records(self, record_ids: Sequence[str]) -> None:
        """Select records now, or as soon as the list has one of them."""
        self._wanted, self._returning, self._takes_first = record_ids, None, False
        self._select_wanted()

    def get_selected(self) -> list[RecordSummary]:
        """Give the selected records in the order of the list."""
        return self.list.get_selected()

    def read_selected(self, on_read: Callable[[list[RecordSummary]], None]) -> None:
        """Give the selected records, those too that the list has not read yet."""
        selected = self.list.get_selected()
        if len(selected) == self.list.count_selected:
            on_read(selected)
            return
        parts = self.list.list_selected_ranges()
        query = self.query

        def read(library: Library) -> list[RecordSummary]:
            with library.read() as unit:
                return [
                    summary
                    for first, count in parts
                    for summary in unit.records.list_records(
                        msgspec.structs.replace(query, offset=first, limit=count)
                    )
                ]

        self._session.read(read, on_read)

    def keep_states(self) -> dict[str, ListState]:
        """Give the state of every list, for the next run."""
        self._keep_place()
        return dict(self.states)

    def restore_states(self, states: dict[str, ListState]) -> None:
        """Take the states of an earlier run."""
        self.states = {
            kind: state for kind, state in states.items() if kind in {*_KIND_KEYS, EVERYTHING}
        }
        self._returning = None
        kind, self._kind = self._kind, ""
        self.show_kind(kind)

    def focus_filter(self) -> None:
        """Put the cursor into the search field."""
        self.bar.focus_field()

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        if self._stack.currentWidget() is self._empty:
            self._empty.focus_button()
            return
        self.list.setFocus()
        self.list.choose_first()

    def set_menu_actions(self, actions: list[QAction]) -> None:
        """Offer these actions in the list's context menu."""
        self.list.menu_actions = actions

    # --- building

    def _make_new_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(get_icon("add"))
        button.clicked.connect(lambda _checked: self.new_requested.emit(self.kind_to_make, ""))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE[2], SPACE[1], SPACE[1], 0)
        head.setSpacing(SPACE[1])
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.saved)
        head.addWidget(self._new_button)
        self.bar.tools.addWidget(self.sort_button)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(body, 1)

    def _connect(self) -> None:
        self.bar.changed.connect(self._on_filter_changed)
        self.bar.move_requested.connect(self.list.press)
        self.bar.open_requested.connect(self._open_from_field)
        self.bar.left.connect(self.focus_list)
        self.sort_button.changed.connect(self._on_order_changed)
        self.saved.applied.connect(self.show_filter)
        self.saved.told.connect(self._show_title)
        self.list.open_requested.connect(self.open_selected)
        self.list.typed.connect(self.bar.type_text)
        self.list.chosen_changed.connect(self.selection_changed)
        self.list.delegate.find_snippet = self._snippets.find
        self._snippets.arrived.connect(self.list.viewport().update)
        self._empty.chosen.connect(self._on_empty_chosen)
        self._empty.second_chosen.connect(self._make_what_was_sought)
        self.model.loaded.connect(self._on_loaded)
        self.model.modelAboutToBeReset.connect(self._remember_selection)

    # --- reactions

    def open_selected(self) -> None:
        """Ask for the current record to be opened."""
        summary = self.list.current
        if summary is not None:
            self.open_requested.emit(summary.id, summary.kind)

    def place_selected(self) -> None:
        """Ask for the selected records to be placed; a briefing is opened instead."""
        self.read_selected(self._place)

    def _place(self, selected: Sequence[RecordSummary]) -> None:
        ids = [RecordId(summary.id) for summary in selected if summary.kind != "briefing"]
        if ids:
            self.place_requested.emit(ids)
        elif selected:
            self.open_selected()

    def _open_from_field(self) -> None:
        if self.model.is_loaded:
            self.list.choose_first()
            self.open_selected()

    def _on_filter_changed(self) -> None:
        self._change_state(filter=self.bar.filter)
        self._wanted, self._returning, self._takes_first = (), None, True
        self._ask()

    def _on_order_changed(self, state: ListState) -> None:
        self._change_state(order=state.order, descending=state.descending, by_rank=state.by_rank)
        self._ask()

    def _change_state(self, **fields: object) -> None:
        self.states[self._kind] = msgspec.structs.replace(self.state, **fields)

    def _ask(self) -> None:
        text = self.state.filter.text
        self.list.delegate.text = text
        self._snippets.show_query(text)
        self.sort_button.show_state(self.state)
        self._show_title()
        self.model.show_query(self.query)
        self.query_changed.emit()

    def _show_title(self) -> None:
        current = self.saved.current
        self._title.setText(current.name if current else get_list_words(self._kind).plural)

    def _on_loaded(self) -> None:
        more = "+" if self.model.is_cut else ""
        self._count.setText(f"{self.model.total:,}{more}".replace(",", "\u202f"))
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
        else:
            self._say_empty()
            self._stack.setCurrentWidget(self._empty)
        self._go_back()
        self._select_wanted()
        if self.list.hasFocus() or self._takes_first:
            if self._takes_first and self.model.rowCount():
                self.list.select_rows([0])
            self._takes_first = False
            self.list.choose_first()

    def _say_empty(self) -> None:
        words, text = get_list_words(self._kind), self.state.filter.text
        if self.state.filter == RecordFilter():
            self._empty.say(words.empty, words.new)
            return
        what = "record" if self._kind == EVERYTHING else words.new.removeprefix("New ")
        asked = [f"“{_shorten(text, _LONGEST_WORDS)}”"] if text else []
        asked += ["these filters"] if self.bar.chips.chips else []
        name = _shorten(text, _LONGEST_NAME).replace("&", "&&")
        new = f"{get_kind_words(self.kind_to_make).new} “{name}”" if text else ""
        self._empty.say(f"No {what} fits {' and '.join(asked)}.", "Clear search", new)

    def _on_empty_chosen(self) -> None:
        if self.state.filter == RecordFilter():
            self.new_requested.emit(self.kind_to_make, "")
        else:
            self.bar.clear()
            self.bar.focus_field()

    def _make_what_was_sought(self) -> None:
        self.new_requested.emit(self.kind_to_make, self.state.filter.text)

    # --- where the analyst is

    def _keep_place(self) -> None:
        if not self._kind or self._returning is not None:
            return  # the rows of this list have not come yet: its place is still that of before
        current = self.list.current
        self._change_state(
            selected=current.id if current else "",
            row=self.list.currentIndex().row(),
            scroll=self.list.verticalScrollBar().value(),
        )

    def _go_back(self) -> None:
        state = self._returning
        if state is None:
            return
        row = self.model.find_row(state.selected) if state.selected else -1
        if row < 0 and state.row >= self.model.rowCount() and not self.model.is_complete:
            return  # the row is among those that follow
        self._returning = None
        if row < 0 and state.selected and self._is_unread(state.row):
            row = state.row
        if row >= 0:
            self.list.select_rows([row], scroll=False)
        self.list.doItemsLayout()
        self.list.verticalScrollBar().setValue(state.scroll)

    def _is_unread(self, row: int) -> bool:
        index = self.model.index(row)
        return index.isValid() and index.data(SUMMARY_ROLE) is None

    def _remember_selection(self) -> None:
        if not self._wanted and self._returning is None and not self._takes_first:
            self._wanted = [summary.id for summary in self.get_selected()]

    def _select_wanted(self) -> None:
        rows = [row for record in self._wanted if (row := self.model.find_row(record)) >= 0]
        if rows:
            self.list.select_rows(rows)
            self._wanted = ()


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
