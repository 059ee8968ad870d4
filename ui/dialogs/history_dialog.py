"""The history of a record: every revision with who, when and why, and the way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.ports import Library, RevisionSummary
from briefing.services.editing import restore_revision
from briefing.services.history import LibraryChange
from ui.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label


class HistoryDialog(QDialog):
    """Lists the revisions of a record, newest first; restoring one makes a new revision of it."""

    def __init__(
        self,
        session: LibrarySession,
        record_id: RecordId,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._record_id = record_id
        self.setWindowTitle("History")
        self.resize(560, 420)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(["Revision", "When", "Who", "Why"])
        self.list.setAccessibleName("Revisions")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.itemSelectionChanged.connect(self._update_button)
        self.restore_button = make_button("&Restore this revision", "primary")
        self.restore_button.clicked.connect(self._restore)
        self._lay_out(title)
        session.changed.connect(self._on_changed)
        self._read()

    def _lay_out(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(title, "title", wrap=True))
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.restore_button)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)
        self._update_button()

    def _read(self) -> None:
        def read(library: Library) -> Sequence[RevisionSummary]:
            with library.read() as unit:
                return unit.records.list_revisions(self._record_id)

        self._session.read_after_changes(read, self._show)

    def _show(self, revisions: Sequence[RevisionSummary]) -> None:
        self.list.clear()
        for line in revisions:
            when = line.saved.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")
            item = QTreeWidgetItem(
                [str(line.revision), when, line.saved_by, line.reason.replace("_", " ")]
            )
            item.setData(0, Qt.ItemDataRole.UserRole, line.revision)
            self.list.addTopLevelItem(item)
        for column in range(3):
            self.list.resizeColumnToContents(column)
        newest = self.list.topLevelItem(0)
        if newest is not None:
            self.list.setCurrentItem(newest)

    def _update_button(self) -> None:
        item = self.list.currentItem()
        newest = self.list.topLevelItem(0)
        self.restore_button.setEnabled(item is not None and item is not newest)

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            revision = item.data(0, Qt.ItemDataRole.UserRole)
            self._session.do(restore_revision(self._record_id, revision))

    def _on_changed(self, change: LibraryChange) -> None:
        if self._record_id in change.records:
            self._read()
