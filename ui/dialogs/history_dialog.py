"""The history of a record: each revision with who, when and why, and the way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.ports import Library, RevisionSummary
from briefing.services.history import Change, LibraryChange
from briefing.services.records.comparing import FieldDifference, compare_revisions
from briefing.services.records.editing import restore_field, restore_revision
from ui.dialogs.compare_dialog import ComparisonView, label_field
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_BEFORE, _NEWEST = -1, -2
_FIXED = (("The revision before it", _BEFORE), ("The newest revision", _NEWEST))


class HistoryDialog(QDialog):
    """Lists the revisions of a record, newest first, and compares any two of them.

    Restoring a revision, or one field of it, makes a new revision of the record. With `since` it
    opens on what has changed since that revision.
    """

    def __init__(
        self,
        session: LibrarySession,
        record_id: RecordId,
        title: str,
        parent: QWidget | None = None,
        *,
        since: int = 0,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._record_id = record_id
        self._since = since
        self._kind = ""
        self._asked = (0, 0)
        self._can_restore = False  # neither in the trash nor in a library that is read-only
        self.setWindowTitle("History")
        self.resize(860, 640)
        self.list = self._make_list()
        self.other = QComboBox()
        self.other.setAccessibleName("Compared with")
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.other.currentIndexChanged.connect(lambda _index: self._compare())
        self.comparison = ComparisonView()
        self.comparison.field_selected.connect(lambda _field: self._update_buttons())
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.restore_button = make_button("&Restore this revision", "primary")
        self.restore_button.clicked.connect(self._restore)
        self.field_button = make_button("Restore &only a field")
        self.field_button.clicked.connect(self._restore_field)
        self._lay_out(title)
        session.changed.connect(self._on_changed)
        self._read()

    def _make_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setHeaderLabels(["Revision", "When", "Who", "Why"])
        view.setAccessibleName("Revisions")
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.itemSelectionChanged.connect(self._compare)
        return view

    def _lay_out(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(title, "title", wrap=True))
        layout.addWidget(self.list, 2)
        compared = QHBoxLayout()
        label = make_label("Compared &with")
        label.setBuddy(self.other)
        compared.addWidget(label)
        compared.addWidget(self.other)
        compared.addStretch(1)
        layout.addLayout(compared)
        layout.addWidget(self.comparison, 3)
        layout.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(self.restore_button)
        row.addWidget(self.field_button)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)
        self._update_buttons()

    # --- what it shows

    @property
    def revision(self) -> int:
        """The revision that is selected; 0 while the list is empty."""
        item = self.list.currentItem()
        return int(item.data(0, Qt.ItemDataRole.UserRole)) if item is not None else 0

    @property
    def newest(self) -> int:
        """The newest revision; 0 while the list is empty."""
        item = self.list.topLevelItem(0)
        return int(item.data(0, Qt.ItemDataRole.UserRole)) if item is not None else 0

    def _read(self) -> None:
        def read(library: Library) -> tuple[str, Sequence[RevisionSummary], bool]:
            with library.read() as unit:
                revisions = unit.records.list_revisions(self._record_id)
                kept = unit.records.get_revision(self._record_id, revisions[0].revision)
                in_trash = unit.records.find_record(self._record_id) is None
                return kept.kind, revisions, not in_trash and not library.is_read_only

        self._session.read_after_changes(read, lambda found: self._show(*found), self._tell)

    def _show(self, kind: str, revisions: Sequence[RevisionSummary], can_restore: bool) -> None:
        self._kind = kind
        self._can_restore = can_restore
        for widget in (self.list, self.other):
            widget.blockSignals(True)
        self.list.clear()
        self.list.addTopLevelItems([_make_item(line) for line in revisions])
        for column in range(3):
            self.list.resizeColumnToContents(column)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._offer_others(revisions)
        if self._since:
            self._select(self._since)
            self.other.setCurrentIndex(self.other.findData(_NEWEST))
            self._since = 0
        for widget in (self.list, self.other):
            widget.blockSignals(False)
        self._compare()

    def _select(self, revision: int) -> None:
        for row in range(self.list.topLevelItemCount()):
            index = self.list.model().index(row, 0)
            if index.data(Qt.ItemDataRole.UserRole) == revision:
                self.list.setCurrentIndex(index)

    def _offer_others(self, revisions: Sequence[RevisionSummary]) -> None:
        chosen = self.other.currentData()
        self.other.clear()
        for text, value in _FIXED:
            self.other.addItem(text, value)
        for line in revisions:
            self.other.addItem(f"Revision {line.revision}, {_print_moment(line)}", line.revision)
        self.other.setCurrentIndex(max(0, self.other.findData(chosen)))

    def _compare(self) -> None:
        self._update_buttons()
        revision, chosen = self.revision, self.other.currentData()
        if not revision or chosen is None:
            return
        special = {_BEFORE: self._find_before(revision), _NEWEST: self.newest}
        # what is older stands on the left, whichever of the two was selected
        old, new = sorted((revision, special.get(chosen, chosen)))
        self._asked = (old, new)

        def read(library: Library) -> tuple[FieldDifference, ...]:
            with library.read() as unit:
                return compare_revisions(unit, self._record_id, old, new)

        self._session.read(read, lambda found: self._show_comparison((old, new), found), self._tell)

    def _find_before(self, revision: int) -> int:
        revisions = [
            int(self.list.model().index(row, 0).data(Qt.ItemDataRole.UserRole))
            for row in range(self.list.topLevelItemCount())
        ]
        return max((one for one in revisions if one < revision), default=0)

    def _show_comparison(
        self, asked: tuple[int, int], differences: tuple[FieldDifference, ...]
    ) -> None:
        if asked == self._asked:
            self.comparison.show_differences(self._kind, differences)
            self._update_buttons()

    def _update_buttons(self) -> None:
        is_older = self._can_restore and 0 < self.revision < self.newest
        field = self.comparison.field
        self.restore_button.setEnabled(is_older)
        self.field_button.setEnabled(is_older and bool(field))
        words = label_field(self._kind, field).replace("&", "&&") if field else "field"
        self.field_button.setText(f"Restore &only “{words}”" if field else "Restore &only a field")

    # --- what it does

    def _restore(self) -> None:
        self._do(restore_revision(self._record_id, self.revision))

    def _restore_field(self) -> None:
        field = self.comparison.field
        label = label_field(self._kind, field).lower()
        self._do(restore_field(self._record_id, self.revision, field, label=label))

    def _do(self, change: Change) -> None:
        self.fault.hide()
        self._session.do(change, None, self._tell)

    def _on_changed(self, change: LibraryChange) -> None:
        if self._record_id in change.records and self.isVisible():
            self._read()

    def _tell(self, error: Exception) -> None:
        self.fault.setText(str(error))
        self.fault.show()


def _make_item(line: RevisionSummary) -> QTreeWidgetItem:
    reason = line.reason.replace("_", " ")
    item = QTreeWidgetItem([str(line.revision), _print_moment(line), line.saved_by, reason])
    item.setData(0, Qt.ItemDataRole.UserRole, line.revision)
    item.setData(
        0,
        Qt.ItemDataRole.AccessibleTextRole,
        f"Revision {line.revision}, {_print_moment(line)}, {line.saved_by}, {reason}",
    )
    return item


def _print_moment(line: RevisionSummary) -> str:
    return line.saved.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")
