import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QToolButton

from tests.support.libraries import make_actor, memory_library, save
from tests.support.windows import open_session
from ui.kinds import KINDS
from ui.panes.library_pane import LibraryPane
from ui.panes.rail import Rail


@pytest.fixture
def library():
    with memory_library() as library:
        yield library


@pytest.fixture
def session(library, qtbot):
    with open_session(library) as session:
        yield session


@pytest.fixture
def pane(session, qtbot):
    pane = LibraryPane(session)
    qtbot.addWidget(pane)
    pane.resize(300, 500)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


def show_actors(qtbot, pane):
    with qtbot.waitSignal(pane.model.loaded):
        pane.show_kind("actor")


def get_list(pane):
    return pane.findChild(QTableView)


def test_an_empty_list_says_one_sentence_and_offers_one_button(qtbot, pane):
    show_actors(qtbot, pane)
    buttons = [b for b in pane.findChildren(QPushButton) if b.isVisible()]

    assert [button.text() for button in buttons] == ["New actor"]
    with qtbot.waitSignal(pane.new_requested) as told:
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert told.args == ["actor", ""]


def test_a_filter_that_fits_nothing_says_so_and_can_be_cleared(qtbot, pane, library):
    save(library, make_actor("Ansar"))
    show_actors(qtbot, pane)
    field = pane.findChild(QLineEdit)
    qtbot.keyClicks(field, "zzz")
    qtbot.waitUntil(lambda: pane.model.filter_text == "zzz" and pane.model.is_loaded)
    clear = next(b for b in pane.findChildren(QPushButton) if b.isVisible())

    assert clear.text() == "Clear search"
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert field.text() == ""


def test_the_list_follows_the_filter_as_one_types(qtbot, pane, library):
    save(library, make_actor("Ansar"), make_actor("Jaish al-Adl"))
    show_actors(qtbot, pane)
    qtbot.keyClicks(pane.findChild(QLineEdit), "jai")

    qtbot.waitUntil(lambda: pane.model.rowCount() == 1 and pane.model.is_loaded)
    assert pane.model.get_summary(0).title == "Jaish al-Adl"


def test_all_selected_records_are_placed_together(qtbot, pane, library):
    first, second = save(library, make_actor("Ansar"), make_actor("Zabul"))
    show_actors(qtbot, pane)
    get_list(pane).selectAll()
    with qtbot.waitSignal(pane.place_requested) as told:
        pane.place_selected()

    assert told.args == [[first.id, second.id]]


def test_enter_opens_the_current_record(qtbot, pane, library):
    (actor,) = save(library, make_actor("Ansar"))
    show_actors(qtbot, pane)
    pane.focus_list()
    with qtbot.waitSignal(pane.open_requested) as told:
        qtbot.keyClick(get_list(pane), Qt.Key.Key_Return)

    assert told.args == [actor.id, "actor"]


def test_a_double_click_opens_the_record(qtbot, pane, library):
    (actor,) = save(library, make_actor("Ansar"))
    show_actors(qtbot, pane)
    view = get_list(pane)
    place = view.visualRect(pane.model.index(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(pane.open_requested) as told:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert told.args == [actor.id, "actor"]


def test_arrows_move_in_the_list_while_the_cursor_stays_in_the_field(qtbot, pane, library):
    save(library, make_actor("Ansar"), make_actor("Jaish"))
    show_actors(qtbot, pane)
    pane.focus_filter()
    qtbot.keyClick(pane.bar.field, Qt.Key.Key_Down)
    assert [summary.title for summary in pane.get_selected()] == ["Ansar"]
    qtbot.keyClick(pane.bar.field, Qt.Key.Key_Down)

    assert [summary.title for summary in pane.get_selected()] == ["Jaish"]
    assert pane.bar.field.hasFocus()


def test_a_record_made_elsewhere_is_selected_as_soon_as_it_is_listed(qtbot, pane, library):
    save(library, make_actor("Ansar"))
    zabul = save(library, make_actor("Zabul"))[0]
    with qtbot.waitSignal(pane.model.loaded):
        pane.reveal(zabul.id, "actor")

    assert [summary.id for summary in pane.get_selected()] == [zabul.id]


def test_rows_can_be_painted_in_every_state(qtbot, pane, library):
    save(library, make_actor("Ansar " * 30, native="أنصار"), make_actor("X", marking="TLP:RED"))
    show_actors(qtbot, pane)
    get_list(pane).selectAll()

    assert not pane.grab().isNull()


def test_everything_one_can_reach_by_tab_has_a_name(pane):
    reachable = [
        widget
        for kind in (QLineEdit, QTableView, QToolButton)
        for widget in pane.findChildren(kind)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.parent() is pane
    ]

    assert reachable
    assert all(widget.accessibleName() for widget in reachable)


def test_the_rail_offers_every_kind_and_keeps_one_down(qtbot):
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show_kind("briefing")
    for words in KINDS:
        with qtbot.waitSignal(rail.kind_chosen) as told:
            qtbot.mouseClick(rail.get_button(words.kind), Qt.MouseButton.LeftButton)
        assert told.args == [words.kind]
        assert rail.get_button(words.kind).isChecked()
