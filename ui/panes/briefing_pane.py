"""The builder: the outline of a briefing, and the form of what is selected in it."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import PlacementId, RecordId, SectionId
from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.ports import Library
from briefing.sections.registry import get_section_kinds
from briefing.services.history import Change, LibraryChange
from briefing.services.outlining import (
    accept_newest,
    add_section,
    change_section,
    make_section,
    move_placement,
    move_section,
    place_records,
    remove_placements,
    remove_section,
    set_placement_mode,
)
from ui.library_session import LibrarySession
from ui.models.outline_model import OutlineModel, OutlineRow, PlacedTitle
from ui.panes.section_settings import PlacementDetail, SectionSettings
from ui.widgets.icons import get_icon


class _OpenBriefing(msgspec.Struct, frozen=True, kw_only=True):
    briefing: Briefing
    titles: dict[RecordId, PlacedTitle]


class BriefingPane(QWidget):
    """Shows one briefing; every edit is a change of the library, with its undo step."""

    section_selected = Signal(str)
    record_requested = Signal(str)
    message = Signal(str)

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: RecordId | None = None
        self._select_next: tuple[str, str] | None = None
        self._folded: set[str] = set()
        self.model = OutlineModel(self)
        self.tree = self._make_tree()
        self.settings = SectionSettings(session, self)
        self.detail = PlacementDetail(self)
        self._actions = self._make_actions()
        self._build()
        self._connect()

    @property
    def briefing_id(self) -> RecordId | None:
        """Id of the briefing that is open."""
        return self._wanted

    @property
    def current_section_id(self) -> SectionId | None:
        """Id of the selected section, or of the one around the selected record."""
        section = self._current_row().section
        return section.id if section else None

    def open_briefing(self, briefing_id: RecordId) -> None:
        """Open a briefing; what was typed in the one before is handed on first."""
        if briefing_id == self._wanted:
            return
        self.flush()
        self.settings.clear()
        self._wanted = briefing_id
        self.model.show_briefing(None, {})
        self._read()

    def show_section(self, section_id: str, record_id: str = "") -> None:
        """Select a section, or a record placed in it."""
        index = self.model.find_placement(section_id, record_id) if record_id else QModelIndex()
        if not index.isValid():
            index = self.model.find_section(section_id)
        if index.isValid():
            self._select(index)

    def place_records(self, record_ids: list[RecordId]) -> None:
        """Place records into the current section, else into the first that takes them."""
        briefing = self.model.briefing
        if briefing is None:
            self.message.emit("Open a briefing first; then the record can be placed in it.")
            return

        def read(library: Library) -> dict[RecordId, str]:
            with library.read() as unit:
                return {
                    i: record.kind for i, record in unit.records.get_records(record_ids).items()
                }

        self._session.read(read, lambda kinds: self._place_kinds(briefing, kinds, record_ids))

    def flush(self) -> None:
        """Hand on what is typed."""
        self.settings.flush()

    def menu_actions(self) -> list[QAction]:
        """Everything that can be done to the outline, for the window's menu."""
        return list(self._actions.values())

    # --- building -----------------------------------------------------------------------------

    def _make_tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setModel(self.model)
        tree.setHeaderHidden(True)
        tree.setAccessibleName("Outline of the briefing")
        tree.setDragEnabled(True)
        tree.setAcceptDrops(True)
        tree.setDropIndicatorShown(True)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setTabKeyNavigation(False)
        tree.setUniformRowHeights(True)
        return tree

    def _make_actions(self) -> dict[str, QAction]:
        add = QAction("Add section", self)
        menu = QMenu(self)
        for kind in get_section_kinds().values():
            action = menu.addAction(kind.title)
            action.setStatusTip(kind.description)
            action.triggered.connect(lambda _checked=False, key=kind.key: self._add_section(key))
        add.setMenu(menu)
        actions = {"add": add}
        table: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("up", "Move up", "Alt+Up", lambda: self._move(-1)),
            ("down", "Move down", "Alt+Down", lambda: self._move(1)),
            ("include", "Include or leave out", "Ctrl+Shift+I", self._toggle_included),
            ("mode", "Pin or follow", "Ctrl+Shift+P", self._toggle_mode),
            ("newest", "Accept newest revision", "Ctrl+Shift+U", self._accept_newest),
            ("remove", "Remove from outline", "Ctrl+Shift+Backspace", self._remove),
        )
        for key, text, shortcut, slot in table:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            actions[key] = action
        return actions

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 8, 4, 8)
        column.setSpacing(4)
        column.addLayout(self._make_bar(left))
        column.addWidget(self.tree, 1)
        hint = QLabel("Drag records from the list into a section, or press Enter there.", left)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        hint.setProperty("role", "quiet")
        column.addWidget(hint)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.settings)
        self.stack.addWidget(self.detail)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _make_bar(self, parent: QWidget) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(2)
        for key, icon in (("add", "add"), ("up", "up"), ("down", "down"), ("remove", "close")):
            button = QToolButton(parent)
            action = self._actions[key]
            action.setIcon(get_icon(icon))
            button.setDefaultAction(action)
            if key == "add":
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{action.text()} ({shortcut})" if shortcut else action.text())
            button.setAccessibleName(action.text())
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            bar.addWidget(button)
            if key == "add":
                bar.addStretch(1)
        return bar

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.collapsed.connect(lambda index: self._remember_fold(index, folded=True))
        self.tree.expanded.connect(lambda index: self._remember_fold(index, folded=False))
        self.tree.doubleClicked.connect(lambda _index: self._open_record())
        self.model.section_dropped.connect(
            lambda section, index: self._do(move_section, SectionId(section), index=index)
        )
        self.model.placement_dropped.connect(
            lambda placement, section, index: self._do(
                move_placement, PlacementId(placement), to_section=SectionId(section), index=index
            )
        )
        self.model.records_dropped.connect(
            lambda records, section, index: self._do(
                place_records, SectionId(section), records, index=None if index < 0 else index
            )
        )
        self.detail.open_requested.connect(self._open_record)
        self.detail.mode_requested.connect(lambda _mode: self._toggle_mode())
        self.detail.newest_requested.connect(self._accept_newest)
        self.detail.remove_requested.connect(self._remove)
        self._session.changed.connect(self._on_library_changed)

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        wanted = self._wanted
        if wanted is not None:
            self._session.read_after_changes(lambda library: _read(library, wanted), self._on_read)

    def _on_read(self, opened: _OpenBriefing | None) -> None:
        if opened is None or opened.briefing.id != self._wanted:
            if opened is None:
                self._wanted = None
                self.settings.clear()
                self.model.show_briefing(None, {})
            return
        current = self._current_row()
        key = (
            current.section.id if current.section else "",
            current.placement.record if current.placement else "",
        )
        self.model.show_briefing(opened.briefing, opened.titles)
        self._restore(self._select_next or key)
        self._select_next = None

    def _restore(self, key: tuple[str, str]) -> None:
        for number in range(1, self.model.rowCount()):
            index = self.model.index(number, 0)
            section = self.model.get_row(index).section
            if section is not None:
                self.tree.setExpanded(index, section.id not in self._folded)
        section_id, record_id = key
        index = self.model.find_placement(section_id, record_id) if record_id else QModelIndex()
        if not index.isValid():
            index = self.model.find_section(section_id)
        self._select(index if index.isValid() else self.model.index(0, 0))
        self._show_current()

    def _on_library_changed(self, change: LibraryChange) -> None:
        briefing = self.model.briefing
        if briefing is None:
            return
        placed = {p.record for section in briefing.sections for p in section.placements}
        if briefing.id in change.records or not placed.isdisjoint(change.records):
            self._read()

    # --- selection ----------------------------------------------------------------------------

    def _current_row(self) -> OutlineRow:
        index = self.tree.currentIndex()
        return self.model.get_row(index) if index.isValid() else OutlineRow()

    def _select(self, index: QModelIndex) -> None:
        self.tree.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.tree.scrollTo(index)

    def _on_current_changed(self) -> None:
        self._show_current()
        section = self._current_row().section
        if section is not None:
            self.section_selected.emit(section.id)

    def _show_current(self) -> None:
        briefing = self.model.briefing
        if briefing is None:
            return
        row = self._current_row()
        if row.placement is None:
            self.settings.show_row(briefing, row)
            self.stack.setCurrentWidget(self.settings)
        else:
            self._show_placement(row.placement)
        self._update_actions(row)

    def _show_placement(self, placement: Placement) -> None:
        self.settings.flush()
        index = self.tree.currentIndex()
        self.detail.show_placement(
            placement,
            title=str(self.model.data(index)),
            state=str(self.model.data(index, Qt.ItemDataRole.ToolTipRole)),
            behind=self.model.is_behind(placement),
        )
        self.stack.setCurrentWidget(self.detail)

    def _update_actions(self, row: OutlineRow) -> None:
        placed = row.placement is not None
        for key, enabled in (
            ("up", row.section is not None),
            ("down", row.section is not None),
            ("remove", row.section is not None),
            ("include", row.section is not None and not placed),
            ("mode", placed),
            ("newest", row.placement is not None and self.model.is_behind(row.placement)),
        ):
            self._actions[key].setEnabled(enabled)

    def _remember_fold(self, index: QModelIndex, *, folded: bool) -> None:
        section = self.model.get_row(index).section
        if section is None:
            return
        if folded:
            self._folded.add(section.id)
        else:
            self._folded.discard(section.id)

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self.tree)
        if self._current_row().placement is not None:
            menu.addAction("Open the record", self._open_record)
        menu.addActions(self.menu_actions())
        menu.popup(self.tree.viewport().mapToGlobal(position))

    # --- changes ------------------------------------------------------------------------------

    def _do(self, make_change: Callable[..., Change], *arguments: Any, **more: Any) -> None:
        if self._wanted is not None:
            self.flush()
            self._session.do(make_change(self._wanted, *arguments, **more))

    def _add_section(self, key: str) -> None:
        briefing = self.model.briefing
        if briefing is None:
            self.message.emit("Open a briefing first; then a section can be added to it.")
            return
        section = make_section(key)
        current = self._current_row().section
        ids = [other.id for other in briefing.sections]
        index = ids.index(current.id) + 1 if current else None
        self._select_next = (section.id, "")
        self._do(add_section, section, index=index)

    def _remove(self) -> None:
        row = self._current_row()
        if row.placement is not None:
            self._do(remove_placements, [row.placement.id])
        elif row.section is not None:
            self._do(remove_section, row.section.id, title=row.section.title)

    def _move(self, step: int) -> None:
        row = self._current_row()
        briefing = self.model.briefing
        if briefing is None or row.section is None:
            return
        if row.placement is not None:
            index = [p.id for p in row.section.placements].index(row.placement.id) + step
            if 0 <= index < len(row.section.placements):
                self._do(move_placement, row.placement.id, to_section=row.section.id, index=index)
            return
        index = [section.id for section in briefing.sections].index(row.section.id) + step
        if 0 <= index < len(briefing.sections):
            self._do(move_section, row.section.id, index=index)

    def _toggle_included(self) -> None:
        section = self._current_row().section
        if section is not None:
            words = "leave out" if section.included else "include"
            self._do(
                change_section,
                section.id,
                {"included": not section.included},
                label=f"{words} “{section.title}”",
            )

    def _toggle_mode(self) -> None:
        placement = self._current_row().placement
        if placement is not None:
            pinned = placement.mode is PlacementMode.PINNED
            mode = PlacementMode.LIVE if pinned else PlacementMode.PINNED
            self._do(set_placement_mode, placement.id, mode)

    def _accept_newest(self) -> None:
        placement = self._current_row().placement
        if placement is not None:
            self._do(accept_newest, [placement.id])

    def _open_record(self) -> None:
        placement = self._current_row().placement
        if placement is not None:
            self.record_requested.emit(placement.record)

    def _place_kinds(
        self, briefing: Briefing, kinds: dict[RecordId, str], record_ids: list[RecordId]
    ) -> None:
        for kind in dict.fromkeys(kinds.values()):
            section = self._find_taker(briefing, kind)
            records = [record_id for record_id in record_ids if kinds.get(record_id) == kind]
            if section is None:
                self.message.emit("No section of this briefing takes such records; add one first.")
            else:
                self._select_next = (section.id, "")
                self._do(place_records, section.id, records)

    def _find_taker(self, briefing: Briefing, kind: str) -> Section | None:
        current = self._current_row().section
        sections = ([current] if current else []) + list(briefing.sections)
        kinds = get_section_kinds()
        for section in sections:
            section_kind = kinds.get(section.section_kind)
            if section_kind is not None and kind in section_kind.takes:
                return section
        return None


def _read(library: Library, briefing_id: RecordId) -> _OpenBriefing | None:
    with library.read() as unit:
        briefing = unit.records.find_record(briefing_id)
        if not isinstance(briefing, Briefing):
            return None
        placed = [p.record for section in briefing.sections for p in section.placements]
        records = unit.records.get_records(placed)
    titles = {
        record_id: PlacedTitle(
            title=record.display_title, kind=record.kind, revision=record.revision
        )
        for record_id, record in records.items()
    }
    return _OpenBriefing(briefing=briefing, titles=titles)
