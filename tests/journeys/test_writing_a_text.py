"""A background note is written in the program's own window, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.libraries import find
from tests.support.windows import LONG, open_window, wait_until_saved

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(qtbot, tmp_path):
    with open_window(qtbot, tmp_path, library=tmp_path / "new.briefing") as window:
        yield window.desk


def create(qtbot, desk, kind):
    """Make a record and give its form once it is open."""
    before = desk.workspace.work.record_pane.shown_id
    desk.commands.create(kind)
    pane = desk.workspace.work.record_pane
    qtbot.waitUntil(lambda: pane.shown_id != before and pane.form is not None, timeout=LONG)
    qtbot.waitUntil(lambda: not desk.session.tasks.is_busy, timeout=LONG)
    return pane.form


def type_line(qtbot, form, name, words):
    """Type into a field of one line."""
    form.focus_field(name)
    qtbot.keyClicks(form.get_editor(name).line, words)


def read_stored(desk, name):
    """Give the field of the open record as the library holds it."""
    return getattr(find(desk.session.library, desk.workspace.work.record_pane.shown_id), name)


def write_source(qtbot, desk):
    form = create(qtbot, desk, "source")
    form.focus_field("title")
    form.get_editor("title").line.selectAll()
    qtbot.keyClicks(form.get_editor("title").line, "Retaliatory attack")
    form.focus_field("key")
    form.get_editor("key").line.selectAll()
    qtbot.keyClicks(form.get_editor("key").line, "ani-2024")
    form.flush()
    wait_until_saved(qtbot, desk)


def test_a_note_is_written_cited_stored_and_taken_back(qtbot, desk):
    write_source(qtbot, desk)
    form = create(qtbot, desk, "background")
    form.focus_field("text")
    editor = form.get_editor("text")
    qtbot.keyClicks(editor.text, "Iran *claimed* a strike [retal")
    qtbot.waitUntil(lambda: editor.completion.is_open, timeout=LONG)
    qtbot.keyClick(editor.text, Qt.Key.Key_Tab)
    form.flush()
    wait_until_saved(qtbot, desk)
    assert read_stored(desk, "text") == "Iran *claimed* a strike [@ani-2024]"

    # what was typed here comes back first, then what the library did before
    while editor.text.document().isUndoAvailable():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert editor.read_value() == ""
    form.flush()
    wait_until_saved(qtbot, desk)
    assert read_stored(desk, "text") == ""


def test_who_types_without_a_pause_is_saved_all_the_same(qtbot, desk):
    form = create(qtbot, desk, "background")
    form.focus_field("text")
    editor = form.get_editor("text")
    form._pause.setInterval(LONG)
    form._longest.setInterval(60)
    qtbot.keyClicks(editor.text, "Typed on and on")
    qtbot.waitUntil(lambda: read_stored(desk, "text") == "Typed on and on", timeout=LONG)


def test_a_click_on_a_citation_opens_its_source(qtbot, desk):
    write_source(qtbot, desk)
    source = desk.workspace.work.record_pane.shown_id
    form = create(qtbot, desk, "background")
    book = form.get_editor("text").text.book
    book.find("@ani-2024")
    qtbot.waitUntil(lambda: book.find("@ani-2024") is not None, timeout=LONG)
    book.open("@ani-2024")

    qtbot.waitUntil(lambda: desk.workspace.work.record_pane.shown_id == source, timeout=LONG)
