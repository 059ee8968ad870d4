"""Compares the revision that a briefing uses with the newest one, to accept or to keep it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing.identifiers import RecordId
from briefing.outline import Placement
from briefing.overriding import list_overridable
from briefing.ports import Library
from briefing.services.briefings.placing import accept_newest, keep_revision, take_newest_field
from briefing.services.history import Change
from briefing.services.records.comparing import FieldDifference, compare_revisions
from ui.dialogs.compare_dialog import ComparisonView, label_field
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_Found = tuple[str, int, tuple[FieldDifference, ...]]


class PlacementDialog(QDialog):
    """Shows field by field what is new in a placed record, and takes it, or some, or none."""

    def __init__(
        self,
        session: LibrarySession,
        briefing_id: RecordId,
        placement: Placement,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing_id = briefing_id
        self._placement = placement
        self._kind = ""
        self.setWindowTitle("Compare revisions")
        self.resize(860, 560)
        self.title = make_label(title, "title", wrap=True)
        self.state = make_label("", "quiet", wrap=True)
        self.view = ComparisonView()
        self.view.field_selected.connect(lambda _field: self._update())
        self.accept_button = make_button("&Accept the newest", "primary")
        self.accept_button.clicked.connect(self._accept_newest)
        self.keep_button = make_button("&Keep the older one")
        self.keep_button.clicked.connect(self._keep)
        self.field_button = make_button("Take &only this field")
        self.field_button.clicked.connect(self._take_field)
        self._buttons = (self.accept_button, self.keep_button, self.field_button)
        self._lay_out()
        session.read_after_changes(self._read, self._show, self._tell)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.title)
        layout.addWidget(self.state)
        layout.addWidget(self.view, 1)
        row = QHBoxLayout()
        for button in self._buttons:
            button.setEnabled(False)
            row.addWidget(button)
        row.addStretch(1)
        close: QPushButton = make_button("Close")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        layout.addLayout(row)

    def _read(self, library: Library) -> _Found:
        record_id, used = self._placement.record, self._placement.revision
        with library.read() as unit:
            newest = unit.records.get_record(record_id)
            found = compare_revisions(unit, record_id, used, newest.revision)
        return newest.kind, newest.revision, found

    def _show(self, found: _Found) -> None:
        self._kind, newest, differences = found
        used = self._placement.revision
        self.state.setText(f"Revision {used} in this briefing, revision {newest} in the library")
        self.keep_button.setText(f"&Keep revision {used}")
        self.accept_button.setText(f"&Accept revision {newest}")
        self.view.show_differences(self._kind, differences)
        self.view.fields.setFocus()
        self._update()

    def _update(self) -> None:
        self.accept_button.setEnabled(bool(self._kind))
        self.keep_button.setEnabled(bool(self._kind))
        may_take = bool(self._kind) and self.view.field in list_overridable(self._kind)
        self.field_button.setEnabled(may_take)

    def _tell(self, error: Exception) -> None:
        self.state.setText(str(error))

    def _accept_newest(self) -> None:
        self._session.do(accept_newest(self._briefing_id, [self._placement.id]))
        self.accept()

    def _keep(self) -> None:
        self._do(keep_revision)

    def _take_field(self) -> None:
        label = label_field(self._kind, self.view.field).lower()
        self._do(take_newest_field, self.view.field, label=label)

    def _do(self, make_change: Callable[..., Change], *arguments: Any, **more: Any) -> None:
        change = make_change(self._briefing_id, self._placement.id, *arguments, **more)
        self._session.do(change)
        self.accept()
