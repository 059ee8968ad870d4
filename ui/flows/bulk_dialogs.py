"""The dialogs that change many records at once, and tell what came of it in the message bar."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from briefing.errors import BriefingError
from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import Library, RecordSummary
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import RecordTemplate
from briefing.records.record_filter import RecordFilter
from briefing.services.files.table_exporting import write_table
from briefing.services.files.table_importing import Outcome, RowState
from briefing.services.records.bulk_editing import verify_records
from briefing.services.records.templating import TEMPLATE_KINDS, make_from_template
from briefing.services.search.replacing import Scope
from ui.dialogs.letting_go import let_go_when_closed
from ui.kinds import KINDS
from ui.session.library_session import LibrarySession
from ui.session.undo_offer import UndoOffer
from ui.settings import get_documents_folder
from ui.widgets.message_bar import MessageBar
from ui.workspace import Workspace

_CHOOSE = "Select records in the list first, or open one."
_NO_TEMPLATE = "Templates are made of briefings, actors, attacks, background notes and sources."


class BulkDialogs(QObject):
    """Opens one dialog at a time. `find_meant` gives the record that the analyst works on."""

    record_made = Signal(object)  # a record that is to be stored and opened

    def __init__(
        self,
        session: LibrarySession,
        workspace: Workspace,
        find_meant: Callable[[], RecordId | None],
        bar: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._workspace = workspace
        self._find_meant = find_meant
        self._bar = bar
        self._undo = UndoOffer(session, bar, self)
        self._window = window
        self._files: list[Path] = []
        self.dialog: QDialog | None = None

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show what these files would bring, one after the other."""
        self._files += paths
        if self.dialog is None:
            self._import_next()

    def _import_next(self) -> None:
        from ui.dialogs.import_dialog import ImportDialog

        if not self._files:
            return
        self._workspace.work.flush()
        dialog = ImportDialog(self._session, self._files.pop(0), self._window)
        dialog.imported.connect(self._on_imported)
        self._open(dialog)
        dialog.finished.connect(lambda _result: self._import_next())

    def _on_imported(self, outcome: Outcome, name: str) -> None:
        told = f"Imported {_describe(outcome)} from {name}."
        left_out = len(outcome.faults)
        if left_out:
            rows = "1 row was" if left_out == 1 else f"{left_out:,} rows were"
            told = f"{told} {rows} left out."
        self._undo.say(told, "warning" if left_out else "success")

    # --- many records at once

    def edit_together(self) -> None:
        """Ask what is to be changed in all selected records."""
        self._workspace.work.flush()
        self._workspace.library_pane.read_selected(self._edit)

    def _edit(self, selected: Sequence[RecordSummary]) -> None:
        from ui.dialogs.bulk_edit_dialog import BulkEditDialog

        if not selected:
            self._bar.say(_CHOOSE, "warning")
            return
        dialog = BulkEditDialog(self._session, selected, self._window)
        dialog.edited.connect(lambda count: self._undo.say(f"Changed {_count_records(count)}."))
        self._open(dialog)

    def verify(self) -> None:
        """Mark the record that is worked on, or all selected ones, as verified today."""
        self._workspace.work.flush()
        pane = self._workspace.library_pane
        meant = self._find_meant()
        pane.read_selected(lambda selected: self._verify(meant, selected))

    def _verify(self, meant: RecordId | None, selected: Sequence[RecordSummary]) -> None:
        ids = [RecordId(summary.id) for summary in selected]
        if meant is not None and meant not in ids:
            ids = [meant]
        if not ids:
            self._bar.say(_CHOOSE, "warning")
            return
        today = date.today()  # noqa: DTZ011 - the analyst's own day
        told = f"{_count_records(len(ids)).capitalize()} marked as verified today."
        self._session.do(verify_records(ids, today), lambda _change: self._undo.say(told))

    def find_and_replace(self) -> None:
        """Ask for words to find in all texts, and what is to stand in their place."""
        self._workspace.work.flush()
        self._workspace.library_pane.read_selected(self._replace)

    def _replace(self, selected: Sequence[RecordSummary]) -> None:
        from ui.dialogs.replace_dialog import ReplaceDialog

        dialog = ReplaceDialog(self._session, self._list_scopes(selected), self._window)
        dialog.replaced.connect(lambda count: self._undo.say(_describe_replaced(count)))
        self._open(dialog)

    def _list_scopes(self, selected: Sequence[RecordSummary]) -> list[tuple[str, Scope]]:
        scopes = [("All records and briefings", Scope())]
        scopes += [(f"{words.plural} only", Scope(kinds=(words.kind,))) for words in KINDS]
        asked = self._workspace.library_pane.read_filter()
        if msgspec.structs.replace(asked, kinds=()) != RecordFilter():
            scopes.append(("What the list shows now", Scope(filter=asked)))
        if selected:
            ids = tuple(RecordId(summary.id) for summary in selected)
            scopes.append((f"The selection ({_count_records(len(ids))})", Scope(ids=ids)))
        return scopes

    # --- templates

    def save_as_template(self) -> None:
        """Ask under which name the record that is worked on is to become a template."""
        meant = self._find_meant()
        if meant is None:
            self._bar.say(_CHOOSE, "warning")
            return
        self._workspace.work.flush()
        self._session.read_after_changes(partial(_read_record, meant), self._save_template)

    def _save_template(self, record: AnyRecord) -> None:
        from ui.dialogs.template_dialog import SaveTemplateDialog

        if isinstance(record, Briefing):
            self._save_outline(record)
            return
        if record.kind not in TEMPLATE_KINDS:
            self._bar.say(_NO_TEMPLATE, "warning")
            return
        dialog = SaveTemplateDialog(self._session, record, self._window)
        dialog.saved.connect(lambda name: self._undo.say(f"Saved the template “{name}”."))
        self._open(dialog)

    def _save_outline(self, briefing: Briefing) -> None:
        from ui.dialogs.briefing_template_dialog import BriefingTemplateDialog

        dialog = BriefingTemplateDialog(self._session, briefing, self._window)
        dialog.saved.connect(lambda name: self._undo.say(f"Saved the template “{name}”."))
        self._open(dialog)

    def start_briefing(self) -> None:
        """Offer what a briefing can start from; the open briefing's next issue comes first."""
        self._workspace.work.flush()
        opened = self._workspace.briefing_id

        def read(library: Library) -> Briefing | None:
            with library.read() as unit:
                found = unit.records.find_record(RecordId(opened)) if opened else None
            return found if isinstance(found, Briefing) else None

        self._session.read_after_changes(read, self._offer_starts)

    def _offer_starts(self, last: Briefing | None) -> None:
        from ui.dialogs.new_briefing_dialog import NewBriefingDialog

        today = date.today()  # noqa: DTZ011 - the analyst's own day
        dialog = NewBriefingDialog(self._session, last, today, self._window)
        dialog.started.connect(self.record_made)
        self._open(dialog)

    def new_from_template(self) -> None:
        """Offer the templates, and make a record of the one that is chosen."""
        from ui.dialogs.template_dialog import TemplatesDialog

        dialog = TemplatesDialog(self._session, self._window)
        dialog.chosen.connect(self._make_from_template)
        self._open(dialog)

    def _make_from_template(self, template: RecordTemplate) -> None:
        try:
            self.record_made.emit(make_from_template(template))
        except BriefingError as error:
            self._bar.say(str(error), "danger")

    # --- tables

    def ask_table(self) -> None:
        """Ask where the table of attacks is to be written."""
        start = str(get_documents_folder() / "attacks.csv")
        name, _filter = QFileDialog.getSaveFileName(
            self._window, "Export attacks as table", start, "Table (*.csv)"
        )
        if name:
            self.export_table(Path(name))

    def export_table(self, path: Path) -> None:
        """Write the attacks that the list shows, or all where it shows none, to a file."""
        self._workspace.work.flush()
        asked = self._workspace.library_pane.read_filter()
        if asked.kinds not in (("attack",), ()):
            asked = RecordFilter()
        asked = msgspec.structs.replace(asked, kinds=("attack",))
        self._session.read_after_changes(
            lambda library: write_table(library, asked, path),
            lambda count: self._bar.say(f"Wrote {_count_attacks(count)} to {path}.", "success"),
            lambda error: self._bar.say(str(error), "danger"),
        )

    # --- telling and opening

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._forget(dialog))
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None


def _describe(outcome: Outcome) -> str:
    new, updated = outcome.counts[RowState.NEW], outcome.counts[RowState.UPDATED]
    if not updated:
        return "1 record" if new == 1 else f"{new:,} records"
    return f"{new:,} new and {updated:,} updated records"


def _count_records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"


def _count_attacks(count: int) -> str:
    return "1 attack" if count == 1 else f"{count:,} attacks"


def _describe_replaced(count: int) -> str:
    return "Replaced in 1 place." if count == 1 else f"Replaced in {count:,} places."


def _read_record(record_id: RecordId, library: Library) -> AnyRecord:
    with library.read() as unit:
        return unit.records.get_record(record_id)
