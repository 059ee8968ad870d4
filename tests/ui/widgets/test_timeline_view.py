import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from briefing.drawing.timeline import TimelineEvent
from ui.widgets.timeline_view import TimelineView

D = dt.date
ERBIL = TimelineEvent("erbil", D(2024, 1, 15), D(2024, 1, 15), "Erbil strike", weight=4)
PANJGUR = TimelineEvent("panjgur", D(2024, 1, 16), D(2024, 1, 16), "Panjgur strike", weight=2)
SARAVAN = TimelineEvent("saravan", D(2024, 1, 18), D(2024, 1, 18), "Saravan strike", weight=9)
JANUARY = TimelineEvent("skirmish", D(2024, 1, 1), D(2024, 1, 31), "Skirmish")


@pytest.fixture
def view(qtbot):
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(700, 200)
    with qtbot.waitExposed(view):
        view.show()
    view.show_events([SARAVAN, ERBIL, PANJGUR, JANUARY])
    return view


def find_x(view, day):
    axis = view._axis()
    return round(axis.find_middle(day))


def find_place(view, event):
    """Give a place of the widget at which the event is found."""
    x = find_x(view, event.start)
    return next(QPoint(x, y) for y in range(200) if view.find_event(QPointF(x, y)) == event)


def drag(qtbot, view, first, last):
    button = Qt.MouseButton.LeftButton
    qtbot.mousePress(view, button, pos=QPoint(find_x(view, first), 150))
    qtbot.mouseMove(view, QPoint(find_x(view, last), 150))
    qtbot.mouseRelease(view, button, pos=QPoint(find_x(view, last), 150))


def make_many(count=5000):
    start = D(2015, 1, 1)
    days = [start + dt.timedelta(days=number % 3000) for number in range(count)]
    return [TimelineEvent(str(n), day, day, f"Attack {n}") for n, day in enumerate(days)]


def test_all_events_come_into_view_and_are_told_in_words(view):
    assert view.summary.startswith("4 dated attacks; 4 from 30 December 2023 to")
    assert view.accessibleDescription() == view.summary


def test_a_click_on_an_event_tells_its_record(qtbot, view):
    with qtbot.waitSignal(view.event_clicked) as clicked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=find_place(view, SARAVAN))

    assert clicked.args == ["saravan"]


def test_dragging_brushes_over_a_span_and_escape_lets_go(qtbot, view):
    with qtbot.waitSignal(view.span_selected) as selected:
        drag(qtbot, view, D(2024, 1, 14), D(2024, 1, 16))
    assert selected.args == [D(2024, 1, 14), D(2024, 1, 16)]
    assert "Brushed over: 14 January 2024 to 16 January 2024" in view.summary

    with qtbot.waitSignal(view.span_selected) as selected:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert selected.args == [None, None]


def test_the_wheel_zooms_around_the_day_under_the_mouse(view):
    x = find_x(view, D(2024, 1, 16))
    place = QPointF(x, 100)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)

    assert (view.span[1] - view.span[0]).days < 18
    assert abs(find_x(view, D(2024, 1, 16)) - x) < 60


def test_keys_pan_zoom_and_show_everything_again(qtbot, view):
    before = view.span
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.span[0] > before[0]

    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.span == before


def test_the_keyboard_goes_from_event_to_event_and_opens_one(qtbot, view):
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(view.event_clicked) as clicked:
        qtbot.keyClick(view, Qt.Key.Key_Return)

    assert clicked.args == ["panjgur"]
    assert view.accessibleDescription().endswith("Chosen: Panjgur strike.")


def test_too_many_events_to_tell_apart_are_counted(qtbot, view):
    view.show_events(make_many())
    assert sum(len(each.keys) for each in view.counts) == 5000

    with qtbot.waitSignal(view.events_clicked) as clicked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(350, 150))
    assert len(clicked.args[0]) > 10


def test_zooming_in_on_counted_events_tells_them_apart(view):
    view.show_events(make_many())
    for _ in range(14):
        view.zoom_by(1.5)

    assert view.counts is None


def test_no_zoom_leaves_time(view):
    for _ in range(40):
        view.zoom_by(0.5)
    view.pan_by(3.0)
    view.pan_by(-9.0)
    for _ in range(80):
        view.zoom_by(1.5)

    assert view.span[0] < view.span[1]


def test_an_open_end_goes_on_to_the_edge(qtbot, view):
    view.show_events([ERBIL._replace(key="open", end=None, is_span=True), SARAVAN])

    assert view.find_event(QPointF(find_x(view, view.span[1]), 15)).key == "open"


def test_tab_leaves_the_timeline(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    view, field = TimelineView(), QLineEdit()
    layout.addWidget(view)
    layout.addWidget(field)
    with qtbot.waitExposed(window):
        window.show()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)

    assert window.focusWidget() is field
