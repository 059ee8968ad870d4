"""Text and measures in the form that WordprocessingML wants them.

The body is built as strings because that is many times faster than building a tree; therefore
every piece of foreign text passes `escape`.
"""

import re

_SPECIAL = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("[\t\n\r]+")


def escape(text: str) -> str:
    """Give the text for an element or an attribute, without what XML 1.0 forbids.

    Tabs and line ends become spaces: the tree has nodes for those that are meant.
    """
    if not _SPECIAL.search(text):
        return text
    text = _LINE_ENDS.sub(" ", _FORBIDDEN.sub("", text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def to_twips(points: float) -> int:
    """Give a length in twentieths of a point."""
    return round(points * 20)


def to_half_points(points: float) -> int:
    """Give a type size in half points."""
    return round(points * 2)


def to_hex(colour: str) -> str:
    """Give "#0b4f79" as Word's "0B4F79"."""
    return escape(colour.lstrip("#").upper())
