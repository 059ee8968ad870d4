"""Shows the pages of a PDF below each other, and keeps its place when the PDF is replaced.

Pages are drawn off the GUI thread; until a page of a new PDF is drawn the old picture of it
stays, so that nothing flickers while one types.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from ui.theme.tokens import SPACE, current_colours
from ui.widgets.page_marks import Found, Mark, ShownPage, paint_found, paint_marks
from ui.widgets.page_notes import PageNote, PageNotes
from ui.widgets.pdf_pages import PageSize, PdfPages
from ui.widgets.plain_text import as_plain_tooltip

MARGIN = SPACE[3]
GAP = SPACE[2]
POINTS_PER_INCH = 72
MIN_ZOOM, MAX_ZOOM = 0.25, 4.0
ZOOM_STEP = 1.2
_KEPT_AROUND = 2  # pages beside the visible ones whose pictures are kept
_LINE_STEP = 40


class PagesView(QAbstractScrollArea):
    """The pages, scrolled and zoomed by mouse and keyboard."""

    page_changed = Signal(int)  # the page in view, from 0
    zoom_changed = Signal(float)
    place_clicked = Signal(int, float)  # page from 0; height from its top, in PDF points
    note_clicked = Signal(int)  # which of the notes that are shown
    pdf_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._rects: list[QRect] = []
        self._scales: list[float] = []  # logical pixels a PDF point, for each page
        self._images: dict[int, QImage] = {}
        self._fresh: set[int] = set()  # pages whose picture is of this PDF
        self._looks: Sequence[int] = ()
        self._marks: list[Mark] = []
        self._notes = PageNotes()
        self.found: Sequence[Found] = ()
        self._current: int | None = None
        self._zoom = 1.0
        self._fits_width = True
        self._page = 0
        self.setAccessibleName("Pages of the briefing")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        # a bar that came and went would change the width that pages fit
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_LINE_STEP)
        self.horizontalScrollBar().setSingleStep(_LINE_STEP)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # --- what it shows

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._rects)

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """Size of the pages on the screen; 1 is their size on paper."""
        scale = self._scales[self._page] if self._page < len(self._scales) else self._own_scale
        return scale * POINTS_PER_INCH / self.logicalDpiX()

    @property
    def fits_width(self) -> bool:
        """Whether pages are as wide as the view, whatever its width."""
        return self._fits_width

    def has_picture(self, page: int) -> bool:
        """Whether a page is drawn; the picture may be that of the PDF before."""
        return page in self._images

    def picture_size(self, page: int) -> QSize:
        """Give the size of the picture of a page in device pixels; empty before it is drawn."""
        return self._images[page].size() if page in self._images else QSize()

    @property
    def pages(self) -> PdfPages | None:
        """The PDF that is shown; it goes when another one is."""
        return self._pages

    @property
    def shows_newest(self) -> bool:
        """Whether every page in view is drawn from the PDF that was given last."""
        return bool(self._rects) and self._fresh.issuperset(self._find_visible())

    def show_pdf(
        self, content: bytes, sizes: Sequence[PageSize] = (), looks: Sequence[int] = ()
    ) -> None:
        """Show this PDF in the place of the one before; what is in view stays in view.

        To ask a long PDF for the sizes of its pages takes a while: who knows them gives them.
        A page whose number in `looks` is what it was before is not drawn anew.
        """
        old = self._pages
        self._pages = PdfPages(content, sizes, self)
        self._pages.drawn.connect(self._on_drawn)
        self._marks, self.found = [], ()
        known = range(min(len(looks), len(self._looks)))
        self._fresh = {p for p in self._fresh if p in known and looks[p] == self._looks[p]}
        self._looks = looks
        self._images = {p: i for p, i in self._images.items() if p < len(self._pages.sizes)}
        if old is not None:
            old.drawn.disconnect(self._on_drawn)
            old.deleteLater()
        self._lay_out()
        for page in self._find_visible():  # at once, not when the old picture is painted again
            self._request(page)
        self.pdf_changed.emit()

    def clear(self) -> None:
        """Show no pages."""
        if self._pages is not None:
            self._pages.deleteLater()
            self._pages = None
        self._images.clear()
        self._fresh.clear()
        self._looks = ()
        self._marks, self.found, self._notes = [], (), PageNotes()
        self._lay_out()
        self.pdf_changed.emit()

    def mark_places(self, places: list[Mark]) -> None:
        """Draw a bar beside these places."""
        self._marks = places
        self.viewport().update()

    def show_notes(self, notes: Sequence[PageNote]) -> None:
        """Show signs in the margins instead of those before; their words come as tooltips."""
        self._notes = PageNotes(notes)
        self.viewport().update()

    def mark_found(self, found: Sequence[Found], current: int | None = None) -> None:
        """Mark what a search found, and the one that one is at otherwise."""
        self.found, self._current = found, current
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Scroll to the top of a page."""
        if 0 <= page < len(self._rects):
            self.verticalScrollBar().setValue(self._rects[page].top() - GAP)

    def show_place(self, page: int, top: float) -> None:
        """Scroll so that this height of a page (PDF points from its top) is near the upper edge.

        A place that is in view already is left where it is.
        """
        if not 0 <= page < len(self._rects):
            return
        y = self._rects[page].top() + int(top * self._scales[page])
        bar = self.verticalScrollBar()
        if not bar.value() <= y <= bar.value() + int(self.viewport().height() * 0.7):
            bar.setValue(y - GAP * 2)

    # --- zoom

    def fit_width(self) -> None:
        """Make pages as wide as the view from now on."""
        self._fits_width = True
        self._change_scale()

    def set_zoom(self, zoom: float) -> None:
        """Show pages in this size; 1 is their size on paper."""
        self._fits_width = False
        self._zoom = max(MIN_ZOOM, min(zoom, MAX_ZOOM))
        self._change_scale()

    def zoom_in(self) -> None:
        """Make pages larger by a step."""
        self.set_zoom(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make pages smaller by a step."""
        self.set_zoom(self.zoom / ZOOM_STEP)

    def _change_scale(self) -> None:
        """Keep in the middle what is there; at the very beginning, keep the beginning in view."""
        bar = self.verticalScrollBar()
        height = max(1, bar.maximum() + self.viewport().height())
        is_begin = bar.value() == 0
        middle = (bar.value() + self.viewport().height() / 2) / height
        self._lay_out()
        height = bar.maximum() + self.viewport().height()
        bar.setValue(0 if is_begin else int(middle * height - self.viewport().height() / 2))
        self.zoom_changed.emit(self.zoom)

    @property
    def _own_scale(self) -> float:
        return self._zoom * self.logicalDpiX() / POINTS_PER_INCH

    def _find_scales(self) -> list[float]:
        """Give logical pixels a PDF point for each page: a turned one may fit the width too."""
        sizes = self._pages.sizes if self._pages else []
        if not self._fits_width:
            return [self._own_scale] * len(sizes)
        room = max(80, self.viewport().width() - 2 * MARGIN)
        return [room / max(1.0, size.width()) for size in sizes]

    # --- layout and painting

    def _lay_out(self) -> None:
        sizes = self._pages.sizes if self._pages else []
        self._scales = self._find_scales()
        shown = [
            QSize(int(size.width() * scale), int(size.height() * scale))
            for size, scale in zip(sizes, self._scales, strict=True)
        ]
        widest = max((size.width() for size in shown), default=0)
        room = max(widest + 2 * MARGIN, self.viewport().width())
        top = MARGIN
        self._rects = []
        for size in shown:
            self._rects.append(QRect((room - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + GAP
        total = top - GAP + MARGIN if sizes else 0
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setRange(0, max(0, total - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, widest + 2 * MARGIN - view.width()))
        self._on_scrolled()
        self.viewport().update()

    def _origin(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _find_visible(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [
            page
            for page, rect in enumerate(self._rects)
            if rect.bottom() >= top and rect.top() <= bottom
        ]

    def _on_scrolled(self) -> None:
        visible = self._find_visible()
        self._forget_far(visible)
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = next((p for p in visible if self._rects[p].bottom() + GAP >= middle), 0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()

    def _forget_far(self, visible: list[int]) -> None:
        if not visible or self._pages is None:
            return
        near = range(visible[0] - _KEPT_AROUND, visible[-1] + _KEPT_AROUND + 1)
        for page in [page for page in self._images if page not in near]:
            del self._images[page]
            self._fresh.discard(page)
            self._pages.forget(page)

    def _request(self, page: int) -> None:
        """Have a page drawn in the size it has here, unless its picture is that."""
        ratio = self.devicePixelRatioF()
        shown = self._rects[page].size()
        size = QSize(round(shown.width() * ratio), round(shown.height() * ratio))
        is_known = page in self._fresh and self._images[page].size() == size
        if self._pages is not None and not is_known:
            self._pages.draw(page, size)

    def _on_drawn(self, page: int, image: QImage) -> None:
        self._images[page] = image
        self._fresh.add(page)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in view in view."""
        super().resizeEvent(event)
        self._change_scale()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in view; pages that have no picture yet are white."""
        del event
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = current_colours()
        painter.fillRect(self.viewport().rect(), QColor(colours.desk))
        left, top = self._origin()
        for page in self._find_visible():
            self._paint_page(painter, page, self._rects[page].translated(-left, -top))
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, rect: QRect) -> None:
        image = self._images.get(page)
        painter.fillRect(rect, Qt.GlobalColor.white)
        if image is not None:
            painter.drawImage(rect, image)
        self._request(page)
        painter.setPen(QColor(current_colours().border))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        shown = ShownPage(page, rect, self._scales[page])
        paint_marks(painter, shown, self._marks)
        paint_found(painter, shown, self.found, self._current)
        self._notes.paint(painter, shown)

    # --- mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which place of which page was clicked, or which note."""
        point = event.position().toPoint() + QPoint(*self._origin())
        page = self._find_page(point)
        if event.button() is Qt.MouseButton.LeftButton and page is not None:
            shown = ShownPage(page, self._rects[page], self._scales[page])
            note = self._notes.find(shown, point.toPointF())
            if note is None:
                self.place_clicked.emit(page, (point.y() - shown.rect.top()) / shown.scale)
            else:
                self.note_clicked.emit(note)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the words of a note when the mouse rests on its sign."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            point = event.pos() + QPoint(*self._origin())
            page = self._find_page(point)
            words = self._find_words(page, point) if page is not None else ""
            QToolTip.showText(event.globalPos(), as_plain_tooltip(words), self.viewport())
            return True
        return super().viewportEvent(event)

    def _find_page(self, point: QPoint) -> int | None:
        return next((p for p in self._find_visible() if self._rects[p].contains(point)), None)

    def _find_words(self, page: int, point: QPoint) -> str:
        shown = ShownPage(page, self._rects[page], self._scales[page])
        note = self._notes.find(shown, point.toPointF())
        return "" if note is None else self._notes.get_words(note)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held down, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last page; arrows and Page keys scroll."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case _:
                super().keyPressEvent(event)
