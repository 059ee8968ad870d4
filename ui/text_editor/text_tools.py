"""The buttons above a text, which are there while one types in it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip

SOURCE_BUTTON = "Source"
_FEWEST_BUTTONS = 3


class TextTools(QWidget):
    """Buttons by their name, and the number of words.

    Where there is no room for all, the number of words goes first, then the last buttons go into
    a menu.
    """

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label
        self.buttons: dict[str, QToolButton] = {}
        self._keys: dict[str, str] = {}
        self.words = make_label("", "quiet")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.words)
        self._row.addStretch(1)
        self.more = self._make_more()
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the form does not jump
        self.setSizePolicy(policy)
        self.hide()

    def add(self, face: str, name: str, key: str, act: Callable[[], None]) -> None:
        """Add a button; its face is a letter or the name of an icon."""
        button = QToolButton(self)
        if len(face) == 1:
            button.setText(face)
            button.setFont(_make_font(bold=face == "B", italic=face == "I"))
        else:
            button.setIcon(get_icon(face, "quiet_text"))
        button.setProperty("role", "text-tool")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same; Tab stays short
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self._keys[name] = shown
        set_plain_tooltip(button, f"{name} ({shown})")
        button.setAccessibleName(f"{name}: {self._label}")
        button.clicked.connect(lambda _checked: act())
        button.setCheckable(name == SOURCE_BUTTON)
        self.buttons[name] = button
        self._row.insertWidget(self._row.count() - 1, button)

    def sizeHint(self) -> QSize:
        """Give the size at which everything is there."""
        width = self.words.sizeHint().width() + len(self.buttons) * self._measure()
        return QSize(width, self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Give the size at which some buttons and the menu are there."""
        return QSize((_FEWEST_BUTTONS + 1) * self._measure(), self.more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as there is room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        one, room = self._measure(), self.width()
        fits_all = room >= len(self.buttons) * one
        count = len(self.buttons) if fits_all else max(0, room // one - 1)
        self.words.setVisible(room >= self.sizeHint().width())
        for number, button in enumerate(self.buttons.values()):
            button.setVisible(number < count)
        self.more.setVisible(not fits_all)

    def _measure(self) -> int:
        """Give the width of the widest button."""
        return max((b.sizeHint().width() for b in (*self.buttons.values(), self.more)), default=0)

    def _make_more(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(get_icon("more", "quiet_text"))
        button.setProperty("role", "text-tool")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(f"More for {self._label}")
        set_plain_tooltip(button, "More")
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)
        self._row.addWidget(button)
        return button

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for name, button in self.buttons.items():
            if button.isHidden():
                action = menu.addAction(button.icon(), f"{name}\t{self._keys[name]}")
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)

    def show_for(self, has_focus: bool) -> None:
        """Be there while the text has the keyboard."""
        self.setVisible(has_focus)

    def show_state(self, *, is_source: bool, may_edit: bool) -> None:
        """Leave only what makes sense for the view that is on."""
        for name, button in self.buttons.items():
            button.setEnabled(name == SOURCE_BUTTON or (may_edit and not is_source))
        self.buttons[SOURCE_BUTTON].setChecked(is_source)

    def show_words(self, count: int, selected: int = 0) -> None:
        """Say how many words the text has, and how many of them are selected."""
        part = f"{selected:,} of " if selected else ""
        words = f"{part}{count:,} word{'' if count == 1 else 's'}  "
        if self.words.text() != words:
            self.words.setText(words)
            self.updateGeometry()


def _make_font(*, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont()
    font.setBold(bold)
    font.setItalic(italic)
    return font
