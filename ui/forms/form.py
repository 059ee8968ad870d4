"""A form over one structure: folds of fields, faults below them, edits handed on as typed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from briefing.errors import InvalidValueError
from briefing.records.cleaning import clean_value
from briefing.records.faults import Fault
from briefing.services.history import Change
from ui.forms.editor_factory import EditorFactory
from ui.forms.editors import FieldEditor
from ui.forms.field_grid import Field
from ui.forms.field_spec import FieldSpec, FoldSpec
from ui.forms.fold import Fold
from ui.forms.parts_editor import PartsEditor
from ui.forms.record_titles import get_titles
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE

TYPING_PAUSE_MS = 350
"""How long a person must pause before what was typed is handed on to be saved."""

TYPING_LONGEST_MS = 3_000
"""How long a person can type without a pause before it is handed on all the same."""


class _FieldState(msgspec.Struct):
    """What the form knows of a field besides what its editor shows."""

    value: Any = None  # as it was shown or handed on last
    is_edited: bool = False  # something was typed that is not handed on yet
    under_way: int = 0  # how many values were handed on and are not stored yet
    own_fault: str = ""  # why what is typed could not be read or was refused
    faults: tuple[Fault, ...] = ()  # what is wrong with the stored value
    refused: tuple[Any, ...] = ()  # the value that the library refused, if it did

    @property
    def is_busy(self) -> bool:
        return self.is_edited or self.under_way > 0


MakeChange = Callable[[str, Any], Change]
"""Gives the change that would store the value of a field."""


class Form(QWidget):
    """Shows a structure and tells what the person changed.

    `field_edited` carries the name and value of an edited field after a pause in typing, when
    the cursor leaves it, or at `flush`; whoever takes it answers with `confirm` or `refuse`.
    Until then the field is not overwritten by `show_values`. A value that cannot be read shows
    its fault below the field and is not handed on; the form stays unsaved, and tells the session.
    With `make_change` others can show what is typed before it is stored.
    """

    field_edited = Signal(str, object)
    settled = Signal()  # nothing is edited and nothing under way any more
    values_shown = Signal()
    faults_shown = Signal()
    cite_requested = Signal(str)

    def __init__(
        self,
        folds: Sequence[FoldSpec],
        session: LibrarySession,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._titles = get_titles(session)
        self._states: dict[str, _FieldState] = {}
        self._typed_since_focus = False
        self.make_change: MakeChange | None = None
        self._draft_key = object()
        self.fields: dict[str, Field] = {}
        self._folds: dict[str, Fold] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(TYPING_LONGEST_MS)
        self._longest.timeout.connect(self.flush)
        self._build(folds)
        key = self._draft_key
        self.destroyed.connect(lambda: session.offer_drafts(key, None))
        self._titles.listed.connect(self._on_titles_listed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def is_busy(self) -> bool:
        """Whether it holds something that is not stored yet."""
        return any(state.is_busy for state in self._states.values())

    def get_editor(self, name: str) -> FieldEditor:
        """Give the editor of a field."""
        return self.fields[name].editor

    def focus_field(self, name: str) -> None:
        """Open the fold of a field and put the cursor into it."""
        self.open_fold(name)
        self.fields[name].editor.focus_first()

    def list_faulty(self) -> list[str]:
        """Name the fields with something to correct, from top to bottom."""
        return [
            name
            for name, state in self._states.items()
            if state.own_fault or state.faults or self.fields[name].editor.has_unread
        ]

    def focus_fault(self, name: str) -> None:
        """Put the cursor where something is to be corrected in a field."""
        self.open_fold(name)
        self.fields[name].editor.focus_fault()

    def open_fold(self, name: str) -> None:
        """Open the fold that a field is in."""
        self._folds[name].open()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the values of all fields but those that are edited or on their way."""
        for name, field in self.fields.items():
            state = self._states[name]
            if field.spec.gives_year:
                self._dates.take_year(values, name)
            if name not in values or state.is_busy or _is_same(state.value, values[name]):
                continue
            state.value = values[name]
            field.editor.show_value(values[name])
        self.values_shown.emit()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show what is wrong with stored values; what cannot be read is shown before that."""
        for name, state in self._states.items():
            state.faults = tuple(fault for fault in faults if fault.field == name)
            self._show_faults_of(name)

    def flush(self) -> None:
        """Hand on everything that was edited and can be read."""
        self._pause.stop()
        self._longest.stop()
        for name, state in self._states.items():
            if state.is_edited:
                self._hand_on(name, state)
        self._tell_session()

    def list_drafts(self) -> list[Change]:
        """List what would be stored if it were handed on now: what is typed or on its way."""
        make_change = self.make_change
        if make_change is None:
            return []
        busy = [name for name, state in self._states.items() if state.is_busy]
        return [make_change(name, value) for name in busy for value in self._read_draft(name)]

    def _read_draft(self, name: str) -> tuple[Any, ...]:
        state = self._states[name]
        if not state.is_edited:
            return (state.value,)
        try:
            value = self.fields[name].editor.read_value()
        except InvalidValueError:
            return ()
        return () if state.refused == (value,) else (value,)

    def confirm(self, name: str) -> None:
        """Take note that a value handed on is stored."""
        self._settle(name)

    def refuse(self, name: str, value: Any, reason: str) -> None:
        """Take note that a value was refused: it stays in its field with the reason below it."""
        state = self._states[name]
        if state.value == value:  # else a later value is on its way already
            state.own_fault = reason
            state.refused = (value,)
            state.is_edited = True
            self._show_faults_of(name)
        self._settle(name)
        self._session.typed.emit()  # whoever showed the value takes it back

    def forget_edits(self) -> None:
        """Forget what was typed but is not handed on: the form is about to go."""
        self._pause.stop()
        for state in self._states.values():
            state.is_edited = False
        self._tell_session()

    def _build(self, folds: Sequence[FoldSpec]) -> None:
        factory = EditorFactory(self._titles, self._session)
        self._dates = factory.dates
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        layout.setSpacing(SPACE[1])
        for fold_spec in folds:
            fold = Fold(fold_spec, self)
            layout.addWidget(fold)
            for spec in fold_spec.fields:
                self._add_field(spec, factory, fold)
            fold.grid.lay_out()
        layout.addStretch(1)

    def _add_field(self, spec: FieldSpec, factory: EditorFactory, fold: Fold) -> None:
        field = Field(spec, factory.make_editor(spec, fold.grid), fold.grid)
        field.editor.edited.connect(lambda: self._on_edited(spec.name))
        field.cite_requested.connect(lambda: self.cite_requested.emit(spec.name))
        fold.grid.add_field(field)
        self.fields[spec.name] = field
        self._folds[spec.name] = fold
        self._states[spec.name] = _FieldState()

    def _hand_on(self, name: str, state: _FieldState) -> None:
        editor = self.fields[name].editor
        try:
            value = editor.read_value()
        except InvalidValueError as error:
            state.own_fault = str(error)
            self._show_faults_of(name)
            return
        if state.refused == (value,):
            return
        state.refused, state.own_fault = (), ""
        state.is_edited = editor.has_unread
        self._show_faults_of(name)
        if value != state.value:
            state.value = value
            state.under_way += 1
            self.field_edited.emit(name, value)

    def _settle(self, name: str) -> None:
        self._states[name].under_way -= 1
        self._tell_session()
        if not self.is_busy:
            self.settled.emit()

    def _show_faults_of(self, name: str) -> None:
        state = self._states[name]
        own = (Fault(field=name, message=state.own_fault),) if state.own_fault else ()
        self.fields[name].show_faults(own or state.faults)
        self.faults_shown.emit()

    def _on_edited(self, name: str) -> None:
        self._states[name].is_edited = True
        self._typed_since_focus = True
        self._tell_session()
        self._session.typed.emit()
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _tell_session(self) -> None:
        edited = any(state.is_edited for state in self._states.values())
        self._session.mark_unsaved(id(self), unsaved=edited)
        self._session.offer_drafts(self._draft_key, self.list_drafts if self.is_busy else None)

    def _on_focus_changed(self, old: QWidget | None, _new: QWidget | None) -> None:
        # typing in one field is one step of undo; coming back to it later begins another
        if self._typed_since_focus and old is not None and self.isAncestorOf(old):
            self._typed_since_focus = False
            self.flush()
            self._session.stop_merging()

    def _on_titles_listed(self) -> None:
        for field in self.fields.values():
            if isinstance(field.editor, PartsEditor):
                field.editor.summarise()


def _is_same(known: Any, stored: Any) -> bool:
    return known is not None and bool(clean_value(known) == stored)
