"""One field that a briefing prints otherwise than its record: the editor, and the way back."""

from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from briefing.document.markup import plain_text
from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.overriding import read_plain
from briefing.services.records.telling_values import tell_value
from ui.forms.field_spec import FieldSpec, FoldSpec
from ui.forms.form import Form
from ui.forms.form_shelf import FormShelf
from ui.forms.record_titles import get_titles
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_text import make_button, make_label, set_role

_LONGEST = 280


class Overridden(msgspec.Struct, frozen=True, kw_only=True):
    """What a card shows: the value printed here, and what the record says in its place."""

    kind: str
    field: str
    printed: Any  # plain JSON values
    said: Any
    now: Any
    is_new: bool  # the record has changed in this field since


class OverrideCard(QFrame):
    """Edits one override; says what the record says, and offers both ways to make them one.

    `edited` carries the new value, which is answered at the form by `confirm` or `refuse`.
    """

    edited = Signal(str, object)
    write_requested = Signal(str)
    drop_requested = Signal(str)
    keep_requested = Signal(str)

    def __init__(
        self,
        spec: FieldSpec,
        session: LibrarySession,
        form: Form | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._titles = get_titles(session)
        self.setProperty("role", "card")
        self.form = form or Form((FoldSpec(title="", fields=(_as_plain_field(spec),)),), session)
        self.form.field_edited.connect(self.edited)
        self.note = make_label("", "quiet", wrap=True)
        self.write_button = make_button("Write into the record")
        self.write_button.clicked.connect(lambda: self.write_requested.emit(spec.name))
        self.drop_button = make_button("Use the record’s")
        self.drop_button.clicked.connect(lambda: self.drop_requested.emit(spec.name))
        self.keep_button = make_button("Keep mine")
        self.keep_button.clicked.connect(lambda: self.keep_requested.emit(spec.name))
        self._lay_out()

    def show_override(self, shown: Overridden) -> None:
        """Show the value, unless it is being edited, and what the record says."""
        try:
            value = read_plain(shown.kind, shown.field, shown.printed)
        except InvalidValueError as error:
            self.note.setText(str(error))
            set_role(self.note, "error")
            return
        self.form.show_values({shown.field: value})
        now = self._tell(shown, shown.now)
        words = f"The record says: {now}"
        if shown.is_new:
            before = self._tell(shown, shown.said)
            words = f"The record now says: {now}\nBefore that it said: {before}"
        elif shown.printed == shown.now:
            words = "The same as in the record so far."
        self.note.setText(words)
        set_role(self.note, "warning" if shown.is_new else "quiet")
        self.keep_button.setVisible(shown.is_new)
        self.write_button.setEnabled(shown.printed != shown.now)

    def give_up_form(self, shelf: FormShelf, key: object) -> None:
        """Hand the form to a shelf, which keeps it until everything in it is stored."""
        self.form.flush()
        self.form.field_edited.disconnect(self.edited)
        shelf.put_away((key, self.spec.name), self.form)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE[1])
        layout.setSpacing(SPACE[0])
        form_layout = self.form.layout()
        if form_layout is not None:
            form_layout.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], 0)
        layout.addWidget(self.form)
        inner = QVBoxLayout()
        inner.setContentsMargins(SPACE[2], 0, SPACE[2], SPACE[0])
        inner.setSpacing(SPACE[1])
        inner.addWidget(self.note)
        row = FlowLayout(SPACE[1])
        for button in (self.write_button, self.keep_button, self.drop_button):
            button.setAccessibleName(f"{button.text()}: {self.spec.label}")
            row.addWidget(button)
        inner.addLayout(row)
        layout.addLayout(inner)

    def _tell(self, shown: Overridden, plain: Any) -> str:
        try:
            value = read_plain(shown.kind, shown.field, plain)
        except InvalidValueError:
            return "something that this program cannot read"
        words = tell_value(value, self._find_title)
        words = plain_text(words) if isinstance(value, str) else words
        if not words:
            return "nothing"
        return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"

    def _find_title(self, record_id: str) -> str:
        found = self._titles.find(RecordId(record_id))
        return found.title if found else ""


def _as_plain_field(spec: FieldSpec) -> FieldSpec:
    """Give the field as it is edited by itself: under its label, in all the width there is."""
    return msgspec.structs.replace(spec, cited=False, titled=True, wide=True)
