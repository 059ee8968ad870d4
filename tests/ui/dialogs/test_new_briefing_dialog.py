"""Starting a briefing from a product, a template or the last issue, through the window."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from briefing.outline import Briefing
from briefing.services.briefings.outlining import make_section
from briefing.services.briefings.starting import list_templates, save_briefing_template
from briefing.services.settings_of_library import read_settings
from tests.support.forms import settle, type_text
from tests.support.libraries import memory_library, numbered_id
from tests.support.windows import LONG, open_session, open_window, wait_until_saved
from ui.dialogs.briefing_template_dialog import BriefingTemplateDialog
from ui.dialogs.new_briefing_dialog import NewBriefingDialog

DAY = dt.date(2024, 1, 18)
SECTIONS = (make_section("text"), make_section("attacks"))
LAST = Briefing(id=numbered_id(1), title="Week 2", date=DAY, sections=SECTIONS)


@pytest.fixture
def session():
    with memory_library(LAST) as library, open_session(library) as opened:
        yield opened


def open_dialog(qtbot, session, last=None):
    dialog = NewBriefingDialog(session, last, DAY)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, session)
    return dialog


def choose(qtbot, dialog, title):
    titles = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.list.setFocus()
    while dialog.list.currentRow() != titles.index(title):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)


def start(qtbot, dialog):
    with qtbot.waitSignal(dialog.started, timeout=LONG) as started:
        qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    return started.args[0]


def test_a_product_shows_its_outline_and_becomes_a_briefing(qtbot, session):
    dialog = open_dialog(qtbot, session)
    choose(qtbot, dialog, "Weekly summary")
    top = [dialog.outline.topLevelItem(n).text(0) for n in range(3)]
    assert top == ["The week in brief", "What changed", "Attacks of the week"]
    type_text(qtbot, dialog.title, "Calm on the border")
    made = start(qtbot, dialog)

    assert (made.title, made.date) == ("Calm on the border", DAY)
    assert made.sections[0].title == "The week in brief"


def test_the_open_briefing_offers_its_next_issue_first(qtbot, session):
    dialog = open_dialog(qtbot, session, LAST)
    assert dialog.list.currentItem().text() == "Next issue of “Week 2”"
    assert dialog.title.cursorPosition() == 0  # a long title is seen from its beginning
    type_text(qtbot, dialog.date.editor.line, "25 January 2024")
    made = start(qtbot, dialog)

    assert (made.title, made.date) == ("Week 2", dt.date(2024, 1, 25))
    assert [section.section_kind for section in made.sections] == ["text", "attacks"]


def test_a_briefing_without_a_day_is_not_started(qtbot, session):
    dialog = open_dialog(qtbot, session)
    type_text(qtbot, dialog.date.editor.line, "January 2024")
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)

    assert "one day" in dialog.fault.text()
    assert dialog.isVisible()


def test_a_template_of_the_library_can_be_deleted_and_a_product_cannot(qtbot, session):
    session.do(save_briefing_template(LAST, "Ours"))
    dialog = open_dialog(qtbot, session)
    choose(qtbot, dialog, "Flash report")
    assert not dialog.delete_button.isVisible()
    dialog.list.setCurrentRow(0)
    assert dialog.list.currentItem().text() == "Ours"
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    settle(qtbot, session)

    assert list_templates(read_settings(session.library)) == ()
    assert dialog.list.item(0).text() != "Ours"


def test_a_template_needs_a_name_that_says_something(qtbot, session):
    dialog = BriefingTemplateDialog(session, LAST)
    qtbot.addWidget(dialog)
    dialog.show()
    type_text(qtbot, dialog.name, " ")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)

    assert "name" in dialog.fault.text()


def test_an_outline_is_saved_and_a_new_briefing_started_from_it(qtbot, tmp_path):
    with open_window(qtbot, tmp_path, library=tmp_path / "a.briefings") as window:
        desk = window.desk
        window.menu_actions["new-briefing"].trigger()
        qtbot.waitUntil(lambda: desk.workspace.briefing_id is not None, timeout=LONG)
        first = desk.workspace.briefing_id
        wait_until_saved(qtbot, desk)
        window.menu_actions["save-template"].trigger()
        qtbot.waitUntil(lambda: isinstance(desk.bulk.dialog, BriefingTemplateDialog), timeout=LONG)
        type_text(qtbot, desk.bulk.dialog.name, "Ours")
        qtbot.mouseClick(desk.bulk.dialog.save_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: desk.bulk.dialog is None, timeout=LONG)
        window.menu_actions["start-briefing"].trigger()
        qtbot.waitUntil(lambda: isinstance(desk.bulk.dialog, NewBriefingDialog), timeout=LONG)
        dialog = desk.bulk.dialog
        wait_until_saved(qtbot, desk)
        choose(qtbot, dialog, "Ours")
        qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: desk.workspace.briefing_id != first, timeout=LONG)
        wait_until_saved(qtbot, desk)

        pane = desk.workspace.work.briefing_pane
        qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)
        assert pane.model.briefing.title == "New briefing"
        assert len(pane.model.briefing.sections) == 6
