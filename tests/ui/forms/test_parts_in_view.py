"""Names, figures and relations as an analyst sees them in the form."""

import pytest
from PySide6.QtCore import Qt

from briefing.records.actor import ActorName, Relation, RelationKind
from briefing.records.parts import Figure
from tests.support.builders import make_actor, make_attack
from tests.support.forms import open_record_pane, read_field, save_all, type_text
from tests.support.windows import LONG
from ui.text_editor.reference_book import get_reference_book

GROUP = make_actor(10, "Jaish al-Adl")


def press(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def tick(qtbot, editor):
    editor.box.setFocus()
    qtbot.keyClick(editor.box, Qt.Key.Key_Space)


@pytest.fixture
def contested():
    figures = (
        Figure(what="killed", low=84, high=103, given_by="state media", preferred=True),
        Figure(what="killed", best=91, given_by="ISNA"),
        Figure(what="injured", low=171),
    )
    return make_attack(figures=figures)


def test_contested_figures_stand_side_by_side_with_their_printed_form(qtbot, contested):
    with open_record_pane(qtbot, contested) as (_session, pane):
        texts = pane.form.get_editor("figures").texts

        assert "Killed: given by" in texts
        assert {"state media", "84", "103", "ISNA", "91", "preferred"} <= set(texts)
        assert any("between 84 and 103 killed (state media)" in text for text in texts)
        assert any("at least 171 injured" in text for text in texts)


def test_one_figure_of_a_kind_is_preferred(qtbot, contested):
    with open_record_pane(qtbot, contested) as (session, pane):
        card = pane.form.get_editor("figures").cards[1]
        tick(qtbot, card.open().get_editor("preferred"))
        save_all(qtbot, session, pane)

        stored = read_field(session, contested.id, "figures")
        assert [figure.preferred for figure in stored] == [False, True, False]


def test_one_name_is_preferred(qtbot):
    actor = make_actor(11, "Jaish", aliases=(ActorName(text="Army of Justice"),))
    with open_record_pane(qtbot, actor) as (session, pane):
        card = pane.form.get_editor("names").cards[1]
        tick(qtbot, card.open().get_editor("preferred"))
        save_all(qtbot, session, pane)

        stored = read_field(session, actor.id, "names")
        assert [name.preferred for name in stored] == [False, True]


def test_a_name_that_is_another_spelling_of_an_actor_is_pointed_out(qtbot):
    actor = make_actor(11, "New group")
    with open_record_pane(qtbot, GROUP, actor, opened=actor) as (session, pane):
        editor = pane.form.get_editor("names")
        type_text(qtbot, editor.cards[0].open().get_editor("text").line, "Jaysh ul-Adl")
        qtbot.waitUntil(lambda: editor.double_texts == ["Jaish al-Adl"], timeout=LONG)

        book = get_reference_book(session)
        with qtbot.waitSignal(book.record_requested) as asked:
            press(qtbot, editor.double_rows[0].open_button)
        assert asked.args == [GROUP.id, "actor"]
        with qtbot.waitSignal(pane.merge_requested) as asked:
            press(qtbot, editor.double_rows[0].merge_button)
        assert asked.args == [GROUP.id]


def test_an_actor_is_not_compared_with_itself(qtbot):
    with open_record_pane(qtbot, GROUP) as (session, pane):
        editor = pane.form.get_editor("names")
        type_text(qtbot, editor.cards[0].open().get_editor("text").line, "Jaysh al-Adl")
        save_all(qtbot, session, pane)

        assert editor.double_texts == []


def test_a_relation_shows_on_both_sides_and_leads_to_the_other(qtbot):
    relation = Relation(relation_kind=RelationKind.RIVAL, other=GROUP.id, confidence="high")
    state = make_actor(11, "Iran", relations=(relation,))
    with open_record_pane(qtbot, GROUP, state) as (session, pane):
        editor = pane.form.get_editor("relations")
        words = "Iran is a rival of this actor · high confidence"
        qtbot.waitUntil(lambda: editor.incoming_texts == [words], timeout=LONG)

        with qtbot.waitSignal(get_reference_book(session).record_requested) as asked:
            editor.incoming.itemAt(0).widget().click()
        assert asked.args == [state.id, "actor"]
