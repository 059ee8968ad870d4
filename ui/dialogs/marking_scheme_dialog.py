"""The marking scheme of the library's own: its name and its levels, as they look on pages."""

from typing import Any

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.own_markings import find_scheme_faults
from briefing.records.library_settings import SETTINGS_ID, LibrarySettings, OwnMarkingLevel
from briefing.services.history import Change, LibraryChange
from briefing.services.settings_of_library import change_settings
from ui.dialogs.settings_form_dialog import SettingsFormDialog
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.house_markings import get_house_markings
from ui.session.library_session import LibrarySession
from ui.widgets.marking_pill import MarkingPill
from ui.widgets.plain_text import make_label

_ABOUT = (
    "Levels of your own, the least restrictive first. Briefings that choose this scheme carry "
    "them on every page; records are marked with them like with those of TLP."
)
_FIELDS = (
    FieldSpec(name="name", label="Name of the scheme", placeholder="Own scheme"),
    FieldSpec(
        name="levels",
        label="Levels",
        editor=EditorKind.PARTS,
        part_type=OwnMarkingLevel,
        add_label="Add a level",
        titled=False,
        fields=(
            FieldSpec(name="label", label="Label", placeholder="RESTRICTED"),
            FieldSpec(name="portion", label="Before paragraphs", placeholder="R"),
            FieldSpec(name="background", label="Colour of the ground", placeholder="#3B4754"),
            FieldSpec(name="text_colour", label="Colour of the letters", placeholder="#FFFFFF"),
            FieldSpec(name="description", label="Meaning", wide=True),
        ),
    ),
)


class MarkingSchemeDialog(SettingsFormDialog):
    """Shows the scheme; what is typed is kept in the library settings."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(session, _ABOUT, _FIELDS, parent)
        self.setWindowTitle("Marking scheme")
        self.resize(600, 560)
        self.faults = make_label("", "warning", wrap=True)
        self.faults.setAccessibleName("What is wrong with the levels")
        self.faults.hide()
        self.pills: list[MarkingPill] = []
        self._row = QHBoxLayout()
        self.column.insertLayout(self.column.indexOf(self.about) + 1, self._row)
        self.column.insertWidget(self.column.indexOf(self.form) + 1, self.faults)
        self._markings = get_house_markings(session)
        self._markings.changed.connect(self._show_pills)
        session.changed.connect(self._on_changed)
        self._show_pills()
        self.begin(_read, _make_change)

    def show_settings(self, settings: LibrarySettings) -> None:
        """Tell what is wrong with the levels."""
        faults = find_scheme_faults(settings.marking_scheme)
        self.faults.setText("\n".join(faults))
        self.faults.setVisible(bool(faults))

    def _show_pills(self) -> None:
        """Show each level as it looks on pages."""
        for pill in self.pills:
            self._row.removeWidget(pill)
            pill.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        own = self._markings.own
        self.pills = [MarkingPill(self) for _ in own.levels] if own else []
        for pill, level in zip(self.pills, own.levels if own else (), strict=True):
            pill.show_marking(level.label)
            self._row.addWidget(pill)
        self._row.addStretch(1)

    def _on_changed(self, change: LibraryChange) -> None:
        settings = change.records.get(SETTINGS_ID)
        if isinstance(settings, LibrarySettings):
            self.show_settings(settings)


def _read(settings: LibrarySettings) -> dict[str, Any]:
    return {"name": settings.marking_scheme.name, "levels": settings.marking_scheme.levels}


def _make_change(name: str, value: Any) -> Change:
    def write(settings: LibrarySettings) -> LibrarySettings:
        scheme = msgspec.structs.replace(settings.marking_scheme, **{name: value})
        return msgspec.structs.replace(settings, marking_scheme=scheme)

    return change_settings("change the marking scheme", write)
