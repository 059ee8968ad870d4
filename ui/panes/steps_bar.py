"""Leads through a first briefing: one line that says the next step, above what one works on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from briefing.ports import Library
from briefing.services.first_steps import FirstStep, find_first_step
from briefing.services.history import LibraryChange
from ui.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip

_STEPS: dict[FirstStep, tuple[str, tuple[tuple[str, str], ...]]] = {
    FirstStep.SOURCE: (
        "Note down a source: whatever you state rests on one.",
        (("New source", "new-source"),),
    ),
    FirstStep.RECORD: (
        "Write down who acts and what happened, and cite the source beside each field.",
        (("New actor", "new-actor"), ("New attack", "new-attack")),
    ),
    FirstStep.BRIEFING: (
        "Begin a briefing: with the usual sections, or from a product.",
        (("New briefing", "new-briefing"), ("From a product…", "start-briefing")),
    ),
    FirstStep.PLACING: (
        "Place records: select them in the list and press Ctrl+Enter, or drag them into a section.",
        (),
    ),
    FirstStep.EXPORT: (
        "Go through the problems with F8; then write DOCX and PDF.",
        (("Export…", "export"),),
    ),
}


class StepsBar(QFrame):
    """Shows the next step while a library has no briefing with records in it; can be closed.

    `chosen` carries the key of the action that does the step.
    """

    chosen = Signal(str)

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._step: FirstStep | None = None
        self._is_over = session.library.is_read_only
        self._buttons: list[QPushButton] = []
        self.setAccessibleName("First steps")
        self.number = make_label("", "section")
        self.words = make_label("", wrap=True)
        self.close_button = QToolButton()
        self.close_button.setIcon(get_icon("close", "quiet_text"))
        self.close_button.setAccessibleName("Close the first steps")
        set_plain_tooltip(self.close_button, "Close")
        self.close_button.clicked.connect(lambda _on: self._end())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE[2], SPACE[0], SPACE[1], SPACE[0])
        self._row.setSpacing(SPACE[1])
        self._row.addWidget(self.number)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.close_button)
        self.hide()
        session.changed.connect(self._on_changed)
        self._read()

    def _read(self) -> None:
        if not self._is_over:
            self._session.read_after_changes(_find_step, self._show)

    def _show(self, step: FirstStep) -> None:
        if step is FirstStep.EXPORT and self._step is None:
            self._end()  # the library knew the way already when it was opened
        if self._is_over or step is self._step:
            return
        self._step = step
        steps = list(FirstStep)
        self.number.setText(f"Step {steps.index(step) + 1} of {len(steps)}")
        sentence, actions = _STEPS[step]
        self.words.setText(sentence)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._make_button(words, key) for words, key in actions]
        for button in self._buttons:
            self._row.insertWidget(self._row.count() - 1, button)
        self.show()

    def _make_button(self, words: str, key: str) -> QPushButton:
        button = make_button(words)
        button.clicked.connect(lambda _on: self._choose(key))
        return button

    def _choose(self, key: str) -> None:
        if self._step is FirstStep.EXPORT:
            self._end()
        self.chosen.emit(key)

    def _end(self) -> None:
        self._is_over = True
        self.hide()

    def _on_changed(self, _change: LibraryChange) -> None:
        self._read()


def _find_step(library: Library) -> FirstStep:
    with library.read() as unit:
        return find_first_step(unit)
