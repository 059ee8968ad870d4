"""A bar inside the window that says what happened and offers what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui.theme.tokens import SPACE, current_colours
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip

Choice = tuple[str, Callable[[], None]]
"""Text of a button and what it does."""

_ICONS = {"success": "check", "danger": "error", "warning": "warning"}
_ICON_SIDE = 18


class MessageBar(QFrame):
    """One sentence with its buttons; hidden while there is nothing to say.

    A bar that tells of something lasting cannot be closed.
    """

    def __init__(self, parent: QWidget | None = None, *, can_close: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName("Message")
        self.setAutoFillBackground(True)
        self._tone = "success"
        self._buttons: list[QPushButton] = []
        self._icon = QLabel()
        self._text = make_label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setIcon(get_icon("close"))
        self._close.setAccessibleName("Close message")
        set_plain_tooltip(self._close, "Close")
        self._close.clicked.connect(self.hide)
        self._close.setVisible(can_close)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE[2], SPACE[0], SPACE[1], SPACE[0])
        self._row.setSpacing(SPACE[1])
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, tone: str, choices: Sequence[Choice] = ()) -> None:
        """Show a sentence in a tone ("success", "warning", "danger") with its buttons."""
        self._tone = tone
        self._text.setText(text)
        self._text.setAccessibleName(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._make_button(*choice) for choice in choices]
        for button in self._buttons:
            self._row.insertWidget(self._row.count() - 1, button)
        self.update_colours()
        self.show()

    def update_colours(self) -> None:
        """Take the colours of the theme that is on now."""
        colours = current_colours()
        palette = self.palette()
        soft = getattr(colours, f"{self._tone}_soft")
        palette.setColor(QPalette.ColorRole.Window, QColor(soft))
        self.setPalette(palette)
        icon = get_icon(_ICONS[self._tone], self._tone)
        self._icon.setPixmap(icon.pixmap(_ICON_SIDE, _ICON_SIDE))

    def _make_button(self, text: str, action: Callable[[], None]) -> QPushButton:
        button = make_button(text)
        button.clicked.connect(action)
        return button
