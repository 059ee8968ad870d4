"""What stands on a map in the window beside land and marks: names, scale, note, cross."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from briefing.drawing.natural_earth.world import BOUNDARY_NOTE
from ui.theme.tokens import SPACE, Colours
from ui.widgets.map_layers import GroundLayer
from ui.widgets.map_marks import write_haloed
from ui.widgets.map_viewport import Viewport

_BAR_STEPS = (1, 2, 5)
_BAR_WIDTH = 120.0
_NAME_ROOM = 3.2  # a country is mostly wider than twice the way to its nearest border
_FOOT = 32.0  # pixels kept free for note and scale
_COLUMNS, _ROWS = 7, 6  # places tried for the name of a country whose middle is out of view


def paint_names(
    painter: QPainter,
    ground: GroundLayer,
    port: Viewport,
    taken: list[QRectF],
    colours: Colours,
) -> None:
    """Write the names of countries that have the room for it, away from what is taken."""
    painter.setPen(QColor(colours.quiet_text))
    metrics = painter.fontMetrics()
    frame = QRectF(SPACE[0], SPACE[0], port.width - 2 * SPACE[0], port.height - _FOOT)
    names = ground.list_names(port.area, port.scale)
    for name in sorted(names, key=lambda found: -found.room):
        width, height = metrics.horizontalAdvance(name.text), metrics.height()
        heart = port.to_pixels(name.x, name.y)
        if not frame.contains(heart):
            middles = _find_middles(ground, name.country, port, width)
        else:
            middles = [heart] if name.room * _NAME_ROOM >= width else []
        for middle in middles:
            area = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
            if frame.contains(area) and not any(area.intersects(other) for other in taken):
                taken.append(area)
                painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), name.text)
                break


def _find_middles(ground: GroundLayer, country: int, port: Viewport, width: float) -> list[QPointF]:
    """Give places in view where a name of this size lies within a country, best first."""
    found = []
    for column in range(1, _COLUMNS):
        for row in range(1, _ROWS):
            middle = QPointF(port.width * column / _COLUMNS, port.height * row / _ROWS)
            parts = (QPointF(x * width / 2, 0) for x in (0, -1, 1))
            if all(ground.is_in_country(country, port.to_world(middle + part)) for part in parts):
                off = middle - QPointF(port.width / 2, port.height / 2)
                found.append((math.hypot(off.x(), off.y()), column, row, middle))
    return [middle for *_, middle in sorted(found, key=lambda each: each[:3])]


def paint_note(painter: QPainter, port: Viewport, colours: Colours) -> None:
    """Write at the foot what the boundaries are."""
    font = painter.font()
    small = painter.font()
    small.setPointSizeF(font.pointSizeF() * 0.8)
    painter.setFont(small)
    metrics = painter.fontMetrics()
    room = max(int(port.width - _BAR_WIDTH) - 2 * SPACE[2] - SPACE[3], 40)
    text = metrics.elidedText(BOUNDARY_NOTE, Qt.TextElideMode.ElideRight, room)
    width, height = metrics.horizontalAdvance(text), metrics.height()
    area = QRectF(SPACE[2], port.height - height - SPACE[1], width, height)
    write_haloed(painter, area, text, colours)
    painter.setFont(font)


def paint_scale_bar(painter: QPainter, port: Viewport, colours: Colours) -> None:
    """Draw the length of a round number of kilometres in the middle of the map."""
    length = _find_round_below(_BAR_WIDTH * port.km_per_pixel)
    width = length / port.km_per_pixel
    right, y = port.width - SPACE[2], port.height - SPACE[2]
    painter.setPen(QPen(QColor(colours.text), 1.5))
    painter.drawPolyline(
        [
            QPointF(right - width, y - 4),
            QPointF(right - width, y),
            QPointF(right, y),
            QPointF(right, y - 4),
        ]
    )
    text = f"{length:,.0f} km" if length >= 1 else f"{length * 1000:.0f} m"
    height = painter.fontMetrics().height()
    words = painter.fontMetrics().horizontalAdvance(text)
    area = QRectF(right - width / 2 - words / 2, y - height - 7, words, height)
    write_haloed(painter, area, text, colours)


def paint_cross(painter: QPainter, port: Viewport, colours: Colours) -> None:
    """Draw the cross that says which place Enter picks."""
    x, y = port.width / 2, port.height / 2
    painter.setPen(QPen(QColor(colours.text), 1))
    painter.drawLine(QPointF(x - 8, y), QPointF(x + 8, y))
    painter.drawLine(QPointF(x, y - 8), QPointF(x, y + 8))


def paint_rectangle(painter: QPainter, rectangle: QRectF, colours: Colours) -> None:
    """Draw the rectangle that selects."""
    fill = QColor(colours.accent)
    fill.setAlpha(40)
    painter.setBrush(fill)
    painter.setPen(QPen(QColor(colours.accent), 1))
    painter.drawRect(rectangle)


def paint_focus(painter: QPainter, port: Viewport, colours: Colours) -> None:
    """Draw the frame that says where the keyboard is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.accent), 2))
    painter.drawRect(QRectF(1, 1, port.width - 2, port.height - 2))


def _find_round_below(length: float) -> float:
    """Give the largest of 1, 2, 5, 10, 20 ... that is not above a length."""
    power = 10.0 ** math.floor(math.log10(length))
    return max(step * power for step in _BAR_STEPS if step * power <= length)
