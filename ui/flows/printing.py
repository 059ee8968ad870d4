"""Prints the pages of a PDF on a printer that the person chose."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from briefing.errors import ExportError
from briefing.services.progress import Progress
from ui.widgets.pdf_pages import PageSize

MOST_DOTS_PER_INCH = 300
"""How fine pages are drawn for the printer; finer takes much memory and shows no difference."""

POINTS_PER_INCH = 72


def list_pages(printer: QPrinter, count: int) -> list[int]:
    """List the pages that were chosen, from 0, in the order in which they are printed."""
    chosen = [(r.from_, r.to) for r in printer.pageRanges().toRangeList()] or [(1, count)]
    pages = [page for first, last in chosen for page in range(first, last + 1) if page <= count]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return [page - 1 for page in pages if page > 0]


def print_pages(content: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print the chosen pages in their own size and give their count; runs off the GUI thread.

    Raises ExportError when the printer takes none, CancelledError when it was given up.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = list_pages(printer, document.pageCount())
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            progress.tell(done / len(pages))
            _begin_page(painter, printer, document.pagePointSize(page))
            _draw(painter, printer, document, page)
    finally:
        if painter.isActive():
            if progress.is_cancelled:
                printer.abort()
            painter.end()
        document.close()
    return len(pages)


def ask_for_paper(printer: QPrinter, sizes: Sequence[PageSize]) -> None:
    """Ask for the paper that the first page is made for."""
    printer.setFullPage(True)  # pages have margins of their own
    if sizes:
        short, long = sorted(sizes[0])
        printer.setPageSize(QPageSize(QSizeF(short, long), QPageSize.Unit.Point))


def _begin_page(painter: QPainter, printer: QPrinter, size: QSizeF) -> None:
    is_wide = size.width() > size.height()
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if is_wide else orientation.Portrait)
    is_ready = printer.newPage() if painter.isActive() else painter.begin(printer)
    if not is_ready:
        name = printer.printerName() or printer.outputFileName() or "The printer"
        message = f"“{name}” takes no pages; see whether it is switched on and has paper."
        raise ExportError(message)


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Draw a page in the middle of the paper, in its own size or as large as the paper is."""
    size = document.pagePointSize(page)
    paper = printer.paperRect(QPrinter.Unit.Point)
    scale = min(1.0, paper.width() / size.width(), paper.height() / size.height())
    fine = min(MOST_DOTS_PER_INCH, printer.resolution()) / POINTS_PER_INCH * scale
    image = document.render(page, QSize(round(size.width() * fine), round(size.height() * fine)))
    dots = printer.resolution() / POINTS_PER_INCH
    width, height = size.width() * scale * dots, size.height() * scale * dots
    left, top = (paper.width() * dots - width) / 2, (paper.height() * dots - height) / 2
    painter.drawImage(QRectF(left, top, width, height), image)
