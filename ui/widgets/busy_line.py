"""A line that shows how far a piece of work has come, asked of its `Progress` while it runs."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from briefing.services.progress import Progress

_PAUSE = 100
"""How often it is asked, in milliseconds."""

_STEPS = 1000


class BusyLine(QProgressBar):
    """Hidden while nothing runs."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = Progress()
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._show)
        self.hide()

    def follow(self, progress: Progress) -> None:
        """Show this work from now on."""
        self._progress = progress
        self._show()
        self._timer.start()
        self.show()

    def stop(self) -> None:
        """The work has ended."""
        self._timer.stop()
        self.hide()

    def _show(self) -> None:
        self.setValue(round(self._progress.share * _STEPS))
