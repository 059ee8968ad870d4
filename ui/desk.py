"""An open library with everything the window does with it: panes, commands, exports."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QWidget

from briefing.identifiers import RecordId
from briefing.outline import BriefingStatus
from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.records.source import Source
from briefing.services.history import LibraryChange
from briefing.services.records.citing import create_source
from ui.actions import Needs
from ui.dialogs.letting_go import let_go_when_closed
from ui.flows.bulk_dialogs import BulkDialogs
from ui.flows.export_flow import ExportFlow
from ui.flows.issue_flow import IssueFlow
from ui.flows.issued_reach import IssuedReach
from ui.flows.record_commands import RecordCommands
from ui.flows.record_dialogs import RecordDialogs
from ui.house_markings import get_house_markings
from ui.kinds import KINDS
from ui.panes.search_state import EVERYTHING
from ui.session.leaving import Leaving
from ui.session.library_session import LibrarySession
from ui.session.text_undo import redo_text, undo_text
from ui.session.undo_offer import UndoOffer
from ui.settings import Settings
from ui.text_editor.reference_book import get_reference_book
from ui.widgets.message_bar import MessageBar
from ui.worker.worker_process import WorkerProcess
from ui.workspace import CALLED_PANES, SIDE_PANES, Workspace

if TYPE_CHECKING:
    from ui.flows.print_flow import PrintFlow


class Desk(QObject):
    """One library on the analyst's desk, from opening to leaving it."""

    state_changed = Signal()  # what can be done now has changed

    def __init__(
        self,
        library: Library,
        worker: WorkerProcess,
        settings: Settings,
        bar: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._bar = bar
        self.session = LibrarySession(library, self)
        self.workspace = Workspace(self.session, worker)
        get_house_markings(self.session).changed.connect(self._repaint_lists)
        self.commands = RecordCommands(self.session, self)
        self._undo = UndoOffer(self.session, bar, self)
        self.dialogs = RecordDialogs(self.session, self.workspace, bar, window)
        self.bulk = BulkDialogs(self.session, self.workspace, self.dialogs.find_meant, bar, window)
        self.exports = ExportFlow(self.session, worker, settings, bar, window)
        self.issues = IssueFlow(self.session, worker, settings, bar, window)
        self.printing: PrintFlow | None = None
        self.reach = IssuedReach(self.session, bar, self.dialogs.show_uses_of, self)
        self._restore()
        self._connect()

    def _repaint_lists(self) -> None:
        """Draw the markings in lists in the colours that they have now."""
        for view in self.workspace.findChildren(QAbstractItemView):
            view.viewport().update()

    # --- what can be done

    def list_present(self) -> set[Needs]:
        """List which needs of actions are met now."""
        present = {Needs.LIBRARY}
        if self.workspace.briefing_id is not None:
            present.add(Needs.BRIEFING)
        if self.workspace.library_pane.has_selection:
            present |= {Needs.SELECTION, Needs.RECORD}
        if self.workspace.work.record_pane.shown_id or self.workspace.briefing_id:
            present.add(Needs.RECORD)
        if self.session.undo_label:
            present.add(Needs.UNDO)
        if self.session.redo_label:
            present.add(Needs.REDO)
        return present

    def undo(self) -> None:
        """Take back typing in the field, or else the last change of the library."""
        if not undo_text():
            self.workspace.work.flush()
            self.session.undo()

    def redo(self) -> None:
        """Do again what was taken back last, in the field or else in the library."""
        if not redo_text():
            self.session.redo()

    def export(self) -> None:
        """Ask how to export the open briefing."""
        if self.workspace.briefing_id is not None:
            self.workspace.work.flush()
            self.exports.ask(self.workspace.briefing_id)

    def export_again(self) -> None:
        """Export the open briefing as last time."""
        if self.workspace.briefing_id is not None:
            self.workspace.work.flush()
            self.exports.repeat(self.workspace.briefing_id)

    def print_pages(self) -> None:
        """Print the pages of the preview."""
        from ui.flows.print_flow import (
            PrintFlow,  # few print, and its library takes a while to load
        )

        if self.printing is None:
            pane = self.workspace.preview_pane
            self.printing = PrintFlow(self.session, pane, self._window)
            self.printing.message.connect(lambda text: self._bar.say(text, "success"))
        self.printing.start()

    def show_register(self, edition: str = "") -> None:
        """Show what was issued, with one edition selected."""
        self.dialogs.show_register(edition)

    def take_next_step(self) -> None:
        """Take the next step of the review of the open briefing."""
        self.workspace.work.review_bar.take_next_step()

    def _take_step(self, to: BriefingStatus) -> None:
        bar = self.workspace.work.review_bar
        if bar.briefing is not None:
            self.workspace.work.flush()
            self.issues.take_step(bar.briefing, to)

    def choose_house_template(self) -> None:
        """Ask which Word file frames the open briefing."""
        from ui.dialogs.house_templates_dialog import HouseTemplatesDialog

        if self.workspace.briefing_id is not None:
            briefing_id = RecordId(self.workspace.briefing_id)
            dialog = HouseTemplatesDialog(self.session, briefing_id, self._window)
            let_go_when_closed(dialog, self.session)
            dialog.open()

    def choose_page_design(self) -> None:
        """Ask how the pages of the open briefing look, and change the library's own designs."""
        from ui.dialogs.style_sheet_dialog import StyleSheetDialog

        if self.workspace.briefing_id is not None:
            briefing_id = RecordId(self.workspace.briefing_id)
            dialog = StyleSheetDialog(self.session, briefing_id, self._window)
            let_go_when_closed(dialog, self.session)
            dialog.open()

    def choose_names(self) -> None:
        """Ask what each actor is called in the open briefing."""
        from ui.dialogs.names_dialog import NamesDialog

        if self.workspace.briefing_id is not None:
            dialog = NamesDialog(self.session, RecordId(self.workspace.briefing_id), self._window)
            let_go_when_closed(dialog, self.session)
            dialog.open()

    def ask_returned_file(self) -> None:
        """Ask which Word file came back, and list what was changed in it."""
        from ui.dialogs.returned_dialog import ReturnedDialog

        briefing_id = self.workspace.briefing_id
        self.workspace.work.flush()
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "Read a returned file", filter="Word files (*.docx)"
        )
        if name and briefing_id is not None:
            dialog = ReturnedDialog(self.session, RecordId(briefing_id), Path(name), self._window)
            let_go_when_closed(dialog, self.session)
            dialog.open()

    def show_library_settings(self) -> None:
        """Show what the analysts of the library agree on."""
        from ui.dialogs.library_settings_dialog import LibrarySettingsDialog

        dialog = LibrarySettingsDialog(self.session, self._window)
        let_go_when_closed(dialog, self.session)
        dialog.open()

    def trash_selected(self) -> None:
        """Move the selected records to the trash and offer to take that back."""
        self.workspace.library_pane.read_selected(self._trash)

    def _trash(self, selected: list[RecordSummary]) -> None:
        if selected:
            self.workspace.work.flush()
            told = _describe_trashed(selected)
            self.commands.trash(selected, lambda: self._undo.say(told))

    def duplicate_selected(self) -> None:
        """Copy the selected records."""
        self.workspace.library_pane.read_selected(self.commands.duplicate)

    def show_list(self, kind: str) -> None:
        """List the records of this kind and put the keyboard there."""
        self.workspace.show_pane("list", visible=True)
        self.workspace.show_kind(kind)
        self.workspace.library_pane.focus_list()

    def focus_filter(self) -> None:
        """Put the cursor into the list's filter."""
        self.workspace.show_pane("list", visible=True)
        self.workspace.library_pane.focus_filter()

    def go_to_record(self, record_id: str, kind: str) -> None:
        """Open a record and put the keyboard where one works."""
        self.workspace.open_record(record_id, kind)
        self.workspace.work.focus()

    def find_everywhere(self) -> None:
        """List records of all kinds and put the cursor into the search field."""
        self.workspace.show_pane("list", visible=True)
        self.workspace.show_kind(EVERYTHING)
        self.workspace.library_pane.focus_filter()

    def add_filter(self) -> None:
        """Open the menu of filters."""
        self.workspace.show_pane("list", visible=True)
        self.workspace.library_pane.bar.open_menu()

    # --- coming and going

    def leave(self, then: Callable[[], None]) -> None:
        """Close the library once everything is stored, and go on; the analyst may stay."""
        self.workspace.work.flush()

        def close() -> None:
            self.remember()
            self.workspace.preview_maker.close()
            self.session.tasks.close()
            self.session.library.close()
            self.workspace.deleteLater()
            self.deleteLater()
            then()

        Leaving(self.session, self._window, close).start()

    def remember(self) -> None:
        """Note in the settings how the panes are."""
        workspace, settings = self.workspace, self._settings
        settings.briefing = workspace.briefing_id or ""
        settings.section = workspace.library_pane.kind
        settings.lists = workspace.library_pane.keep_states()
        settings.lists_of = str(self.session.library.path or "")
        settings.sizes = workspace.splitter.sizes()
        settings.hidden = [p for p in SIDE_PANES if workspace.get_pane(p).isHidden()]
        settings.thumbnails = workspace.preview_pane.shows_thumbnails
        view = workspace.preview_pane.view
        settings.zoom = 0.0 if view.fits_width else view.zoom

    def open_last_briefing(self) -> None:
        """Open the briefing that was open last, or the one that was changed last."""
        wanted = self._settings.briefing

        def read(library: Library) -> str:
            query = RecordQuery(kinds=("briefing",), order="modified")
            with library.read() as unit:
                known = [summary.id for summary in unit.records.list_records(query)]
            return wanted if wanted in known else known[0] if known else ""

        def on_read(briefing: str) -> None:
            if briefing:
                self.workspace.open_record(briefing, "briefing")
                if self.workspace.library_pane.kind == "briefing":
                    self.workspace.library_pane.select_record(briefing)

        self.session.read(read, on_read)

    def _restore(self) -> None:
        workspace, settings = self.workspace, self._settings
        if settings.lists_of == str(self.session.library.path or ""):
            workspace.library_pane.restore_states(settings.lists)
        if settings.section in {EVERYTHING, *(words.kind for words in KINDS)}:
            workspace.show_kind(settings.section)
        if len(settings.sizes) == workspace.splitter.count() and all(settings.sizes):
            workspace.splitter.setSizes(settings.sizes)
        for pane in SIDE_PANES:
            if pane not in CALLED_PANES:
                workspace.show_pane(pane, visible=pane not in settings.hidden)
        workspace.preview_pane.show_thumbnails(settings.thumbnails)
        if settings.zoom > 0:
            workspace.preview_pane.view.set_zoom(settings.zoom)

    def _connect(self) -> None:
        self.session.failed.connect(lambda sentence: self._bar.say(sentence, "danger"))
        self.session.history_changed.connect(self.state_changed)
        self.workspace.briefing_changed.connect(self.state_changed)
        self.workspace.panes_changed.connect(self.state_changed)
        pane = self.workspace.library_pane
        pane.selection_changed.connect(self.state_changed)
        pane.new_requested.connect(self.commands.create)
        work = self.workspace.work
        work.new_briefing_requested.connect(lambda: self.commands.create("briefing"))
        work.briefing_pane.message.connect(lambda text: self._bar.say(text, "warning"))
        work.review_bar.step_requested.connect(self._take_step)
        self.issues.issued.connect(self.show_register)
        book = get_reference_book(self.session)
        book.new_source_requested.connect(self._ask_new_source)
        self.commands.created.connect(self._on_created)
        self.bulk.record_made.connect(self.commands.store)

    def _on_created(self, record_id: str, kind: str) -> None:
        self.workspace.library_pane.reveal(record_id, kind)
        self.workspace.open_record(record_id, kind)
        self.workspace.work.focus()

    def _ask_new_source(self, words: str, cite: Callable[[str], None]) -> None:
        """Make the source that a text is to cite, and have it cited by its key."""
        from ui.dialogs.new_source_dialog import NewSourceDialog

        def store(source: Source) -> None:
            self.session.do(create_source(source), lambda change: cite_stored(source.id, change))

        def cite_stored(source_id: RecordId, change: LibraryChange) -> None:
            stored = change.records.get(source_id)
            if isinstance(stored, Source):
                cite(stored.key)  # the one that it got, if none was given

        dialog = NewSourceDialog(self.session, words, self._window)
        let_go_when_closed(dialog, self.session)
        dialog.made.connect(store)
        dialog.open()


def _describe_trashed(selected: list[RecordSummary]) -> str:
    if len(selected) == 1:
        return f"“{selected[0].title}” is in the trash."
    return f"{len(selected)} records are in the trash."
