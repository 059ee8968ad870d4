"""The buttons above a text, which are there while one types in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip

SOURCE_BUTTON = "Source"


class TextTools(QWidget):
    """Buttons by their name, and the number of words."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label
        self.buttons: dict[str, QToolButton] = {}
        self.words = make_label("", "quiet")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.words)
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
        set_plain_tooltip(button, f"{name} ({shown})")
        button.setAccessibleName(f"{name}: {self._label}")
        button.clicked.connect(lambda _checked: act())
        button.setCheckable(name == SOURCE_BUTTON)
        self.buttons[name] = button
        self._row.addWidget(button)

    def show_for(self, has_focus: bool) -> None:
        """Be there while the text has the keyboard."""
        self.setVisible(has_focus)

    def show_state(self, *, is_source: bool, may_edit: bool) -> None:
        """Leave only what makes sense for the view that is on."""
        for name, button in self.buttons.items():
            button.setEnabled(name == SOURCE_BUTTON or (may_edit and not is_source))
        self.buttons[SOURCE_BUTTON].setChecked(is_source)

    def show_words(self, count: int) -> None:
        """Say how many words the text has."""
        self.words.setText(f"{count:,} word{'' if count == 1 else 's'}  ")


def _make_font(*, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont()
    font.setBold(bold)
    font.setItalic(italic)
    return font
