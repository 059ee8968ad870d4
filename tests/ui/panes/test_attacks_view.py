import datetime as dt

import pytest
from PySide6.QtWidgets import QPushButton, QTabBar

from briefing.dates import EdtfDate
from briefing.ports import RecordQuery
from briefing.records.attack import Place
from briefing.services.records.editing import change_fields, create_record
from tests.support.builders import count, make_actor, make_attack
from tests.support.libraries import memory_library, save
from tests.support.windows import open_session
from ui.panes.attacks_view import AttacksView

PANJGUR = Place(name="Panjgur", country="PK", latitude=26.97, longitude=64.1)
KERMAN = Place(name="Kerman", country="IR", latitude=30.28, longitude=57.08)


@pytest.fixture
def attacks():
    return [
        make_attack(20, title="Strike", place=PANJGUR),
        make_attack(
            21, "2024-01-03", title="Bombings", place=KERMAN, figures=(count("killed", 103),)
        ),
        make_attack(22, title="Shelling", date=None, place=PANJGUR),
        make_attack(23, "2023-12-15", title="Raid"),
    ]


@pytest.fixture
def library(attacks):
    with memory_library(*attacks) as library:
        yield library


@pytest.fixture
def session(library, qtbot):
    with open_session(library) as session:
        yield session


@pytest.fixture
def view(qtbot, session):
    view = AttacksView(session)
    qtbot.addWidget(view)
    view.resize(700, 400)
    with qtbot.waitExposed(view):
        view.show()
    return view


def show_all(qtbot, view, **conditions):
    view.show_query(RecordQuery(**conditions))
    qtbot.waitUntil(lambda: not view._session.tasks.is_busy)


def test_what_a_search_finds_is_on_the_map_and_on_the_timeline(qtbot, view):
    show_all(qtbot, view)

    assert {point.label for point in view.map_view.points} == {
        "Panjgur, 16 January 2024",
        "Kerman, 3 January 2024",
        "Panjgur",
    }
    assert [event.label for event in view.timeline_view.events] == ["Raid", "Bombings", "Strike"]


def test_what_cannot_be_drawn_is_said(qtbot, view):
    show_all(qtbot, view)

    told = "4 attacks; 1 without coordinates, not on the map; 1 without a date, not on the timeline"
    assert view.status == told


def test_a_search_narrows_both(qtbot, view):
    show_all(qtbot, view, text="bomb")

    assert len(view.map_view.points) == len(view.timeline_view.events) == 1
    assert view.status == "1 attack"


def test_nothing_found_is_said(qtbot, view):
    show_all(qtbot, view, text="nowhere at all")

    assert view.status == "No attacks to show."


def test_some_attacks_are_shown_by_their_ids(qtbot, view, attacks):
    view.show_records([attacks[0].id])
    qtbot.waitUntil(lambda: len(view.map_view.points) == 1)

    assert view.status == "1 attack"


def test_a_click_on_either_asks_for_the_record(qtbot, view, attacks):
    show_all(qtbot, view)
    for signal in (view.map_view.point_clicked, view.timeline_view.event_clicked):
        with qtbot.waitSignal(view.record_requested) as asked:
            signal.emit(attacks[1].id)
        assert asked.args == [attacks[1].id]


def test_brushing_over_a_span_narrows_the_search_and_selects(qtbot, view, attacks):
    show_all(qtbot, view)
    first, last = dt.date(2024, 1, 1), dt.date(2024, 1, 10)
    with qtbot.waitSignals([view.filter_changed, view.selection_changed]):
        view.timeline_view.select_span(first, last)

    assert view.selection == (attacks[1].id,)
    assert view.status.endswith("1 selected")


def test_letting_go_of_the_selection_lets_go_of_the_span(qtbot, view):
    show_all(qtbot, view)
    view.timeline_view.select_span(dt.date(2024, 1, 1), dt.date(2024, 1, 10))
    button = view.findChild(QPushButton)
    with qtbot.waitSignal(view.filter_changed) as changed:
        button.click()

    assert changed.args[0].from_date is None
    assert view.selection == ()
    assert not button.isVisible()


def test_a_rectangle_on_the_map_selects(qtbot, view, attacks):
    show_all(qtbot, view)
    with qtbot.waitSignal(view.selection_changed) as changed:
        view.map_view.points_selected.emit([attacks[0].id])

    assert changed.args == [[attacks[0].id]]


def test_a_change_of_an_attack_is_shown(qtbot, view, session, attacks):
    show_all(qtbot, view)
    session.do(change_fields(attacks[3].id, {"place": KERMAN}))

    qtbot.waitUntil(lambda: len(view.map_view.points) == 4)


def test_a_new_attack_comes_in_without_moving_the_map(qtbot, view, session):
    show_all(qtbot, view)
    view.map_view.show_place(0.0, 0.0)
    centre = view.map_view.centre
    session.do(create_record(make_attack(30, place=KERMAN, date=EdtfDate("2024-02"))))

    qtbot.waitUntil(lambda: len(view.map_view.points) == 4)
    assert view.map_view.centre == pytest.approx(centre)


def test_more_attacks_than_can_be_drawn_are_the_newest(qtbot, view, session, monkeypatch):
    monkeypatch.setattr("ui.panes.attacks_view.MOST_ATTACKS", 2)
    show_all(qtbot, view)

    assert view.status.startswith("4 attacks; the newest 2 are shown")


def test_the_tabs_are_reached_by_keys(view):
    bar = view.tabs.findChild(QTabBar)

    assert [bar.tabText(index) for index in range(bar.count())] == ["&Map", "Time&line"]
    assert bar.focusPolicy()


def test_records_of_other_kinds_are_passed_over(qtbot, view, library, attacks):
    (actor,) = save(library, make_actor())
    view.show_records([actor.id, attacks[0].id, "no-such-record"])

    qtbot.waitUntil(lambda: view.status == "1 attack")
