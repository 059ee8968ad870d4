"""A form over one structure: folds of fields, faults below them, edits handed on as typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from briefing.errors import InvalidValueError
from ui.forms.editors import (
    ChoiceEditor,
    DayEditor,
    DecimalEditor,
    EdtfEditor,
    FieldEditor,
    LineEditor,
    MarkdownEditor,
    NumberEditor,
    SwitchEditor,
    TagsEditor,
)
from ui.forms.field_spec import EditorKind, FieldSpec, FoldSpec
from ui.forms.parts_editor import FoldedPartsEditor, PartEditor, PartsEditor
from ui.forms.record_picker import RecordPicker, RecordsPicker
from ui.library_session import LibrarySession

TYPING_PAUSE_MS = 350
"""How long a person must pause before what was typed is handed on to be saved."""

_SIMPLE_EDITORS: dict[EditorKind, type[FieldEditor]] = {
    EditorKind.LINE: LineEditor,
    EditorKind.MARKDOWN: MarkdownEditor,
    EditorKind.CHOICE: ChoiceEditor,
    EditorKind.SWITCH: SwitchEditor,
    EditorKind.NUMBER: NumberEditor,
    EditorKind.DECIMAL: DecimalEditor,
    EditorKind.EDTF: EdtfEditor,
    EditorKind.DAY: DayEditor,
    EditorKind.TAGS: TagsEditor,
}


class EditorFactory:
    """Makes the editor that a field specification asks for."""

    def __init__(self, session: LibrarySession) -> None:
        self._session = session

    def make_editor(self, spec: FieldSpec, parent: QWidget) -> FieldEditor:
        """Make the editor; parts inside parts (citations of a figure) come folded."""
        match spec.editor:
            case EditorKind.RECORD:
                return RecordPicker(spec, self._session, parent)
            case EditorKind.RECORDS:
                return RecordsPicker(spec, self._session, parent)
            case EditorKind.PART:
                return PartEditor(spec, self.make_editor, parent)
            case EditorKind.PARTS:
                return PartsEditor(spec, self._make_inner_editor, parent)
            case simple:
                return _SIMPLE_EDITORS[simple](spec, parent)

    def _make_inner_editor(self, spec: FieldSpec, parent: QWidget) -> FieldEditor:
        if spec.editor is EditorKind.PARTS:
            return FoldedPartsEditor(spec, self._make_inner_editor, parent)
        return self.make_editor(spec, parent)


class _Field(QWidget):
    """A label above an editor above the line that says what is wrong."""

    def __init__(self, spec: FieldSpec, editor: FieldEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if spec.editor is not EditorKind.SWITCH:
            label = _make_label(spec.label, "label", self)
            label.setBuddy(editor)
            layout.addWidget(label)
        layout.addWidget(editor)
        if spec.help:
            layout.addWidget(_make_label(spec.help, "quiet", self))
        self.fault = _make_label("", "error", self)
        self.fault.hide()
        layout.addWidget(self.fault)

    def show_fault(self, message: str) -> None:
        """Show what is wrong, or nothing."""
        self.fault.setText(message)
        self.fault.setVisible(bool(message))
        target = self.editor.focusProxy() or self.editor
        target.setAccessibleDescription(message or self.editor.spec.help)


class _Fold(QWidget):
    """Fields under a title that folds away."""

    def __init__(self, spec: FoldSpec, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.button = QToolButton(self)
        self.button.setText(spec.title)
        self.button.setProperty("role", "fold")
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setAccessibleName(spec.title)
        layout.addWidget(self.button)
        self.body = QWidget(self)
        self.fields = QVBoxLayout(self.body)
        self.fields.setContentsMargins(4, 0, 4, 8)
        self.fields.setSpacing(12)
        layout.addWidget(self.body)
        self.button.toggled.connect(self._on_toggled)
        self.button.setChecked(spec.open)
        self._on_toggled(spec.open)

    def _on_toggled(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)


class Form(QWidget):
    """Shows a structure and tells what the person changed.

    `fields_edited` carries the values of the edited fields after a pause in typing, or at
    `flush`. A value that cannot be read shows its fault below the field and is not handed on;
    the form then stays unsaved, and says so to the session.
    """

    fields_edited = Signal(dict)

    def __init__(
        self,
        folds: Sequence[FoldSpec],
        session: LibrarySession,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._edited: set[str] = set()
        self._faults: dict[str, str] = {}
        self.fields: dict[str, _Field] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._build(folds)
        self.destroyed.connect(lambda: session.mark_unsaved(id(self), unsaved=False))

    def get_editor(self, name: str) -> FieldEditor:
        """Give the editor of a field."""
        return self.fields[name].editor

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the values of all fields but those that are being edited."""
        for name, field in self.fields.items():
            if name in values and name not in self._edited:
                field.editor.show_value(values[name])

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong with stored values; what cannot be read is shown before that."""
        for name, field in self.fields.items():
            field.show_fault(self._faults.get(name) or faults.get(name, ""))

    def flush(self) -> None:
        """Hand on everything that was edited and can be read."""
        self._pause.stop()
        readable: dict[str, Any] = {}
        for name in sorted(self._edited):
            try:
                readable[name] = self.fields[name].editor.read_value()
            except InvalidValueError as error:
                self._faults[name] = str(error)
                self.fields[name].show_fault(str(error))
            else:
                self._faults.pop(name, None)
                self.fields[name].show_fault("")
        self._edited -= readable.keys()
        if readable:
            self.fields_edited.emit(readable)
        self._session.mark_unsaved(id(self), unsaved=bool(self._edited))

    def forget_edits(self) -> None:
        """Forget what was typed but cannot be read: another structure will be shown."""
        self._pause.stop()
        self._edited.clear()
        self._faults.clear()
        self._session.mark_unsaved(id(self), unsaved=False)

    def _build(self, folds: Sequence[FoldSpec]) -> None:
        factory = EditorFactory(self._session)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        for fold_spec in folds:
            target = layout
            if fold_spec.title:
                fold = _Fold(fold_spec, self)
                layout.addWidget(fold)
                target = fold.fields
            for spec in fold_spec.fields:
                editor = factory.make_editor(spec, self)
                field = _Field(spec, editor, self)
                editor.edited.connect(lambda name=spec.name: self._on_edited(name))
                self.fields[spec.name] = field
                target.addWidget(field)
        layout.addStretch(1)

    def _on_edited(self, name: str) -> None:
        self._edited.add(name)
        self._session.mark_unsaved(id(self), unsaved=True)
        self._pause.start()


def _make_label(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
