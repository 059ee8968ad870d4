"""Picks a record of the library by typing a part of its name."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.services.editing import KIND_LABELS
from ui.forms.editors import CalmComboBox, FieldEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.record_titles import RecordTitles

_SHOWN_ROWS = 12


class RecordPicker(FieldEditor):
    """One record of a kind, or none."""

    def __init__(
        self, spec: FieldSpec, titles: RecordTitles, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._value: RecordId | None = None
        self._typed = ""  # what was typed and left, though it is nobody's name
        self._kept = ""
        self._model = titles.get_model(spec.record_kind)
        self.box = CalmComboBox(self)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMaxVisibleItems(_SHOWN_ROWS)
        self.box.setModel(self._model)
        self.box.setCompleter(self._make_completer())
        self.line = self.box.lineEdit() or QLineEdit(self)
        self.line.setPlaceholderText(spec.placeholder or "Type to find")
        self.line.setAccessibleName(spec.label)
        self.line.editingFinished.connect(self._take_typed)
        self.box.activated.connect(self._on_activated)
        self._model.modelAboutToBeReset.connect(self._keep_typed)
        self._model.modelReset.connect(self._restore)
        self.add_input(self.box)
        self._select()

    def show_value(self, value: Any) -> None:
        """Show the record's title once the list has been read."""
        self._value = value or None
        self._typed = ""
        self._select()

    def read_value(self) -> Any:
        """Give the record's id, or None; refuses a name that is not in the list."""
        if self._typed:
            kind = KIND_LABELS[self.spec.record_kind]
            message = f"No {kind} is called “{self._typed}”; choose one from the list."
            raise InvalidValueError(message)
        return self._value

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self)
        completer.setModel(self._model)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN_ROWS)
        return completer

    def _keep_typed(self) -> None:
        self._kept = self.line.text() if self._typed or self.line.isModified() else ""

    def _restore(self) -> None:
        if self._kept:
            self.box.setEditText(self._kept)
            self.line.setModified(True)
        else:
            self._select()

    def _select(self) -> None:
        index = self.box.findData(self._value or "")
        self.box.setCurrentIndex(index)
        if index < 0:
            self.box.setEditText("(not in the library)" if self._model.is_loaded else "…")
        self.line.setCursorPosition(0)

    def _on_activated(self, index: int) -> None:
        self._set(self.box.itemData(index) or None)

    def _take_typed(self) -> None:
        if not self.line.isModified():
            return
        typed = self.line.text().strip()
        index = self.box.findText(typed, Qt.MatchFlag.MatchFixedString)
        if index >= 0:
            self._set(self.box.itemData(index) or None)
            self._select()
        elif typed != self._typed:
            self._typed = typed
            self.edited.emit()

    def _set(self, value: RecordId | None) -> None:
        self.line.setModified(False)
        if value != self._value or self._typed:
            self._value, self._typed = value, ""
            self.edited.emit()


class RecordsPicker(FieldEditor):
    """Several records of a kind: a picker for each, and an empty one to add another."""

    def __init__(
        self, spec: FieldSpec, titles: RecordTitles, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._titles = titles
        self.pickers: list[RecordPicker] = []
        self._add_picker(None)

    def show_value(self, value: Any) -> None:
        """Show the records; pickers that stay keep their focus."""
        wanted = (*value, None)
        for picker in self.pickers[len(wanted) :]:
            self._layout.removeWidget(picker)
            picker.deleteLater()
        del self.pickers[len(wanted) :]
        for number, record in enumerate(wanted):
            if number == len(self.pickers):
                self._add_picker(record)
            else:
                self.pickers[number].show_value(record)

    def read_value(self) -> Any:
        """Give the ids, each once."""
        ids = (picker.read_value() for picker in self.pickers)
        return tuple(dict.fromkeys(record for record in ids if record))

    def _add_picker(self, record: RecordId | None) -> None:
        picker = RecordPicker(self.spec, self._titles, self)
        picker.show_value(record)
        picker.edited.connect(self._on_edited)
        self.pickers.append(picker)
        self._layout.addWidget(picker)
        if len(self.pickers) == 1:
            self.setFocusProxy(picker)

    def _on_edited(self) -> None:
        try:
            full = all(picker.read_value() for picker in self.pickers)
        except InvalidValueError:
            full = False
        if full:
            self._add_picker(None)
        self.edited.emit()
