"""Lays out labelled editors side by side, in as many columns as there is room for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.records.faults import Fault
from ui.forms.editors import FieldEditor
from ui.forms.fault_label import FaultLabel
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_label, set_role

MakeEditor = Callable[[FieldSpec, QWidget], FieldEditor]
"""Makes the editor that a field specification asks for."""

_WIDE_KINDS = {
    *(EditorKind.MARKDOWN, EditorKind.PART, EditorKind.PLACE),
    *(EditorKind.PARTS, EditorKind.RECORDS, EditorKind.NAMES),
    *(EditorKind.FIGURES, EditorKind.RELATIONS),
}
_LETTERS_PER_COLUMN = 24
"""Below this width an editor is of no use."""


class Field(QWidget):
    """A label above an editor above the line that says what is wrong."""

    cite_requested = Signal()

    def __init__(self, spec: FieldSpec, editor: FieldEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.editor = editor
        self.fault = FaultLabel(self)
        self.sources = _make_sources_button(spec)
        self.sources.clicked.connect(self.cite_requested)
        self._level: QLabel | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if spec.has_label:
            layout.addLayout(self._make_head())
        elif spec.editor is EditorKind.SWITCH and not spec.wide:
            self._level = make_label(" ", "label")
            layout.addWidget(self._level)
        layout.addWidget(editor)
        if spec.help:
            layout.addWidget(make_label(spec.help, "quiet", wrap=True))
        layout.addWidget(self.fault)
        layout.addStretch(1)

    def stand_level(self, *, beside_others: bool) -> None:
        """Leave room for a label where a switch without one stands beside other fields."""
        if self._level is not None:
            self._level.setVisible(beside_others)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show what is wrong here, or nothing."""
        message = self.editor.show_faults(faults)
        self.fault.say(message)
        target = self.editor.focusProxy() or self.editor
        target.setAccessibleDescription(message or self.spec.help)
        if target.property("invalid") != bool(message):
            target.setProperty("invalid", bool(message))
            target.style().unpolish(target)
            target.style().polish(target)

    def show_sources(self, count: int, *, has_text: bool) -> None:
        """Show how many sources the field rests on; a filled field without any is marked."""
        self.sources.setVisible(has_text or count > 0)
        words = f"{count} source{'' if count == 1 else 's'}" if count else "no source"
        self.sources.setText(words)
        self.sources.setAccessibleName(f"{self.spec.label}: {words}. Cite a source")
        set_role(self.sources, "sourced" if count else "unsourced")

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE[1])
        label = make_label(self.spec.label, "label")
        label.setBuddy(self.editor)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:  # whatever the label's words
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(label, 1)
        if not self.spec.titled:
            label.hide()
            head.addStretch(1)
        if self.editor.tools is not None:
            head.addWidget(self.editor.tools)
        if self.spec.cited:
            head.addWidget(self.sources)
        return head


class FieldGrid(QWidget):
    """Fields in rows; a wide field has a row of its own."""

    def __init__(self, most_columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_columns = most_columns
        self._columns = 0
        self._fields: list[Field] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE[2])
        self._grid.setVerticalSpacing(SPACE[1])

    def add_field(self, field: Field) -> None:
        """Add a field after the others; `lay_out` puts all of them into place."""
        self._fields.append(field)

    def lay_out(self) -> None:
        """Put the fields into place for the width there is."""
        columns = self._count_columns()
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        row = column = 0
        for field in self._fields:
            width = columns if _is_wide(field.spec) else 1
            if column + width > columns:
                row, column = row + 1, 0
            field.stand_level(beside_others=columns > 1)
            self._grid.addWidget(field, row, column, 1, width, Qt.AlignmentFlag(0))
            column += width
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the columns anew."""
        super().resizeEvent(event)
        self.lay_out()

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one column: where there is room for no more, the others go."""
        size = super().minimumSizeHint()
        widths = [field.minimumSizeHint().width() for field in self._fields]
        return QSize(min(size.width(), max(widths, default=0)), size.height())

    def _count_columns(self) -> int:
        side_by_side = [field for field in self._fields if not _is_wide(field.spec)]
        widths = [field.minimumSizeHint().width() for field in side_by_side]
        narrowest = max(self.fontMetrics().averageCharWidth() * _LETTERS_PER_COLUMN, *widths, 0)
        gap = self._grid.horizontalSpacing()
        return max(1, min(self._most_columns, (self.width() + gap) // (narrowest + gap)))


def _is_wide(spec: FieldSpec) -> bool:
    return spec.wide or spec.editor in _WIDE_KINDS


def _make_sources_button(spec: FieldSpec) -> QPushButton:
    button = QPushButton("no source")
    button.setProperty("role", "sourced")
    button.setAutoDefault(False)
    button.setAccessibleName(f"{spec.label}: cite a source")
    button.hide()
    return button
