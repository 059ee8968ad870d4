"""What a list or page shows while there is nothing in it: one sentence and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label

_ICON_SIDE = 32


class EmptyState(QWidget):
    """One sentence and, where something can be done about it, one button; rarely a second one."""

    chosen = Signal()
    second_chosen = Signal()

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = make_label("", "quiet", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = make_button("")
        self._button.clicked.connect(self.chosen)
        self._second = make_button("")
        self._second.clicked.connect(self.second_chosen)
        self._second.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        layout.setSpacing(SPACE[2])
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._second, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._draw_icon()

    def say(self, sentence: str, button: str = "", second: str = "") -> None:
        """Show this sentence; a button without a text is not there."""
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._second.setText(second)
        self._second.setVisible(bool(second))

    def focus_button(self) -> None:
        """Put the keyboard on the button."""
        self._button.setFocus()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._sentence.text()

    def _draw_icon(self) -> None:
        self._icon.setVisible(bool(self._icon_name))
        if self._icon_name:
            icon = get_icon(self._icon_name, "control_border")
            self._icon.setPixmap(icon.pixmap(_ICON_SIDE, _ICON_SIDE))
