"""Two editions side by side: which sections differ, and each of them line by line."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.document.comparing import (
    SectionDifference,
    compare_documents,
    find_figure_changes,
    list_changed,
)
from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.edition import Edition
from briefing.services.editions.register import (
    get_edition,
    list_editions,
    list_editions_of,
    read_tree,
)
from briefing.word_comparing import LineDifference, LineKind, RunKind
from ui.dialogs.compare_dialog import make_run_format
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.session.newest_reading import NewestReading
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label, set_role

_SIZES = [250, 390, 390]
_MOST_FIGURES = 4
_LEGEND = "Removed words are struck through, added words are underlined."


class _Offer(msgspec.Struct, frozen=True):
    """The editions that can be compared, and which two are to begin with."""

    editions: tuple[Edition, ...]
    old: RecordId
    new: RecordId


class EditionsCompareDialog(QDialog):
    """Shows an edition beside the one before it, or beside any other."""

    def __init__(
        self, session: LibrarySession, edition_id: RecordId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reading = NewestReading(session, self)
        self._differences: tuple[SectionDifference, ...] = ()
        self.setWindowTitle("Compare editions")
        self.resize(1060, 600)
        self.old = _make_box("Earlier edition")
        self.new = _make_box("Later edition")
        self.sections = QListWidget()
        self.sections.setAccessibleName("Sections that differ")
        self.before = _make_page("What the earlier edition says")
        self.after = _make_page("What the later edition says")
        self.figures = make_label("", wrap=True)
        self.note = make_label("Reading the editions…", "quiet", wrap=True)
        self._lay_out()
        self._connect()
        session.read(lambda library: _read_offer(library, edition_id), self._offer, self._tell)

    # --- building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE[1])
        for words, box in (("&From", self.old), ("&To", self.new)):
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(box)
            top.addWidget(label)
            top.addWidget(box, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for part in (self.sections, self.before, self.after):
            splitter.addWidget(part)
        splitter.setSizes(_SIZES)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addLayout(top)
        layout.addWidget(self.figures)
        layout.addWidget(splitter, 1)
        layout.addLayout(row)
        self.figures.hide()

    def _connect(self) -> None:
        self.sections.currentRowChanged.connect(lambda _row: self._show_section())
        for box in (self.old, self.new):
            box.activated.connect(lambda _index: self._compare())
        one, other = self.before.verticalScrollBar(), self.after.verticalScrollBar()
        one.valueChanged.connect(other.setValue)
        other.valueChanged.connect(one.setValue)

    # --- comparing

    def _offer(self, offer: _Offer) -> None:
        for box, chosen in ((self.old, offer.old), (self.new, offer.new)):
            for edition in offer.editions:
                box.addItem(_name(edition), edition)
            ids = [edition.id for edition in offer.editions]
            box.setCurrentIndex(ids.index(chosen))
        if len(offer.editions) == 1:
            self._say("There is only this one edition; issue another to compare it with.")
        else:
            self._compare()

    def _compare(self) -> None:
        old, new = self.old.currentData(), self.new.currentData()

        def compare(library: Library) -> tuple[SectionDifference, ...]:
            with library.read() as unit:
                return compare_documents(read_tree(unit, old), read_tree(unit, new))

        self._reading.read(compare, self._show, self._tell)

    def _show(self, differences: tuple[SectionDifference, ...]) -> None:
        self._differences = differences
        self.sections.clear()
        for section in differences:
            item = QListWidgetItem(f"{section.title}\n{_tell_section(section)}")
            told = f"{section.title}: {_tell_section(section)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.sections.addItem(item)
        figures = _tell_figures(differences)
        self.figures.setText(figures)
        self.figures.setVisible(bool(figures))
        self._say(_LEGEND if differences else "The two editions say the same.")
        self.sections.setCurrentRow(0)
        self._show_section()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the words anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show_section()

    def _show_section(self) -> None:
        row = self.sections.currentRow()
        lines: Sequence[LineDifference] = ()
        if 0 <= row < len(self._differences):
            lines = self._differences[row].lines
        _write(self.before, lines, RunKind.REMOVED)
        _write(self.after, lines, RunKind.ADDED)

    def _say(self, sentence: str, role: str = "quiet") -> None:
        self.note.setText(sentence)
        set_role(self.note, role)

    def _tell(self, error: Exception) -> None:
        self._say(explain_fault(error), "error")


def _read_offer(library: Library, edition_id: RecordId) -> _Offer:
    """Offer the editions of the same briefing first; without an earlier one, any other."""
    with library.read() as unit:
        chosen = get_edition(unit, edition_id)
        own = list_editions_of(unit, chosen.briefing)
        ids = {edition.id for edition in own}
        others = tuple(edition for edition in list_editions(unit) if edition.id not in ids)
    earlier = [edition for edition in own if edition.number < chosen.number]
    later = [edition for edition in own if edition.number > chosen.number]
    if earlier:
        return _Offer((*own, *others), earlier[-1].id, chosen.id)
    return _Offer((*own, *others), chosen.id, later[0].id if later else chosen.id)


def _write(page: QTextEdit, lines: Sequence[LineDifference], side: RunKind) -> None:
    """Write one side of a section; a line that only the other side has leaves a gap here."""
    page.clear()
    cursor = page.textCursor()
    first = 0
    for number, line in enumerate(lines):
        if number:
            cursor.insertBlock()
        if not first and line.kind is not LineKind.KEPT:
            first = cursor.position()
        for run in line.runs:
            if run.kind in (side, RunKind.KEPT):
                cursor.insertText(run.text, make_run_format(run.kind))
    cursor.setPosition(first)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()


def _tell_section(section: SectionDifference) -> str:
    if section.kind is LineKind.ADDED:
        return "new section"
    if section.kind is LineKind.REMOVED:
        return "left out"
    changed = list_changed(section)
    counts = [
        (kind, sum(line.kind is kind for line in changed))
        for kind in (LineKind.CHANGED, LineKind.ADDED, LineKind.REMOVED, LineKind.MOVED)
    ]
    return ", ".join(f"{count} {kind}" for kind, count in counts if count)


def _tell_figures(differences: Sequence[SectionDifference]) -> str:
    figures = find_figure_changes(differences)
    lines = [
        f"{one.section}: {one.context} {one.before} → {one.after}"
        for one in figures[:_MOST_FIGURES]
    ]
    if len(figures) > _MOST_FIGURES:
        lines.append(f"and {len(figures) - _MOST_FIGURES} more figures")
    return "\n".join(["Figures that differ:", *lines]) if lines else ""


def _name(edition: Edition) -> str:
    issued = edition.issued_at.astimezone() if edition.issued_at else None
    day = f", {issued:%d %B %Y}".replace(", 0", ", ") if issued else ""
    return f"Edition {edition.number}{day} · {edition.title}"


def _make_box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _make_page(name: str) -> QTextEdit:
    page = QTextEdit()
    page.setReadOnly(True)
    page.setAcceptRichText(False)
    page.setTabChangesFocus(True)
    page.setAccessibleName(name)
    return page
