"""Builds sessions and windows for tests."""

from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.engine import open_library
from tests.support.libraries import AUTHOR
from tests.support.patience import LONG
from ui.main_window import MainWindow
from ui.session.library_session import LibrarySession
from ui.settings import SettingsStore
from ui.theme.theme import Theme, ThemeChoice


@contextmanager
def open_session(library):
    """Give a session over the library; its tasks have run when it ends."""
    session = LibrarySession(library)
    try:
        yield session
    finally:
        session.tasks.close()
        session.deleteLater()


def read_sample():
    """Give the sample library in the exchange form."""
    return (files("briefing") / "sample" / "iran-pakistan-2024.json").read_bytes()


def open_for_tests(path: Path, *, create: bool = False, read_only: bool = False):
    """Open a library as the program does."""
    return open_library(path, author=AUTHOR, create=create, read_only=read_only)


@contextmanager
def open_window(qtbot, folder: Path, *, library: Path | None = None):
    """Give the program's window, shown and active, and close it as an analyst would.

    Without a library it shows the welcome page; a library that is not there yet is made.
    """
    application = QApplication.instance()
    theme = Theme(application, ThemeChoice.LIGHT)
    window = MainWindow(
        application,
        open_library=open_for_tests,
        read_sample=read_sample,
        theme=theme,
        store=SettingsStore(folder / "settings.json"),
    )
    try:
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if library is not None:
            window.door.create(library)
            wait_for_desk(qtbot, window)
        yield window
    finally:
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
        window.worker.stop()
        theme.set_choice(ThemeChoice.LIGHT)
        theme.deleteLater()
        window.deleteLater()


def wait_for_desk(qtbot, window):
    """Wait until a library is open and its list is filled; give the desk."""
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG)
    model = window.desk.workspace.library_pane.model
    qtbot.waitUntil(lambda: model.is_loaded, timeout=LONG)
    return window.desk


def wait_until_saved(qtbot, desk):
    """Wait until everything is stored and no task is under way."""
    session = desk.session
    qtbot.waitUntil(
        lambda: session.save_state == "saved" and not session.tasks.is_busy, timeout=LONG
    )
