import pytest
from PySide6.QtCore import Qt

from briefing.records.record_filter import RecordFilter
from tests.support.libraries import make_actor, make_attack, memory_library
from tests.support.windows import LONG, open_session
from ui.panes.library_pane import LibraryPane
from ui.panes.search_state import EVERYTHING

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MANY = 1_200


@pytest.fixture(scope="module")
def stock():
    actors = [make_actor(f"Group {number}") for number in range(1, MANY + 1)]
    attacks = [make_attack(f"Raid {number}") for number in range(1, 4)]
    with memory_library(*actors, *attacks) as library:
        yield library


@pytest.fixture
def session(stock, qtbot):
    with open_session(stock) as session:
        yield session


def open_pane(qtbot, session):
    pane = LibraryPane(session)
    qtbot.addWidget(pane)
    pane.resize(320, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


def show(qtbot, pane, kind):
    pane.show_kind(kind)
    qtbot.waitUntil(lambda: pane.model.is_complete and pane.kind == kind, timeout=LONG)


@pytest.fixture
def pane(qtbot, session):
    pane = open_pane(qtbot, session)
    show(qtbot, pane, "actor")
    return pane


def go_to_end(qtbot, pane):
    pane.focus_list()
    qtbot.keyClick(pane.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: pane.list.current is not None, timeout=LONG)


def test_the_last_of_many_rows_is_one_key_away(qtbot, pane):
    go_to_end(qtbot, pane)

    assert pane.list.current.title == f"Group {MANY}"


def test_a_list_comes_back_as_it_was_left(qtbot, pane):
    go_to_end(qtbot, pane)
    before = pane.list.verticalScrollBar().value()
    show(qtbot, pane, "attack")
    show(qtbot, pane, "actor")
    qtbot.waitUntil(lambda: pane.list.current is not None, timeout=LONG)

    assert pane.list.current.title == f"Group {MANY}"
    assert pane.list.verticalScrollBar().value() == before > 0


def test_a_filter_stays_with_its_list(qtbot, pane):
    pane.bar.set_filter(RecordFilter(text="group 7", tag=""))
    show(qtbot, pane, "attack")
    assert pane.bar.field.text() == ""
    show(qtbot, pane, "actor")

    assert pane.bar.field.text() == "group 7"
    assert pane.model.filter_text == "group 7"


def test_the_next_run_begins_where_this_one_ended(qtbot, pane, session):
    go_to_end(qtbot, pane)
    states = pane.keep_states()
    later = open_pane(qtbot, session)
    later.restore_states(states)
    show(qtbot, later, "actor")
    qtbot.waitUntil(lambda: later.list.current is not None, timeout=LONG)

    assert later.list.current.title == f"Group {MANY}"
    assert later.list.verticalScrollBar().value() == pane.list.verticalScrollBar().value()


def test_states_of_an_unknown_kind_are_passed_over(qtbot, pane):
    states = {**pane.keep_states(), "vessel": pane.state}
    pane.restore_states(states)

    assert "vessel" not in pane.keep_states()


def test_several_rows_are_chosen_by_click_and_by_key(qtbot, pane):
    view = pane.list
    view.setFocus()
    for row, keys in ((1, Qt.KeyboardModifier.NoModifier), (3, CTRL), (5, SHIFT | CTRL)):
        place = view.visualRect(pane.model.index(row)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)

    assert [s.title for s in pane.get_selected()] == [f"Group {n}" for n in (2, 4, 5, 6)]


def test_all_rows_are_chosen_read_or_not(qtbot, pane):
    pane.focus_list()
    qtbot.keyClick(pane.list, Qt.Key.Key_A, CTRL)
    assert pane.list.count_selected == MANY
    got = []
    pane.read_selected(got.extend)
    qtbot.waitUntil(lambda: bool(got), timeout=LONG)

    assert [s.title for s in got] == [f"Group {n}" for n in range(1, MANY + 1)]


def test_all_of_them_are_placed(qtbot, pane):
    pane.focus_list()
    qtbot.keyClick(pane.list, Qt.Key.Key_A, CTRL)
    with qtbot.waitSignal(pane.place_requested, timeout=LONG) as told:
        pane.place_selected()

    assert len(told.args[0]) == MANY


def test_a_record_outside_the_filter_is_shown_all_the_same(qtbot, pane, stock):
    with stock.read() as unit:
        attack = next(iter(unit.records.iter_records(("attack",))))
    pane.bar.set_filter(RecordFilter(text="nothing like it"))
    pane.reveal(attack.id, "attack")
    qtbot.waitUntil(lambda: [s.id for s in pane.get_selected()] == [attack.id], timeout=LONG)

    assert pane.kind == "attack"


def test_rows_of_all_kinds_are_drawn_with_their_icon(qtbot, pane):
    show(qtbot, pane, EVERYTHING)

    assert pane.list.delegate.shows_kinds
    assert not pane.grab().isNull()
