"""Edits the parts of a record, such as names or figures: a card for each, folded to one line."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.forms.editors import FieldEditor
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.typed_fields import as_field_values

MakeEditor = Callable[[FieldSpec, QWidget], FieldEditor]
_COLUMNS = 3
_SELF_LABELLED = (EditorKind.SWITCH,)


class PartFields(QWidget):
    """The editors of one structure, in a grid; reads and shows the whole structure."""

    edited = Signal()

    def __init__(self, spec: FieldSpec, make_editor: MakeEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._spec = spec
        self._shown: Any = None
        self.editors: dict[str, FieldEditor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self._fill(grid, make_editor)

    def show_part(self, part: Any) -> None:
        """Show the structure."""
        self._shown = part
        for name, editor in self.editors.items():
            editor.show_value(getattr(part, name))

    def read_part(self) -> Any:
        """Give the structure; fields that have no editor keep what they had."""
        values = {name: editor.read_value() for name, editor in self.editors.items()}
        if self._shown is None:
            return self._spec.part_type(**values)
        typed = as_field_values(type(self._shown), values)
        return msgspec.structs.replace(self._shown, **typed)

    def _fill(self, grid: QGridLayout, make_editor: MakeEditor) -> None:
        row, column = 0, 0
        for field in self._spec.fields:
            editor = make_editor(field, self)
            editor.edited.connect(self.edited)
            self.editors[field.name] = editor
            if field.wide and column:
                row, column = row + 1, 0
            width = _COLUMNS if field.wide else 1
            grid.addWidget(_with_label(field, editor, self), row, column, 1, width)
            column += width
            if column >= _COLUMNS:
                row, column = row + 1, 0


class PartEditor(FieldEditor):
    """A single structure inside a record, such as the place of an attack."""

    def __init__(self, spec: FieldSpec, make_editor: MakeEditor, parent: QWidget) -> None:
        super().__init__(spec, parent)
        self.fields = PartFields(spec, make_editor, self)
        self.fields.edited.connect(self.edited)
        self._layout.addWidget(self.fields)

    def show_value(self, value: Any) -> None:
        """Show the structure."""
        self.fields.show_part(value)

    def read_value(self) -> Any:
        """Give the structure."""
        return self.fields.read_part()


class _Card(QFrame):
    """One part with its buttons."""

    edited = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(self, spec: FieldSpec, make_editor: MakeEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.fields = PartFields(spec, make_editor, self)
        self.fields.edited.connect(self.edited)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 4, 8)
        layout.setSpacing(4)
        layout.addWidget(self.fields, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        for text, name, signal in (
            ("▲", f"Move {spec.label} up", lambda: self.moved.emit(-1)),
            ("▼", f"Move {spec.label} down", lambda: self.moved.emit(1)),
            ("✕", f"Remove from {spec.label}", self.removed.emit),
        ):
            buttons.addWidget(self._make_button(text, name, signal))
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def _make_button(self, text: str, name: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda _checked: slot())
        return button


class PartsEditor(FieldEditor):
    """Several structures, in order."""

    def __init__(self, spec: FieldSpec, make_editor: MakeEditor, parent: QWidget) -> None:
        super().__init__(spec, parent)
        self._make_editor = make_editor
        self.cards: list[_Card] = []
        self._cards_layout = QVBoxLayout()
        self._cards_layout.setSpacing(6)
        self._layout.addLayout(self._cards_layout)
        self.add_button = QPushButton(spec.add_label, self)
        self.add_button.setAccessibleName(f"{spec.add_label} to {spec.label}")
        self.add_button.clicked.connect(self._add_new)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        self._layout.addLayout(row)
        self.setFocusProxy(self.add_button)

    def show_value(self, value: Any) -> None:
        """Show a card for each part; cards that stay keep their focus and cursor."""
        while len(self.cards) > len(value):
            self._drop(self.cards[-1])
        while len(self.cards) < len(value):
            self._add_card()
        for card, part in zip(self.cards, value, strict=True):
            card.fields.show_part(part)

    def read_value(self) -> Any:
        """Give the parts in order."""
        return tuple(card.fields.read_part() for card in self.cards)

    def _add_card(self) -> _Card:
        card = _Card(self.spec, self._make_editor, self)
        card.edited.connect(self.edited)
        card.removed.connect(lambda: self._remove(card))
        card.moved.connect(lambda step: self._move(card, step))
        self.cards.append(card)
        self._cards_layout.addWidget(card)
        return card

    def _add_new(self) -> None:
        card = self._add_card()
        card.fields.show_part(_make_empty(self.spec))
        first = next(iter(card.fields.editors.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _remove(self, card: _Card) -> None:
        self._drop(card)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _move(self, card: _Card, step: int) -> None:
        index = self.cards.index(card)
        target = index + step
        if not 0 <= target < len(self.cards):
            return
        self.cards.insert(target, self.cards.pop(index))
        self._cards_layout.removeWidget(card)
        self._cards_layout.insertWidget(target, card)
        self.edited.emit()

    def _drop(self, card: _Card) -> None:
        self.cards.remove(card)
        self._cards_layout.removeWidget(card)
        card.hide()
        card.deleteLater()


class FoldedPartsEditor(FieldEditor):
    """Parts that are needed rarely, such as citations: a button with their number opens them."""

    def __init__(self, spec: FieldSpec, make_editor: MakeEditor, parent: QWidget) -> None:
        super().__init__(spec, parent)
        self.parts = PartsEditor(spec, make_editor, self)
        self.button = QToolButton(self)
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.toggled.connect(self._on_toggled)
        self.parts.edited.connect(self._on_edited)
        self._layout.addWidget(self.button)
        self._layout.addWidget(self.parts)
        self.parts.hide()
        self.setFocusProxy(self.button)
        self._show_count()

    def show_value(self, value: Any) -> None:
        """Show the number of parts, and the parts when open."""
        self.parts.show_value(value)
        self._show_count()

    def read_value(self) -> Any:
        """Give the parts."""
        return self.parts.read_value()

    def _on_toggled(self, opened: bool) -> None:
        self.parts.setVisible(opened)
        self._show_count()

    def _on_edited(self) -> None:
        self._show_count()
        self.edited.emit()

    def _show_count(self) -> None:
        count = len(self.parts.cards)
        self.button.setArrowType(
            Qt.ArrowType.DownArrow if self.button.isChecked() else Qt.ArrowType.RightArrow
        )
        self.button.setText(f"{self.spec.label}: {count or 'none'}")
        self.button.setAccessibleName(f"{self.spec.label}, {count}")
        self.button.setProperty("role", "quiet" if count else "unsourced")


def _with_label(field: FieldSpec, editor: FieldEditor, parent: QWidget) -> QWidget:
    if field.editor in _SELF_LABELLED or isinstance(editor, FoldedPartsEditor):
        return editor
    holder = QWidget(parent)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    label = QLabel(field.label, holder)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "quiet")
    label.setBuddy(editor)
    layout.addWidget(label)
    layout.addWidget(editor)
    layout.addStretch(1)
    return holder


def _make_empty(spec: FieldSpec) -> Any:
    """Make a part with the first choice or nothing in each field that must be given."""
    required = {field.name for field in msgspec.structs.fields(spec.part_type) if field.required}
    first = {
        field.name: field.choices[0][0] if field.choices else ""
        for field in spec.fields
        if field.name in required
    }
    missing = dict.fromkeys(required - first.keys(), "")
    return spec.part_type(**as_field_values(spec.part_type, {**first, **missing}))
