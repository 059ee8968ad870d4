"""Draws a record in a list: name, native name greyed, a line of facts, and its marking."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefing.ports import RecordSummary
from ui.theme.tokens import SPACE, current_colours
from ui.widgets.marking_pill import draw_pill, measure_pill

_SMALL = 0.86
_PAD = SPACE[1]
_GAP = 2


class RecordDelegate(QStyledItemDelegate):
    """Two lines a record; all sizes come from the view's font."""

    def __init__(self, role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = role

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
        """Draw one record."""
        summary = index.data(self._role)
        if not isinstance(summary, RecordSummary):
            return
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        _draw_background(painter, rect, state)
        font: QFont = option.font
        inner = rect.adjusted(SPACE[2], _PAD, -SPACE[2], -_PAD)
        _draw_title(painter, inner, summary, font)
        _draw_facts(painter, inner, summary, font)
        painter.restore()


def _draw_background(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    colours = current_colours()
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(colours.selection))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(colours.hover))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
    painter.setPen(QColor(colours.border))
    painter.drawLine(rect.left() + SPACE[2], rect.bottom(), rect.right(), rect.bottom())


def _draw_title(painter: QPainter, inner: QRect, summary: RecordSummary, font: QFont) -> None:
    colours = current_colours()
    title_font = _title_font(font)
    metrics = QFontMetrics(title_font)
    line = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
    title = metrics.elidedText(summary.title, Qt.TextElideMode.ElideRight, line.width())
    painter.setFont(title_font)
    painter.setPen(QColor(colours.text))
    # alignment is absolute: a title in Arabic script stays at the list's own edge
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(line, flags | Qt.AlignmentFlag.AlignAbsolute, title)
    used = metrics.horizontalAdvance(title) + SPACE[1]
    left = line.adjusted(used, 0, 0, 0)
    if summary.native_name and left.width() > metrics.averageCharWidth() * 4:
        painter.setFont(font)
        painter.setPen(QColor(colours.quiet_text))
        name = QFontMetrics(font).elidedText(
            summary.native_name, Qt.TextElideMode.ElideRight, left.width()
        )
        painter.drawText(left, flags | Qt.AlignmentFlag.AlignAbsolute, name)


def _draw_facts(painter: QPainter, inner: QRect, summary: RecordSummary, font: QFont) -> None:
    small = _small_font(font)
    metrics = QFontMetrics(small)
    line = QRect(inner.left(), inner.bottom() - metrics.height() + 1, inner.width(), 0)
    line.setHeight(metrics.height())
    label = summary.marking
    pill = measure_pill(label, small, short=True)
    draw_pill(
        painter,
        QPointF(line.right() - pill.width(), line.center().y() - pill.height() / 2 + 1),
        label,
        small,
        short=True,
    )
    facts = line.adjusted(0, 0, -int(pill.width()) - SPACE[1], 0)
    painter.setFont(small)
    painter.setPen(QColor(current_colours().quiet_text))
    text = metrics.elidedText(summary.subtitle, Qt.TextElideMode.ElideRight, facts.width())
    painter.drawText(facts, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _title_font(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small_font(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small
