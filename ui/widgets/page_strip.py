"""Small pictures of all pages, one below the other, to go from page to page."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QWidget

from ui.theme.tokens import SPACE, current_colours
from ui.widgets.pdf_pages import PdfPages

WIDTH = 84
"""Width of a small page in logical pixels."""

_PAUSE_MS = 300
_SCROLL_BAR = 16
_Index = QModelIndex | QPersistentModelIndex


class PageModel(QAbstractListModel):
    """The pages of a PDF; a picture is drawn when it is first asked for.

    The pictures of the PDF before stay until there are new ones.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._sizes: list[QSizeF] = []
        self._count = 0
        self._pictures: dict[int, QPixmap] = {}
        self._wanted: set[int] = set()
        self.ratio = 1.0
        self.line_height = 16

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show the pages of this PDF; None for none."""
        count = len(pages.sizes) if pages else 0
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        self._pages = pages
        self._sizes = list(pages.sizes) if pages else []
        self._wanted = set()
        self._pictures = {page: one for page, one in self._pictures.items() if page < count}
        if pages is not None:
            pages.drawn_small.connect(self._on_drawn)
            self.dataChanged.emit(self.index(0), self.index(max(0, count - 1)))

    def lose_pages(self) -> None:
        """Draw no more of this PDF, which is about to go; what is drawn stays."""
        self._pages = None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count the pages."""
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the number and the picture of a page."""
        page = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(page + 1)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"Page {page + 1}"
            case Qt.ItemDataRole.DecorationRole:
                self._want(page)
                return _make_icon(self._pictures.get(page) or self._make_blank(page))
            case Qt.ItemDataRole.SizeHintRole:  # or a picture of every page would be asked for
                return self._find_size(page) + QSize(2 * SPACE[0], self.line_height + SPACE[1])
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _:
                return None

    def _want(self, page: int) -> None:
        if self._pages is not None and page not in self._wanted:
            self._wanted.add(page)
            self._pages.draw_small(page, self._find_size(page) * self.ratio)

    def _find_size(self, page: int) -> QSize:
        size = self._sizes[page] if page < len(self._sizes) else None
        if size is None or size.isEmpty():
            return QSize(WIDTH, WIDTH)
        scale = WIDTH / max(1.0, min(size.width(), size.height()))
        scale = min(scale, WIDTH / size.width())
        return QSize(WIDTH, max(1, round(size.height() * scale)))

    def _make_blank(self, page: int) -> QPixmap:
        blank = QPixmap(self._find_size(page) * self.ratio)
        blank.setDevicePixelRatio(self.ratio)
        blank.fill(Qt.GlobalColor.white)
        return _frame(blank)

    def _on_drawn(self, page: int, image: QImage) -> None:
        if self.sender() is not self._pages or page >= self._count:
            return
        picture = QPixmap(image.size())
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.drawImage(0, 0, image)
        painter.end()
        picture.setDevicePixelRatio(self.ratio)
        self._pictures[page] = _frame(picture)
        self.dataChanged.emit(self.index(page), self.index(page))


class PageStrip(QListView):
    """The small pages, with the one in view selected; arrows and clicks go to another.

    A new PDF is drawn after a pause, so that typing is not held up.
    """

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._is_following = False
        self._page = 0
        self.pages = PageModel(self)
        self.setModel(self.pages)
        self.setAccessibleName("All pages")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSpacing(SPACE[0])
        self.setIconSize(QSize(WIDTH, WIDTH * 2))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH + 2 * SPACE[2] + _SCROLL_BAR)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._take_pages)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show the pages of this PDF, once no newer one has come for a while."""
        if pages is not None and pages is self._pages:
            return
        self.pages.lose_pages()
        self._pages = pages
        if pages is None or self.pages.rowCount() == 0:
            self._take_pages()
        else:
            self._pause.start()

    def follow_page(self, page: int) -> None:
        """Select the page that is in view."""
        self._page = page
        self._is_following = True
        index = self.pages.index(page)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._is_following = False

    def _take_pages(self) -> None:
        self._pause.stop()
        self.pages.ratio = self.devicePixelRatioF()
        self.pages.line_height = self.fontMetrics().height()
        self.pages.show_pages(self._pages)
        self.follow_page(self._page)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.page_chosen.emit(current.row())


def _make_icon(picture: QPixmap) -> QIcon:
    """Give an icon that looks the same when it is selected: the number below it shows that."""
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def _frame(picture: QPixmap) -> QPixmap:
    painter = QPainter(picture)
    painter.setPen(QColor(current_colours().border))
    size = picture.size() / picture.devicePixelRatio()
    painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
    painter.end()
    return picture
