"""One warm process beside the window, for work that would make the window stutter as a thread.

The process is spawned at the first call, started again when it dies, and killed on `stop`.
"""

import contextlib
import itertools
import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Qt, Signal, Slot

from briefing.errors import BriefingError
from ui.worker.worker_loop import Answer, Call, serve_calls

Deliver = Callable[[int, Answer, Any], None]


class WorkerDiedError(BriefingError):
    """The worker process ended in the middle of a call."""


class Callbacks(msgspec.Struct, frozen=True, kw_only=True):
    """Where a call's answers go; all are called on the GUI thread."""

    on_result: Callable[[Any], None]
    on_error: Callable[[Exception], None]
    on_progress: Callable[[str], None] | None = None


class WorkerProcess(QObject):
    """Runs functions one after another in one process and answers on the GUI thread."""

    _answered = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets = itertools.count(1)
        self._waiting: dict[int, Callbacks] = {}
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._link = _Link(self._deliver)
        self._link.start()

    @property
    def is_busy(self) -> bool:
        """Whether a call is under way or waits."""
        return bool(self._waiting)

    @property
    def is_alive(self) -> bool:
        """Whether calls are still taken; ends shortly after `stop`."""
        return self._link.is_alive()

    def run(self, function: Callable[..., Any], *arguments: Any, callbacks: Callbacks) -> int:
        """Call a module-level function in the process; gives a ticket to cancel it with.

        With `on_progress` the function takes one argument more: a function that reports a line.
        """
        ticket = next(self._tickets)
        self._waiting[ticket] = callbacks
        self._link.put(ticket, (function, arguments, callbacks.on_progress is not None))
        return ticket

    def cancel(self, ticket: int) -> None:
        """Give up a call at once; its callbacks are not called. What else waits is still done."""
        if self._waiting.pop(ticket, None) is not None:
            self._link.cancel(ticket)

    def stop(self) -> None:
        """Kill the process, whatever it does, without waiting for it."""
        self._waiting.clear()
        self._link.stop()

    def _deliver(self, ticket: int, kind: Answer, value: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone meanwhile
            self._answered.emit(ticket, kind, value)

    @Slot(int, object, object)
    def _on_answered(self, ticket: int, kind: Answer, value: Any) -> None:
        if kind is Answer.PROGRESS:
            callbacks = self._waiting.get(ticket)
            if callbacks is not None and callbacks.on_progress is not None:
                callbacks.on_progress(value)
            return
        callbacks = self._waiting.pop(ticket, None)
        if callbacks is None:
            return
        if kind is Answer.RESULT:
            callbacks.on_result(value)
        else:
            callbacks.on_error(value)


class _Link(threading.Thread):
    """Speaks with the process, so that a full pipe or a slow start never holds the window."""

    def __init__(self, deliver: Deliver) -> None:
        super().__init__(name="worker-link", daemon=True)
        self._deliver = deliver
        self._calls: queue.SimpleQueue[tuple[int, Call] | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._cancelled: set[int] = set()
        self._running = 0
        self._stopped = False
        self._is_killed = False  # which the process itself may take a moment to notice
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None

    def put(self, ticket: int, call: Call) -> None:
        self._calls.put((ticket, call))

    def cancel(self, ticket: int) -> None:
        with self._guard:
            self._cancelled.add(ticket)
            if self._running == ticket:
                self._kill()

    def stop(self) -> None:
        with self._guard:
            self._stopped = True
            self._kill()
        self._calls.put(None)

    def run(self) -> None:
        while (item := self._calls.get()) is not None and not self._stopped:
            ticket, call = item
            if not self._begin(ticket):
                continue
            kind, value = self._do(ticket, call)
            with self._guard:
                self._running = 0
                self._cancelled.discard(ticket)
            self._deliver(ticket, kind, value)
        self._drop_process()

    def _begin(self, ticket: int) -> bool:
        with self._guard:
            if ticket in self._cancelled:
                self._cancelled.discard(ticket)
                return False
            self._running = ticket
            return True

    def _do(self, ticket: int, call: Call) -> tuple[Answer, Any]:
        try:
            connection = self._connect()
            connection.send(call)
            while True:
                kind, value = connection.recv()
                if kind is not Answer.PROGRESS:
                    return kind, value
                self._deliver(ticket, kind, value)
        except (EOFError, OSError):
            self._drop_process()
            message = "The page maker stopped unexpectedly; it is started again. Your text is safe."
            return Answer.ERROR, WorkerDiedError(message)
        except Exception as error:  # noqa: BLE001 - the boundary of the thread: told in the window
            return Answer.ERROR, error

    def _connect(self) -> "Connection[Any, Any]":
        if self._connection is not None and self._can_serve():
            return self._connection
        self._drop_process()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve_calls, args=(theirs,), daemon=True)
        process.start()
        theirs.close()  # or the end of the process would not end our reading
        with self._guard:
            self._process, self._connection, self._is_killed = process, ours, False
            if self._stopped or self._running in self._cancelled:  # while it was started
                self._kill()
        return ours

    def _can_serve(self) -> bool:
        with self._guard:
            process = self._process
            return process is not None and not self._is_killed and process.is_alive()

    def _kill(self) -> None:
        self._is_killed = True
        if self._process is not None:
            self._process.kill()

    def _drop_process(self) -> None:
        with self._guard:
            process, self._process = self._process, None
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            # another thread may have taken note of the end first; then it counts as running here
            with contextlib.suppress(ValueError):
                process.close()
