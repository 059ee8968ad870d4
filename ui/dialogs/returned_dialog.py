"""What a reviewer remarked on and changed in a Word file: taken into the briefing one by one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.outline import Comment
from briefing.returned.matching import Into, Returned, ReturnedEdit
from briefing.services.editions.returning import read_returned_file, take_returned
from briefing.word_comparing import Run, RunKind, compare_texts
from ui.dialogs.compare_dialog import make_run_format
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label, set_role

_SIZE = (880, 620)
_SIZES = [330, 170]
_WHERE, _BY, _WORDS = range(3)
_EVERYBODY = "everybody"
_LEGEND = "Removed words are struck through, added words are underlined."
_BY_HAND = "No text of this briefing could be matched; taken over, it becomes a comment."
_NOT_TRACKED = "Nobody tracked this change: the file only reads otherwise than the briefing now."


class _Row(msgspec.Struct, frozen=True, eq=False):
    """One thing that came back: a change or a comment."""

    edit: ReturnedEdit | None = None
    comment: Comment | None = None

    @property
    def by(self) -> str:
        one = self.edit or self.comment
        return one.by if one else ""


class ReturnedDialog(QDialog):
    """Lists what came back with a tick each; what is taken over is one step that can be undone."""

    taken = Signal(int)  # how many changes and comments

    def __init__(
        self,
        session: LibrarySession,
        briefing_id: RecordId,
        path: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing_id = briefing_id
        self._into: dict[int, Into] = {}  # by the number of the change
        self._is_running = False
        self.setWindowTitle(f"What came back in {path.name}")
        self.resize(*_SIZE)
        self.told = make_label("Reading the file…", "quiet", wrap=True)
        self.gone = make_label("", "warning", wrap=True)
        self.list = _make_list()
        self.words = _make_page()
        self.note = make_label("", "quiet", wrap=True)
        self.into_box = QComboBox()
        self.into_box.setAccessibleName("Where the change goes")
        self.person_box = QComboBox()
        self.person_box.setAccessibleName("Whose changes are ticked")
        self.all_button = make_button("&Tick all of")
        self.none_button = make_button("Tick &none")
        self.take_button = make_button("Take &over", "primary")
        self.close_button = make_button("Close")
        self._lay_out()
        self._connect()
        self._update_buttons()
        session.read_after_changes(
            lambda library: read_returned_file(library, briefing_id, path), self._show, self._tell
        )

    # --- building

    def _lay_out(self) -> None:
        detail = QWidget()
        below = QVBoxLayout(detail)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACE[1])
        below.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.setSpacing(SPACE[2])
        row.addWidget(self.note, 1)
        row.addWidget(self.into_box)
        below.addLayout(row)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(detail)
        splitter.setSizes(_SIZES)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.told)
        layout.addWidget(self.gone)
        layout.addWidget(splitter, 1)
        layout.addLayout(self._make_buttons())
        self.gone.hide()
        self.into_box.hide()

    def _make_buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        for widget in (self.all_button, self.person_box, self.none_button):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.take_button)
        return buttons

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_row())
        self.list.itemChanged.connect(lambda _item, _column: self._update_buttons())
        self.into_box.activated.connect(self._choose_into)
        self.all_button.clicked.connect(lambda: self._tick(self.person_box.currentText()))
        self.none_button.clicked.connect(self._untick)
        self.take_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.reject)

    # --- what came back

    def _show(self, returned: Returned) -> None:
        rows = [_Row(edit=edit) for edit in returned.edits]
        rows += [_Row(comment=comment) for comment in returned.comments]
        self.list.blockSignals(True)
        self.list.addTopLevelItems([_make_item(row) for row in rows])
        self.list.blockSignals(False)
        self.person_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.person_box.addItems([_EVERYBODY, *sorted({row.by for row in rows if row.by})])
        if returned.removed:
            self.gone.setText(f"Gone from the file: {'; '.join(returned.removed)}.")
            self.gone.show()
        self._say(_describe(returned))
        self._begin()

    def _begin(self) -> None:
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus()
        self._show_row()
        self._update_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the words anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show_row()

    def _show_row(self) -> None:
        item = self.list.currentItem()
        row: _Row = item.data(_WHERE, Qt.ItemDataRole.UserRole) if item else _Row()
        self.words.clear()
        self.into_box.hide()
        self.note.setText("")
        if row.edit:
            self._show_edit(row.edit)
        elif row.comment:
            self._show_comment(row.comment)

    def _show_edit(self, edit: ReturnedEdit) -> None:
        cursor = self.words.textCursor()
        for run in compare_texts(edit.before, edit.after):
            cursor.insertText(run.text, make_run_format(run.kind))
        if edit.target is None:
            self.note.setText(_BY_HAND)
            return
        self.note.setText(_LEGEND if edit.by else f"{_NOT_TRACKED} {_LEGEND}")
        if edit.target.record:
            self._offer_into(edit)

    def _offer_into(self, edit: ReturnedEdit) -> None:
        """Offer the places for a change of a record's words."""
        self.into_box.clear()
        if edit.target and edit.target.can_be_overridden:
            self.into_box.addItem("Only in this briefing", Into.BRIEFING.value)
        self.into_box.addItem("In the record, for all briefings", Into.RECORD.value)
        self.into_box.setCurrentIndex(max(0, self.into_box.findData(self._get_into(edit).value)))
        self.into_box.show()

    def _show_comment(self, comment: Comment) -> None:
        cursor = self.words.textCursor()
        if comment.passage:
            cursor.insertText(f"“{comment.passage}”\n\n", make_run_format(RunKind.KEPT))
        cursor.insertText(comment.text, make_run_format(RunKind.KEPT))
        for reply in comment.replies:
            cursor.insertText(f"\n\n{reply.by}: {reply.text}", make_run_format(RunKind.KEPT))

    def _get_into(self, edit: ReturnedEdit) -> Into:
        return edit.choose_place(self._into.get(edit.number, Into.BRIEFING))

    def _choose_into(self, index: int) -> None:
        item = self.list.currentItem()
        row: _Row = item.data(_WHERE, Qt.ItemDataRole.UserRole) if item else _Row()
        if row.edit:
            self._into[row.edit.number] = Into(self.into_box.itemData(index))

    # --- ticking

    def _iter_items(self) -> Iterator[tuple[QTreeWidgetItem, _Row]]:
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None:
                yield item, item.data(_WHERE, Qt.ItemDataRole.UserRole)

    def _tick(self, person: str) -> None:
        for item, row in self._iter_items():
            if person in (_EVERYBODY, row.by):
                item.setCheckState(_WHERE, Qt.CheckState.Checked)

    def _untick(self) -> None:
        for item, _row in self._iter_items():
            item.setCheckState(_WHERE, Qt.CheckState.Unchecked)

    def _list_ticked(self) -> list[tuple[QTreeWidgetItem, _Row]]:
        return [
            (item, row)
            for item, row in self._iter_items()
            if item.checkState(_WHERE) is Qt.CheckState.Checked
        ]

    def _update_buttons(self) -> None:
        count = len(self._list_ticked())
        self.take_button.setText(f"Take {count:,} &over" if count else "Take &over")
        self.take_button.setEnabled(bool(count) and not self._is_running)
        for widget in (self.all_button, self.person_box, self.none_button):
            widget.setEnabled(bool(self.list.topLevelItemCount()))

    # --- taking over

    def _take(self) -> None:
        ticked = self._list_ticked()
        edits = [(row.edit, self._get_into(row.edit)) for _item, row in ticked if row.edit]
        comments = [row.comment for _item, row in ticked if row.comment]
        self._is_running = True
        self._update_buttons()
        self._session.do(
            take_returned(self._briefing_id, edits, comments),
            lambda _change: self._on_taken([item for item, _row in ticked]),
            self._tell,
        )

    def _on_taken(self, items: Sequence[QTreeWidgetItem]) -> None:
        self._is_running = False
        for item in items:
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
        self._say(f"Took {len(items):,} over. Undo takes all of it back.")
        self._begin()
        self.taken.emit(len(items))
        if not self.list.topLevelItemCount():
            self.close_button.setFocus()

    def _say(self, sentence: str, role: str = "quiet") -> None:
        self.told.setText(sentence)
        set_role(self.told, role)

    def _tell(self, error: Exception) -> None:
        self._is_running = False
        self._say(explain_fault(error), "error")
        self._update_buttons()


