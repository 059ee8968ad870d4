"""Above the outline: how far the briefing has come, and the next step as one button."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from briefing.identifiers import RecordId
from briefing.outline import Briefing, BriefingStatus
from briefing.ports import Library
from briefing.services.editions.reviewing import tell_history
from briefing.services.history import LibraryChange
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip, set_role

DRAFT, IN_REVIEW = BriefingStatus.DRAFT, BriefingStatus.IN_REVIEW
APPROVED, ISSUED = BriefingStatus.APPROVED, BriefingStatus.ISSUED

NEXT_STEP = {
    DRAFT: (IN_REVIEW, "Send to review"),
    IN_REVIEW: (APPROVED, "Approve…"),
    APPROVED: (ISSUED, "Issue…"),
    ISSUED: (DRAFT, "Begin the next edition"),
}
"""The step onward from each status, with the words on its button."""

_ROLES = {DRAFT: "", IN_REVIEW: "warning", APPROVED: "success", ISSUED: "success"}


class ReviewBar(QFrame):
    """Shows the status of one briefing and asks for its next step."""

    step_requested = Signal(BriefingStatus)

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: RecordId | None = None
        self.briefing: Briefing | None = None
        self.status = make_label("", "section")
        self.told = make_label("", "quiet")
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back_button = make_button("Back to draft…", "link")
        self.next_button = make_button("")
        self.back_button.clicked.connect(partial(self.step_requested.emit, DRAFT))
        self.next_button.clicked.connect(self.take_next_step)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], SPACE[0], SPACE[2], SPACE[0])
        row.setSpacing(SPACE[1])
        row.addWidget(self.status)
        row.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        self.hide()
        session.changed.connect(self._on_changed)

    def open_briefing(self, briefing_id: RecordId) -> None:
        """Show the status of this briefing."""
        if briefing_id != self._wanted:
            self.hide()
            self._wanted = briefing_id
            self._session.read_after_changes(partial(_read, briefing_id), self._show)

    def take_next_step(self) -> None:
        """Ask for the step onward."""
        if self.briefing is not None and self.isEnabled():
            self.step_requested.emit(NEXT_STEP[self.briefing.status][0])

    def _show(self, briefing: Briefing | None) -> None:
        if briefing is None or briefing.id != self._wanted:
            return
        self.briefing = briefing
        self.status.setText(briefing.status.value.capitalize())
        set_role(self.status, _ROLES[briefing.status] or "section")
        told = tell_history(briefing)
        self.told.setText(told)
        notes = [step.note for step in briefing.review[-1:] if step.note]
        set_plain_tooltip(self.told, "\n".join([told, *notes]) if notes else told)
        self.next_button.setText(NEXT_STEP[briefing.status][1])
        self.back_button.setVisible(briefing.status in (IN_REVIEW, APPROVED))
        self.setEnabled(not self._session.library.is_read_only)
        self.show()

    def _on_changed(self, change: LibraryChange) -> None:
        if self._wanted in change.records:
            changed = change.records[self._wanted]
            if isinstance(changed, Briefing):
                self._show(changed)
            else:
                self.hide()
                self._wanted = self.briefing = None


def _read(briefing_id: RecordId, library: Library) -> Briefing | None:
    with library.read() as unit:
        found = unit.records.find_record(briefing_id)
    return found if isinstance(found, Briefing) else None
