"""A marking scheme of the library's own is made in the settings and chosen in forms."""

import pytest
from PySide6.QtCore import Qt

from briefing.services.settings_of_library import read_settings
from tests.support.libraries import memory_library
from tests.support.windows import open_session
from ui.dialogs.library_settings_dialog import LibrarySettingsDialog
from ui.dialogs.marking_scheme_dialog import MarkingSchemeDialog
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.marking_editors import MarkingEditor, MarkingSchemeEditor
from ui.house_markings import get_house_markings
from ui.widgets.marking_pill import get_pill_colours


@pytest.fixture
def opened(qtbot):
    with memory_library() as library, open_session(library) as session:
        settings = LibrarySettingsDialog(session)
        qtbot.addWidget(settings)
        settings.show()
        qtbot.mouseClick(settings.scheme_button, Qt.MouseButton.LeftButton)
        (dialog,) = settings.findChildren(MarkingSchemeDialog)
        qtbot.waitUntil(dialog.form.isEnabled)
        yield library, session, dialog


def add_level(qtbot, dialog, label, **fields):
    levels = dialog.form.get_editor("levels")
    qtbot.mouseClick(levels.add_button, Qt.MouseButton.LeftButton)
    card = levels.cards[-1]
    for name, words in {"label": label, **fields}.items():
        qtbot.keyClicks(card.fields.get_editor(name).line, words)
    qtbot.keyClick(card.fields.get_editor("label").line, Qt.Key.Key_Tab)


def list_offered(editor):
    return [editor.box.itemText(place) for place in range(editor.box.count())]


def make_scheme(qtbot, library, dialog):
    add_level(qtbot, dialog, "OPEN")
    add_level(qtbot, dialog, "DESK ONLY", background="#7A1F1F")
    dialog.form.flush()
    qtbot.waitUntil(lambda: len(read_settings(library).marking_scheme.levels) == 2)


def test_levels_that_are_typed_are_kept_in_their_order(qtbot, opened):
    library, _session, dialog = opened
    make_scheme(qtbot, library, dialog)
    dialog.accept()

    labels = [level.label for level in read_settings(library).marking_scheme.levels]
    assert labels == ["OPEN", "DESK ONLY"]


def test_levels_are_shown_as_they_look_on_pages(qtbot, opened):
    library, _session, dialog = opened
    make_scheme(qtbot, library, dialog)

    qtbot.waitUntil(lambda: len(dialog.pills) == 2)
    assert dialog.pills[1].accessibleName() == "Marking DESK ONLY"
    assert get_pill_colours("DESK ONLY") == ("#FFFFFF", "#7A1F1F")


def test_a_colour_that_is_none_is_told_at_once(qtbot, opened):
    _library, _session, dialog = opened
    add_level(qtbot, dialog, "DESK", background="red")
    dialog.form.flush()

    qtbot.waitUntil(lambda: "“red” is no colour" in dialog.faults.text())
    assert dialog.faults.isVisible()


def test_forms_that_are_open_offer_the_new_levels(qtbot, opened):
    library, session, dialog = opened
    markings = get_house_markings(session)
    spec = FieldSpec(name="marking", label="Marking", editor=EditorKind.MARKING)
    marking, scheme = MarkingEditor(spec, markings), MarkingSchemeEditor(spec, markings)
    for editor in (marking, scheme):
        qtbot.addWidget(editor)
    marking.show_value("TLP:AMBER")
    make_scheme(qtbot, library, dialog)

    qtbot.waitUntil(lambda: "DESK ONLY" in list_offered(marking))
    assert marking.read_value() == "TLP:AMBER"
    assert list_offered(scheme) == ["Own scheme", "TLP 2.0", "Internal"]


def test_a_scheme_that_is_undone_is_offered_no_longer(qtbot, opened):
    library, session, dialog = opened
    markings = get_house_markings(session)
    make_scheme(qtbot, library, dialog)
    qtbot.waitUntil(lambda: markings.own is not None)
    while session.undo_label:
        session.undo()
        qtbot.waitUntil(lambda: not session.tasks.is_busy)

    qtbot.waitUntil(lambda: markings.own is None)
    assert "DESK ONLY" not in markings.labels
