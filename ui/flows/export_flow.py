"""Exporting from the window: the dialog, the run in the worker, and the bar with the result."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from briefing.export.style_sheet import STYLE_SHEETS
from briefing.identifiers import RecordId
from briefing.markings import MarkingScheme
from briefing.outline import Briefing
from briefing.ports import Library
from briefing.services.files.file_naming import suggest_file_name
from briefing.services.pages.snapshots import take_snapshot
from briefing.snapshot import encode_snapshot
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.settings import ExportChoice, Settings, get_documents_folder
from ui.widgets.message_bar import MessageBar
from ui.worker.worker_process import Callbacks, WorkerProcess

if TYPE_CHECKING:  # these bring the writers along, which the window needs only now and then
    from briefing.services.pages.exporting import ExportFacts, ExportOptions, ExportResult
    from ui.dialogs.export_dialog import ExportDialog


class ExportFlow(QObject):
    """Exports the briefings of one library, one at a time."""

    def __init__(
        self,
        session: LibrarySession,
        worker: WorkerProcess,
        settings: Settings,
        bar: MessageBar,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = worker
        self._settings = settings
        self._bar = bar
        self._window = parent
        self._ticket = 0
        self._facts_ticket = 0
        self._started = 0  # counts up, so that what was cancelled meanwhile does not go on
        self.dialog: ExportDialog | None = None

    def ask(self, briefing_id: RecordId) -> None:
        """Open the dialog for a briefing, filled in as it was exported last."""

        def read(library: Library) -> tuple[Briefing, MarkingScheme, bytes]:
            snapshot = take_snapshot(library, briefing_id)
            return snapshot.briefing, snapshot.get_scheme(), encode_snapshot(snapshot)

        self._session.read_after_changes(read, lambda result: self._open_dialog(*result))

    def repeat(self, briefing_id: RecordId) -> None:
        """Export as last time without asking, replacing the files; ask if there was no last."""
        choice = self._settings.exports.get(briefing_id)
        if choice is None or not Path(choice.folder).is_dir():
            self.ask(briefing_id)
            return
        from ui.dialogs.export_dialog import make_options, make_targets

        self._bar.say("Exporting…", "success", [("Cancel", self._cancel)])
        self._start(
            briefing_id,
            make_targets(choice),
            make_options(choice),
            on_progress=lambda step: self._bar.say(
                f"Exporting: {step.lower()}…", "success", [("Cancel", self._cancel)]
            ),
            on_done=lambda: None,
            on_fault=lambda sentence: self._bar.say(sentence, "danger"),
        )

    def _open_dialog(self, briefing: Briefing, scheme: MarkingScheme, snapshot: bytes) -> None:
        from ui.dialogs.export_dialog import ExportDialog

        known = self._settings.exports.get(briefing.id)
        choice = known or ExportChoice(
            folder=str(get_documents_folder()), name=suggest_file_name(briefing)
        )
        title, design = briefing.display_title, _describe_design(briefing)
        dialog = ExportDialog(title, choice, scheme, self._window, design=design)
        self.dialog = dialog
        dialog.facts_requested.connect(lambda options: self._ask_for_facts(snapshot, options))
        dialog.export_requested.connect(lambda targets: self._on_requested(briefing.id, targets))
        dialog.cancel_requested.connect(self._cancel)
        dialog.finished.connect(self._on_closed)
        dialog.open()

        self._ask_for_facts(snapshot, dialog.get_options())

    def _ask_for_facts(self, snapshot: bytes, options: "ExportOptions") -> None:
        """Find out what an export with these options would carry; only the last asked counts."""
        from briefing.services.pages.exporting import describe_export_in_worker

        dialog = self.dialog
        self._worker.cancel(self._facts_ticket)

        def show_facts(facts: "ExportFacts") -> None:
            if dialog is not None and self.dialog is dialog:
                dialog.show_facts(facts)

        def show_fault(error: Exception) -> None:
            if dialog is not None and self.dialog is dialog:
                dialog.show_facts_fault(explain_fault(error))

        callbacks = Callbacks(on_result=show_facts, on_error=show_fault)
        self._facts_ticket = self._worker.run(
            describe_export_in_worker, snapshot, options, callbacks=callbacks
        )

    def _on_requested(self, briefing_id: RecordId, targets: dict[str, Path]) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        self._settings.exports[briefing_id] = dialog.get_choice()
        self._start(
            briefing_id,
            targets,
            dialog.get_options(),
            on_progress=dialog.show_progress,
            on_done=dialog.accept,
            on_fault=dialog.show_fault,
        )

    def _start(
        self,
        briefing_id: RecordId,
        targets: dict[str, Path],
        options: "ExportOptions",
        *,
        on_progress: Callable[[str], None],
        on_done: Callable[[], None],
        on_fault: Callable[[str], None],
    ) -> None:
        from briefing.services.pages.exporting import export_in_worker

        self._started += 1
        started = self._started

        def on_result(result: "ExportResult") -> None:
            self._ticket = 0
            on_done()
            self._show_result(result)

        def on_error(error: Exception) -> None:
            if started == self._started:
                self._ticket = 0
                on_fault(explain_fault(error))

        def on_snapshot(snapshot: bytes) -> None:
            if started != self._started:
                return
            paths = {key: str(path) for key, path in targets.items()}
            callbacks = Callbacks(on_result=on_result, on_error=on_error, on_progress=on_progress)
            self._ticket = self._worker.run(
                export_in_worker, snapshot, paths, options, callbacks=callbacks
            )

        self._session.read_after_changes(
            lambda library: encode_snapshot(take_snapshot(library, briefing_id, for_export=True)),
            on_snapshot,
            on_error,
        )

    def _cancel(self) -> None:
        self._started += 1
        self._worker.cancel(self._ticket)
        self._ticket = 0
        self._bar.hide()

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _show_result(self, result: "ExportResult") -> None:
        kinds = " and ".join(path.suffix[1:].upper() for path in result.paths)
        pages = "1 page" if result.page_count == 1 else f"{result.page_count} pages"
        opens = [(f"Open {path.suffix[1:].upper()}", _make_opener(path)) for path in result.paths]
        folder = result.paths[0].parent
        paths = "\n".join(str(path) for path in result.paths)
        less = f", {len(result.withheld)} parts withheld" if result.withheld else ""
        self._bar.say(
            f"Exported “{result.paths[0].stem}” as {kinds} ({pages}{less}) to {folder}.",
            "success",
            [
                *opens,
                ("Show in folder", _make_opener(folder)),
                ("Copy path", lambda: QGuiApplication.clipboard().setText(paths)),
            ],
        )


def _make_opener(path: Path) -> Callable[[], None]:
    def open_path() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    return open_path


def _describe_design(briefing: Briefing) -> str:
    """Say how the pages will look, and where Word's look otherwise."""
    sheet = STYLE_SHEETS.get(briefing.style_sheet or next(iter(STYLE_SHEETS)))
    design = (sheet.label or sheet.name) if sheet else briefing.style_sheet
    house = briefing.house_template
    return f"{design}, in Word the house template “{house}”" if house else design
