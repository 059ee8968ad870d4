"""A button that drops its words where there is no room for them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

_WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ICON_ALONE = Qt.ToolButtonStyle.ToolButtonIconOnly


class FittingButton(QToolButton):
    """Shows its words beside its icon where they fit whole, and its icon alone elsewhere.

    Cut words ("S…n") say less than the icon; a tooltip and the accessible name keep saying them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(_WITH_WORDS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for room for the words, whether they are shown or not."""
        hint = super().sizeHint()
        if self.toolButtonStyle() == _ICON_ALONE:
            hint.setWidth(hint.width() + self._find_words_width())
        return hint

    def minimumSizeHint(self) -> QSize:
        """Do with room for the icon."""
        hint = super().sizeHint()
        if self.toolButtonStyle() == _WITH_WORDS:
            hint.setWidth(hint.width() - self._find_words_width())
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the words, or stop showing them."""
        super().resizeEvent(event)
        fits = event.size().width() >= self.sizeHint().width()
        style = _WITH_WORDS if fits else _ICON_ALONE
        if style != self.toolButtonStyle():
            self.setToolButtonStyle(style)

    def _find_words_width(self) -> int:
        """Give what Qt adds to the width of an icon for the words beside it."""
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(" ") * 2
