"""From an empty library to an issued, verified edition: a newcomer follows the window's steps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from briefing.outline import BriefingStatus
from briefing.services.briefings.first_steps import FirstStep
from tests.support.forms import choose
from tests.support.newcomer import CTRL, Newcomer
from tests.support.windows import open_window
from ui.dialogs.bulk_edit_dialog import BulkEditDialog
from ui.dialogs.correction_dialog import CorrectionDialog
from ui.dialogs.issue_dialog import IssueDialog
from ui.dialogs.register_dialog import RegisterDialog
from ui.dialogs.review_step_dialog import ReviewStepDialog
from ui.dialogs.uses_dialog import UsesDialog

GREEN = 2  # of the choices of a marking


@pytest.fixture
def newcomer(qtbot, tmp_path):
    with open_window(qtbot, tmp_path, library=tmp_path / "desk.briefings") as window:
        window.resize(1280, 800)
        yield Newcomer(qtbot, window)


def write_source(newcomer):
    newcomer.begin_record(lambda: newcomer.take_step(FirstStep.SOURCE))
    newcomer.write("title", "Pakistan's Retaliatory Attack")
    newcomer.write("key", "ani-2024")
    newcomer.write("publisher", "ANI")
    newcomer.write("published", "18 January 2024")
    newcomer.settle()


def write_actor(newcomer):
    newcomer.begin_record(lambda: newcomer.take_step(FirstStep.ACTOR))
    newcomer.add_part("names", 0, text="Jaish al-Adl")
    newcomer.cite_card(newcomer.form.get_editor("names").cards[0], "retal")
    newcomer.write("base", "Sistan-Baluchistan")
    newcomer.cite("base", "retal")
    card = newcomer.add_part("figures", low="500", high="600", unit="fighters")
    newcomer.cite_card(card, "retal")
    newcomer.settle()


def write_attack(newcomer):
    newcomer.begin_record(lambda: newcomer.take_step(FirstStep.ATTACK))
    newcomer.write("title", "Raid on a police station in Sistan")
    newcomer.write("date", "December 2023")
    newcomer.cite("date", "retal")
    place = newcomer.form.get_editor("place")
    newcomer.form.open_fold("place")
    newcomer.pick(place.part.get_editor("name").line, place.suggestions, "Zahedan")
    newcomer.cite("place", "retal")
    party = newcomer.add_part("parties")
    picker = party.open().get_editor("actor")
    newcomer.pick(picker.line, picker.suggestions, "jaish")
    newcomer.cite_card(party, "retal")
    card = newcomer.add_part("figures", best="11")
    newcomer.cite_card(card, "retal")
    newcomer.settle()
    assert newcomer.read_open().figures[0].what == "killed"


def write_note(newcomer):
    newcomer.begin_record(newcomer.window.menu_actions["new-background"].trigger)
    newcomer.write("title", "The border")
    newcomer.write("text", "The border runs for about 900 km [retal")
    text = newcomer.form.get_editor("text")
    newcomer.wait(lambda: text.completion.is_open)
    newcomer.keys(Qt.Key.Key_Tab)
    newcomer.qtbot.keyClicks(text.text, ".")
    newcomer.settle()


def mark_everything(newcomer):
    newcomer.window.menu_actions["list-everything"].trigger()
    newcomer.select_everything(5)
    newcomer.window.menu_actions["edit-together"].trigger()
    dialog = newcomer.front(BulkEditDialog)
    newcomer.click(dialog.ticks["marking"])
    choose(newcomer.qtbot, dialog.editors["marking"].box, GREEN)
    newcomer.click(dialog.apply_button)
    newcomer.come_back()


def begin_briefing(newcomer):
    newcomer.take_step(FirstStep.BRIEFING)
    newcomer.wait(lambda: newcomer.pane.model.briefing is not None)
    form = newcomer.pane.settings.form
    newcomer.write("title", "Iran strikes Jaish al-Adl in Pakistan", form)
    newcomer.write("date", "18 January 2024", form)
    newcomer.write("cut_off", "18 January 2024, 18:00 UTC", form)
    newcomer.settle()


def place_everything(newcomer):
    newcomer.take_step(FirstStep.PLACING)
    newcomer.select_everything(5)
    newcomer.keys(Qt.Key.Key_Return, CTRL)
    newcomer.settle()
    newcomer.wait(lambda: newcomer.guide.next_step is FirstStep.CHECKING)
    assert not newcomer.window.bar.isVisible()  # the source and the briefing are passed over


def write_what_happened(newcomer):
    form = newcomer.show_section("text")
    newcomer.write("settings.text", "Iran claimed a strike on the group [retal", form)
    newcomer.wait(lambda: form.get_editor("settings.text").completion.is_open)
    newcomer.keys(Qt.Key.Key_Tab)
    newcomer.qtbot.keyClicks(form.get_editor("settings.text").text, ".")
    newcomer.settle()


def mend_what_is_left(newcomer):
    newcomer.wait(lambda: newcomer.list_problems() == ["empty-section"])
    newcomer.take_step(FirstStep.CHECKING)  # leads to the next problem
    newcomer.wait(lambda: "settings.judgements" in newcomer.pane.settings.form.fields)
    assert newcomer.desk.workspace.problems_pane.isVisible()  # says what it is
    form = newcomer.pane.settings.form
    newcomer.write("settings.bottom_line", "Both sides struck; neither wants more.", form)
    editor = form.get_editor("settings.judgements")
    newcomer.click(editor.add_button)
    text = editor.cards[0].open().get_editor("text").text
    text.setFocus()
    newcomer.qtbot.keyClicks(text, "Another strike is possibly near.")
    newcomer.settle()
    newcomer.wait(lambda: newcomer.list_problems() == ["hedge"])


def approve(newcomer):
    newcomer.take_step(FirstStep.CHECKING, 1)
    newcomer.take_step(FirstStep.ISSUING)
    dialog = newcomer.front(ReviewStepDialog)
    newcomer.click(dialog.take_button)
    newcomer.come_back()


def issue(newcomer, reason=""):
    newcomer.click(newcomer.work.review_bar.next_button)
    dialog = newcomer.front(IssueDialog)
    newcomer.wait(lambda: dialog.files is not None)
    newcomer.qtbot.keyClicks(dialog.recipients.names, "Crisis cell")
    if reason:
        assert not dialog.issue_button.isEnabled()
        dialog.waivers.list.selectAll()
        newcomer.qtbot.keyClicks(dialog.waivers.reason, reason)
        newcomer.click(dialog.waivers.waive_button)
    newcomer.click(dialog.issue_button)
    newcomer.come_back()


def verify(newcomer):
    newcomer.wait(newcomer.guide.finish.isVisible)
    newcomer.click(newcomer.guide.finish.buttons[0])
    register = newcomer.front(RegisterDialog)
    newcomer.click(register.verify_button)
    newcomer.wait(lambda: register.note.text() == "Every edition is as it was issued.")
    register.accept()
    newcomer.come_back()


def correct(newcomer):
    newcomer.window.menu_actions["list-actor"].trigger()
    newcomer.wait(lambda: newcomer.desk.workspace.library_pane.model.total == 1)
    newcomer.begin_record(lambda: newcomer.keys(Qt.Key.Key_Return))
    card = newcomer.form.get_editor("figures").cards[0]
    newcomer.fill(card.open(), {"high": "700"})
    newcomer.settle()


def draft_notice(newcomer):
    bar = newcomer.window.bar
    newcomer.wait(lambda: "was issued with what it said before" in bar.text)
    newcomer.click(next(b for b in bar.findChildren(QPushButton) if "Where used" in b.text()))
    uses = newcomer.front(UsesDialog)
    newcomer.wait(lambda: uses.list.topLevelItemCount() > 0)
    uses.list.setCurrentItem(uses.list.topLevelItem(0).child(0))
    newcomer.click(uses.notice_button)
    newcomer.click(newcomer.front(CorrectionDialog).draft_button)
    newcomer.wait(lambda: newcomer.work.review_bar.briefing.title.startswith("Correction"))
    newcomer.come_back()


def test_a_newcomer_issues_by_the_steps_of_the_window_and_corrects_what_was_said(newcomer):
    write_source(newcomer)
    write_actor(newcomer)
    write_attack(newcomer)
    write_note(newcomer)
    begin_briefing(newcomer)
    place_everything(newcomer)
    mark_everything(newcomer)
    newcomer.work.show_briefing()
    write_what_happened(newcomer)
    mend_what_is_left(newcomer)
    approve(newcomer)
    issue(newcomer, "The range is wide on purpose.")
    verify(newcomer)

    assert newcomer.briefing.status is BriefingStatus.ISSUED

    correct(newcomer)
    draft_notice(newcomer)
    assert newcomer.briefing.title.startswith("Correction: ")
    newcomer.wait(lambda: "between 500 and 700" in " ".join(newcomer.read_pages().split()))
