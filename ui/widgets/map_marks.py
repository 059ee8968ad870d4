"""The marks on the map in the window: points, and groups of points that lie too near to tell."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from briefing.drawing.map_point import MapPoint
from briefing.drawing.projections import EARTH_RADIUS_KM
from ui.theme.tokens import Colours
from ui.widgets.map_layers import find_place

CELL = 34
"""Pixels within which points are drawn as one group."""

_LEAST, _MOST = 5.0, 15.0  # pixels, radius of a mark
_FEW = 6.0  # pixels a root of one death
_GROUP_LABEL = 0.85  # of the font
_LABEL_GAP = 4.0


class Mark(NamedTuple):
    """One or several points as they are drawn: where, and how large in pixels."""

    x: float
    y: float
    radius: float
    points: tuple[MapPoint, ...]

    @property
    def label(self) -> str:
        """What the mark stands for, in words."""
        if len(self.points) == 1:
            return self.points[0].label
        return f"{len(self.points)} places"


class Marks:
    """All points, grouped anew for each scale."""

    def __init__(self, points: Sequence[MapPoint]) -> None:
        self.points = tuple(points)
        self._places = [find_place(p.longitude, p.latitude) for p in self.points]
        self._scale = 0.0
        self._marks: list[Mark] = []

    def group(self, scale: float) -> list[Mark]:
        """Give the marks for a scale in pixels a radian, the largest first."""
        if scale != self._scale:
            self._scale = scale
            self._marks = self._group(scale)
        return self._marks

    def list_inside(self, area: QRectF) -> list[MapPoint]:
        """Give the points in an area of the map of the world."""
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        return [
            point
            for point, (x, y) in zip(self.points, self._places, strict=True)
            if left <= x <= right and top <= y <= bottom
        ]

    def _group(self, scale: float) -> list[Mark]:
        cells: dict[tuple[int, int], list[int]] = {}
        step = CELL / scale
        for index, (x, y) in enumerate(self._places):
            cells.setdefault((int(x // step), int(y // step)), []).append(index)
        marks = [self._make_mark(indices) for indices in cells.values()]
        return sorted(marks, key=lambda mark: (-mark.radius, mark.y, mark.x))

    def _make_mark(self, indices: list[int]) -> Mark:
        points = tuple(self.points[index] for index in indices)
        x = sum(self._places[index][0] for index in indices) / len(indices)
        y = sum(self._places[index][1] for index in indices) / len(indices)
        if len(points) == 1:
            radius = _LEAST + math.sqrt(points[0].weight or 0) * 0.7
        else:
            radius = _FEW + 2.2 * math.log2(len(points) + 1)
        return Mark(x, y, min(radius, _MOST), points)


class MarkPainter:
    """Draws marks; `place` turns coordinates of the world into pixels."""

    def __init__(
        self, painter: QPainter, font: QFont, colours: Colours, place: Callable[..., QPointF]
    ) -> None:
        self._painter = painter
        self._font = font
        self._colours = colours
        self._place = place

    def draw_uncertainty(self, marks: Iterable[Mark], scale: float) -> None:
        """Draw a ring round single points that may be off, as wide as they may be."""
        pen = QPen(QColor(self._colours.danger), 1.2, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        fill = QColor(self._colours.danger)
        fill.setAlpha(18)
        self._painter.setBrush(fill)
        for mark in marks:
            off = mark.points[0].radius_km if len(mark.points) == 1 else 0.0
            radius = _measure_radius(mark.points[0].latitude, off, scale)
            if radius > mark.radius:
                self._painter.drawEllipse(self._place(mark.x, mark.y), radius, radius)

    def draw_mark(self, mark: Mark, *, selected: bool, current: bool) -> None:
        """Draw a point, or a group with its number."""
        centre = self._place(mark.x, mark.y)
        fill = QColor(self._colours.accent if selected else self._colours.danger)
        edge = QColor(self._colours.surface)
        if len(mark.points) > 1:
            fill.setAlpha(225)
        self._painter.setBrush(fill)
        self._painter.setPen(QPen(edge, 1.5))
        self._painter.drawEllipse(centre, mark.radius, mark.radius)
        if len(mark.points) > 1:
            self._write_count(centre, mark)
        if current:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(QColor(self._colours.text), 2))
            self._painter.drawEllipse(centre, mark.radius + 3, mark.radius + 3)

    def find_label_area(self, mark: Mark, taken: list[QRectF], *, must: bool) -> QRectF | None:
        """Give where beside a mark its label covers nothing, and take it; one that must be may."""
        metrics = QFontMetricsF(self._font)
        centre = self._place(mark.x, mark.y)
        width, height = metrics.horizontalAdvance(mark.label), metrics.height()
        reach = mark.radius + _LABEL_GAP
        for x, y in (
            (centre.x() + reach, centre.y() - height / 2),
            (centre.x() - reach - width, centre.y() - height / 2),
            (centre.x() - width / 2, centre.y() - reach - height),
            (centre.x() - width / 2, centre.y() + reach),
        ):
            area = QRectF(x, y, width, height)
            if must or not any(area.intersects(other) for other in taken):
                taken.append(area)
                return area
        return None

    def _write_count(self, centre: QPointF, mark: Mark) -> None:
        font = QFont(self._font)
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * _GROUP_LABEL)
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._colours.surface))
        area = QRectF(centre.x() - 30, centre.y() - 15, 60, 30)
        self._painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(len(mark.points)))
        self._painter.setFont(self._font)


def write_haloed(painter: QPainter, area: QRectF, text: str, colours: Colours) -> None:
    """Write text that stays legible on lines: on a faint ground of the surface's colour."""
    ground = QColor(colours.surface)
    ground.setAlpha(205)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(area.adjusted(-3, -1, 3, 1), 3, 3)
    painter.setPen(QColor(colours.text))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(area.adjusted(-2, 0, 2, 0), int(flags), text)


def _measure_radius(latitude: float, kilometres: float, scale: float) -> float:
    shrink = max(math.cos(math.radians(latitude)), 0.05)
    return kilometres / (EARTH_RADIUS_KM * shrink) * scale
