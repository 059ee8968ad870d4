"""The way to a first briefing, from an empty library, in the window itself."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, BriefingStatus, Placement
from briefing.services.briefings.first_steps import FirstStep
from briefing.services.briefings.outlining import make_section
from briefing.services.records.editing import create_record
from tests.support.libraries import disk_library, make_actor, make_attack, make_source, numbered_id
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.settings import SettingsStore

SOURCE, ACTOR, ATTACK = make_source(), make_actor(), make_attack()


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path, library=tmp_path / "a.briefings") as opened:
        yield opened


def get_guide(window):
    return window.desk.workspace.work.guide


def wait_for_step(qtbot, window, step):
    guide = get_guide(window)
    qtbot.waitUntil(lambda: guide.done is not None and guide.next_step is step, timeout=LONG)
    return guide


def store(window, *records):
    for record in records:
        window.desk.session.do(create_record(record))


def press(qtbot, window, step, number=0):
    button = get_guide(window).rows[step].buttons[number]
    assert button.isVisible()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def list_shown(guide):
    return [step for step, row in guide.rows.items() if row.isVisible()]


def make_filled():
    placement = Placement(id=new_placement_id(), record=ACTOR.id, revision=1)
    section = msgspec.structs.replace(make_section("actors"), placements=(placement,))
    return Briefing(id=numbered_id(1), title="Strikes", sections=(section,))


def test_an_empty_library_shows_every_step_and_begins_with_a_source(qtbot, window):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    assert list_shown(guide) == list(FirstStep)
    assert not guide.rows[FirstStep.PLACING].buttons[0].isEnabled()
    assert QApplication.focusWidget() is guide.rows[FirstStep.SOURCE].buttons[0]
    press(qtbot, window, FirstStep.SOURCE)
    wait_for_step(qtbot, window, FirstStep.ACTOR)

    assert window.desk.workspace.work.shows_record
    assert list_shown(guide) == [FirstStep.ACTOR]  # one line above the form


def test_each_step_leads_to_the_next_until_the_briefing_is_issued(qtbot, window):
    store(window, SOURCE, ACTOR, ATTACK)
    wait_for_step(qtbot, window, FirstStep.BRIEFING)
    press(qtbot, window, FirstStep.BRIEFING)
    guide = wait_for_step(qtbot, window, FirstStep.PLACING)
    pane = window.desk.workspace.work.briefing_pane
    qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)
    pane.place_records([ACTOR.id])
    wait_for_step(qtbot, window, FirstStep.CHECKING)
    press(qtbot, window, FirstStep.CHECKING, 1)
    wait_for_step(qtbot, window, FirstStep.ISSUING)

    assert pane.model.briefing.status is BriefingStatus.IN_REVIEW
    assert guide.rows[FirstStep.ISSUING].how.isVisible()


def test_steps_are_ticked_in_whatever_order_they_are_taken(qtbot, window):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    store(window, ATTACK)
    qtbot.waitUntil(lambda: guide.done == {FirstStep.ATTACK}, timeout=LONG)

    assert guide.title.text().endswith("1 of 7 steps done")
    assert guide.next_step is FirstStep.SOURCE


def test_undo_leads_a_step_back(qtbot, window):
    store(window, SOURCE)
    wait_for_step(qtbot, window, FirstStep.ACTOR)
    window.desk.session.undo()
    wait_for_step(qtbot, window, FirstStep.SOURCE)


def test_the_line_unfolds_to_all_steps_and_folds_again(qtbot, window):
    store(window, SOURCE)
    guide = wait_for_step(qtbot, window, FirstStep.ACTOR)
    press(qtbot, window, FirstStep.ACTOR)
    wait_for_step(qtbot, window, FirstStep.ATTACK)
    qtbot.mouseClick(guide.fold_button, Qt.MouseButton.LeftButton)
    assert list_shown(guide) == list(FirstStep)
    assert guide.fold_button.accessibleName() == "Show only the next step"
    qtbot.mouseClick(guide.fold_button, Qt.MouseButton.LeftButton)

    assert list_shown(guide) == [FirstStep.ATTACK]


def test_whoever_knows_the_way_closes_it_for_good(qtbot, window, tmp_path):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    qtbot.mouseClick(guide.close_button, Qt.MouseButton.LeftButton)
    store(window, SOURCE)
    wait_until_saved(qtbot, window.desk)

    assert not guide.isVisible()
    assert SettingsStore(tmp_path / "settings.json").load().knows_way


def test_the_help_menu_brings_it_back_with_the_keyboard_on_the_next_step(qtbot, window):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    guide.close_button.click()
    window.menu_actions["guide"].trigger()
    qtbot.waitUntil(guide.isVisible, timeout=LONG)

    assert QApplication.focusWidget() is guide.rows[FirstStep.SOURCE].buttons[0]
    assert not window.settings.knows_way


def test_a_library_with_a_filled_briefing_needs_no_steps_unless_asked(qtbot, tmp_path):
    with disk_library(tmp_path / "a.briefings", SOURCE, ACTOR, make_filled()):
        pass
    with open_window(qtbot, tmp_path) as window:
        window.door.open(tmp_path / "a.briefings")
        wait_until_saved(qtbot, wait_for_desk(qtbot, window))
        guide = get_guide(window)
        assert not guide.isVisible()
        window.menu_actions["guide"].trigger()
        qtbot.waitUntil(guide.isVisible, timeout=LONG)

        assert guide.next_step is FirstStep.ATTACK


def test_the_worked_example_opens_beside_the_own_library_and_leads_back(qtbot, window):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    qtbot.mouseClick(guide.example, Qt.MouseButton.LeftButton)
    title = lambda: window.windowTitle().split()[0]  # noqa: E731
    qtbot.waitUntil(lambda: title() == "sample", timeout=LONG)
    wait_for_desk(qtbot, window)
    (back,) = [b for b in window.bar.findChildren(type(guide.example)) if b.isVisible()]
    assert back.text() == "Back to a"
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: title() == "a", timeout=LONG)
    wait_for_desk(qtbot, window)


def test_in_a_window_from_right_to_left_the_tick_stands_at_the_right(qtbot, window):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    guide.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row = guide.rows[FirstStep.SOURCE]
    qtbot.waitUntil(lambda: row.name.x() > row.buttons[0].x(), timeout=LONG)

    assert guide.close_button.x() < guide.title.x()
    assert guide.title.alignment() & Qt.AlignmentFlag.AlignRight


def test_in_a_small_window_there_is_one_line_with_one_button(qtbot, window):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    window.resize(800, 500)
    qtbot.waitUntil(lambda: list_shown(guide) == [FirstStep.SOURCE], timeout=LONG)
    qtbot.mouseClick(guide.fold_button, Qt.MouseButton.LeftButton)
    first, second = guide.rows[FirstStep.BRIEFING].buttons

    assert first.isVisible()
    assert not second.isVisible()


def test_a_screen_reader_hears_what_each_button_of_the_steps_does(qtbot, window):
    guide = wait_for_step(qtbot, window, FirstStep.SOURCE)
    heard = []
    for row in guide.rows.values():
        for button in row.buttons:
            told = QAccessible.queryAccessibleInterface(button)
            assert told.role() == QAccessible.Role.Button
            heard.append(told.text(QAccessible.Text.Description))

    assert heard[0].startswith("Step 1, next: Note down a source.")
    assert all(words.startswith("Step ") for words in heard)
    assert guide.close_button.accessibleName() == "Close the first steps"
