"""Work off the GUI thread: one lane for changes, a small pool for reads.

A task is a plain function. Its result or its exception always comes back on the GUI thread, in
the order in which the tasks of the change lane were given.
"""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

logger = logging.getLogger(__name__)

OnResult = Callable[[Any], None]
OnError = Callable[[Exception], None]

_READERS = 2


class _Outcome(QObject):
    """Carries what a task gave back to the thread it was started from."""

    finished = Signal(object, object)


class _Task(QRunnable):
    def __init__(self, function: Callable[[], Any], outcome: _Outcome) -> None:
        super().__init__()
        self._function = function
        self._outcome = outcome

    def run(self) -> None:
        try:
            result, error = self._function(), None
        except Exception as failure:  # noqa: BLE001 - the boundary: it is told on the GUI thread
            result, error = None, failure
        self._outcome.finished.emit(result, error)


class TaskRunner(QObject):
    """Runs functions off the GUI thread and delivers what they give back on it."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._change_lane = QThreadPool(self)
        self._change_lane.setMaxThreadCount(1)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(_READERS)
        self._waiting: dict[_Outcome, tuple[OnResult, OnError]] = {}
        self._closed = False

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way or waits."""
        return bool(self._waiting)

    def run_change(
        self, function: Callable[[], Any], on_result: OnResult, on_error: OnError
    ) -> None:
        """Run a function that may write; such functions run one after another, in order."""
        self._start(self._change_lane, function, on_result, on_error)

    def run_read(self, function: Callable[[], Any], on_result: OnResult, on_error: OnError) -> None:
        """Run a function that only reads; results may come in another order than asked."""
        self._start(self._readers, function, on_result, on_error)

    def wait_for_all(self) -> None:
        """Block until every task has run; their results are delivered by the event loop."""
        self._change_lane.waitForDone()
        self._readers.waitForDone()

    def close(self) -> None:
        """Let what runs end, deliver nothing more and take nothing more.

        To be called before the runner is given up: Qt waits for the threads of a pool that it
        destroys, and while it does so from its event loop no Python may run that would end them.
        """
        self._closed = True
        self.wait_for_all()
        self._waiting.clear()  # what is not delivered must not keep its receivers alive

    def _start(
        self,
        pool: QThreadPool,
        function: Callable[[], Any],
        on_result: OnResult,
        on_error: OnError,
    ) -> None:
        if self._closed:
            return
        outcome = _Outcome(self)
        self._waiting[outcome] = (on_result, on_error)
        outcome.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        pool.start(_Task(function, outcome))

    @Slot(object, object)
    def _on_finished(self, result: Any, error: Exception | None) -> None:
        outcome = self.sender()
        if not isinstance(outcome, _Outcome):
            return
        outcome.deleteLater()
        if self._closed:
            return
        on_result, on_error = self._waiting.pop(outcome)
        try:
            if error is None:
                on_result(result)
            else:
                on_error(error)
        finally:
            if not self._waiting:
                self.idle.emit()
