"""The trash: what is in it, the way back, and the way out for good."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import LibraryError, LibraryLockedError
from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.services.history import Change, LibraryChange
from briefing.services.records.editing import KIND_LABELS
from briefing.services.records.trashing import (
    TrashedRecord,
    count_trash,
    empty_trash,
    list_trash,
    purge_records,
    restore_records,
)
from ui.dialogs.letting_go import let_go_when_closed
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import (
    as_plain_tooltip,
    make_button,
    make_label,
    make_message,
    set_role,
)

MOST_LISTED = 500
"""How many records are listed at once; the search finds the others."""

_PAUSE = 120  # milliseconds that the search waits for the next letter
_AGAIN = 400  # milliseconds before the file is cleaned once more
_TRIES = 20
_WIDEST = (300, 130, 170)
_RECORD_ROLE = Qt.ItemDataRole.UserRole

_ENDS = (
    "This cannot be undone. Its history ends, and so does undo of what was done to it. "
    "What uses it shows a gap."
)
_ENDS_ALL = (
    "This cannot be undone. Their histories end, and so does undo of what was done to them. "
    "What uses them shows gaps."
)
_BACKUPS_KEEP = "Backups keep {what} until they are thinned out with age."
_REMOVED = "Removed."
_CLEANING = f"{_REMOVED} Cleaning the library file of what is left of it…"
_CLEAN = f"{_REMOVED} No revision of it is left in the library file."
_BUSY = (
    f"{_REMOVED} The file was in use all the time, so traces may be left in it until something "
    "is removed again."
)


class _Trash(msgspec.Struct, frozen=True):
    """What the dialog shows: the records, how many fit, and how many backups there are."""

    records: tuple[TrashedRecord, ...]
    total: int
    backups: int


class TrashDialog(QDialog):
    """Lists what is in the trash; Enter restores, Delete removes for good after asking."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._generation = 0
        self._backups = 0
        self.confirmation: QMessageBox | None = None
        self.setWindowTitle("Trash")
        self.resize(820, 480)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._read)
        self.search = self._make_search()
        self.list = self._make_list()
        self.note = make_label("", "quiet", wrap=True)
        self.restore_button = make_button("&Restore", "primary")
        self.restore_button.clicked.connect(self._restore)
        self.purge_button = make_button("Remove for &good…")
        self.purge_button.clicked.connect(self._ask_purge)
        self.empty_button = make_button("&Empty the trash…")
        self.empty_button.clicked.connect(self._ask_empty)
        self.history_button = make_button("&History…")
        self.history_button.clicked.connect(self._show_history)
        self._lay_out()
        session.changed.connect(self._on_changed)
        self._read()

    # --- building

    def _make_search(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("Search the trash")
        field.setAccessibleName("Search the trash")
        field.setClearButtonEnabled(True)
        field.addAction(get_icon("search", "quiet_text"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self._on_searched)
        field.installEventFilter(self)
        return field

    def _make_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setHeaderLabels(["Record", "Kind", "In the trash since", "Why"])
        view.setAccessibleName("Records in the trash")
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.itemSelectionChanged.connect(self._update_buttons)
        view.itemDoubleClicked.connect(lambda _item, _column: self._restore())
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label("Trash", "title"))
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        row = QHBoxLayout()
        for button in (
            self.restore_button,
            self.history_button,
            self.purge_button,
            self.empty_button,
        ):
            row.addWidget(button)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)
        self._update_buttons()

    # --- what it shows

    def _read(self) -> None:
        self._generation += 1
        generation, text = self._generation, self.search.text().strip()

        def read(library: Library) -> _Trash:
            with library.read() as unit:
                records = list_trash(unit, text, limit=MOST_LISTED)
                total = count_trash(unit, text)
            return _Trash(records, total, len(library.list_backups()))

        # beside the lane of changes: what is in a long list takes half a second
        self._session.read(read, lambda found: self._show(generation, found))

    def _show(self, generation: int, found: _Trash) -> None:
        if generation != self._generation:
            return
        self._backups = found.backups
        self.list.clear()
        self.list.addTopLevelItems([_make_item(record) for record in found.records])
        for column, most in enumerate(_WIDEST):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, min(most, self.list.columnWidth(column)))
        if found.records:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._tell_count(found)
        self._update_buttons()

    def _tell_count(self, found: _Trash) -> None:
        if self.note.text().startswith(_REMOVED) or self.note.property("role") == "error":
            return  # that is what the analyst waits for
        if found.total > len(found.records):
            listed = f"{len(found.records):,} of {found.total:,} records are listed"
            self._say(f"{listed}; search for others.")
        elif found.records:
            self._say("")
        else:
            self._say("Nothing fits the search." if self.search.text() else "The trash is empty.")

    def _get_selected(self) -> list[TrashedRecord]:
        return [item.data(0, _RECORD_ROLE) for item in self.list.selectedItems()]

    def _update_buttons(self) -> None:
        can_write = not self._session.library.is_read_only
        selected = bool(self.list.selectedItems())
        self.restore_button.setEnabled(can_write and selected)
        self.history_button.setEnabled(len(self.list.selectedItems()) == 1)
        self.purge_button.setEnabled(can_write and selected)
        self.empty_button.setEnabled(can_write and self.list.topLevelItemCount() > 0)

    def _say(self, text: str, role: str = "quiet") -> None:
        self.note.setText(text)
        set_role(self.note, role)

    # --- what it does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Restore by Enter, remove by Delete, and let the arrow lead from the search down."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._restore()
                return True
            if watched is self.list and event.key() == Qt.Key.Key_Delete:
                self._ask_purge()
                return True
        return super().eventFilter(watched, event)

    def _on_searched(self) -> None:
        self._say("")
        self._timer.start()

    def _restore(self) -> None:
        selected = self._get_selected()
        if selected and self.restore_button.isEnabled():
            self._say("")
            self._session.do(restore_records(_name(selected)), None, self._tell)

    def _show_history(self) -> None:
        """Let the record be read before it is brought back or removed."""
        from ui.dialogs.history_dialog import HistoryDialog

        (record,) = self._get_selected()
        dialog = HistoryDialog(self._session, record.summary.id, record.summary.title, self)
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _ask_purge(self) -> None:
        selected = self._get_selected()
        if not selected or not self.purge_button.isEnabled():
            return
        title = selected[0].summary.title
        is_one = len(selected) == 1
        question = (
            f"Remove “{title}” for good?" if is_one else f"Remove {len(selected)} records for good?"
        )
        self._ask(question, _ENDS if is_one else _ENDS_ALL, purge_records(_name(selected)))

    def _ask_empty(self) -> None:
        self._ask("Remove everything in the trash for good?", _ENDS_ALL, empty_trash())

    def _ask(self, question: str, details: str, change: Change) -> None:
        box = make_message(self, "Remove for good", question, details=details)
        box.setIcon(QMessageBox.Icon.Warning)
        remove = box.addButton("&Remove for good", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        backups = self._make_backups_box(box)
        self.confirmation = box

        def on_finished() -> None:
            self.confirmation = None
            if box.clickedButton() is remove:
                self._purge(change, with_backups=backups is not None and backups.isChecked())
            box.deleteLater()

        box.finished.connect(lambda _result: on_finished())
        box.open()

    def _make_backups_box(self, box: QMessageBox) -> QCheckBox | None:
        if not self._backups:
            return None
        keep = _BACKUPS_KEEP.format(what="what is removed")
        box.setInformativeText(f"{box.informativeText()} {keep}")
        count = "the backup" if self._backups == 1 else f"all {self._backups} backups"
        check = QCheckBox(f"Delete {count} of this library &too")
        box.setCheckBox(check)
        return check

    def _purge(self, change: Change, *, with_backups: bool) -> None:
        def on_done(_change: LibraryChange) -> None:
            if with_backups:
                self._session.read_after_changes(
                    lambda library: library.remove_backups(), lambda _count: None, self._tell
                )
            self._clean(_TRIES)

        self._say(_CLEANING)
        self._session.do(change, on_done, self._tell)

    def _clean(self, tries: int) -> None:
        """Rewrite the file; while something reads it, wait and try again."""

        def on_error(error: Exception) -> None:
            if not isinstance(error, LibraryLockedError):
                self._tell(error)
            elif tries:
                QTimer.singleShot(_AGAIN, self, lambda: self._clean(tries - 1))
            else:
                self._say(_BUSY, "warning")

        self._session.read_after_changes(
            lambda library: library.compact(), lambda _done: self._say(_CLEAN), on_error
        )

    def _tell(self, error: Exception) -> None:
        self._say(str(error), "error")
        if not isinstance(error, LibraryError):
            self._read()

    def _on_changed(self, _change: LibraryChange) -> None:
        if self.isVisible():
            self._read()


def _name(records: Sequence[TrashedRecord]) -> list[tuple[RecordId, str]]:
    return [(one.summary.id, one.summary.title) for one in records]


def _make_item(record: TrashedRecord) -> QTreeWidgetItem:
    summary = record.summary
    kind = KIND_LABELS.get(summary.kind, summary.kind)
    since = (
        summary.modified.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")
        if summary.modified
        else ""
    )
    used = f", used in {record.uses} place{'s' * (record.uses > 1)}" if record.uses else ""
    texts = (summary.title, kind, since, f"{record.reason}{used}")
    item = QTreeWidgetItem(list(texts))
    item.setData(0, _RECORD_ROLE, record)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(text for text in texts if text))
    for column, text in enumerate(texts):
        item.setToolTip(column, as_plain_tooltip(text))
    return item
