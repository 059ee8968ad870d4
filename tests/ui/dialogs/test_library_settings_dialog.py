"""What a library's analysts agree on is chosen in one dialog."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from briefing.records.library_settings import Calendar
from briefing.services.settings_of_library import change_settings, read_settings
from tests.support.forms import (
    choose,
    make_new,
    open_record_pane,
    read_field,
    save_all,
    type_text,
)
from tests.support.libraries import memory_library
from tests.support.windows import open_session
from ui.dialogs.library_settings_dialog import LibrarySettingsDialog
from ui.forms.date_habits import get_date_habits


@pytest.fixture
def opened(qtbot):
    with memory_library() as library, open_session(library) as session:
        dialog = LibrarySettingsDialog(session)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.language.count() > 0)
        yield library, session, dialog


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def list_words(dialog):
    return [dialog.words.item(row).text() for row in range(dialog.words.count())]


def test_words_are_added_removed_and_brought_back_by_undo(qtbot, opened):
    library, session, dialog = opened
    for word in ("quadcopter", "geofence"):
        qtbot.keyClicks(dialog.word, word)
        qtbot.keyClick(dialog.word, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list_words(dialog) == ["geofence", "quadcopter"])

    dialog.words.setCurrentRow(0)
    press(qtbot, dialog.remove_button)
    qtbot.waitUntil(lambda: list_words(dialog) == ["quadcopter"])

    session.undo()
    qtbot.waitUntil(lambda: list_words(dialog) == ["geofence", "quadcopter"])
    assert read_settings(library).dictionary == ("geofence", "quadcopter")


def test_language_and_calendar_are_chosen_by_keyboard(qtbot, opened):
    library, _session, dialog = opened
    choose(qtbot, dialog.language, 1)
    qtbot.waitUntil(lambda: read_settings(library).spelling_language != "")

    choose(qtbot, dialog.calendar, 1)
    qtbot.waitUntil(lambda: read_settings(library).calendar is Calendar.PERSIAN)


def test_there_is_nothing_to_add_or_remove_at_first(opened):
    _library, _session, dialog = opened

    assert not dialog.add_button.isEnabled()
    assert not dialog.remove_button.isEnabled()


def test_a_bare_persian_year_is_read_as_the_library_says(qtbot):
    attack = make_new("attack")
    with open_record_pane(qtbot, attack) as (session, pane):
        session.do(change_settings("x", lambda s: replace(s, calendar=Calendar.PERSIAN)))
        qtbot.waitUntil(lambda: get_date_habits(session).persian_years)

        type_text(qtbot, pane.form.get_editor("date").line, "1402")
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "date").edtf == "2023-03-21/2024-03-19"


def test_who_may_approve_is_set_and_taken_back_by_undo(qtbot, opened):
    library, session, dialog = opened
    qtbot.keyClicks(dialog.review.approvers, "S. Lind; L. Okafor")
    qtbot.keyClick(dialog.review.approvers, Qt.Key.Key_Return)
    press(qtbot, dialog.review.own)
    qtbot.waitUntil(lambda: not read_settings(library).review.own_approval)
    assert read_settings(library).review.approvers == ("S. Lind", "L. Okafor")
    qtbot.waitUntil(lambda: not session.tasks.is_busy)

    session.undo()
    qtbot.waitUntil(dialog.review.own.isChecked)
