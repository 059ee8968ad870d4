"""A program of its own that types into an actor's name until it is killed.

Run as `python -m tests.support.typing_child LIBRARY ACTOR`. Whenever the indicator says that
everything is saved, it prints what the field holds at that moment.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.support.windows import open_for_tests, read_sample
from ui.app import make_application
from ui.main_window import MainWindow
from ui.session.library_session import SaveState
from ui.settings import SettingsStore
from ui.theme.theme import Theme, ThemeChoice

PAUSE = 15
"""Milliseconds between two keys."""

BURST = 80
"""Steps of typing and of thinking, in turns: half of them each."""


class Typist:
    """Opens the actor, and types as soon as its form is there."""

    def __init__(self, window, actor):
        self._window = window
        self._actor = actor
        self._field = None
        self._typed = 0
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._step)
        self._timer.start(PAUSE)

    def _step(self):
        if self._field is None:
            self._find_field()
            return
        self._typed += 1
        if self._typed % BURST > BURST // 2:  # think
            return
        QTest.keyClicks(self._field, "abcdefghij"[self._typed % 10])

    def _find_field(self):
        desk = self._window.desk
        if desk is None:
            return
        pane = desk.workspace.work.record_pane
        if pane.record_id is None:
            desk.workspace.open_record(self._actor, "actor")
        elif pane.form is not None:
            self._field = next(f for f in pane.findChildren(QLineEdit) if f.text() == "Ansar")
            self._field.setFocus()
            self._field.end(False)
            desk.session.save_state_changed.connect(self._on_state)

    def _on_state(self, state):
        if state is SaveState.SAVED and "Saved" in self._window.status.save_text:
            sys.stdout.write(self._field.text() + "\n")
            sys.stdout.flush()


def main(library, actor):
    """Show the window and type until the end."""
    application = make_application([])
    window = MainWindow(
        application,
        open_library=open_for_tests,
        read_sample=read_sample,
        theme=Theme(application, ThemeChoice.LIGHT),
        store=SettingsStore(Path(tempfile.mkdtemp()) / "settings.json"),
    )
    window.show()
    window.start(Path(library))
    typist = Typist(window, actor)
    status = application.exec()
    del typist
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
