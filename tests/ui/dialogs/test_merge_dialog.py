import pytest
from PySide6.QtCore import Qt

from briefing.outline import Briefing, BriefingStatus, Placement, Section
from briefing.records.attack import Party, PartyRole
from briefing.services.records.editing import trash_records
from briefing.services.records.merging import ALL
from tests.support.libraries import (
    find,
    make_actor,
    make_attack,
    memory_library,
    numbered_id,
    save,
)
from tests.support.windows import LONG, open_session
from ui.dialogs.merge_dialog import MergeDialog

KEPT = make_actor(id=numbered_id(1), base="Rask", tags=("iran",))
LOST = make_actor("<b>Jaysh</b>", id=numbered_id(2), base="Zahedan", tags=("border",))
ATTACK = make_attack(parties=(Party(role=PartyRole.TARGET, actor=LOST.id),))


@pytest.fixture
def library():
    with memory_library(KEPT, LOST, ATTACK) as opened:
        yield opened


@pytest.fixture
def session(library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def dialog(qtbot, session):
    shown = MergeDialog(session, (KEPT.id, LOST.id))
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.merge_button.isEnabled, timeout=LONG)
    return shown


def picked(dialog, field):
    return [
        value
        for (name, value), cell in dialog.cells.items()
        if name == field and cell.button.isChecked()
    ]


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_record_that_is_used_most_stays(dialog):
    assert picked(dialog, "") == [LOST.id]
    assert "used in 1 place" in dialog.cells["", LOST.id].label.text()


def test_only_fields_that_differ_are_asked_for(dialog):
    assert {field for field, _value in dialog.cells} == {"", "names", "base", "tags"}
    assert picked(dialog, "tags") == [ALL]
    assert dialog.title.text() == "Merge 2 actors"


def test_choosing_with_the_arrow_keys_and_merging(qtbot, library, dialog):
    first = dialog.cells["", LOST.id].button
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert picked(dialog, "") == [KEPT.id]
    base = dialog.cells["base", KEPT.id].button
    base.setFocus()
    qtbot.keyClick(base, Qt.Key.Key_Right)

    with qtbot.waitSignal(dialog.merged, timeout=LONG) as told:
        press(qtbot, dialog.merge_button)

    assert told.args == [KEPT.id, "actor"]
    merged = find(library, KEPT.id)
    assert (merged.base, merged.tags) == ("Zahedan", ("iran", "border"))
    assert find(library, ATTACK.id).parties[0].actor == KEPT.id


def test_a_choice_is_kept_when_another_record_is_to_stay(qtbot, dialog):
    press(qtbot, dialog.cells["base", KEPT.id].button)
    press(qtbot, dialog.cells["", KEPT.id].button)
    press(qtbot, dialog.cells["", LOST.id].button)

    assert picked(dialog, "base") == [KEPT.id]
    assert picked(dialog, "names") == [LOST.id]


def test_a_value_can_be_clicked_itself(qtbot, dialog):
    press(qtbot, dialog.cells["base", KEPT.id].label)

    assert picked(dialog, "base") == [KEPT.id]


def test_undo_takes_the_merge_back_as_one_step(qtbot, library, session, dialog):
    with qtbot.waitSignal(dialog.merged, timeout=LONG):
        press(qtbot, dialog.merge_button)
    assert session.undo_label == "merge 2 records into “<b>Jaysh</b>”"
    session.undo()

    qtbot.waitUntil(lambda: find(library, KEPT.id) is not None, timeout=LONG)
    assert find(library, KEPT.id).tags == ("iran",)


def test_a_record_that_is_gone_meanwhile_is_told_in_the_dialog(qtbot, session, dialog):
    session.do(trash_records([(KEPT.id, "x")]))
    press(qtbot, dialog.merge_button)

    qtbot.waitUntil(dialog.fault.isVisible, timeout=LONG)
    assert "not in the library" in dialog.fault.text()


def test_screen_readers_hear_field_and_value(dialog):
    assert dialog.cells["base", KEPT.id].button.accessibleName() == "Base: Rask"


def test_an_issued_edition_that_will_change_is_named(qtbot, library, session):
    placement = Placement(id="p", record=LOST.id, revision=1)
    section = Section(id="s", section_kind="actors", placements=(placement,))
    issued = Briefing(
        id=numbered_id(9), title="January", status=BriefingStatus.ISSUED, sections=(section,)
    )
    save(library, issued)
    dialog = MergeDialog(session, (KEPT.id, LOST.id))
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.waitUntil(dialog.issued.isVisible, timeout=LONG)
    assert "“January”" in dialog.issued.text()
