"""What runs inside the worker process: calls one function after another. Knows no Qt.

A call is (function, arguments, reports); with `reports` the function is given a last argument
through which it tells its progress. Every call is answered by progress lines and then one
result or one error.
"""

import gc
import signal
import traceback
from collections.abc import Callable
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Any

from briefing.errors import BriefingError

Call = tuple[Callable[..., Any], tuple[Any, ...], bool]


MOST_UNCOLLECTED = 500
"""How many calls may follow each other without a pause before cycles are collected all the same."""

_PAUSE_SECONDS = 1.0


class Answer(StrEnum):
    """The kinds of message that come back."""

    PROGRESS = "progress"
    RESULT = "result"
    ERROR = "error"


class WorkerFaultError(Exception):
    """A defect of ours inside the worker; the text is the traceback there, for the log."""


def serve_calls(connection: "Connection[Any, Any]") -> None:
    """Answer calls until the other end is closed, which also happens when the window dies.

    Cycles are collected in a pause: in the middle of a call that takes as long as the call.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the window
    gc.disable()
    uncollected = 0
    while True:
        try:
            if uncollected >= MOST_UNCOLLECTED or (uncollected and not _is_called(connection)):
                gc.collect()
                uncollected = 0
            call = connection.recv()
            connection.send(_answer(call, connection))
            uncollected += 1
        except (EOFError, OSError):
            return


def _is_called(connection: "Connection[Any, Any]") -> bool:
    return connection.poll(_PAUSE_SECONDS)


def _answer(call: Call, connection: "Connection[Any, Any]") -> tuple[Answer, Any]:
    function, arguments, reports = call
    if reports:
        arguments = (*arguments, lambda line: connection.send((Answer.PROGRESS, line)))
    try:
        return Answer.RESULT, function(*arguments)
    except BriefingError as error:
        return Answer.ERROR, error
    except Exception:  # noqa: BLE001 - the boundary of the process: it is told in the window
        return Answer.ERROR, WorkerFaultError(traceback.format_exc())
