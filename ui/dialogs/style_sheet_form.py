"""The form in which a page design is changed: name, page, text, title and colours."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from briefing.export.own_style_sheets import FIELDS, PAGE, StyleField, StyleFieldKind
from briefing.export.style_sheet import STYLE_SHEETS, StyleSheet
from briefing.records.library_settings import OwnStyleSheet
from ui.theme.tokens import SPACE
from ui.widgets.number_box import inset_text
from ui.widgets.plain_text import make_button, make_label

_POINTS_IN_MM = 72 / 25.4
_SWATCH = QSize(32, 14)
_EDGE = QColor(128, 128, 128)  # seen on light and on dark ground
_LENGTH_WIDTH, _COLOUR_WIDTH = 120, 86


class _FieldEditor(QWidget):
    """Edits one value of a design."""

    edited = Signal()

    def __init__(self, field: StyleField) -> None:
        super().__init__()
        self.field = field
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        self._layout = layout

    def add(self, widget: QWidget) -> None:
        """Put a widget into the row; the first one has the label's shortcut and name."""
        if self._layout.count() == 0:
            widget.setAccessibleName(self.field.label)
            self.setFocusProxy(widget)
        self._layout.addWidget(widget, 1 if isinstance(widget, QLineEdit | QComboBox) else 0)

    def get_value(self) -> Any:
        """Give the value as plain JSON."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; nothing is told."""
        raise NotImplementedError


class _LengthEditor(_FieldEditor):
    def __init__(self, field: StyleField) -> None:
        super().__init__(field)
        self._scale = _POINTS_IN_MM if field.group == PAGE else 1.0
        self.box = QDoubleSpinBox()
        self.box.setSuffix(" mm" if field.group == PAGE else " pt")
        self.box.setDecimals(1)
        self.box.setSingleStep(1.0 if field.group == PAGE else 0.5)
        self.box.setRange(field.least / self._scale, field.most / self._scale)
        self.box.setKeyboardTracking(False)
        self.box.setMinimumWidth(_LENGTH_WIDTH)
        inset_text(self.box)
        self.box.valueChanged.connect(lambda _value: self.edited.emit())
        self._shown: float | None = None
        self._value = 0.0
        self.add(self.box)
        self._layout.addStretch(1)

    def get_value(self) -> float:
        """Give the length in points; what was not touched is not rounded."""
        if self.box.value() == self._shown:
            return self._value
        points = round(self.box.value() * self._scale, 2)
        return min(max(points, self.field.least), self.field.most)

    def set_value(self, value: Any) -> None:
        """Show a length in points."""
        self.box.blockSignals(True)
        self.box.setValue(float(value) / self._scale)
        self.box.blockSignals(False)
        self._shown, self._value = self.box.value(), float(value)


class _ColourEditor(_FieldEditor):
    def __init__(self, field: StyleField) -> None:
        super().__init__(field)
        self.line = QLineEdit()
        self.line.setMaxLength(7)
        self.line.setMinimumWidth(_COLOUR_WIDTH)
        self.line.editingFinished.connect(self._on_finished)
        self.button = make_button("Choose…")
        self.button.setAccessibleName(f"Choose the colour: {field.label}")
        self.button.setIconSize(_SWATCH)
        self.button.clicked.connect(self._choose)
        self._shown = ""
        self.add(self.line)
        self.add(self.button)

    def get_value(self) -> str:
        """Give the colour as it is written."""
        return self.line.text().strip().upper()

    def set_value(self, value: Any) -> None:
        """Show a colour as #RRGGBB."""
        self._shown = str(value).upper()
        self.line.setText(self._shown)
        self.button.setIcon(_draw_swatch(QColor(self._shown)))

    def _on_finished(self) -> None:
        if self.get_value() != self._shown:
            self.edited.emit()

    def _choose(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.get_value()), self, self.field.label)
        if chosen.isValid():
            self.line.setText(chosen.name().upper())
            self._on_finished()


def _draw_swatch(colour: QColor) -> QIcon:
    """Draw a colour with an edge, so that white is seen too, and room before the words."""
    pixmap = QPixmap(_SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(_EDGE)
    painter.setBrush(colour)
    painter.drawRect(0, 0, _SWATCH.width() - SPACE[0] - 1, _SWATCH.height() - 1)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Disabled)  # the colour of a design that cannot be changed
    return icon


