"""Who may approve a briefing in this library, and how."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from briefing.records.library_settings import LibrarySettings, ReviewRules
from briefing.services.editions.reviewing import change_rules
from briefing.text_cleaning import clean_line
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_label


class ReviewRulesField(QWidget):
    """Shows the rules of review and stores one as soon as it is changed."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rules = ReviewRules()
        self.approvers = QLineEdit()
        self.approvers.setAccessibleName("Who may approve")
        self.approvers.setPlaceholderText("Anybody; or names with semicolons between")
        self.note = QCheckBox("An approval needs a &note")
        self.own = QCheckBox("Authors may approve their &own briefings")
        label = make_label("&Who may approve")
        label.setBuddy(self.approvers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[0])
        for part in (label, self.approvers, self.note, self.own):
            layout.addWidget(part)
        self.approvers.editingFinished.connect(self._store)
        self.note.clicked.connect(self._store)
        self.own.clicked.connect(self._store)

    def show_settings(self, settings: LibrarySettings) -> None:
        """Show the rules; names that are being typed are left alone."""
        self._rules = settings.review
        if not self.approvers.hasFocus():
            self.approvers.setText("; ".join(settings.review.approvers))
        self.note.setChecked(settings.review.note_needed)
        self.own.setChecked(settings.review.own_approval)

    def _store(self) -> None:
        names = [clean_line(name) for name in self.approvers.text().split(";")]
        rules = ReviewRules(
            approvers=tuple(dict.fromkeys(name for name in names if name)),
            note_needed=self.note.isChecked(),
            own_approval=self.own.isChecked(),
        )
        if rules != self._rules:
            self._rules = rules
            self._session.do(change_rules(rules))
