"""The sources that a statement rests on: see, add, make, grade and take them away."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.grading import print_grade
from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Citation
from briefing.records.source import Source
from briefing.services.records.citing import set_citations
from briefing.services.search.searching import list_records
from ui.dialogs.new_source_dialog import NewSourceDialog
from ui.forms.editor_factory import EditorFactory
from ui.forms.field_spec import FieldSpec
from ui.forms.part_editor import PartFields
from ui.forms.part_forms import CITATION_FIELDS
from ui.forms.record_titles import get_titles
from ui.forms.suggestions import Suggestion, Suggestions
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_FOUND = 12
_DETAILS = FieldSpec(
    name="citation",
    label="Citation",
    part_type=Citation,
    fields=tuple(field for field in CITATION_FIELDS if field.name != "source"),
)
_NONE = "Nothing is cited for this yet."


class CitationsDialog(QDialog):
    """Edits the citations of one field of a record; accepting it is one undoable change."""

    def __init__(
        self,
        session: LibrarySession,
        record: AnyRecord,
        field: str,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._record = record
        self._field = field
        self._label = label
        self._citations = [c for c in record.citations if c.field == field]
        self._sources: dict[str, Source] = {}
        self._new: list[Source] = []
        self.setWindowTitle(f"Sources: {label}")
        self.resize(560, 520)
        self._make_widgets()
        self._lay_out()
        self._read_sources()
        self._show_list()

    def _make_widgets(self) -> None:
        self.list = QListWidget(self)
        self.list.setAccessibleName("Citations")
        self.list.currentRowChanged.connect(self._show_details)
        self.line = QLineEdit(self)
        self.line.setAccessibleName("Find a source to cite")
        self.line.setPlaceholderText("Find a source by title, publisher or key")
        self.suggestions = Suggestions(self.line)
        self.suggestions.wanted.connect(self._look_up)
        self.suggestions.chosen.connect(self._add_found, Qt.ConnectionType.QueuedConnection)
        factory = EditorFactory(get_titles(self._session), self._session)
        self.details = PartFields(_DETAILS, factory.make_editor, self)
        self.details.edited.connect(self._take_details)
        self.new_button = make_button("&New source…")
        self.new_button.clicked.connect(self._ask_new)
        self.remove_button = make_button("&Remove")
        self.remove_button.clicked.connect(self._remove)
        self.save_button = make_button("&Save", "primary")
        self.save_button.clicked.connect(self._save)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        title = f"{self._label} of “{self._record.display_title}”"
        layout.addWidget(make_label(title, "section", wrap=True))
        self.empty = make_label(_NONE, "quiet", wrap=True)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        finding = QHBoxLayout()
        finding.addWidget(self.line, 1)
        finding.addWidget(self.new_button)
        finding.addWidget(self.remove_button)
        layout.addLayout(finding)
        layout.addWidget(self.details)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = make_button("Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        layout.addLayout(row)
        self.line.setFocus()

    # --- finding

    def _look_up(self, text: str) -> None:
        query = RecordQuery(kinds=("source",), text=text, limit=_FOUND)
        self._session.read(
            lambda library: list_records(library, query), lambda found: self._offer(text, found)
        )

    def _offer(self, text: str, found: Sequence[RecordSummary]) -> None:
        lines = [
            Suggestion(f"{one.title} · {one.subtitle} [{one.key}]", "", one.id) for one in found
        ]
        self.suggestions.offer(text, lines)

    def _add_found(self, source_id: str) -> None:
        self.line.clear()

        def read(library: Library) -> AnyRecord:
            with library.read() as unit:
                return unit.records.get_record(source_id)  # type: ignore[arg-type]  # an id from the list

        self._session.read(read, self._add)

    def _ask_new(self) -> None:
        dialog = NewSourceDialog(self._session, self.line.text(), self)
        dialog.made.connect(self.add_new)
        dialog.exec()

    def add_new(self, source: Source) -> None:
        """Cite a source that is stored when the dialog is accepted."""
        self._new.append(source)
        self.line.clear()
        self._add(source)

    def _add(self, source: AnyRecord) -> None:
        if isinstance(source, Source):
            self._sources[source.id] = source
            self._citations.append(Citation(source=source.id, field=self._field))
            self._show_list(len(self._citations) - 1)

    # --- the list and its details

    def _read_sources(self) -> None:
        wanted = {citation.source for citation in self._citations}

        def read(library: Library) -> dict[str, AnyRecord]:
            with library.read() as unit:
                return {str(key): found for key, found in unit.records.get_records(wanted).items()}

        def show(found: dict[str, AnyRecord]) -> None:
            self._sources |= {key: s for key, s in found.items() if isinstance(s, Source)}
            self._show_list(self.list.currentRow())

        if wanted:
            self._session.read(read, show)

    def _show_list(self, row: int = 0) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for citation in self._citations:
            self.list.addItem(self._describe(citation))
        self.list.setCurrentRow(min(max(row, 0), len(self._citations) - 1))
        self.list.blockSignals(False)
        self.list.setVisible(bool(self._citations))
        self.empty.setVisible(not self._citations)
        self._show_details(self.list.currentRow())

    def _describe(self, citation: Citation) -> str:
        source = self._sources.get(citation.source)
        if source is None:
            return "…"
        grade = print_grade(source.reliability, citation.credibility)
        parts = (source.publisher, source.display_title, citation.locator, grade)
        return " · ".join(part for part in parts if part)

    def _show_details(self, row: int) -> None:
        has_one = 0 <= row < len(self._citations)
        self.details.setEnabled(has_one)
        self.remove_button.setEnabled(has_one)
        self.details.show_part(self._citations[row] if has_one else Citation(source=""))  # type: ignore[arg-type]  # shown disabled

    def _take_details(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._citations):
            part = self.details.read_part()
            self._citations[row] = msgspec.structs.replace(
                part, source=self._citations[row].source, field=self._field
            )
            item = self.list.item(row)
            item.setText(self._describe(self._citations[row]))
            self.save_button.setEnabled(not self.details.has_unread)

    def _remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._citations):
            del self._citations[row]
            self._show_list(row)

    def _save(self) -> None:
        cited = {citation.source for citation in self._citations}
        change = set_citations(
            self._record.id,
            self._field,
            self._citations,
            new_sources=[source for source in self._new if source.id in cited],
            label=f"cite sources for {self._label.lower()} of “{self._record.display_title}”",
        )
        self._session.do(change)
        self.accept()
