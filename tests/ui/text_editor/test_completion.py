import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.support.text_editors import JAISH, REPORT, STRIKE, open_editor, press, type_words
from tests.support.windows import LONG

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def wait_for_offers(qtbot, editor, first=""):
    offers = editor.completion
    qtbot.waitUntil(lambda: offers.is_open and first in offers.list.item(0).text(), timeout=LONG)


@pytest.mark.parametrize("key", ["Return", "Tab"])
def test_an_actor_is_mentioned_while_typing(qtbot, key):
    with open_editor(qtbot) as (_session, editor):
        type_words(qtbot, editor, "By @jai")
        wait_for_offers(qtbot, editor, "Jaish")
        press(qtbot, editor, key)
        type_words(qtbot, editor, " today")

        assert editor.read_value() == f"By [Jaish al-Adl](actor:{JAISH.id}) today"
        assert editor.text.hasFocus()


def test_a_source_is_cited_while_typing(qtbot):
    with open_editor(qtbot, "Killed two") as (_session, editor):
        type_words(qtbot, editor, " [retali")
        wait_for_offers(qtbot, editor, REPORT.title)
        press(qtbot, editor, "Return")

        assert editor.read_value() == "Killed two [@ani-2024]"


def test_arrows_choose_among_the_offers(qtbot):
    with open_editor(qtbot) as (_session, editor):
        type_words(qtbot, editor, "@")
        wait_for_offers(qtbot, editor)
        chosen = editor.completion.list.item(1).text()
        press(qtbot, editor, "Down Return")

        assert chosen.split("  ·")[0] in editor.read_value()
        assert chosen.split("  ·")[0] in (STRIKE.title, "Jaish al-Adl")


def test_the_native_name_is_shown_and_found(qtbot):
    with open_editor(qtbot) as (_session, editor):
        event = QInputMethodEvent()
        event.setCommitString("@جیش")
        QApplication.sendEvent(editor.text, event)
        wait_for_offers(qtbot, editor, "جیش")

        assert editor.completion.list.item(0).text().startswith("Jaish al-Adl")


def test_escape_leaves_what_was_typed(qtbot):
    with open_editor(qtbot) as (_session, editor):
        type_words(qtbot, editor, "@jai")
        wait_for_offers(qtbot, editor)
        press(qtbot, editor, "Escape")
        type_words(qtbot, editor, "sh")

        assert not editor.completion.is_open
        assert editor.read_value() == "@jaish"


def test_an_address_of_mail_offers_nothing(qtbot):
    with open_editor(qtbot) as (session, editor):
        type_words(qtbot, editor, "me@jai")
        qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)

        assert not editor.completion.is_open


def test_a_new_source_is_asked_for_and_cited_where_it_was_sought(qtbot):
    with open_editor(qtbot, "Killed two") as (_session, editor):
        asked = []
        editor.text.book.new_source_requested.connect(lambda *one: asked.append(one))
        type_words(qtbot, editor, " [dawn 2024")
        wait_for_offers(qtbot, editor, "New source")
        press(qtbot, editor, "Return")
        words, cite = asked[0]
        cite("dawn-2024")

        assert words == "dawn 2024"
        assert editor.read_value() == "Killed two [@dawn-2024]"


def test_the_button_cites_too(qtbot):
    with open_editor(qtbot, "Killed two") as (_session, editor):
        qtbot.mouseClick(editor.tools.buttons["Cite a source"], Qt.MouseButton.LeftButton)
        wait_for_offers(qtbot, editor, REPORT.title)
        qtbot.keyClick(editor.text, Qt.Key.Key_Return)

        assert editor.read_value() == "Killed two [@ani-2024]"
