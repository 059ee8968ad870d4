"""Functions that tests call in the worker process."""

import os
import time

from briefing.errors import ExportError


def add(first, second):
    """Give the sum."""
    return first + second


def report_twice(report):
    """Report two lines and give what the process is."""
    report("first")
    report("second")
    return os.getpid()


def fail_kindly():
    """Fail with a sentence for the analyst."""
    message = "The disk is full."
    raise ExportError(message)


def fail_badly():
    """Fail with a defect of ours."""
    return [][1]  # noqa: PLE0643 - it is meant to fail


def die():
    """End the process in the middle of the call."""
    os._exit(3)


class _Unpacked:
    """Runs what `on_unpacked` holds, in the process that gets it as an answer."""

    def __reduce__(self):
        return _tell_unpacked, ()


on_unpacked = []


def _tell_unpacked():
    for function in on_unpacked:
        function()


def answer_tellingly():
    """Give an answer whose arrival runs `on_unpacked`, before anybody has noticed the answer."""
    return _Unpacked()


def hang(path):
    """Say in a file that it has begun, and then take very long."""
    path.write_text("begun")
    time.sleep(600)
