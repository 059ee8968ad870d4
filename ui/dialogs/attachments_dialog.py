"""The files kept beside a record: add, save, choose as emblem or saved copy, take away."""

from pathlib import Path

from PySide6.QtCore import QMimeDatabase, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.records.kinds import AnyRecord
from briefing.records.parts import Attachment
from briefing.records.source import Source
from briefing.services.attaching import (
    attach_file,
    detach_file,
    save_attachment,
    use_attachment,
)
from briefing.services.history import LibraryChange
from ui.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_USES = {"actor": "Use as &emblem", "source": "Use as saved &copy"}
_NONE = "No files yet. Add an image, or a saved copy of the source."


class AttachmentsDialog(QDialog):
    """Shows a record's attachments; every button is a change of the library, and undoable."""

    def __init__(
        self, session: LibrarySession, record: AnyRecord, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._record = record
        self.setWindowTitle("Attachments")
        self.resize(520, 360)
        self.list = QListWidget()
        self.list.setAccessibleName("Attachments")
        self.list.currentRowChanged.connect(lambda _row: self._update_buttons())
        self.empty = make_label(_NONE, "quiet", wrap=True)
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.add_button = make_button("&Add file…", "primary")
        self.use_button = make_button(_USES.get(record.kind, ""))
        self.save_button = make_button("&Save as…")
        self.remove_button = make_button("&Take away")
        self._lay_out()
        self._connect()
        self._show()

    def add_file(self, path: Path) -> None:
        """Keep a copy of the file beside the record; it is read off the GUI thread."""
        self._session.read(
            lambda _library: attach_file(self._record.id, path), self._session.do, self._tell
        )

    def save_to(self, path: Path) -> None:
        """Write the selected attachment to a file."""
        attachment = self._get_selected()
        if attachment is not None:
            self._session.read(
                lambda library: save_attachment(library, attachment, path),
                lambda _done: self._tell(None),
                self._tell,
            )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(self._record.display_title, "title", wrap=True))
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        for button in (self.use_button, self.save_button, self.remove_button):
            row.addWidget(button)
        self.use_button.setVisible(self._record.kind in _USES)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._ask_for_file)
        self.use_button.clicked.connect(self._use)
        self.save_button.clicked.connect(self._ask_where)
        self.remove_button.clicked.connect(self._remove)
        self._session.changed.connect(self._on_changed)

    def _show(self) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        for attachment in self._record.attachments:
            item = QListWidgetItem(_describe(attachment, self._record))
            item.setData(Qt.ItemDataRole.UserRole, attachment.sha256)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.empty.setVisible(not self._record.attachments)
        self.list.setVisible(bool(self._record.attachments))
        self._update_buttons()

    def _update_buttons(self) -> None:
        selected = self._get_selected() is not None
        for button in (self.use_button, self.save_button, self.remove_button):
            button.setEnabled(selected)

    def _get_selected(self) -> Attachment | None:
        row = self.list.currentRow()
        held = self._record.attachments
        return held[row] if 0 <= row < len(held) else None

    def _ask_for_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, "Add file")
        if path:
            self.add_file(Path(path))

    def _ask_where(self) -> None:
        attachment = self._get_selected()
        if attachment is not None:
            path, _filter = QFileDialog.getSaveFileName(self, "Save as", attachment.name)
            if path:
                self.save_to(Path(path))

    def _use(self) -> None:
        attachment = self._get_selected()
        if attachment is not None:
            self._session.do(use_attachment(self._record.id, attachment))

    def _remove(self) -> None:
        attachment = self._get_selected()
        if attachment is not None:
            self._session.do(detach_file(self._record.id, attachment))

    def _on_changed(self, change: LibraryChange) -> None:
        record = change.records.get(self._record.id)
        if record is not None:
            self._record = record
            self._tell(None)
            self._show()
        elif self._record.id in change.records:
            self.reject()

    def _tell(self, error: Exception | None) -> None:
        self.fault.setText(str(error) if error else "")
        self.fault.setVisible(error is not None)


def _describe(attachment: Attachment, record: AnyRecord) -> str:
    kind = QMimeDatabase().mimeTypeForName(attachment.media_type).comment()
    told = [attachment.name, kind or attachment.media_type]
    if getattr(record, "emblem", "") == attachment.sha256:
        told.append("emblem")
    copy = record.saved_copy if isinstance(record, Source) else None
    if copy is not None and copy.sha256 == attachment.sha256:
        told.append("saved copy")
    return " · ".join(told)
