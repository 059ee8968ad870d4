"""Changes the same fields of all selected records: only those that are ticked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from briefing.countries import COUNTRY_NAMES
from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.ports import RecordSummary
from briefing.records.parts import Citation
from briefing.services.progress import CancelledError, Progress
from briefing.services.records.bulk_editing import BulkEdit, count_changed, edit_together
from ui.forms.editor_factory import EditorFactory
from ui.forms.editors import FieldEditor
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.record_titles import get_titles
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.plain_text import make_button, make_label

_PAUSE = 200
"""How long counting waits for the next change, in milliseconds."""

_COUNTRIES = (("", "None"), *sorted(COUNTRY_NAMES.items(), key=lambda country: country[1]))
_SPECS = (
    FieldSpec(
        name="add_tags", label="&Add tags", editor=EditorKind.TAGS, placeholder="border, strike"
    ),
    FieldSpec(name="remove_tags", label="&Remove tags", editor=EditorKind.TAGS),
    FieldSpec(name="marking", label="&Marking", editor=EditorKind.MARKING),
    FieldSpec(name="verified_on", label="&Verified on", editor=EditorKind.DAY),
    FieldSpec(
        name="citation", label="Cite the &source", editor=EditorKind.RECORD, record_kind="source"
    ),
    FieldSpec(
        name="country", label="C&ountry of attacks", editor=EditorKind.CHOICE, choices=_COUNTRIES
    ),
)
_NONE = "Tick what is to be changed. Everything else stays as it is in each record."


class BulkEditDialog(QDialog):
    """Says how many records would change, and changes them as one step."""

    edited = Signal(int)  # how many records were changed

    def __init__(
        self,
        session: LibrarySession,
        selected: Sequence[RecordSummary],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = [RecordId(summary.id) for summary in selected]
        self._counted = 0
        self._has_attacks = any(summary.kind == "attack" for summary in selected)
        self._progress = Progress()
        self._is_running = False
        self.setWindowTitle("Edit together")
        self.setMinimumWidth(520)
        count = len(self._ids)
        self.title = make_label("1 record" if count == 1 else f"{count:,} records", "title")
        self.told = make_label(_NONE, "quiet", wrap=True)
        self.ticks: dict[str, QCheckBox] = {}
        self.editors: dict[str, FieldEditor] = {}
        self.busy = BusyLine("How many records are changed")
        self.apply_button = make_button("&Change", "primary")
        self.cancel_button = make_button("Cancel")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._count)
        self._lay_out()
        self.apply_button.setEnabled(False)
        self.apply_button.clicked.connect(self._apply)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[1])
        grid.setColumnStretch(1, 1)
        factory = EditorFactory(get_titles(self._session), self._session)
        specs = [spec for spec in _SPECS if spec.name != "country" or self._has_attacks]
        for row, spec in enumerate(specs):
            self._add_row(grid, row, spec, factory)
        layout.addLayout(grid)
        layout.addWidget(self.told)
        layout.addWidget(self.busy)
        layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.apply_button)
        layout.addLayout(buttons)

    def _add_row(
        self, grid: QGridLayout, row: int, spec: FieldSpec, factory: EditorFactory
    ) -> None:
        tick = QCheckBox(spec.label)
        plain = FieldSpec(
            name=spec.name,
            label=spec.label.replace("&", ""),
            editor=spec.editor,
            choices=spec.choices,
            record_kind=spec.record_kind,
            placeholder=spec.placeholder,
        )
        editor = factory.make_editor(plain, self)
        editor.show_value(date.today() if spec.name == "verified_on" else _EMPTY[spec.name])  # noqa: DTZ011 - the analyst's own day
        editor.setEnabled(False)
        tick.toggled.connect(lambda on: self._on_ticked(editor, on=on))
        editor.edited.connect(self._timer.start)
        grid.addWidget(tick, row, 0)
        grid.addWidget(editor, row, 1)
        self.ticks[spec.name] = tick
        self.editors[spec.name] = editor

    def _on_ticked(self, editor: FieldEditor, *, on: bool) -> None:
        editor.setEnabled(on)
        if on:
            editor.focus_first()
        self._timer.start()

    # --- what is chosen

    def read_edit(self) -> BulkEdit:
        """Give what is ticked; raises InvalidValueError for a field that cannot be read."""
        chosen: dict[str, Any] = {}
        for name, tick in self.ticks.items():
            if tick.isChecked():
                chosen[name] = self.editors[name].read_value()
        if source := chosen.pop("citation", None):
            chosen["citation"] = Citation(source=source)
        return BulkEdit(**chosen)

    def _count(self) -> None:
        """Count what would change, off the GUI thread; a count that is overtaken is given up."""
        if self._is_running:
            return
        self._progress.cancel()
        self._progress = progress = Progress()
        self.apply_button.setEnabled(False)
        try:
            edit = self.read_edit()
        except InvalidValueError as error:
            self.told.setText(str(error))
            return
        if edit.is_empty:
            self.told.setText(_NONE)
            return
        self._session.read_after_changes(
            lambda library: count_changed(library, self._ids, edit, progress),
            lambda count: self._show_count(count, progress),
            self._on_error,
        )

    def _show_count(self, count: int, progress: Progress) -> None:
        if progress is not self._progress:
            return
        words = "1 record changes" if count == 1 else f"{count:,} records change"
        rest = len(self._ids) - count
        told = f"{words}; {rest:,} have it already." if rest and count else f"{words}."
        self.told.setText(told if count else "All of them have it already.")
        self.apply_button.setEnabled(bool(count))
        self.apply_button.setText(f"&Change {count:,}" if count else "&Change")
        self._counted = count

    # --- doing it

    def _apply(self) -> None:
        try:
            edit = self.read_edit()
        except InvalidValueError as error:
            self.told.setText(str(error))
            return
        self._is_running = True
        self._progress = Progress()
        self.busy.follow(self._progress)
        self.apply_button.setEnabled(False)
        change = edit_together(self._ids, edit, progress=self._progress)
        self._session.do(change, lambda _change: self._on_done(), self._on_error)

    def _on_done(self) -> None:
        self._is_running = False
        self.edited.emit(self._counted)
        self.accept()

    def _on_error(self, error: Exception) -> None:
        was_running, self._is_running = self._is_running, False
        self.busy.stop()
        if not isinstance(error, CancelledError):
            self.told.setText(str(error))
        elif was_running:
            super().reject()

    def reject(self) -> None:
        """Close it; a change that runs is given up, and then nothing of it is stored."""
        self._progress.cancel()
        if not self._is_running:
            super().reject()


_EMPTY: dict[str, Any] = {
    "add_tags": (),
    "remove_tags": (),
    "marking": "",
    "citation": None,
    "country": "",
}
