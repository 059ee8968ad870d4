"""Finds words in the open briefing, from one row of its outline to the next."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from briefing.services.search.finding import TextPlace, find_places
from ui.models.outline_rows import RowKey
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip

_PAUSE_MS = 120


class OutlineFind(QWidget):
    """A line above the outline: Enter goes to the next place, Shift+Enter to the one before.

    `found` names the row to go to. Escape closes the line.
    """

    found = Signal(RowKey)
    closed = Signal()

    def __init__(
        self, list_places: Callable[[], tuple[TextPlace, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._list_places = list_places
        self._places: tuple[TextPlace, ...] = ()
        self._hits: tuple[TextPlace, ...] = ()
        self._number = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText("Find in this briefing")
        self.line.setAccessibleName("Find in this briefing")
        self.count = make_label("", "quiet")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.line.textChanged.connect(lambda _text: self._pause.start())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.line, 1)
        row.addWidget(self._make_button("up", "Previous place", lambda: self.go(-1)))
        row.addWidget(self._make_button("down", "Next place", lambda: self.go(1)))
        row.addWidget(self._make_button("close", "Close the search", self.leave))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE[0])
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.count)
        self.hide()

    def open(self) -> None:
        """Open it, and read the texts of the briefing as they are now."""
        self.refresh()
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._tell()

    def refresh(self) -> None:
        """Read the texts anew: the briefing has changed, or another one is open."""
        self._places = self._list_places()
        self._hits = find_places(self._places, self.line.text())

    def search(self) -> None:
        """Find what is typed, and go to the first place."""
        self._pause.stop()
        self._hits = find_places(self._places, self.line.text())
        self._number = 0
        self._show_hit()

    def go(self, step: int) -> None:
        """Go to another place, round the end of the briefing."""
        if self._pause.isActive():
            self.search()
        elif self._hits:
            self._number = (self._number + step) % len(self._hits)
            self._show_hit()

    def leave(self) -> None:
        """Close it."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _show_hit(self) -> None:
        self._tell()
        if self._hits:
            hit = self._hits[self._number]
            self.found.emit(RowKey(section=hit.section, record=hit.record))

    def _tell(self) -> None:
        words = ""
        if self._hits:
            field = self._hits[min(self._number, len(self._hits) - 1)].field
            words = f"{self._number + 1} of {len(self._hits)}, in the {field}"
        elif self.line.text().strip():
            words = "Not found in this briefing"
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.line.setAccessibleDescription(words)

    def _make_button(self, icon: str, name: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(get_icon(icon, "quiet_text"))
        button.setAccessibleName(name)
        set_plain_tooltip(button, name)
        button.clicked.connect(lambda _checked: slot())
        return button
