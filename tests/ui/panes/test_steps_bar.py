"""The way to a first briefing, from an empty library, in the window itself."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, Placement
from briefing.services.editing import create_record
from briefing.services.outlining import make_section
from tests.support.libraries import disk_library, make_actor, make_source, numbered_id
from tests.support.windows import LONG, open_window, wait_until_saved

SOURCE, ACTOR = make_source(), make_actor()


@pytest.fixture
def window(qtbot, tmp_path):
    with open_window(qtbot, tmp_path, library=tmp_path / "a.briefings") as opened:
        yield opened


def get_bar(window):
    return window.desk.workspace.work.steps


def wait_for_step(qtbot, window, number):
    bar = get_bar(window)
    qtbot.waitUntil(lambda: bar.number.text() == f"Step {number} of 5", timeout=LONG)
    return bar


def store(window, *records):
    for record in records:
        window.desk.session.do(create_record(record))


def click(qtbot, bar, number=0):
    qtbot.mouseClick(bar._buttons[number], Qt.MouseButton.LeftButton)


def test_an_empty_library_begins_with_a_source(qtbot, window):
    bar = wait_for_step(qtbot, window, 1)
    assert bar.isVisible()
    click(qtbot, bar)
    wait_for_step(qtbot, window, 2)

    assert window.desk.workspace.work.shows_record


def test_each_step_leads_to_the_next_until_records_are_placed(qtbot, window):
    store(window, SOURCE, ACTOR)
    bar = wait_for_step(qtbot, window, 3)
    click(qtbot, bar)
    wait_for_step(qtbot, window, 4)
    pane = window.desk.workspace.work.briefing_pane
    qtbot.waitUntil(lambda: pane.model.briefing is not None, timeout=LONG)
    pane.place_records([ACTOR.id])
    wait_for_step(qtbot, window, 5)

    assert "F8" in bar.words.text()


def test_undo_leads_a_step_back(qtbot, window):
    store(window, SOURCE)
    wait_for_step(qtbot, window, 2)
    window.desk.session.undo()
    wait_for_step(qtbot, window, 1)


def test_whoever_knows_the_way_closes_it(qtbot, window):
    bar = wait_for_step(qtbot, window, 1)
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    store(window, SOURCE)
    wait_until_saved(qtbot, window.desk)

    assert not bar.isVisible()


def test_a_library_with_a_filled_briefing_needs_no_steps(qtbot, tmp_path):
    placement = Placement(id=new_placement_id(), record=ACTOR.id, revision=1)
    section = msgspec.structs.replace(make_section("actors"), placements=(placement,))
    draft = Briefing(id=numbered_id(1), title="Strikes", sections=(section,))
    with disk_library(tmp_path / "a.briefings", SOURCE, ACTOR, draft):
        pass
    with open_window(qtbot, tmp_path) as window:
        window.door.open(tmp_path / "a.briefings")
        qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG)
        wait_until_saved(qtbot, window.desk)

        assert not get_bar(window).isVisible()
