"""The line below a field that says what is wrong there: in words and with a sign, not by colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.tokens import current_colours
from ui.widgets.icons import draw_icon

_SIDE = 14
_INDENT = 20


class FaultLabel(QLabel):
    """Shows the sentence behind a sign, and is hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(_INDENT)
        # a sentence that begins with a name in Arabic script is still one in English
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("role", "error")
        self.hide()

    def say(self, message: str) -> None:
        """Show the sentence, or nothing."""
        self.setText(message)
        self.setVisible(bool(message))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign before the sentence."""
        super().paintEvent(event)
        top = (self.fontMetrics().height() - _SIDE) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon("error", painter, QRectF(0, top, _SIDE, _SIDE), current_colours().danger)
        painter.end()
