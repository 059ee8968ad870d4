"""What part of the world a map in the window shows: from the world to pixels and back."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from briefing.drawing.projections import EARTH_RADIUS_KM
from ui.widgets.map_layers import TURN, to_degrees


class Viewport(NamedTuple):
    """Middle of the map in the coordinates of the world, pixels a radian, size in pixels."""

    x: float
    y: float
    scale: float
    width: float
    height: float

    @property
    def area(self) -> QRectF:
        """The part of the world that is seen."""
        return QRectF(self.to_world(QPointF(0, 0)), self.to_world(QPointF(self.width, self.height)))

    @property
    def km_per_pixel(self) -> float:
        """How far a pixel is in the middle."""
        _longitude, latitude = to_degrees(self.x, self.y)
        return EARTH_RADIUS_KM * math.cos(math.radians(latitude)) / self.scale

    def to_pixels(self, x: float, y: float) -> QPointF:
        """Give where a point of the world is, the copy of it nearest to the middle."""
        offset = (x - self.x + TURN / 2) % TURN - TURN / 2
        return QPointF(
            self.width / 2 + offset * self.scale, self.height / 2 + (y - self.y) * self.scale
        )

    def to_world(self, at: QPointF) -> QPointF:
        """Give the point of the world at a place in pixels."""
        return QPointF(
            self.x + (at.x() - self.width / 2) / self.scale,
            self.y + (at.y() - self.height / 2) / self.scale,
        )
