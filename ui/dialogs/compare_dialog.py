"""Shows how two states of a record differ: the fields that do, and each of them word by word."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.kinds import AnyRecord
from briefing.services.records.comparing import FieldDifference, compare_stored, tell_difference
from briefing.word_comparing import LineDifference, LineKind, RunKind
from ui.forms.record_forms import RECORD_FORMS, find_label
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE, current_colours
from ui.widgets.plain_text import make_button, make_label

_MARKS = {
    LineKind.KEPT: "   ",
    LineKind.MOVED: "↕ ",
    LineKind.CHANGED: "~ ",
    LineKind.REMOVED: "− ",
    LineKind.ADDED: "+ ",
}
_LEGEND = "Removed words are struck through, added words are underlined."
_SIZES = [230, 530]
_SHOWN_AROUND = 70  # letters of what is kept, before and after a change


class ComparisonView(QWidget):
    """The fields that differ, and the words of the one that is selected.

    Nothing rests on colour alone: what is removed is struck through, what is added underlined,
    and the list says both in words.
    """

    field_selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._differences: Sequence[FieldDifference] = ()
        self.fields = QListWidget()
        self.fields.setAccessibleName("Fields that differ")
        self.fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields.currentRowChanged.connect(self._show_field)
        self.words = QTextEdit()
        self.words.setReadOnly(True)
        self.words.setAcceptRichText(False)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("What changed in the field")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.fields)
        splitter.addWidget(self.words)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(_SIZES)
        self.note = make_label("", "quiet", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addWidget(splitter, 1)
        layout.addWidget(self.note)

    @property
    def field(self) -> str:
        """The field that is selected; empty when nothing differs."""
        row = self.fields.currentRow()
        return self._differences[row].field if 0 <= row < len(self._differences) else ""

    def show_differences(self, kind: str, differences: Sequence[FieldDifference]) -> None:
        """Show the differences between two records of this kind; keeps the field selected."""
        wanted = self.field
        self._differences = differences
        self.fields.blockSignals(True)
        self.fields.clear()
        for difference in differences:
            label = label_field(kind, difference.field)
            told = tell_difference(difference)
            item = QListWidgetItem(f"{label}\n{told}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label}: {told}")
            self.fields.addItem(item)
        names = [difference.field for difference in differences]
        self.fields.setCurrentRow(names.index(wanted) if wanted in names else 0)
        self.fields.blockSignals(False)
        self.note.setText(_LEGEND if differences else "Nothing in the record differs.")
        self._show_field(self.fields.currentRow())

    def changeEvent(self, event: QEvent) -> None:
        """Paint the words anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show_words()

    def _show_field(self, _row: int) -> None:
        self._show_words()
        self.field_selected.emit(self.field)

    def _show_words(self) -> None:
        row = self.fields.currentRow()
        self.words.clear()
        if not 0 <= row < len(self._differences):
            return
        difference = self._differences[row]
        self.words.setAccessibleDescription(tell_difference(difference))
        cursor = self.words.textCursor()
        is_sequence = [line.kind for line in difference.lines] != [LineKind.CHANGED]
        changes = []
        for number, line in enumerate(difference.lines):
            if number:
                cursor.insertBlock()
            changes += _insert_line(cursor, line, is_part=is_sequence)
        self._go_to(min(changes, default=0))

    def _go_to(self, position: int) -> None:
        cursor = self.words.textCursor()
        cursor.setPosition(position)
        self.words.setTextCursor(cursor)
        self.words.ensureCursorVisible()


class CompareDialog(QDialog):
    """Compares two records of one kind, to see whether they are the same."""

    def __init__(
        self,
        session: LibrarySession,
        record_ids: tuple[RecordId, RecordId],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ids = record_ids
        self.setWindowTitle("Compare records")
        self.resize(820, 520)
        self.title = make_label("", "title", wrap=True)
        self.view = ComparisonView()
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.title)
        layout.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)
        session.read(self._read, lambda found: self._show(*found), self._tell)

    def _read(self, library: Library) -> tuple[AnyRecord, AnyRecord, tuple[FieldDifference, ...]]:
        with library.read() as unit:
            old, new = (unit.records.get_record(one) for one in self._ids)
            return old, new, compare_stored(unit, old, new)

    def _show(
        self, old: AnyRecord, new: AnyRecord, differences: tuple[FieldDifference, ...]
    ) -> None:
        self.title.setText(f"{old.display_title} → {new.display_title}")
        self.view.show_differences(old.kind, differences)

    def _tell(self, error: Exception) -> None:
        self.view.note.setText(str(error))


def label_field(kind: str, name: str) -> str:
    """Give what a field is called at the start of a line, of any kind of record."""
    words = find_label(kind, name) if kind in RECORD_FORMS else name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _insert_line(cursor: QTextCursor, line: LineDifference, *, is_part: bool) -> list[int]:
    """Write the words of a line; gives the positions of those that differ."""
    changes = []
    if is_part:
        cursor.insertText(_MARKS[line.kind], make_run_format(None))
    for run in line.runs:
        is_kept = run.kind is RunKind.KEPT
        if not is_kept:
            changes.append(cursor.position())
        text = _shorten(run.text) if is_part and is_kept else run.text
        cursor.insertText(text, make_run_format(run.kind))
    return changes


def _shorten(text: str) -> str:
    """Leave out the middle of a long stretch that did not change."""
    if len(text) <= 2 * _SHOWN_AROUND + 20:
        return text
    return f"{text[:_SHOWN_AROUND].rstrip()} … {text[-_SHOWN_AROUND:].lstrip()}"


def make_run_format(kind: RunKind | None) -> QTextCharFormat:
    """Make the look of a stretch of text; None for a mark beside it."""
    colours = current_colours()
    form = QTextCharFormat()
    form.setForeground(QColor(colours.text))
    if kind is None:
        form.setForeground(QColor(colours.quiet_text))
        form.setFontWeight(QFont.Weight.Bold)
    elif kind is RunKind.REMOVED:
        form.setForeground(QColor(colours.danger))
        form.setBackground(QColor(colours.danger_soft))
        form.setFontStrikeOut(True)
    elif kind is RunKind.ADDED:
        form.setForeground(QColor(colours.success))
        form.setBackground(QColor(colours.success_soft))
        form.setFontUnderline(True)
    return form
