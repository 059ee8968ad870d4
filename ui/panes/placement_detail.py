"""What is to be said and done about one record that is placed in a briefing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing.outline import Placement, PlacementMode
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_role

_PINNED = "Pinned: the pages keep this revision until you accept a newer one."
_LIVE = "Live: the pages always show the newest revision."


class PlacementDetail(QWidget):
    """Says which revision the pages show, and offers what can be done about it."""

    open_requested = Signal()
    mode_requested = Signal()
    newest_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        layout.setSpacing(SPACE[1])
        self.title = make_label("", "title", wrap=True)
        self.state = make_label("", wrap=True)
        self.hint = make_label("", "quiet", wrap=True)
        for label in (self.title, self.state, self.hint):
            layout.addWidget(label)
        layout.addSpacing(SPACE[1])
        self.newest_button = self._add_button("Accept newest revision", self.newest_requested.emit)
        self.newest_button.setProperty("role", "primary")
        self.open_button = self._add_button("Open the record", self.open_requested.emit)
        self.open_button.setIcon(get_icon("edit"))
        self.mode_button = self._add_button("Pin this revision", self.mode_requested.emit)
        self.remove_button = self._add_button("Remove from section", self.remove_requested.emit)
        self.remove_button.setIcon(get_icon("close"))
        layout.addStretch(1)

    def show_placement(self, placement: Placement, *, title: str, state: str, behind: bool) -> None:
        """Show a placement with the sentence about its revision."""
        pinned = placement.mode is PlacementMode.PINNED
        self.title.setText(title)
        self.state.setText(state)
        set_role(self.state, "warning" if behind else "")
        self.hint.setText(_PINNED if pinned else _LIVE)
        self.mode_button.setText("Follow the library" if pinned else "Pin this revision")
        self.mode_button.setIcon(get_icon("live" if pinned else "pin"))
        self.newest_button.setVisible(behind)

    def _add_button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = make_button(text)
        button.clicked.connect(lambda _checked: slot())
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button
