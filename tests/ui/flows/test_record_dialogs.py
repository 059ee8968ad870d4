"""History, uses, merging and trash as they are reached from the window."""

import pytest
from PySide6.QtCore import Qt

from briefing.outline import Briefing, Placement, Section
from briefing.services.records.editing import change_fields, trash_records
from tests.support.libraries import disk_library, find, make_actor, make_attack, numbered_id
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved

ONE = make_actor("Jaish al-Adl", id=numbered_id(1), base="Rask")
OTHER = make_actor("Jaysh al-Adl", id=numbered_id(2), base="Zahedan")
ATTACK = make_attack("Strike on Panjgur", id=numbered_id(3))
BRIEFING = Briefing(
    id=numbered_id(9),
    title="Strikes",
    sections=(
        Section(id="s-1", section_kind="text", title="Summary"),
        Section(
            id="s-2",
            section_kind="actors",
            title="Who acts",
            placements=(Placement(id="p", record=OTHER.id, revision=1),),
        ),
    ),
)


@pytest.fixture
def window(qtbot, tmp_path):
    path = tmp_path / "desk.briefings"
    with disk_library(path, ONE, OTHER, ATTACK, BRIEFING):
        pass
    with open_window(qtbot, tmp_path) as opened:
        opened.door.open(path)
        desk = wait_for_desk(qtbot, opened)
        wait_until_saved(qtbot, desk)
        yield opened


def list_kind(qtbot, window, kind):
    pane = window.desk.workspace.library_pane
    window.desk.show_list(kind)
    qtbot.waitUntil(lambda: pane.kind == kind and pane.model.is_loaded, timeout=LONG)
    return pane


def select(qtbot, window, record):
    pane = list_kind(qtbot, window, record.kind)
    pane.select_record(record.id)
    wait_for_selection(qtbot, window, [record.id])


def wait_for_selection(qtbot, window, ids):
    pane = window.desk.workspace.library_pane
    qtbot.waitUntil(lambda: [one.id for one in pane.get_selected()] == ids, timeout=LONG)


def wait_for_dialog(qtbot, window, name):
    dialogs = window.desk.dialogs
    qtbot.waitUntil(lambda: type(dialogs.dialog).__name__ == name, timeout=LONG)
    return dialogs.dialog


def press(qtbot, window, key, modifiers):
    qtbot.keyClick(window, key, modifiers)


CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def test_the_history_of_the_selected_record_is_one_key_away(qtbot, window):
    select(qtbot, window, ONE)
    press(qtbot, window, Qt.Key.Key_H, CTRL_ALT)

    dialog = wait_for_dialog(qtbot, window, "HistoryDialog")
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1, timeout=LONG)
    dialog.reject()
    qtbot.waitUntil(lambda: window.desk.dialogs.dialog is None, timeout=LONG)


def test_where_used_leads_to_the_section_of_the_briefing(qtbot, window):
    select(qtbot, window, OTHER)
    press(qtbot, window, Qt.Key.Key_U, CTRL_ALT)
    dialog = wait_for_dialog(qtbot, window, "UsesDialog")
    qtbot.waitUntil(dialog.go_button.isEnabled, timeout=LONG)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    pane = window.desk.workspace.work.briefing_pane
    qtbot.waitUntil(lambda: pane.current_section_id == "s-2", timeout=LONG)
    assert window.desk.workspace.briefing_id == BRIEFING.id


def test_the_head_of_a_record_shows_where_it_is_used(qtbot, window):
    pane = window.desk.workspace.work.record_pane
    window.desk.workspace.open_record(OTHER.id, "actor")
    qtbot.waitUntil(lambda: pane.shown_id == OTHER.id, timeout=LONG)
    qtbot.mouseClick(pane.uses_button, Qt.MouseButton.LeftButton)
    dialog = wait_for_dialog(qtbot, window, "UsesDialog")
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1, timeout=LONG)

    assert dialog.list.topLevelItem(0).child(0).text(0) == "Strikes"
    dialog.reject()


