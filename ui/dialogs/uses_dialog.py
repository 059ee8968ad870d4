"""Where a record is used: drafts, issued editions and other records, and the way there."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.outline import PlacementMode
from briefing.ports import Library
from briefing.services.history import LibraryChange
from briefing.services.records.editing import KIND_LABELS
from briefing.services.records.impact import Use, find_uses
from ui.dialogs.compare_dialog import label_field
from ui.dialogs.letting_go import let_go_when_closed
from ui.session.library_session import LibrarySession
from ui.session.newest_reading import NewestReading
from ui.theme.tokens import SPACE, current_colours
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label, set_role

MOST_LISTED = 1_000
"""How many records are listed; of more it is only told that there are."""

_USE_ROLE = Qt.ItemDataRole.UserRole
_WIDEST = (340, 200)
_NONE = "Nothing in the library uses this record."
_BEHIND = "Some show an older state of the record, or have not yet accepted the newest one."


class UsesDialog(QDialog):
    """Lists where a record is used. Enter or a double click leads there."""

    place_requested = Signal(str, str, str)  # record id, kind, section id or ""
    notice_requested = Signal(str)  # id of the edition to correct

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
        self._reading = NewestReading(session, self)
        self._title = title
        self.setWindowTitle("Where used")
        self.resize(860, 460)
        self.note = make_label("Looking through the library…", "quiet", wrap=True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Used by", "Where", "How"])
        self.list.setAccessibleName("Uses")
        self.list.setUniformRowHeights(True)
        self.list.currentItemChanged.connect(lambda *_items: self._update_button())
        self.list.itemActivated.connect(lambda _item, _column: self._go())
        self.go_button = make_button("&Go there", "primary")
        self.go_button.clicked.connect(self._go)
        self.changes_button = make_button("&What changed…")
        self.changes_button.clicked.connect(self._show_changes)
        self.notice_button = make_button("&Correct the edition…")
        self.notice_button.clicked.connect(self._correct)
        self._lay_out(title)
        session.changed.connect(self._on_changed)
        self._read()

    def _lay_out(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(title, "title", wrap=True))
        layout.addWidget(self.note)
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.go_button)
        row.addWidget(self.changes_button)
        row.addWidget(self.notice_button)
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        layout.addLayout(row)
        self._update_button()

    def _read(self) -> None:
        def read(library: Library) -> Sequence[Use]:
            with library.read() as unit:
                return find_uses(unit, self._record_id)

        self._reading.read(read, self._show)

    def _show(self, uses: Sequence[Use]) -> None:
        self.list.clear()
        for name, group in _group(uses):
            self._add_group(name, group)
        for column, most in enumerate(_WIDEST):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, min(most, self.list.columnWidth(column)))
        is_behind = any(use.is_behind for use in uses)
        self.note.setText(_BEHIND if is_behind else "" if uses else _NONE)
        set_role(self.note, "warning" if is_behind else "quiet")
        self.note.setVisible(bool(self.note.text()))
        model = self.list.model()
        self.list.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
        self._update_button()

    def _add_group(self, name: str, uses: Sequence[Use]) -> None:
        head = QTreeWidgetItem([f"{name} ({len(uses):,})"])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.addChildren([_make_item(use) for use in uses[:MOST_LISTED]])
        if len(uses) > MOST_LISTED:
            head.addChild(QTreeWidgetItem([f"and {len(uses) - MOST_LISTED:,} more"]))
        self.list.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        head.setExpanded(True)

    def _get_use(self) -> Use | None:
        item = self.list.currentItem()
        use = item.data(0, _USE_ROLE) if item is not None else None
        return use if isinstance(use, Use) else None

    def _update_button(self) -> None:
        use = self._get_use()
        self.go_button.setEnabled(use is not None)
        # through another record it is that one's changes which a briefing has not accepted
        self.changes_button.setEnabled(use is not None and use.is_behind and not use.via)

        self.notice_button.setVisible(use is not None and use.is_issued)
        self.notice_button.setEnabled(use is not None and use.is_behind)

    def _correct(self) -> None:
        """Ask for a notice that corrects the edition."""
        use = self._get_use()
        if use is not None:
            self.accept()
            self.notice_requested.emit(use.record)

    def _show_changes(self) -> None:
        """Show what has changed since the revision that is used."""
        from ui.dialogs.history_dialog import HistoryDialog

        use = self._get_use()
        if use is not None:
            since = use.revision
            dialog = HistoryDialog(self._session, self._record_id, self._title, self, since=since)
            let_go_when_closed(dialog, self._session)
            dialog.open()

    def _go(self) -> None:
        use = self._get_use()
        if use is not None:
            self.accept()
            self.place_requested.emit(use.record, use.kind, use.section or "")

    def _on_changed(self, _change: LibraryChange) -> None:
        if self.isVisible():
            self._read()


def tell_use(use: Use) -> str:
    """Tell in words how a record is used in a place."""
    if use.is_issued:
        behind = f", {use.newest} is the newest" if use.is_behind else ""
        return f"issued with revision {use.revision}{behind}"
    if use.mode is None:
        words = "in the text" if use.section else ""
    elif use.mode is PlacementMode.PINNED:
        words = f"pinned to revision {use.revision}"
        words += f", {use.newest} is the newest" if use.is_behind else ""
    else:
        way = "with text of its own" if use.mode is PlacementMode.OWN_TEXT else "live"
        words = f"{way}, out of date: " if use.is_behind else way
        words += f"revision {use.revision} was accepted, {use.newest} is shown" * use.is_behind
    return f"through “{use.via}”, {words}".rstrip(", ") if use.via else words


def _group(uses: Iterable[Use]) -> list[tuple[str, list[Use]]]:
    groups: dict[str, list[Use]] = {"Issued editions": [], "Briefings": [], "Records": []}
    for use in uses:
        is_briefing = use.kind == "briefing"
        name = "Issued editions" if use.is_issued else "Briefings" if is_briefing else "Records"
        groups[name].append(use)
    return [(name, group) for name, group in groups.items() if group]


def _make_item(use: Use) -> QTreeWidgetItem:
    where = use.section_title or ", ".join(label_field(use.kind, name) for name in use.fields)
    kind = KIND_LABELS.get(use.kind, use.kind)
    status = use.status.value if use.status else kind
    how = tell_use(use) or kind
    item = QTreeWidgetItem([use.title, where, how])
    item.setData(0, _USE_ROLE, use)
    for column, text in enumerate((use.title, where, how)):
        item.setToolTip(column, as_plain_tooltip(text))
    told = ", ".join(text for text in (use.title, status, where, how) if text)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
    if use.is_behind:
        item.setForeground(2, QBrush(QColor(current_colours().warning)))
    return item
