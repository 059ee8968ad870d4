"""The line at the foot of the window: what is saved, what is wrong, how long it is."""

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ui.session.library_session import SaveState
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_role

_ICON = QSize(16, 16)

_LOOKS = {
    SaveState.SAVED: ("check", "success", "Saved"),
    SaveState.UNSAVED: ("edit", "warning", "Unsaved"),
    SaveState.SAVING: ("clock", "quiet_text", "Saving…"),
    SaveState.FAILED: ("error", "danger", "Save failed"),
}
_LABEL_ROLES = {
    SaveState.SAVED: "quiet",
    SaveState.UNSAVED: "warning",
    SaveState.SAVING: "quiet",
    SaveState.FAILED: "error",
}
_AROUND_BUTTON = 5  # pixels of its frame


class StatusStrip(QWidget):
    """Save indicator with its retry button, problems, pages and the library's name."""

    retry_requested = Signal()
    problems_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SaveState | None = None
        self._icon = QLabel()
        self._saved = make_label("", "quiet")
        self._retry = make_button("Retry")
        self._retry.clicked.connect(self.retry_requested)
        self._retry.hide()
        self._problems = QToolButton()
        self._problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._problems.setIconSize(_ICON)
        self._problems.setProperty("role", "status")  # no taller than the words beside it
        self._problems.clicked.connect(self.problems_requested)
        self._length = make_label("", "quiet")
        self._library = make_label("", "quiet")
        self._library.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._library.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[1], 0, SPACE[1], 0)
        layout.setSpacing(SPACE[1])
        for part in (self._icon, self._saved, self._retry):
            layout.addWidget(part)
        layout.addSpacing(SPACE[3])
        layout.addWidget(self._problems)
        layout.addWidget(self._length)
        layout.addWidget(self._library, 1)
        # as tall as with problems: the panes above must not jump when one comes
        self.setMinimumHeight(self.fontMetrics().height() + _AROUND_BUTTON)
        self.show_problems("", has_errors=False)

    @property
    def save_text(self) -> str:
        """What the save indicator says."""
        return self._saved.text()

    def show_save_state(self, state: SaveState) -> None:
        """Show what is true of everything typed so far; SAVED gets the time."""
        if state is self._state:
            return
        self._state = state
        icon, colour, words = _LOOKS[state]
        if state is SaveState.SAVED:
            words = f"{words} {dt.datetime.now().astimezone():%H:%M}"
        self._icon.setPixmap(get_icon(icon, colour).pixmap(_ICON))
        self._saved.setText(words)
        self._saved.setAccessibleName(words)
        set_role(self._saved, _LABEL_ROLES[state])
        self._retry.setVisible(state is SaveState.FAILED)

    def show_problems(self, words: str, *, has_errors: bool) -> None:
        """Show how many problems there are; empty words for none."""
        self._problems.setVisible(bool(words))
        self._problems.setText(words)
        self._problems.setAccessibleName(words or "No problems")
        role = "danger" if has_errors else "warning"
        self._problems.setIcon(get_icon("error" if has_errors else "warning", role))

    def show_length(self, words: str, is_over: bool) -> None:
        """Say how long the briefing is, empty for no pages yet, and whether that is too long."""
        self._length.setText(words)
        set_role(self._length, "warning" if is_over else "quiet")

    def show_library(self, name: str) -> None:
        """Show which library is open; empty for none."""
        self._library.setText(name)
        for part in (self._icon, self._saved):
            part.setVisible(bool(name))

    def update_colours(self) -> None:
        """Take the colours of the theme that is on now."""
        state, self._state = self._state, None
        if state is not None:
            text = self._saved.text()
            self.show_save_state(state)
            self._saved.setText(text)
