"""Sections, tables and figures of a briefing are offered while its texts are written."""

import pytest

from briefing.outline import Briefing
from briefing.services.briefings.referring import list_parts
from tests.support.builders import make_section, make_text, numbered
from tests.support.libraries import memory_library
from tests.support.text_editors import press, type_words
from tests.support.windows import LONG, open_session
from ui.panes.section_settings import SectionSettings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EVENTS = make_text("", number=1, title="Events")
ATTACKS = make_section("attacks", number=2, title="Past attacks")
METHOD = make_text("", number=3, title="Method", annex=True)
BRIEFING = Briefing(id=numbered(1), title="Strikes", sections=(EVENTS, ATTACKS, METHOD))


@pytest.fixture
def opened(qtbot):
    with memory_library(BRIEFING) as library, open_session(library) as session:
        pane = SectionSettings(session)
        qtbot.addWidget(pane)
        pane.resize(500, 600)
        pane.show()
        pane.show_row(BRIEFING, EVENTS)
        yield pane


def type_into_text(qtbot, pane, words):
    editor = pane.form.get_editor("settings.text")
    editor.text.setFocus()
    type_words(qtbot, editor, words)
    qtbot.waitUntil(lambda: editor.completion.is_open, timeout=LONG)
    return editor


def list_offers(editor):
    offers = editor.completion.list
    return [offers.item(row).text() for row in range(offers.count())]


def test_a_table_is_referred_to_while_typing(qtbot, opened):
    editor = type_into_text(qtbot, opened, "See @past")
    assert list_offers(editor) == ["Past attacks  ·  Section", "Past attacks  ·  Table"]
    press(qtbot, editor, "Down Return")

    assert editor.read_value() == f"See [Table {{number}}](table:{ATTACKS.id})"


def test_an_annex_is_offered_by_its_name(qtbot, opened):
    editor = type_into_text(qtbot, opened, "See @annex")

    assert list_offers(editor) == ["Method  ·  Annex"]


def test_parts_are_named_in_the_language_of_the_briefing():
    german = Briefing(id=numbered(1), language="de-DE", sections=(ATTACKS,))

    assert [part.words for part in list_parts(german)] == ["Abschnitt {number}", "Tabelle {number}"]


def test_sections_that_are_left_out_are_not_offered():
    hidden = make_text("", number=4, title="Hidden", included=False)

    assert list_parts(Briefing(id=numbered(1), sections=(hidden,))) == ()
