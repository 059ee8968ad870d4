import sys

import msgspec
import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from briefing.errors import ExportError
from briefing.services.progress import CancelledError, Progress
from tests.support.libraries import memory_library
from tests.support.pdfs import make_lettered_pdf, make_pdf
from tests.support.windows import LONG, open_session
from ui.flows.print_flow import NO_PAGES, PrintFlow
from ui.flows.printing import ask_for_paper, list_pages, print_pages
from ui.panes.preview_pane import PreviewPane
from ui.worker.preview_pages import PreviewPages

A4, WIDE = (595, 842), (842, 595)
CONTENT = make_lettered_pdf("one", "two", "three", sizes=(A4, WIDE, A4))


@pytest.fixture
def printer(qapp, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    ask_for_paper(printer, (A4,))
    return printer


def read_paper(printer):
    """Give the sizes of what came out."""
    reader = PdfReader(printer.outputFileName())
    return [(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages]


def test_every_page_is_printed_as_it_lies(printer):
    assert print_pages(CONTENT, printer, Progress()) == 3
    assert read_paper(printer) == [A4, WIDE, A4]


def test_only_the_chosen_pages_are_printed(printer):
    printer.setFromTo(2, 2)

    assert print_pages(CONTENT, printer, Progress()) == 1
    assert read_paper(printer) == [WIDE]


def test_pages_beyond_the_last_are_left_out_and_the_last_may_come_first(printer):
    printer.setFromTo(2, 9)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)

    assert list_pages(printer, 3) == [2, 1]


def test_printing_can_be_cancelled(printer):
    progress = Progress()
    progress.cancel()

    with pytest.raises(CancelledError):
        print_pages(CONTENT, printer, progress)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_by_its_name(printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder" / "paper.pdf"))

    with pytest.raises(ExportError, match="takes no pages"):
        print_pages(CONTENT, printer, Progress())


# --- in the window


@pytest.fixture
def flow(qtbot):
    pane = PreviewPane()
    qtbot.addWidget(pane)
    with memory_library() as library, open_session(library) as session:
        yield PrintFlow(session, pane, pane)


def make_preview():
    return PreviewPages(content=CONTENT, page_count=3, places=(), sizes=(A4, WIDE, A4))


def test_without_pages_there_is_nothing_to_print(qtbot, flow):
    with qtbot.waitSignal(flow.message) as told:
        flow.start()

    assert told.args == [NO_PAGES]


def test_pages_are_printed_in_the_background_and_that_is_said(qtbot, flow, printer):
    with qtbot.waitSignal(flow.message, timeout=LONG) as told:
        flow.print_on(printer, make_preview())

    assert told.args == ["3 pages are on the way to the printer."]
    assert flow.waiting is None


def test_cancel_gives_up(qtbot, flow, printer):
    with qtbot.waitSignal(flow.message, timeout=LONG) as told:
        flow.print_on(printer, msgspec.structs.replace(make_preview(), content=make_pdf(300)))
        flow.waiting.findChild(QPushButton).click()

    assert told.args == ["Printing was cancelled."]


@pytest.mark.skipif(sys.platform != "linux", reason="the dialog belongs to the system there")
def test_the_dialog_asks_which_pages(qtbot, flow):
    flow._pane.show_preview(make_preview())
    flow.start()

    dialog = flow.dialog
    assert (dialog.minPage(), dialog.maxPage()) == (1, 3)
    dialog.reject()
