import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.markdown_text.model import SourceBlock
from briefing.markdown_text.reading import read_blocks
from briefing.markdown_text.writing import settle, write_blocks
from tests.support.text_editors import open_editor, press, type_words
from ui.text_editor.document_reading import read_document

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TEXT = """\
one *two* [@ani-2024]

- a
  1. b
- c

> q

| a | b |
| --- | --- |
| c | d |

# H

last"""
WITH_CTRL = ("A", "B", "I", "Shift+L", "Shift+O", "Shift+Q", "Shift+T", "Z", "Shift+Z", "X", "V")
KEYS = [
    *("Return", "Shift+Return", "Backspace", "Delete", "Tab", "Left", "Up", "Home", "End"),
    *("Shift+Right", "Shift+Down", *(f"Ctrl+{key}" for key in WITH_CTRL)),
]
KEYS_AND_LETTERS = st.sampled_from([*KEYS, *"ab*_#>-1.|"]) | st.integers(0, 60)


def act(qtbot, editor, what):
    """Press a key, or put the cursor somewhere."""
    editor.text.setFocus()
    if isinstance(what, int):
        cursor = editor.text.textCursor()
        cursor.setPosition(min(what, editor.text.document().characterCount() - 1))
        editor.text.setTextCursor(cursor)
    elif len(what) == 1:
        type_words(qtbot, editor, what)
    else:
        press(qtbot, editor, what)
    editor.completion.close()


def test_whatever_is_done_to_a_text_what_is_stored_is_what_is_shown(qtbot):
    with open_editor(qtbot) as (_session, editor):

        @settings(max_examples=25)
        @given(st.lists(KEYS_AND_LETTERS, min_size=5, max_size=40))
        def check(actions):
            editor.show_value(TEXT)
            for what in actions:
                act(qtbot, editor, what)
                editor.read_value()
            stored = read_blocks(editor.read_value())
            shown = settle(read_document(editor.text.document()))
            if not any(isinstance(block, SourceBlock) for block in stored):
                assert stored == read_blocks(write_blocks(shown))

        check()
