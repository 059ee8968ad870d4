"""A map of the world with points on it, panned and zoomed by mouse and keyboard."""

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from briefing.drawing.map_point import MapPoint, find_extent
from briefing.drawing.natural_earth.world import Bounds
from ui.theme.tokens import Colours, current_colours
from ui.widgets.map_furniture import (
    paint_cross,
    paint_focus,
    paint_note,
    paint_rectangle,
    paint_scale_bar,
)
from ui.widgets.map_layers import TURN, GroundLayer, mix_ground_colours, to_degrees, to_plane
from ui.widgets.map_marks import Mark, Marks
from ui.widgets.map_painter import MapState, paint_marks
from ui.widgets.map_viewport import Viewport
from ui.widgets.plain_text import as_plain_tooltip

MAX_SCALE = 60_000.0
"""Pixels a radian; a pixel is then about 100 metres, less than the outlines are good for."""

_WORLD = Bounds(-170.0, -58.0, 190.0, 78.0)
_ZOOM_STEP = 1.5
_PAN_SHARE = 0.2
_CLICK_SLACK = 4  # pixels the mouse may move in a click
_HIT_SLACK = 3.0
_CLOSEST_KM = 2.0
_PAN_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapView(QWidget):
    """Points of records on Natural Earth's countries.

    Drag or arrow keys pan, wheel or + and - zoom, 0 shows all points; Page Up and Page Down go from
    point to point, Enter opens the one that is ringed. Dragging with Shift held down selects. When
    places are to be picked, a click picks, and Enter picks the middle.
    """

    point_clicked = Signal(str)  # the id of its record
    points_selected = Signal(list)  # the ids in a rectangle that was drawn; empty for no rectangle
    place_picked = Signal(float, float)  # latitude and longitude

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = GroundLayer()
        self._marks = Marks(())
        self._middle = to_plane(20.0, 20.0)
        self._scale = 100.0
        self._is_fitted = True
        self._selected: frozenset[str] = frozenset()
        self._current: MapPoint | None = None
        self._picks = False
        self._pressed: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self._rectangle: QRectF | None = None
        self._picture: tuple[object, QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("Map")
        self._tell_summary()

    # --- what it shows

    @property
    def points(self) -> tuple[MapPoint, ...]:
        """The points on it."""
        return self._marks.points

    @property
    def marks(self) -> list[Mark]:
        """The marks as they are drawn at this zoom; x and y as in `to_pixels`."""
        return self._marks.group(self._scale)

    @property
    def scale(self) -> float:
        """Pixels a radian."""
        return self._scale

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of the middle."""
        longitude, latitude = to_degrees(self._middle.x(), self._middle.y())
        return latitude, longitude

    @property
    def summary(self) -> str:
        """What it shows, in a sentence, for those who do not see it."""
        count = len(self.points)
        if not count:
            return "No places to show."
        inside = len(self._marks.list_inside(self.viewport.area))
        off = sum(1 for point in self.points if point.radius_km)
        words = f"{_count(count, 'place')}, {inside} of them in view"
        if off:
            words += f"; {off} known roughly, drawn with a ring"
        if self._current is not None:
            words += f". Chosen: {self._current.label}"
        return f"{words}."

    def show_points(self, points: Sequence[MapPoint], *, fit: bool = True) -> None:
        """Show these points; unless `fit` is off, the map moves to where they are."""
        self._marks = Marks(points)
        kept = {point.key for point in points}
        self._selected &= kept
        if self._current is not None and self._current.key not in kept:
            self._current = None
        if fit:
            self.fit()
        self._refresh()

    def mark_points(self, keys: Iterable[str]) -> None:
        """Draw the points of these records as selected."""
        self._selected = frozenset(keys)
        self.update()

    def fit(self) -> None:
        """Show all points, or the world when there are none; stays so when the size changes."""
        self._is_fitted = True
        self._show_area(find_extent(self.points) if self.points else _WORLD)

    def show_place(self, latitude: float, longitude: float) -> None:
        """Move the middle to a place; the zoom stays."""
        self._is_fitted = False
        self._middle = to_plane(longitude, latitude)
        self._refresh()

    def set_picking(self, picks: bool) -> None:
        """Let clicks pick places instead of opening points."""
        self._picks = picks
        self.setCursor(Qt.CursorShape.CrossCursor if picks else Qt.CursorShape.ArrowCursor)
        self.update()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom; what is at `around` (pixels; the middle if not given) stays there."""
        at = around or QPointF(self.width() / 2, self.height() / 2)
        before = self.viewport.to_world(at)
        least = min(self.width() / TURN, self.height() / TURN) * 0.8
        self._is_fitted = False
        self._scale = min(max(self._scale * factor, least), MAX_SCALE)
        self._middle += before - self.viewport.to_world(at)
        self._refresh()

    def pan_by(self, x: float, y: float) -> None:
        """Move what is seen by pixels."""
        self._is_fitted = False
        self._middle += QPointF(x, y) / self._scale
        self._refresh()

    @property
    def viewport(self) -> Viewport:
        """What part of the world is seen."""
        middle = self._middle
        return Viewport(middle.x(), middle.y(), self._scale, self.width(), self.height())

    def to_pixels(self, x: float, y: float) -> QPointF:
        """Give where in the widget a point of the world is, the copy nearest to the middle."""
        return self.viewport.to_pixels(x, y)

    def sizeHint(self) -> QSize:
        """Room for a country."""
        return QSize(480, 320)

    # --- geometry

    def _show_area(self, area: Bounds) -> None:
        low, high = to_plane(area.west, area.south), to_plane(area.east, area.north)
        self._middle = (low + high) / 2
        width, height = high.x() - low.x(), low.y() - high.y()
        room_x, room_y = max(self.width(), 1), max(self.height(), 1)
        wanted = min(room_x / max(width, 1e-6), room_y / max(height, 1e-6))
        self._scale = min(wanted, MAX_SCALE)
        self._refresh()

    def _refresh(self) -> None:
        limit = to_plane(0.0, 85.0).y()
        self._middle.setY(min(max(self._middle.y(), limit), -limit))
        self._middle.setX((self._middle.x() + math.pi) % TURN - math.pi)
        self._tell_summary()
        self.update()

    def _tell_summary(self) -> None:
        self.setAccessibleDescription(self.summary)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground from its picture, and the marks over it."""
        del event
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each word by itself
        painter.drawPixmap(0, 0, self._get_ground(colours))
        state = MapState(self.marks, self._selected, self._current)
        paint_marks(painter, self._ground, self.viewport, state, colours)
        self._paint_furniture(painter, colours)
        painter.end()

    def _get_ground(self, colours: Colours) -> QPixmap:
        middle, size = self._middle.toTuple(), self.size().toTuple()
        key = (middle, self._scale, size, self.devicePixelRatioF(), colours.name)
        if self._picture is not None and self._picture[0] == key:
            return self._picture[1]
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(mix_ground_colours(colours)[2])
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(self._scale, self._scale)
        painter.translate(-self._middle)
        complete = self._ground.draw(painter, self.viewport.area, self._scale, colours)
        painter.end()
        self._picture = (key, picture) if complete else None
        if not complete:
            self.update()
        return picture

    def _paint_furniture(self, painter: QPainter, colours: Colours) -> None:
        port = self.viewport
        paint_note(painter, port, colours)
        paint_scale_bar(painter, port, colours)
        if self._picks:
            paint_cross(painter, port, colours)
        if self._rectangle is not None:
            paint_rectangle(painter, self._rectangle, colours)
        if self.hasFocus():
            paint_focus(painter, port, colours)

    # --- mouse

    def find_mark(self, at: QPointF) -> Mark | None:
        """Give the mark at a place of the widget, the smallest where several lie upon another."""
        for mark in reversed(self.marks):
            offset = self.to_pixels(mark.x, mark.y) - at
            if math.hypot(offset.x(), offset.y()) <= mark.radius + _HIT_SLACK:
                return mark
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a drag or a rectangle."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._dragged_from = event.position()
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._rectangle = QRectF(event.position(), event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or draw the rectangle larger."""
        if self._rectangle is not None and self._pressed is not None:
            self._rectangle = QRectF(self._pressed, event.position()).normalized()
            self.update()
        elif self._dragged_from is not None:
            moved = self._dragged_from - event.position()
            self._dragged_from = event.position()
            self.pan_by(moved.x(), moved.y())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it: a click opens or picks, a rectangle selects."""
        pressed, self._pressed, self._dragged_from = self._pressed, None, None
        rectangle, self._rectangle = self._rectangle, None
        event.accept()
        if pressed is None:
            return
        moved = event.position() - pressed
        if math.hypot(moved.x(), moved.y()) <= _CLICK_SLACK:
            self._click(event.position())
        elif rectangle is not None:
            self._select(rectangle)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom in on the place."""
        if not self._picks:
            self.zoom_by(_ZOOM_STEP, event.position())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, so that the place under the mouse stays there."""
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom_by(_ZOOM_STEP**steps, event.position())
        event.accept()

    def _click(self, at: QPointF) -> None:
        if self._picks:
            self._pick(at)
            return
        mark = self.find_mark(at)
        if mark is None:
            self.points_selected.emit([])
        elif len(mark.points) == 1 or self._scale >= MAX_SCALE:
            self._current = mark.points[0]
            self._refresh()
            self.point_clicked.emit(mark.points[0].key)
        else:
            self._zoom_into(mark)

    def _zoom_into(self, mark: Mark) -> None:
        """Show the points of a group apart; those at one and the same place are selected."""
        if len({(point.latitude, point.longitude) for point in mark.points}) == 1:
            self.points_selected.emit([point.key for point in mark.points])
            return
        self._is_fitted = False
        self._show_area(find_extent(mark.points, least_km=_CLOSEST_KM))

    def _pick(self, at: QPointF) -> None:
        place = self.viewport.to_world(at)
        longitude, latitude = to_degrees(place.x(), place.y())
        self.place_picked.emit(round(latitude, 5), round(longitude, 5))

    def _select(self, rectangle: QRectF) -> None:
        area = QRectF(
            self.viewport.to_world(rectangle.topLeft()),
            self.viewport.to_world(rectangle.bottomRight()),
        )
        keys = []
        for shift in (-TURN, 0.0, TURN):
            keys += [point.key for point in self._marks.list_inside(area.translated(shift, 0))]
        self.points_selected.emit(keys)

    # --- keyboard and size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan, zoom, go from point to point; Tab leaves the map."""
        key = Qt.Key(event.key())
        if key in _PAN_KEYS:
            x, y = _PAN_KEYS[key]
            self.pan_by(x * _PAN_SHARE * self.width(), y * _PAN_SHARE * self.height())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_ZOOM_STEP)
        elif key is Qt.Key.Key_Minus:
            self.zoom_by(1 / _ZOOM_STEP)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self.points:
            return
        place = self.points.index(self._current) + by if self._current in self.points else 0
        self._current = self.points[place % len(self.points)]
        at = to_plane(self._current.longitude, self._current.latitude)
        if not self.rect().contains(self.to_pixels(at.x(), at.y()).toPoint()):
            self._is_fitted = False
            self._middle = at
        self._refresh()

    def _enter(self) -> None:
        if self._picks:
            self._pick(QPointF(self.width() / 2, self.height() / 2))
        elif self._current is not None:
            self.point_clicked.emit(self._current.key)

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            mark = self.find_mark(QPointF(event.pos()))
            text = "\n".join(point.label for point in mark.points[:10]) if mark else ""
            QToolTip.showText(event.globalPos(), as_plain_tooltip(text), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all points in view as long as nobody has panned or zoomed."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"
