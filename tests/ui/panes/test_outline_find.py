"""Finding in the open briefing, from the outline and from its pages."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, Placement
from briefing.services.briefings.outlining import change_section, make_section
from tests.support.forms import open_briefing_pane, settle, type_text
from tests.support.libraries import make_actor, numbered_id
from tests.support.windows import LONG, open_window, wait_until_saved
from ui.models.outline_rows import RowKey

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ACTOR = make_actor("Jaish al-Adl", profile="It operates from Rask.")
PLACEMENT = Placement(id=new_placement_id(), record=ACTOR.id, revision=1)
TEXT = msgspec.structs.replace(make_section("text"), settings={"text": "Eleven died near Rask."})
ACTORS = msgspec.structs.replace(make_section("actors"), placements=(PLACEMENT,))
DRAFT = Briefing(id=numbered_id(1), title="Strikes", sections=(TEXT, ACTORS))


@pytest.fixture
def desk(qtbot):
    with open_briefing_pane(qtbot, DRAFT, ACTOR) as (session, pane):
        pane.search.open()
        yield session, pane


def seek(qtbot, pane, words):
    type_text(qtbot, pane.search.line, words)
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Return)


def test_enter_goes_from_place_to_place_and_round(qtbot, desk):
    _session, pane = desk
    seek(qtbot, pane, "rask")
    assert pane.search.count.text() == "1 of 2, in the text"
    assert pane.current_section_id == TEXT.id
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Return)
    assert pane.tree.current_row.placement == PLACEMENT
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Return)

    assert pane.current_section_id == TEXT.id
    assert pane.search.line.hasFocus()


def test_shift_and_enter_go_back(qtbot, desk):
    _session, pane = desk
    seek(qtbot, pane, "rask")
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert pane.tree.current_row.placement == PLACEMENT


def test_what_is_not_there_is_said(qtbot, desk):
    _session, pane = desk
    pane.tree.select(RowKey(section=ACTORS.id))
    pane.search.open()
    seek(qtbot, pane, "Kabul")

    assert pane.search.count.text() == "Not found in this briefing"
    assert pane.current_section_id == ACTORS.id


def test_what_was_written_meanwhile_is_found(qtbot, desk):
    session, pane = desk
    session.do(change_section(DRAFT.id, TEXT.id, {"lead_in": "In Kerman:"}))
    settle(qtbot, session)
    seek(qtbot, pane, "kerman")

    assert pane.search.count.text() == "1 of 1, in the lead in"


def test_escape_closes_it_and_goes_back_to_the_outline(qtbot, desk):
    _session, pane = desk
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Escape)

    assert not pane.search.isVisible()
    assert pane.tree.hasFocus()


def test_the_key_for_finding_means_the_briefing_where_one_works_in_it(qtbot, tmp_path):
    with open_window(qtbot, tmp_path, library=tmp_path / "a.briefings") as window:
        desk = window.desk
        window.menu_actions["new-briefing"].trigger()
        pane = desk.workspace.work.briefing_pane
        qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)
        wait_until_saved(qtbot, desk)
        desk.workspace.library_pane.focus_list()
        window.menu_actions["find"].trigger()
        assert not pane.search.isVisible()
        pane.tree.setFocus()
        window.menu_actions["find"].trigger()

        assert pane.search.line.hasFocus()
