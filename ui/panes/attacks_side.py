"""The place for map and timeline: what the list shows or has selected, drawn beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.ports import RecordQuery
from ui.panes.search_state import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.records.record_filter import RecordFilter
    from ui.panes.attacks_view import AttacksView
    from ui.panes.library_pane import LibraryPane
    from ui.session.library_session import LibrarySession

TABS = ("map", "timeline")

_PAUSE = 150  # milliseconds after which a selection counts as made
_LISTS_OF_ATTACKS = ("attack", EVERYTHING)


class AttacksSide(QWidget):
    """Follows the list while it is visible; the views are made when they are first wanted."""

    record_requested = Signal(str)

    def __init__(
        self, session: LibrarySession, pane: LibraryPane, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pane = pane
        self.view: AttacksView | None = None
        self._is_led = False  # the list follows the views at this moment
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._follow)
        pane.query_changed.connect(self._on_list_changed)
        pane.selection_changed.connect(self._on_list_changed)
        self.hide()

    @property
    def tab(self) -> str:
        """Which of TABS is in front; empty while nothing is shown."""
        return TABS[self.view.tabs.currentIndex()] if self.view and not self.isHidden() else ""

    def show_tab(self, tab: str) -> None:
        """Bring one of TABS to the front."""
        view = self.view or self._make_view()
        view.tabs.setCurrentIndex(TABS.index(tab))
        self.show()
        self._follow()

    def focus_view(self) -> None:
        """Put the keyboard on the view that is in front."""
        if self.view is not None:
            self.view.tabs.currentWidget().setFocus()

    def _make_view(self) -> AttacksView:
        from ui.panes.attacks_view import AttacksView  # with all countries of the world

        view = self.view = AttacksView(self._session, self)
        view.record_requested.connect(self.record_requested)
        view.selection_changed.connect(self._select_in_list)
        view.filter_changed.connect(self._narrow_list)
        self._layout.addWidget(view)
        return view

    # --- from the list

    def _on_list_changed(self) -> None:
        if not self._is_led and not self.isHidden():
            self._timer.start()

    def _follow(self) -> None:
        if self.view is None or self.isHidden():
            return
        selected = self._pane.get_selected()
        attacks = [summary.id for summary in selected if summary.kind == "attack"]
        actors = [summary.id for summary in selected if summary.kind == "actor"]
        if len(attacks) > 1:
            self.view.show_records(attacks)
        elif self._pane.kind in _LISTS_OF_ATTACKS:
            self.view.show_query(self._pane.query)
        elif actors:
            self.view.show_query(RecordQuery(kinds=("attack",), actor=actors[0]))
        else:
            self.view.show_query(RecordQuery(kinds=("attack",)))

    # --- to the list

    def _select_in_list(self, ids: list[str]) -> None:
        if self._pane.kind in _LISTS_OF_ATTACKS and ids:
            self._lead(lambda: self._pane.select_records(ids))

    def _narrow_list(self, span: RecordFilter) -> None:
        if self._pane.kind not in _LISTS_OF_ATTACKS:
            return
        asked = msgspec.structs.replace(
            self._pane.bar.filter, from_date=span.from_date, to_date=span.to_date
        )
        if asked != self._pane.bar.filter:
            self._lead(lambda: self._pane.bar.set_filter(asked))

    def _lead(self, change: Callable[[], None]) -> None:
        self._is_led = True
        try:
            change()
        finally:
            self._is_led = False
