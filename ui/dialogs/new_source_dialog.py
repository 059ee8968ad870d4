"""Makes a source of a pasted address or reference, shown as it was understood."""

from typing import Any

import msgspec
from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import new_record_id
from briefing.pasted_references import read_reference
from briefing.records.source import Source, SourceType
from ui.forms.editor_factory import EditorFactory
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.part_editor import PartFields
from ui.forms.part_forms import (
    RELIABILITY_CHOICES,
    make_choice,
    make_choices,
    make_edtf,
    make_line,
)
from ui.forms.record_titles import get_titles
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_ABOUT = (
    "Paste an address, a DOI or a reference as another text prints it; RIS and BibTeX work too. "
    "Nothing is fetched from the network."
)
_PASTE_HEIGHT = 84

_FIELDS = FieldSpec(
    name="source",
    label="Source",
    part_type=Source,
    fields=(
        FieldSpec(name="title", label="Title", wide=True),
        FieldSpec(
            name="authors",
            label="Authors",
            editor=EditorKind.TAGS,
            placeholder="Family, Given; Family, Given",
        ),
        make_line("publisher", "Publisher or outlet"),
        make_choice("source_type", "Type", make_choices(SourceType)),
        make_edtf("published", "Published"),
        make_edtf("accessed", "Accessed"),
        make_choice("reliability", "Reliability", RELIABILITY_CHOICES),
        FieldSpec(name="url", label="Web address", wide=True),
        make_line("doi", "DOI"),
        make_line("isbn", "ISBN"),
        make_line("key", "Key for citing", placeholder="made of author and year"),
    ),
)


class NewSourceDialog(QDialog):
    """Reads what is pasted into fields that can be corrected; `made` carries the source."""

    made = Signal(Source)

    def __init__(
        self, session: LibrarySession, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("New source")
        self.resize(640, 560)
        self._source = Source(id=new_record_id())
        self.paste = QPlainTextEdit(self)
        self.paste.setAccessibleName("Address or reference")
        self.paste.setPlaceholderText("https://… or a whole reference")
        self.paste.setTabChangesFocus(True)
        self.paste.setFixedHeight(_PASTE_HEIGHT)
        self.leftover = make_label("", "warning", wrap=True)
        self.leftover.hide()
        factory = EditorFactory(get_titles(session), session)
        self.fields = PartFields(_FIELDS, factory.make_editor, self)
        self.fields.show_part(self._source)
        self.fields.edited.connect(self._update)
        self.create_button = make_button("&Create source", "primary")
        self.create_button.setDefault(True)
        self.create_button.clicked.connect(self._create)
        self._lay_out()
        self.paste.textChanged.connect(self._read)
        self.paste.setPlainText(text)
        self._update()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(_ABOUT, "quiet", wrap=True))
        layout.addWidget(self.paste)
        layout.addWidget(self.leftover)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.fields)
        layout.addWidget(area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = make_button("Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.create_button)
        layout.addLayout(row)

    def _read(self) -> None:
        today = QDate.currentDate().toPython()
        found = read_reference(self.paste.toPlainText(), today=today)  # type: ignore[arg-type]  # it is a date
        empty = Source(id=self._source.id)
        self._show(msgspec.structs.replace(empty, **found.fields), found.leftover)

    def _show(self, source: Source, leftover: str) -> None:
        self._source = source
        self.fields.show_part(source)
        self.leftover.setText(f"Not understood: {leftover}")
        self.leftover.setVisible(bool(leftover))
        self._update()

    def _update(self) -> None:
        self._source = self._read_fields()
        is_named = bool(self._source.title or self._source.url or self._source.doi)
        self.create_button.setEnabled(is_named and not self.fields.has_unread)

    def _read_fields(self) -> Source:
        part: Any = self.fields.read_part()
        assert isinstance(part, Source)  # what was shown  # noqa: S101
        return part

    def _create(self) -> None:
        source = self._read_fields()
        if not source.title:
            source = msgspec.structs.replace(source, title=source.url or source.doi)
        self.made.emit(source)
        self.accept()
