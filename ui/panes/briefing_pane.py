"""The builder: the outline of a briefing, and the form of what is selected in it."""

import msgspec
from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefing.identifiers import RecordId, SectionId
from briefing.outline import Briefing, Placement
from briefing.ports import Library
from briefing.records.kinds import AnyRecord
from briefing.services.history import LibraryChange
from briefing.services.search.finding import TextPlace, list_text_places
from ui.dialogs.letting_go import let_go_when_closed
from ui.models.outline_model import OutlineModel, PlacedTitle
from ui.models.outline_rows import RowKey, find_affected_row, make_row_key
from ui.panes.outline_actions import OutlineActions
from ui.panes.outline_editing import OutlineEditing
from ui.panes.outline_find import OutlineFind
from ui.panes.outline_tree import OutlineTree
from ui.panes.placement_detail import PlacedHere, PlacementDetail
from ui.panes.section_settings import SectionSettings
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_text import make_label
from ui.worker.preview_pages import PreviewPages

_NOTHING_OPEN = "Open a briefing from the list to see its outline."
_HOW_TO_FILL = "Drag records from the list into a section, or press Ctrl+Enter on them."
_NARROWEST_OUTLINE = 160
_STARTING_SIZES = [210, 350]


class _OpenBriefing(msgspec.Struct, frozen=True, kw_only=True):
    briefing: Briefing
    records: dict[RecordId, AnyRecord]


