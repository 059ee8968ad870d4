"""Printing as a person goes through it: a dialog, pages on their way, a word at the end."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from briefing.services.progress import CancelledError, Progress
from ui.flows.printing import ask_for_paper, print_pages
from ui.panes.preview_pane import PreviewPane
from ui.session.library_session import LibrarySession
from ui.worker.preview_pages import PreviewPages

NO_PAGES = "There are no pages to print yet."

_STEPS = 1000
_ASK_MS = 100


class PrintFlow(QObject):
    """Prints the pages that the preview shows."""

    message = Signal(str)

    def __init__(self, session: LibrarySession, pane: PreviewPane, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._pane = pane
        self._window = window
        self.dialog: QPrintDialog | None = None
        self.waiting: QProgressDialog | None = None

    def start(self) -> None:
        """Ask for a printer and which pages."""
        preview = self._pane.preview
        if preview is None:
            self.message.emit(NO_PAGES)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        ask_for_paper(printer, preview.sizes)
        dialog = QPrintDialog(printer, self._window)
        options = QAbstractPrintDialog.PrintDialogOption
        dialog.setOption(options.PrintPageRange)
        dialog.setOption(options.PrintCurrentPage)
        dialog.setMinMax(1, preview.page_count)
        dialog.setFromTo(1, preview.page_count)
        dialog.accepted.connect(lambda: self._on_accepted(printer, preview))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        self.dialog = dialog
        QDialog.open(dialog)  # the one of print dialogs takes a receiver

    def print_on(self, printer: QPrinter, preview: PreviewPages) -> None:
        """Print on this printer, without a dialog before."""
        progress = Progress()
        self.waiting = self._make_waiting(progress)
        self._session.tasks.run_read(
            lambda: print_pages(preview.content, printer, progress),
            self._on_printed,
            self._on_failed,
        )

    def _on_accepted(self, printer: QPrinter, preview: PreviewPages) -> None:
        if printer.printRange() is QPrinter.PrintRange.CurrentPage:
            printer.setFromTo(self._pane.view.page + 1, self._pane.view.page + 1)
        self.print_on(printer, preview)

    def _make_waiting(self, progress: Progress) -> QProgressDialog:
        waiting = QProgressDialog("Printing…", "Cancel", 0, _STEPS, self._window)
        waiting.setWindowTitle("Print")
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setAutoClose(False)
        waiting.canceled.connect(progress.cancel)
        timer = QTimer(waiting)
        timer.setInterval(_ASK_MS)
        timer.timeout.connect(lambda: waiting.setValue(round(progress.share * _STEPS)))
        timer.start()
        return waiting

    def _on_printed(self, count: int) -> None:
        self._close_waiting()
        pages = "1 page is" if count == 1 else f"{count} pages are"
        self.message.emit(f"{pages} on the way to the printer.")

    def _on_failed(self, error: Exception) -> None:
        self._close_waiting()
        if isinstance(error, CancelledError):
            self.message.emit("Printing was cancelled.")
        else:
            self._session.report(error)

    def _close_waiting(self) -> None:
        if self.waiting is not None:
            self.waiting.canceled.disconnect()
            self.waiting.close()
            self.waiting.deleteLater()
            self.waiting = None
