"""Finds words within one text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from ui.text_editor.rich_text import RichText
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip


class FindBar(QWidget):
    """A line below the text: Enter finds the next place, Shift+Enter the one before, Escape closes.

    All places are marked in the text while it is open.
    """

    closed = Signal()

    def __init__(self, rich: RichText, source: QPlainTextEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._rich = rich
        self._source = source
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("Find in this text")
        self.line.setAccessibleName("Find in this text")
        self.line.textChanged.connect(self._on_sought)
        self.count = make_label("", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE[0], 0, 0)
        row.setSpacing(SPACE[0])
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for icon, name, forward in (
            ("up", "Previous place", False),
            ("down", "Next place", True),
        ):
            row.addWidget(self._make_button(icon, name, forward=forward))
        self.close_button = QToolButton(self)
        self.close_button.setIcon(get_icon("close", "quiet_text"))
        self.close_button.setAccessibleName("Close the search")
        set_plain_tooltip(self.close_button, "Close (Esc)")
        self.close_button.clicked.connect(lambda _checked: self.leave())
        row.addWidget(self.close_button)
        for widget in self.findChildren(QWidget):
            widget.setProperty("reading", True)  # one may search what one may not change
        self.hide()

    def open(self) -> None:
        """Open with what is selected in the text."""
        selected = self._field().textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.line.setText(selected)
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._on_sought()

    def leave(self) -> None:
        """Close and go back into the text."""
        self.hide()
        self._mark("")
        self._field().setFocus()
        self.closed.emit()

    def find_next(self, *, forward: bool) -> bool:
        """Select the next place, round the end of the text; tell whether there is one."""
        sought = self.line.text()
        field = self._field()
        flags = QTextDocument.FindFlag(0) if forward else QTextDocument.FindFlag.FindBackward
        found = field.document().find(sought, field.textCursor(), flags)
        if found.isNull():
            edge = QTextCursor(field.document())
            if not forward:
                edge.movePosition(QTextCursor.MoveOperation.End)
            found = field.document().find(sought, edge, flags)
        if not found.isNull():
            field.setTextCursor(found)
            field.ensureCursorVisible()
        return not found.isNull()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find with Enter, close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            backward = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.find_next(forward=not backward)
        else:
            super().keyPressEvent(event)

    def _field(self) -> RichText | QPlainTextEdit:
        return self._source if self._rich.isHidden() else self._rich

    def _on_sought(self) -> None:
        sought = self.line.text()
        self._mark(sought)
        text = self._field().document().toPlainText()
        count = text.casefold().count(sought.casefold()) if sought else 0
        self.count.setText(f"{count} found" if sought else "")

    def _mark(self, sought: str) -> None:
        if self._rich.highlighter.sought != sought:
            self._rich.highlighter.sought = sought
            self._rich.restyle()

    def _make_button(self, icon: str, name: str, *, forward: bool) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(get_icon(icon, "quiet_text"))
        button.setAccessibleName(name)
        set_plain_tooltip(button, name)
        button.clicked.connect(lambda _checked: self.find_next(forward=forward))
        return button
