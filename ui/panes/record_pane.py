"""The editor of one record: its form, saved as it is typed."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import RecordNotFoundError
from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.faults import find_faults
from briefing.records.kinds import AnyRecord
from briefing.services.editing import KIND_LABELS, change_fields
from briefing.services.history import LibraryChange
from ui.forms.form import Form
from ui.forms.record_forms import RECORD_FORMS
from ui.forms.typed_fields import as_field_values
from ui.library_session import LibrarySession


class RecordPane(QWidget):
    """Shows one record in the form of its kind and keeps it saved."""

    record_requested = Signal(str)
    closed = Signal()

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record: AnyRecord | None = None
        self._wanted: RecordId | None = None
        self.form: Form | None = None
        self.title = _make_label("title")
        self.meta = _make_label("quiet")
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName("Record")
        self._build()
        session.changed.connect(self._on_library_changed)

    @property
    def record_id(self) -> RecordId | None:
        """Id of the record that is open."""
        return self._record.id if self._record else self._wanted

    def open_record(self, record_id: RecordId) -> None:
        """Open a record; what was typed in the one before is handed on first."""
        if self._record is not None and record_id == self._record.id:
            return
        self.flush()
        self._wanted = record_id

        def read(library: Library) -> AnyRecord:
            with library.read() as unit:
                return unit.records.get_record(record_id)

        self._session.read_after_changes(read, self._on_read, self._on_read_failed)

    def flush(self) -> None:
        """Hand on what is typed but not yet on its way to the library."""
        if self.form is not None:
            self.form.flush()

    def focus_first_field(self) -> None:
        """Put the cursor into the first field."""
        if self.form is not None:
            self.form.focus_field(next(iter(self.form.fields)))

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        empty = _make_label("empty")
        empty.setText("Choose a record from the list to read or edit it.")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(empty)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_head(page))
        layout.addWidget(self.area, 1)
        self._stack.addWidget(page)

    def _make_head(self, parent: QWidget) -> QWidget:
        head = QWidget(parent)
        head.setProperty("role", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 12, 16, 8)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.meta)
        row.addLayout(texts, 1)
        close = QPushButton("Close", head)
        close.setAccessibleName("Close the record")
        close.clicked.connect(self._close)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _on_read(self, record: AnyRecord) -> None:
        if record.id != self._wanted:
            return
        if self.form is None or self._record is None or record.kind != self._record.kind:
            self._make_form(record.kind)
        elif self.form is not None:
            self.form.forget_edits()
        self._record = record
        self._show(record)
        self.area.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)

    def _on_read_failed(self, error: Exception) -> None:
        if isinstance(error, RecordNotFoundError):
            self._clear()
        self._session.failed.emit(str(error))

    def _make_form(self, kind: str) -> None:
        if self.form is not None:
            self.form.forget_edits()
        self.form = Form(RECORD_FORMS[kind], self._session)
        self.form.fields_edited.connect(self._on_fields_edited)
        self.area.setWidget(self.form)

    def _show(self, record: AnyRecord) -> None:
        if self.form is None:
            return
        self.title.setText(record.display_title)
        kind = KIND_LABELS[record.kind].capitalize()
        self.meta.setText(f"{kind} · revision {record.revision}")
        names = record.__struct_fields__
        self.form.show_values({name: getattr(record, name) for name in names})
        faults = {fault.field: _say(fault.index, fault.message) for fault in find_faults(record)}
        self.form.show_faults(faults)

    def _on_fields_edited(self, values: dict[str, Any]) -> None:
        if self._record is None:
            return
        fields = as_field_values(type(self._record), values)
        label = f"change {', '.join(sorted(fields)).replace('_', ' ')}"
        title = self._record.display_title
        self._session.do(change_fields(self._record.id, fields, label=f"{label} of “{title}”"))

    def _on_library_changed(self, change: LibraryChange) -> None:
        if self._record is None or self._record.id not in change.records:
            return
        record = change.records[self._record.id]
        if record is None:
            self._clear()
        else:
            self._record = record
            self._show(record)

    def _close(self) -> None:
        self.flush()
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        if self.form is not None:
            self.form.forget_edits()
        self._record = None
        self._wanted = None
        self._stack.setCurrentIndex(0)


def _say(index: int | None, message: str) -> str:
    return message if index is None else f"No. {index + 1}: {message}"


def _make_label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
