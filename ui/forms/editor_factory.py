"""Makes the editor that a field specification asks for."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.forms.date_editors import DayEditor, EdtfEditor
from ui.forms.date_habits import DateContext, get_date_habits
from ui.forms.editors import (
    ChoiceEditor,
    DecimalEditor,
    FieldEditor,
    LineEditor,
    NumberEditor,
    SwitchEditor,
    TagsEditor,
)
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.figures_editor import FiguresEditor
from ui.forms.markdown_editor import MarkdownEditor
from ui.forms.marking_editors import MarkingEditor, MarkingSchemeEditor
from ui.forms.names_editor import NamesEditor
from ui.forms.part_editor import PartEditor
from ui.forms.parts_editor import FoldedPartsEditor, PartsEditor
from ui.forms.place_editor import PlaceEditor
from ui.forms.record_picker import RecordPicker, RecordsPicker
from ui.forms.record_titles import RecordTitles
from ui.forms.relations_editor import RelationsEditor
from ui.house_markings import get_house_markings
from ui.session.library_session import LibrarySession

_SIMPLE_EDITORS: dict[EditorKind, Callable[[FieldSpec, QWidget], FieldEditor]] = {
    EditorKind.LINE: LineEditor,
    EditorKind.CHOICE: ChoiceEditor,
    EditorKind.SWITCH: SwitchEditor,
    EditorKind.NUMBER: NumberEditor,
    EditorKind.DECIMAL: DecimalEditor,
    EditorKind.TAGS: TagsEditor,
}

_TITLE_EDITORS: dict[EditorKind, Callable[[FieldSpec, RecordTitles, QWidget], FieldEditor]] = {
    EditorKind.MARKDOWN: MarkdownEditor,
    EditorKind.RECORD: RecordPicker,
    EditorKind.RECORDS: RecordsPicker,
}

_MARKING_EDITORS = {
    EditorKind.MARKING: MarkingEditor,
    EditorKind.MARKING_SCHEME: MarkingSchemeEditor,
}

_DATE_EDITORS = {EditorKind.EDTF: EdtfEditor, EditorKind.DAY: DayEditor}


class EditorFactory:
    """Makes editors; all pickers share the lists of titles, all dates the context of their form."""

    def __init__(self, titles: RecordTitles, session: LibrarySession) -> None:
        self._titles = titles
        self._session = session
        self.dates = DateContext(get_date_habits(session))

    def make_editor(self, spec: FieldSpec, parent: QWidget) -> FieldEditor:
        """Make the editor of a field, with those inside it."""
        if spec.editor in _SIMPLE_EDITORS:
            return _SIMPLE_EDITORS[spec.editor](spec, parent)
        if spec.editor in _MARKING_EDITORS:
            markings = get_house_markings(self._session)
            return _MARKING_EDITORS[spec.editor](spec, markings, parent)
        if spec.editor in _DATE_EDITORS:
            return _DATE_EDITORS[spec.editor](spec, self.dates, parent)
        if spec.editor in _TITLE_EDITORS:
            return _TITLE_EDITORS[spec.editor](spec, self._titles, parent)
        if spec.editor is EditorKind.PLACE:
            return PlaceEditor(spec, self.make_editor, self._session, parent)
        return self._make_parts_editor(spec, parent)

    def _make_parts_editor(self, spec: FieldSpec, parent: QWidget) -> FieldEditor:
        if spec.editor is EditorKind.PART:
            return PartEditor(spec, self.make_editor, parent)
        find_title = self._titles.find_title
        if spec.editor is EditorKind.NAMES:
            return NamesEditor(spec, self.make_editor, find_title, self._session, parent)
        if spec.editor is EditorKind.RELATIONS:
            return RelationsEditor(spec, self.make_editor, find_title, self._session, parent)
        makers = {
            EditorKind.FOLDED_PARTS: FoldedPartsEditor,
            EditorKind.FIGURES: FiguresEditor,
        }
        make_parts = makers.get(spec.editor, PartsEditor)
        return make_parts(spec, self.make_editor, find_title, parent)
