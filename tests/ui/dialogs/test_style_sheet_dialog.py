"""The dialog in which a house makes page designs of its own."""

import pytest
from PySide6.QtCore import Qt

from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.pages.style_sheets import read_style_file, write_style_file
from briefing.services.settings_of_library import read_settings
from db.engine import open_library
from tests.support.windows import LONG, open_session
from ui.dialogs.style_sheet_dialog import StyleSheetDialog

OWN = "Standard (own)"


@pytest.fixture
def library(tmp_path):
    opened = open_library(tmp_path / "library.briefings", author="Ada", create=True)
    History(opened).do(import_exchange(read_sample(), origin="sample"))
    yield opened
    opened.close()


@pytest.fixture
def session(library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def dialog(qtbot, session):
    opened = StyleSheetDialog(session, SAMPLE_BRIEFING)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: not opened.page.pixmap().isNull(), timeout=LONG)
    return opened


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def own(qtbot, dialog):
    """Give the dialog with a copy of the first design."""
    press(qtbot, dialog.copy_button)
    qtbot.waitUntil(dialog.form.name_line.isEnabled, timeout=LONG)
    return dialog


def get_own(library):
    return read_settings(library).style_sheets


def choose_with_keys(qtbot, box, data):
    box.setFocus()
    while box.currentData() != data:
        qtbot.keyClick(box, Qt.Key.Key_Down)


def set_length(qtbot, dialog, name, words):
    box = dialog.form.editors[name].box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, words)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_shipped_designs_are_shown_and_cannot_be_changed(dialog):
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]

    assert names[0].endswith("· used")
    assert len(names) >= 6
    assert not dialog.form.name_line.isEnabled()
    assert not dialog.remove_button.isEnabled()


def test_a_copy_is_changed_by_keys_and_its_page_is_drawn_anew(qtbot, library, own):
    before = own.page.pixmap().cacheKey()
    set_length(qtbot, own, "margin_left", "40")
    qtbot.waitUntil(lambda: bool(get_own(library)[0].values), timeout=LONG)
    assert get_own(library)[0].values["margin_left"] == pytest.approx(113.4, abs=0.1)
    qtbot.waitUntil(lambda: own.page.pixmap().cacheKey() != before, timeout=LONG)

    choose_with_keys(qtbot, own.form.editors["title_arrangement"].box, "band")
    qtbot.waitUntil(
        lambda: get_own(library)[0].values.get("title_arrangement") == "band", timeout=LONG
    )


def test_tables_header_and_page_numbers_are_chosen_by_keys(qtbot, library, own):
    chosen = {"table_rules": "bands", "header_text": "title", "page_numbers": "alone"}
    for name, value in chosen.items():
        choose_with_keys(qtbot, own.form.editors[name].box, value)

    qtbot.waitUntil(lambda: get_own(library)[0].values == chosen, timeout=LONG)


def test_a_colour_that_is_hard_to_read_is_told_and_not_kept(qtbot, library, own):
    line = own.form.editors["text_colour"].line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "#CCCCCC")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert "hard to read" in own.fault.text()
    assert get_own(library)[0].values == {}


def test_pages_take_the_width_that_the_dialog_has(qtbot, dialog):
    before = dialog.page.pixmap().deviceIndependentSize().width()
    dialog.resize(dialog.width() - 120, dialog.height())

    qtbot.waitUntil(
        lambda: dialog.page.pixmap().deviceIndependentSize().width() < before, timeout=LONG
    )


def test_a_design_that_is_removed_while_it_is_used_is_told(qtbot, own):
    press(qtbot, own.use_button)
    qtbot.waitUntil(lambda: not own.use_button.isEnabled(), timeout=LONG)
    press(qtbot, own.remove_button)

    qtbot.waitUntil(lambda: f"“{OWN}” of this briefing is gone" in own.fault.text(), timeout=LONG)


def test_a_design_is_renamed_used_and_removed(qtbot, session, library, own):
    own.form.name_line.setFocus()
    own.form.name_line.selectAll()
    qtbot.keyClicks(own.form.name_line, "House")
    qtbot.keyClick(own.form.name_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: own.selected == "House", timeout=LONG)
    press(qtbot, own.use_button)
    qtbot.waitUntil(lambda: not own.use_button.isEnabled(), timeout=LONG)
    assert take_snapshot(library, SAMPLE_BRIEFING).style_sheet.name == "House"

    press(qtbot, own.remove_button)
    qtbot.waitUntil(lambda: get_own(library) == (), timeout=LONG)
    session.undo()
    qtbot.waitUntil(lambda: [one.name for one in get_own(library)] == ["House"], timeout=LONG)


def test_a_design_goes_to_another_house_as_a_file(qtbot, library, own, tmp_path, monkeypatch):
    path = tmp_path / "house.briefing-style"
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), "")
    )
    set_length(qtbot, own, "body_size", "11")
    qtbot.waitUntil(lambda: bool(get_own(library)[0].values), timeout=LONG)
    press(qtbot, own.export_button)
    assert read_style_file(path).values == {"body_size": 11.0}

    own.add_file(path)
    qtbot.waitUntil(lambda: own.selected == f"{OWN} 2", timeout=LONG)
    assert [sheet.values for sheet in get_own(library)] == [{"body_size": 11.0}] * 2


def test_a_design_added_while_another_change_is_shown_is_selected(
    qtbot, session, library, own, tmp_path
):
    path = tmp_path / "house.briefing-style"
    write_style_file(get_own(library)[0], path)
    added = []

    def add_once(_change):  # the dialog has just begun to read what was changed before
        if not added:
            added.append(path)
            own.add_file(path)

    session.changed.connect(add_once)
    set_length(qtbot, own, "body_size", "11")

    qtbot.waitUntil(lambda: own.selected == f"{OWN} 2", timeout=LONG)


def test_what_is_edited_while_another_edit_is_read_stays_in_its_field(qtbot, session, own):
    shown = []

    def edit_or_look(_change):  # the dialog has just begun to read what was changed before
        shown.append(own.form.editors["margin_left"].box.value())
        if len(shown) == 1:
            set_length(qtbot, own, "margin_left", "40")

    session.changed.connect(edit_or_look)
    set_length(qtbot, own, "body_size", "11")
    qtbot.waitUntil(lambda: len(shown) == 2)

    assert shown[1] == 40


def test_a_file_that_is_no_design_is_told(qtbot, dialog, tmp_path):
    path = tmp_path / "notes.briefing-style"
    path.write_text("[]")
    dialog.add_file(path)

    assert "is not a page design" in dialog.fault.text()