def _make_list() -> QTreeWidget:
    found = QTreeWidget()
    found.setRootIsDecorated(False)
    found.setUniformRowHeights(True)
    found.setHeaderLabels(["Where", "By", "What"])
    found.setAccessibleName("What came back")
    header = found.header()
    header.resizeSection(_WHERE, 270)
    header.resizeSection(_BY, 130)
    header.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
    return found


def _make_page() -> QTextEdit:
    page = QTextEdit()
    page.setReadOnly(True)
    page.setAcceptRichText(False)
    page.setTabChangesFocus(True)
    page.setAccessibleName("The words that were changed")
    return page


def _make_item(row: _Row) -> QTreeWidgetItem:
    item = QTreeWidgetItem([_tell_where(row), row.by or "not tracked", _tell_words(row)])
    item.setData(_WHERE, Qt.ItemDataRole.UserRole, row)
    is_sure = row.comment is not None or bool(row.by)
    item.setCheckState(_WHERE, Qt.CheckState.Checked if is_sure else Qt.CheckState.Unchecked)
    for column in (_WHERE, _BY, _WORDS):
        item.setToolTip(column, as_plain_tooltip(item.text(column)))
    return item


def _tell_where(row: _Row) -> str:
    if row.edit:
        return row.edit.where
    passage = row.comment.passage if row.comment else ""
    return f"Comment on “{passage}”" if passage else "Comment"


def _tell_words(row: _Row) -> str:
    if row.comment:
        return " ".join(row.comment.text.split())
    if row.edit is None:
        return ""
    told = "; ".join(_iter_changes(row.edit))
    return told if row.edit.target else f"{told} (by hand)"


def _iter_changes(edit: ReturnedEdit) -> Iterator[str]:
    """Tell each place that differs: words gone, words added, or words that stand for others."""
    gone = ""
    for run in (*compare_texts(edit.before, edit.after), Run(RunKind.KEPT, "")):
        words = run.text.strip()
        if run.kind is RunKind.REMOVED:
            gone = words
        elif run.kind is RunKind.ADDED:
            yield f"{gone} → {words}" if gone else f"+ {words}"
            gone = ""
        elif gone:
            yield f"− {gone}"
            gone = ""


def _describe(returned: Returned) -> str:
    counts = [(len(returned.edits), "change"), (len(returned.comments), "comment")]
    told = [f"{count:,} {word}{'s' if count > 1 else ''}" for count, word in counts if count]
    if not told:
        return "Nothing was changed or remarked on in this file that the briefing does not have."
    return f"{' and '.join(told)} came back. What is ticked is taken over as one step."