def test_two_selected_actors_are_merged_and_undo_selects_what_came_back(qtbot, window):
    desk = window.desk
    pane = list_kind(qtbot, window, "actor")
    pane.list.selectAll()
    qtbot.waitUntil(lambda: len(pane.get_selected()) == 2, timeout=LONG)
    press(qtbot, window, Qt.Key.Key_G, CTRL_ALT)
    dialog = wait_for_dialog(qtbot, window, "MergeDialog")
    qtbot.waitUntil(dialog.merge_button.isEnabled, timeout=LONG)
    qtbot.mouseClick(dialog.merge_button, Qt.MouseButton.LeftButton)

    wait_for_selection(qtbot, window, [OTHER.id])
    assert window.bar.text == "The records are merged."
    list_kind(qtbot, window, "attack")
    desk.undo()
    qtbot.waitUntil(lambda: pane.kind == "actor", timeout=LONG)
    qtbot.waitUntil(lambda: find(desk.session.library, ONE.id) is not None, timeout=LONG)


def test_merging_needs_two_records(qtbot, window):
    select(qtbot, window, ATTACK)
    window.menu_actions["merge"].trigger()

    qtbot.waitUntil(lambda: "Select two records" in window.bar.text, timeout=LONG)


def test_after_undo_the_record_that_changed_is_selected(qtbot, window):
    desk = window.desk
    select(qtbot, window, ONE)
    desk.session.do(change_fields(ATTACK.id, {"method": "drone"}))
    wait_until_saved(qtbot, desk)
    desk.undo()

    wait_for_selection(qtbot, window, [ATTACK.id])
    assert desk.workspace.library_pane.kind == "attack"


def test_a_trashed_record_comes_back_to_its_place_in_the_briefing(qtbot, window):
    desk = window.desk
    desk.session.do(trash_records([(OTHER.id, "Jaysh al-Adl")]))
    wait_until_saved(qtbot, desk)
    window.menu_actions["show-trash"].trigger()
    dialog = wait_for_dialog(qtbot, window, "TrashDialog")
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1, timeout=LONG)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 0, timeout=LONG)
    dialog.reject()

    assert find(desk.session.library, OTHER.id) is not None
    placed = find(desk.session.library, BRIEFING.id).sections[1].placements
    assert [one.record for one in placed] == [OTHER.id]


def test_duplicates_are_merged_from_their_list(qtbot, window):
    list_kind(qtbot, window, "actor")
    window.menu_actions["find-duplicates"].trigger()
    duplicates = wait_for_dialog(qtbot, window, "DuplicatesDialog")
    qtbot.waitUntil(lambda: duplicates.list.topLevelItemCount() == 1, timeout=LONG)
    qtbot.mouseClick(duplicates.merge_button, Qt.MouseButton.LeftButton)
    merge = wait_for_dialog(qtbot, window, "MergeDialog")
    qtbot.waitUntil(merge.merge_button.isEnabled, timeout=LONG)
    qtbot.mouseClick(merge.merge_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: duplicates.list.topLevelItemCount() == 0, timeout=LONG)
    assert window.desk.dialogs.dialog is duplicates
    duplicates.reject()


def test_two_selected_actors_are_compared(qtbot, window):
    pane = list_kind(qtbot, window, "actor")
    pane.list.selectAll()
    qtbot.waitUntil(lambda: len(pane.get_selected()) == 2, timeout=LONG)
    window.menu_actions["compare"].trigger()

    dialog = wait_for_dialog(qtbot, window, "CompareDialog")
    qtbot.waitUntil(lambda: dialog.view.fields.count() == 2, timeout=LONG)
    dialog.reject()


def test_an_actor_is_merged_with_its_double_from_its_own_form(qtbot, window):
    workspace = window.desk.workspace
    workspace.open_record(OTHER.id, "actor")
    pane = workspace.work.record_pane
    qtbot.waitUntil(lambda: pane.shown_id == OTHER.id, timeout=LONG)
    names = pane.form.get_editor("names")
    line = names.cards[0].open().get_editor("text").line
    line.setFocus()
    qtbot.keyClicks(line, "i")
    qtbot.waitUntil(lambda: names.double_texts == [ONE.display_title], timeout=LONG)
    names.double_rows[0].merge_button.click()
    dialog = wait_for_dialog(qtbot, window, "MergeDialog")

    assert dialog._ids == (ONE.id, OTHER.id)
    dialog.reject()
