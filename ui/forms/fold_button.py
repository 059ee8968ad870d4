"""A quiet line that opens and closes what stands below it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip

_ROOM_BESIDE_TEXT = 36
_NARROWEST = 60


class FoldButton(QPushButton):
    """An arrow and a text that is cut short where there is no room; checked means open."""

    reached = Signal()  # the keyboard came to it

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full_text = ""
        self.setProperty("role", role)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)
        self.setIconSize(QSize(12, 12))
        self.toggled.connect(self._show_arrow)
        self._show_arrow(opened=False)

    @property
    def full_text(self) -> str:
        """The text without cuts."""
        return self._full_text

    def say(self, text: str, *, spoken: str = "") -> None:
        """Show the text; `spoken` is what a screen reader says where it must say more."""
        self._full_text = text
        self.setAccessibleName(spoken or text)
        self._cut()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.reached.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        # asking the style's font, which may be bolder than the widget's own, comes from polish
        self.ensurePolished()
        room = max(self.width() - _ROOM_BESIDE_TEXT, 0)
        shown = self.fontMetrics().elidedText(self._full_text, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(as_plain_tooltip(self._full_text) if shown != self._full_text else "")

    def _show_arrow(self, opened: bool) -> None:
        self.setIcon(get_icon("chevron-down" if opened else "chevron-right", "quiet_text"))
