"""What is written beside the outline: the form of the front page or of a section."""

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.outline import Briefing, Section
from briefing.records.faults import find_faults
from briefing.sections.pictures import IMAGES_KEY
from briefing.sections.registry import get_section_kind
from briefing.services.briefings.outlining import change_briefing, change_section, change_setting
from briefing.services.briefings.referring import list_parts
from briefing.services.history import Change
from ui.flows.incoming_files import FileDrops
from ui.forms.briefing_forms import FRONT_PAGE_FORM, SETTING_PREFIX, make_section_form
from ui.forms.form import Form
from ui.forms.form_shelf import FormShelf
from ui.forms.typed_fields import as_field_values
from ui.panes.images_line import ImagesLine
from ui.panes.query_line import QueryLine
from ui.session.library_session import LibrarySession
from ui.text_editor.reference_book import get_reference_book
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_label

FormKey = tuple[str, str, str]


class SectionSettings(QWidget):
    """The form of the front page or of a section; edits become changes of the briefing.

    A form that cannot be saved yet is kept when another row is selected.
    """

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf = FormShelf(self)
        self._key: FormKey | None = None
        self.form: Form | None = None
        self.hint = make_label("", "hint", wrap=True)
        self.finds = QueryLine(session, self)
        self.images = ImagesLine(session, self)
        FileDrops(self, self.images.take)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName("Settings of the selected part")
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.hint)
        layout.addWidget(self.finds)
        layout.addWidget(self.images)
        layout.addWidget(self.area, 1)
        self.hint.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], 0)
        self._say("")

    def show_row(self, briefing: Briefing, section: Section | None) -> None:
        """Show the form of a section, or of the front page; edits before it are handed on."""
        key = (briefing.id, section.id if section else "", briefing.yardstick)
        try:
            if key != self._key:
                self._put_form_away()
                self._key = key
                self._set_form(self._shelf.take(key) or self._make_form(briefing, section))
            get_reference_book(self._session).offer_parts(self, list_parts(briefing))
            self._fill(briefing, section)
        except InvalidValueError as error:  # a kind or settings that this program does not know
            self._put_form_away()
            self.finds.show_section(briefing.id, None)
            self.images.clear()
            self._say(str(error))
            return
        self._put_images(below=section is None)
        self.images.show_row(briefing, section)
        self.finds.show_section(briefing.id, section)
        self._say("" if self.finds.is_asked or section is None else _find_hint(section))

    def _put_images(self, *, below: bool) -> None:
        """Put the line of images above its section, and below a front page, which has a title."""
        self._column.removeWidget(self.images)
        above_form = self._column.indexOf(self.area)
        self._column.insertWidget(above_form + 1 if below else above_form, self.images)

    def go_to_field(self, name: str) -> None:
        """Put the cursor into a field of the form, or into that setting of the section."""
        for key in (name, SETTING_PREFIX + name):
            if self.form is not None and key in self.form.fields:
                self.form.focus_field(key)
                return

    def flush(self) -> None:
        """Hand on what is typed."""
        if self.form is not None:
            self.form.flush()

    def clear(self) -> None:
        """Show nothing."""
        self._put_form_away()
        self.finds.hide()
        self.images.clear()
        self._say("")

    def _put_form_away(self) -> None:
        if self.form is not None and self._key is not None:
            self.form.flush()
            if self.form.is_busy:
                self.area.takeWidget()
                self._shelf.put_away(self._key, self.form)
            else:
                self.form.hide()  # it goes when the area gets the next one
        self.form = self._key = None

    def _make_form(self, briefing: Briefing, section: Section | None) -> Form:
        folds = make_section_form(section.section_kind, briefing) if section else FRONT_PAGE_FORM
        form = Form(folds, self._session, self.area)

        def make_change(name: str, value: Any) -> Change:
            return _make_change(briefing.id, section, name, value)

        def hand_on(name: str, value: Any) -> None:
            self._session.do(
                make_change(name, value),
                lambda _change: form.confirm(name),
                lambda error: form.refuse(name, value, str(error)),
            )

        form.make_change = make_change
        form.field_edited.connect(hand_on)
        return form

    def _set_form(self, form: Form) -> None:
        self.form = form
        self.area.setWidget(form)
        form.show()

    def _fill(self, briefing: Briefing, section: Section | None) -> None:
        if self.form is None:
            return
        source: Briefing | Section = section or briefing
        values = {name: getattr(source, name) for name in source.__struct_fields__}
        if section is None:
            self.form.show_values(values)
            self.form.show_faults(find_faults(briefing))
            return
        settings = get_section_kind(section.section_kind).read_settings(section)
        for name in settings.__struct_fields__:
            values[SETTING_PREFIX + name] = getattr(settings, name)
        self.form.show_values(values)

    def _say(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))


def _find_hint(section: Section) -> str:
    kind = get_section_kind(section.section_kind)
    is_told = section.section_kind == IMAGES_KEY  # by the line of its images
    return kind.empty_text if kind.takes and not section.placements and not is_told else ""


def _make_change(briefing_id: RecordId, section: Section | None, name: str, value: Any) -> Change:
    if section is None:
        return change_briefing(briefing_id, as_field_values(Briefing, {name: value}))
    if name.startswith(SETTING_PREFIX):
        setting = name.removeprefix(SETTING_PREFIX)
        label = f"change {setting.replace('_', ' ')} of “{section.title}”"
        plain = msgspec.to_builtins(value)
        return change_setting(briefing_id, section.id, setting, plain, label=label)
    label = f"change {name.replace('_', ' ')} of “{section.title}”"
    fields = as_field_values(Section, {name: value})
    return change_section(briefing_id, section.id, fields, label=label)
