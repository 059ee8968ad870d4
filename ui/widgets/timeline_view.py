"""A timeline of events: zoomed by mouse and keyboard, with a span of time to be brushed over."""

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from briefing.dates import EdtfDate
from briefing.drawing.time_axis import TimeAxis
from briefing.drawing.timeline import TimelineEvent, find_span
from ui.theme.tokens import SPACE, current_colours
from ui.widgets.plain_text import as_plain_tooltip
from ui.widgets.timeline_layout import (
    LANE,
    Bin,
    PlacedEvent,
    count_events,
    find_days,
    place_events,
)
from ui.widgets.timeline_painter import AXIS, TimelinePainter, find_y

_MOST_IN_LANES = 400
_ZOOM_STEP = 1.5
_PAN_SHARE = 0.2
_LEAST_DAYS = 5
_CLICK_SLACK = 4


class TimelineView(QWidget):
    """Events along a line of time; where there are too many to tell apart, their number.

    Dragging brushes over a span, Escape lets go of it. Wheel or + and - zoom, arrow keys pan, 0
    shows all; Page Up and Page Down go from event to event, Enter opens the one that is ringed.
    """

    event_clicked = Signal(str)  # the id of its record
    events_clicked = Signal(list)  # the ids behind a bar that counts events
    span_selected = Signal(object, object)  # first and last day; None and None for no span

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[TimelineEvent, ...] = ()
        self._span = (dt.date(2000, 1, 1), dt.date(2000, 12, 31))
        self._selected: frozenset[str] = frozenset()
        self._current: TimelineEvent | None = None
        self._brush: tuple[dt.date, dt.date] | None = None
        self._pressed: float | None = None
        self._placed: list[PlacedEvent] | None = []
        self._shown_count = 0
        self._bins: list[Bin] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Timeline")
        self._tell_summary()

    # --- what it shows

    @property
    def events(self) -> tuple[TimelineEvent, ...]:
        """The events on it, in the order of time."""
        return self._events

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and last day in view."""
        return self._span

    @property
    def brush(self) -> tuple[dt.date, dt.date] | None:
        """The span that was brushed over."""
        return self._brush

    @property
    def counts(self) -> list[Bin] | None:
        """The bars that it shows, or None while it shows each event by itself."""
        return self._bins if self._placed is None else None

    @property
    def summary(self) -> str:
        """What it shows, in a sentence, for those who do not see it."""
        if not self._events:
            return "No dated attacks to show."
        first, last = (_print_day(day) for day in self._span)
        count = self._shown_count
        words = f"{len(self._events):,} dated attacks; {count:,} from {first} to {last}"
        if self._brush is not None:
            words += f". Brushed over: {_print_day(self._brush[0])} to {_print_day(self._brush[1])}"
        if self._current is not None:
            words += f". Chosen: {self._current.label}"
        return f"{words}."

    def show_events(self, events: Sequence[TimelineEvent], *, fit: bool = True) -> None:
        """Show these events; unless `fit` is off, all of them come into view."""
        known = [event for event in events if event.start or event.end]
        self._events = tuple(sorted(known, key=find_days))
        kept = {event.key for event in self._events}
        self._selected &= kept
        if self._current is not None and self._current.key not in kept:
            self._current = None
        if fit:
            self.fit()
        else:
            self._refresh()

    def mark_events(self, keys: Iterable[str]) -> None:
        """Draw the events of these records as selected."""
        self._selected = frozenset(keys)
        self.update()

    def fit(self) -> None:
        """Bring all events into view."""
        if self._events:
            self._span = find_span(self._events)
        self._refresh()

    def select_span(self, first: dt.date | None, last: dt.date | None) -> None:
        """Brush over a span, or let go of it; tells `span_selected` when that changes it."""
        brush = (first, last) if first is not None and last is not None else None
        if brush != self._brush:
            self._brush = brush
            self._tell_summary()
            self.update()
            self.span_selected.emit(first if brush else None, last if brush else None)

    def zoom_by(self, factor: float, around: float | None = None) -> None:
        """Zoom; the day at `around` (pixels from the left; the middle if not given) stays."""
        axis = self._axis()
        place = self.width() / 2 if around is None else around
        day = axis.find_day(place)
        days = (self._span[1] - self._span[0]).days + 1
        wanted = min(max(round(days / factor), _LEAST_DAYS), _span_limit())
        before = round((place - SPACE[1]) / max(self.width() - 2 * SPACE[1], 1) * wanted)
        self._set_span(day.toordinal() - before, wanted)

    def pan_by(self, share: float) -> None:
        """Move what is seen by a share of it."""
        days = (self._span[1] - self._span[0]).days + 1
        step = round(days * share) or (1 if share > 0 else -1)
        self._set_span(self._span[0].toordinal() + step, days)

    def sizeHint(self) -> QSize:
        """Room for a few lanes."""
        return QSize(480, 200)

    def _set_span(self, start: int, days: int) -> None:
        first = min(max(start, 1), dt.date.max.toordinal() - days + 1)
        self._span = (dt.date.fromordinal(first), dt.date.fromordinal(first + days - 1))
        self._refresh()

    def _axis(self) -> TimeAxis:
        room = max(self.width() - SPACE[1], 3 * SPACE[1])
        return TimeAxis(*self._span, SPACE[1], room)

    def _is_in_view(self, event: TimelineEvent) -> bool:
        first, last = find_days(event)
        return first <= self._span[1] and last >= self._span[0]

    def _refresh(self) -> None:
        axis = self._axis()
        shown = [event for event in self._events if self._is_in_view(event)]
        self._shown_count = len(shown)
        lanes = max((self.height() - AXIS - SPACE[0]) // LANE, 1)
        metrics = QFontMetricsF(self.font())
        self._placed = None
        if len(shown) <= _MOST_IN_LANES:
            width = float(self.width())
            self._placed = place_events(shown, axis, metrics.horizontalAdvance, lanes, width)
        self._bins = count_events(shown, axis) if self._placed is None else []
        self._tell_summary()
        self.update()

    def _tell_summary(self) -> None:
        self.setAccessibleDescription(self.summary)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, events or bars, and the brushed span."""
        del event
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setFont(self.font())
        drawn = TimelinePainter(painter, self._axis(), self.size(), colours, self._selected)
        drawn.paint_axis()
        if self._brush is not None:
            drawn.paint_brush(*self._brush)
        if self._placed is None:
            drawn.paint_bins(self._bins)
        else:
            for placed in self._placed:
                drawn.paint_event(placed, ringed=placed.event is self._current)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    # --- mouse

    def find_event(self, at: QPointF) -> TimelineEvent | None:
        """Give the event whose mark, bar or label is at a place of the widget."""
        for placed in self._placed or ():
            label = placed.label_x if placed.label_x is not None else placed.left
            wide = QFontMetricsF(self.font()).horizontalAdvance(placed.event.label)
            right = max(placed.right, label + wide if placed.label_x is not None else placed.right)
            near = abs(at.y() - find_y(placed)) <= LANE / 2
            if near and min(placed.left, label) - 3 <= at.x() <= right + 3:
                return placed.event
        return None

    def find_bin(self, at: QPointF) -> Bin | None:
        """Give the bar that counts events at a place of the widget."""
        day = self._axis().find_day(at.x())
        return next((each for each in self._bins if each.start <= day < each.end), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a brush."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().x()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Brush over what lies between the press and the mouse."""
        if self._pressed is not None and self._is_drag(event):
            axis = self._axis()
            days = sorted((axis.find_day(self._pressed), axis.find_day(event.position().x())))
            self._brush = (days[0], days[1])
            self.update()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        pressed, dragged = self._pressed, self._is_drag(event)
        self._pressed = None
        event.accept()
        if pressed is None:
            return
        if dragged and self._brush is not None:
            first, last = self._brush
            self._tell_summary()
            self.span_selected.emit(first, last)
        else:
            self._click(event.position())

    def _is_drag(self, event: QMouseEvent) -> bool:
        pressed = self._pressed
        return pressed is not None and abs(event.position().x() - pressed) > _CLICK_SLACK

    def _click(self, at: QPointF) -> None:
        found = self.find_event(at)
        counted = self.find_bin(at)
        if found is not None:
            self._current = found
            self._tell_summary()
            self.event_clicked.emit(found.key)
        elif counted is not None:
            self.events_clicked.emit(list(counted.keys))
        else:
            self.select_span(None, None)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, so that the day under the mouse stays there; sideways it pans."""
        steps = event.angleDelta()
        if steps.x() and not steps.y():
            self.pan_by(-steps.x() / 120 * _PAN_SHARE / 2)
        elif steps.y():
            self.zoom_by(_ZOOM_STEP ** (steps.y() / 120), event.position().x())
        event.accept()

    # --- keyboard and size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan, zoom, go from event to event; Tab leaves the timeline."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left:
                self.pan_by(-_PAN_SHARE)
            case Qt.Key.Key_Right:
                self.pan_by(_PAN_SHARE)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(_ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / _ZOOM_STEP)
            case Qt.Key.Key_0 | Qt.Key.Key_Home:
                self.fit()
            case _:
                self._press_other(event)

    def _press_other(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_PageDown:
                self._step(1)
            case Qt.Key.Key_PageUp:
                self._step(-1)
            case Qt.Key.Key_Escape if self._brush is not None:
                self.select_span(None, None)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._current is not None:
                self.event_clicked.emit(self._current.key)
            case _:
                super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self._events:
            return
        current = self._current
        place = self._events.index(current) + by if current in self._events else 0
        self._current = self._events[place % len(self._events)]
        if not self._is_in_view(self._current):
            days = (self._span[1] - self._span[0]).days + 1
            day = self._current.start or self._current.end or self._span[0]
            self._set_span(day.toordinal() - days // 2, days)
        self._refresh()

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), as_plain_tooltip(self._tell_at(event)), self)
            return True
        return super().event(event)

    def _tell_at(self, event: QHelpEvent) -> str:
        found = self.find_event(QPointF(event.pos()))
        counted = self.find_bin(QPointF(event.pos()))
        if found is not None:
            return found.label
        if counted is not None:
            last = counted.end - dt.timedelta(days=1)
            days = " to ".join(dict.fromkeys(map(_print_day, (counted.start, last))))
            return f"{len(counted.keys):,} attacks, {days}"
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._refresh()


def _print_day(day: dt.date) -> str:
    return str(EdtfDate(day.isoformat()))


def _span_limit() -> int:
    return dt.date.max.toordinal() - 1
