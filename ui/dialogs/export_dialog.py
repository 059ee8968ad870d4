"""The one dialog of an export: which formats, where, under which name, and what is in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from briefing.document.problem import Problem
from briefing.export.registry import get_document_formats
from briefing.markings import MarkingScheme
from briefing.services.files.file_naming import make_safe_file_name
from briefing.services.pages.exporting import SAVING, ExportFacts, ExportOptions
from ui.dialogs.release_choice import ReleaseChoice
from ui.settings import ExportChoice
from ui.theme.tokens import SPACE
from ui.widgets.marking_pill import MarkingPill
from ui.widgets.plain_text import make_button, make_label, set_role

_WIDTH = 520
_SHOWN_PROBLEMS = 3
_CHECKING = "Checking the briefing…"


class ExportDialog(QDialog):
    """Asks, then shows the progress. It stays open until the files are written.

    The window does the export: it calls `show_progress`, `show_fault` and `accept`.
    """

    export_requested = Signal(dict)  # key of the format to Path
    facts_requested = Signal(ExportOptions)
    cancel_requested = Signal()

    def __init__(
        self,
        title: str,
        choice: ExportChoice,
        scheme: MarkingScheme,
        parent: QWidget | None = None,
        *,
        design: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export briefing")
        self.setMinimumWidth(_WIDTH)
        self._is_running = False
        self._confirmed: frozenset[Path] = frozenset()
        self._title = make_label(title, "title", wrap=True)
        self._design = make_label(design, wrap=True)
        self._pill = MarkingPill()
        self._problems = make_label(_CHECKING, "quiet", wrap=True)
        self._release = ReleaseChoice(title, choice, scheme)
        self._formats = self._make_formats(choice.formats)
        self._archive = QCheckBox("PDF for long-term &archives (PDF/A-2b)")
        self._archive.setChecked(choice.archive)
        self._folder = QLineEdit(choice.folder)
        self._name = QLineEdit(choice.name)
        self._name.setCursorPosition(0)  # a long name shows its beginning
        self._note = make_label("", "quiet", wrap=True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Export is running")
        self._browse_button = make_button("&Browse…")
        self._export = make_button("&Export", "primary")
        self._cancel = make_button("&Cancel")
        self._lay_out()
        self._connect()
        self._busy.hide()
        self._check()

    # --- what it is told

    def show_facts(self, facts: ExportFacts) -> None:
        """Show the marking that the document will carry, and its problems."""
        self._pill.show_marking(facts.marking)
        self._release.show_facts(facts)
        self._rename(self._release.hide_title(self._name.text()))
        self._check()
        self._problems.setText(_describe_problems(facts.problems))
        set_role(self._problems, "warning" if facts.problems else "quiet")

    def show_facts_fault(self, sentence: str) -> None:
        """Say why the briefing could not be checked."""
        self._problems.setText(sentence)
        set_role(self._problems, "error")

    def show_progress(self, step: str) -> None:
        """Show the step that runs. While files are saved it is too late to cancel."""
        self._say(f"{step}…", "quiet")
        self._cancel.setEnabled(step != SAVING)

    def show_fault(self, sentence: str) -> None:
        """Say why nothing was exported; everything that was chosen stays."""
        self._set_running(is_running=False)
        self._say(sentence, "error")

    # --- what it tells

    @property
    def note(self) -> str:
        """The line above the buttons."""
        return self._note.text()

    def get_choice(self) -> ExportChoice:
        """Give what is chosen, to be remembered."""
        return ExportChoice(
            folder=self._folder.text().strip(),
            name=self._name.text().strip(),
            formats=tuple(key for key, box in self._formats.items() if box.isChecked()),
            archive=self._archive.isChecked(),
            ceiling=self._release.ceiling,
            title=self._release.title,
        )

    def get_options(self) -> ExportOptions:
        """Give how the briefing is to be exported."""
        return make_options(self.get_choice())

    def get_targets(self) -> dict[str, Path]:
        """Give the path for each chosen format."""
        return make_targets(self.get_choice())

    # --- inside

    def _make_formats(self, chosen: Sequence[str]) -> dict[str, QCheckBox]:
        boxes = {}
        for key, document_format in get_document_formats().items():
            boxes[key] = QCheckBox(f"{document_format.label} ({document_format.suffix})")
            boxes[key].setChecked(key in chosen)
        return boxes

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        formats = QVBoxLayout()
        formats.setSpacing(SPACE[0])
        for box in self._formats.values():
            formats.addWidget(box)
        formats.addWidget(self._archive)
        form.addRow(make_label("Marking"), self._pill)
        form.addRow(_make_buddy("&Release", self._release.levels), self._release)
        form.addRow(make_label("Formats"), formats)
        if self._design.text():
            form.addRow(make_label("Page design"), self._design)
        place = QHBoxLayout()
        place.setSpacing(SPACE[1])
        place.addWidget(self._folder, 1)
        place.addWidget(self._browse_button)
        form.addRow(_make_buddy("&Folder", self._folder), place)
        form.addRow(_make_buddy("File &name", self._name), self._name)
        form.addRow(make_label("Problems"), self._problems)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        layout.setSpacing(SPACE[3])
        layout.addWidget(self._title)
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addWidget(self._busy)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        for box in self._formats.values():
            box.toggled.connect(lambda _on: self._check())
        for field in (self._folder, self._name):
            field.textChanged.connect(lambda _text: self._check())
        self._release.ceiling_changed.connect(self._on_ceiling_changed)
        self._release.title_changed.connect(self._check)
        self._export.setDefault(True)
        self._export.clicked.connect(self._on_export)
        self._cancel.clicked.connect(self.reject)
        self._browse_button.clicked.connect(self._browse)

    def _on_ceiling_changed(self) -> None:
        self._rename(self._release.fit_name(self._name.text()))
        self._problems.setText(_CHECKING)
        set_role(self._problems, "quiet")
        self._check()
        self.facts_requested.emit(self.get_options())

    def _rename(self, name: str) -> None:
        if name != self._name.text():
            self._name.setText(name)
            self._name.setCursorPosition(0)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Folder for the files", self._folder.text())
        if folder:
            self._folder.setText(folder)

    def _check(self) -> None:
        """Say what stands in the way, or which files would be written."""
        choice = self.get_choice()
        fault = _find_fault(choice)
        self._export.setEnabled(not fault and self._release.is_known)
        self._archive.setEnabled("pdf" in choice.formats)
        self._confirmed = frozenset()
        self._export.setText("&Export")
        leak = "" if fault else self._release.find_leak(choice.name)
        if fault or leak:
            self._say(fault or leak, "error" if fault else "warning")
        else:
            self._say("", "quiet")

    def _on_export(self) -> None:
        targets = self.get_targets()
        there = frozenset(path for path in targets.values() if path.exists())
        if there - self._confirmed:
            self._ask_to_replace(there)
            return
        self._set_running(is_running=True)
        self.export_requested.emit(targets)

    def _ask_to_replace(self, there: frozenset[Path]) -> None:
        names = " and ".join(sorted(path.name for path in there))
        verb = "is" if len(there) == 1 else "are"
        self._say(f"{names} {verb} there already and would be replaced.", "warning")
        self._export.setText("&Replace")
        self._confirmed = there

    def _say(self, sentence: str, role: str) -> None:
        self._note.setText(sentence)
        set_role(self._note, role)

    def _set_running(self, *, is_running: bool) -> None:
        self._is_running = is_running
        self._busy.setVisible(is_running)
        self._cancel.setEnabled(True)
        fields = (self._folder, self._browse_button, self._name, self._release, self._export)
        for part in (*fields, *self._formats.values()):
            part.setEnabled(not is_running)
        self._archive.setEnabled(not is_running and "pdf" in self.get_choice().formats)

    def reject(self) -> None:
        """Cancel a running export and stay open; close otherwise."""
        if not self._is_running:
            super().reject()
        elif self._cancel.isEnabled():
            self.cancel_requested.emit()
            self.show_fault("The export was cancelled; nothing was written.")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's close button as Cancel."""
        self.reject()
        event.setAccepted(not self.isVisible())


