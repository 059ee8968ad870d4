"""Chips: small labels that each stand for a condition, to be changed or removed."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.theme.tokens import SPACE
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, set_plain_tooltip

_LONGEST = 34
_CROSS = QSize(12, 12)
_GAP = 4


class Chip(QFrame):
    """A condition in words, with a cross; Delete on it removes it too."""

    pressed = Signal(str)  # key
    removed = Signal(str)  # key

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.text = text
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button = QPushButton(_shorten(text).replace("&", "&&"))
        self.button.setProperty("role", "chip-text")
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(f"Filter: {text}")
        set_plain_tooltip(self.button, text)
        self.button.clicked.connect(lambda _checked: self.pressed.emit(self.key))
        self.cross = QToolButton()
        self.cross.setProperty("role", "chip-cross")
        self.cross.setIcon(get_icon("close", "quiet_text"))
        self.cross.setIconSize(_CROSS)
        self.cross.setAccessibleName(f"Remove the filter {text}")
        set_plain_tooltip(self.cross, "Remove this filter")
        self.cross.clicked.connect(lambda _checked: self.removed.emit(self.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)


class ChipRow(QWidget):
    """The chips of a filter, in as many lines as they need; hidden while there are none."""

    pressed = Signal(str)
    removed = Signal(str)
    all_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[Chip] = []
        self._flow = FlowLayout(_GAP, self)
        self._flow.setContentsMargins(SPACE[2], 0, SPACE[2], 0)
        self.clear_button = make_button("Clear all", "link")
        self.clear_button.setParent(self)  # or it is a window of its own until it is laid out
        self.clear_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clear_button.clicked.connect(lambda _checked: self.all_removed.emit())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show these chips, given as key and words; the focus stays on a chip that stays."""
        if [(chip.key, chip.text) for chip in self.chips] == list(chips):
            return
        focus = self.window().focusWidget()
        focused = next((chip.key for chip in self.chips if chip.isAncestorOf(focus)), "")
        self._drop_chips()
        for key, text in chips:
            chip = Chip(key, text, self)
            chip.pressed.connect(self.pressed)
            chip.removed.connect(self.removed)
            self._flow.addWidget(chip)
            self.chips.append(chip)
            if key == focused:
                chip.button.setFocus()
        self._flow.removeWidget(self.clear_button)
        self._flow.addWidget(self.clear_button)
        self._order_by_tab()
        self.setVisible(bool(chips))
        self.updateGeometry()

    def find_chip(self, key: str) -> Chip | None:
        """Give the chip with this key, or None."""
        return next((chip for chip in self.chips if chip.key == key), None)

    def _drop_chips(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []

    def _order_by_tab(self) -> None:
        stops = [stop for chip in self.chips for stop in (chip.button, chip.cross)]
        for first, second in pairwise((*stops, self.clear_button)):
            QWidget.setTabOrder(first, second)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
