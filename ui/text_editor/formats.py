"""How blocks and runs of the model stand in Qt's document, and back.

The document holds meaning alone: weight, slant, anchors, depths. Colours and sizes are put on top
by the highlighter, so that a change of theme touches neither the text nor its undo.
"""

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextList,
    QTextTable,
)

from briefing.markdown_text.model import Citation, Inline, Run, TextBlock, TextKind

CITATION_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
"""The type of the object that a citation is in Qt's document."""

OBJECT_SIGN = "\ufffc"
"""The character that stands for an object."""

LINE_SEPARATOR = "\u2028"

_CITATION = QTextFormat.Property.UserProperty.value + 1
_SOURCE = QTextFormat.Property.UserProperty.value + 2
_QUOTE = QTextFormat.Property.BlockQuoteLevel.value
_QUOTE_INDENT = 18
_APART = 6.0
_APART_ITEM = 2.0


def make_inline_format(inline: Inline) -> QTextCharFormat:
    """Make the format of a run, or of the object that stands for a citation."""
    look = QTextCharFormat()
    if inline.bold:
        look.setFontWeight(QFont.Weight.Bold)
    if inline.italic:
        look.setFontItalic(True)
    if isinstance(inline, Citation):
        look.setObjectType(CITATION_OBJECT)
        look.setProperty(_CITATION, inline.source)
        look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        return look
    if inline.code:
        look.setFontFixedPitch(True)
    if inline.link:
        look.setAnchor(True)
        look.setAnchorHref(inline.link)
    return look


def read_inline(text: str, look: QTextFormat) -> list[Inline]:
    """Give what a piece of Qt's document with one format stands for."""
    chars = look.toCharFormat()
    bold, italic = is_bold(chars), chars.fontItalic()
    source = get_citation(chars)
    if source:
        return [Citation(source, bold, italic)] * text.count(OBJECT_SIGN)
    words = text.replace(OBJECT_SIGN, "")
    return [Run(words, bold, italic, chars.fontFixedPitch(), chars.anchorHref())] if words else []


def is_bold(look: QTextCharFormat) -> bool:
    """Tell whether the analyst made it bold."""
    return look.fontWeight() >= QFont.Weight.Bold.value


def get_citation(look: QTextFormat) -> str:
    """Give the source of the citation that this stands for, "[@key]", or nothing."""
    if look.objectType() != CITATION_OBJECT:
        return ""
    return str(look.property(_CITATION) or "")


def make_block_format(block: TextBlock) -> QTextBlockFormat:
    """Make the format of a paragraph, heading or item; a list is made apart from it."""
    look = QTextBlockFormat()
    _set_apart(look, _APART_ITEM if block.kind.is_item else _APART)
    if block.kind is TextKind.HEADING:
        look.setHeadingLevel(block.level)
    set_quote(look, block.quote)
    return look


def make_source_format() -> QTextBlockFormat:
    """Make the format of a block that is shown as its source."""
    look = QTextBlockFormat()
    look.setProperty(_SOURCE, True)
    _set_apart(look, _APART)
    return look


def _set_apart(look: QTextBlockFormat, distance: float) -> None:
    look.setTopMargin(distance)  # of two margins that meet, the larger counts
    look.setBottomMargin(distance)


def set_quote(look: QTextBlockFormat, depth: int) -> None:
    """Make it quoted that deep; 0 for not at all."""
    look.setProperty(_QUOTE, depth)
    # on both sides, as the block may be written from right to left
    look.setLeftMargin(depth * _QUOTE_INDENT)
    look.setRightMargin(depth * _QUOTE_INDENT)


def get_quote(block: QTextBlock) -> int:
    """Give how deep a block is quoted."""
    return block.blockFormat().intProperty(_QUOTE)


def is_source(block: QTextBlock) -> bool:
    """Tell whether a block is shown as its source."""
    return block.blockFormat().boolProperty(_SOURCE)


def find_list(block: QTextBlock) -> QTextList | None:
    """Give the list that a block is an item of, if it is one."""
    return block.textList()


def find_table(cursor: QTextCursor) -> QTextTable | None:
    """Give the table that a cursor is in, if it is in one."""
    return cursor.currentTable()
