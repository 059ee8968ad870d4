"""A PDF in memory with the threads that draw its pages."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

PageSize = tuple[float, float]
"""Width and height of a page in PDF points."""


class PdfPages(QObject):
    """One loaded PDF, whose pages are drawn off the GUI thread: large for reading, and small."""

    drawn = Signal(int, QImage)
    drawn_small = Signal(int, QImage)

    def __init__(
        self, content: bytes, sizes: Sequence[PageSize] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.sizes = self._find_sizes(sizes)
        self._large = _Drawer(self.document, self)
        self._large.drawn.connect(self.drawn)
        self._small: _Drawer | None = None

    def draw(self, page: int, size: QSize) -> None:
        """Draw a page in this size, in device pixels; `drawn` follows.

        Nothing happens where that was the last size asked for.
        """
        self._large.draw(page, size)

    def draw_small(self, page: int, size: QSize) -> None:
        """Draw a page beside the ones for reading; `drawn_small` follows."""
        if self._small is None:
            self._small = _Drawer(self.document, self)
            self._small.drawn.connect(self.drawn_small)
        self._small.draw(page, size)

    def forget(self, page: int) -> None:
        """Let the page be drawn again when it is asked for."""
        self._large.forget(page)

    def _find_sizes(self, known: Sequence[PageSize]) -> list[QSizeF]:
        count = self.document.pageCount()
        if len(known) == count:
            return [QSizeF(width, height) for width, height in known]
        return [self.document.pagePointSize(page) for page in range(count)]


class _Drawer(QObject):
    """A thread that draws pages."""

    drawn = Signal(int, QImage)

    def __init__(self, document: QPdfDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)
        self._renderer.pageRendered.connect(self._on_rendered)
        self._asked: dict[int, QSize] = {}  # the last size of each page

    def draw(self, page: int, size: QSize) -> None:
        if self._asked.get(page) != size:
            self._asked[page] = size
            self._renderer.requestPage(page, size)

    def forget(self, page: int) -> None:
        self._asked.pop(page, None)

    def _on_rendered(
        self,
        page: int,
        _size: QSize,
        image: QImage,
        _options: QPdfDocumentRenderOptions,
        _request: int,
    ) -> None:
        self.drawn.emit(page, image)
