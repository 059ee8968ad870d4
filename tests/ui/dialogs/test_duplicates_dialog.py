import pytest
from PySide6.QtCore import Qt

from briefing.services.records.merging import merge_records
from tests.support.libraries import make_actor, make_note, memory_library, numbered_id
from tests.support.windows import LONG, open_session
from ui.dialogs.duplicates_dialog import DuplicatesDialog

RECORDS = (
    make_actor("<b>Jaish</b> al-Adl", id=numbered_id(1)),
    make_actor("<b>Jaysh</b> al-Adl", id=numbered_id(2)),
    make_actor("Hezbollah", id=numbered_id(3)),
    make_actor("Hizballah", id=numbered_id(4)),
    make_note("The border", id=numbered_id(5)),
    make_note("The borders", id=numbered_id(6)),
)


@pytest.fixture
def session():
    with memory_library(*RECORDS) as library, open_session(library) as opened:
        yield opened


@pytest.fixture
def dialog(qtbot, session):
    shown = DuplicatesDialog(session)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    wait_for_pairs(qtbot, shown, 2)
    return shown


def wait_for_pairs(qtbot, dialog, count):
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == count, timeout=LONG)


def test_enter_asks_for_the_two_to_be_merged(qtbot, dialog):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Home)
    with qtbot.waitSignal(dialog.merge_requested) as asked:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    assert sorted(asked.args) in (
        [numbered_id(1), numbered_id(2)],
        [numbered_id(3), numbered_id(4)],
    )


def test_two_records_can_be_told_apart_for_good(qtbot, session, dialog):
    qtbot.mouseClick(dialog.apart_button, Qt.MouseButton.LeftButton)
    wait_for_pairs(qtbot, dialog, 1)
    assert "apart" in session.undo_label

    session.undo()
    wait_for_pairs(qtbot, dialog, 2)


def test_a_merged_pair_leaves_the_list(qtbot, session, dialog):
    session.do(merge_records(numbered_id(1), [numbered_id(2)]))

    wait_for_pairs(qtbot, dialog, 1)
    assert dialog.note.text() == "1 pair."


def test_another_kind_is_chosen_with_the_keyboard(qtbot, dialog):
    dialog.kinds.setFocus()
    qtbot.keyClicks(dialog.kinds, "B")

    wait_for_pairs(qtbot, dialog, 1)
    assert dialog.list.topLevelItem(0).text(0) == "The border"


def test_nothing_alike_is_said(qtbot, dialog):
    dialog.kinds.setCurrentIndex(1)

    qtbot.waitUntil(lambda: dialog.note.text().startswith("No two"), timeout=LONG)
    assert not dialog.merge_button.isEnabled()
