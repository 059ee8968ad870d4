"""Comments on the open briefing, through the program's own window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton

from briefing.sample.library import SAMPLE_BRIEFING
from briefing.services.pages.snapshots import take_snapshot
from tests.support.windows import LONG, open_window, wait_for_desk

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.start(None)
        sample = next(b for b in window.welcome.findChildren(QPushButton) if "sample" in b.text())
        qtbot.mouseClick(sample, Qt.MouseButton.LeftButton)
        desk = wait_for_desk(qtbot, window)
        briefing = desk.workspace.work.briefing_pane
        qtbot.waitUntil(lambda: briefing.model.briefing is not None, timeout=LONG)
        yield desk


@pytest.fixture
def pane(desk):
    return desk.workspace.comments_pane


def get_comments(desk):
    return take_snapshot(desk.session.library, SAMPLE_BRIEFING).briefing.comments


def select_section(desk, number):
    pane = desk.workspace.work.briefing_pane
    section = pane.model.briefing.sections[number]
    pane.show_section(section.id)
    return section


def comment(qtbot, desk, text):
    """Press the key for a comment, write it, and send it with Ctrl+Enter."""
    pane = desk.workspace.comments_pane
    before = len(get_comments(desk))
    qtbot.keyClick(desk.workspace.window(), Qt.Key.Key_C, CTRL_ALT)
    qtbot.waitUntil(pane.text.isEnabled, timeout=LONG)
    qtbot.keyClicks(pane.text, text)
    qtbot.keyClick(pane.text, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(get_comments(desk)) == before + 1, timeout=LONG)
    qtbot.waitUntil(lambda: pane.text.toPlainText() == "", timeout=LONG)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def list_texts(pane):
    return [pane.list.item(row).text() for row in range(pane.list.count())]


def test_without_comments_there_is_only_the_way_to_a_first_one(qtbot, desk, pane):
    desk.workspace.show_pane("comments", visible=True)
    assert not pane.list.isVisible()
    assert not pane.text.isVisible()
    qtbot.waitUntil(pane.new_button.isEnabled, timeout=LONG)
    pane.focus_list()
    qtbot.keyClick(pane.new_button, Qt.Key.Key_Space)

    assert pane.text.isVisible()
    assert pane.text.hasFocus()


def test_a_comment_is_about_the_section_that_is_selected(qtbot, desk, pane):
    section = select_section(desk, 1)
    comment(qtbot, desk, "By whom?")

    (kept,) = get_comments(desk)
    assert (kept.section, kept.text) == (section.id, "By whom?")
    assert pane.isVisible()
    qtbot.waitUntil(lambda: pane.list.count() == 1, timeout=LONG)
    assert section.title in list_texts(pane)[0]


def test_selected_words_are_what_it_is_about(qtbot, desk):
    select_section(desk, 1)
    settings = desk.workspace.work.briefing_pane.settings
    qtbot.waitUntil(lambda: bool(find_titles(settings)), timeout=LONG)
    (field,) = find_titles(settings)
    field.setFocus()
    field.selectAll()
    comment(qtbot, desk, "Really?")

    assert get_comments(desk)[0].passage == field.text()


def find_titles(settings):
    """Find the field with the title of the section."""
    return [f for f in settings.findChildren(QLineEdit) if f.text() == "What happened"]


def test_it_is_answered_resolved_and_shown_again(qtbot, desk, pane):
    select_section(desk, 1)
    comment(qtbot, desk, "By whom?")
    qtbot.waitUntil(lambda: pane.list.count() == 1, timeout=LONG)
    pane.list.setCurrentRow(0)
    qtbot.keyClicks(pane.text, "By Pakistan.")
    click(qtbot, pane.send_button)
    qtbot.waitUntil(lambda: bool(get_comments(desk)[0].replies), timeout=LONG)
    qtbot.waitUntil(lambda: "By Pakistan." in list_texts(pane)[0], timeout=LONG)

    click(qtbot, pane.resolve_button)
    qtbot.waitUntil(lambda: pane.list.count() == 0, timeout=LONG)
    click(qtbot, pane.shows_resolved)
    assert "resolved" in list_texts(pane)[0]
    pane.list.setCurrentRow(0)
    click(qtbot, pane.resolve_button)
    qtbot.waitUntil(lambda: not get_comments(desk)[0].resolved, timeout=LONG)


def test_it_is_removed_and_undo_brings_it_back(qtbot, desk, pane):
    comment(qtbot, desk, "By whom?")
    qtbot.waitUntil(lambda: pane.list.count() == 1, timeout=LONG)
    pane.list.setCurrentRow(0)
    click(qtbot, pane.remove_button)
    qtbot.waitUntil(lambda: get_comments(desk) == (), timeout=LONG)

    desk.session.undo()
    qtbot.waitUntil(lambda: pane.list.count() == 1, timeout=LONG)


def test_enter_goes_to_what_a_comment_is_about(qtbot, desk, pane):
    section = select_section(desk, 2)
    comment(qtbot, desk, "By whom?")
    qtbot.waitUntil(lambda: pane.list.count() == 1, timeout=LONG)
    select_section(desk, 0)
    pane.list.setCurrentRow(0)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)

    assert desk.workspace.work.briefing_pane.current_section_id == section.id


def test_an_open_comment_is_among_the_problems(qtbot, desk):
    select_section(desk, 1)
    comment(qtbot, desk, "By whom?")
    problems = desk.workspace.problems_pane

    qtbot.waitUntil(lambda: problems.count == 1, timeout=LONG)


def test_its_list_keeps_the_rules_of_models(qtbot, desk, pane):
    QAbstractItemModelTester(pane.list.model())
    comment(qtbot, desk, "One.")
    comment(qtbot, desk, "Two.")

    qtbot.waitUntil(lambda: pane.list.count() == 2, timeout=LONG)
