"""Edits a text as formatted text, or as its Markdown source; what is stored is the source."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from briefing.markdown_text.clipboard import count_words
from briefing.markdown_text.model import Citation, SourceText, TextKind
from briefing.markdown_text.reading import read_source
from briefing.markdown_text.writing import rewrite
from ui.forms.editors import FieldEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.record_titles import RecordTitles
from ui.text_editor import formatting
from ui.text_editor.completion import Completion
from ui.text_editor.document_reading import find_citation, read_document
from ui.text_editor.document_writing import insert_inlines, replace_all
from ui.text_editor.find_bar import FindBar
from ui.text_editor.formats import OBJECT_SIGN
from ui.text_editor.popups import CitationPopup, LinkPopup
from ui.text_editor.rich_text import RichText
from ui.text_editor.source_text import SourceField
from ui.text_editor.text_menu import TextMenu
from ui.text_editor.text_tools import TextTools


class MarkdownEditor(FieldEditor):
    """A text with its buttons; paragraphs that are not touched keep their source to the letter."""

    def __init__(
        self, spec: FieldSpec, titles: RecordTitles, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        session = titles.session
        self._known = SourceText()
        self._is_showing = False
        self._word_count = 0
        self.text = RichText(session, self)
        self.source = SourceField(self)
        self.completion = Completion(session, self.text)
        self.menu = TextMenu(self.text)
        self.tools = self._toolbar = TextTools(spec.label, self)
        self._add_tools()
        self.find_bar = FindBar(self.text, self.source, self)
        self._connect()
        for field in (self.source, self.text):
            field.setPlaceholderText(spec.placeholder)
            self.add_input(field)
        self._layout.addWidget(self.find_bar)
        self.source.hide()

    @property
    def shows_source(self) -> bool:
        """Whether the source is shown instead of the formatted text."""
        return not self.source.isHidden()

    def show_value(self, value: Any) -> None:
        """Show a text; cursor and undo stay when it is the same."""
        if value == self.read_value():
            return
        self._known = read_source(value)
        self._is_showing = True
        try:
            self.source.setPlainText(value)
            self._fill_rich()
        finally:
            self._is_showing = False
        self._count_words()

    def read_value(self) -> Any:
        """Give the source of what is shown."""
        if self.shows_source:
            return self.source.toPlainText()
        self._known = rewrite(self._known, read_document(self.text.document()))
        self._count_words()
        return self._known.text

    def toggle_source(self) -> None:
        """Show the source, or the formatted text again."""
        value = self.read_value()
        to_source = not self.shows_source
        self._is_showing = True
        try:
            if to_source:
                self.source.show_source(value)
            elif value != self._known.text:
                self._known = read_source(value)
                replace_all(self.text.document(), self._known.blocks)
        finally:
            self._is_showing = False
        field: RichText | SourceField = self.source if to_source else self.text
        self.source.setVisible(to_source)
        self.text.setVisible(not to_source)
        self._toolbar.show_state(is_source=to_source, may_edit=not self.text.isReadOnly())
        self.setFocusProxy(field)
        field.setFocus()

    def cite(self) -> None:
        """Offer sources at the cursor."""
        self.completion.ask("[")

    def mention(self) -> None:
        """Offer actors, attacks and notes at the cursor."""
        self.completion.ask("@")

    def ask_link(self) -> None:
        """Ask where the selected text, or the link at the cursor, leads to."""
        start, end, link = formatting.find_link(self.text.textCursor())
        popup = LinkPopup(link, self.text)
        popup.chosen.connect(lambda address: self._set_link(start, end, address))
        popup.open_at(self._below_cursor(), popup.line)

    # --- building

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_rich_changed)
        self.source.textChanged.connect(self._on_source_changed)
        self.text.selectionChanged.connect(self._show_words)
        self.text.citation_clicked.connect(self._open_citation)
        self.text.focus_changed.connect(self._toolbar.show_for)
        self.source.focus_changed.connect(self._toolbar.show_for)
        self.source.own_keys |= {
            "Ctrl+Shift+M": self.toggle_source,
            "Ctrl+F": self.find_bar.open,
        }
        self.text.own_keys |= {
            "Ctrl+F": self.find_bar.open,
            "Ctrl+Shift+V": self.text.paste_plain,
            "Ctrl+Tab": lambda: self.text.leave(forward=True),
            "Ctrl+Shift+Tab": lambda: self.text.leave(forward=False),
        }

    def _add_tools(self) -> None:
        text = self.text
        for face, name, key, act in (
            ("B", "Bold", "Ctrl+B", lambda: formatting.toggle_bold(text)),
            ("I", "Italic", "Ctrl+I", lambda: formatting.toggle_italic(text)),
            ("list", "List", "Ctrl+Shift+L", lambda: self._toggle_list(TextKind.BULLET)),
            (
                "numbers",
                "Numbered list",
                "Ctrl+Shift+O",
                lambda: self._toggle_list(TextKind.NUMBER),
            ),
            ("quote", "Quote", "Ctrl+Shift+Q", lambda: formatting.toggle_quote(text)),
            ("source", "Link", "Ctrl+Shift+K", self.ask_link),
            ("table", "Table", "Ctrl+Shift+T", lambda: formatting.insert_table(text)),
            ("cite", "Cite a source", "Ctrl+Shift+C", self.cite),
            ("mention", "Mention a record", "Ctrl+Shift+A", self.mention),
            ("markdown", "Source", "Ctrl+Shift+M", self.toggle_source),
        ):
            self._toolbar.add(face, name, key, act)
            text.own_keys[key] = act

    # --- what happens

    def _fill_rich(self) -> None:
        document = self.text.document()
        document.setUndoRedoEnabled(False)  # what came from elsewhere is not undone here
        self.text.highlighter.is_waiting = True
        replace_all(document, self._known.blocks)
        self.text.highlighter.is_waiting = False
        document.setUndoRedoEnabled(True)
        self.text.restyle()

    def _toggle_list(self, kind: TextKind) -> None:
        formatting.toggle_list(self.text, kind)

    def _set_link(self, start: int, end: int, address: str) -> None:
        formatting.set_link(self.text, start, end, address)
        self.text.setFocus()

    def _open_citation(self, place: int) -> None:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(place)
        source = find_citation(cursor)
        titles, _is_whole = self.text.book.describe_citation(source)
        popup = CitationPopup(source, titles, self.text)
        popup.changed.connect(lambda changed: self._change_citation(place, changed))
        popup.open_requested.connect(lambda key: self.text.book.open(f"@{key}"))
        below = self.text.cursorRect(cursor).bottomLeft()
        popup.open_at(self.text.viewport().mapToGlobal(below), popup.line)

    def _change_citation(self, place: int, source: str) -> None:
        if self.text.isReadOnly():
            return
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(place)
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if source:
            insert_inlines(cursor, (Citation(source),))
        cursor.endEditBlock()

    def _below_cursor(self) -> QPoint:
        return self.text.viewport().mapToGlobal(self.text.cursorRect().bottomLeft())

    def _count_words(self) -> None:
        self._word_count = count_words(self._known.blocks)
        self._show_words()

    def _show_words(self) -> None:
        selected = self.text.textCursor().selectedText().replace(OBJECT_SIGN, "")
        self._toolbar.show_words(self._word_count, len(selected.split()))

    def _on_rich_changed(self) -> None:
        if not self._is_showing and not self.text.highlighter.is_restyling:
            self.edited.emit()

    def _on_source_changed(self) -> None:
        if not self._is_showing:
            self.edited.emit()
