"""Editors that refer to other records: found by typing, kept by their ids."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.services.records.editing import KIND_LABELS
from briefing.services.search.searching import list_records
from ui.forms.editors import FieldEditor, TextLine
from ui.forms.field_spec import FieldSpec
from ui.forms.record_titles import ListedRecord, RecordTitles
from ui.forms.suggestions import Suggestion, Suggestions
from ui.session.newest_reading import NewestReading
from ui.tasks import OnResult
from ui.text_editor.reference_book import get_reference_book
from ui.widgets.plain_text import make_button

_FOUND = 12
_MISSING = "(not in the library)"


class RecordPicker(FieldEditor):
    """One record of a kind, found in the library as one types.

    What is typed is looked up once more when the cursor leaves: a title that fits one record
    alone is taken for it, and any other text is refused with a sentence.
    """

    def __init__(
        self, spec: FieldSpec, titles: RecordTitles, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._titles = titles
        self._finding, self._settling = (NewestReading(titles.session, self) for _ in range(2))
        self._value: RecordId | None = None
        self._typed = ""  # what stands for no record, and was told so
        self.line = TextLine(self)
        self.line.setPlaceholderText(spec.placeholder or "Type to find")
        self.line.setAccessibleName(spec.label)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._take_typed)
        self.suggestions = Suggestions(self.line, least_letters=1)
        self.suggestions.wanted.connect(self._look_up)
        # the line takes the chosen text only after the signal
        self.suggestions.chosen.connect(self._choose, Qt.ConnectionType.QueuedConnection)
        titles.listed.connect(self._show_title)
        self.add_input(self.line)
        if spec.record_kind == "source":
            self.tools = self._make_new_button()

    @property
    def has_unread(self) -> bool:
        """Whether something is typed that is not looked up yet, or that no record is called."""
        return self.line.isModified() or bool(self._typed)

    def show_value(self, value: Any) -> None:
        """Show the record's title once it has been read."""
        self._value = value or None
        self._typed = ""
        self.line.setModified(False)
        self._show_title()

    def read_value(self) -> Any:
        """Give the record's id, or None; refuses a name that is not in the library."""
        if self._typed:
            kind = KIND_LABELS[self.spec.record_kind]
            message = f"No {kind} is called “{self._typed}”; choose one from the list."
            raise InvalidValueError(message)
        return self._value

    def _make_new_button(self) -> QPushButton:
        button = make_button("New source…", "sourced")
        button.setAccessibleName(f"{self.spec.label}: new source")
        button.clicked.connect(lambda _on: self._ask_new())
        return button

    def _ask_new(self) -> None:
        words = self.line.text().strip() if self.has_unread else ""
        get_reference_book(self._titles.session).new_source_requested.emit(words, self._take_key)

    def _take_key(self, key: str) -> None:
        def find(library: Library) -> RecordId | None:
            with library.read() as unit:
                return unit.records.find_source_by_key(key)

        self._titles.session.read(find, self._take_new)

    def _take_new(self, source: RecordId | None) -> None:
        if source is not None and isValid(self):  # the citation may be removed by now
            self._set(source)

    def _show_title(self) -> None:
        if self._typed or self.line.isModified():
            return
        record = self._titles.find(self._value) if self._value else None
        text = record.label if record else ""
        if self._value and record is None:
            text = _MISSING if self._titles.is_missing(self._value) else "…"
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def _look_up(self, text: str) -> None:
        self._search(self._finding, text, lambda found: self._offer(text, found))

    def _search(self, reading: NewestReading, text: str, use: OnResult) -> None:
        query = RecordQuery(kinds=(self.spec.record_kind,), text=text, limit=_FOUND)
        reading.read(lambda library: list_records(library, query), use)

    def _offer(self, text: str, found: Sequence[RecordSummary]) -> None:
        for one in found:
            self._titles.learn(_list_one(one))
        self.suggestions.offer(
            text, [Suggestion(_describe(one), _list_one(one).label, one.id) for one in found]
        )

    def _choose(self, record_id: str) -> None:
        self._set(RecordId(record_id))

    def _take_typed(self) -> None:
        if not self.line.isModified():
            return
        typed = self.line.text().strip()
        if not typed:
            self._set(None)
        elif typed != self._typed:
            wanted = _without_key(typed)
            self._search(self._settling, wanted, lambda found: self._settle(typed, found))

    def _settle(self, typed: str, found: Sequence[RecordSummary]) -> None:
        if self.line.text().strip() != typed or not self.line.isModified():
            return
        wanted = typed.casefold()
        same = [o for o in found if wanted in (o.title.casefold(), _list_one(o).label.casefold())]
        if len(same) == 1:
            self._titles.learn(_list_one(same[0]))
            self._set(same[0].id)
        else:
            self._typed = typed
            self.edited.emit()

    def _set(self, value: RecordId | None) -> None:
        self.line.setModified(False)
        self._value, self._typed = value, ""
        self._show_title()
        self.edited.emit()


class RecordsPicker(FieldEditor):
    """Several records of a kind: a picker for each, and an empty one to add another."""

    def __init__(
        self, spec: FieldSpec, titles: RecordTitles, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self._titles = titles
        self.pickers: list[RecordPicker] = []
        self._add_picker(None)

    def show_value(self, value: Any) -> None:
        """Show the records; pickers that stay keep their focus."""
        wanted = (*value, None)
        for picker in self.pickers[len(wanted) :]:
            self._layout.removeWidget(picker)
            picker.deleteLater()
        del self.pickers[len(wanted) :]
        for number, record in enumerate(wanted):
            if number == len(self.pickers):
                self._add_picker(record)
            else:
                self.pickers[number].show_value(record)

    def read_value(self) -> Any:
        """Give the ids, each once."""
        ids = (picker.read_value() for picker in self.pickers)
        return tuple(dict.fromkeys(record for record in ids if record))

    def _add_picker(self, record: RecordId | None) -> None:
        picker = RecordPicker(self.spec, self._titles, self)
        picker.show_value(record)
        picker.edited.connect(self._on_edited)
        self.pickers.append(picker)
        self._layout.addWidget(picker)
        if len(self.pickers) == 1:
            self.setFocusProxy(picker)

    def _on_edited(self) -> None:
        try:
            full = all(picker.read_value() for picker in self.pickers)
        except InvalidValueError:
            full = False
        if full:
            self._add_picker(None)
        self.edited.emit()


def _list_one(one: RecordSummary) -> ListedRecord:
    return ListedRecord(id=one.id, kind=one.kind, title=one.title, key=one.key)


def _describe(one: RecordSummary) -> str:
    parts = (_list_one(one).label, one.native_name, one.subtitle)
    return " · ".join(part for part in parts if part)


def _without_key(text: str) -> str:
    """Give the title of a label, which ends with the key of a source in brackets."""
    return text.rpartition(" [")[0] if text.endswith("]") and " [" in text else text
