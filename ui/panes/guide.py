"""Leads through a first briefing: its steps, ticked as the library has them, above one's work."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.ports import Library
from briefing.services.briefings.first_steps import FirstStep, find_done_steps, find_next_step
from briefing.services.history import LibraryChange
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip, set_role

_PAUSE = 200  # milliseconds
_TICK_SIDE = 16
_NUMBER_WIDTH = 20
_NARROW = 420  # pixels, below which a step has one button
_EXAMPLE = "A finished one to look at, in a library of its own:"
_TITLE = "Your first briefing"


class _Words(msgspec.Struct, frozen=True):
    """What a step is called, how it is done, and the actions that do it with their buttons."""

    name: str
    how: str
    buttons: tuple[tuple[str, str], ...]


_STEPS: dict[FirstStep, _Words] = {
    FirstStep.SOURCE: _Words(
        "Note down a source",
        "Whatever you state rests on one.",
        (("New source", "new-source"),),
    ),
    FirstStep.ACTOR: _Words(
        "Write down who acts",
        "A state, group or person; cite a source beside each field.",
        (("New actor", "new-actor"),),
    ),
    FirstStep.ATTACK: _Words(
        "Write down what happened",
        "When, where, who to whom, how many, and who says so.",
        (("New attack", "new-attack"),),
    ),
    FirstStep.BRIEFING: _Words(
        "Begin a briefing",
        "With the usual sections, or a product’s.",
        (("New briefing", "new-briefing"), ("From a product…", "start-briefing")),
    ),
    FirstStep.PLACING: _Words(
        "Place records in it",
        "Select them in the list, and press Ctrl+Enter.",
        (("List records", "list-everything"),),
    ),
    FirstStep.CHECKING: _Words(
        "Check it, and send it to review",
        "F8 goes to the next problem.",
        (("Next problem", "next-problem"), ("Send to review", "next-step")),
    ),
    FirstStep.ISSUING: _Words(
        "Approve and issue it",
        "Issuing freezes both files.",
        (("Next review step", "next-step"), ("Only export…", "export")),
    ),
}
_IN_BRIEFING = {FirstStep.PLACING, FirstStep.CHECKING, FirstStep.ISSUING}
_ALL_DONE = "The first briefing is issued. The register keeps every edition."


class Guide(QFrame):
    """Shows the steps while a library has no briefing with records in it, or when asked for.

    Folded it is one line with the next step. `chosen` carries the key of the action that does
    a step; `closed` tells that it is not wanted any more.
    """

    chosen = Signal(str)
    closed = Signal()
    shown = Signal(bool)  # or hidden

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_on = False
        self._waits_for_asking = False
        self.done: frozenset[FirstStep] | None = None  # None until it was read
        self.setAccessibleName(_TITLE)
        self.setProperty("role", "raised")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title = make_label(_TITLE, "section", wrap=True)
        self.rows = {
            step: _StepRow(number, words, self.chosen.emit)
            for number, (step, words) in enumerate(_STEPS.items(), start=1)
        }
        self.finish = _FinishRow(self.chosen.emit)
        self.example = make_button("Open the worked example", "link")
        self.example.clicked.connect(lambda _on: self.chosen.emit("open-sample"))
        self.fold_button = _make_tool("chevron-down", "Show all steps")
        self.fold_button.setCheckable(True)
        self.fold_button.toggled.connect(lambda _on: self._update())
        self.close_button = _make_tool("close", "Close the first steps")
        self.close_button.clicked.connect(lambda _on: self._close())
        self._about_example = make_label(_EXAMPLE, "quiet", wrap=True)
        self._steps, self._foot = QWidget(), QWidget()
        self._lay_out()
        self.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read)
        session.changed.connect(self._on_changed)

    @property
    def next_step(self) -> FirstStep | None:
        """The first step that is not done."""
        return find_next_step(self.done or frozenset())

    def begin(self) -> None:
        """Lead whoever is new: show the steps unless records are placed already."""
        self._waits_for_asking = False
        self._turn_on()

    def open(self) -> None:
        """Show all steps, whatever is done, and put the keyboard on the next one."""
        self._waits_for_asking = True
        self._turn_on()

    def set_folded(self, *, folded: bool) -> None:
        """Show only the next step, or all of them."""
        self.fold_button.setChecked(not folded)

    def _turn_on(self) -> None:
        self._is_on = not self._session.library.is_read_only
        self.done = None
        self._read()

    def _close(self) -> None:
        self._is_on = False
        self.hide()
        self.closed.emit()

    def _on_changed(self, _change: LibraryChange) -> None:
        if self._is_on and not self._pause.isActive():
            self._pause.start()  # who types without a pause is not held up by looking each time

    def _read(self) -> None:
        if self._is_on:
            self._session.read_after_changes(_find_done, self._show)

    def _show(self, done: frozenset[FirstStep]) -> None:
        is_first = self.done is None
        self.done = done
        if is_first and not self._waits_for_asking and FirstStep.PLACING in done:
            self._is_on = False  # the library knew the way already when it was opened
        if not self._is_on:
            return
        if is_first and self._waits_for_asking:
            self.set_folded(folded=False)
        self._update()
        self.show()
        if is_first and (self._waits_for_asking or not done):
            self.focus_next()

    def _update(self) -> None:
        is_open, now = self.fold_button.isChecked(), self.next_step
        done = self.done or frozenset()
        for step, row in self.rows.items():
            row.setVisible(is_open or step is now)
            row.show_state(
                is_done=step in done,
                is_next=step is now,
                can_do=step not in _IN_BRIEFING or FirstStep.BRIEFING in done,
            )
        self.finish.setVisible(now is None)
        self.title.setVisible(is_open)
        self._foot.setVisible(is_open)
        self._put_steps(below_title=is_open)
        self._fit()
        self.title.setText(f"{_TITLE}: {len(done)} of {len(self.rows)} steps done")
        self.fold_button.setIcon(get_icon("chevron-up" if is_open else "chevron-down"))
        name = "Show only the next step" if is_open else "Show all steps"
        self.fold_button.setAccessibleName(name)
        self.fold_button.setAccessibleDescription("")
        set_plain_tooltip(self.fold_button, name)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the ticks in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.done is not None:
            self._update()
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for row in self.rows.values():
            row.fit(is_narrow=self.width() < _NARROW, is_alone=not self.fold_button.isChecked())
        self._about_example.setVisible(self.width() >= _NARROW)
        for label in (self.title, self._about_example):
            _align(label)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is there."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is gone."""
        super().hideEvent(event)
        self.shown.emit(False)

    def focus_next(self) -> None:
        """Put the keyboard on what does the next step."""
        row = self.rows[self.next_step] if self.next_step else self.finish
        row.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addSpacing(_NUMBER_WIDTH + SPACE[1])
        foot.addWidget(self._about_example, 1)
        foot.addWidget(self.example)
        steps = QVBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(SPACE[0])
        for widget in (*self.rows.values(), self.finish, self._foot):
            steps.addWidget(widget)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SPACE[2], SPACE[1], SPACE[1], SPACE[1])
        self._grid.setHorizontalSpacing(SPACE[1])
        self._grid.setVerticalSpacing(SPACE[0])
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self.title, 0, 0)
        for column, button in enumerate((self.fold_button, self.close_button), start=1):
            self._grid.addWidget(button, 0, column, alignment=Qt.AlignmentFlag.AlignTop)

    def _put_steps(self, *, below_title: bool) -> None:
        """Put the steps below the title, or the only one of them into its place."""
        self._grid.removeWidget(self._steps)
        if below_title:
            self._grid.addWidget(self._steps, 1, 0, 1, 3)
        else:
            self._grid.addWidget(self._steps, 0, 0)


