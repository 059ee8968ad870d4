"""Changing many records at once, through the window's own actions."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from briefing.records.parts import Citation
from briefing.services.records.editing import create_record
from tests.support.libraries import make_actor, make_attack, make_note, make_source
from tests.support.windows import LONG, open_window, wait_until_saved

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, tmp_path):
    with open_window(qtbot, tmp_path, library=tmp_path / "own.briefings") as opened:
        yield opened


def store(qtbot, window, *records):
    for record in records:
        window.desk.session.do(create_record(record))
    wait_until_saved(qtbot, window.desk)


def select_all(qtbot, window, kind, count):
    window.menu_actions[f"list-{kind}"].trigger()
    pane = window.desk.workspace.library_pane
    qtbot.waitUntil(lambda: pane.model.is_loaded and pane.model.rowCount() == count, timeout=LONG)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.list.count_selected == count, timeout=LONG)


def open_dialog(qtbot, window, action):
    bulk = window.desk.bulk
    qtbot.waitUntil(window.menu_actions[action].isEnabled, timeout=LONG)
    window.menu_actions[action].trigger()
    qtbot.waitUntil(lambda: bulk.dialog is not None and bulk.dialog.isVisible(), timeout=LONG)
    return bulk.dialog


def press(qtbot, button):
    qtbot.waitUntil(button.isEnabled, timeout=LONG)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def read(window, record_id):
    with window.desk.session.library.read() as unit:
        return unit.records.find_record(record_id)


def test_tags_and_country_of_several_attacks_change_as_one_step(qtbot, window):
    attacks = [make_attack("A", tags=("old",)), make_attack("B"), make_attack("C", tags=("x",))]
    store(qtbot, window, *attacks)
    select_all(qtbot, window, "attack", 3)
    dialog = open_dialog(qtbot, window, "edit-together")
    qtbot.keyClick(dialog.ticks["add_tags"], Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.focusWidget(), "x; border")
    qtbot.waitUntil(lambda: dialog.told.text() == "3 records change.", timeout=LONG)
    press(qtbot, dialog.apply_button)

    qtbot.waitUntil(lambda: window.bar.text == "Changed 3 records.", timeout=LONG)
    assert read(window, attacks[0].id).tags == ("old", "x", "border")
    window.menu_actions["undo"].trigger()
    wait_until_saved(qtbot, window.desk)
    assert read(window, attacks[0].id).tags == ("old",)


def test_nothing_changes_before_something_is_ticked(qtbot, window):
    store(qtbot, window, make_attack("A"))
    select_all(qtbot, window, "attack", 1)
    dialog = open_dialog(qtbot, window, "edit-together")

    assert not dialog.apply_button.isEnabled()
    assert all(not editor.isEnabled() for editor in dialog.editors.values())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.desk.bulk.dialog is None)


def test_a_source_is_cited_in_all_selected_records(qtbot, window):
    source, actors = make_source("ani-2024", title="ANI"), [make_actor("A"), make_actor("B")]
    store(qtbot, window, source, *actors)
    select_all(qtbot, window, "actor", 2)
    dialog = open_dialog(qtbot, window, "edit-together")
    qtbot.keyClick(dialog.ticks["citation"], Qt.Key.Key_Space)
    picker = dialog.editors["citation"]
    qtbot.keyClicks(picker.line, "ANI")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    press(qtbot, dialog.apply_button)

    qtbot.waitUntil(lambda: bool(window.bar.text), timeout=LONG)
    assert [read(window, a.id).citations for a in actors] == [(Citation(source=source.id),)] * 2


def test_selected_records_are_marked_as_verified_today(qtbot, window):
    attacks = [make_attack("A"), make_attack("B")]
    store(qtbot, window, *attacks)
    select_all(qtbot, window, "attack", 2)
    window.menu_actions["verify"].trigger()

    told = "2 records marked as verified today."
    qtbot.waitUntil(lambda: window.bar.text == told, timeout=LONG)
    today = dt.date.today()  # noqa: DTZ011
    assert [read(window, attack.id).verified_on for attack in attacks] == [today, today]


def test_the_record_that_one_works_on_is_marked_as_verified(qtbot, window):
    actor, attack = make_actor(), make_attack()
    store(qtbot, window, actor, attack)
    select_all(qtbot, window, "attack", 1)
    window.desk.workspace.open_record(actor.id, "actor")
    pane = window.desk.workspace.work.record_pane
    qtbot.waitUntil(lambda: pane.shown_id == actor.id, timeout=LONG)
    pane.focus_first_field()
    qtbot.keyClick(window, Qt.Key.Key_V, ALT | Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: read(window, actor.id).verified_on is not None, timeout=LONG)
    assert read(window, attack.id).verified_on is None


def test_words_are_found_ticked_and_replaced_as_one_step(qtbot, window):
    note, actor = make_note("ISI", text="The ISI and the ISI."), make_actor("ISI")
    store(qtbot, window, note, actor)
    dialog = open_dialog(qtbot, window, "replace")
    qtbot.keyClicks(dialog.find_line, "isi")
    qtbot.keyClick(dialog.find_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 4, timeout=LONG)
    assert dialog.told.text() == "Found in 4 places of 2 records."
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.replace_line, "Service")
    assert dialog.replace_button.text() == "&Replace 3"
    qtbot.keyClick(dialog, Qt.Key.Key_R, ALT)

    qtbot.waitUntil(lambda: window.bar.text == "Replaced in 3 places.", timeout=LONG)
    assert read(window, note.id).text == "The Service and the Service."
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.desk.bulk.dialog is None)
    window.menu_actions["undo"].trigger()
    wait_until_saved(qtbot, window.desk)
    assert read(window, note.id).text == "The ISI and the ISI."


def test_only_the_selection_is_searched_when_that_is_asked_for(qtbot, window):
    store(qtbot, window, make_note("Iran", text="x"), make_actor("Iran"))
    select_all(qtbot, window, "actor", 1)
    dialog = open_dialog(qtbot, window, "replace")
    dialog.scope_box.setCurrentIndex(dialog.scope_box.count() - 1)
    assert dialog.scope_box.currentText() == "The selection (1 record)"
    qtbot.keyClicks(dialog.find_line, "Iran")
    press(qtbot, dialog.find_button)

    qtbot.waitUntil(lambda: dialog.told.text() == "Found in 1 place of 1 record.", timeout=LONG)


def test_a_search_for_nothing_is_told(qtbot, window):
    dialog = open_dialog(qtbot, window, "replace")
    press(qtbot, dialog.find_button)
    qtbot.waitUntil(dialog.fault.isVisible, timeout=LONG)

    assert dialog.fault.text() == "Write the words to look for."


def test_a_record_becomes_a_template_and_the_template_a_record(qtbot, window):
    attack = make_attack("IED in Quetta", tags=("ied",))
    store(qtbot, window, attack)
    select_all(qtbot, window, "attack", 1)
    saving = open_dialog(qtbot, window, "save-template")
    saving.name.selectAll()
    qtbot.keyClicks(saving.name, "Roadside bomb")
    qtbot.keyClick(saving.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bar.text == "Saved the template “Roadside bomb”.", timeout=LONG)

    choosing = open_dialog(qtbot, window, "new-from-template")
    qtbot.waitUntil(lambda: choosing.list.count() == 1, timeout=LONG)
    press(qtbot, choosing.new_button)
    pane = window.desk.workspace.work.record_pane
    qtbot.waitUntil(lambda: pane.shown_id not in (None, attack.id), timeout=LONG)
    assert (read(window, pane.shown_id).tags, pane.title.text()) == (("ied",), "IED in Quetta")


def test_templates_are_renamed_and_deleted_in_their_dialog(qtbot, window):
    attack = make_attack("IED")
    store(qtbot, window, attack)
    select_all(qtbot, window, "attack", 1)
    press(qtbot, open_dialog(qtbot, window, "save-template").save_button)
    qtbot.waitUntil(lambda: window.bar.text.startswith("Saved"), timeout=LONG)
    dialog = open_dialog(qtbot, window, "new-from-template")
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=LONG)

    press(qtbot, dialog.rename_button)
    qtbot.keyClicks(dialog.list.viewport().focusWidget() or dialog.focusWidget(), "Bomb")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.item(0).text() == "Bomb", timeout=LONG)
    wait_until_saved(qtbot, window.desk)
    press(qtbot, dialog.delete_button)
    qtbot.waitUntil(lambda: dialog.list.count() == 0, timeout=LONG)
    assert dialog.empty.isVisible()


def test_several_records_are_duplicated_as_one_step(qtbot, window):
    store(qtbot, window, make_attack("A"), make_attack("B"))
    select_all(qtbot, window, "attack", 2)
    window.menu_actions["duplicate"].trigger()
    model = window.desk.workspace.library_pane.model
    qtbot.waitUntil(lambda: model.rowCount() == 4, timeout=LONG)

    assert window.desk.session.undo_label == "duplicate 2 records"


def test_the_listed_attacks_are_written_as_a_table(qtbot, window, tmp_path):
    store(qtbot, window, make_attack("=SUM(A1)"))
    window.desk.bulk.export_table(tmp_path / "attacks.csv")
    qtbot.waitUntil(lambda: window.bar.text.startswith("Wrote 1 attack to "), timeout=LONG)

    assert "'=SUM(A1)" in (tmp_path / "attacks.csv").read_text(encoding="utf-8-sig")


def test_several_files_are_shown_one_after_the_other(qtbot, window, tmp_path):
    paths = [tmp_path / name for name in ("one.csv", "two.csv")]
    for path in paths:
        path.write_text(f"title,date\n{path.stem},2024\n", encoding="utf-8")
    bulk = window.desk.bulk
    bulk.import_files(paths)
    first = bulk.dialog
    press(qtbot, first.import_button)
    qtbot.waitUntil(lambda: bulk.dialog not in (first, None), timeout=LONG)
    assert bulk.dialog.title.text() == "two.csv"

    qtbot.waitUntil(bulk.dialog.import_button.isEnabled, timeout=LONG)
    qtbot.keyClick(bulk.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bulk.dialog is None, timeout=LONG)
    assert window.bar.text == "Imported 1 record from one.csv."
