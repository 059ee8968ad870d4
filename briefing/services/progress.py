"""How far a long piece of work has come, told across threads, and the way to stop it."""

from threading import Event

from briefing.errors import BriefingError


class CancelledError(BriefingError):
    """The work was given up on request; nothing of it was stored."""


class Progress:
    """Held by the one who waits and by the one who works, each in a thread of its own."""

    def __init__(self) -> None:
        self._cancelled = Event()
        self.share = 0.0  # from 0 to 1

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was given up."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask for the work to be given up; safe from any thread."""
        self._cancelled.set()

    def tell(self, share: float) -> None:
        """Note how much is done, from 0 to 1; raises CancelledError when it was given up."""
        if self._cancelled.is_set():
            raise CancelledError(_CANCELLED)
        self.share = share


_CANCELLED = "Cancelled; nothing was changed."
