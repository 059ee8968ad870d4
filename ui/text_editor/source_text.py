"""The text field that shows Markdown source as it is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_MOST_LINES = 24
_FEWEST_LINES = 3
_ROOM_AROUND_TEXT = 24


class SourceField(QPlainTextEdit):
    """A plain text field that grows with its text, and that Tab leaves."""

    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_keys: dict[str, Callable[[], None]] = {}
        self.setTabChangesFocus(True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.textChanged.connect(self.fit)

    def show_source(self, value: str) -> None:
        """Show a source; its undo stays when it is the same."""
        if self.toPlainText() != value:
            self.setPlainText(value)

    def fit(self) -> None:
        """Take the height that the text needs, between three and twenty-four lines."""
        lines = int(self.document().size().height())
        shown = max(_FEWEST_LINES, min(lines, _MOST_LINES))
        height = self.fontMetrics().lineSpacing() * shown + _ROOM_AROUND_TEXT
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height anew: a narrower text has more lines."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that work here, before a menu does."""
        is_claim = event.type() is QEvent.Type.ShortcutOverride
        if is_claim and isinstance(event, QKeyEvent) and name_key(event) in self.own_keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for here."""
        act = self.own_keys.get(name_key(event))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that one may type here now."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that one types elsewhere now, unless a menu has only opened above it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.focus_changed.emit(False)


def name_key(event: QKeyEvent) -> str:
    """Give the key of an event as "Ctrl+B"."""
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
