"""Draws every page of the shipped designs side by side, for `docs/designs.md`.

    .venv/bin/python tools/make_contact_sheet.py

Writes one PNG file for each design to `docs/images`.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DESIGNS = ("standard", "report", "bulletin")
PAGE_WIDTH, GAP, COLUMNS = 310, 16, 4

sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Draw one sheet for each design."""
    from briefing.records.library_settings import OwnStyleSheet
    from briefing.services.pages.style_sheets import make_sample_pages

    _application = QGuiApplication([])
    for name in DESIGNS:
        pages = draw_pages(make_sample_pages(OwnStyleSheet(name=name, base=name)))
        put_side_by_side(pages).save(str(IMAGES / f"design-{name}.png"))
    return 0


def draw_pages(content: bytes) -> list[QImage]:
    """Draw the pages of a PDF on paper."""
    device = QBuffer()
    device.setData(QByteArray(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    drawn = [_draw_page(document, index) for index in range(document.pageCount())]
    document.close()
    return drawn


def put_side_by_side(pages: list[QImage]) -> QImage:
    """Put pages of one size into rows, in a palette that keeps the file small."""
    columns, height = min(COLUMNS, len(pages)), pages[0].height()
    rows = -(-len(pages) // columns)
    size = QSize(columns * (PAGE_WIDTH + GAP) + GAP, rows * (height + GAP) + GAP)
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#D0D5DA"))
    painter = QPainter(sheet)
    for index, page in enumerate(pages):
        row, column = divmod(index, columns)
        corner = QPointF(GAP + column * (PAGE_WIDTH + GAP), GAP + row * (height + GAP))
        painter.drawImage(corner, page)
    painter.end()
    return sheet.convertToFormat(QImage.Format.Format_RGB16).convertToFormat(
        QImage.Format.Format_RGB32
    )


def _draw_page(document: QPdfDocument, index: int) -> QImage:
    size = document.pagePointSize(index)
    height = round(PAGE_WIDTH * size.height() / size.width())
    page = QImage(PAGE_WIDTH, height, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(index, QSize(PAGE_WIDTH, height)))
    painter.end()
    return page


if __name__ == "__main__":
    sys.exit(main())
