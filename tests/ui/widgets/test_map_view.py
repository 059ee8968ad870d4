import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from briefing.drawing.map_point import MapPoint
from ui.widgets.map_view import MapView

PANJGUR = MapPoint("panjgur", 26.97, 64.1, "Panjgur", weight=2)
ERBIL = MapPoint("erbil", 36.19, 44.01, "Erbil", weight=4)
IDLIB = MapPoint("idlib", 35.93, 36.63, "Idlib", radius_km=25)


@pytest.fixture
def view(qtbot):
    view = MapView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    with qtbot.waitExposed(view):
        view.show()
    view.show_points([PANJGUR, ERBIL, IDLIB])
    return view


def find(view, point):
    """Give the place of a point in the widget."""
    mark = next(mark for mark in view.marks if point in mark.points)
    return view.to_pixels(mark.x, mark.y).toPoint()


def turn_wheel(view, at, steps):
    place = QPointF(at)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_all_points_are_in_view_and_told_in_words(view):
    assert view.summary == ("3 places, 3 of them in view; 1 known roughly, drawn with a ring.")
    assert view.accessibleDescription() == view.summary


def test_a_click_on_a_point_tells_its_record(qtbot, view):
    with qtbot.waitSignal(view.point_clicked) as clicked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=find(view, ERBIL))

    assert clicked.args == ["erbil"]


def test_the_wheel_zooms_in_on_what_is_under_the_mouse(view):
    before, scale = find(view, ERBIL), view.scale
    turn_wheel(view, before, 2)

    assert view.scale > scale * 2
    assert (find(view, ERBIL) - before).manhattanLength() <= 2


def test_dragging_pans(qtbot, view):
    before = find(view, PANJGUR)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 350))
    qtbot.mouseMove(view, QPoint(260, 330))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(260, 330))

    assert (find(view, PANJGUR) - before - QPoint(-40, -20)).manhattanLength() <= 2


def test_the_keyboard_goes_from_point_to_point_and_opens_one(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(view.point_clicked) as clicked:
        qtbot.keyClick(view, Qt.Key.Key_Return)

    assert clicked.args == ["erbil"]
    assert view.accessibleDescription().endswith("Chosen: Erbil.")


def test_keys_pan_zoom_and_show_everything_again(qtbot, view):
    centre, scale = view.centre, view.scale
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.scale > scale
    assert view.centre[1] > centre[1]

    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.centre == pytest.approx(centre)
    assert view.scale == scale


def test_tab_leaves_the_map(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    view, field = MapView(), QLineEdit()
    layout.addWidget(view)
    layout.addWidget(field)
    with qtbot.waitExposed(window):
        window.show()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)

    assert window.focusWidget() is field


def test_a_place_is_picked_by_a_click_and_by_the_keyboard(qtbot, view):
    view.show_points([])
    view.show_place(31.5, 64.25)
    view.set_picking(True)
    with qtbot.waitSignal(view.place_picked) as picked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert picked.args == pytest.approx([31.5, 64.25], abs=0.001)

    with qtbot.waitSignal(view.place_picked) as picked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert picked.args[0] > 31.5


def test_a_rectangle_selects_what_is_in_it(qtbot, view):
    corner = find(view, ERBIL)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, shift, corner - QPoint(20, 20))
    qtbot.mouseMove(view, corner + QPoint(20, 20))
    with qtbot.waitSignal(view.points_selected) as selected:
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, shift, corner + QPoint(20, 20))

    assert selected.args == [["erbil"]]


def test_points_that_lie_together_are_one_mark_until_one_zooms_in(qtbot, view):
    near = [PANJGUR._replace(key=f"p{number}", longitude=64 + number / 100) for number in range(9)]
    view.show_points([*near, ERBIL])
    assert sorted(len(mark.points) for mark in view.marks) == [1, 9]

    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=find(view, near[4]))
    assert len(view.marks) > 3


def test_ten_thousand_points_are_few_marks(view):
    points = [
        MapPoint(str(number), 20 + number % 100 / 10, 50 + number // 100 / 10)
        for number in range(10_000)
    ]
    view.show_points(points)

    assert sum(len(mark.points) for mark in view.marks) == 10_000
    assert len(view.marks) < 400


def test_points_on_both_sides_of_the_date_line_are_shown_together(view):
    fiji, samoa = MapPoint("fiji", -17.7, 178.0), MapPoint("samoa", -13.8, -171.8)
    view.show_points([fiji, samoa])

    places = [find(view, fiji), find(view, samoa)]
    assert all(view.rect().contains(place) for place in places)
    assert places[0].x() < places[1].x()


def test_land_and_sea_are_drawn_apart(qtbot, view):
    view.show_place(27.0, 52.0)  # in the Gulf, with Iran to the north
    land = view.to_pixels(0.9425, -0.5836).toPoint()  # 54 east, 31.7 north

    def are_apart():
        image = view.grab().toImage()
        return image.pixelColor(300, 200) != image.pixelColor(land)

    qtbot.waitUntil(are_apart)
