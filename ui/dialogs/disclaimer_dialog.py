"""The text that ends every briefing of the library which has none of its own."""

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from briefing.records.library_settings import LibrarySettings
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings, read_settings
from ui.forms.field_spec import EditorKind, FieldSpec, FoldSpec
from ui.forms.form import Form
from ui.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_ABOUT = "Printed on the last page of briefings that have no disclaimer of their own."
_FIELD = FieldSpec(
    name="disclaimer",
    label="Disclaimer",
    editor=EditorKind.MARKDOWN,
    help="A heading at its beginning becomes the heading of the page.",
)


class DisclaimerDialog(QDialog):
    """Shows the text; what is typed is kept in the library settings."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("Disclaimer")
        self.resize(560, 420)
        self.form = Form((FoldSpec(title="", fields=(_FIELD,)),), session, self)
        self.form.setEnabled(False)  # until the text is there
        self.form.make_change = _make_change
        self.form.field_edited.connect(self._hand_on)
        close = make_button("Close", "primary")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[1])
        layout.addWidget(make_label(_ABOUT, "quiet", wrap=True))
        layout.addWidget(self.form, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        layout.addLayout(last)
        session.read_after_changes(read_settings, self._show)

    def done(self, result: int) -> None:
        """Hand on what is typed, and close once that is stored."""
        self.form.flush()
        if not self.form.is_busy:
            super().done(result)
            return
        self.setResult(result)
        self.form.settled.connect(self._close, Qt.ConnectionType.UniqueConnection)

    def _close(self) -> None:
        super().done(self.result())

    def _show(self, settings: LibrarySettings) -> None:
        self.form.show_values({"disclaimer": settings.disclaimer})
        self.form.setEnabled(True)

    def _hand_on(self, name: str, value: Any) -> None:
        self._session.do(
            _make_change(name, value),
            lambda _change: self.form.confirm(name),
            lambda error: self.form.refuse(name, value, str(error)),
        )


def _make_change(_name: str, value: Any) -> Change:
    def write(settings: LibrarySettings) -> LibrarySettings:
        return msgspec.structs.replace(settings, disclaimer=str(value))

    return change_settings("change the disclaimer", write)
