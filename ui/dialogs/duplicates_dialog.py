"""Records that may be the same: to be compared, merged, or told apart for good."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.ports import Library
from briefing.services.history import LibraryChange
from briefing.services.records.duplicates import MOST_FOUND, Likeness, find_duplicates, keep_apart
from briefing.services.records.merging import MERGED_KINDS
from ui.kinds import get_kind_words
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label

_WIDEST = (260, 260, 70)
_PAIR_ROLE = Qt.ItemDataRole.UserRole
_LOOKING = "Looking for records that may be the same…"
_NONE = "No two of these records look like one."


class DuplicatesDialog(QDialog):
    """Lists pairs of records that look alike, the likeliest first. Enter merges."""

    merge_requested = Signal(str, str)  # ids of the two records
    compare_requested = Signal(str, str)

    def __init__(
        self, session: LibrarySession, kind: str = "actor", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._generation = 0
        self.setWindowTitle("Find duplicates")
        self.resize(860, 480)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Kind of record")
        for one in MERGED_KINDS:
            self.kinds.addItem(get_kind_words(one).plural, one)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))
        self.kinds.currentIndexChanged.connect(lambda _index: self._read())
        self.list = self._make_list()
        self.note = make_label("", "quiet", wrap=True)
        self.merge_button = make_button("&Merge…", "primary")
        self.compare_button = make_button("Com&pare…")
        self.apart_button = make_button("&Not the same")
        self._connect()
        self._lay_out()
        self.list.setFocus()
        self._read()

    def _make_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setHeaderLabels(["Record", "May be the same as", "Alike", "By"])
        view.setAccessibleName("Records that may be the same")
        view.currentItemChanged.connect(lambda *_items: self._update_buttons())
        view.itemActivated.connect(lambda _item, _column: self._merge())
        return view

    def _connect(self) -> None:
        self.merge_button.clicked.connect(self._merge)
        self.compare_button.clicked.connect(self._compare)
        self.apart_button.clicked.connect(self._keep_apart)
        self._session.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        head = QHBoxLayout()
        head.addWidget(make_label("Find duplicates", "title"))
        head.addStretch(1)
        label = make_label("&Among")
        label.setBuddy(self.kinds)
        head.addWidget(label)
        head.addWidget(self.kinds)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        row = QHBoxLayout()
        for button in (self.merge_button, self.compare_button, self.apart_button):
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
        generation, kind = self._generation, str(self.kinds.currentData())
        self.note.setText(_LOOKING)

        def read(library: Library) -> Sequence[Likeness]:
            with library.read() as unit:
                return find_duplicates(unit, kind)

        # not in the lane of changes, which is to stay free while many records are compared
        self._session.read(read, lambda found: self._show(generation, found))

    def _show(self, generation: int, found: Sequence[Likeness]) -> None:
        if generation != self._generation:
            return
        row = max(0, self.list.currentIndex().row())
        self.list.clear()
        self.list.addTopLevelItems([_make_item(pair) for pair in found])
        for column, widest in enumerate(_WIDEST):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, min(widest, self.list.columnWidth(column)))
        if found:
            self.list.setCurrentIndex(self.list.model().index(min(row, len(found) - 1), 0))
        count = "1 pair" if len(found) == 1 else f"{len(found)} pairs"
        most = f"The likeliest {MOST_FOUND} pairs." if len(found) == MOST_FOUND else f"{count}."
        self.note.setText(most if found else _NONE)
        self._update_buttons()

    def _get_pair(self) -> Likeness | None:
        item = self.list.currentItem()
        pair = item.data(0, _PAIR_ROLE) if item is not None else None
        return pair if isinstance(pair, Likeness) else None

    def _update_buttons(self) -> None:
        can_write = not self._session.library.is_read_only
        has_pair = self._get_pair() is not None
        self.compare_button.setEnabled(has_pair)
        for button in (self.merge_button, self.apart_button):
            button.setEnabled(has_pair and can_write)

    # --- what it does

    def _merge(self) -> None:
        pair = self._get_pair()
        if pair is not None and self.merge_button.isEnabled():
            self.merge_requested.emit(pair.one, pair.other)

    def _compare(self) -> None:
        pair = self._get_pair()
        if pair is not None:
            self.compare_requested.emit(pair.one, pair.other)

    def _keep_apart(self) -> None:
        pair = self._get_pair()
        if pair is not None:
            one, other = (pair.one, pair.one_title), (pair.other, pair.other_title)
            self._session.do(keep_apart(one, other))

    def _on_changed(self, _change: LibraryChange) -> None:
        if self.isVisible():
            self._read()


def _make_item(pair: Likeness) -> QTreeWidgetItem:
    texts = (pair.one_title, pair.other_title, f"{pair.percent} %", pair.reason)
    item = QTreeWidgetItem(list(texts))
    item.setData(0, _PAIR_ROLE, pair)
    told = f"{pair.one_title} may be {pair.other_title}, {pair.percent} % alike by {pair.reason}"
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
    for column, text in enumerate(texts):
        item.setToolTip(column, as_plain_tooltip(text))
    return item
