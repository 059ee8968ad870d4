import pytest
from PySide6.QtCore import Qt

from briefing.records.record_filter import RecordFilter
from briefing.services.settings_of_library import read_settings
from tests.support.libraries import make_actor, make_attack, memory_library
from tests.support.windows import LONG, open_session
from ui.panes.library_pane import LibraryPane
from ui.panes.search_saved import NamePopup
from ui.panes.search_state import EVERYTHING

RAIDS = RecordFilter(text="raid", kinds=("attack",))
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def session():
    stock = (make_actor("Ansar"), make_attack("Raid"), make_attack("Strike"))
    with memory_library(*stock) as library, open_session(library) as session:
        yield session


@pytest.fixture
def pane(qtbot, session):
    pane = LibraryPane(session)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    with qtbot.waitSignal(pane.model.loaded):
        pane.show_filter(RAIDS)
    return pane


def save(qtbot, pane, name):
    pane.saved.save(name)
    qtbot.waitUntil(lambda: name in [search.name for search in pane.saved.searches])


def read_menu(pane):
    pane.saved.fill_menu()
    actions = pane.saved.menu().actions()
    return {a.text().replace("&", ""): a for a in actions if not a.isSeparator()}


def test_the_present_search_is_saved_under_a_name(qtbot, pane, session):
    read_menu(pane)["Save this search…"].trigger()
    popup = pane.findChild(NamePopup)
    qtbot.keyClicks(popup.line, "Border raids")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(pane.saved.searches))

    (search,) = read_settings(session.library).saved_searches
    assert (search.name, search.filter) == ("Border raids", RAIDS)
    assert session.undo_label == "save search “Border raids”"


def test_a_saved_search_lists_what_it_listed(qtbot, pane):
    save(qtbot, pane, "Raids")
    with qtbot.waitSignal(pane.model.loaded):
        pane.show_kind("actor")
    with qtbot.waitSignal(pane.model.loaded):
        read_menu(pane)["Raids"].trigger()

    assert pane.kind == "attack"
    assert pane.bar.field.text() == "raid"
    assert [pane.model.index(0).data()] == ["Raid"]
    assert pane.saved.current.name == "Raids"


def test_a_search_over_everything_comes_back_as_such(qtbot, pane):
    pane.show_kind(EVERYTHING)
    pane.bar.set_filter(RecordFilter(kinds=("actor", "attack"), text="a"))
    save(qtbot, pane, "People and deeds")
    pane.show_kind("source")
    read_menu(pane)["People and deeds"].trigger()

    assert pane.kind == EVERYTHING
    assert pane.query.kinds == ("actor", "attack")


def test_a_saved_search_is_renamed_and_deleted_and_both_can_be_undone(qtbot, pane, session):
    save(qtbot, pane, "Raids")
    read_menu(pane)["Rename “Raids”…"].trigger()
    popup = pane.findChild(NamePopup)
    assert popup.line.text() == "Raids"
    qtbot.keyClicks(popup.line, "Assaults")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [s.name for s in pane.saved.searches] == ["Assaults"], timeout=LONG)
    read_menu(pane)["Delete “Assaults”"].trigger()
    qtbot.waitUntil(lambda: pane.saved.searches == (), timeout=LONG)

    session.undo()
    session.undo()
    qtbot.waitUntil(lambda: [s.name for s in pane.saved.searches] == ["Raids"], timeout=LONG)
    session.undo()
    qtbot.waitUntil(lambda: pane.saved.searches == (), timeout=LONG)


def test_a_list_without_a_search_cannot_be_saved_nor_can_one_twice(qtbot, pane):
    save(qtbot, pane, "Raids")
    assert not read_menu(pane)["Save this search…"].isEnabled()
    pane.show_kind("actor")

    assert not read_menu(pane)["Save this search…"].isEnabled()


def test_names_with_an_ampersand_are_shown_as_they_are(qtbot, pane):
    save(qtbot, pane, "R&D")
    pane.saved.fill_menu()

    assert pane.saved.menu().actions()[0].text() == "R&&D"
