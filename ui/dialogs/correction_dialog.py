"""What an issued edition said and records now say otherwise, and the notice that tells so."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import Library
from briefing.records.edition import Edition
from briefing.services.editions.correcting import Correction, draft_notice, find_corrections
from briefing.services.editions.register import get_edition
from briefing.services.records.comparing import tell_difference
from briefing.services.records.editing import create_record
from ui.dialogs.compare_dialog import label_field
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label, set_role

_WIDEST = 260
_CORRECTION_ROLE = Qt.ItemDataRole.UserRole
_NONE = "Every record says what it said when this edition was issued; there is nothing to correct."
_HOW_TO = (
    "Choose what is corrected. The notice is a new briefing, to be reviewed and issued to the "
    "same recipients."
)


class CorrectionDialog(QDialog):
    """Lists the records that say something else now and drafts the notice about those chosen."""

    drafted = Signal(str)  # id of the notice

    def __init__(
        self, session: LibrarySession, edition_id: RecordId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._edition: Edition | None = None
        self.setWindowTitle("Correct an edition")
        self.resize(760, 420)
        self.title = make_label("", "title", wrap=True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Record", "Where it stood", "What is different now"])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("Records that say something else now")
        self.list.itemChanged.connect(lambda _item, _column: self._update_button())
        self.note = make_label("Comparing with the library…", "quiet", wrap=True)
        self.draft_button = make_button("&Draft the notice", "primary")
        self.draft_button.setDefault(True)
        self.draft_button.clicked.connect(self._draft)
        self._lay_out()
        session.read_after_changes(
            lambda library: _read(library, edition_id), lambda found: self._show(*found), self._tell
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        close = make_button("&Cancel")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addWidget(self.draft_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.title)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.draft_button.setEnabled(False)

    def _show(self, edition: Edition, corrections: Sequence[Correction]) -> None:
        self._edition = edition
        self.title.setText(edition.display_title)
        self.list.addTopLevelItems([_make_item(one) for one in corrections])
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, min(_WIDEST, self.list.columnWidth(column) + SPACE[4]))
        if corrections:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.note.setText(_HOW_TO if corrections else _NONE)
        self._update_button()

    def _get_chosen(self) -> list[Correction]:
        items = [self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount())]
        return [
            item.data(0, _CORRECTION_ROLE)
            for item in items
            if item is not None and item.checkState(0) is Qt.CheckState.Checked
        ]

    def _update_button(self) -> None:
        may_write = not self._session.library.is_read_only
        self.draft_button.setEnabled(bool(self._get_chosen()) and may_write)

    def _draft(self) -> None:
        edition, chosen = self._edition, self._get_chosen()
        if edition is None or not chosen:
            return
        self.draft_button.setEnabled(False)
        today = dt.datetime.now().astimezone().date()

        def draft(library: Library) -> Briefing:
            with library.read() as unit:
                return draft_notice(unit, edition, chosen, today=today)

        self._session.read(draft, self._store, self._tell)

    def _store(self, notice: Briefing) -> None:
        def on_stored(_change: object) -> None:
            self.accept()
            self.drafted.emit(notice.id)

        self._session.do(create_record(notice), on_stored, self._tell)

    def _tell(self, error: Exception) -> None:
        self.note.setText(explain_fault(error))
        set_role(self.note, "error")


def _read(library: Library, edition_id: RecordId) -> tuple[Edition, tuple[Correction, ...]]:
    with library.read() as unit:
        edition = get_edition(unit, edition_id)
        return edition, find_corrections(unit, edition)


def _make_item(correction: Correction) -> QTreeWidgetItem:
    told = "; ".join(
        f"{label_field(correction.newest.kind, one.field)}: {tell_difference(one)}"
        for one in correction.differences
    )
    texts = [correction.newest.display_title, "; ".join(correction.sections), told]
    item = QTreeWidgetItem(texts)
    item.setData(0, _CORRECTION_ROLE, correction)
    item.setCheckState(0, Qt.CheckState.Checked)
    for column, text in enumerate(texts):
        item.setToolTip(column, as_plain_tooltip(text))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(text for text in texts if text))
    return item
