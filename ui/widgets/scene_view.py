"""Shows a drawing in the window, in the colours and the font of the theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing.drawing.inks import Inks, mix_inks
from briefing.drawing.scene import (
    Anchor,
    AnyShape,
    Circle,
    Ink,
    Label,
    Polygon,
    Polyline,
    Rectangle,
    Scene,
)
from ui.theme.tokens import Colours, current_colours

_HALO = 2.4  # points round the letters
_PIXELS = 100.0  # size in which texts are measured, so that no rounding shows


def make_inks(colours: Colours) -> Inks:
    """Give the colours of drawings in a theme."""
    return mix_inks(
        text=colours.text,
        quiet=colours.quiet_text,
        rule=colours.border,
        paper=colours.surface,
        accent=colours.accent,
        water=colours.accent,
    )


def measure_text(text: str, size: float, bold: bool) -> float:
    """Give the width of a text in points, in the font of the window; a Measure."""
    return QFontMetricsF(_make_font(bold=bold)).horizontalAdvance(text) * size / _PIXELS


class SceneView(QWidget):
    """A drawing, as large as the view lets it be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Drawing")

    def show_scene(self, scene: Scene | None, alternative_text: str = "") -> None:
        """Show a drawing, or nothing; the words are for those who do not see it."""
        self._scene = scene
        self.setAccessibleDescription(alternative_text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A pixel a point."""
        if self._scene is None:
            return QSize(320, 200)
        return QSize(round(self._scene.width), round(self._scene.height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_colours()
        painter.fillRect(self.rect(), QColor(colours.surface))
        if self._scene is not None and self._scene.width and self._scene.height:
            scale = min(self.width() / self._scene.width, self.height() / self._scene.height)
            painter.translate(
                (self.width() - self._scene.width * scale) / 2,
                (self.height() - self._scene.height * scale) / 2,
            )
            painter.scale(scale, scale)
            paint_scene(painter, self._scene, make_inks(colours))
        painter.end()


def paint_scene(painter: QPainter, scene: Scene, inks: Inks) -> None:
    """Draw the shapes of a scene; the painter's unit is a point."""
    for shape in scene.shapes:
        if isinstance(shape, Label):
            _paint_label(painter, shape, inks)
        else:
            _paint_shape(painter, shape, inks)


def _paint_shape(painter: QPainter, shape: AnyShape, inks: Inks) -> None:
    path = QPainterPath()
    match shape:
        case Polyline():
            _trace(path, shape.points, close=False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_make_pen(inks, shape.ink, shape.width, shape.dash))
        case Polygon():
            for ring in shape.rings:
                _trace(path, ring, close=True)
            painter.setBrush(_make_brush(inks, shape.fill))
            painter.setPen(_make_pen(inks, shape.stroke, shape.width))
        case Rectangle():
            path.addRect(QRectF(shape.x, shape.y, shape.width, shape.height))
            painter.setBrush(_make_brush(inks, shape.fill))
            painter.setPen(_make_pen(inks, shape.stroke, shape.stroke_width, shape.dash))
        case Circle():
            path.addEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
            painter.setBrush(_make_brush(inks, shape.fill))
            painter.setPen(_make_pen(inks, shape.stroke, shape.stroke_width, shape.dash))
        case Label():
            pass
    painter.drawPath(path)


def _make_brush(inks: Inks, fill: Ink | None) -> QBrush:
    return QBrush(QColor(inks[fill])) if fill else QBrush()


def _make_pen(inks: Inks, stroke: Ink | None, width: float, dash: tuple[float, ...] = ()) -> QPen:
    if stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(inks[stroke]), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([length / width for length in dash])  # in widths of the line
    return pen


def _trace(path: QPainterPath, flat: tuple[float, ...], *, close: bool) -> None:
    points = [QPointF(x, y) for x, y in zip(flat[::2], flat[1::2], strict=True)]
    if points:
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
        if close:
            path.closeSubpath()


def _paint_label(painter: QPainter, label: Label, inks: Inks) -> None:
    width = measure_text(label.text, label.size, label.bold)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[label.anchor]
    path = QPainterPath()
    path.addText(QPointF(0, 0), _make_font(bold=label.bold), label.text)
    painter.save()
    painter.translate(label.x, label.y)
    painter.rotate(-label.rotation)
    painter.translate(-shift, 0)
    scale = label.size / _PIXELS
    painter.scale(scale, scale)
    if label.halo:
        pen = QPen(QColor(inks[label.halo]), _HALO / scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.fillPath(path, QColor(inks[label.ink]))
    painter.restore()


def _make_font(*, bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(round(_PIXELS))
    font.setBold(bold)
    return font
