import pytest
from PySide6.QtCore import QPoint, Qt

from tests.support.pdfs import make_lettered_pdf
from tests.support.windows import LONG
from ui.panes.preview_pane import PreviewPane
from ui.widgets.pages_view import MARGIN
from ui.worker.preview_pages import PreviewPages

TEXTS = ("Jaish al-Adl", "nothing", "nothing", "Jaish and Jaish again")


def make_preview(*texts):
    return PreviewPages(content=make_lettered_pdf(*texts), page_count=len(texts), places=())


@pytest.fixture
def pane(qtbot):
    pane = PreviewPane()
    qtbot.addWidget(pane)
    pane.resize(420, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.show_preview(make_preview(*TEXTS))
    return pane


def search(qtbot, pane, words, count):
    pane.find_on_pages()
    qtbot.keyClicks(pane.search.line, words)
    qtbot.waitUntil(lambda: pane.search.count.text().endswith(count), timeout=LONG)


def is_marked(pane, place):
    """Tell whether a place of the pages is coloured, as print on them never is."""
    colour = pane.view.viewport().grab().toImage().pixelColor(place)
    return colour.red() - colour.blue() > 40


def test_all_places_are_counted_and_the_first_is_shown(qtbot, pane):
    search(qtbot, pane, "jaish", "of 3")

    assert pane.search.count.text() == "1 of 3"
    assert pane.view.page == 0


def test_enter_goes_on_and_shift_enter_goes_back_round_the_end(qtbot, pane):
    search(qtbot, pane, "jaish", "of 3")
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Return)
    assert (pane.search.count.text(), pane.view.page) == ("2 of 3", 3)

    for _press in range(2):
        qtbot.keyClick(pane.search.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.search.count.text() == "3 of 3"


def test_found_words_are_marked_on_the_page(qtbot, pane):
    search(qtbot, pane, "jaish", "of 3")
    corner = pane.view.found[0].areas[0].topLeft() * pane.view.zoom * pane.logicalDpiX() / 72
    place = QPoint(MARGIN + int(corner.x()) + 2, MARGIN + int(corner.y()) + 1)

    qtbot.waitUntil(lambda: is_marked(pane, place), timeout=LONG)
    pane.search.leave()
    qtbot.waitUntil(lambda: not is_marked(pane, place), timeout=LONG)


def test_what_is_nowhere_is_said_to_be_nowhere(qtbot, pane):
    search(qtbot, pane, "zabul", "Not found")

    assert pane.search.line.accessibleDescription() == "Not found"


def test_the_search_begins_at_the_page_in_view(qtbot, pane):
    pane.view.show_page(3)
    search(qtbot, pane, "jaish", "of 3")

    assert pane.search.count.text() == "2 of 3"


def test_new_pages_are_searched_without_scrolling(qtbot, pane):
    search(qtbot, pane, "jaish", "of 3")
    pane.view.verticalScrollBar().setValue(500)
    pane.show_preview(make_preview(*TEXTS, "Jaish too"))

    qtbot.waitUntil(lambda: pane.search.count.text() == "4", timeout=LONG)
    assert pane.view.verticalScrollBar().value() == 500


def test_escape_closes_it_and_gives_the_keyboard_back_to_the_pages(qtbot, pane):
    search(qtbot, pane, "jaish", "of 3")
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Escape)

    assert pane.search.isHidden()
    assert pane.view.hasFocus()


# --- thumbnails


def test_small_pages_are_shown_on_request_and_drawn(qtbot, pane):
    assert pane.strip.isHidden()
    pane.show_thumbnails(True)
    blank = pane.strip.viewport().grab().toImage()

    model = pane.strip.model()
    assert [model.index(row).data() for row in range(model.rowCount())] == ["1", "2", "3", "4"]
    qtbot.waitUntil(lambda: pane.strip.viewport().grab().toImage() != blank, timeout=LONG)


def test_the_page_in_view_is_selected_among_the_small_ones(qtbot, pane):
    pane.show_thumbnails(True)
    pane.view.show_page(2)
    assert pane.strip.currentIndex().row() == 2

    qtbot.keyClick(pane.strip, Qt.Key.Key_Down)
    assert pane.view.page == 3


def test_a_click_on_a_small_page_goes_there(qtbot, pane):
    pane.show_thumbnails(True)
    place = pane.strip.visualRect(pane.strip.model().index(1)).center()
    qtbot.mouseClick(
        pane.strip.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y())
    )

    assert pane.view.page == 1


def test_small_pages_follow_a_new_pdf_after_a_pause(qtbot, pane):
    pane.show_thumbnails(True)
    pane.show_preview(make_preview("one", "two"))

    qtbot.waitUntil(lambda: pane.strip.model().rowCount() == 2, timeout=LONG)


def test_small_pages_are_scrolled_while_new_ones_come(qtbot, pane):
    pane.show_thumbnails(True)
    pane.show_preview(make_preview(*(str(number) for number in range(40))))
    qtbot.waitUntil(lambda: pane.strip.model().rowCount() == 40, timeout=LONG)
    for number in range(5):
        pane.show_preview(make_preview(*(str(number) for number in range(40))))
        pane.strip.scrollTo(pane.strip.model().index(8 * number))
        pane.strip.viewport().grab()
        qtbot.waitUntil(lambda: pane.view.shows_newest, timeout=LONG)

    assert pane.strip.model().rowCount() == 40


def test_only_small_pages_in_sight_are_drawn(qtbot, pane):
    pane.show_preview(make_preview(*(str(number) for number in range(40))))
    asked = []
    pane.view.pages.drawn_small.connect(lambda page, _image: asked.append(page))
    pane.show_thumbnails(True)

    qtbot.waitUntil(lambda: len(asked) > 2, timeout=LONG)
    assert max(asked) < 20
