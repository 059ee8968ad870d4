import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from briefing.errors import LibraryError
from briefing.services.records.editing import create_record
from tests.support.libraries import disk_library, find, make_actor, save
from tests.support.windows import LONG, open_for_tests, open_window, wait_for_desk
from ui.session.library_session import READ_ONLY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ACTOR = make_actor("Ansar")


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "team.briefings"
    with disk_library(path, ACTOR):
        pass
    return path


@pytest.fixture
def window(qtbot, tmp_path, library):
    with open_window(qtbot, tmp_path) as window:
        window.door.open_read_only(library)
        wait_for_desk(qtbot, window)
        yield window


def test_a_banner_says_that_nothing_can_be_saved(window):
    buttons = [b for b in window.notice.findChildren(QPushButton) if b.isVisible()]

    assert window.notice.isVisible()
    assert window.notice.text == "This library is read-only: nothing can be saved."
    assert [button.text() for button in buttons] == ["Save a copy…"]


def test_editors_can_be_read_and_not_typed_in(qtbot, window):
    window.desk.workspace.open_record(ACTOR.id, "actor")
    pane = window.desk.workspace.work.record_pane
    qtbot.waitUntil(lambda: pane.form is not None and pane.form.isVisible(), timeout=LONG)
    lines = [line for line in pane.form.findChildren(QLineEdit) if line.isVisible()]
    name = next(line for line in lines if line.text() == "Ansar")
    qtbot.keyClicks(name, " al-Din")

    assert name.text() == "Ansar"
    assert all(line.isReadOnly() or not line.isEnabled() for line in lines)
    boxes = [box for box in pane.form.findChildren(QComboBox) if box.isVisible()]
    assert not any(box.isEnabled() for box in boxes)


def test_actions_that_would_write_are_off(window):
    off = {"new-briefing", "new-record", "new-actor", "import", "trash", "duplicate", "place"}
    pane = window.desk.workspace.library_pane
    pane.show_kind("actor")

    assert not any(window.menu_actions[key].isEnabled() for key in off)
    assert window.menu_actions["find"].isEnabled()


def test_a_change_is_refused_once_and_not_kept_for_later(qtbot, window):
    session = window.desk.session
    with qtbot.waitSignal(session.failed) as told:
        session.do(create_record(make_actor("New")))

    assert told.args == [READ_ONLY]
    assert session.save_state == "saved"


def test_a_copy_can_be_written_in(qtbot, window, tmp_path):
    copy = tmp_path / "copy.briefings"
    window.door.open_copy(window.desk.session.library, copy)
    qtbot.waitUntil(
        lambda: window.desk is not None and window.desk.session.library.path == copy, timeout=LONG
    )

    assert not window.notice.isVisible()
    assert not window.is_read_only
    assert find(window.desk.session.library, ACTOR.id).display_title == "Ansar"


def test_a_copy_never_replaces_a_file(qtbot, window, tmp_path):
    target = tmp_path / "letter.briefings"
    target.write_text("Dear colleague")
    window.door.open_copy(window.desk.session.library, target)
    qtbot.waitUntil(lambda: "is there already" in window.bar.text, timeout=LONG)

    assert target.read_text() == "Dear colleague"


def test_a_library_in_use_can_be_read(qtbot, tmp_path, library):
    with disk_library(library) as used, open_window(qtbot, tmp_path) as window:
        window.door.open(library)
        qtbot.waitUntil(lambda: bool(window.bar.text), timeout=LONG)
        read = next(b for b in window.bar.findChildren(QPushButton) if b.text() == "Only read")
        qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
        wait_for_desk(qtbot, window)
        save(used, make_actor("Written meanwhile"))

        assert window.is_read_only


def test_a_library_that_is_read_only_says_so(library):
    opened = open_for_tests(library, read_only=True)
    with pytest.raises(LibraryError, match="read-only"):
        opened.begin()
    opened.close()
