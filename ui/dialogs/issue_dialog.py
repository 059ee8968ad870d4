"""The dialog of an issue: what stands in the way, who gets a copy, and where the files go."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.services.editions.issuing import EditionFiles, IssueDraft, IssueOrder
from briefing.services.files.file_naming import make_safe_file_name
from ui.dialogs.recipients_field import RecipientsField
from ui.dialogs.waivers_field import WaiversField
from ui.theme.tokens import SPACE
from ui.widgets.marking_pill import MarkingPill
from ui.widgets.plain_text import make_button, make_label, set_role

_WIDTH, _HEIGHT = 680, 800
_MARGIN = 80  # of the screen, for the frame of the window and what else stands there
_NAMED = 3  # records that were changed, by their titles
_SUFFIXES = {"docx": ".docx", "pdf": ".pdf"}


class IssueDialog(QDialog):
    """Collects what an issue needs while its pages are made. The window does the rest."""

    issue_requested = Signal(IssueOrder)
    list_kept = Signal(str, tuple)  # name of a list of recipients, and they

    def __init__(
        self, draft: IssueDraft, by: str, folder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._files: EditionFiles | None = None
        self._confirmed: frozenset[Path] = frozenset()
        self.setWindowTitle("Issue briefing")
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, min(_HEIGHT, self.screen().availableSize().height() - _MARGIN))
        title = draft.snapshot.briefing.display_title
        self._title = make_label(f"Edition {draft.number} of “{title}”", "title", wrap=True)
        self._pill = MarkingPill()
        self._changed = make_label(_tell_changed(draft.changed), "warning", wrap=True)
        self._changed.setVisible(bool(draft.changed))
        self.waivers = WaiversField(draft.snapshot.briefing.waivers)
        self.recipients = RecipientsField(draft.recipients, draft.lists)
        self.by = _name(QLineEdit(by), "Issued by")
        self.note = _name(QLineEdit(), "Note")
        self.writes = QCheckBox("&Write both files as well")
        self.folder = _name(QLineEdit(folder), "Folder")
        self.file_name = _name(QLineEdit(draft.file_name), "File name")
        self.file_name.setCursorPosition(0)
        self._note_line = make_label("", "quiet", wrap=True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("The pages are being made")
        self.issue_button = make_button("&Issue", "primary")
        self.cancel_button = make_button("&Cancel")
        self._lay_out()
        self._connect()
        self._check()

    # --- what it is told

    @property
    def message(self) -> str:
        """The line above the buttons."""
        return self._note_line.text()

    @property
    def warning(self) -> str:
        """What was changed since the approval, or while the dialog was open."""
        return self._changed.text()

    @property
    def files(self) -> EditionFiles | None:
        """What would be issued, once it is made."""
        return self._files

    def show_progress(self, step: str) -> None:
        """Show what is being made."""
        self._say(f"{step}…")

    def show_files(self, files: EditionFiles) -> None:
        """Show the marking of the pages that were made, and the problems in them."""
        self._files = files
        self._pill.show_marking(files.marking)
        self.waivers.show_problems(files.problems)
        self._check()

    def show_fault(self, sentence: str) -> None:
        """Say why nothing was issued; what was typed stays."""
        self._set_busy(is_busy=False)
        self._say(sentence, "error")

    def forget_files(self, why: str) -> None:
        """Wait for other pages: something was changed since these were made."""
        self._files = None
        self._changed.setText(why)
        self._changed.show()
        self._set_busy(is_busy=True)

    # --- inside

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE[3])
        form.setVerticalSpacing(SPACE[2])
        browse = make_button("&Browse…")
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.setSpacing(SPACE[1])
        place.addWidget(self.folder, 1)
        place.addWidget(browse)
        form.addRow(make_label("Marking"), self._pill)
        form.addRow(_label("&Problems", self.waivers.list), self.waivers)
        form.addRow(_label("&Recipients", self.recipients.names), self.recipients)
        form.addRow(_label("Issued b&y", self.by), self.by)
        form.addRow(_label("N&ote", self.note), self.note)
        form.addRow(make_label("Files"), self.writes)
        form.addRow(_label("&Folder", self.folder), place)
        form.addRow(_label("File &name", self.file_name), self.file_name)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.issue_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        layout.setSpacing(SPACE[2])
        layout.addWidget(self._title)
        layout.addWidget(self._changed)
        layout.addWidget(_make_area(form), 1)
        layout.addWidget(self._note_line)
        layout.addWidget(self._busy)
        layout.addLayout(buttons)
        self._place_fields = (self.folder, self.file_name, browse)

    def _connect(self) -> None:
        self.waivers.changed.connect(self._check)
        self.recipients.list_kept.connect(self.list_kept)
        self.recipients.changed.connect(self._check)
        self.writes.toggled.connect(lambda _on: self._check())
        for field in (self.by, self.folder, self.file_name):
            field.textChanged.connect(lambda _text: self._check())
        self.issue_button.setDefault(True)
        self.issue_button.clicked.connect(self._on_issue)
        self.cancel_button.clicked.connect(self.reject)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Folder for the files", self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _check(self) -> None:
        """Say what stands in the way of issuing."""
        self._confirmed = frozenset()
        self.issue_button.setText("&Issue")
        for field in self._place_fields:
            field.setEnabled(self.writes.isChecked())
        self._set_busy(is_busy=self._files is None)
        fault = self._find_fault()
        self.issue_button.setEnabled(self._files is not None and not fault)
        if self._files is not None:
            ready = "This cannot be undone; an edition can only be withdrawn, with a reason."
            self._say(fault or ready, "warning" if fault else "quiet")

    def _find_fault(self) -> str:
        found = self.waivers.found
        if found.errors:
            return "Errors have to be mended before it is issued."
        if found.warnings:
            count = len(found.warnings)
            what = "the warning" if count == 1 else f"{count} warnings"
            return f"Mend {what}, or say why it may stand: select, give a reason, and waive."
        if not self.by.text().strip():
            return "Say who issues it."
        if not self.writes.isChecked():
            return ""
        if not self.file_name.text().strip():
            return "Give the files a name."
        folder = Path(self.folder.text().strip()).expanduser()
        exists = bool(self.folder.text().strip()) and folder.is_dir()
        return "" if exists else f"The folder {folder} does not exist; choose another."

    def _get_targets(self) -> dict[str, Path]:
        if not self.writes.isChecked():
            return {}
        folder = Path(self.folder.text().strip()).expanduser()
        name = make_safe_file_name(self.file_name.text().strip())
        return {key: folder / f"{name}{suffix}" for key, suffix in _SUFFIXES.items()}

    def _on_issue(self) -> None:
        targets = self._get_targets()
        there = frozenset(path for path in targets.values() if path.exists())
        if there - self._confirmed:
            names = " and ".join(sorted(path.name for path in there))
            verb = "is" if len(there) == 1 else "are"
            self._say(f"{names} {verb} there already and would be replaced.", "warning")
            self.issue_button.setText("&Issue and replace")
            self._confirmed = there
            return
        self._set_busy(is_busy=True)
        self.issue_button.setEnabled(False)
        self.issue_requested.emit(self._make_order(targets))

    def _make_order(self, targets: dict[str, Path]) -> IssueOrder:
        by = self.by.text().strip()
        return IssueOrder(
            by=by,
            at=datetime.now(UTC).replace(microsecond=0),
            note=self.note.text().strip(),
            recipients=self.recipients.get_names(),
            waivers=self.waivers.make_waivers(by),
            file_name=make_safe_file_name(self.file_name.text()),
            targets=targets,
        )

    def _say(self, sentence: str, role: str = "quiet") -> None:
        self._note_line.setText(sentence)
        set_role(self._note_line, role)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        if not is_busy:
            self.issue_button.setEnabled(self._files is not None and not self._find_fault())


def _make_area(form: QFormLayout) -> QScrollArea:
    """Let the form scroll on a small screen, where the buttons have to stay in sight."""
    inside = QWidget()
    form.setContentsMargins(0, 0, SPACE[2], 0)
    inside.setLayout(form)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def _tell_changed(changed: Sequence[str]) -> str:
    if not changed:
        return ""
    names = ", ".join(f"“{title}”" for title in changed[:_NAMED])
    more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    verb = "was" if len(changed) == 1 else "were"
    return f"{names}{more} {verb} changed after the approval."


def _name(field: QLineEdit, name: str) -> QLineEdit:
    field.setAccessibleName(name)
    return field


def _label(text: str, field: QWidget) -> QLabel:
    label = make_label(text)
    label.setBuddy(field)
    return label
