import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from briefing.records.attack import Place
from briefing.records.parts import Figure
from briefing.records.record_filter import RecordFilter
from tests.support.libraries import make_actor, make_attack, make_note, memory_library
from tests.support.windows import LONG, open_session
from ui.panes.library_pane import LibraryPane
from ui.panes.search_conditions import CONDITIONS, list_offered
from ui.panes.search_editors import ConditionEditor
from ui.panes.search_state import EVERYTHING

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ADL = make_actor("Jaish al-Adl", native="جيش العدل", tags=("border",))


def make_stock():
    deaths = Figure(what="killed", best=9, preferred=True)
    yield ADL
    yield make_actor("Ansar al-Furqan", profile="Fought beside *Jaish* once.", marking="TLP:RED")
    yield make_attack(
        "Raid on Panjgur", place=Place(name="Panjgur", country="PK"), figures=(deaths,)
    )
    yield make_attack("Strike on Kerman", place=Place(name="Kerman", country="IR"))
    yield make_note("The border", tags=("border",), verified_on=dt.date(2020, 1, 1))


@pytest.fixture
def pane(qtbot):
    with memory_library(*make_stock()) as library, open_session(library) as session:
        pane = LibraryPane(session)
        qtbot.addWidget(pane)
        pane.resize(320, 600)
        with qtbot.waitExposed(pane):
            pane.show()
        pane.activateWindow()
        qtbot.waitUntil(pane.isActiveWindow)
        show(qtbot, pane, EVERYTHING)
        yield pane


def show(qtbot, pane, kind):
    with qtbot.waitSignal(pane.model.loaded):
        pane.show_kind(kind)


def wait_for(qtbot, pane, titles):
    qtbot.waitUntil(lambda: pane.model.is_loaded and read_titles(pane) == titles, timeout=LONG)


def read_titles(pane):
    rows = range(pane.model.rowCount())
    return {pane.model.index(row).data() for row in rows}


def open_editor(qtbot, pane, key):
    """Choose a condition in the menu by its letter, as the keyboard does."""
    menu = pane.bar.add_button.menu()
    menu.aboutToShow.emit()
    label = next(c.label for c in CONDITIONS if c.key == key)
    next(action for action in menu.actions() if action.text() == label).trigger()
    shown = [editor for editor in pane.bar.findChildren(ConditionEditor) if editor.isVisible()]
    return shown[0] if shown else None


def press(qtbot, pane, key, **more):
    qtbot.keyClick(pane.bar.field, key, **more)


def test_one_field_searches_records_of_all_kinds(qtbot, pane):
    qtbot.keyClicks(pane.bar.field, "jaish")
    wait_for(qtbot, pane, {"Jaish al-Adl", "Ansar al-Furqan"})

    assert pane.list.current.title == "Jaish al-Adl"


def test_a_native_name_finds_what_a_latin_one_finds(qtbot, pane):
    qtbot.keyClicks(pane.bar.field, "Jaish ul-Adl")
    wait_for(qtbot, pane, {"Jaish al-Adl"})
    pane.bar.field.clear()
    pane.bar.field.insert("جیش")  # QTest can only type Latin letters

    wait_for(qtbot, pane, {"Jaish al-Adl"})


def test_a_text_that_matched_is_shown_below_the_title(qtbot, pane):
    qtbot.keyClicks(pane.bar.field, "fought")
    wait_for(qtbot, pane, {"Ansar al-Furqan"})
    summary = pane.list.current
    qtbot.waitUntil(lambda: pane.list.delegate.find_snippet(summary) is not None, timeout=LONG)
    snippet = pane.list.delegate.find_snippet(summary)

    assert snippet.text == "Fought beside Jaish once."
    assert [snippet.text[a:b] for a, b in snippet.spans] == ["Fought"]
    assert not pane.grab().isNull()


def test_enter_in_the_field_opens_the_best_match(qtbot, pane):
    qtbot.keyClicks(pane.bar.field, "panjgur")
    wait_for(qtbot, pane, {"Raid on Panjgur"})
    with qtbot.waitSignal(pane.open_requested) as told:
        press(qtbot, pane, Qt.Key.Key_Return)

    assert told.args[1] == "attack"


def test_escape_clears_the_text_and_then_goes_to_the_list(qtbot, pane):
    pane.bar.focus_field()
    qtbot.keyClicks(pane.bar.field, "panjgur")
    press(qtbot, pane, Qt.Key.Key_Escape)
    assert pane.bar.field.text() == ""
    wait_for(qtbot, pane, {r.display_title for r in make_stock()})
    press(qtbot, pane, Qt.Key.Key_Escape)

    assert pane.list.hasFocus()


