import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.support.pdfs import make_pdf
from ui.theme.tokens import LIGHT
from ui.widgets.page_notes import PageNote
from ui.widgets.pages_view import GAP, MARGIN, MAX_ZOOM, MIN_ZOOM, PagesView


@pytest.fixture
def view(qtbot):
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(400, 500)
    with qtbot.waitExposed(view):
        view.show()
    return view


def turn_wheel(view, steps, modifiers):
    place = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_new_pdf_leaves_the_scroll_where_it_was(view):
    view.show_pdf(make_pdf(8))
    view.verticalScrollBar().setValue(1500)
    view.show_pdf(make_pdf(9))

    assert view.verticalScrollBar().value() == 1500
    assert view.page_count == 9


def test_pages_are_drawn_in_the_background(qtbot, view):
    view.show_pdf(make_pdf(2))

    qtbot.waitUntil(lambda: view.has_picture(0))


def test_old_pictures_stay_until_the_new_ones_are_drawn(qtbot, view):
    view.show_pdf(make_pdf(2))
    qtbot.waitUntil(lambda: view.has_picture(0))
    view.show_pdf(make_pdf(2))

    assert view.has_picture(0)


def test_only_pages_that_look_otherwise_are_drawn_anew(qtbot, view):
    view.show_pdf(make_pdf(3, 200, 60), looks=(1, 2, 3))
    qtbot.waitUntil(lambda: view.shows_newest)
    view.show_pdf(make_pdf(3, 200, 60), looks=(1, 5, 3))
    drawn = []
    view.pages.drawn.connect(lambda page, _image: drawn.append(page))

    qtbot.waitUntil(lambda: view.shows_newest)
    assert drawn == [1]


def test_pages_are_sharp_again_after_zooming_in_and_out(qtbot, view):
    view.show_pdf(make_pdf(1), looks=(1,))
    qtbot.waitUntil(lambda: view.has_picture(0))
    sharp = view.picture_size(0)
    for zoom in (view.zoom_in, view.fit_width):
        with qtbot.waitSignal(view.pages.drawn):
            zoom()

    assert view.picture_size(0) == sharp


def test_the_page_in_view_is_told(qtbot, view):
    view.show_pdf(make_pdf(5))
    with qtbot.waitSignal(view.page_changed):
        qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 4

    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_a_click_tells_page_and_height_in_points(qtbot, view):
    view.show_pdf(make_pdf(3, width=200, height=300))
    view.set_zoom(1.0)
    view.show_place(1, 0)
    view.verticalScrollBar().setValue(0)
    with qtbot.waitSignal(view.place_clicked) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 16 + 100))

    page, height = told.args
    assert page == 0
    assert height == pytest.approx(100 * 72 / view.logicalDpiX(), abs=1)


def test_a_place_out_of_view_is_scrolled_to_and_one_in_view_is_not(view):
    view.show_pdf(make_pdf(5))
    view.show_place(3, 100)
    scrolled = view.verticalScrollBar().value()
    view.show_place(3, 120)

    assert scrolled > 0
    assert view.verticalScrollBar().value() == scrolled


def test_pages_fit_the_width_until_a_zoom_is_chosen(view):
    view.show_pdf(make_pdf(1))
    fitted = view.zoom
    view.resize(800, 500)
    assert view.zoom > fitted

    view.set_zoom(1.5)
    view.resize(400, 500)
    assert view.zoom == pytest.approx(1.5)
    view.fit_width()
    assert view.zoom == pytest.approx(fitted)


def test_a_wider_window_keeps_the_first_page_at_its_beginning(view):
    view.show_pdf(make_pdf(8))
    view.resize(800, 700)

    assert view.verticalScrollBar().value() == 0


def test_ctrl_and_the_wheel_zoom_and_the_wheel_alone_scrolls(view):
    view.show_pdf(make_pdf(5))
    before = view.zoom
    turn_wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before

    turn_wheel(view, -1, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0


def test_zoom_stays_within_its_limits(view):
    view.show_pdf(make_pdf(1))
    for _step in range(30):
        view.zoom_in()
    assert view.zoom == pytest.approx(MAX_ZOOM)

    for _step in range(30):
        view.zoom_out()
    assert view.zoom == pytest.approx(MIN_ZOOM)


def test_a_file_that_is_no_pdf_shows_no_pages(view):
    view.show_pdf(b"not a PDF")

    assert view.page_count == 0


def test_a_hundred_pdfs_in_a_row_do_no_harm(qtbot, view):
    content = make_pdf(3)
    for _round in range(100):
        view.show_pdf(content)
        view.grab()

    qtbot.waitUntil(lambda: view.has_picture(0))


NOTES = (
    PageNote(1, 0.0, is_error=False, words="A <b>figure</b> has no source."),
    PageNote(0, 20.0, is_error=True, words="Cite a source."),
    PageNote(0, 21.0, is_error=False, words="Say when."),
)
MIDDLE_OF_SIGN = 15
"""Logical pixels from the left edge of a page."""


def show_noted_pages(view):
    view.show_pdf(make_pdf(2, width=200, height=300))
    view.set_zoom(72 / view.logicalDpiX())  # a pixel to the point
    view.show_notes(NOTES)
    return view.viewport().width() // 2 - 100 + MIDDLE_OF_SIGN


def test_a_click_on_a_sign_tells_which_note_it_is(qtbot, view):
    x = show_noted_pages(view)
    told = []
    view.note_clicked.connect(told.append)
    view.place_clicked.connect(lambda *_: told.append("place"))
    for y in (30, 48, 100):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, MARGIN + y))

    assert told == [1, 2, "place"]


def test_signs_at_one_place_stand_below_each_other_and_errors_are_red(view):
    x = show_noted_pages(view)
    picture = view.viewport().grab().toImage()
    backgrounds = [picture.pixelColor(x - 7, MARGIN + y).name().upper() for y in (21, 39)]

    assert backgrounds == [LIGHT.danger_soft.upper(), LIGHT.warning_soft.upper()]


def test_the_words_of_a_note_come_as_they_are_when_the_mouse_rests_on_its_sign(qtbot, view):
    x = show_noted_pages(view)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    y = 300 + GAP + MARGIN + 4 - view.verticalScrollBar().value()
    point = QPoint(x, y)
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)

    assert "A &lt;b&gt;figure&lt;/b&gt; has no source." in QToolTip.text()


def test_notes_go_with_their_pages(qtbot, view):
    x = show_noted_pages(view)
    told = []
    view.note_clicked.connect(told.append)
    view.clear()
    view.show_pdf(make_pdf(2, width=200, height=300))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, MARGIN + 30))

    assert told == []
