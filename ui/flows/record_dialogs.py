"""The dialogs about records that are there: history, uses, comparing, merging, trash."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import Library, RecordSummary
from briefing.records.kinds import AnyRecord
from briefing.services.history import LibraryChange
from briefing.services.records.merging import MERGED_KINDS
from ui.dialogs.letting_go import let_go_when_closed
from ui.panes.search_state import EVERYTHING
from ui.session.library_session import LibrarySession
from ui.session.undo_offer import UndoOffer
from ui.widgets.message_bar import MessageBar
from ui.workspace import Workspace

_CHOOSE_TWO = "Select two records of one kind in the list first (Ctrl+click, or Shift+Down)."
_CHOOSE_ONE = "Select a record in the list first, or open one."
_CHOOSE_FEWER = "Select at most {most} records to merge at once."


class RecordDialogs(QObject):
    """Opens a dialog for the record that is meant: the open one while one works in its form."""

    def __init__(
        self, session: LibrarySession, workspace: Workspace, bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._workspace = workspace
        self._bar = bar
        self._undo = UndoOffer(session, bar, self)
        self._window = window
        self._opened: list[QDialog] = []
        session.stepped.connect(self._on_stepped)
        workspace.work.record_pane.uses_requested.connect(self._show_uses_of_opened)
        workspace.work.record_pane.merge_requested.connect(self._merge_opened_with)

    @property
    def dialog(self) -> QDialog | None:
        """The dialog in front; one may be open over another."""
        return self._opened[-1] if self._opened else None

    def show_history(self) -> None:
        """Show the revisions of the record that is meant."""
        self._with_meant(self._show_history)

    def show_uses(self) -> None:
        """Show where the record that is meant is used."""
        self._with_meant(self.show_uses_of)

    def show_uses_of(self, record: AnyRecord) -> None:
        """Show where this record is used."""
        from ui.dialogs.uses_dialog import UsesDialog

        dialog = UsesDialog(self._session, record.id, record.display_title, self._window)
        dialog.place_requested.connect(self.go_to)
        dialog.notice_requested.connect(self.correct_edition)
        self._open(dialog)

    def compare_selected(self) -> None:
        """Compare the two records that are selected."""
        self._workspace.library_pane.read_selected(self._compare_selected)

    def merge_selected(self) -> None:
        """Merge the records that are selected."""
        self._workspace.library_pane.read_selected(self._merge_selected)

    def compare(self, one: RecordId, other: RecordId) -> None:
        """Compare two records of one kind."""
        from ui.dialogs.compare_dialog import CompareDialog

        self._open(CompareDialog(self._session, (one, other), self.dialog or self._window))

    def find_duplicates(self) -> None:
        """List records that may be the same, of the kind that is listed."""
        from ui.dialogs.duplicates_dialog import DuplicatesDialog

        self._workspace.work.flush()
        dialog = DuplicatesDialog(self._session, self._workspace.library_pane.kind, self._window)
        dialog.merge_requested.connect(lambda one, other: self.merge((one, other)))
        dialog.compare_requested.connect(self.compare)
        self._open(dialog)

    def show_trash(self) -> None:
        """Show what is in the trash."""
        from ui.dialogs.trash_dialog import TrashDialog

        self._workspace.work.flush()
        self._open(TrashDialog(self._session, self._window))

    def show_register(self, edition: str = "") -> None:
        """Show what was issued, with one edition selected."""
        from ui.dialogs.register_dialog import RegisterDialog

        self._workspace.work.flush()
        dialog = RegisterDialog(self._session, edition, self._window)
        dialog.compare_requested.connect(self.compare_editions)
        dialog.notice_requested.connect(self.correct_edition)
        self._open(dialog)

    def compare_editions(self, edition: str) -> None:
        """Show an edition beside the one before it."""
        from ui.dialogs.editions_compare_dialog import EditionsCompareDialog

        parent = self.dialog or self._window
        self._open(EditionsCompareDialog(self._session, RecordId(edition), parent))

    def correct_edition(self, edition: str) -> None:
        """Ask what of an edition is corrected, and open the notice that is drafted."""
        from ui.dialogs.correction_dialog import CorrectionDialog

        self._workspace.work.flush()
        dialog = CorrectionDialog(self._session, RecordId(edition), self.dialog or self._window)
        dialog.drafted.connect(self._on_drafted)
        self._open(dialog)

    def _on_drafted(self, notice: str) -> None:
        for dialog in self._opened[:]:
            dialog.accept()
        self._workspace.library_pane.reveal(notice, "briefing")
        self.go_to(notice, "briefing")

    def merge(self, record_ids: Sequence[RecordId]) -> None:
        """Ask how to merge these records."""
        from ui.dialogs.merge_dialog import MergeDialog

        self._workspace.work.flush()
        dialog = MergeDialog(self._session, record_ids, self.dialog or self._window)
        dialog.merged.connect(self._on_merged)
        self._open(dialog)

    def go_to(self, record_id: str, kind: str, section_id: str = "") -> None:
        """Open a record; of a briefing, the section; an edition, in the register."""
        if kind == "edition":
            self.show_register(record_id)
            return
        self._workspace.open_record(record_id, kind)
        if section_id:
            show = self._workspace.work.briefing_pane.show_section
            self._session.read_after_changes(lambda _library: None, lambda _: show(section_id))
        self._workspace.work.focus()

    def select(self, record_id: str, kind: str) -> None:
        """Select a record in the list."""
        if self._workspace.library_pane.kind not in (kind, EVERYTHING):
            self._workspace.show_kind(kind)
        self._workspace.library_pane.select_record(record_id)

    # --- which record is meant

    def _show_uses_of_opened(self) -> None:
        opened = self._workspace.work.record_pane.shown_id
        if opened is not None:
            self._workspace.work.flush()
            self._session.read_after_changes(partial(_read_record, opened), self.show_uses_of)

    def _with_meant(self, show: Callable[[AnyRecord], None]) -> None:
        meant = self.find_meant()
        if meant is None:
            self._bar.say(_CHOOSE_ONE, "warning")
            return
        self._workspace.work.flush()
        self._session.read_after_changes(partial(_read_record, meant), show)

    def find_meant(self) -> RecordId | None:
        """Give the record that is meant: the open one while one works in it, else the selected."""
        work = self._workspace.work
        focus = QApplication.focusWidget()
        opened = work.record_pane.shown_id if work.shows_record else work.briefing_id
        if opened is not None and focus is not None and work.isAncestorOf(focus):
            return opened
        selected = self._workspace.library_pane.get_selected()
        return RecordId(selected[0].id) if selected else opened

    # --- dialogs

    def _show_history(self, record: AnyRecord) -> None:
        from ui.dialogs.history_dialog import HistoryDialog

        self._open(HistoryDialog(self._session, record.id, record.display_title, self._window))

    def _compare_selected(self, selected: list[RecordSummary]) -> None:
        match selected:
            case [first, second] if first.kind == second.kind:
                self.compare(RecordId(first.id), RecordId(second.id))
            case _:
                self._bar.say(_CHOOSE_TWO, "warning")

    def _merge_opened_with(self, other: str) -> None:
        opened = self._workspace.work.record_pane.shown_id
        if opened is not None:
            self.merge((RecordId(other), opened))  # the one that was there first stays

    def _merge_selected(self, selected: list[RecordSummary]) -> None:
        from ui.dialogs.merge_dialog import MOST_MERGED

        kinds = {one.kind for one in selected}
        if len(selected) == 1 or len(kinds) != 1 or not kinds <= set(MERGED_KINDS):
            self._bar.say(_CHOOSE_TWO, "warning")
        elif len(selected) > MOST_MERGED:
            self._bar.say(_CHOOSE_FEWER.format(most=MOST_MERGED), "warning")
        else:
            self.merge([RecordId(one.id) for one in selected])

    def _open(self, dialog: QDialog) -> None:
        self._opened.append(dialog)
        dialog.finished.connect(lambda _result: self._opened.remove(dialog))
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _on_merged(self, record_id: str, kind: str) -> None:
        self.select(record_id, kind)
        self._undo.say("The records are merged.")

    def _on_stepped(self, change: LibraryChange) -> None:
        """Show what undo or redo has changed."""
        records = [one for one in change.records.values() if one and one.kind != "settings"]
        kind = self._workspace.library_pane.kind
        records.sort(key=lambda record: record.kind != kind)  # no other list if it can be helped
        if not records:
            return
        record = records[0]
        is_open = record.id in (
            self._workspace.work.record_pane.shown_id,
            self._workspace.briefing_id if isinstance(record, Briefing) else None,
        )
        if record.kind == kind or not is_open:
            self.select(record.id, record.kind)


def _read_record(record_id: RecordId, library: Library) -> AnyRecord:
    with library.read() as unit:
        return unit.records.get_record(record_id)
