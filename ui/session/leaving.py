"""Leaves a library only when everything typed is stored, or when the analyst says so."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.session.library_session import LibrarySession, SaveState
from ui.widgets.plain_text import make_message


class Leaving(QObject):
    """Waits, without blocking, until a session may be left; then calls back once."""

    def __init__(self, session: LibrarySession, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        self._then = then
        self._box: QMessageBox | None = None
        self._is_over = False
        session.save_state_changed.connect(self._check)
        session.tasks.idle.connect(self._check)

    def start(self) -> None:
        """Begin to wait; may call back at once."""
        self._check()

    def _check(self, _state: object = None) -> None:
        if self._is_over or self._box is not None:
            return
        if self._session.save_state is SaveState.FAILED:
            self._ask()
        elif self._session.save_state is SaveState.SAVED and not self._session.tasks.is_busy:
            self._finish()

    def _ask(self) -> None:
        box = make_message(
            self._window,
            "Not everything is saved",
            f"The last changes could not be saved. {self._session.last_error}",
            details="Retry once the cause is gone, or close and lose these changes.",
        )
        retry = box.addButton("&Retry", QMessageBox.ButtonRole.AcceptRole)
        close = box.addButton("&Close anyway", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("&Stay", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(retry)
        box.setEscapeButton(stay)
        self._box = box

        def on_finished(_result: int) -> None:
            clicked = box.clickedButton()
            self._box = None
            box.deleteLater()
            if clicked is close:
                self._session.drop_failed_changes()
                self._finish()
            elif clicked is retry:
                self._session.retry()
            else:
                self._stop()

        box.finished.connect(on_finished)
        box.open()

    def _finish(self) -> None:
        if not self._is_over:
            self._stop()
            self._then()

    def _stop(self) -> None:
        self._is_over = True
        self._session.save_state_changed.disconnect(self._check)
        self._session.tasks.idle.disconnect(self._check)
        self.deleteLater()