@pytest.mark.parametrize("text", ['"', "C++ (x", "NEAR(a b)", "* OR", "%_", "\u202e<b>"])
def test_any_characters_can_be_searched_for(qtbot, pane, text):
    with qtbot.waitSignal(pane.model.loaded):
        pane.bar.set_filter(RecordFilter(text=text))

    assert not pane.grab().isNull()


def test_what_nothing_fits_can_be_made_under_that_name(qtbot, pane):
    show(qtbot, pane, "attack")
    qtbot.keyClicks(pane.bar.field, "Quetta")
    qtbot.waitUntil(lambda: pane.model.is_loaded and pane.model.total == 0, timeout=LONG)
    buttons = {b.text(): b for b in pane.findChildren(QPushButton) if b.isVisible()}
    assert set(buttons) == {"Clear search", "New attack “Quetta”"}

    with qtbot.waitSignal(pane.new_requested) as told:
        qtbot.mouseClick(buttons["New attack “Quetta”"], Qt.MouseButton.LeftButton)
    assert told.args == ["attack", "Quetta"]


def test_a_long_search_that_nothing_fits_leaves_the_list_as_narrow_as_it_is(qtbot, pane):
    with qtbot.waitSignal(pane.model.loaded):
        pane.bar.set_filter(RecordFilter(text="nothing & nobody " * 20, tag="border"))
    (new,) = [b for b in pane.findChildren(QPushButton) if b.isVisible() and "New" in b.text()]

    assert new.text() == "New actor “nothing && nobody no…”"
    assert pane.minimumSizeHint().width() <= 320


def test_letters_typed_on_the_list_go_on_in_the_field(qtbot, pane):
    pane.focus_list()
    qtbot.keyClick(pane.list, Qt.Key.Key_R)
    assert pane.bar.field.hasFocus()
    qtbot.keyClicks(pane.bar.field, "aid on")

    wait_for(qtbot, pane, {"Raid on Panjgur"})


def test_kinds_become_a_chip(qtbot, pane):
    editor = open_editor(qtbot, pane, "kind")
    editor.boxes["attack"].click()
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    wait_for(qtbot, pane, {"Raid on Panjgur", "Strike on Kerman"})
    assert [chip.text for chip in pane.bar.chips.chips] == ["Attacks"]


def test_a_tag_is_suggested_and_becomes_a_chip(qtbot, pane):
    editor = open_editor(qtbot, pane, "tag")
    qtbot.waitUntil(lambda: editor.line.completer() is not None, timeout=LONG)
    qtbot.keyClicks(editor.line, "border")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)

    wait_for(qtbot, pane, {"Jaish al-Adl", "The border"})
    assert [chip.text for chip in pane.bar.chips.chips] == ["#border"]


def apply(qtbot, pane, key, change):
    editor = open_editor(qtbot, pane, key)
    change(editor)
    qtbot.mouseClick(editor.apply_button, Qt.MouseButton.LeftButton)
    return pane.bar.filter


def test_a_marking_a_place_and_a_number_are_asked_for(qtbot, pane):
    asked = apply(qtbot, pane, "marking", lambda e: e.box.setCurrentText("TLP:RED"))
    assert asked.marking == "TLP:RED"
    asked = apply(qtbot, pane, "place", lambda e: e.country.setEditText("pakistan"))
    assert asked.country == "PK"
    asked = apply(qtbot, pane, "killed", lambda e: e.number.setValue(5))

    assert asked.least_killed == 5
    assert [chip.text for chip in pane.bar.chips.chips] == [
        "TLP:RED",
        "Pakistan",
        "5 or more killed",
    ]


def test_a_period_is_typed_as_people_write_dates(qtbot, pane):
    def type_dates(editor):
        editor.start.setText("early 2012")
        editor.end.setText("2024")

    asked = apply(qtbot, pane, "date", type_dates)

    assert asked.from_date == dt.date(2012, 1, 1)
    assert asked.to_date == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "word"), [("foo", "", "foo"), ("2024", "2012", "exchange the two")]
)
def test_a_period_that_cannot_be_is_refused_in_words(qtbot, pane, start, end, word):
    editor = open_editor(qtbot, pane, "date")
    editor.start.setText(start)
    editor.end.setText(end)
    editor.apply()

    assert editor.isVisible()
    assert word in " ".join(label.text() for label in editor.findChildren(type(editor._fault)))
    assert pane.bar.filter == RecordFilter()


