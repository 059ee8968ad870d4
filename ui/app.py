"""Starts the window: application, theme, log, and the boundaries behind which faults end."""

import faulthandler
import logging
import logging.handlers
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.faults import explain_fault
from ui.main_window import TITLE, MainWindow
from ui.session.library_door import OpenLibrary
from ui.settings import SettingsStore, get_log_file
from ui.theme.theme import Theme

logger = logging.getLogger(__name__)
qt_logger = logging.getLogger("qt")

_LOG_SIZE = 1_000_000
_LOG_FILES = 2
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_window(
    library_path: Path | None,
    *,
    open_library: OpenLibrary,
    sample: Callable[[], bytes],
    argv: Sequence[str] = (),
) -> int:
    """Show the window until it is closed; gives the exit status.

    `library_path` is the library asked for, else the one that was open last is opened;
    `sample` gives the sample library in the exchange form.
    """
    start_log(get_log_file())
    application = make_application(argv)
    store = SettingsStore()
    if is_open_elsewhere(library_path, store):
        return 0
    theme = Theme(application, store.load().theme)
    window = MainWindow(
        application, open_library=open_library, read_sample=sample, theme=theme, store=store
    )
    install_boundaries(window)
    window.show()
    window.start(library_path)
    return application.exec()


def is_open_elsewhere(library_path: Path | None, store: SettingsStore) -> bool:
    """Whether another window has the wanted library open; then it has come to the front."""
    last = store.load().library
    wanted = library_path or (Path(last) if last else None)
    if wanted is None or not wanted.exists():
        return False
    from ui.first_window import call_first_window  # the network takes a while to load

    return call_first_window(wanted)


def make_application(argv: Sequence[str]) -> QApplication:
    """Make the application, with its name and style."""
    QGuiApplication.setDesktopFileName("briefing-builder")
    application = QApplication([TITLE, *argv])
    application.setApplicationName("briefing-builder")
    application.setApplicationDisplayName(TITLE)
    application.setStyle("Fusion")
    return application


def start_log(path: Path) -> None:
    """Write what the program logs to a file of its own; without one it goes on all the same."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_LOG_SIZE, backupCount=_LOG_FILES, encoding="utf-8"
        )
        faulthandler.enable(path.with_suffix(".crash").open("w", encoding="utf-8"))
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def install_boundaries(window: MainWindow) -> None:
    """Catch what nothing else caught: it is logged, and the window says one sentence."""

    def on_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            window.close()
            return
        window.bar.say(explain_fault(error), "danger")

    def on_thread_exception(arguments: threading.ExceptHookArgs) -> None:
        logger.error("A thread failed", exc_info=arguments.exc_value)

    def on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        qt_logger.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)

    sys.excepthook = on_exception
    threading.excepthook = on_thread_exception
    qInstallMessageHandler(on_qt_message)
