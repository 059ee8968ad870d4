"""From draft to a corrected second edition, in the program's own window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from briefing.outline import BriefingStatus
from tests.support.libraries import find
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.dialogs.correction_dialog import CorrectionDialog
from ui.dialogs.editions_compare_dialog import EditionsCompareDialog
from ui.dialogs.issue_dialog import IssueDialog
from ui.dialogs.register_dialog import RegisterDialog
from ui.dialogs.review_step_dialog import ReviewStepDialog
from ui.dialogs.uses_dialog import UsesDialog


class Journey:
    """The window of an analyst who takes the worked example to its issue."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window, self.desk = qtbot, window, window.desk
        self.bar = window.desk.workspace.work.review_bar
        self.wait(lambda: self.bar.briefing is not None)

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=LONG)

    def settle(self):
        wait_until_saved(self.qtbot, self.desk)

    def click(self, button):
        self.wait(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def act(self, key):
        self.window.menu_actions[key].trigger()

    @property
    def briefing(self):
        return find(self.desk.session.library, self.bar.briefing.id)

    def list_editions(self):
        with self.desk.session.library.read() as unit:
            return sorted(
                unit.records.iter_records(("edition",)), key=lambda e: (e.title, e.number)
            )

    def front(self, kind):
        """Wait for a dialog of this kind to be in front; give it."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    def approve(self, name="S. Lind"):
        self.click(self.bar.next_button)
        self.settle()
        self.act("next-step")
        dialog = self.front(ReviewStepDialog)
        line = dialog.name.lineEdit()
        line.selectAll()
        self.qtbot.keyClicks(line, name)
        self.click(dialog.take_button)
        self.settle()
        assert self.briefing.status is BriefingStatus.APPROVED

    def issue(self, *recipients):
        self.click(self.bar.next_button)
        dialog = self.front(IssueDialog)
        for name in recipients:
            self.qtbot.keyClicks(dialog.recipients.names, name)
            self.qtbot.keyClick(dialog.recipients.names, Qt.Key.Key_Return)
        self.wait(lambda: dialog.files is not None)
        if dialog.waivers.found.warnings:
            dialog.waivers.list.selectAll()
            self.qtbot.keyClicks(dialog.waivers.reason, "Known to the desk.")
            self.click(dialog.waivers.waive_button)
        self.click(dialog.issue_button)
        self.settle()
        assert self.briefing.status is BriefingStatus.ISSUED

    def correct_strength(self, name="Jaish al-Adl"):
        self.desk.show_list("actor")
        pane = self.desk.workspace.library_pane
        self.qtbot.keyClicks(pane.findChild(QLineEdit), name)
        self.wait(lambda: pane.model.filter_text == name and pane.model.is_loaded)
        pane.select_record(pane.model.get_summary(0).id)
        pane.open_selected()
        form = self.desk.workspace.work.record_pane
        self.wait(lambda: form.form is not None and form.isVisible())
        (card,) = form.form.get_editor("figures").cards
        self.click(card.button)
        field = next(f for f in form.findChildren(QLineEdit) if f.text() == "600")
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, "700")
        form.flush()
        self.settle()


@pytest.fixture
def journey(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.start(None)
        sample = next(b for b in window.welcome.findChildren(QPushButton) if "sample" in b.text())
        qtbot.mouseClick(sample, Qt.MouseButton.LeftButton)
        wait_for_desk(qtbot, window)
        yield Journey(qtbot, window)


def test_a_briefing_is_issued_corrected_issued_again_and_compared(journey):
    journey.approve()
    journey.issue("Crisis cell", "Embassy")
    (first,) = journey.list_editions()

    # a correction shows what was issued with the old word, and drafts the notice
    journey.correct_strength()
    journey.act("uses")
    uses = journey.front(UsesDialog)
    journey.wait(lambda: uses.list.topLevelItemCount() > 0)
    edition = find_item(uses.list, first.display_title)
    assert edition.text(2) == "issued with revision 1, 2 is the newest"
    uses.list.setCurrentItem(edition)
    journey.click(uses.notice_button)
    correction = journey.front(CorrectionDialog)
    journey.click(correction.draft_button)
    journey.wait(lambda: journey.bar.briefing.title.startswith("Correction: "))
    journey.settle()

    # the notice is a briefing like any other, and goes to the same recipients
    journey.approve()
    journey.issue()
    notice = next(e for e in journey.list_editions() if e.corrects)
    assert (notice.corrects, notice.recipients) == (first.id, first.recipients)

    # the second edition of the briefing itself, beside the first
    journey.desk.go_to_record(first.briefing, "briefing")
    journey.wait(lambda: journey.bar.briefing.id == first.briefing)
    journey.click(journey.bar.next_button)  # begins the next edition
    journey.settle()
    journey.approve()
    journey.issue()
    journey.act("register")
    register = journey.front(RegisterDialog)
    journey.wait(lambda: register.list.topLevelItemCount() == 3)
    register.list.setCurrentItem(register.list.topLevelItem(0))
    journey.click(register.get_button("compare"))
    compare = journey.front(EditionsCompareDialog)
    journey.wait(lambda: compare.sections.count() > 0)

    assert "600 → 700" in compare.figures.text()
    compare.accept()
    journey.click(register.verify_button)
    journey.wait(lambda: register.note.text() == "Every edition is as it was issued.")
    register.accept()
    journey.settle()


def find_item(tree, text):
    for number in range(tree.topLevelItemCount()):
        head = tree.topLevelItem(number)
        for row in range(head.childCount()):
            if head.child(row).text(0) == text:
                return head.child(row)
    message = f"{text} is not listed"
    raise AssertionError(message)
