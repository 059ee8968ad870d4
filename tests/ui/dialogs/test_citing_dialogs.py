"""Sources are cited at the statement, new ones made in place."""

import pytest
from PySide6.QtCore import Qt

from briefing.records.parts import Citation
from tests.support.builders import make_actor, make_source
from tests.support.forms import choose, type_text
from tests.support.libraries import find, memory_library
from tests.support.windows import open_session
from ui.dialogs.citations_dialog import CitationsDialog
from ui.dialogs.new_source_dialog import NewSourceDialog

SOURCE = make_source(title="<b>Strikes</b>", publisher="Dawn", key="dawn-2024")
ACTOR = make_actor(aims="Independence", citations=(Citation(source=SOURCE.id, field="base"),))


@pytest.fixture
def opened(qtbot):
    with memory_library(SOURCE, ACTOR) as library, open_session(library) as session:
        dialog = CitationsDialog(session, find(library, ACTOR.id), "aims", "Aims")
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        yield library, session, dialog


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def find_source(qtbot, dialog, typed):
    type_text(qtbot, dialog.line, typed)
    qtbot.waitUntil(lambda: dialog.suggestions.labels != [])
    popup = dialog.suggestions.completer.popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)


def get_citations(library):
    return {c.field: c for c in find(library, ACTOR.id).citations}


def test_a_source_is_found_and_cited_with_its_place_and_grade(qtbot, opened):
    library, session, dialog = opened
    find_source(qtbot, dialog, "stri")
    assert dialog.list.item(0).text().startswith("Dawn · <b>Strikes</b>")

    type_text(qtbot, dialog.details.get_editor("locator").line, "para 5")
    choose(qtbot, dialog.details.get_editor("credibility").box, 2)
    press(qtbot, dialog.save_button)
    qtbot.waitUntil(lambda: "aims" in get_citations(library))

    citation = get_citations(library)["aims"]
    assert (citation.locator, citation.credibility) == ("para 5", 2)
    assert session.undo_label.startswith("cite sources for aims")
    assert "base" in get_citations(library)


def test_a_citation_is_taken_away(qtbot, opened):
    _library, _session, dialog = opened
    find_source(qtbot, dialog, "dawn")

    press(qtbot, dialog.remove_button)

    assert dialog.list.count() == 0
    assert dialog.empty.isVisible()


def test_a_new_source_is_made_and_cited_in_one_step(qtbot, opened):
    library, session, dialog = opened
    maker = NewSourceDialog(session, "https://example.org/strikes-on-border", dialog)
    maker.made.connect(dialog.add_new)
    press(qtbot, maker.create_button)

    press(qtbot, dialog.save_button)
    qtbot.waitUntil(lambda: "aims" in get_citations(library))

    source = find(library, get_citations(library)["aims"].source)
    assert (source.title, source.key) == ("Strikes on border", "example")
    session.undo()
    qtbot.waitUntil(lambda: "aims" not in get_citations(library))
    with library.read() as unit:
        assert unit.records.find_record(source.id) is None


def test_escape_changes_nothing(qtbot, opened):
    library, _session, dialog = opened
    find_source(qtbot, dialog, "dawn")

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert set(get_citations(library)) == {"base"}


@pytest.fixture
def maker(qtbot, opened):
    dialog = NewSourceDialog(opened[1])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_is_pasted_is_shown_as_it_was_understood(qtbot, maker):
    assert not maker.create_button.isEnabled()

    maker.paste.setPlainText("Hassan, S. “Strikes.” Reuters, January 18, 2024. See also page nine")

    assert maker.fields.get_editor("title").line.text() == "Strikes"
    assert maker.fields.get_editor("published").line.text() == "18 January 2024"
    assert "See also page nine" in maker.leftover.text()
    assert maker.create_button.isEnabled()


def test_what_was_understood_can_be_corrected(qtbot, maker):
    maker.paste.setPlainText("https://example.org/x")
    type_text(qtbot, maker.fields.get_editor("title").line, "Border strikes")

    with qtbot.waitSignal(maker.made) as made:
        press(qtbot, maker.create_button)

    assert made.args[0].title == "Border strikes"
    assert made.args[0].url == "https://example.org/x"


def test_a_date_that_cannot_be_read_is_told_before_the_source_is_made(qtbot, maker):
    maker.paste.setPlainText("https://example.org/x")

    type_text(qtbot, maker.fields.get_editor("published").line, "no date")

    assert not maker.create_button.isEnabled()
    assert maker.fields.fields["published"].fault.text()
