"""The button that says how a list is sorted, and changes it."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.panes.search_state import ORDER_WORDS, ListState, describe_order
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip

_LETTERS = {"title": "&Title", "date": "&Date", "modified": "&Last changed", "killed": "&Killed"}


class SortButton(QToolButton):
    """Orders and directions; while one searches also the best match."""

    changed = Signal(ListState)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ListState()
        self.setIcon(get_icon("sort"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill_menu)
        self.setMenu(self._menu)
        self.show_state(self._state)

    def show_state(self, state: ListState) -> None:
        """Say how this list is sorted."""
        self._state = state
        words = describe_order(state)
        self.setAccessibleName(words)
        self.setToolTip(as_plain_tooltip(words))

    def fill_menu(self) -> None:
        """Build the menu for the state that is shown."""
        state, menu = self._state, self._menu
        menu.clear()
        orders, directions = QActionGroup(menu), QActionGroup(menu)
        by_rank = bool(state.filter.text) and state.by_rank
        if state.filter.text:
            self._add("&Best match", orders, is_on=by_rank, by_rank=True)
        for order, text in _LETTERS.items():
            is_on = not by_rank and order == state.order
            self._add(text, orders, is_on=is_on, order=order, descending=False, by_rank=False)
        menu.addSeparator()
        _name, usual, reverse = ORDER_WORDS.get(state.order, ORDER_WORDS["title"])
        for words, descending in ((usual, False), (reverse, True)):
            text = f"&{words[0].upper()}{words[1:]}"
            is_on = state.descending is descending
            action = self._add(text, directions, is_on=is_on, descending=descending)
            action.setEnabled(not by_rank)

    def _add(self, text: str, group: QActionGroup, *, is_on: bool, **fields: object) -> QAction:
        action = QAction(text, self._menu)
        action.setCheckable(True)
        action.setChecked(is_on)
        group.addAction(action)
        changed = msgspec.structs.replace(self._state, **fields)
        action.triggered.connect(lambda _checked: self.changed.emit(changed))
        self._menu.addAction(action)
        return action
