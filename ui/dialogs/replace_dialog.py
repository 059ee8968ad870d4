"""Finds words in all texts of the library, lists them with a tick each, replaces the ticked."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.services.progress import CancelledError, Progress
from briefing.services.search.replacing import Hit, Hits, Scope, TextSearch, find_hits, replace_hits
from ui.dialogs.compare_dialog import label_field
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.found_words import FOUND_ROLE, FoundWordsDelegate
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label

_SIZE = (820, 600)
_RECORD, _FIELD, _WORDS = range(3)
_START = "Citation keys, mentions, web addresses and issued briefings are left as they are."

NamedScope = tuple[str, Scope]
"""Where to look, and how that is called."""


class ReplaceDialog(QDialog):
    """Stays open after replacing, for the next words."""

    replaced = Signal(int)  # how many places

    def __init__(
        self,
        session: LibrarySession,
        scopes: Sequence[NamedScope],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._scopes = scopes
        self._progress = Progress()
        self._is_running = False
        self.setWindowTitle("Find and replace")
        self.resize(*_SIZE)
        self.find_line = QLineEdit()
        self.find_line.setAccessibleName("Words to find")
        self.replace_line = QLineEdit()
        self.replace_line.setAccessibleName("What to put in their place")
        self.whole_box = QCheckBox("&Whole words")
        self.case_box = QCheckBox("&Match case")
        self.scope_box = QComboBox()
        self.scope_box.setAccessibleName("Where to look")
        self.scope_box.addItems([name for name, _scope in scopes])
        self.told = make_label(_START, "quiet", wrap=True)
        self.fault = make_label("", "error", wrap=True)
        self.list = self._make_list()
        self.busy = BusyLine("How much is searched")
        self.find_button = make_button("&Find")
        self.all_button = make_button("&Tick all")
        self.none_button = make_button("Tick &none")
        self.replace_button = make_button("&Replace", "primary")
        self.close_button = make_button("Close")
        self._lay_out()
        self._connect()
        self._show(Hits(hits=(), count=0, record_count=0))
        self.told.setText(_START)

    # --- building

    def _make_list(self) -> QTreeWidget:
        found = QTreeWidget()
        found.setRootIsDecorated(False)
        found.setUniformRowHeights(True)
        found.setHeaderLabels(["Record", "Field", "Words"])
        found.setAccessibleName("Places found")
        found.setItemDelegateForColumn(_WORDS, FoundWordsDelegate(found))
        header = found.header()
        header.resizeSection(_RECORD, 240)
        header.resizeSection(_FIELD, 110)
        header.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        return found

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE[3])
        form.setVerticalSpacing(SPACE[1])
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.find_line, 1)
        row.addWidget(self.find_button)
        form.addRow(make_label("Find"), row)
        form.addRow(make_label("Replace by"), self.replace_line)
        options = QHBoxLayout()
        options.setSpacing(SPACE[3])
        options.addWidget(self.scope_box)
        options.addWidget(self.whole_box)
        options.addWidget(self.case_box)
        options.addStretch(1)
        form.addRow(make_label("In"), options)
        layout.addLayout(form)
        layout.addWidget(self.told)
        layout.addWidget(self.fault)
        self.fault.hide()
        layout.addWidget(self.list, 1)
        layout.addWidget(self.busy)
        buttons = QHBoxLayout()
        buttons.addWidget(self.all_button)
        buttons.addWidget(self.none_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.replace_button)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.find_button.clicked.connect(self.search)
        self.find_line.returnPressed.connect(self.search)
        self.replace_line.textChanged.connect(lambda _text: self._update_button())
        self.list.itemChanged.connect(lambda _item, _column: self._update_button())
        self.all_button.clicked.connect(lambda: self._tick_all(Qt.CheckState.Checked))
        self.none_button.clicked.connect(lambda: self._tick_all(Qt.CheckState.Unchecked))
        self.replace_button.clicked.connect(self._replace)
        self.close_button.clicked.connect(self.reject)

    # --- finding

    def search(self) -> None:
        """Search off the GUI thread; a search that is under way is given up for this one."""
        search = TextSearch(
            text=self.find_line.text(),
            whole_words=self.whole_box.isChecked(),
            match_case=self.case_box.isChecked(),
        )
        scope = self._scopes[self.scope_box.currentIndex()][1]
        self._progress.cancel()
        self._progress = progress = Progress()
        self._start("Searching…")
        self._session.read_after_changes(
            lambda library: find_hits(library, search, scope, progress),
            lambda hits: self._on_found(hits, progress),
            lambda error: self._on_error(error, progress),
        )

    def _on_found(self, hits: Hits, progress: Progress) -> None:
        if progress is self._progress:
            self._stop()
            self._show(hits)

    def _show(self, hits: Hits) -> None:
        self.told.setText(_describe(hits))
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addTopLevelItems([_make_item(hit) for hit in hits.hits])
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus()
        self.list.blockSignals(False)
        self._update_button()

    def get_ticked(self) -> list[Hit]:
        """Give the places that are ticked."""
        items = [self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount())]
        return [
            item.data(_RECORD, Qt.ItemDataRole.UserRole)
            for item in items
            if item and item.checkState(_RECORD) is Qt.CheckState.Checked
        ]

    def _tick_all(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None:
                item.setCheckState(_RECORD, state)
        self.list.blockSignals(False)
        self._update_button()

    def _update_button(self) -> None:
        count = len(self.get_ticked())
        has_rows = bool(self.list.topLevelItemCount())
        self.replace_button.setText(f"&Replace {count:,}" if count else "&Replace")
        self.replace_button.setEnabled(bool(count) and not self._is_running)
        self.all_button.setEnabled(has_rows)
        self.none_button.setEnabled(has_rows)

    # --- replacing

    def _replace(self) -> None:
        ticked = self.get_ticked()
        if not ticked:
            return
        self._progress = progress = Progress()
        self._start("Replacing…")
        change = replace_hits(ticked, self.replace_line.text(), progress)
        self._session.do(
            change,
            lambda _change: self._on_replaced(len(ticked)),
            lambda error: self._on_error(error, progress),
        )

    def _on_replaced(self, count: int) -> None:
        self._stop()
        self._show(Hits(hits=(), count=0, record_count=0))
        places = "1 place" if count == 1 else f"{count:,} places"
        self.told.setText(f"Replaced in {places}. Undo takes all of it back.")
        self.replaced.emit(count)
        self.find_line.setFocus()
        self.find_line.selectAll()

    def _on_error(self, error: Exception, progress: Progress) -> None:
        if progress is not self._progress:
            return
        self._stop()
        if not isinstance(error, CancelledError):
            self.told.setText("")
            self.fault.setText(str(error))
            self.fault.show()

    def _start(self, told: str) -> None:
        self._is_running = True
        self.fault.hide()
        self.told.setText(told)
        self.busy.follow(self._progress)
        self._update_button()

    def _stop(self) -> None:
        self._is_running = False
        self.busy.stop()
        self._update_button()

    def reject(self) -> None:
        """Close it; what runs is given up, and then nothing of it is stored."""
        self._progress.cancel()
        super().reject()


def _make_item(hit: Hit) -> QTreeWidgetItem:
    before, after = _tidy(hit.before), _tidy(hit.after)
    if hit.after.startswith("]("):
        before = before.removesuffix("[")
    words = f"{before}{hit.found}{after}"
    item = QTreeWidgetItem([hit.title, label_field(hit.kind, hit.field), words])
    item.setIcon(_RECORD, get_icon(hit.kind, "quiet_text"))
    item.setData(_RECORD, Qt.ItemDataRole.UserRole, hit)
    item.setData(_WORDS, FOUND_ROLE, (len(before), len(hit.found)))
    item.setCheckState(_RECORD, Qt.CheckState.Checked)
    item.setToolTip(_RECORD, as_plain_tooltip(hit.title))
    item.setToolTip(_WORDS, as_plain_tooltip(words))
    return item


def _tidy(text: str) -> str:
    """Take out where links and mentions lead, which nobody reads."""
    return _TARGET.sub("", text)


_TARGET = re.compile(r"\]\([^()\s]*\)?")


def _describe(hits: Hits) -> str:
    if not hits.count:
        return "Found nowhere."
    places = "1 place" if hits.count == 1 else f"{hits.count:,} places"
    records = "1 record" if hits.record_count == 1 else f"{hits.record_count:,} records"
    told = f"Found in {places} of {records}."
    if hits.count > len(hits.hits):
        told += f" The first {len(hits.hits):,} are listed: replace them, and find the others then."
    return told
