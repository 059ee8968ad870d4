"""What a file would bring: its rows as understood, which of them are wanted, then the import."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.ports import Library
from briefing.services.files.import_files import (
    ImportFile,
    ImportPlan,
    PlannedRow,
    make_import,
    open_import,
)
from briefing.services.files.table_importing import Choice, Outcome, RowState
from briefing.services.progress import CancelledError, Progress
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE, current_colours
from ui.widgets.busy_line import BusyLine
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label

_SIZE = (760, 560)
_WORDS = {
    RowState.NEW: "new",
    RowState.UPDATED: "updates what is there",
    RowState.UNCHANGED: "is there already",
}
_CHOSEN = (RowState.NEW, RowState.UPDATED)
_TITLE, _DETAILS, _WHAT, _WHERE = range(4)


class ImportDialog(QDialog):
    """Reads the file, shows what would come of it, and imports what is ticked as one step."""

    imported = Signal(Outcome, str)  # what came of it, name of the file

    def __init__(self, session: LibrarySession, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self._file: ImportFile | None = None
        self._plan: ImportPlan | None = None
        self._progress = Progress()
        self._is_running = False
        self.setWindowTitle("Import")
        self.resize(*_SIZE)
        self.title = make_label(path.name, "title", wrap=True)
        self.told = make_label("Reading the file…", "quiet", wrap=True)
        self.boxes = {state: QCheckBox() for state in _CHOSEN}
        self.warning = make_label("", "warning", wrap=True)
        self.fault = make_label("", "error", wrap=True)
        self.list = self._make_list()
        self.busy = BusyLine("How much of the file is read")
        self.import_button = make_button("&Import", "primary")
        self.copy_button = make_button("Copy &faults")
        self.cancel_button = make_button("&Cancel")
        self._lay_out()
        self._connect()
        self._read()

    # --- building

    def _make_list(self) -> QTreeWidget:
        rows = QTreeWidget()
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setAccessibleName("What would be imported")
        rows.setHeaderLabels(["Record", "Details", "What becomes of it", "Where"])
        header = rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_DETAILS, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_WHERE, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(_DETAILS, 230)
        header.resizeSection(_WHAT, 170)
        return rows

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.title)
        layout.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(SPACE[3])
        for box in self.boxes.values():
            row.addWidget(box)
            box.hide()
        row.addStretch(1)
        layout.addLayout(row)
        for label in (self.warning, self.fault):
            layout.addWidget(label)
            label.hide()
        layout.addWidget(self.list, 1)
        layout.addWidget(self.busy)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.import_button)
        layout.addLayout(buttons)
        self.copy_button.hide()
        self.import_button.setEnabled(False)

    def _connect(self) -> None:
        self.import_button.clicked.connect(self._import)
        self.copy_button.clicked.connect(self._copy_faults)
        self.cancel_button.clicked.connect(self.reject)
        self.list.itemChanged.connect(lambda _item, _column: self._update_button())
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._update_rows())
        self._session.failed.connect(self._on_storage_failed)

    # --- reading

    def _read(self) -> None:
        self._start(self._progress)

        def read(library: Library) -> tuple[ImportFile, ImportPlan]:
            file = open_import(self._path)
            return file, file.plan(library, self._progress)

        self._session.read_after_changes(read, self._show_plan, self._on_error)

    def _show_plan(self, read: tuple[ImportFile, ImportPlan]) -> None:
        self._stop()
        self._file, self._plan = read
        counts = self._plan.counts
        self.told.setText(f"{self._plan.label} · {_describe_counts(counts)}")
        for state, box in self.boxes.items():
            letter = "&New" if state is RowState.NEW else "&Updates"
            box.setText(f"{letter} ({counts[state]:,})")
            box.setVisible(bool(counts[state]))
            box.setChecked(True)
        self.copy_button.setVisible(bool(counts[RowState.FAULTY]))
        self._show_unknown(self._plan.unknown_columns)
        self._fill(self._plan)
        self._update_rows()
        self.list.setFocus()

    def _show_unknown(self, columns: tuple[str, ...]) -> None:
        named = ", ".join(f"“{column}”" for column in columns)
        what = "This column is" if len(columns) == 1 else "These columns are"
        self.warning.setText(f"{what} not understood and left out: {named}.")
        self.warning.setVisible(bool(columns))

    def _fill(self, plan: ImportPlan) -> None:
        """List the rows, those at fault first."""
        self.list.blockSignals(True)
        for row in sorted(plan.rows, key=lambda row: row.state is not RowState.FAULTY):
            item = _make_item(row)
            self.list.addTopLevelItem(item)
            item.setFirstColumnSpanned(bool(row.fault))  # a sentence needs the whole width
        more = sum(plan.counts.values()) - len(plan.rows)
        if more:
            item = QTreeWidgetItem([f"and {more:,} more rows"])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.list.blockSignals(False)

    # --- choosing

    def get_choice(self) -> Choice:
        """Give what is ticked."""
        without = {
            row.line
            for item, row in self._iter_rows()
            if row.state in _CHOSEN and item.checkState(_TITLE) is Qt.CheckState.Unchecked
        }
        new, updated = (self.boxes[state].isChecked() for state in _CHOSEN)
        return Choice(new=new, updated=updated, without=frozenset(without))

    def _iter_rows(self) -> list[tuple[QTreeWidgetItem, PlannedRow]]:
        items = [self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount())]
        rows = [(item, item.data(_TITLE, Qt.ItemDataRole.UserRole)) for item in items if item]
        return [(item, row) for item, row in rows if row is not None]

    def _update_rows(self) -> None:
        """Grey out the rows of a state that is not wanted."""
        self.list.blockSignals(True)
        for item, row in self._iter_rows():
            if row.state in _CHOSEN:
                item.setDisabled(not self.boxes[row.state].isChecked())
        self.list.blockSignals(False)
        self._update_button()

    def _update_button(self) -> None:
        count = self._plan.count_chosen(self.get_choice()) if self._plan else 0
        words = "1 record" if count == 1 else f"{count:,} records"
        self.import_button.setText(f"&Import {words}" if count else "&Import")
        self.import_button.setEnabled(bool(count) and not self._is_running)

    def _copy_faults(self) -> None:
        faults = [f"{row.where}: {row.fault}" for _item, row in self._iter_rows() if row.fault]
        QApplication.clipboard().setText("\n".join(faults))

    # --- doing it

    def _import(self) -> None:
        if self._file is None or self._plan is None:
            return
        change, running = make_import(self._file, self.get_choice(), self._plan)
        self._progress = running.progress
        self._start(running.progress)
        self.told.setText("Importing…")
        self._session.do(change, lambda _change: self._on_done(running.outcome), self._on_error)

    def _on_done(self, outcome: Outcome) -> None:
        self._stop()
        self.imported.emit(outcome, self._path.name)
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self._stop()
        if isinstance(error, CancelledError):
            super().reject()
            return
        self.told.setText("Nothing was imported.")
        self._show_fault(str(error))

    def _on_storage_failed(self, sentence: str) -> None:
        if self._is_running:
            self._stop()
            self.told.setText("The import is not stored yet.")
            self._show_fault(sentence)

    def _show_fault(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    def _start(self, progress: Progress) -> None:
        self._is_running = True
        self.busy.follow(progress)
        for widget in (self.list, *self.boxes.values(), self.import_button):
            widget.setEnabled(False)

    def _stop(self) -> None:
        self._is_running = False
        self.busy.stop()
        for widget in (self.list, *self.boxes.values()):
            widget.setEnabled(True)
        self._update_button()

    def reject(self) -> None:
        """Close it; what runs is given up first, and then nothing of it is stored."""
        if self._is_running:
            self._progress.cancel()
            self.told.setText("Cancelling…")
            self.cancel_button.setEnabled(False)
        else:
            super().reject()


def _make_item(row: PlannedRow) -> QTreeWidgetItem:
    what = row.fault or _WORDS[row.state]
    item = QTreeWidgetItem([row.title, row.details, what, row.where])
    item.setData(_TITLE, Qt.ItemDataRole.UserRole, row)
    for column, text in enumerate((row.title, row.details, what)):
        item.setToolTip(column, as_plain_tooltip(text))
    if row.state in _CHOSEN:
        item.setCheckState(_TITLE, Qt.CheckState.Checked)
    if row.fault:
        item.setText(_TITLE, f"{row.where[:1].upper()}{row.where[1:]}: {row.fault}")
        item.setToolTip(_TITLE, as_plain_tooltip(row.fault))
        item.setIcon(_TITLE, get_icon("error", "danger"))
        item.setForeground(_TITLE, QBrush(QColor(current_colours().danger)))
    return item


def _describe_counts(counts: dict[RowState, int]) -> str:
    told = {
        RowState.NEW: "{} new",
        RowState.UPDATED: "{} to update",
        RowState.UNCHANGED: "{} there already",
        RowState.FAULTY: "{} left out, with the reason",
    }
    parts = [words.format(f"{counts[s]:,}") for s, words in told.items() if counts[s]]
    return " · ".join(parts) or "nothing in it"
