import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.support.text_editors import go_to, open_editor, press, type_words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_source_is_shown_and_edited(qtbot):
    with open_editor(qtbot, "* a\n* b") as (_session, editor):
        press(qtbot, editor, "Ctrl+Shift+M")
        assert editor.source.toPlainText() == "* a\n* b"
        assert editor.source.hasFocus()
        press(qtbot, editor, "Ctrl+End")
        qtbot.keyClicks(editor.source, " **c**")
        assert editor.read_value() == "* a\n* b **c**"

        press(qtbot, editor, "Ctrl+Shift+M")
        assert editor.text.toPlainText() == "a\nb c"
        assert editor.read_value() == "* a\n* b **c**"


def test_looking_at_the_source_changes_nothing(qtbot):
    with open_editor(qtbot, "* a\n\n\n+ b  ") as (_session, editor):
        edits = []
        editor.edited.connect(lambda: edits.append(1))
        press(qtbot, editor, "Ctrl+Shift+M Ctrl+Shift+M")

        assert editor.read_value() == "* a\n\n\n+ b  "
        assert edits == []


def test_what_is_edited_as_source_can_be_undone_in_the_formatted_view(qtbot):
    with open_editor(qtbot, "one") as (_session, editor):
        press(qtbot, editor, "Ctrl+Shift+M Ctrl+End")
        qtbot.keyClicks(editor.source, " two")
        press(qtbot, editor, "Ctrl+Shift+M Ctrl+Z")

        assert editor.read_value() == "one"


def test_words_are_found_and_counted(qtbot):
    with open_editor(qtbot, "Iran said. Then IRAN did.") as (_session, editor):
        go_to(editor, "start")
        press(qtbot, editor, "Ctrl+F")
        qtbot.keyClicks(editor.find_bar.line, "iran")
        press(qtbot, editor, "Return Return")

        assert editor.find_bar.count.text() == "2 found"
        assert editor.text.textCursor().selectedText() == "IRAN"
        press(qtbot, editor, "Escape")
        assert editor.text.hasFocus()
        assert not editor.find_bar.isVisible()


def test_finding_is_no_edit(qtbot):
    with open_editor(qtbot, "Iran") as (_session, editor):
        edits = []
        editor.edited.connect(lambda: edits.append(1))
        press(qtbot, editor, "Ctrl+F")
        qtbot.keyClicks(editor.find_bar.line, "ir")

        assert edits == []


def test_the_words_are_counted_while_one_writes(qtbot):
    with open_editor(qtbot, "one two [@ani-2024]") as (_session, editor):
        assert editor.tools.words.text().strip() == "2 words"
        type_words(qtbot, editor, " three")
        editor.read_value()

        assert editor.tools.words.text().strip() == "3 words"


def test_the_selected_words_are_counted(qtbot):
    with open_editor(qtbot, "one two three") as (_session, editor):
        go_to(editor, "two", select=True)

        assert editor.tools.words.text().strip() == "1 of 3 words"


def test_the_buttons_are_there_only_where_one_writes(qtbot):
    with open_editor(qtbot, "text") as (_session, editor):
        assert editor.tools.isVisible()
        press(qtbot, editor, "Ctrl+Tab")

        assert not editor.tools.isVisible()


def test_screen_readers_know_the_text_and_its_buttons(qtbot):
    with open_editor(qtbot, "text") as (_session, editor):
        for field in (editor.text, editor.source):
            reader = QAccessible.queryAccessibleInterface(field)
            assert reader.text(QAccessible.Text.Name) == "Aims"
            assert reader.role() is QAccessible.Role.EditableText
        assert editor.tools.buttons["Bold"].accessibleName() == "Bold: Aims"


def test_a_text_from_elsewhere_is_shown_and_not_undone_here(qtbot):
    with open_editor(qtbot, "one") as (_session, editor):
        type_words(qtbot, editor, " two")
        editor.show_value("three")
        press(qtbot, editor, "Ctrl+Z")

        assert editor.read_value() == "three"


def test_cells_rows_and_columns_come_from_the_menu(qtbot):
    with open_editor(qtbot, "| a | b |\n| --- | --- |\n| c | d |") as (_session, editor):
        go_to(editor, "d")
        choose(editor, "Insert row below")
        choose(editor, "Delete column")

        assert editor.read_value() == "| a |\n| --- |\n| c |\n|  |"


def choose(editor, label):
    menu = editor.text.createStandardContextMenu()
    editor.menu.fill(menu, editor.text.textCursor())
    next(action for action in menu.actions() if action.text() == label).trigger()
    menu.deleteLater()
    QApplication.processEvents()


def test_a_text_grows_with_its_lines(qtbot):
    with open_editor(qtbot, "one") as (_session, editor):
        before = editor.text.height()
        for _line in range(6):
            qtbot.keyClick(editor.text, Qt.Key.Key_Return)
        type_words(qtbot, editor, "x")

        assert editor.text.height() > before


@pytest.mark.parametrize("keys", ["Ctrl+B", "Ctrl+Shift+L", "Ctrl+Shift+T", "Ctrl+Shift+C", "X"])
def test_a_text_that_may_only_be_read_is_not_changed_by_any_key(qtbot, keys):
    with open_editor(qtbot, "- one\n- two") as (_session, editor):
        editor.text.setReadOnly(True)
        editor.text.selectAll()
        press(qtbot, editor, keys)

        assert editor.read_value() == "- one\n- two"
        assert not editor.completion.is_open


def test_buttons_without_room_are_in_a_menu(qtbot):
    with open_editor(qtbot, "text") as (_session, editor):
        tools = editor.tools
        tools.window().resize(190, 400)
        qtbot.waitUntil(lambda: not tools.buttons["Source"].isVisible())
        assert tools.window().width() == 190
        tools.more.menu().aboutToShow.emit()
        labels = {action.text().split("\t")[0]: action for action in tools.more.menu().actions()}
        labels["Source"].trigger()

        assert editor.shows_source
        assert set(labels) == {name for name, b in tools.buttons.items() if not b.isVisible()}
