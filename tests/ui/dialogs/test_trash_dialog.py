from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing.ports import RecordQuery
from briefing.services.history import History
from briefing.services.records.editing import trash_records
from briefing.services.search.searching import list_records
from db.backups import back_up_file, backup_folder
from tests.support.issued import approve, issue, sample_library
from tests.support.libraries import disk_library, find, make_actor, make_attack
from tests.support.windows import LONG, open_session
from ui.dialogs.history_dialog import HistoryDialog
from ui.dialogs.trash_dialog import TrashDialog

ACTOR = make_actor("<b>Jaish</b>", profile="codeword BRIARWOOD")
ATTACK = make_attack("Strike on Panjgur")


@pytest.fixture
def library(tmp_path):
    with disk_library(tmp_path / "desk.briefings", ACTOR, ATTACK, make_attack("Kept")) as opened:
        history = History(opened)
        for record in (ACTOR, ATTACK):
            history.do(trash_records([(record.id, record.display_title)]))
        yield opened


@pytest.fixture
def session(library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def dialog(qtbot, session):
    shown = TrashDialog(session)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.list.topLevelItemCount() == 2, timeout=LONG)
    return shown


def titles(dialog):
    return [dialog.list.topLevelItem(row).text(0) for row in range(dialog.list.topLevelItemCount())]


def wait_for_titles(qtbot, dialog, expected):
    qtbot.waitUntil(lambda: titles(dialog) == expected, timeout=LONG)


def answer(qtbot, dialog, role, *, with_backups=False):
    qtbot.waitUntil(lambda: dialog.confirmation is not None, timeout=LONG)
    box = dialog.confirmation
    if with_backups:
        box.checkBox().click()
    button = next(one for one in box.buttons() if box.buttonRole(one) == role)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def read_files(tmp_path):
    return b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())


def test_enter_restores_the_record(qtbot, library, dialog):
    assert titles(dialog) == ["Strike on Panjgur", "<b>Jaish</b>"]
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    wait_for_titles(qtbot, dialog, ["<b>Jaish</b>"])
    assert find(library, ATTACK.id) is not None


def test_the_search_leads_down_into_the_list(qtbot, dialog):
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "jaish")
    wait_for_titles(qtbot, dialog, ["<b>Jaish</b>"])
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is dialog.list


def test_nothing_found_is_said(qtbot, dialog):
    qtbot.keyClicks(dialog.search, "zzz")

    qtbot.waitUntil(lambda: dialog.note.text() == "Nothing fits the search.", timeout=LONG)
    assert not dialog.restore_button.isEnabled()


def test_removing_for_good_asks_with_the_title_and_leaves_no_trace(
    qtbot, library, session, dialog, tmp_path
):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.confirmation is not None, timeout=LONG)
    box = dialog.confirmation
    assert "<b>Jaish</b>" in box.text()
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert "undo" in box.informativeText()
    answer(qtbot, dialog, QMessageBox.ButtonRole.DestructiveRole)

    qtbot.waitUntil(lambda: "No revision of it is left" in dialog.note.text(), timeout=LONG)
    wait_for_titles(qtbot, dialog, ["Strike on Panjgur"])
    assert b"BRIARWOOD" not in read_files(tmp_path)


def test_what_an_edition_was_issued_with_stays_and_that_is_told(qtbot):
    with sample_library() as (library, history), open_session(library) as session:
        approve(library, history)
        issue(library, history)
        (actor, *_others) = list_records(library, RecordQuery(kinds=("actor",)))
        history.do(trash_records([(actor.id, actor.title)]))
        dialog = TrashDialog(session)
        qtbot.addWidget(dialog)
        dialog.show()
        wait_for_titles(qtbot, dialog, [actor.title])
        qtbot.mouseClick(dialog.purge_button, Qt.MouseButton.LeftButton)
        answer(qtbot, dialog, QMessageBox.ButtonRole.DestructiveRole)
        qtbot.waitUntil(lambda: "was issued with" in dialog.note.text())
        qtbot.waitUntil(lambda: not session.tasks.is_busy)

        assert "was issued with" in dialog.note.text()


def test_cancel_is_the_answer_of_enter(qtbot, library, dialog):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.confirmation is not None, timeout=LONG)
    qtbot.keyClick(dialog.confirmation, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: dialog.confirmation is None, timeout=LONG)
    assert len(titles(dialog)) == 2


def test_the_backups_can_be_deleted_too(qtbot, library, session, tmp_path):
    path = tmp_path / "desk.briefings"
    back_up_file(path, backup_folder(path), now=datetime(2024, 1, 1, tzinfo=UTC))
    dialog = TrashDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.empty_button.isEnabled, timeout=LONG)
    qtbot.mouseClick(dialog.empty_button, Qt.MouseButton.LeftButton)
    answer(qtbot, dialog, QMessageBox.ButtonRole.DestructiveRole, with_backups=True)

    qtbot.waitUntil(lambda: "No revision of it is left" in dialog.note.text(), timeout=LONG)
    assert library.list_backups() == []
    assert b"BRIARWOOD" not in read_files(tmp_path)


def test_several_records_are_restored_in_one_step(qtbot, library, session, dialog):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    wait_for_titles(qtbot, dialog, [])

    assert session.undo_label == "restore 2 records from the trash"
    assert dialog.note.text() == "The trash is empty."


def test_screen_readers_hear_the_whole_row(dialog):
    told = dialog.list.topLevelItem(0).data(0, Qt.ItemDataRole.AccessibleTextRole)

    assert told.startswith("Strike on Panjgur, attack, ")
    assert told.endswith("moved to trash")


def test_a_record_can_be_read_before_it_is_removed(qtbot, dialog):
    qtbot.keyClick(dialog.list, Qt.Key.Key_End)
    qtbot.mouseClick(dialog.history_button, Qt.MouseButton.LeftButton)
    history = dialog.findChild(HistoryDialog)
    qtbot.waitUntil(lambda: history.list.topLevelItemCount() == 2, timeout=LONG)
    history.list.setCurrentItem(history.list.topLevelItem(1))
    fields = history.comparison.fields
    qtbot.waitUntil(lambda: fields.count() == 2, timeout=LONG)
    fields.setCurrentRow(1)

    assert "BRIARWOOD" in history.comparison.words.toPlainText()
    assert not history.restore_button.isEnabled()
    history.reject()
