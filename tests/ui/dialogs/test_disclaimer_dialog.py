"""The library's disclaimer is written in the library settings."""

import pytest
from PySide6.QtCore import Qt

from briefing.services.settings_of_library import read_settings
from tests.support.libraries import memory_library
from tests.support.windows import open_session
from ui.dialogs.disclaimer_dialog import DisclaimerDialog
from ui.dialogs.library_settings_dialog import LibrarySettingsDialog


@pytest.fixture
def opened(qtbot):
    with memory_library() as library, open_session(library) as session:
        settings = LibrarySettingsDialog(session)
        qtbot.addWidget(settings)
        settings.show()
        qtbot.mouseClick(settings.disclaimer_button, Qt.MouseButton.LeftButton)
        (dialog,) = settings.findChildren(DisclaimerDialog)
        qtbot.waitUntil(dialog.form.isEnabled)
        yield library, session, dialog


def type_disclaimer(qtbot, dialog, words):
    field = dialog.form.get_editor("disclaimer").text
    field.setFocus()
    qtbot.keyClicks(field, words)


def test_what_is_typed_is_kept_when_the_dialog_is_closed(qtbot, opened):
    library, _session, dialog = opened
    type_disclaimer(qtbot, dialog, "We take no side.")
    dialog.accept()

    qtbot.waitUntil(lambda: read_settings(library).disclaimer == "We take no side.")


def test_a_change_of_it_can_be_undone(qtbot, opened):
    library, session, dialog = opened
    type_disclaimer(qtbot, dialog, "No side.")
    dialog.accept()
    qtbot.waitUntil(lambda: read_settings(library).disclaimer == "No side.")

    session.undo()
    qtbot.waitUntil(lambda: read_settings(library).disclaimer == "")
