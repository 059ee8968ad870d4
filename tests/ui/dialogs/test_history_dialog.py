import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from briefing.services.history import History
from briefing.services.records.editing import change_fields, create_record
from tests.support.libraries import find, make_actor, memory_library
from tests.support.windows import LONG, open_session
from ui.dialogs.compare_dialog import CompareDialog
from ui.dialogs.history_dialog import HistoryDialog

ACTOR = make_actor(base="Rask", profile="Sunni group in Sistan.", tags=("iran",))


@pytest.fixture
def library():
    with memory_library() as opened:
        history = History(opened)
        history.do(create_record(ACTOR))
        history.do(change_fields(ACTOR.id, {"profile": "Sunni group in Sistan and Baluchestan."}))
        history.do(change_fields(ACTOR.id, {"base": "Zahedan", "tags": ("iran", "border")}))
        yield opened


@pytest.fixture
def session(qtbot, library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def dialog(qtbot, session):
    shown = HistoryDialog(session, ACTOR.id, ACTOR.display_title)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.comparison.fields.count() > 0, timeout=LONG)
    return shown


def fields_of(dialog):
    shown = dialog.comparison.fields
    return [shown.item(row).text() for row in range(shown.count())]


def wait_for_fields(qtbot, dialog, expected):
    qtbot.waitUntil(lambda: fields_of(dialog) == expected, timeout=LONG)


def get_formats(edit):
    cursor = QTextCursor(edit.document())
    found = {}
    while cursor.movePosition(
        QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
    ):
        form = cursor.charFormat()
        mark = "-" if form.fontStrikeOut() else "+" if form.fontUnderline() else " "
        found[mark] = found.get(mark, "") + cursor.selectedText()
        cursor.clearSelection()
    return found


def test_the_newest_revision_shows_what_it_changed(dialog):
    assert [dialog.list.topLevelItem(row).text(0) for row in range(3)] == ["3", "2", "1"]
    assert fields_of(dialog) == ["Tags\n1 added", "Base\nremoved “Rask”, added “Zahedan”"]


def test_going_down_the_list_shows_what_each_revision_changed(qtbot, dialog):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)

    wait_for_fields(qtbot, dialog, ["Profile\nadded “and Baluchestan”"])
    assert get_formats(dialog.comparison.words) == {
        " ": "Sunni group in Sistan.",
        "+": " and Baluchestan",
    }


def test_any_two_revisions_can_be_compared(qtbot, dialog):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_End)
    dialog.other.setFocus()
    qtbot.keyClick(dialog.other, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.comparison.fields.count() == 3, timeout=LONG)
    qtbot.keyClick(dialog.other, Qt.Key.Key_End)  # revision 1 with itself

    qtbot.waitUntil(lambda: dialog.comparison.fields.count() == 0, timeout=LONG)
    assert dialog.comparison.note.text() == "Nothing in the record differs."


def test_removed_words_are_struck_through_and_added_ones_underlined(qtbot, dialog):
    dialog.comparison.fields.setFocus()
    qtbot.keyClick(dialog.comparison.fields, Qt.Key.Key_Down)

    assert get_formats(dialog.comparison.words) == {"-": "Rask", "+": "Zahedan"}


def test_one_field_of_an_older_revision_is_restored(qtbot, library, dialog):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    dialog.other.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.comparison.fields.count() == 3, timeout=LONG)
    dialog.comparison.fields.setCurrentRow(1)
    assert dialog.field_button.text() == "Restore &only “Base”"
    qtbot.mouseClick(dialog.field_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: find(library, ACTOR.id).base == "Rask", timeout=LONG)
    assert find(library, ACTOR.id).tags == ("iran", "border")
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 4, timeout=LONG)
    assert dialog.list.topLevelItem(0).text(3) == "restored base of revision 1"


def test_a_whole_revision_is_restored_and_that_is_undone_in_one_step(
    qtbot, library, session, dialog
):
    qtbot.keyClick(dialog.list, Qt.Key.Key_End)
    assert not dialog.fault.isVisible()
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: find(library, ACTOR.id).base == "Rask", timeout=LONG)

    session.undo()
    qtbot.waitUntil(lambda: find(library, ACTOR.id).base == "Zahedan", timeout=LONG)


def test_the_newest_revision_cannot_be_restored(dialog):
    assert not dialog.restore_button.isEnabled()
    assert not dialog.field_button.isEnabled()


def test_tab_leads_through_everything_and_out_of_the_text(qtbot, dialog):
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG)
    dialog.list.setFocus()
    reached = []
    for _step in range(8):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget().accessibleName() or dialog.focusWidget().text())

    assert {"Compared with", "Fields that differ", "What changed in the field", "Close"} <= set(
        reached
    )


def test_screen_readers_hear_what_changed(dialog):
    item = dialog.comparison.fields.item(1)

    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Base: removed “Rask”, added “Zahedan”"
    )
    assert "removed" in dialog.comparison.words.accessibleDescription() or (
        "added" in dialog.comparison.words.accessibleDescription()
    )


def test_text_in_a_record_is_never_taken_for_markup(qtbot, library, session):
    History(library).do(change_fields(ACTOR.id, {"profile": "<b>bold</b> <img src=x>"}))
    dialog = HistoryDialog(session, ACTOR.id, "<i>title</i>")
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.comparison.fields.count() == 1, timeout=LONG)

    assert "<b>bold</b> <img src=x>" in dialog.comparison.words.toPlainText()


def test_two_records_are_compared_side_by_side(qtbot, library, session):
    other = make_actor("Jaysh al-Adl", base="Saravan")
    History(library).do(create_record(other))
    dialog = CompareDialog(session, (ACTOR.id, other.id))
    qtbot.addWidget(dialog)

    qtbot.waitUntil(lambda: dialog.view.fields.count() == 4, timeout=LONG)
    assert dialog.title.text() == "Jaish al-Adl → Jaysh al-Adl"


def test_the_first_change_of_a_long_text_is_in_sight(qtbot, library, session, dialog):
    text = "\n\n".join(f"Paragraph {number} says something." for number in range(200))
    History(library).do(change_fields(ACTOR.id, {"profile": text}))
    session.do(change_fields(ACTOR.id, {"profile": text.replace("h 150 says", "h 150 states")}))
    wait_for_fields(qtbot, dialog, ["Profile\nremoved “says”, added “states”"])

    words = dialog.comparison.words
    assert words.verticalScrollBar().value() > 0
    assert words.viewport().rect().contains(words.cursorRect().center())
