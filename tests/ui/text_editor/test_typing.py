import pytest

from tests.support.text_editors import go_to, open_editor, press, type_words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("One\nTwo", "One\n\nTwo"),
        ("- one\ntwo", "- one\n- two"),
        ("3. one\ntwo", "3. one\n4. two"),
        ("> said\n\nby him", "> said\n\nby him"),
        ("## Title\ntext", "## Title\n\ntext"),
        ("Said by *two* sources", "Said by *two* sources"),
        ("It is **so**, he said", "It is **so**, he said"),
        ("5 * 3 and snake_case_name", "5 * 3 and snake_case_name"),
        ("1 < 2 & [note]", "1 < 2 & [note]"),
        ("- one\n\nafter the list", "- one\n\nafter the list"),
    ],
)
def test_what_is_typed_is_stored_as_markdown(qtbot, typed, stored):
    with open_editor(qtbot) as (_session, editor):
        type_words(qtbot, editor, typed)

        assert editor.read_value() == stored


def test_marks_that_were_meant_as_they_are_come_back_with_undo(qtbot):
    with open_editor(qtbot) as (_session, editor):
        type_words(qtbot, editor, "a *b*")
        press(qtbot, editor, "Ctrl+Z")

        assert editor.read_value() == r"a \*b\*"


@pytest.mark.parametrize(
    ("keys", "stored"),
    [
        ("Ctrl+B", "one **two** three"),
        ("Ctrl+I", "one *two* three"),
        ("Ctrl+B Ctrl+I", "one ***two*** three"),
        ("Ctrl+B Ctrl+B", "one two three"),
        ("Ctrl+Shift+L", "- one two three"),
        ("Ctrl+Shift+O", "1. one two three"),
        ("Ctrl+Shift+Q", "> one two three"),
        ("Ctrl+Shift+L Ctrl+Shift+L", "one two three"),
    ],
)
def test_keys_and_buttons_format_what_is_selected(qtbot, keys, stored):
    with open_editor(qtbot, "one two three") as (_session, editor):
        go_to(editor, "two", select=True)
        press(qtbot, editor, keys)

        assert editor.read_value() == stored


def test_only_the_paragraph_that_is_edited_is_written_anew(qtbot):
    text = "first   _so_\n\n\n* a\n* b\n\nlast"
    with open_editor(qtbot, text) as (_session, editor):
        type_words(qtbot, editor, " words")

        assert editor.read_value() == text + " words"


def test_tab_puts_an_item_deeper_and_leaves_from_there(qtbot):
    with open_editor(qtbot, "- one\n- two") as (_session, editor):
        press(qtbot, editor, "Tab")
        assert editor.read_value() == "- one\n  - two"
        assert editor.text.hasFocus()

        press(qtbot, editor, "Tab")
        assert not editor.text.hasFocus()


@pytest.mark.parametrize("text", ["words", "- one", "| a | b |\n| --- | --- |\n| c | d |"])
def test_tab_is_never_trapped(qtbot, text):
    with open_editor(qtbot, text) as (_session, editor):
        for _time in range(8):
            if editor.text.hasFocus():
                press(qtbot, editor, "Tab")

        assert not editor.text.hasFocus()


def test_ctrl_tab_leaves_from_within_a_table(qtbot):
    with open_editor(qtbot, "| a | b |\n| --- | --- |\n| c | d |") as (_session, editor):
        go_to(editor, "a")
        press(qtbot, editor, "Ctrl+Tab")

        assert not editor.text.hasFocus()


def test_a_table_is_filled_with_tab_and_enter(qtbot):
    with open_editor(qtbot, "Before") as (_session, editor):
        press(qtbot, editor, "Ctrl+Shift+T")
        type_words(qtbot, editor, "Date")
        press(qtbot, editor, "Tab")
        type_words(qtbot, editor, "Killed\n94")

        assert editor.read_value() == (
            "Before\n\n| Date | Killed |\n| --- | --- |\n|  | 94 |\n|  |  |"
        )


def test_backspace_at_the_start_of_an_item_makes_it_a_paragraph(qtbot):
    with open_editor(qtbot, "- one\n- two") as (_session, editor):
        go_to(editor, "two")
        press(qtbot, editor, "Backspace")

        assert editor.read_value() == "- one\n\ntwo"


def test_what_is_typed_after_a_link_stands_outside_of_it(qtbot):
    with open_editor(qtbot, "[here](https://a.org)") as (_session, editor):
        type_words(qtbot, editor, " and on")

        assert editor.read_value() == "[here](https://a.org) and on"


def test_a_block_that_cannot_be_shown_is_edited_as_its_source(qtbot):
    with open_editor(qtbot, "![a](x.png)\n\n```\ncode\n```") as (_session, editor):
        go_to(editor, "code", select=True)
        type_words(qtbot, editor, "more\nlines")

        assert editor.read_value() == "![a](x.png)\n\n```\nmore\nlines\n```"


def test_text_comes_back_by_undo_step_by_step(qtbot):
    with open_editor(qtbot, "- one\n- two") as (_session, editor):
        go_to(editor, "two", select=True)
        press(qtbot, editor, "Ctrl+B Ctrl+Shift+L")
        assert editor.read_value() == "- one\n\n**two**"

        press(qtbot, editor, "Ctrl+Z Ctrl+Z")
        assert editor.read_value() == "- one\n- two"
        assert not editor.text.document().isUndoAvailable()


def test_arabic_is_typed_and_stands_on_the_right(qtbot):
    from PySide6.QtCore import Qt

    with open_editor(qtbot, "English\n\nجيش العدل") as (_session, editor):
        first = editor.text.document().firstBlock()

        assert first.textDirection() is Qt.LayoutDirection.LeftToRight
        assert first.next().textDirection() is Qt.LayoutDirection.RightToLeft


def test_a_break_within_a_paragraph_stays_one(qtbot):
    with open_editor(qtbot, "one") as (_session, editor):
        press(qtbot, editor, "Shift+Return")
        type_words(qtbot, editor, "two")

        assert editor.read_value() == "one\\\ntwo"
