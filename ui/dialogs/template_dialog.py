"""The templates for new records: make a record of one, rename it, delete it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import BriefingError
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import LibrarySettings, RecordTemplate
from briefing.services.history import Change, LibraryChange
from briefing.services.records.editing import KIND_LABELS
from briefing.services.records.templating import delete_template, rename_template, save_as_template
from briefing.services.settings_of_library import read_settings
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label

_NONE = "No templates yet. Open a record, and choose File › Save as template."


class TemplatesDialog(QDialog):
    """Lists the templates; `chosen` carries the one that a record is to be made of."""

    chosen = Signal(RecordTemplate)

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

        self.setWindowTitle("New from template")
        self.resize(460, 380)
        self.empty = make_label(_NONE, "quiet", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Templates")
        self.list.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self.fault = make_label("", "error", wrap=True)
        self.new_button = make_button("&New record", "primary")
        self.rename_button = make_button("&Rename")
        self.delete_button = make_button("&Delete")
        self._lay_out()
        self._connect()
        self._session.read_after_changes(read_settings, self._show)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.fault)
        layout.addStretch(0)
        self.fault.hide()
        self.empty.hide()
        row = QHBoxLayout()
        row.addWidget(self.rename_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addWidget(self.new_button)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._choose)
        self.list.itemDoubleClicked.connect(lambda _item: self._choose())
        self.list.itemChanged.connect(self._rename)
        self.list.currentRowChanged.connect(lambda _row: self._update_buttons())
        self.rename_button.clicked.connect(self._start_renaming)
        self.delete_button.clicked.connect(self._delete)
        self._session.changed.connect(self._on_changed)

    def _show(self, settings: LibrarySettings) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for template in settings.record_templates:
            self.list.addItem(_make_item(template))
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.empty.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        if self.list.count():
            self.list.setFocus()
        self._update_buttons()

    def _update_buttons(self) -> None:
        for button in (self.new_button, self.rename_button, self.delete_button):
            button.setEnabled(self.list.currentRow() >= 0)

    def _get_current(self) -> RecordTemplate | None:
        if self.list.currentRow() < 0:
            return None
        template = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return template if isinstance(template, RecordTemplate) else None

    def _choose(self) -> None:
        template = self._get_current()
        if template is not None:
            self.accept()
            self.chosen.emit(template)

    def _start_renaming(self) -> None:
        self.list.editItem(self.list.currentItem())

    def _rename(self, item: QListWidgetItem) -> None:
        template = item.data(Qt.ItemDataRole.UserRole)
        if item.text() == template.name:
            return
        try:
            change = rename_template(template, item.text())
        except BriefingError as error:
            self._refuse(error)
            return
        self._do(change)

    def _delete(self) -> None:
        template = self._get_current()
        if template is not None:
            self._do(delete_template(template))

    def _do(self, change: Change) -> None:
        self.fault.hide()
        self._session.do(change, None, self._refuse)

    def _refuse(self, error: Exception) -> None:
        self.fault.setText(str(error))
        self.fault.show()
        self._session.read_after_changes(read_settings, self._show)

    def _on_changed(self, change: LibraryChange) -> None:
        for record in change.records.values():
            if isinstance(record, LibrarySettings):
                self._show(record)


class SaveTemplateDialog(QDialog):
    """Asks how the template is to be called."""

    saved = Signal(str)  # its name

    def __init__(
        self, session: LibrarySession, record: AnyRecord, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._record = record
        self.setWindowTitle("Save as template")
        self.setMinimumWidth(420)
        self.name = QLineEdit(record.display_title)
        self.name.setAccessibleName("Name of the template")
        self.name.selectAll()
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.save_button = make_button("&Save", "primary")
        self.save_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        kind = KIND_LABELS[record.kind]
        told = f"A new {kind} can then start with what stands in this one."
        for widget in (make_label(told, "quiet", wrap=True), self.name, self.fault):
            layout.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = make_button("Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        layout.addLayout(row)
        self.save_button.clicked.connect(self._save)

    def _save(self) -> None:
        try:
            change = save_as_template(self._record, self.name.text())
        except BriefingError as error:
            self._refuse(error)
            return
        self._session.do(change, lambda _change: self._on_saved(), self._refuse)

    def _on_saved(self) -> None:
        self.saved.emit(self.name.text().strip())
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.fault.setText(str(error))
        self.fault.show()


def _make_item(template: RecordTemplate) -> QListWidgetItem:
    item = QListWidgetItem(get_icon(template.record_kind, "quiet_text"), template.name)
    item.setData(Qt.ItemDataRole.UserRole, template)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    kind = KIND_LABELS.get(template.record_kind, template.record_kind)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{template.name}, {kind}")
    return item
