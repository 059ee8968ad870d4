"""Editors for single values: each shows a value, reads it back, and tells when it was edited."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import InvalidValueError
from briefing.records.faults import Fault
from ui.forms.field_spec import FieldSpec

_MOST_DIGITS = 15
_LARGEST_DECIMAL = 1e6


class FieldEditor(QWidget):
    """Base of all editors.

    `edited` follows what the person did, never what `show_value` did. `read_value` raises
    InvalidValueError with a sentence for below the field.
    """

    edited = Signal()

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.tools: QWidget | None = None  # stands beside the label
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._layout = layout

    def add_input(self, widget: QWidget) -> None:
        """Put the input into place and give it its accessible name."""
        widget.setAccessibleName(self.spec.label)
        if self.spec.help:
            widget.setAccessibleDescription(self.spec.help)
        self._layout.addWidget(widget)
        self.setFocusProxy(widget)

    @property
    def has_unread(self) -> bool:
        """Whether a part of what is typed could not be read at the last `read_value`."""
        return False

    def focus_first(self) -> None:
        """Put the cursor into the first input."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_fault(self) -> None:
        """Put the cursor where something is to be corrected."""
        self.focus_first()

    def show_value(self, value: Any) -> None:
        """Show a value without telling that it was edited."""
        raise NotImplementedError

    def read_value(self) -> Any:
        """Give the value as it is shown."""
        raise NotImplementedError

    def show_faults(self, faults: Sequence[Fault]) -> str:
        """Show what is wrong inside; give what is to be said below the field."""
        return " ".join(dict.fromkeys(fault.message for fault in faults))


class TextLine(QLineEdit):
    """A line that shows the beginning of a long text, until one writes in it at its end."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the end, unless the mouse says where or Tab selects all of it."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning again."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.setCursorPosition(0)


class LineEditor(FieldEditor):
    """One line of text."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.line = TextLine(self)
        self.line.setPlaceholderText(spec.placeholder)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.add_input(self.line)

    def show_value(self, value: Any) -> None:
        """Show the text from its beginning; the cursor stays when the text is the same."""
        if self.line.text() != str(value):
            self.line.setText(str(value))
            self.line.setCursorPosition(0)

    def read_value(self) -> Any:
        """Give the text without spaces around it."""
        return self.line.text().strip()


class TagsEditor(LineEditor):
    """Several short texts in one line, separated by semicolons."""

    def show_value(self, value: Any) -> None:
        """Show the texts separated by semicolons."""
        if self.read_value() != tuple(value):
            super().show_value("; ".join(value))

    def read_value(self) -> Any:
        """Give the texts, each once."""
        parts = (part.strip() for part in self.line.text().split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))


class NumberEditor(LineEditor):
    """A whole number, or nothing."""

    def show_value(self, value: Any) -> None:
        """Show the number."""
        super().show_value("" if value is None else value)

    def read_value(self) -> Any:
        """Give the number; spaces and commas between thousands are allowed."""
        text = self.line.text().replace(",", "").replace(" ", "").strip()
        if not text:
            return None
        if not text.lstrip("-").isdecimal() or len(text) > _MOST_DIGITS:
            message = f"{self.spec.label}: give a whole number such as 103, or leave it empty."
            raise InvalidValueError(message)
        return int(text)


class DecimalEditor(LineEditor):
    """A decimal number such as a latitude, or nothing."""

    def show_value(self, value: Any) -> None:
        """Show the number."""
        super().show_value("" if value is None else f"{value:g}")

    def read_value(self) -> Any:
        """Give the number."""
        text = self.line.text().strip()
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not abs(number) < _LARGEST_DECIMAL:  # false for not-a-number too
            message = f"{self.spec.label}: give a number such as 30.29, or leave it empty."
            raise InvalidValueError(message)
        return number


class CalmComboBox(QComboBox):
    """A combo box that the wheel does not change in passing, and that may be narrow."""

    _FEWEST_LETTERS = 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(self._FEWEST_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()


class ChoiceEditor(FieldEditor):
    """One of several fixed values; a stored value that is not among them stays selectable."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.box = CalmComboBox(self)
        for value, label in spec.choices:
            self.box.addItem(label, value)
        self.box.activated.connect(lambda _index: self.edited.emit())
        self.add_input(self.box)

    def show_value(self, value: Any) -> None:
        """Select the value."""
        wanted = "" if value is None else str(value)
        index = self.box.findData(wanted)
        if index < 0:
            self.box.addItem(wanted, wanted)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)

    def read_value(self) -> Any:
        """Give the selected value."""
        return self.box.currentData() or ""


class SwitchEditor(FieldEditor):
    """Yes or no; the box carries the label itself."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.box = QCheckBox(spec.label, self)
        self.box.clicked.connect(lambda _on: self.edited.emit())
        self.add_input(self.box)

    def show_value(self, value: Any) -> None:
        """Tick the box or not."""
        self.box.setChecked(bool(value))

    def read_value(self) -> Any:
        """Give whether the box is ticked."""
        return self.box.isChecked()
