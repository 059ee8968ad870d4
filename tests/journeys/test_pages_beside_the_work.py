"""The pages in the program's own window: they follow the keys, and lead to what is behind them."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from briefing.sample.library import SAMPLE_BRIEFING
from tests.support.libraries import find
from tests.support.pdf_texts import read_text
from tests.support.windows import LONG, open_window, wait_for_desk, wait_until_saved
from ui.models.outline_rows import RowKey
from ui.widgets.pages_view import GAP, MARGIN

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.session.library_door.get_data_folder", lambda: tmp_path)
    with open_window(qtbot, tmp_path) as window:
        window.door.open_sample()
        maker = wait_for_desk(qtbot, window).workspace.preview_maker
        pane = window.desk.workspace.preview_pane
        qtbot.waitUntil(lambda: pane.preview is not None and not maker.is_busy, timeout=LONG)
        yield window


@pytest.fixture
def pane(window):
    return window.desk.workspace.preview_pane


def wait_for_words(qtbot, pane, words, *, there=True):
    qtbot.waitUntil(lambda: (words in read_text(pane.preview.content)) is there, timeout=LONG)


def type_subtitle(qtbot, window, letters):
    settings = window.desk.workspace.work.briefing_pane.settings
    qtbot.waitUntil(lambda: settings.form is not None, timeout=LONG)
    line = settings.form.get_editor("subtitle").findChild(QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, letters)


def hold_off_storing(qtbot, window):
    """Let the form wait long for a pause in typing, however slow the machine is."""
    settings = window.desk.workspace.work.briefing_pane.settings
    qtbot.waitUntil(lambda: settings.form is not None, timeout=LONG)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for timer in settings.form.findChildren(QTimer, options=direct):
        timer.setInterval(10 * LONG)


def test_keys_show_on_the_pages_before_they_are_stored_and_nothing_scrolls(qtbot, window, pane):
    hold_off_storing(qtbot, window)
    bar, zoom = pane.view.verticalScrollBar(), pane.view.zoom
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    with qtbot.waitSignal(window.desk.workspace.preview_maker.made, timeout=LONG):
        type_subtitle(qtbot, window, "Quiet")
    assert find(window.desk.session.library, SAMPLE_BRIEFING).subtitle != "Quiet"

    wait_for_words(qtbot, pane, "Quiet")
    assert (bar.value(), pane.view.zoom) == (place, zoom)
    window.desk.workspace.work.flush()
    wait_until_saved(qtbot, window.desk)
    assert find(window.desk.session.library, SAMPLE_BRIEFING).subtitle == "Quiet"


def test_what_is_undone_leaves_the_pages(qtbot, window, pane):
    type_subtitle(qtbot, window, "Quiet")
    wait_for_words(qtbot, pane, "Quiet")
    window.desk.workspace.work.flush()
    wait_until_saved(qtbot, window.desk)
    window.desk.session.undo()

    wait_for_words(qtbot, pane, "Quiet", there=False)


def test_a_click_on_a_page_selects_what_is_behind_it_and_back(qtbot, window, pane):
    tree = window.desk.workspace.work.briefing_pane.tree
    place = next(place for place in pane.preview.places if place.record and place.page == 2)
    pane.view.show_page(0)
    pane.view.show_place(place.page, place.top)
    scale = pane.view.zoom * pane.logicalDpiX() / 72
    point = QPoint(
        pane.view.viewport().width() // 2,
        round(2 * GAP + (place.bottom - place.top) / 2 * scale),
    )
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert tree.current_row.placement.record == place.record

    tree.select(RowKey())
    pane.view.show_page(pane.view.page_count - 1)
    tree.select(RowKey(section=place.section, record=place.record))
    assert pane.view.page in {each.page for each in pane.preview.list_places("", place.record)}


def test_find_searches_the_pages_while_the_keyboard_is_there(qtbot, window, pane):
    pane.focus_pages()
    qtbot.keyClick(pane.view, Qt.Key.Key_F, CTRL)
    assert pane.search.line.hasFocus()

    qtbot.keyClicks(pane.search.line, "Sistan")
    qtbot.waitUntil(lambda: pane.search.count.text().startswith("1 of"), timeout=LONG)
    qtbot.keyClick(pane.search.line, Qt.Key.Key_Escape)
    assert pane.view.hasFocus()


def test_small_pages_are_there_again_when_another_library_is_opened(qtbot, window, pane, tmp_path):
    pane.show_thumbnails(True)
    desk = window.desk
    window.door.create(tmp_path / "other.briefings")
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not desk, timeout=LONG)

    assert window.desk.workspace.preview_pane.shows_thumbnails


def test_a_sign_in_the_margin_tells_a_problem_and_leads_to_it(qtbot, window, pane):
    workspace = window.desk.workspace
    type_subtitle(qtbot, window, "Time TBC")
    qtbot.waitUntil(lambda: "TBC" in str(pane.preview.problems), timeout=LONG)
    view = pane.view
    with qtbot.waitSignal(pane.problem_clicked, timeout=LONG) as told:
        view.verticalScrollBar().setValue(0)
        left = (view.viewport().width() - int(595 * view.zoom * view.logicalDpiX() / 72)) // 2
        top = MARGIN + int(24 * view.zoom * view.logicalDpiX() / 72)
        place = QPoint(left + 15, top + 8)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert "TBC" in told.args[0].message
    assert workspace.problems_pane.isVisible()
    assert not workspace.work.shows_record
