"""Text and measures in the form that WordprocessingML wants them.

The body is built as strings because that is many times faster than building a tree; therefore
every piece of foreign text passes `escape`.
"""

from briefing.patterns import compile_late

_UNPRINTABLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f"
)
_BLANKS = "\t\n\x0b\x0c\r\x85\u2028\u2029"
_FORBIDDEN = compile_late(f"[{_UNPRINTABLE}]")
_LINE_ENDS = compile_late(f"[{_BLANKS}]+")


def escape(text: str) -> str:
    """Give the text for an element or an attribute, without what nobody can see or XML forbids.

    Tabs and line ends become spaces: the tree has nodes for those that are meant.
    """
    if not text.isprintable() or "\ufffc" in text:  # all else that goes is not printable
        text = _FORBIDDEN.sub("", _LINE_ENDS.sub(" ", text))
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
