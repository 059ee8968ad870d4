"""The text that ends every briefing of the library which has none of its own."""

from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from briefing.records.library_settings import LibrarySettings
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings
from ui.dialogs.settings_form_dialog import SettingsFormDialog
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.session.library_session import LibrarySession

_ABOUT = "Printed on the last page of briefings that have no disclaimer of their own."
_FIELD = FieldSpec(
    name="disclaimer",
    label="Disclaimer",
    editor=EditorKind.MARKDOWN,
    help="A heading at its beginning becomes the heading of the page.",
)


class DisclaimerDialog(SettingsFormDialog):
    """Shows the text; what is typed is kept in the library settings."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(session, _ABOUT, (_FIELD,), parent)
        self.setWindowTitle("Disclaimer")
        self.resize(560, 420)
        self.begin(lambda settings: {"disclaimer": settings.disclaimer}, _make_change)


def _make_change(_name: str, value: Any) -> Change:
    def write(settings: LibrarySettings) -> LibrarySettings:
        return msgspec.structs.replace(settings, disclaimer=str(value))

    return change_settings("change the disclaimer", write)