class _ChoiceEditor(_FieldEditor):
    def __init__(self, field: StyleField) -> None:
        super().__init__(field)
        self.box = QComboBox()
        for key, label in field.choices:
            self.box.addItem(label, key)
        self.box.activated.connect(lambda _index: self.edited.emit())
        self.add(self.box)

    def get_value(self) -> str:
        """Give the key of the choice."""
        return str(self.box.currentData())

    def set_value(self, value: Any) -> None:
        """Show a choice by its key."""
        self.box.setCurrentIndex(max(0, self.box.findData(str(value))))


class _SwitchEditor(_FieldEditor):
    def __init__(self, field: StyleField) -> None:
        super().__init__(field)
        self.box = QCheckBox(field.label)
        self.box.clicked.connect(lambda _checked: self.edited.emit())
        self.add(self.box)

    def get_value(self) -> bool:
        """Tell whether it is on."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Show whether it is on."""
        self.box.setChecked(bool(value))


_EDITORS: dict[StyleFieldKind, Callable[[StyleField], _FieldEditor]] = {
    StyleFieldKind.LENGTH: _LengthEditor,
    StyleFieldKind.COLOUR: _ColourEditor,
    StyleFieldKind.CHOICE: _ChoiceEditor,
    StyleFieldKind.SWITCH: _SwitchEditor,
}


class StyleSheetForm(QScrollArea):
    """Shows a design; one of the library's own can be changed, and each change is told."""

    changed = Signal(OwnStyleSheet)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: OwnStyleSheet | None = None
        self.name_line = QLineEdit()
        self.name_line.setAccessibleName("Name of the design")
        self.name_line.editingFinished.connect(self._on_edited)
        self.editors = {field.name: _EDITORS[field.kind](field) for field in FIELDS}
        for editor in self.editors.values():
            editor.edited.connect(self._on_edited)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._make_body())

    def _make_body(self) -> QWidget:
        body = QWidget()
        form = QFormLayout(body)  # one for all groups, so that their fields stand in one column
        form.setHorizontalSpacing(SPACE[3])
        form.setVerticalSpacing(SPACE[1])
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._make_label("Name", self.name_line), self.name_line)
        for group, fields in groupby(FIELDS, key=lambda field: field.group):
            heading = make_label(group, "section")
            heading.setContentsMargins(0, SPACE[2], 0, 0)
            form.addRow(heading)
            for field in fields:
                editor = self.editors[field.name]
                is_switch = field.kind is StyleFieldKind.SWITCH
                label = make_label("") if is_switch else self._make_label(field.label, editor)
                form.addRow(label, editor)
        return body

    def _make_label(self, words: str, buddy: QWidget) -> QLabel:
        label = make_label(words)
        label.setBuddy(buddy)
        return label

    def show_own(self, own: OwnStyleSheet) -> None:
        """Show a design of the library's own, to be changed."""
        self._own = None
        self._show(STYLE_SHEETS.get(own.base, next(iter(STYLE_SHEETS.values()))), own.values)
        self.name_line.setText(own.name)
        self._set_enabled(enabled=True)
        self._own = own

    def show_shipped(self, sheet: StyleSheet) -> None:
        """Show a design that comes with the program."""
        self._own = None
        self._show(sheet, {})
        self.name_line.setText(sheet.label or sheet.name)
        self._set_enabled(enabled=False)

    def _show(self, base: StyleSheet, values: dict[str, Any]) -> None:
        for name, editor in self.editors.items():
            editor.set_value(values.get(name, getattr(base, name)))

    def _set_enabled(self, *, enabled: bool) -> None:
        self.name_line.setEnabled(enabled)
        for editor in self.editors.values():
            editor.setEnabled(enabled)

    def _on_edited(self) -> None:
        if self._own is None:
            return
        base = STYLE_SHEETS[self._own.base]
        told = {name: editor.get_value() for name, editor in self.editors.items()}
        values = {name: value for name, value in told.items() if value != getattr(base, name)}
        name = self.name_line.text().strip() or self._own.name
        own = msgspec.structs.replace(self._own, name=name, values=values)
        if own != self._own:
            self.changed.emit(own)