def make_targets(choice: ExportChoice) -> dict[str, Path]:
    """Give the path for each format of a choice; a suffix that was typed is not doubled."""
    formats = get_document_formats()
    name = choice.name
    for document_format in formats.values():
        name = name.removesuffix(document_format.suffix)
    folder = Path(choice.folder).expanduser()
    return {
        key: folder / f"{make_safe_file_name(name)}{formats[key].suffix}"
        for key in choice.formats
        if key in formats
    }


def make_options(choice: ExportChoice) -> ExportOptions:
    """Give how to export by a choice."""
    return ExportOptions(archive=choice.archive, ceiling=choice.ceiling, title=choice.title)


def _find_fault(choice: ExportChoice) -> str:
    if not choice.formats:
        return "Choose at least one format."
    if not choice.name:
        return "Give the files a name."
    if not choice.folder:
        return "Choose a folder."
    if not Path(choice.folder).expanduser().is_dir():
        return f"The folder {choice.folder} does not exist; choose another or create it."
    return ""


def _describe_problems(problems: Sequence[Problem]) -> str:
    if not problems:
        return "None found."
    lines = [f"• {problem.message}" for problem in problems[:_SHOWN_PROBLEMS]]
    more = len(problems) - _SHOWN_PROBLEMS
    if more > 0:
        lines.append(f"and {more} more")
    return "\n".join(lines)


def _make_buddy(text: str, field: QWidget) -> QLabel:
    label = make_label(text)
    label.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    return label
