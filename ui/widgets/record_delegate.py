"""Draws a record in a list: name, native name greyed, a line of facts, and its marking.

While one searches, the letters that matched are marked, and where the names do not say why a
record was found, a piece of its text takes the place of the facts.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefing.ports import RecordSummary
from briefing.services.search.highlighting import Snippet, Span, find_matches
from ui.kinds import get_kind_words
from ui.theme.tokens import SPACE, current_colours
from ui.widgets.icons import draw_icon
from ui.widgets.line_drawing import LineText, draw_line
from ui.widgets.marking_pill import draw_pill, measure_pill

FindSnippet = Callable[[RecordSummary], Snippet | None]

_SMALL = 0.86
_PAD = SPACE[1]
_GAP = 2
_ICON = 16
_FEWEST_LETTERS = 4


class RecordDelegate(QStyledItemDelegate):
    """Two lines a record; all sizes come from the view's font."""

    def __init__(self, role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.text = ""
        """What is searched for; its letters are marked."""
        self.shows_kinds = False
        """Whether each row begins with the icon of its kind."""
        self.find_snippet: FindSnippet = lambda _summary: None

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text with air around them."""
        title = QFontMetrics(_title_font(option.font)).height()
        small = QFontMetrics(_small_font(option.font)).height()
        return QSize(120, title + small + _GAP + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one record; a row that has not been read yet stays empty."""
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        _draw_background(painter, rect, state, mirrored=mirrored)
        summary = index.data(self._role)
        if isinstance(summary, RecordSummary):
            inner = rect.adjusted(SPACE[2], _PAD, -SPACE[2], -_PAD)
            if self.shows_kinds:
                inner = _draw_kind(painter, inner, summary, mirrored=mirrored)
            row = _Row(painter, inner, summary, option.font, mirrored)
            row.draw_title(self.text)
            row.draw_facts(self.text, self.find_snippet(summary) if self.text else None)
        painter.restore()


class _Row:
    """Draws the two lines of one record."""

    def __init__(
        self, painter: QPainter, inner: QRect, summary: RecordSummary, font: QFont, mirrored: bool
    ) -> None:
        self._painter = painter
        self._inner = inner
        self._summary = summary
        self._font = font
        self._mirrored = mirrored

    def draw_title(self, query: str) -> None:
        """Draw the title, and the native name where there is room."""
        colours = current_colours()
        font = _title_font(self._font)
        metrics = QFontMetrics(font)
        line = QRect(self._inner.left(), self._inner.top(), self._inner.width(), metrics.height())
        title, native = self._summary.title, self._summary.native_name
        used = self._draw(line, title, font, colours.text, find_matches(title, query))
        left = self._start_after(line, used + SPACE[1])
        if native and left.width() > metrics.averageCharWidth() * _FEWEST_LETTERS:
            self._draw(left, native, self._font, colours.quiet_text, find_matches(native, query))

    def draw_facts(self, query: str, snippet: Snippet | None) -> None:
        """Draw the facts, or the piece of text that matched, and the marking at the end."""
        small = _small_font(self._font)
        metrics = QFontMetrics(small)
        line = QRect(self._inner.left(), self._inner.bottom() - metrics.height() + 1, 0, 0)
        line.setSize(QSize(self._inner.width(), metrics.height()))
        label = self._summary.marking
        pill = measure_pill(label, small, short=True)
        x = line.left() if self._mirrored else line.right() - pill.width()
        place = QPointF(x, line.center().y() - pill.height() / 2 + 1)
        draw_pill(self._painter, place, label, small, short=True)
        room = int(pill.width()) + SPACE[1]
        facts = line.adjusted(room, 0, 0, 0) if self._mirrored else line.adjusted(0, 0, -room, 0)
        text = snippet.text if snippet else self._summary.subtitle
        spans = snippet.spans if snippet else find_matches(text, query)
        self._draw(facts, text, small, current_colours().quiet_text, spans)

    def _start_after(self, line: QRect, used: int) -> QRect:
        return line.adjusted(0, 0, -used, 0) if self._mirrored else line.adjusted(used, 0, 0, 0)

    def _draw(self, line: QRect, text: str, font: QFont, colour: str, spans: Sequence[Span]) -> int:
        shown = LineText(text, font, colour, spans)
        return draw_line(self._painter, line, shown, at_end=self._mirrored)


def _draw_kind(painter: QPainter, inner: QRect, summary: RecordSummary, *, mirrored: bool) -> QRect:
    x = inner.right() - _ICON if mirrored else inner.left()
    place = QRectF(x, inner.top() + 1, _ICON, _ICON)
    draw_icon(get_kind_words(summary.kind).icon, painter, place, current_colours().quiet_text)
    room = _ICON + SPACE[1]
    return inner.adjusted(0, 0, -room, 0) if mirrored else inner.adjusted(room, 0, 0, 0)


def _draw_background(
    painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, mirrored: bool
) -> None:
    colours = current_colours()
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(colours.selection))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(colours.hover))
    if state & QStyle.StateFlag.State_HasFocus:
        x = rect.right() - 2 if mirrored else rect.left()
        painter.fillRect(QRect(x, rect.top(), 3, rect.height()), QColor(colours.accent))
    painter.setPen(QColor(colours.border))
    first, last = rect.left(), rect.right()
    if mirrored:
        last -= SPACE[2]
    else:
        first += SPACE[2]
    painter.drawLine(first, rect.bottom(), last, rect.bottom())


def _title_font(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small_font(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small
