"""The rail: which kind of record the list shows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.kinds import KINDS, KindWords
from ui.panes.search_state import EVERYTHING_WORDS
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon

_ICON = QSize(22, 22)
_SMALL = 0.82


class Rail(QFrame):
    """One button for each kind and one for everything, exactly one of them down."""

    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "raised")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[0], SPACE[1], SPACE[0], SPACE[1])
        layout.setSpacing(SPACE[0])
        for words in (*KINDS, EVERYTHING_WORDS):
            layout.addWidget(self._make_button(words))
        layout.addStretch(1)

    def show_kind(self, kind: str) -> None:
        """Press the button of this kind without telling."""
        self._buttons[kind].setChecked(True)

    def get_button(self, kind: str) -> QToolButton:
        """Give the button of a kind."""
        return self._buttons[kind]

    def _make_button(self, words: KindWords) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "rail")
        button.setText(words.plural)
        button.setIcon(get_icon(words.icon))
        button.setIconSize(_ICON)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(f"List {words.plural.lower()}")
        font = button.font()
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        button.setFont(font)
        button.clicked.connect(lambda _checked, kind=words.kind: self.kind_chosen.emit(kind))
        self._group.addButton(button)
        self._buttons[words.kind] = button
        return button
