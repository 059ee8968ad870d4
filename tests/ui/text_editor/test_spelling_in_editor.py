import pytest
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication

from briefing.records.actor import ActorName
from briefing.services.records.editing import change_fields
from briefing.services.settings_of_library import read_settings
from tests.support.text_editors import JAISH, go_to, open_editor, type_words
from tests.support.windows import LONG

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
DOTS = QTextCharFormat.UnderlineStyle.DotLine


def list_underlined(editor, style):
    """Give the words that are underlined so."""
    block = editor.text.document().firstBlock()
    found = []
    while block.isValid():
        pieces = [p for p in block.layout().formats() if p.format.underlineStyle() is style]
        found += [block.text()[piece.start : piece.start + piece.length] for piece in pieces]
        block = block.next()
    return found


def wait_for(qtbot, editor, style, words):
    qtbot.waitUntil(lambda: "".join(list_underlined(editor, style)) == words, timeout=LONG)


def open_menu(editor, word):
    go_to(editor, word)
    menu = editor.text.createStandardContextMenu()
    editor.menu.fill(menu, editor.text.textCursor())
    return menu


def list_labels(menu):
    return [action.text() for action in menu.actions() if action.isVisible()]


def test_misspelt_words_are_underlined_and_names_and_citations_are_not(qtbot):
    text = "Jaish al-Adl was desginated [@zzyzx, p. 3] at https://zzyzx.org by CVE-2024-1"
    with open_editor(qtbot, text) as (_session, editor):
        wait_for(qtbot, editor, WAVE, "desginated")


def test_another_spelling_of_a_name_offers_the_one_of_the_house(qtbot):
    with open_editor(qtbot, "Then Jaish ul-Adl struck.") as (_session, editor):
        wait_for(qtbot, editor, DOTS, "Jaish ul-Adl")
        menu = open_menu(editor, "Jaish")
        menu.actions()[0].trigger()
        menu.deleteLater()

        assert editor.read_value() == "Then Jaish al-Adl struck."


def test_a_suggestion_replaces_the_word(qtbot):
    with open_editor(qtbot, "It was **desginated** so") as (_session, editor):
        wait_for(qtbot, editor, WAVE, "desginated")
        menu = open_menu(editor, "desginated")
        qtbot.waitUntil(lambda: "designated" in list_labels(menu), timeout=LONG)
        next(action for action in menu.actions() if action.text() == "designated").trigger()
        menu.deleteLater()

        assert editor.read_value() == "It was **designated** so"


def test_a_word_is_added_to_the_dictionary_and_taken_out_by_undo(qtbot):
    with open_editor(qtbot, "the zzyzx road") as (session, editor):
        wait_for(qtbot, editor, WAVE, "zzyzx")
        menu = open_menu(editor, "zzyzx")
        next(action for action in menu.actions() if "dictionary" in action.text()).trigger()
        menu.deleteLater()
        wait_for(qtbot, editor, WAVE, "")
        qtbot.waitUntil(lambda: read_settings(session.library).dictionary == ("zzyzx",))

        session.undo()
        wait_for(qtbot, editor, WAVE, "zzyzx")


def test_a_word_is_not_judged_while_it_is_typed(qtbot):
    with open_editor(qtbot, "desginated") as (_session, editor):
        wait_for(qtbot, editor, WAVE, "desginated")
        type_words(qtbot, editor, " desginated")
        assert "".join(list_underlined(editor, WAVE)) == "desginated"

        type_words(qtbot, editor, " then")
        assert "".join(list_underlined(editor, WAVE)) == "desginated" * 2


def test_a_new_name_of_an_actor_becomes_right(qtbot):
    with open_editor(qtbot, "the Zzyzxi front") as (session, editor):
        wait_for(qtbot, editor, WAVE, "Zzyzxi")
        editor.text.spelling._renewal.setInterval(0)
        names = (*JAISH.names, ActorName(text="Zzyzxi Front"))
        session.do(change_fields(JAISH.id, {"names": names}, label="name it"))

        wait_for(qtbot, editor, WAVE, "")


def test_the_names_of_a_paragraph_stay_marked_while_one_types_in_it(qtbot):
    with open_editor(qtbot, "Then Jaish ul-Adl struck") as (_session, editor):
        wait_for(qtbot, editor, DOTS, "Jaish ul-Adl")
        type_words(qtbot, editor, " twice")

        assert "".join(list_underlined(editor, DOTS)) == "Jaish ul-Adl"


def test_checking_is_no_edit(qtbot):
    with open_editor(qtbot, "desginated") as (_session, editor):
        edits = []
        editor.edited.connect(lambda: edits.append(1))
        go_to(editor, "start")
        wait_for(qtbot, editor, WAVE, "desginated")

        assert edits == []


def test_without_a_dictionary_the_menu_says_why(qtbot, monkeypatch):
    monkeypatch.setattr("briefing.spelling.checker.find_dictionary", lambda _language: None)
    with open_editor(qtbot, "desginated by Jaish ul-Adl") as (_session, editor):
        wait_for(qtbot, editor, DOTS, "Jaish ul-Adl")
        menu = open_menu(editor, "desginated")
        entry = menu.actions()[0]

        assert "no spelling dictionary" in entry.text()
        assert not entry.isEnabled()
        menu.deleteLater()
        QApplication.processEvents()
