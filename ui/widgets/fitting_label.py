"""A label that says less where it has less room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class FittingLabel(QLabel):
    """Shows its words in full where they fit, else in short; screen readers hear them in full."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self._full = self._short = ""

    def say(self, full: str, short: str) -> None:
        """Say something, in two lengths."""
        self._full, self._short = full, short
        self.setAccessibleName(full)
        self.updateGeometry()
        self._choose(self.width())

    def sizeHint(self) -> QSize:
        """Ask for room for the full words."""
        return self._find_size(self._full)

    def minimumSizeHint(self) -> QSize:
        """Do with room for the short ones."""
        return self._find_size(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more, or less."""
        super().resizeEvent(event)
        self._choose(event.size().width())

    def _choose(self, width: int) -> None:
        fits = width >= self.sizeHint().width()
        self.setText(self._full if fits else self._short)

    def _find_size(self, text: str) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(text) + 2, metrics.height())
