"""Edits one structure inside a record, such as the place of an attack or one of its parties."""

from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from briefing.errors import InvalidValueError
from briefing.records.faults import Fault
from ui.forms.editors import FieldEditor
from ui.forms.field_grid import Field, FieldGrid, MakeEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.typed_fields import as_field_values

_COLUMNS = 3


class PartFields(FieldGrid):
    """The editors of one structure; reads and shows the whole structure.

    A value that cannot be read keeps its fault below its field; the structure is then read with
    what the field held before, so that everything else in it can be saved.
    """

    edited = Signal()

    def __init__(self, spec: FieldSpec, make_editor: MakeEditor, parent: QWidget) -> None:
        super().__init__(_COLUMNS, parent)
        self._shown: Any = None
        self._faults: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        for field_spec in spec.fields:
            field = Field(field_spec, make_editor(field_spec, self), self)
            field.editor.edited.connect(self.edited)
            self.fields[field_spec.name] = field
            self.add_field(field)
        self.lay_out()

    @property
    def has_unread(self) -> bool:
        """Whether a value could not be read at the last `read_part`."""
        return bool(self._faults) or any(f.editor.has_unread for f in self.fields.values())

    def get_editor(self, name: str) -> FieldEditor:
        """Give the editor of a field."""
        return self.fields[name].editor

    def show_part(self, part: Any) -> None:
        """Show the structure."""
        self._shown = part
        self._faults.clear()
        for name, field in self.fields.items():
            field.editor.show_value(getattr(part, name))
            field.show_faults(())

    def focus_fault(self) -> None:
        """Put the cursor into the first field with something to correct, else into the first."""
        name = next(iter(self._faults), next(iter(self.fields)))
        self.fields[name].editor.focus_fault()

    def put(self, name: str, value: Any) -> None:
        """Set one field; what is typed in the others stays."""
        self._shown = msgspec.structs.replace(self._shown, **{name: value})
        self.fields[name].editor.show_value(value)

    def read_part(self) -> Any:
        """Give the structure; fields that have no editor keep what they had."""
        values: dict[str, Any] = {}
        self._faults.clear()
        for name, field in self.fields.items():
            try:
                values[name] = field.editor.read_value()
            except InvalidValueError as error:
                self._faults[name] = str(error)
                field.show_faults([Fault(field=name, message=str(error))])
            else:
                field.show_faults(())
        typed = as_field_values(type(self._shown), values)
        self._shown = msgspec.structs.replace(self._shown, **typed)
        return self._shown


class PartEditor(FieldEditor):
    """A single structure inside a record."""

    def __init__(self, spec: FieldSpec, make_editor: MakeEditor, parent: QWidget) -> None:
        super().__init__(spec, parent)
        self.part = PartFields(spec, make_editor, self)
        self.part.edited.connect(self.edited)
        self._layout.addWidget(self.part)
        self.setFocusProxy(next(iter(self.part.fields.values())).editor)

    @property
    def has_unread(self) -> bool:
        """Whether one of its fields could not be read."""
        return self.part.has_unread

    def show_value(self, value: Any) -> None:
        """Show the structure."""
        self.part.show_part(value)

    def read_value(self) -> Any:
        """Give the structure."""
        return self.part.read_part()
