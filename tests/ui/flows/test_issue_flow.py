"""From draft to issue in the window: review, waivers, recipients, files, and what is refused."""

import pytest
from PySide6.QtCore import Qt

from briefing.outline import BriefingStatus
from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.briefings.outlining import change_briefing
from briefing.services.records.editing import change_fields
from tests.support.issued import sample_library
from tests.support.libraries import find
from tests.support.windows import LONG, open_session, wait_until_saved
from ui.dialogs.issue_dialog import IssueDialog
from ui.dialogs.review_step_dialog import ReviewStepDialog
from ui.flows.issue_flow import IssueFlow
from ui.panes.review_bar import ReviewBar
from ui.settings import ExportChoice, Settings
from ui.widgets.message_bar import MessageBar
from ui.worker.worker_process import WorkerProcess


class Desk:
    """The parts of the window that take a briefing to its issue."""

    def __init__(self, qtbot, session, worker, folder):
        self.qtbot, self.session = qtbot, session
        self.bar, self.review = MessageBar(), ReviewBar(session)
        choice = ExportChoice(folder=str(folder), name="Report")
        settings = Settings(exports={SAMPLE_BRIEFING: choice})
        self.flow = IssueFlow(session, worker, settings, self.bar, self.review)
        self.review.step_requested.connect(lambda to: self.flow.take_step(self.review.briefing, to))
        qtbot.addWidget(self.review)
        qtbot.addWidget(self.bar)
        self.review.open_briefing(SAMPLE_BRIEFING)
        qtbot.waitUntil(lambda: self.review.briefing is not None, timeout=LONG)

    @property
    def briefing(self):
        return find(self.session.library, SAMPLE_BRIEFING)

    def click(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def settle(self):
        wait_until_saved(self.qtbot, self)

    def step(self, dialog=None):
        self.click(self.review.next_button)
        if dialog is not None:
            self.qtbot.waitUntil(lambda: isinstance(self.flow.dialog, dialog), timeout=LONG)
        else:
            self.settle()
        return self.flow.dialog

    def approve(self, name="S. Lind"):
        self.step()
        dialog = self.step(ReviewStepDialog)
        dialog.name.lineEdit().selectAll()
        self.qtbot.keyClicks(dialog.name.lineEdit(), name)
        self.click(dialog.take_button)
        self.settle()

    def open_issue(self):
        dialog = self.step(IssueDialog)
        self.qtbot.waitUntil(lambda: dialog.files is not None, timeout=LONG)
        return dialog

    def list_editions(self):
        with self.session.library.read() as unit:
            return [*unit.records.iter_records(("edition",))]


@pytest.fixture(scope="module")
def worker(qapp):
    worker = WorkerProcess()
    yield worker
    worker.stop()


@pytest.fixture
def desk(qtbot, tmp_path, worker):
    with sample_library() as (library, _history), open_session(library) as session:
        yield Desk(qtbot, session, worker, tmp_path)


def test_a_briefing_is_sent_to_review_with_one_click_and_back_by_undo(desk):
    desk.step()
    assert desk.briefing.status is BriefingStatus.IN_REVIEW
    assert desk.review.next_button.text() == "Approve…"
    desk.session.undo()
    desk.settle()

    assert desk.review.status.text() == "Draft"


def test_the_bar_says_who_approved(desk):
    desk.approve()

    assert desk.review.status.text() == "Approved"
    assert desk.review.told.text().startswith("by S. Lind")
    assert desk.review.next_button.text() == "Issue…"


def test_a_change_of_what_was_approved_is_seen_in_the_bar(desk):
    desk.approve()
    desk.session.do(change_briefing(SAMPLE_BRIEFING, {"subtitle": "Later"}))
    desk.settle()

    assert desk.review.status.text() == "Draft"
    assert desk.review.told.text().startswith("changed since it was approved by S. Lind")


def test_it_goes_back_to_draft_with_what_has_to_change(desk):
    desk.step()
    desk.click(desk.review.back_button)
    desk.qtbot.waitUntil(lambda: desk.flow.dialog is not None, timeout=LONG)
    desk.qtbot.keyClicks(desk.flow.dialog.note, "Say whose toll it is.")
    desk.click(desk.flow.dialog.take_button)
    desk.settle()

    assert desk.briefing.review[-1].note == "Say whose toll it is."


def test_a_refused_approval_says_why_and_keeps_the_note(desk):
    desk.step()
    dialog = desk.step(ReviewStepDialog)
    dialog.name.clearEditText()
    desk.qtbot.keyClicks(dialog.note, "Read whole.")
    desk.click(dialog.take_button)
    desk.settle()

    assert dialog.fault.text() == "Say who takes this step."
    assert (dialog.isVisible(), dialog.note.toPlainText()) == (True, "Read whole.")


def issue(desk, dialog, *, reason="Known to the desk."):
    if dialog.waivers.found.warnings:
        dialog.waivers.list.selectAll()
        desk.qtbot.keyClicks(dialog.waivers.reason, reason)
        desk.click(dialog.waivers.waive_button)
    desk.click(dialog.issue_button)
    desk.settle()


def test_issuing_stores_an_edition_with_its_recipients_and_writes_both_files(desk, tmp_path):
    desk.approve()
    dialog = desk.open_issue()
    for name in ("Crisis cell", "Embassy"):
        desk.qtbot.keyClicks(dialog.recipients.names, name)
        desk.qtbot.keyClick(dialog.recipients.names, Qt.Key.Key_Return)
    dialog.writes.setChecked(True)
    issue(desk, dialog)
    (edition,) = desk.list_editions()

    assert [(one.copy, one.name) for one in edition.recipients] == [
        (1, "Crisis cell"),
        (2, "Embassy"),
    ]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf"]
    assert desk.bar.text.startswith("Edition 1 of")
    assert desk.review.status.text() == "Issued"


def test_cancelling_leaves_nothing_issued(desk):
    desk.approve()
    dialog = desk.step(IssueDialog)
    desk.click(dialog.cancel_button)
    desk.settle()

    assert desk.list_editions() == []
    assert desk.briefing.status is BriefingStatus.APPROVED


def test_a_change_while_the_dialog_is_open_is_told_and_the_pages_are_made_again(desk):
    desk.approve()
    dialog = desk.open_issue()
    placed = next(p.record for s in desk.briefing.sections for p in s.placements)
    desk.session.do(change_fields(placed, {"tags": ("later",)}))
    desk.settle()
    issue(desk, dialog)
    assert "was changed while it was being issued" in dialog.warning
    assert desk.list_editions() == []
    desk.qtbot.waitUntil(lambda: dialog.files is not None, timeout=LONG)
    issue(desk, dialog)

    assert len(desk.list_editions()) == 1


def test_a_list_of_recipients_is_kept_for_the_next_issue(desk):
    desk.approve()
    dialog = desk.open_issue()
    desk.qtbot.keyClicks(dialog.recipients.names, "Crisis cell")
    desk.qtbot.keyClicks(dialog.recipients.lists.lineEdit(), "Daily")
    desk.click(dialog.recipients.keep_button)
    desk.settle()
    desk.click(dialog.cancel_button)
    again = desk.open_issue()
    again.recipients.lists.setCurrentText("Daily")
    desk.click(again.recipients.take_button)

    assert again.recipients.get_names() == ("Crisis cell",)
    desk.click(again.cancel_button)
