import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.engine import open_library
from tests.support.windows import LONG, open_session
from ui.dialogs.import_dialog import ImportDialog

HEAD = "title,date,place,killed,dataset,dataset_id\n"
ROWS = "Strike,16 January 2024,Panjgur,3,Ours,1\nBad,never,,,,\nClash,2024-01-17,Quetta,,Ours,2\n"


@pytest.fixture
def library(tmp_path):
    opened = open_library(tmp_path / "library.briefings", author="Ada", create=True)
    yield opened
    opened.close()


@pytest.fixture
def session(qtbot, library):
    with open_session(library) as opened:
        yield opened


@pytest.fixture
def open_dialog(qtbot, session, tmp_path):
    def open_it(text=HEAD + ROWS, name="attacks.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        dialog = ImportDialog(session, path)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_it


def wait_for_rows(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog.busy.isVisible(), timeout=LONG)
    return dialog


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def list_titles(library):
    with library.read() as unit:
        return sorted(record.display_title for record in unit.records.iter_records(("attack",)))


def get_rows(dialog):
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [(item.text(0), item.text(2), item.text(3)) for item in items]


def test_the_rows_are_shown_as_understood_with_those_at_fault_first(qtbot, open_dialog):
    dialog = wait_for_rows(qtbot, open_dialog())
    bad, strike, clash = get_rows(dialog)

    assert bad[0].startswith("Line 3: “never” is not a date")
    assert (strike[1], strike[2], clash[0]) == ("new", "line 2", "Clash")
    assert dialog.told.text() == "Attacks in a table · 2 new · 1 left out, with the reason"
    assert dialog.import_button.text() == "&Import 2 records"


def test_the_ticked_rows_come_in_as_one_step(qtbot, library, session, open_dialog):
    dialog = wait_for_rows(qtbot, open_dialog())
    dialog.list.setCurrentItem(dialog.list.topLevelItem(2))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.import_button.text() == "&Import 1 record"

    with qtbot.waitSignal(dialog.imported, timeout=LONG) as told:
        press(qtbot, dialog.import_button)
    assert told.args[0].counts["new"] == 1
    assert list_titles(library) == ["Strike"]
    assert session.undo_label == "import 1 record"


def test_updates_can_be_left_out(qtbot, session, library, open_dialog):
    first = wait_for_rows(qtbot, open_dialog())
    with qtbot.waitSignal(first.imported, timeout=LONG):
        press(qtbot, first.import_button)
    changed = HEAD + ROWS.replace("Panjgur", "Turbat") + "Third,2024,,,Ours,3\n"
    dialog = wait_for_rows(qtbot, open_dialog(changed))
    assert "1 new · 1 to update · 1 there already" in dialog.told.text()

    updates = dialog.boxes["updated"]
    qtbot.keyClick(updates, Qt.Key.Key_Space)
    assert dialog.import_button.text() == "&Import 1 record"


def test_columns_that_are_not_understood_are_told(qtbot, open_dialog):
    dialog = wait_for_rows(qtbot, open_dialog("title,date,<b>Colour\nA,2024,red\n"))
    assert "“<b>Colour”" in dialog.warning.text()
    assert dialog.warning.isVisible()


def test_the_faults_can_be_copied(qtbot, open_dialog):
    dialog = wait_for_rows(qtbot, open_dialog())
    press(qtbot, dialog.copy_button)

    assert QApplication.clipboard().text().startswith("line 3: “never” is not a date")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [("a.csv", "colour\nred\n", "names no columns"), ("a.json", "{}", "not in the exchange form")],
)
def test_a_file_that_cannot_be_read_is_told_in_the_dialog(qtbot, open_dialog, name, text, told):
    dialog = wait_for_rows(qtbot, open_dialog(text, name))

    assert told in dialog.fault.text()
    assert dialog.fault.isVisible()
    assert not dialog.import_button.isEnabled()


def test_cancelling_an_import_leaves_nothing_behind(qtbot, library, session, open_dialog):
    rows = "".join(f"Attack {n},2024,Quetta,2,Ours,{n}\n" for n in range(9000))
    dialog = wait_for_rows(qtbot, open_dialog(HEAD + rows))
    press(qtbot, dialog.import_button)
    assert dialog.busy.isVisible()
    press(qtbot, dialog.cancel_button)

    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    assert list_titles(library) == []
    assert (session.undo_label, session.last_error) == ("", "")
    assert session.save_state == "saved"


def test_escape_while_the_file_is_read_closes_the_dialog(qtbot, open_dialog):
    rows = "".join(f"Attack {n},2024,Quetta,2,Ours,{n}\n" for n in range(3000))
    dialog = open_dialog(HEAD + rows)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)


def test_the_whole_dialog_goes_by_keyboard(qtbot, library, open_dialog):
    dialog = wait_for_rows(qtbot, open_dialog())
    qtbot.waitUntil(dialog.list.hasFocus)
    seen = set()
    for _press in range(8):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.add(dialog.focusWidget())

    assert {dialog.import_button, dialog.cancel_button, dialog.boxes["new"]} <= seen
    qtbot.keyClick(dialog, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: list_titles(library) == ["Clash", "Strike"], timeout=LONG)
