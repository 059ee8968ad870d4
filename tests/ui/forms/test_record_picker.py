"""Records are found by typing, however many there are."""

import pytest
from PySide6.QtCore import Qt

from briefing.records.attack import Party, PartyRole
from tests.support.builders import make_actor, make_attack
from tests.support.forms import open_record_pane, read_field, save_all, type_text
from tests.support.windows import LONG

MANY = [make_actor(1000 + number, f"Group {number}") for number in range(300)]
GROUP = make_actor(10, "Jaish al-Adl")
ATTACK = make_attack(20, parties=(Party(role=PartyRole.PERPETRATOR, actor=GROUP.id),))


@pytest.fixture
def opened(qtbot):
    with open_record_pane(qtbot, ATTACK, GROUP, *MANY) as (session, pane):
        card = pane.form.get_editor("parties").cards[0]
        picker = card.open().get_editor("actor")
        qtbot.waitUntil(lambda: picker.line.text() == "Jaish al-Adl", timeout=LONG)
        yield session, pane, picker


def get_actor(session):
    return read_field(session, ATTACK.id, "parties")[0].actor


def test_a_record_among_many_is_found_and_chosen(qtbot, opened):
    session, pane, picker = opened
    type_text(qtbot, picker.line, "group 29")
    popup = picker.suggestions.completer.popup()
    qtbot.waitUntil(popup.isVisible, timeout=LONG)
    assert len(picker.suggestions.labels) <= 12

    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker.read_value() != GROUP.id, timeout=LONG)
    save_all(qtbot, session, pane)

    assert get_actor(session) == picker.read_value()


def test_a_whole_title_that_is_typed_is_taken(qtbot, opened):
    session, pane, picker = opened

    type_text(qtbot, picker.line, "group 17")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker.read_value() == MANY[17].id, timeout=LONG)
    save_all(qtbot, session, pane)

    assert get_actor(session) == MANY[17].id
    assert picker.line.text() == "Group 17"


def test_what_is_typed_and_not_looked_up_yet_keeps_the_form_unsaved(qtbot, opened):
    session, pane, picker = opened

    type_text(qtbot, picker.line, "gro")
    pane.flush()

    assert session.save_state == "unsaved"
    assert get_actor(session) == GROUP.id


def test_an_empty_field_is_no_record(qtbot, opened):
    session, pane, picker = opened

    type_text(qtbot, picker.line, "")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    save_all(qtbot, session, pane)

    assert get_actor(session) is None
