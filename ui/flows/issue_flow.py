"""The way of a briefing from draft to issue in the window: its steps, its dialogs, the result."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefing.identifiers import RecordId
from briefing.outline import Briefing, BriefingStatus
from briefing.records.library_settings import LibrarySettings, RecipientList
from briefing.services.editions.reviewing import move_briefing
from briefing.services.history import Change, LibraryChange
from briefing.services.settings_of_library import change_settings, read_settings
from briefing.snapshot import encode_snapshot
from ui.dialogs.letting_go import let_go_when_closed
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.settings import Settings, get_documents_folder
from ui.widgets.message_bar import MessageBar
from ui.worker.worker_process import Callbacks, WorkerProcess

if TYPE_CHECKING:  # these bring the writers along, which the window needs only now and then
    from briefing.services.editions.issuing import EditionFiles, IssueDraft, IssueOrder
    from ui.dialogs.issue_dialog import IssueDialog
    from ui.dialogs.review_step_dialog import ReviewStepDialog

_APPROVE = ("Approve briefing", "Approve “{}”?", "&Approve")
_RETURN = ("Back to draft", "What has to change in “{}”?", "Back to &draft")


class IssueFlow(QObject):
    """Takes the steps of the review and issues; one dialog at a time."""

    issued = Signal(str)  # id of the edition

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
        self._draft: IssueDraft | None = None
        self.dialog: IssueDialog | ReviewStepDialog | None = None

    def take_step(self, briefing: Briefing, to: BriefingStatus) -> None:
        """Take a step at once where it is the analyst's own; else ask who takes it."""
        if to is BriefingStatus.ISSUED:
            self.ask_issue(RecordId(briefing.id))
        elif to is BriefingStatus.APPROVED:
            self._ask_step(briefing, to, _APPROVE)
        elif to is BriefingStatus.DRAFT and briefing.status is not BriefingStatus.ISSUED:
            self._ask_step(briefing, to, _RETURN)
        else:
            self._session.do(self._make_step(briefing, to, self._session.library.author, ""))

    def ask_issue(self, briefing_id: RecordId) -> None:
        """Open the dialog of an issue and begin to make its pages."""
        from briefing.services.editions.issuing import prepare_issue

        self._session.read_after_changes(
            lambda library: prepare_issue(library, briefing_id), self._open_issue
        )

    # --- steps of the review

    def _ask_step(self, briefing: Briefing, to: BriefingStatus, words: tuple[str, ...]) -> None:
        def show(settings: LibrarySettings) -> None:
            from ui.dialogs.review_step_dialog import ReviewStepDialog

            names = settings.review.approvers if to is BriefingStatus.APPROVED else ()
            title, question, button = words
            dialog = ReviewStepDialog(
                title,
                question.format(briefing.display_title),
                names or (self._session.library.author,),
                button=button,
                parent=self._window,
            )
            dialog.taken.connect(partial(self._take_asked, dialog, briefing, to))
            self._open(dialog)

        self._session.read_after_changes(read_settings, show)

    def _take_asked(
        self,
        dialog: "ReviewStepDialog",
        briefing: Briefing,
        to: BriefingStatus,
        name: str,
        note: str,
    ) -> None:
        self._session.do(
            self._make_step(briefing, to, name, note),
            lambda _change: dialog.accept(),
            lambda error: dialog.show_fault(explain_fault(error)),
        )

    def _make_step(self, briefing: Briefing, to: BriefingStatus, by: str, note: str) -> Change:
        return move_briefing(briefing, to, by=by, note=note, at=_now())

    # --- issuing

    def _open_issue(self, draft: "IssueDraft") -> None:
        from ui.dialogs.issue_dialog import IssueDialog

        choice = self._settings.exports.get(draft.snapshot.briefing.id)
        folder = choice.folder if choice else str(get_documents_folder())
        dialog = IssueDialog(draft, self._session.library.author, folder, self._window)
        dialog.issue_requested.connect(self._issue)
        dialog.list_kept.connect(self._keep_list)
        dialog.finished.connect(lambda _result: self._stop_making())
        self._open(dialog)
        self._make_pages(dialog, draft)

    def _make_pages(self, dialog: "IssueDialog", draft: "IssueDraft") -> None:
        from briefing.services.editions.issuing import write_edition_in_worker

        self._draft = draft
        callbacks = Callbacks(
            on_result=dialog.show_files,
            on_error=lambda error: dialog.show_fault(explain_fault(error)),
            on_progress=dialog.show_progress,
        )
        content = encode_snapshot(draft.snapshot)
        self._ticket = self._worker.run(write_edition_in_worker, content, callbacks=callbacks)

    def _stop_making(self) -> None:
        self._worker.cancel(self._ticket)
        self._ticket, self._draft = 0, None

    def _issue(self, order: "IssueOrder") -> None:
        from briefing.services.editions.issuing import issue_edition
        from ui.dialogs.issue_dialog import IssueDialog

        dialog, draft = self.dialog, self._draft
        if not isinstance(dialog, IssueDialog) or draft is None or dialog.files is None:
            return
        files = dialog.files
        change, edition_id = issue_edition(draft.snapshot, files, order)

        def on_issued(_change: LibraryChange) -> None:
            dialog.accept()
            self._tell_issued(draft, files, edition_id)

        def on_refused(error: Exception) -> None:
            dialog.show_fault(explain_fault(error))
            self._make_again(dialog, RecordId(draft.snapshot.briefing.id), error)

        self._session.do(change, on_issued, on_refused)

    def _make_again(self, dialog: "IssueDialog", briefing_id: RecordId, error: Exception) -> None:
        """Make other pages where what was frozen is no longer what the library says."""
        from briefing.errors import RecordConflictError
        from briefing.services.editions.issuing import prepare_issue

        if not isinstance(error, RecordConflictError):
            return
        dialog.forget_files(str(error))

        def make(draft: "IssueDraft") -> None:
            if self.dialog is dialog:  # it may be closed by now
                self._make_pages(dialog, draft)

        self._session.read_after_changes(lambda library: prepare_issue(library, briefing_id), make)

    def _tell_issued(
        self, draft: "IssueDraft", files: "EditionFiles", edition_id: RecordId
    ) -> None:
        pages = "1 page" if files.page_count == 1 else f"{files.page_count} pages"
        title = draft.snapshot.briefing.display_title
        sentence = f"Edition {draft.number} of “{title}” is issued ({pages}, {files.marking})."
        show = partial(self.issued.emit, edition_id)
        self._bar.say(sentence, "success", [("Show in register", show)])

    def _keep_list(self, name: str, recipients: tuple[str, ...]) -> None:
        def keep(settings: LibrarySettings) -> LibrarySettings:
            others = tuple(one for one in settings.recipient_lists if one.name != name)
            kept = RecipientList(name=name, recipients=recipients)
            return msgspec.structs.replace(settings, recipient_lists=(*others, kept))

        self._session.do(change_settings(f"keep the list of recipients “{name}”", keep))

    # --- dialogs

    def _open(self, dialog: "IssueDialog | ReviewStepDialog") -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._forget(dialog))
        let_go_when_closed(dialog, self._session)
        dialog.open()

    def _forget(self, dialog: "IssueDialog | ReviewStepDialog") -> None:
        if self.dialog is dialog:
            self.dialog = None


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
