"""The search field with its conditions: what the list is asked for."""

from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.record_filter import RecordFilter
from ui.panes.search_conditions import (
    clear_all,
    get_condition,
    list_offered,
    list_set,
)
from ui.panes.search_editors import ActorEditor, ConditionEditor, make_editor
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.chips import ChipRow
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import set_plain_tooltip

FILTER_PAUSE = 50
"""How long the search waits for the next letter, in milliseconds."""

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBar(QWidget):
    """Text and chips. The list is worked from the field itself; the keys for it are told."""

    changed = Signal()  # the filter is another one
    move_requested = Signal(QKeyEvent)  # an arrow or page key
    open_requested = Signal()
    left = Signal()  # Escape with nothing to clear

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = RecordFilter()
        self._kind = ""
        self._names: dict[str, str] = {}  # of actors in chips
        self.field = self._make_field()
        self.add_button = self._make_add_button()
        self.tools = QHBoxLayout()
        self.chips = ChipRow(self)
        self.chips.pressed.connect(self.edit_condition)
        self.chips.removed.connect(self._remove)
        self.chips.all_removed.connect(lambda: self.set_filter(clear_all(self._filter)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_PAUSE)
        self._timer.timeout.connect(self._take_text)
        self._lay_out()

    @property
    def filter(self) -> RecordFilter:
        """What is asked for now, without what is still being typed."""
        return self._filter

    def show_filter(self, kind: str, asked: RecordFilter, hint: str) -> None:
        """Show the filter of a list without telling that it changed."""
        self._kind = kind
        self._timer.stop()
        self._filter = asked
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self._show_text(asked.text)
        self._show_chips()

    def set_filter(self, asked: RecordFilter) -> None:
        """Ask for something else."""
        self._timer.stop()
        self._filter = asked
        self._show_text(asked.text)
        self._show_chips()
        self.changed.emit()

    def clear(self) -> None:
        """Ask for everything that the list holds."""
        self.set_filter(RecordFilter())

    def focus_field(self) -> None:
        """Put the cursor into the field, ready to type something else."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def type_text(self, text: str) -> None:
        """Go on typing in the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)
        self.field.insert(text)

    def open_menu(self) -> None:
        """Open the menu of conditions, as the button does."""
        self.add_button.setFocus()
        self.add_button.showMenu()

    def edit_condition(self, key: str) -> ConditionEditor | None:
        """Open the editor of a condition; one that is only on or off is set at once."""
        condition = get_condition(key)
        if not condition.has_editor:
            fields = dict.fromkeys(condition.fields, True)
            self.set_filter(msgspec.structs.replace(self._filter, **fields))
            return None
        self._take_text()
        editor = make_editor(key, self._filter, self._session, self)
        if isinstance(editor, ActorEditor):
            editor.named.connect(self._names.__setitem__)
        editor.applied.connect(self._on_applied)
        chip = self.chips.find_chip(key)
        editor.open_below(chip or self.add_button)
        return editor

    # --- building

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setClearButtonEnabled(True)
        field.addAction(get_icon("search", "quiet_text"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(lambda _text: self._timer.start())
        field.installEventFilter(self)
        return field

    def _make_add_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(get_icon("filter"))
        button.setAccessibleName("Add a filter")
        set_plain_tooltip(button, "Add a filter")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        button.setMenu(menu)
        return button

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        for condition in list_offered(self._kind):
            action = QAction(condition.label, menu)
            action.triggered.connect(partial(self._on_menu, condition.key))
            menu.addAction(action)

    def _on_menu(self, key: str, _checked: bool = False) -> None:
        self.edit_condition(key)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE[2], 0, SPACE[1], 0)
        row.setSpacing(SPACE[0])
        row.addWidget(self.field, 1)
        row.addWidget(self.add_button)
        row.addLayout(self.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addLayout(row)
        layout.addWidget(self.chips)

    # --- reactions

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Work the list from the field: arrows, Enter, Escape; Backspace takes the last chip."""
        is_key = watched is self.field and event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and self._handle_key(event):
            return True
        return super().eventFilter(watched, event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        key, chips = event.key(), self.chips.chips
        if key in _MOVES:
            self.move_requested.emit(event)
        elif key in _ENTER and not _has_modifiers(event):
            self._take_text()
            self.open_requested.emit()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_Backspace and not self.field.text() and chips:
            self._remove(chips[-1].key)
        else:
            return False
        return True

    def _escape(self) -> None:
        if self.field.text():
            self.field.clear()
            self._take_text()
        else:
            self.left.emit()

    def _take_text(self) -> None:
        self._timer.stop()
        text = self.field.text().strip()
        if text != self._filter.text:
            self._filter = msgspec.structs.replace(self._filter, text=text)
            self.changed.emit()

    def _show_text(self, text: str) -> None:
        if self.field.text().strip() != text:
            self.field.setText(text)
            self._timer.stop()

    def _on_applied(self, asked: RecordFilter) -> None:
        # the text may have changed while the popup was open
        self.set_filter(msgspec.structs.replace(asked, text=self._filter.text))
        self.field.setFocus()

    def _remove(self, key: str) -> None:
        self.set_filter(get_condition(key).clear(self._filter))
        self.field.setFocus()

    def _show_chips(self) -> None:
        self._read_missing_names()
        shown = list_set(self._filter)
        self.chips.show_chips([(c.key, c.describe(self._filter, self._names)) for c in shown])

    def _read_missing_names(self) -> None:
        actor = self._filter.actor
        if actor and actor not in self._names:
            self._names[actor] = "…"
            self._session.read(
                lambda library: _read_title(library, actor), partial(self._on_name, actor)
            )

    def _on_name(self, actor: str, title: str) -> None:
        self._names[actor] = title
        self._show_chips()


def _has_modifiers(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return bool(event.modifiers() & ~keypad)


def _read_title(library: Library, record_id: RecordId) -> str:
    with library.read() as unit:
        record = unit.records.find_record(record_id)
    return record.display_title if record else "(not in the library)"
