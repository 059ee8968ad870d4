"""Picks a record of the library by typing a part of its name."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from briefing.identifiers import RecordId
from briefing.ports import RecordQuery, RecordSummary
from briefing.services.searching import list_records
from ui.forms.editors import CalmComboBox, FieldEditor
from ui.forms.field_spec import FieldSpec
from ui.library_session import LibrarySession


class RecordPicker(FieldEditor):
    """One record of a kind, or none; reads the list of them when it is first opened."""

    def __init__(
        self, spec: FieldSpec, session: LibrarySession, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._session = session
        self._value: RecordId | None = None
        self.box = CalmComboBox(self)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumContentsLength(18)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(spec.placeholder or "Type to find")
            line.editingFinished.connect(self._take_typed)
        self.box.setCompleter(self._make_completer())
        self.box.activated.connect(self._on_activated)
        self.add_input(self.box)
        self._load()

    def show_value(self, value: Any) -> None:
        """Show the record's title once the list has been read."""
        self._value = value or None
        self._select()

    def read_value(self) -> Any:
        """Give the record's id, or None."""
        return self._value

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self)
        completer.setModel(QSortFilterProxyModel(completer))
        completer.setModel(self.box.model())
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        return completer

    def _load(self) -> None:
        query = RecordQuery(kinds=(self.spec.record_kind,))
        self._session.read(lambda library: list_records(library, query), self._fill)

    def _fill(self, records: Sequence[RecordSummary]) -> None:
        self.box.clear()
        self.box.addItem("", "")
        for record in records:
            label = f"{record.title} [{record.key}]" if record.key else record.title
            self.box.addItem(label, record.id)
        self._select()

    def _select(self) -> None:
        index = self.box.findData(self._value or "")
        self.box.setCurrentIndex(index)
        if index < 0 and self._value:
            self.box.setEditText("(not in the library)" if self.box.count() else "…")

    def _on_activated(self, index: int) -> None:
        self._set(self.box.itemData(index) or None)

    def _take_typed(self) -> None:
        typed = self.box.currentText().strip()
        index = self.box.findText(typed, Qt.MatchFlag.MatchFixedString)
        if index >= 0:
            self._set(self.box.itemData(index) or None)
        else:
            self._select()

    def _set(self, value: RecordId | None) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit()


class RecordsPicker(FieldEditor):
    """Several records of a kind: a picker adds, a button beside each takes away."""

    def __init__(
        self, spec: FieldSpec, session: LibrarySession, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._session = session
        self._pickers: list[RecordPicker] = []

    def show_value(self, value: Any) -> None:
        """Show one picker for each record, and an empty one to add another."""
        if tuple(value) == self.read_value() and self._pickers:
            return
        for picker in self._pickers:
            self._layout.removeWidget(picker)
            picker.deleteLater()
        self._pickers = []
        for record in (*value, None):
            self._add_picker(record)

    def read_value(self) -> Any:
        """Give the ids, each once."""
        ids = (picker.read_value() for picker in self._pickers)
        return tuple(dict.fromkeys(record for record in ids if record))

    def _add_picker(self, record: RecordId | None) -> None:
        picker = RecordPicker(self.spec, self._session, self)
        picker.show_value(record)
        picker.edited.connect(self._on_edited)
        self._pickers.append(picker)
        self._layout.addWidget(picker)
        if len(self._pickers) == 1:
            self.setFocusProxy(picker)

    def _on_edited(self) -> None:
        if all(picker.read_value() for picker in self._pickers):
            self._add_picker(None)
        self.edited.emit()
