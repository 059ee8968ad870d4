"""Records are found by typing, however many there are."""

import pytest
from PySide6.QtCore import Qt

from briefing.identifiers import new_record_id
from briefing.records.attack import Party, PartyRole
from briefing.records.parts import Figure
from briefing.records.source import Source
from briefing.services.records.citing import create_source
from tests.support.builders import make_actor, make_attack
from tests.support.forms import open_record_pane, read_field, save_all, type_text
from tests.support.windows import LONG
from ui.text_editor.reference_book import get_reference_book

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


def test_a_source_is_made_where_a_figure_cites_it(qtbot):
    attack = make_attack(21, figures=(Figure(what="killed", best=4),))
    with open_record_pane(qtbot, attack) as (session, pane):
        part = pane.form.get_editor("figures").cards[0].open()
        citation = part.get_editor("citations").open().add_part().fields
        picker = citation.get_editor("source")
        type_text(qtbot, picker.line, "Dawn")
        asked = []
        get_reference_book(session).new_source_requested.connect(lambda *one: asked.append(one))
        qtbot.mouseClick(picker.tools, Qt.MouseButton.LeftButton)
        ((words, cite),) = asked

        source = Source(id=new_record_id(), title="Border strikes", key="dawn-2024")
        session.do(create_source(source), lambda _change: cite("dawn-2024"))
        qtbot.waitUntil(lambda: "Border strikes" in picker.line.text(), timeout=LONG)
        save_all(qtbot, session, pane)

        assert words == "Dawn"
        (figure,) = read_field(session, attack.id, "figures")
        assert [one.source for one in figure.citations] == [source.id]
