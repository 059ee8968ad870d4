"""What is written beside the outline: the form of the row that is selected there."""

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import InvalidValueError
from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.records.faults import find_faults
from briefing.sections.registry import get_section_kind
from briefing.services.outlining import change_briefing, change_section, change_setting
from ui.forms.briefing_forms import FRONT_PAGE_FORM, SETTING_PREFIX, make_section_form
from ui.forms.form import Form
from ui.forms.typed_fields import as_field_values
from ui.library_session import LibrarySession
from ui.models.outline_model import OutlineRow


class SectionSettings(QScrollArea):
    """The form of the front page or of a section; edits become changes of the briefing."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing: Briefing | None = None
        self._section: Section | None = None
        self._shown: object = None
        self.form: Form | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Settings of the selected part")

    def show_row(self, briefing: Briefing, row: OutlineRow) -> None:
        """Show the form of a row; edits of the row before are handed on first."""
        key = (briefing.id, row.section.id if row.section else "", briefing.yardstick)
        if key != self._shown:
            self.flush()
            self._shown = key
            self._make_form(briefing, row.section)
        self._briefing, self._section = briefing, row.section
        self._fill()

    def flush(self) -> None:
        """Hand on what is typed."""
        if self.form is not None:
            self.form.flush()

    def clear(self) -> None:
        """Show nothing."""
        if self.form is not None:
            self.form.forget_edits()
        self._shown = self._briefing = self._section = None
        self._set_form(None)

    def _make_form(self, briefing: Briefing, section: Section | None) -> None:
        try:
            folds = (
                make_section_form(section.section_kind, briefing) if section else FRONT_PAGE_FORM
            )
        except InvalidValueError as error:
            self._set_form(None)
            label = QLabel(str(error), self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self.setWidget(label)
            return
        self._set_form(Form(folds, self._session))

    def _set_form(self, form: Form | None) -> None:
        if self.form is not None:
            self.form.forget_edits()
        self.form = form
        if form is not None:
            form.fields_edited.connect(self._on_fields_edited)
            self.setWidget(form)
        elif self.widget() is not None:
            self.takeWidget().deleteLater()

    def _fill(self) -> None:
        if self.form is None or self._briefing is None:
            return
        if self._section is None:
            names = self._briefing.__struct_fields__
            self.form.show_values({name: getattr(self._briefing, name) for name in names})
            faults = {fault.field: fault.message for fault in find_faults(self._briefing)}
            self.form.show_faults(faults)
            return
        section = self._section
        values = {name: getattr(section, name) for name in section.__struct_fields__}
        try:
            settings = get_section_kind(section.section_kind).read_settings(section)
        except InvalidValueError as error:
            self._session.failed.emit(str(error))
            return
        for name in settings.__struct_fields__:
            values[SETTING_PREFIX + name] = getattr(settings, name)
        self.form.show_values(values)

    def _on_fields_edited(self, values: dict[str, Any]) -> None:
        if self._briefing is None:
            return
        if self._section is None:
            fields = as_field_values(Briefing, values)
            self._session.do(change_briefing(self._briefing.id, fields))
            return
        section = self._section
        fields = {n: v for n, v in values.items() if not n.startswith(SETTING_PREFIX)}
        if fields:
            label = f"change “{section.title}”"
            typed = as_field_values(Section, fields)
            self._session.do(change_section(self._briefing.id, section.id, typed, label=label))
        for name, value in values.items():
            if name.startswith(SETTING_PREFIX):
                plain = msgspec.to_builtins(value)
                setting = name.removeprefix(SETTING_PREFIX)
                self._session.do(
                    change_setting(
                        self._briefing.id,
                        section.id,
                        setting,
                        plain,
                        label=f"change {setting.replace('_', ' ')} of “{section.title}”",
                    )
                )


class PlacementDetail(QWidget):
    """What is to be said and done about one placed record."""

    open_requested = Signal()
    mode_requested = Signal(str)
    newest_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        self.title = self._make_label("title")
        self.state = self._make_label("")
        self.hint = self._make_label("quiet")
        for label in (self.title, self.state, self.hint):
            layout.addWidget(label)
        self.open_button = self._make_button("Open the record", self.open_requested.emit)
        self.newest_button = self._make_button("Accept newest", self.newest_requested.emit)
        self.mode_button = self._make_button("Pin", self._ask_mode)
        self.remove_button = self._make_button("Remove", self.remove_requested.emit)
        self.remove_button.setAccessibleName("Remove from section")
        grid = QGridLayout()  # two by two: the pane is narrow where the window is
        grid.setSpacing(8)
        buttons = (self.open_button, self.newest_button, self.mode_button, self.remove_button)
        for number, button in enumerate(buttons):
            grid.addWidget(button, number // 2, number % 2)
        grid.setColumnStretch(2, 1)
        layout.addLayout(grid)
        layout.addStretch(1)
        self._pinned = False

    def show_placement(self, placement: Placement, *, title: str, state: str, behind: bool) -> None:
        """Show a placement with the sentence about its revision."""
        self._pinned = placement.mode is PlacementMode.PINNED
        self.title.setText(title)
        self.state.setText(state)
        self.state.setProperty("role", "warning" if behind else "")
        if self._pinned:
            hint = "Pinned: the pages keep this revision until you accept a newer one."
        else:
            hint = "Live: the pages always show the newest revision."
        self.hint.setText(hint)
        self.mode_button.setText("Follow the library" if self._pinned else "Pin this revision")
        self.newest_button.setEnabled(behind)

    def _ask_mode(self) -> None:
        mode = PlacementMode.LIVE if self._pinned else PlacementMode.PINNED
        self.mode_requested.emit(mode.value)

    def _make_label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _make_button(self, text: str, slot: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(lambda _checked: slot())
        return button
