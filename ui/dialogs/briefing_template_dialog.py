"""Saves the outline of a briefing as a template of the library."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from briefing.errors import BriefingError
from briefing.outline import Briefing
from briefing.services.briefings.starting import save_briefing_template
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_TOLD = "A new briefing can then start with these sections and settings. Records are not kept."


class BriefingTemplateDialog(QDialog):
    """Asks how the template is called, what it is for, and whether it keeps the texts."""

    saved = Signal(str)  # its name

    def __init__(
        self, session: LibrarySession, briefing: Briefing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing = briefing
        self.setWindowTitle("Save briefing as template")
        self.setMinimumWidth(440)
        self.name = QLineEdit(briefing.display_title)
        self.name.selectAll()
        self.purpose = QLineEdit()
        self.texts = QCheckBox("&Keep the texts")
        self.fault = make_label("", "error", wrap=True)
        self.fault.hide()
        self.save_button = make_button("&Save", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(_TOLD, "quiet", wrap=True))
        for words, line in (("&Name", self.name), ("What it is &for", self.purpose)):
            label = make_label(words, "label")
            label.setBuddy(line)
            line.setAccessibleName(words.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(line)
        layout.addWidget(self.texts)
        layout.addWidget(self.fault)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = make_button("Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        layout.addLayout(row)

    def _save(self) -> None:
        name = self.name.text()
        try:
            change = save_briefing_template(
                self._briefing,
                name,
                description=self.purpose.text(),
                keep_texts=self.texts.isChecked(),
            )
        except BriefingError as error:
            self._refuse(error)
            return
        self._session.do(change, lambda _change: self._on_saved(name.strip()), self._refuse)

    def _on_saved(self, name: str) -> None:
        self.saved.emit(name)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.fault.setText(str(error))
        self.fault.show()
