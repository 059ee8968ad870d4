import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMainWindow

from tests.support.libraries import disk_library, make_actor, make_attack
from tests.support.windows import LONG, open_window
from ui.dialogs.command_palette import CommandPalette, PaletteModel
from ui.dialogs.palette_entries import PaletteEntry, list_actions, rank_actions

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path):
    library = tmp_path / "team.briefings"
    with disk_library(library, make_actor("Jaish al-Adl", native="جيش العدل"), make_attack("Raid")):
        pass
    with open_window(qtbot, tmp_path, library=library) as window:
        yield window


def open_palette(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: any(p.isVisible() for p in window.findChildren(CommandPalette)))
    return next(p for p in window.findChildren(CommandPalette) if p.isVisible())


def read_titles(palette):
    return [entry.title for entry in palette.model.entries]


def search(qtbot, palette, text, expected):
    qtbot.keyClicks(palette.field, text)
    qtbot.waitUntil(lambda: read_titles(palette)[:1] == [expected], timeout=LONG)


def test_every_action_of_the_window_is_offered(qtbot, window):
    palette = open_palette(qtbot, window)
    offered = {entry.action for entry in palette.model.entries}
    with_keys = {a for a in window.findChildren(QAction) if not a.shortcut().isEmpty() and a.text()}
    in_table = {window.menu_actions[key] for key in window.menu_actions.list_keys()}

    assert in_table <= offered
    assert with_keys <= offered


def test_an_action_is_found_done_and_offered_first_the_next_time(qtbot, window):
    palette = open_palette(qtbot, window)
    search(qtbot, palette, "list sou", "List sources")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.workspace.library_pane.kind == "source")

    assert read_titles(open_palette(qtbot, window))[0] == "List sources"


def test_a_record_is_found_by_any_of_its_names_and_opened(qtbot, window):
    palette = open_palette(qtbot, window)
    search(qtbot, palette, "jaish ul", "Jaish al-Adl")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    work = window.desk.workspace.work
    qtbot.waitUntil(lambda: work.shows_record and work.record_pane.form is not None, timeout=LONG)
    palette = open_palette(qtbot, window)

    qtbot.waitUntil(lambda: read_titles(palette)[0] == "Jaish al-Adl", timeout=LONG)


def test_a_greater_sign_asks_for_actions_alone(qtbot, window):
    palette = open_palette(qtbot, window)
    search(qtbot, palette, "raid", "Raid")
    palette.field.clear()
    qtbot.keyClicks(palette.field, "> raid")

    assert all(entry.record is None for entry in palette.model.entries)


def test_letters_left_out_or_mistyped_do_not_matter(qtbot, window):
    palette = open_palette(qtbot, window)
    qtbot.keyClicks(palette.field, ">zomo in")

    assert "Zoom in" in read_titles(palette)[:3]


def test_what_cannot_be_done_says_why_and_does_nothing(qtbot, window):
    palette = open_palette(qtbot, window)
    search(qtbot, palette, ">export again", "Export again")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert palette.isVisible()
    assert palette.model.entries[0].reason == "open a briefing first"
    assert "open a briefing first" in palette.note


def test_escape_gives_the_keyboard_back_to_where_it_was(qtbot, window):
    field = window.desk.workspace.library_pane.bar.field
    window.menu_actions["find"].trigger()
    palette = open_palette(qtbot, window)
    assert palette.field.hasFocus()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)

    qtbot.waitUntil(field.hasFocus)


def test_arrows_choose_and_stop_at_the_ends(qtbot, window):
    palette = open_palette(qtbot, window)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    for _page in range(20):
        qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)

    assert palette.list.currentIndex().row() == palette.model.rowCount() - 1
    assert not palette.grab().isNull()


def test_without_a_library_it_offers_actions_and_their_reasons(qtbot, tmp_path):
    with open_window(qtbot, tmp_path) as window:
        palette = open_palette(qtbot, window)
        search(qtbot, palette, "import", "Import")

        assert palette.model.entries[0].reason == "open a library first"
        palette.close()


def test_nothing_found_says_so(qtbot, window):
    palette = open_palette(qtbot, window)
    qtbot.keyClicks(palette.field, "qqqqqqzzzz")
    qtbot.waitUntil(lambda: palette.model.rowCount() == 0, timeout=LONG)

    assert palette.note == "Nothing is called “qqqqqqzzzz”."


def test_actions_of_the_same_text_in_different_menus_are_both_found(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    for name in ("&One", "&Two"):
        menu = window.menuBar().addMenu(name)
        action = menu.addAction("&Save R&&D…")
        action.setObjectName(name)

    assert [(e.title, e.detail) for e in list_actions(window)] == [
        ("Save R&D", "One"),
        ("Save R&D", "Two"),
    ]


def test_a_start_of_words_comes_before_a_likeness():
    titles = ("Export again", "Next problem", "Expert opinion", "Zoom in")
    entries = [PaletteEntry(key=title, title=title) for title in titles]
    sure, loose = rank_actions(entries, "ex")

    assert [entry.title for entry in sure] == ["Export again", "Expert opinion"]
    assert "Zoom in" not in [entry.title for entry in loose]


def test_the_model_keeps_qts_rules(qtbot):
    model = PaletteModel()
    tester = QAbstractItemModelTester(model)
    model.show_entries([PaletteEntry(key="a", title="A"), PaletteEntry(key="b", title="B")])
    model.show_entries([])

    assert tester.model() is model
    assert model.rowCount() == 0
