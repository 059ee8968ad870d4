"""The editor of one record: its form, saved as it is typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import RecordNotFoundError
from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.faults import find_faults
from briefing.records.kinds import AnyRecord
from briefing.services.files.shelves import RecordShelf
from briefing.services.history import Change, LibraryChange
from briefing.services.records.editing import KIND_LABELS, change_fields
from ui.dialogs.attachments_dialog import AttachmentsDialog
from ui.dialogs.citations_dialog import CitationsDialog
from ui.dialogs.history_dialog import HistoryDialog
from ui.dialogs.letting_go import let_go_when_closed
from ui.flows.incoming_files import FileDrops, Incoming, OnKept, keep_incoming
from ui.forms.form import Form
from ui.forms.form_shelf import FormShelf
from ui.forms.names_editor import NamesEditor
from ui.forms.record_forms import RECORD_FORMS, find_label
from ui.forms.relations_editor import RelationsEditor
from ui.forms.sourcing import count_sources, has_text
from ui.forms.typed_fields import as_field_values
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_label, set_plain_tooltip

_NOTHING_OPEN = "Choose a record from the list to read or edit it."


class RecordPane(QWidget):
    """Shows one record in the form of its kind and keeps it saved.

    Each record has a form of its own, so that nothing typed for one can reach another. A form
    that holds something unsaved when another record is opened is kept, and comes back with its
    record.
    """

    record_requested = Signal(str)
    uses_requested = Signal()  # where the record is used
    merge_requested = Signal(str)  # with the record of this id
    closed = Signal()

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record: AnyRecord | None = None
        self._field_to_go_to = ""
        self._wanted: RecordId | None = None
        self._visited = ""  # the field that was gone to last from the head
        self._shelf = FormShelf(self)
        self.form: Form | None = None
        self.title = make_label("", "title", wrap=True)
        self.meta = make_label("", "quiet")
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName("Record")
        self._build()
        FileDrops(self, self._take_dropped)
        session.changed.connect(self._on_library_changed)

    @property
    def record_id(self) -> RecordId | None:
        """Id of the record that is open or about to be."""
        return self._wanted

    @property
    def shown_id(self) -> RecordId | None:
        """Id of the record whose form is shown."""
        return self._record.id if self._record else None

    def open_record(self, record_id: RecordId) -> None:
        """Open a record; what was typed in the one before is handed on first."""
        if record_id == self._wanted:
            return
        self.flush()
        self._wanted = record_id

        def read(library: Library) -> AnyRecord:
            with library.read() as unit:
                return unit.records.get_record(record_id)

        self._session.read_after_changes(
            read, self._on_read, lambda error: self._on_read_failed(record_id, error)
        )

    def flush(self) -> None:
        """Hand on what is typed but not yet on its way to the library."""
        if self.form is not None:
            self.form.flush()

    def go_to_field(self, name: str) -> None:
        """Put the cursor into a field, once the record that was asked for is shown."""
        if self.form is None or self.shown_id != self._wanted:
            self._field_to_go_to = name
        elif name in self.form.fields:
            self.form.focus_field(name)

    def focus_first_field(self) -> None:
        """Put the cursor into the first field."""
        if self.form is not None:
            self.form.focus_field(next(iter(self.form.fields)))

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        empty = EmptyState("edit")
        empty.say(_NOTHING_OPEN)
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
        rows = QVBoxLayout(head)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[1], SPACE[1])
        rows.setSpacing(2)
        first, row = QHBoxLayout(), FlowLayout(SPACE[1])  # a narrow pane has two lines of buttons
        first.addWidget(self.title, 1)
        row.addWidget(self.meta)
        rows.addLayout(first)
        rows.addLayout(row)
        self.attachments_button = _make_text_button("Attachments", head)
        self.attachments_button.clicked.connect(lambda _checked: self._show_attachments())
        self.history_button = _make_text_button("History", head)
        self.history_button.clicked.connect(lambda _checked: self._show_history())
        self.uses_button = _make_text_button("Where used", head)
        self.uses_button.clicked.connect(lambda _checked: self.uses_requested.emit())
        self.unsourced_button = _make_text_button("", head)
        self.unsourced_button.setProperty("role", "unsourced")
        self.unsourced_button.clicked.connect(lambda _checked: self._go_to_unsourced())
        self.faults_button = _make_text_button("", head)
        self.faults_button.setProperty("role", "faulty")
        self.faults_button.hide()
        self.faults_button.clicked.connect(lambda _checked: self._go_to_fault())
        for button in (
            self.faults_button,
            self.unsourced_button,
            self.attachments_button,
            self.uses_button,
            self.history_button,
        ):
            row.addWidget(button)
            self.meta.setMinimumHeight(button.sizeHint().height())  # level with them
        self.close_button = QToolButton(head)
        self.close_button.setIcon(get_icon("close", "quiet_text"))
        self.close_button.setAccessibleName("Close the record")
        set_plain_tooltip(self.close_button, "Close the record")
        self.close_button.clicked.connect(lambda _checked: self._close())
        first.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _on_read(self, record: AnyRecord) -> None:
        if record.id != self._wanted:
            return
        self._put_form_away()
        self._record = record
        self.form = self._shelf.take(record.id) or self._make_form(record)
        self._show(record)
        self.area.setWidget(self.form)
        self.form.show()
        self.area.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)
        name, self._field_to_go_to = self._field_to_go_to, ""
        self.go_to_field(name)

    def _on_read_failed(self, record_id: RecordId, error: Exception) -> None:
        if record_id == self._wanted and isinstance(error, RecordNotFoundError):
            self._leave()
        self._session.report(error)

    def _make_form(self, record: AnyRecord) -> Form:
        form = Form(RECORD_FORMS[record.kind], self._session, self.area)
        form.make_change = lambda name, value: self._make_change(record, name, value)
        form.field_edited.connect(lambda name, value: self._hand_on(form, record, name, value))
        form.values_shown.connect(self._show_sources)
        form.faults_shown.connect(self._show_fault_count)
        form.cite_requested.connect(self._cite)
        for field in form.fields.values():
            if isinstance(field.editor, RelationsEditor):
                field.editor.show_incoming(record.id)
            elif isinstance(field.editor, NamesEditor):
                field.editor.show_owner(record.id)
                field.editor.merge_requested.connect(self.merge_requested)
        return form

    def _put_form_away(self) -> None:
        if self.form is None or self._record is None:
            return
        self.form.flush()
        if self.form.is_busy:
            self.area.takeWidget()
            self._shelf.put_away(self._record.id, self.form)
        self.form = None  # one that is not kept goes when the area gets the next one

    def _show(self, record: AnyRecord) -> None:
        self.title.setText(record.display_title)
        kind = KIND_LABELS[record.kind].capitalize()
        self.meta.setText(f"{kind} · revision {record.revision}")
        count = len(record.attachments)
        self.attachments_button.setText(f"Attachments ({count})" if count else "Attachments")
        if self.form is not None:
            _fill(self.form, record)

    def _show_attachments(self) -> None:
        if self._record is not None:
            dialog = AttachmentsDialog(self._session, self._record, self)
            let_go_when_closed(dialog, self._session)
            dialog.exec()

    def _take_dropped(self, incoming: Incoming, on_kept: OnKept | None) -> None:
        """Keep files and pictures beside the record that are dropped or pasted here."""
        if self._record is not None:
            keep_incoming(self._session, RecordShelf(self._record.id), incoming, on_kept)

    def _show_history(self) -> None:
        if self._record is not None:
            self.flush()
            title = self._record.display_title
            dialog = HistoryDialog(self._session, self._record.id, title, self)
            let_go_when_closed(dialog, self._session)
            dialog.exec()

    def _show_sources(self) -> None:
        if self.form is None or self._record is None:
            return
        for name, field in self.form.fields.items():
            if field.spec.cited:
                count = count_sources(self._record, name)
                field.show_sources(count, has_text=has_text(self._record, name))
        unsourced = len(self._list_unsourced())
        words = f"{unsourced} {'field' if unsourced == 1 else 'fields'} without a source"
        self.unsourced_button.setText(words)
        self.unsourced_button.setAccessibleName(f"{words}; go to the next")
        self.unsourced_button.setVisible(unsourced > 0)

    def _show_fault_count(self) -> None:
        count = len(self.form.list_faulty()) if self.form is not None else 0
        words = f"{count} to correct"
        self.faults_button.setText(words)
        self.faults_button.setAccessibleName(f"{words}; go to the next")
        self.faults_button.setVisible(count > 0)

    def _go_to_fault(self) -> None:
        """Put the cursor into the next field with something to correct."""
        if self.form is None:
            return
        name = self._find_next(self.form.list_faulty())
        if name:
            self.form.focus_fault(name)
            self.area.ensureWidgetVisible(self.form.fields[name].fault)

    def _list_unsourced(self) -> list[str]:
        if self.form is None or self._record is None:
            return []
        return [
            name
            for name, field in self.form.fields.items()
            if field.spec.cited
            and has_text(self._record, name)
            and not count_sources(self._record, name)
        ]

    def _go_to_unsourced(self) -> None:
        """Put the keyboard on the next field without a source, from where it was last."""
        name = self._find_next(self._list_unsourced())
        if not name or self.form is None:
            return
        self.form.open_fold(name)
        field = self.form.fields[name]
        field.sources.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(field)

    def _find_next(self, names: Sequence[str]) -> str:
        """Give the field after the one that was gone to last, round and round."""
        at = names.index(self._visited) + 1 if self._visited in names else 0
        self._visited = names[at % len(names)] if names else ""
        return self._visited

    def _cite(self, name: str) -> None:
        if self._record is None:
            return
        self.flush()
        label = self.form.fields[name].spec.label if self.form is not None else name
        dialog = CitationsDialog(self._session, self._record, name, label, self)
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _make_change(self, opened: AnyRecord, name: str, value: Any) -> Change:
        is_shown = self._record is not None and self._record.id == opened.id
        title = (self._record if self._record is not None and is_shown else opened).display_title
        label = f"change {find_label(opened.kind, name)} of “{title}”"
        fields = as_field_values(type(opened), {name: value})
        return change_fields(opened.id, fields, label=label)

    def _hand_on(self, form: Form, opened: AnyRecord, name: str, value: Any) -> None:
        self._session.do(
            self._make_change(opened, name, value),
            lambda _change: form.confirm(name),
            lambda error: form.refuse(name, value, str(error)),
        )

    def _on_library_changed(self, change: LibraryChange) -> None:
        for record_id, record in change.records.items():
            shown = self._record is not None and record_id == self._record.id
            kept = self._shelf.get(record_id)
            if record is None:
                self._shelf.drop(record_id)
                if shown:
                    self._leave()
            elif shown:
                self._record = record
                self._show(record)
            elif kept is not None:
                _fill(kept, record)

    def _close(self) -> None:
        self.flush()
        self._put_form_away()
        self._clear()
        self.closed.emit()

    def _leave(self) -> None:
        """Close without saving: the record is gone."""
        if self.form is not None:
            self.form.forget_edits()
            self.area.takeWidget()
            self.form.deleteLater()
            self.form = None
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        self._record = None
        self._wanted = None
        self._stack.setCurrentIndex(0)


def _make_text_button(text: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setAutoRaise(True)
    button.setAccessibleName(f"{text} of the record")
    return button


def _fill(form: Form, record: AnyRecord) -> None:
    form.show_values({name: getattr(record, name) for name in record.__struct_fields__})
    form.show_faults(find_faults(record))
