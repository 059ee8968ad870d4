"""Edits a text as Markdown source, with buttons for those who do not know the marks."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QWidget

from ui.forms.editors import FieldEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.record_titles import RecordTitles
from ui.forms.source_popup import SourcePopup
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import set_plain_tooltip

_ROOM_AROUND_TEXT = 24


class MarkdownText(QPlainTextEdit):
    """A plain text field that grows with its text, and that Tab leaves.

    It keeps the keys in `own_keys` from being taken by the window's menus.
    """

    _MOST_LINES = 24
    _FEWEST_LINES = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_keys: dict[str, Callable[[], None]] = {}
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height that the text needs, between three and twenty-four lines."""
        lines = int(self.document().size().height())
        shown = max(self._FEWEST_LINES, min(lines, self._MOST_LINES))
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
        if is_claim and isinstance(event, QKeyEvent) and _name_key(event) in self.own_keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for here."""
        act = self.own_keys.get(_name_key(event))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()


class MarkdownEditor(FieldEditor):
    """A text as Markdown source."""

    def __init__(
        self, spec: FieldSpec, titles: RecordTitles, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._titles = titles
        self.text = MarkdownText(self)
        self.text.setPlaceholderText(spec.placeholder)
        self._showing = False
        self.buttons: dict[str, QToolButton] = {}
        self.tools = self._make_buttons()
        self.text.textChanged.connect(self._on_text_changed)
        self.add_input(self.text)

    def show_value(self, value: Any) -> None:
        """Show the source; cursor and undo stay when it is the same."""
        if self.text.toPlainText() == value:
            return
        position = self.text.textCursor().position()
        self._showing = True
        try:
            self.text.setPlainText(value)
        finally:
            self._showing = False
        cursor = self.text.textCursor()
        cursor.setPosition(min(position, len(self.text.document().toPlainText())))
        self.text.setTextCursor(cursor)

    def read_value(self) -> Any:
        """Give the source as typed."""
        return self.text.toPlainText()

    def cite(self) -> None:
        """Let a source be chosen, and put its citation at the cursor."""
        popup = SourcePopup(self._titles, self.text)
        popup.chosen.connect(lambda key: self._insert(f"[@{key}]"))
        popup.open_at(self.text.mapToGlobal(self._cursor_rect().bottomLeft()))

    def _make_buttons(self) -> QWidget:
        tools = QWidget(self)
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for text, name, key, act in (
            ("B", "Bold", "Ctrl+B", lambda: self._wrap("**")),
            ("I", "Italic", "Ctrl+I", lambda: self._wrap("*")),
            ("•", "List", "Ctrl+Shift+L", lambda: self._begin_lines("- ")),
            ("”", "Quote", "Ctrl+Shift+Q", lambda: self._begin_lines("> ")),
            ("Cite", "Cite a source", "Ctrl+Shift+C", self.cite),
        ):
            row.addWidget(self._make_button(text, name, key, act))
            self.text.own_keys[key] = act
        self.buttons["Bold"].setFont(_make_font(bold=True))
        self.buttons["Italic"].setFont(_make_font(italic=True))
        return tools

    def _make_button(self, text: str, name: str, key: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setProperty("role", "text-tool")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same; Tab stays short
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        set_plain_tooltip(button, f"{name} ({shown})")
        button.setAccessibleName(f"{name}: {self.spec.label}")
        button.clicked.connect(lambda _checked: act())
        self.buttons[name] = button
        return button

    def _wrap(self, mark: str) -> None:
        cursor = self.text.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(f"{mark}{chosen}{mark}")
        if not chosen:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(mark)
            )
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _begin_lines(self, mark: str) -> None:
        cursor = self.text.textCursor()
        document = self.text.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        cursor.beginEditBlock()
        for number in range(first, last + 1):
            QTextCursor(document.findBlockByNumber(number)).insertText(mark)
        cursor.endEditBlock()
        self.text.setFocus()

    def _insert(self, text: str) -> None:
        self.text.textCursor().insertText(text)
        self.text.setFocus()

    def _cursor_rect(self) -> QRect:
        return self.text.cursorRect().translated(0, SPACE[0])

    def _on_text_changed(self) -> None:
        if not self._showing:
            self.edited.emit()


def _make_font(*, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont()
    font.setBold(bold)
    font.setItalic(italic)
    return font


def _name_key(event: QKeyEvent) -> str:
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