class BriefingPane(QWidget):
    """Shows one briefing; every edit is a change of the library, with its undo step."""

    place_selected = Signal(str, str)  # section id, record id or nothing
    record_requested = Signal(str)
    message = Signal(str)

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: RecordId | None = None
        self._was_stepped = False
        self._records: dict[RecordId, AnyRecord] = {}
        self._pages: PreviewPages | None = None
        self.model = OutlineModel(self)
        self.tree = OutlineTree(self.model, self)
        self.settings = SectionSettings(session, self)
        self.detail = PlacementDetail(session, self)
        self.editing = OutlineEditing(session, self.model, lambda: self.tree.current_row, self)
        self._actions = OutlineActions(self.editing, self.tree)
        self.search = OutlineFind(self._list_text_places, self)
        self._build()
        self._connect()

    @property
    def briefing_id(self) -> RecordId | None:
        """Id of the briefing that is open."""
        return self._wanted

    @property
    def current_section_id(self) -> SectionId | None:
        """Id of the selected section, or of the one around the selected record."""
        section = self.tree.current_row.section
        return section.id if section else None

    def open_briefing(self, briefing_id: RecordId) -> None:
        """Open a briefing; what was typed in the one before is handed on first."""
        if briefing_id == self._wanted:
            return
        self.flush()
        self._clear()
        self._wanted = briefing_id
        self._read()

    def show_section(self, section_id: str, record_id: str = "") -> None:
        """Select a section, or a record placed in it; the front page without either."""
        if not section_id and self.model.briefing is not None:
            self.tree.setCurrentIndex(self.model.index(0, 0))
        elif self.model.find_section(section_id).isValid():
            self.tree.select(RowKey(section=section_id, record=record_id))

    def place_records(self, record_ids: list[RecordId]) -> None:
        """Place records into the current section, else into the first that takes them."""
        self.editing.place_records(record_ids)

    def flush(self) -> None:
        """Hand on what is typed."""
        self.settings.flush()
        self.detail.flush()

    def show_length(self, pages: PreviewPages) -> None:
        """Show the numbers that sections have on these pages, and how long the selected one is."""
        self._pages = pages
        self.model.show_numbers(pages.numbers)
        self._tell_length()

    def menu_actions(self) -> list[QAction]:
        """Everything that can be done to the outline, for the window's menu."""
        return list(self._actions.actions.values())

    def showEvent(self, event: QShowEvent) -> None:
        """Let the menu act on the outline that can be seen again."""
        super().showEvent(event)
        self._update_actions()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the menu from acting on an outline that cannot be seen."""
        super().hideEvent(event)
        self._update_actions()

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACE[1], SPACE[0], SPACE[0], SPACE[1])
        column.setSpacing(SPACE[0])
        column.addLayout(self._actions.make_bar(left))
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        self._how_to = make_label(_HOW_TO_FILL, "quiet", wrap=True)
        column.addWidget(self._how_to)
        self.length = make_label("", "quiet", wrap=True)
        column.addWidget(self.length)
        left.setMinimumWidth(_NARROWEST_OUTLINE)
        self.stack = QStackedWidget(self)
        self.empty = EmptyState("briefing")
        self.empty.say(_NOTHING_OPEN)
        for page in (self.empty, self.settings, self.detail):
            self.stack.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(_STARTING_SIZES)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.activated.connect(self._on_activated)
        self.search.found.connect(self.tree.select)
        self.search.closed.connect(self.tree.setFocus)
        self.editing.message.connect(self.message)
        self.editing.about_to_change.connect(self.flush)
        self.detail.open_requested.connect(self._open_record)
        self.detail.compare_requested.connect(self._compare)
        self.detail.remove_requested.connect(self.editing.remove)
        self._session.stepped.connect(self._on_stepped)
        self._session.changed.connect(self._on_library_changed)

    def _list_text_places(self) -> tuple[TextPlace, ...]:
        briefing = self.model.briefing
        return list_text_places(briefing, self._records) if briefing else ()

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        wanted = self._wanted
        if wanted is not None:
            self._session.read_after_changes(
                lambda library: _read(library, wanted),
                lambda opened: self._on_read(wanted, opened),
            )

    def _on_read(self, wanted: RecordId, opened: _OpenBriefing | None) -> None:
        if wanted != self._wanted:
            return
        if opened is None:
            self._clear()
            return
        before = self.model.briefing
        key = self.editing.take_selection() or make_row_key(self.tree.current_row)
        if before is not None and self._was_stepped and before != opened.briefing:
            key = find_affected_row(before, opened.briefing)
            self._was_stepped = False
        self._records = opened.records
        titles = {record_id: _make_title(record) for record_id, record in opened.records.items()}
        self.model.show_briefing(opened.briefing, titles)
        self.tree.restore(key)
        if self.search.isVisible():
            self.search.refresh()
        self._show_current()

    def _clear(self) -> None:
        self._wanted = None
        self.settings.clear()
        self.detail.put_away()
        self.search.hide()
        self._records, self._pages = {}, None
        self.model.show_briefing(None, {})
        self.stack.setCurrentWidget(self.empty)
        self._update_actions()

    def _on_stepped(self, change: LibraryChange) -> None:
        self._was_stepped = self._wanted in change.records

    def _on_library_changed(self, change: LibraryChange) -> None:
        briefing = self.model.briefing
        if briefing is None:
            return
        placed = {p.record for section in briefing.sections for p in section.placements}
        touched = placed.intersection(change.records)
        saved = {key: change.records[key] for key in touched}
        if briefing.id in change.records or not all(saved.values()):
            self._read()
        elif saved:
            self._take_records({key: record for key, record in saved.items() if record})

    def _take_records(self, records: dict[RecordId, AnyRecord]) -> None:
        """Show what became of placed records, which nobody has to read any more."""
        self._records.update(records)
        self.model.update_titles({key: _make_title(record) for key, record in records.items()})
        if self.search.isVisible():
            self.search.refresh()
        self._show_current()

    # --- selection ----------------------------------------------------------------------------

    def _on_current_changed(self) -> None:
        self._show_current()
        self._tell_length()
        key = make_row_key(self.tree.current_row)
        if key.section:
            self.place_selected.emit(key.section, key.record)

    def _show_current(self) -> None:
        briefing = self.model.briefing
        if briefing is None:
            return
        row = self.tree.current_row
        if row.placement is None:
            self.detail.put_away()
            self.settings.show_row(briefing, row.section)
            self.stack.setCurrentWidget(self.settings)
        else:
            self.settings.flush()
            self._show_placement(briefing, row.placement)
        self._how_to.setVisible(not any(section.placements for section in briefing.sections))
        self._update_actions()

    def _show_placement(self, briefing: Briefing, placement: Placement) -> None:
        index = self.tree.currentIndex()
        self.detail.show_placement(
            PlacedHere(
                briefing=briefing.id,
                placement=placement,
                record=self._records.get(placement.record),
                title=str(self.model.data(index)),
                state=str(self.model.data(index, Qt.ItemDataRole.AccessibleDescriptionRole)),
                is_behind=self.model.is_behind(placement),
            )
        )
        self.stack.setCurrentWidget(self.detail)

    def _compare(self) -> None:
        from ui.dialogs.placement_dialog import PlacementDialog

        briefing, placement = self.model.briefing, self.tree.current_row.placement
        if briefing is not None and placement is not None:
            self.flush()
            title = str(self.model.data(self.tree.currentIndex()))
            dialog = PlacementDialog(self._session, briefing.id, placement, title, self)
            let_go_when_closed(dialog, self._session)
            dialog.open()

    def _tell_length(self) -> None:
        section = self.tree.current_row.section
        words = self._pages.describe_section(section.id) if self._pages and section else ""
        self.length.setText(words)
        self.length.setVisible(bool(words))

    def _update_actions(self) -> None:
        self._actions.update(self.tree.current_row, self.model, shown=self.isVisible())

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self.tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.tree.current_row.placement is not None:
            menu.addAction("Open the record", self._open_record)
        menu.addActions(self.menu_actions())
        menu.popup(self.tree.viewport().mapToGlobal(position))

    def _on_activated(self, _index: QModelIndex) -> None:
        self._open_record()

    def _open_record(self) -> None:
        placement = self.tree.current_row.placement
        if placement is not None:
            self.record_requested.emit(placement.record)


def _read(library: Library, briefing_id: RecordId) -> _OpenBriefing | None:
    with library.read() as unit:
        briefing = unit.records.find_record(briefing_id)
        if not isinstance(briefing, Briefing):
            return None
        placed = [p.record for section in briefing.sections for p in section.placements]
        records = unit.records.get_records(placed)
    return _OpenBriefing(briefing=briefing, records=records)


def _make_title(record: AnyRecord) -> PlacedTitle:
    return PlacedTitle(title=record.display_title, kind=record.kind, revision=record.revision)
