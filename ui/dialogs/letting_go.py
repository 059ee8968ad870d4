"""When a dialog that was closed is given up."""

from PySide6.QtWidgets import QDialog

from ui.session.library_session import LibrarySession


def let_go_when_closed(dialog: QDialog, session: LibrarySession) -> None:
    """Give a dialog up once it is closed and all that it asked for has come back to it.

    A dialog that is gone when a reading comes back cannot show it, and the analyst would be told
    of a fault for having closed it quickly.
    """
    dialog.finished.connect(lambda _result: _let_go(dialog, session))


def _let_go(dialog: QDialog, session: LibrarySession) -> None:
    if session.tasks.is_busy:
        session.tasks.idle.connect(dialog.deleteLater)
    else:
        dialog.deleteLater()
