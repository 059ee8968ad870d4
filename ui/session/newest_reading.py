"""Readings of which only the newest counts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from briefing.ports import Library
from ui.session.library_session import LibrarySession
from ui.tasks import OnError, OnResult


class NewestReading:
    """Reads for a view that shows one thing at a time.

    Readings run beside one another, so an older one may come back after a newer one. What comes
    of any but the newest is dropped, and all of it once the view is gone.
    """

    def __init__(self, session: LibrarySession, view: QObject) -> None:
        self._session = session
        self._view = view
        self._asked = 0

    def read(
        self,
        function: Callable[[Library], Any],
        on_result: OnResult,
        on_error: OnError | None = None,
    ) -> None:
        """Read from the library off the GUI thread, instead of all that was asked before."""
        self._asked += 1
        asked = self._asked

        def deliver(take: Callable[[Any], None], found: Any) -> None:
            if asked == self._asked and isValid(self._view):
                take(found)

        self._session.read(
            function,
            lambda result: deliver(on_result, result),
            lambda error: deliver(on_error or self._session.report, error),
        )
