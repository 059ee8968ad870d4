"""The dialogs that change many records at once, and tell what came of it in the message bar."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from briefing.services.table_importing import Outcome, RowState
from ui.library_session import LibrarySession
from ui.widgets.message_bar import MessageBar
from ui.workspace import Workspace


class BulkDialogs(QObject):
    """Opens one dialog at a time."""

    def __init__(
        self, session: LibrarySession, workspace: Workspace, bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._workspace = workspace
        self._bar = bar
        self._window = window
        self._files: list[Path] = []
        self.dialog: QDialog | None = None

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show what these files would bring, one after the other."""
        self._files += paths
        if self.dialog is None:
            self._import_next()

    def _import_next(self) -> None:
        from ui.dialogs.import_dialog import ImportDialog

        if not self._files:
            return
        self._workspace.work.flush()
        dialog = ImportDialog(self._session, self._files.pop(0), self._window)
        dialog.imported.connect(self._on_imported)
        self._open(dialog)
        dialog.finished.connect(lambda _result: self._import_next())

    def _on_imported(self, outcome: Outcome, name: str) -> None:
        told = f"Imported {_describe(outcome)} from {name}."
        left_out = len(outcome.faults)
        if left_out:
            rows = "1 row was" if left_out == 1 else f"{left_out:,} rows were"
            told = f"{told} {rows} left out."
        self._say(told, "warning" if left_out else "success")

    def _say(self, text: str, tone: str = "success") -> None:
        self._bar.say(text, tone, [("Undo", self._undo_last)])

    def _undo_last(self) -> None:
        self._bar.hide()
        self._session.undo()

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._let_go(dialog))
        dialog.open()

    def _let_go(self, dialog: QDialog) -> None:
        """Give a dialog up, but not before what it asked for has come back to it."""
        if self.dialog is dialog:
            self.dialog = None
        if self._session.tasks.is_busy:
            self._session.tasks.idle.connect(dialog.deleteLater)
        else:
            dialog.deleteLater()


def _describe(outcome: Outcome) -> str:
    new, updated = outcome.counts[RowState.NEW], outcome.counts[RowState.UPDATED]
    if not updated:
        return "1 record" if new == 1 else f"{new:,} records"
    return f"{new:,} new and {updated:,} updated records"
