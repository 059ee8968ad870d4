"""A picture with a frame around what is printed of it, drawn with the mouse."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing.imaging.picture import WHOLE, Crop

_GRIP = 9.0  # pixels around an edge in which it can be taken
_HANDLE = 4.0  # half the side of the little squares
_LEAST = 0.03  # of the picture that is always left
_SHADE = QColor(0, 0, 0, 150)
_EDGES = ("left", "top", "right", "bottom")


class CropView(QWidget):
    """Shows a picture whole; edges, corners and the frame as a whole can be dragged.

    The same can be done with the fields beside it, so that it takes no focus itself.
    """

    cropped = Signal(Crop)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._crop = WHOLE
        self._held: frozenset[str] = frozenset()  # edges that follow the mouse
        self._from = (QPointF(), WHOLE)
        self.setMouseTracking(True)
        self.setMinimumSize(200, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Picture with the part that is printed")

    @property
    def crop(self) -> Crop:
        """What is cut off."""
        return self._crop

    def sizeHint(self) -> QSize:
        """Ask for room in which a photograph can be judged."""
        return QSize(420, 260)

    def show_image(self, image: QImage, crop: Crop) -> None:
        """Show a picture and what is cut off of it; a null image shows nothing."""
        self._image = image
        self._crop = crop
        self._held = frozenset()
        self.update()

    def show_crop(self, crop: Crop) -> None:
        """Show another frame around the same picture."""
        self._crop = crop
        self.update()

    def find_area(self) -> QRectF:
        """Give where the whole picture stands in the widget."""
        if self._image.isNull():
            return QRectF()
        room = QRectF(self.rect()).adjusted(_GRIP, _GRIP, -_GRIP, -_GRIP)
        width, height = self._image.width(), self._image.height()
        scale = min(room.width() / width, room.height() / height)
        area = QRectF(0, 0, width * scale, height * scale)
        area.moveCenter(room.center())
        return area

    def find_frame(self) -> QRectF:
        """Give where the frame stands in the widget."""
        area, crop = self.find_area(), self._crop
        return area.adjusted(
            crop.left * area.width(),
            crop.top * area.height(),
            -crop.right * area.width(),
            -crop.bottom * area.height(),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, what is cut off in the dark, and the frame."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area, frame = self.find_area(), self.find_frame()
        painter.fillRect(area, QColor("white"))  # the paper, below what is transparent
        painter.drawImage(area, self._image)
        for shade in _find_shades(area, frame):
            painter.fillRect(shade, _SHADE)
        accent = self.palette().highlight().color()
        painter.setPen(QPen(QColor("white"), 3))
        painter.drawRect(frame)
        painter.setPen(QPen(accent, 1.5))
        painter.drawRect(frame)
        painter.setPen(QPen(QColor("white"), 1))
        painter.setBrush(accent)
        for point in _find_handles(frame):
            side = 2 * _HANDLE
            painter.drawRect(QRectF(point.x() - _HANDLE, point.y() - _HANDLE, side, side))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the edges below the mouse, or the whole frame."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = self._find_edges(event.position())
            self._from = (event.position(), self._crop)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is held follow the mouse."""
        if self._held:
            self._crop = self._drag(event.position())
            self.update()
        else:
            self.setCursor(_find_cursor(self._find_edges(event.position())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say what is cut off now."""
        if event.button() is Qt.MouseButton.LeftButton and self._held:
            self._held = frozenset()
            if self._crop != self._from[1]:
                self.cropped.emit(self._crop)

    def _find_edges(self, point: QPointF) -> frozenset[str]:
        frame = self.find_frame()
        if not frame.adjusted(-_GRIP, -_GRIP, _GRIP, _GRIP).contains(point):
            return frozenset()
        near = {
            "left": abs(point.x() - frame.left()),
            "top": abs(point.y() - frame.top()),
            "right": abs(point.x() - frame.right()),
            "bottom": abs(point.y() - frame.bottom()),
        }
        edges = frozenset(edge for edge, distance in near.items() if distance <= _GRIP)
        return edges or frozenset(_EDGES)

    def _drag(self, point: QPointF) -> Crop:
        area, (start, crop) = self.find_area(), self._from
        across = (point.x() - start.x()) / area.width()
        down = (point.y() - start.y()) / area.height()
        if len(self._held) == len(_EDGES):
            across = _limit(across, -crop.left, crop.right)
            down = _limit(down, -crop.top, crop.bottom)
        left = crop.left + (across if "left" in self._held else 0.0)
        right = crop.right - (across if "right" in self._held else 0.0)
        top = crop.top + (down if "top" in self._held else 0.0)
        bottom = crop.bottom - (down if "bottom" in self._held else 0.0)
        if "left" in self._held:
            left = _limit(left, 0.0, 1 - right - _LEAST)
        if "top" in self._held:
            top = _limit(top, 0.0, 1 - bottom - _LEAST)
        right = _limit(right, 0.0, 1 - left - _LEAST)
        bottom = _limit(bottom, 0.0, 1 - top - _LEAST)
        return Crop(left=left, top=top, right=right, bottom=bottom)


def _limit(value: float, low: float, high: float) -> float:
    return round(max(low, min(value, high)), 4)


def _find_shades(area: QRectF, frame: QRectF) -> tuple[QRectF, ...]:
    """Give the four areas around the frame."""
    return (
        QRectF(area.left(), area.top(), area.width(), frame.top() - area.top()),
        QRectF(area.left(), frame.bottom(), area.width(), area.bottom() - frame.bottom()),
        QRectF(area.left(), frame.top(), frame.left() - area.left(), frame.height()),
        QRectF(frame.right(), frame.top(), area.right() - frame.right(), frame.height()),
    )


def _find_handles(frame: QRectF) -> tuple[QPointF, ...]:
    centre = frame.center()
    return (
        frame.topLeft(),
        frame.topRight(),
        frame.bottomLeft(),
        frame.bottomRight(),
        QPointF(centre.x(), frame.top()),
        QPointF(centre.x(), frame.bottom()),
        QPointF(frame.left(), centre.y()),
        QPointF(frame.right(), centre.y()),
    )


_CURSORS: dict[frozenset[str], Qt.CursorShape] = {
    frozenset(("left",)): Qt.CursorShape.SizeHorCursor,
    frozenset(("right",)): Qt.CursorShape.SizeHorCursor,
    frozenset(("top",)): Qt.CursorShape.SizeVerCursor,
    frozenset(("bottom",)): Qt.CursorShape.SizeVerCursor,
    frozenset(("left", "top")): Qt.CursorShape.SizeFDiagCursor,
    frozenset(("right", "bottom")): Qt.CursorShape.SizeFDiagCursor,
    frozenset(("right", "top")): Qt.CursorShape.SizeBDiagCursor,
    frozenset(("left", "bottom")): Qt.CursorShape.SizeBDiagCursor,
    frozenset(_EDGES): Qt.CursorShape.SizeAllCursor,
}


def _find_cursor(edges: frozenset[str]) -> Qt.CursorShape:
    return _CURSORS.get(edges, Qt.CursorShape.ArrowCursor)
