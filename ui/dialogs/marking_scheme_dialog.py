"""The marking scheme of the library's own: its name and its levels, as they look on pages."""

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from briefing.own_markings import find_scheme_faults
from briefing.records.library_settings import (
    SETTINGS_ID,
    LibrarySettings,
    OwnMarkingLevel,
    OwnMarkingScheme,
)
from briefing.services.history import Change, LibraryChange
from briefing.services.settings_of_library import change_settings, read_settings
from ui.forms.field_spec import EditorKind, FieldSpec, FoldSpec
from ui.forms.form import Form
from ui.house_markings import get_house_markings
from ui.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.marking_pill import MarkingPill
from ui.widgets.plain_text import make_button, make_label

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


class MarkingSchemeDialog(QDialog):
    """Shows the scheme; what is typed is kept in the library settings."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("Marking scheme")
        self.resize(600, 560)
        self.form = Form((FoldSpec(title="", fields=_FIELDS),), session, self)
        self.form.setEnabled(False)  # until the scheme is there
        self.form.make_change = _make_change
        self.form.field_edited.connect(self._hand_on)
        self.faults = make_label("", "warning", wrap=True)
        self.faults.setAccessibleName("What is wrong with the levels")
        self.faults.hide()
        self.pills: list[MarkingPill] = []
        self._markings = get_house_markings(session)
        self._markings.changed.connect(self._show_pills)
        session.changed.connect(self._on_changed)
        self._lay_out()
        self._show_pills()
        session.read_after_changes(read_settings, self._show)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[2])
        layout.addWidget(make_label(_ABOUT, "quiet", wrap=True))
        self._row = QHBoxLayout()
        layout.addLayout(self._row)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.faults)
        close = make_button("Close", "primary")
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        layout.addLayout(last)

    def done(self, result: int) -> None:
        """Hand on what is typed, and close once that is stored."""
        self.form.flush()
        if not self.form.is_busy:
            super().done(result)
            return
        self.setResult(result)
        self.form.settled.connect(self._close, Qt.ConnectionType.UniqueConnection)

    def _close(self) -> None:
        super().done(self.result())

    def _show(self, settings: LibrarySettings) -> None:
        scheme = settings.marking_scheme
        self.form.show_values({"name": scheme.name, "levels": scheme.levels})
        self.form.setEnabled(True)
        self._show_faults(scheme)

    def _show_faults(self, scheme: OwnMarkingScheme) -> None:
        faults = find_scheme_faults(scheme)
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
            self._show_faults(settings.marking_scheme)

    def _hand_on(self, name: str, value: Any) -> None:
        self._session.do(
            _make_change(name, value),
            lambda _change: self.form.confirm(name),
            lambda error: self.form.refuse(name, value, str(error)),
        )


def _make_change(name: str, value: Any) -> Change:
    def write(settings: LibrarySettings) -> LibrarySettings:
        scheme = msgspec.structs.replace(settings.marking_scheme, **{name: value})
        return msgspec.structs.replace(settings, marking_scheme=scheme)

    return change_settings("change the marking scheme", write)
