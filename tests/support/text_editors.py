"""Opens text editors over a real library and types into them."""

from contextlib import contextmanager

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from briefing.identifiers import new_record_id
from briefing.records.actor import Actor, ActorName, NameKind
from briefing.records.attack import Attack
from briefing.records.source import Source
from tests.support.libraries import memory_library
from tests.support.windows import LONG, open_session
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.markdown_editor import MarkdownEditor
from ui.forms.record_titles import get_titles

JAISH = Actor(
    id=new_record_id(),
    names=(
        ActorName(text="Jaish al-Adl", preferred=True),
        ActorName(text="Jaish ul-Adl"),
        ActorName(text="جیش‌العدل", language="fa", script="Arab", name_kind=NameKind.NATIVE),
    ),
)
STRIKE = Attack(id=new_record_id(), title="Strike on Koh-e-Sabz")
REPORT = Source(id=new_record_id(), title="Pakistan’s retaliatory attack", key="ani-2024")
SPEC = FieldSpec(name="aims", label="Aims", editor=EditorKind.MARKDOWN)


@contextmanager
def open_editor(qtbot, value="", *records):
    """Give session and editor, shown, with the keyboard and this text; the cursor at its end."""
    with (
        memory_library(*(records or (JAISH, STRIKE, REPORT))) as library,
        open_session(library) as session,
    ):
        window = QWidget()
        layout = QVBoxLayout(window)
        editor = MarkdownEditor(SPEC, get_titles(session), window)
        layout.addWidget(editor.tools)
        layout.addWidget(editor)
        layout.addWidget(QLineEdit(window))  # where Tab leads to
        window.resize(560, 420)
        editor.show_value(value)
        try:
            with qtbot.waitExposed(window):
                window.show()
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
            editor.text.setFocus()
            go_to(editor, "end")
            yield session, editor
        finally:
            qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)
            window.close()
            window.deleteLater()
            QApplication.processEvents()


def go_to(editor, place, *, select=False):
    """Put the cursor at the "start" or "end", or before a word, and select that word if asked."""
    cursor = QTextCursor(editor.text.document())
    if place == "end":
        cursor.movePosition(QTextCursor.MoveOperation.End)
    elif place != "start":
        cursor = editor.text.document().find(place)
        assert not cursor.isNull(), place
        if not select:
            cursor.setPosition(cursor.selectionStart())
    editor.text.setTextCursor(cursor)


def press(qtbot, editor, keys):
    """Press keys, named as "Ctrl+B", one after another."""
    for key in keys.split():
        *held, name = key.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            wanted = "Control" if one == "Ctrl" else one
            modifiers |= getattr(Qt.KeyboardModifier, f"{wanted}Modifier")
        qtbot.keyClick(
            QApplication.focusWidget() or editor.text, getattr(Qt.Key, f"Key_{name}"), modifiers
        )


def type_words(qtbot, editor, words):
    """Type words; an Enter for each line end. Letters of any script are typed."""
    for number, line in enumerate(words.split("\n")):
        if number:
            qtbot.keyClick(editor.text, Qt.Key.Key_Return)
        qtbot.keyClicks(editor.text, line)


def make_clipboard(**formats):
    """Give what another program may put on the clipboard: html and text."""
    data = QMimeData()
    if "html" in formats:
        data.setHtml(formats["html"])
    if "text" in formats:
        data.setText(formats["text"])
    return data
