"""A section filled by a query, in the window."""

import pytest
from PySide6.QtCore import Qt

from briefing.outline import Briefing
from briefing.records.attack import Place
from briefing.services.briefings.outlining import make_section
from briefing.services.records.editing import create_record
from tests.support.forms import fill, open_briefing_pane, save_all, settle, type_text
from tests.support.libraries import find, make_attack, numbered_id
from ui.models.outline_model import MARK_ROLE
from ui.models.outline_rows import RowKey

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SECTION = make_section("attacks")
DRAFT = Briefing(id=numbered_id(1), title="Strikes", sections=(SECTION,))
ATTACKS = [make_attack(f"Attack in {c}", place=Place(country=c)) for c in ("IR", "PK")]


@pytest.fixture
def desk(qtbot):
    with open_briefing_pane(qtbot, DRAFT, *ATTACKS) as (session, pane):
        pane.tree.select(RowKey(section=SECTION.id))
        yield session, pane


def ask(qtbot, session, pane, country=""):
    form = pane.settings.form
    form.open_fold("settings.by_query")
    fill(qtbot, form.get_editor("settings.by_query"), {})
    save_all(qtbot, session, pane)
    if country:
        type_text(qtbot, form.get_editor("settings.query").part.get_editor("country").line, country)
    save_all(qtbot, session, pane)


def test_a_section_filled_by_hand_shows_no_query(desk):
    assert not desk[1].settings.finds.isVisible()


def test_the_query_says_how_many_it_finds_as_it_is_written(qtbot, desk):
    session, pane = desk
    ask(qtbot, session, pane)
    assert pane.settings.finds.words.text() == "The query finds 2 attacks."
    assert not pane.settings.hint.isVisible()
    ask_country = pane.settings.form.get_editor("settings.query").part.get_editor("country")
    type_text(qtbot, ask_country.line, "PK")
    save_all(qtbot, session, pane)

    assert pane.settings.finds.words.text() == "The query finds 1 attack."


def test_a_new_attack_is_counted_when_it_comes(qtbot, desk):
    session, pane = desk
    ask(qtbot, session, pane, "PK")
    session.do(create_record(make_attack("Third", place=Place(country="PK"))))
    settle(qtbot, session)

    assert pane.settings.finds.words.text() == "The query finds 2 attacks."


def test_a_query_that_finds_nothing_says_so(qtbot, desk):
    session, pane = desk
    ask(qtbot, session, pane, "FR")

    assert "finds no attack" in pane.settings.finds.words.text()
    assert not pane.settings.finds.place_button.isEnabled()


def test_what_it_finds_is_placed_by_hand(qtbot, desk):
    session, pane = desk
    ask(qtbot, session, pane, "IR")
    qtbot.mouseClick(pane.settings.finds.place_button, Qt.MouseButton.LeftButton)
    settle(qtbot, session)

    (section,) = find(session.library, DRAFT.id).sections
    assert [placement.record for placement in section.placements] == [ATTACKS[0].id]
    assert not pane.settings.finds.isVisible()


def test_the_outline_says_that_a_query_fills_the_section(qtbot, desk):
    session, pane = desk
    ask(qtbot, session, pane, "IR")
    row = pane.model.find_section(SECTION.id)

    assert row.data(MARK_ROLE) == "search"
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Filled by a query"