def test_an_actor_is_found_by_any_of_its_names(qtbot, pane):
    editor = open_editor(qtbot, pane, "actor")
    editor.line.insert("جيش")
    qtbot.waitUntil(
        lambda: editor.model.is_loaded and editor.list.currentIndex().data() == "Jaish al-Adl",
        timeout=LONG,
    )
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)

    assert pane.bar.filter.actor == ADL.id
    assert [chip.text for chip in pane.bar.chips.chips] == ["Actor: Jaish al-Adl"]


def test_records_not_verified_for_a_while_are_one_click_away(qtbot, pane):
    editor = open_editor(qtbot, pane, "stale")
    button = next(b for b in editor.findChildren(QPushButton) if b.text() == "180 days")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    age = dt.datetime.now(tz=dt.UTC).date() - pane.bar.filter.not_verified_since

    assert abs(age.days - 180) <= 1


def test_escape_leaves_the_filter_as_it_was(qtbot, pane):
    editor = open_editor(qtbot, pane, "killed")
    editor.number.setValue(7)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)

    assert pane.bar.filter == RecordFilter()


def test_unsourced_is_set_at_once(qtbot, pane):
    assert open_editor(qtbot, pane, "unsourced") is None

    assert pane.bar.filter.unsourced
    assert [chip.text for chip in pane.bar.chips.chips] == ["Unsourced"]


def test_chips_go_by_their_cross_by_backspace_and_all_at_once(qtbot, pane):
    pane.bar.set_filter(RecordFilter(tag="border", marking="TLP:RED", country="PK", unsourced=True))
    qtbot.mouseClick(pane.bar.chips.find_chip("tag").cross, Qt.MouseButton.LeftButton)
    assert pane.bar.filter == RecordFilter(marking="TLP:RED", country="PK", unsourced=True)
    press(qtbot, pane, Qt.Key.Key_Backspace)
    assert pane.bar.filter == RecordFilter(marking="TLP:RED", country="PK")
    qtbot.keyClick(pane.bar.chips.find_chip("place").button, Qt.Key.Key_Delete)
    assert pane.bar.filter == RecordFilter(marking="TLP:RED")
    qtbot.mouseClick(pane.bar.chips.clear_button, Qt.MouseButton.LeftButton)

    assert pane.bar.filter == RecordFilter()
    assert not pane.bar.chips.isVisible()


def test_a_chip_opens_its_editor_with_what_it_asks_for(qtbot, pane):
    pane.bar.set_filter(RecordFilter(tag="border"))
    qtbot.mouseClick(pane.bar.chips.find_chip("tag").button, Qt.MouseButton.LeftButton)
    editor = pane.bar.findChild(ConditionEditor)

    assert editor.findChild(QLineEdit).text() == "border"


def test_the_menu_of_filters_opens_by_key_and_closes_by_escape(qtbot, pane):
    pane.bar.add_button.setFocus()
    menu = pane.bar.add_button.menu()
    escape = partial(qtbot.keyClick, menu, Qt.Key.Key_Escape)
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu, escape))
    qtbot.keyClick(pane.bar.add_button, Qt.Key.Key_Space)

    offered = [action.text() for action in menu.actions()]
    assert offered == [condition.label for condition in list_offered(EVERYTHING)]
    assert QApplication.activePopupWidget() is None


def test_the_way_a_list_is_sorted_is_chosen_and_kept_for_its_kind(qtbot, pane):
    show(qtbot, pane, "actor")
    pane.sort_button.fill_menu()
    choices = {a.text().replace("&", ""): a for a in pane.sort_button.menu().actions()}
    with qtbot.waitSignal(pane.model.loaded):
        choices["Z first"].trigger()
    assert [pane.model.index(row).data() for row in range(2)] == ["Jaish al-Adl", "Ansar al-Furqan"]
    show(qtbot, pane, "attack")
    assert pane.sort_button.accessibleName() == "Sorted by date, newest first"
    show(qtbot, pane, "actor")

    assert pane.sort_button.accessibleName() == "Sorted by title, Z first"


def test_the_best_match_comes_first_until_another_order_is_chosen(qtbot, pane):
    with qtbot.waitSignal(pane.model.loaded):
        pane.bar.set_filter(RecordFilter(text="jaish"))
    assert pane.sort_button.accessibleName() == "Sorted by best match"
    pane.sort_button.fill_menu()
    choices = {a.text().replace("&", ""): a for a in pane.sort_button.menu().actions()}
    with qtbot.waitSignal(pane.model.loaded):
        choices["Title"].trigger()

    assert not pane.query.by_rank
    assert [pane.model.index(row).data() for row in range(2)] == ["Ansar al-Furqan", "Jaish al-Adl"]
