"""A dialog with a form of some library settings, which are kept as they are typed."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from briefing.records.library_settings import LibrarySettings
from briefing.services.history import Change
from briefing.services.settings_of_library import read_settings
from ui.forms.field_spec import FieldSpec, FoldSpec
from ui.forms.form import Form
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label


class SettingsFormDialog(QDialog):
    """Shows fields of the settings; what is typed is stored, at the latest on closing.

    `read` gives the values of the fields, `make_change` stores one of them.
    """

    def __init__(
        self,
        session: LibrarySession,
        about: str,
        fields: tuple[FieldSpec, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.form = Form((FoldSpec(title="", fields=fields),), session, self)
        self.form.setEnabled(False)  # until the settings are there
        self.form.field_edited.connect(self._hand_on)
        close = make_button("Close", "primary")
        close.clicked.connect(self.accept)
        self.about = make_label(about, "quiet", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(SPACE[1])
        self.column.addWidget(self.about)
        self.column.addWidget(self.form, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        self.column.addLayout(last)

    def begin(
        self,
        read: Callable[[LibrarySettings], Mapping[str, Any]],
        make_change: Callable[[str, Any], Change],
    ) -> None:
        """Show the settings once they are read."""
        self.form.make_change = make_change

        def show(settings: LibrarySettings) -> None:
            self.form.show_values(dict(read(settings)))
            self.form.setEnabled(True)
            self.show_settings(settings)

        self.session.read_after_changes(read_settings, show)

    def show_settings(self, settings: LibrarySettings) -> None:
        """Show what else the settings say; nothing here."""

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

    def _hand_on(self, name: str, value: Any) -> None:
        make_change = self.form.make_change
        if make_change is not None:
            self.session.do(
                make_change(name, value),
                lambda _change: self.form.confirm(name),
                lambda error: self.form.refuse(name, value, str(error)),
            )
