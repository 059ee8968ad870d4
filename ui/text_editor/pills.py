"""Draws a citation as a small pill within the text."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from ui.text_editor.formats import get_citation
from ui.text_editor.reference_book import ReferenceBook
from ui.theme.tokens import current_colours

_LONGEST = 34
_SMALLER = 0.88
_INSIDE = 5.0
_OUTSIDE = 1.0
_ROUNDING = 4.0


def make_label(source: str) -> str:
    """Give what a pill says: the keys and locators of "[@key, p. 3; @other]"."""
    inside = source.removeprefix("[").removesuffix("]")
    label = "; ".join(part.strip().removeprefix("@") for part in inside.split("; @"))
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"


class CitationPill(QPyTextObject):
    """The look of citations; broken ones are drawn in the colours of danger."""

    def __init__(self, book: ReferenceBook, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._book = book

    def intrinsicSize(self, doc: QTextDocument, _position: int, look: QTextFormat) -> QSizeF:
        """Give the room that the pill takes in the line."""
        metrics = QFontMetricsF(_make_font(doc))
        label = make_label(get_citation(look))
        width = metrics.horizontalAdvance(label) + 2 * (_INSIDE + _OUTSIDE)
        return QSizeF(width, QFontMetricsF(doc.defaultFont()).height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        _position: int,
        look: QTextFormat,
    ) -> None:
        """Draw the pill; its colours are those of the theme that is on."""
        source = get_citation(look)
        _titles, is_whole = self._book.describe_citation(source)
        colours = current_colours()
        ink = colours.accent if is_whole else colours.danger
        paper = colours.raised if is_whole else colours.danger_soft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.border if is_whole else ink), 1.0))
        painter.setBrush(QColor(paper))
        pill = QRectF(rect).adjusted(_OUTSIDE + 0.5, 1.5, -_OUTSIDE - 0.5, -1.5)
        painter.drawRoundedRect(pill, _ROUNDING, _ROUNDING)
        painter.setPen(QColor(ink))
        painter.setFont(_make_font(doc))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, make_label(source))
        if not is_whole:
            middle = pill.center().y()
            painter.drawLine(
                QPointF(pill.left() + _INSIDE, middle), QPointF(pill.right() - _INSIDE, middle)
            )
        painter.restore()


def _make_font(document: QTextDocument) -> QFont:
    font = QFont(document.defaultFont())
    font.setPointSizeF(font.pointSizeF() * _SMALLER)
    return font
