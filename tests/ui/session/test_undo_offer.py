"""The Undo beside a message takes back what the message tells, and nothing that came after it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from briefing.services.records.editing import change_fields
from tests.support.libraries import disk_library, find, make_actor, make_attack, numbered_id
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved

ONE = make_actor("Jaish al-Adl", id=numbered_id(1), base="Rask")
OTHER = make_actor("Jaysh al-Adl", id=numbered_id(2), base="Zahedan")
ATTACK = make_attack("Strike on Panjgur", id=numbered_id(3))


@pytest.fixture
def window(qtbot, tmp_path):
    path = tmp_path / "desk.briefings"
    with disk_library(path, ONE, OTHER, ATTACK):
        pass
    with open_window(qtbot, tmp_path) as opened:
        opened.door.open(path)
        wait_until_saved(qtbot, wait_for_desk(qtbot, opened))
        yield opened


def select_all_actors(qtbot, window):
    pane = window.desk.workspace.library_pane
    window.desk.show_list("actor")
    qtbot.waitUntil(lambda: pane.kind == "actor" and pane.model.is_loaded, timeout=LONG)
    pane.list.selectAll()
    qtbot.waitUntil(lambda: len(pane.get_selected()) == 2, timeout=LONG)


def merge(qtbot, window):
    select_all_actors(qtbot, window)
    window.menu_actions["merge"].trigger()
    qtbot.waitUntil(lambda: window.desk.dialogs.dialog is not None, timeout=LONG)
    dialog = window.desk.dialogs.dialog
    qtbot.waitUntil(dialog.merge_button.isEnabled, timeout=LONG)
    qtbot.mouseClick(dialog.merge_button, Qt.MouseButton.LeftButton)


def trash(qtbot, window):
    select_all_actors(qtbot, window)
    window.menu_actions["trash"].trigger()


def verify(qtbot, window):
    select_all_actors(qtbot, window)
    window.menu_actions["verify"].trigger()


STEPS = pytest.mark.parametrize("step", [merge, trash, verify])


def do(qtbot, window, step):
    step(qtbot, window)
    qtbot.waitUntil(window.bar.isVisible, timeout=LONG)
    wait_until_saved(qtbot, window.desk)


def get_undo(window):
    return next(one for one in window.bar.findChildren(QPushButton) if one.text() == "Undo")


@STEPS
def test_the_step_is_taken_back_with_one_click(qtbot, window, step):
    do(qtbot, window, step)
    qtbot.mouseClick(get_undo(window), Qt.MouseButton.LeftButton)
    wait_until_saved(qtbot, window.desk)

    records = [find(window.desk.session.library, one.id) for one in (ONE, OTHER)]
    assert [(one.base, one.verified_on) for one in records] == [("Rask", None), ("Zahedan", None)]
    assert not window.bar.isVisible()


@STEPS
def test_it_is_withdrawn_when_something_else_is_done(qtbot, window, step):
    do(qtbot, window, step)
    window.desk.session.do(change_fields(ATTACK.id, {"method": "drone"}))
    wait_until_saved(qtbot, window.desk)

    assert not window.bar.isVisible()


@STEPS
def test_it_is_withdrawn_when_the_step_is_taken_back_by_key(qtbot, window, step):
    do(qtbot, window, step)
    window.desk.session.undo()
    wait_until_saved(qtbot, window.desk)

    assert not window.bar.isVisible()


def test_a_click_while_something_is_being_stored_takes_nothing_back(qtbot, window):
    do(qtbot, window, trash)
    window.desk.session.do(change_fields(ATTACK.id, {"method": "drone"}))
    qtbot.mouseClick(get_undo(window), Qt.MouseButton.LeftButton)
    wait_until_saved(qtbot, window.desk)

    assert "since" in window.bar.text
    assert find(window.desk.session.library, ATTACK.id).method == "drone"


def test_another_message_stays_when_the_offer_ends(qtbot, window):
    do(qtbot, window, trash)
    window.bar.say("The disk is full.", "danger")
    window.desk.session.do(change_fields(ATTACK.id, {"method": "drone"}))
    wait_until_saved(qtbot, window.desk)

    assert window.bar.isVisible()