class _StepRow(QWidget):
    """A tick or number, what the step is, how it is done while it is the next, and its buttons."""

    def __init__(self, number: int, words: _Words, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._number, self._words = number, words
        self._is_next = False
        self._tick = make_label("")
        self._tick.setFixedWidth(_NUMBER_WIDTH)
        self.name = make_label(words.name, wrap=True)
        self.how = make_label(words.how, "quiet", wrap=True)
        self.buttons = _make_buttons(words.buttons, choose)
        texts = QGridLayout()
        texts.setVerticalSpacing(0)
        texts.setHorizontalSpacing(SPACE[1])
        texts.setColumnStretch(1, 1)
        texts.addWidget(self._tick, 0, 0, Qt.AlignmentFlag.AlignTop)
        texts.addWidget(self.name, 0, 1)
        texts.addWidget(self.how, 1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addLayout(texts, 1)
        row.setAlignment(texts, Qt.AlignmentFlag.AlignVCenter)
        for button in self.buttons:
            row.addWidget(button)

    def show_state(self, *, is_done: bool, is_next: bool, can_do: bool) -> None:
        """Tick the step, or show how it is done if it is the next one."""
        if is_done:
            self._tick.setPixmap(get_icon("check", "success").pixmap(_TICK_SIDE, _TICK_SIDE))
        else:
            self._tick.setText(f"{self._number}.")
        set_role(self.name, "quiet" if is_done else "strong" if is_next else "")
        self._is_next = is_next
        state = "done" if is_done else "next" if is_next else "to do"
        self._tick.setAccessibleName(state)
        for button in self.buttons:
            set_role(button, "" if is_next else "link")
            button.setEnabled(can_do)
            button.setAccessibleDescription(
                f"Step {self._number}, {state}: {self._words.name}. {self._words.how}"
            )

    def fit(self, *, is_narrow: bool, is_alone: bool) -> None:
        """Show the first button alone where there is no room; begin where lines begin."""
        self.name.setHidden(is_narrow and is_alone)
        self.how.setVisible(self._is_next and not is_narrow)
        for button in self.buttons[1:]:
            button.setHidden(is_narrow)
        for label in (self.name, self.how):
            _align(label)


class _FinishRow(QWidget):
    """What is said when every step is done."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self.buttons = _make_buttons((("Register…", "register"),), choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(make_label(_ALL_DONE, wrap=True), 1)
        row.addWidget(self.buttons[0])
        self.hide()


def _make_buttons(
    buttons: tuple[tuple[str, str], ...], choose: Callable[[str], None]
) -> list[QPushButton]:
    made = []
    for text, key in buttons:
        button = make_button(text)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _on, key=key: choose(key))
        made.append(button)
    return made


def _align(label: QLabel) -> None:
    """Begin the words where lines begin in the window, whatever script they are in."""
    is_mirrored = label.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def _make_tool(icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(get_icon(icon, "quiet_text"))
    button.setAccessibleName(name)
    set_plain_tooltip(button, name)
    return button


def _find_done(library: Library) -> frozenset[FirstStep]:
    with library.read() as unit:
        return find_done_steps(unit)
