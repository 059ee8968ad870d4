"""Draws a timeline in the window: axis, events in lanes or bars that count, the brushed span."""

import datetime as dt
from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from briefing.drawing.time_axis import TimeAxis
from ui.theme.tokens import SPACE, Colours
from ui.widgets.timeline_layout import LANE, Bin, PlacedEvent

AXIS = 26
"""Height of the axis at the foot, in pixels."""

_BAR = 7.0
_BAR_ALPHA = 170  # of 255: large areas are calmer than marks


def find_y(placed: PlacedEvent) -> float:
    """Give the middle of the lane of an event, from the top."""
    return SPACE[0] + (placed.lane + 0.5) * LANE


class TimelinePainter:
    """Draws on one widget, once."""

    def __init__(
        self,
        painter: QPainter,
        axis: TimeAxis,
        size: QSize,
        colours: Colours,
        selected: Collection[str],
    ) -> None:
        self._painter = painter
        self._metrics = QFontMetricsF(painter.font())
        self._axis = axis
        self._width, self._foot = size.width(), size.height() - AXIS
        self._colours = colours
        self._selected = selected

    def paint_axis(self) -> None:
        """Draw the axis with as many labels as have room, and a faint line up from each."""
        painter, metrics, colours, foot = self._painter, self._metrics, self._colours, self._foot

        def measure(text: str, _size: float, _bold: bool) -> float:
            return metrics.horizontalAdvance(text)

        reached = 0.0
        for tick in self._axis.list_ticks(1.0, measure):
            x = self._axis.find_x(tick.day)
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, foot))
            painter.setPen(QColor(colours.quiet_text))
            wide = metrics.horizontalAdvance(tick.label)
            if x >= reached and x + 3 + wide <= self._width:
                painter.drawText(QPointF(x + 3, foot + metrics.ascent() + 4), tick.label)
                reached = x + wide + SPACE[1]
        painter.setPen(QPen(QColor(colours.control_border), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self._width, foot))

    def paint_brush(self, first: dt.date, last: dt.date) -> None:
        """Tint the span that was brushed over."""
        left, right = self._axis.find_x(first), self._axis.find_end(last)
        fill = QColor(self._colours.accent)
        fill.setAlpha(36)
        area = QRectF(left, 0, right - left, self._foot)
        self._painter.fillRect(area, fill)
        self._painter.setPen(QPen(QColor(self._colours.accent), 1))
        self._painter.drawLine(area.topLeft(), area.bottomLeft())
        self._painter.drawLine(area.topRight(), area.bottomRight())

    def paint_event(self, placed: PlacedEvent, *, ringed: bool) -> None:
        """Draw an event: a mark, a bar where it lasted or its date is doubtful, its label."""
        painter, colours, event = self._painter, self._colours, placed.event
        y = find_y(placed)
        colour = QColor(colours.accent if event.key in self._selected else colours.danger)
        if not event.is_exact:
            bar = QColor(colour)
            bar.setAlpha(150 if event.is_span else 60)
            area = QRectF(placed.left, y - _BAR / 2, placed.right - placed.left, _BAR)
            painter.fillRect(area, bar)
        hollow = event.weight is None
        painter.setBrush(QColor(colours.surface) if hollow else colour)
        painter.setPen(QPen(colour if hollow else QColor(colours.surface), 1.4))
        painter.drawEllipse(QPointF(placed.middle, y), placed.radius, placed.radius)
        if ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawEllipse(QPointF(placed.middle, y), placed.radius + 3, placed.radius + 3)
        if placed.label_x is not None:
            painter.setPen(QColor(colours.text))
            baseline = y + (self._metrics.ascent() - self._metrics.descent()) / 2
            painter.drawText(QPointF(placed.label_x, baseline), event.label)

    def paint_bins(self, bins: Sequence[Bin]) -> None:
        """Draw a bar for each period, and say how many the highest stands for."""
        axis, foot = self._axis, self._foot
        most = max((len(each.keys) for each in bins), default=1)
        room = foot - self._metrics.height() - SPACE[1]
        for each in bins:
            left = axis.find_x(max(each.start, axis.first))
            right = axis.find_x(min(each.end, axis.last))
            height = len(each.keys) / most * room
            chosen = bool(self._selected) and any(key in self._selected for key in each.keys)
            fill = QColor(self._colours.accent if chosen else self._colours.danger)
            fill.setAlpha(_BAR_ALPHA)
            area = QRectF(left, foot - height, max(right - left - 1, 1), height)
            self._painter.fillRect(area, fill)
        self._painter.setPen(QColor(self._colours.quiet_text))
        place = QPointF(SPACE[1], self._metrics.ascent() + SPACE[0])
        self._painter.drawText(place, f"Highest bar: {most:,} attacks")
