"""What of stored text may reach the page: a last defence, whatever the input cleaning missed."""

import re

from briefing.patterns import compile_late

_UNPRINTABLE = compile_late(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
_PLACEHOLDER = "\ufffc"  # of an object; printable in the words of Unicode alone
_WIDE_BLANK = "\u2002"  # behind the numbers of headings
_BLANKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def strip_unprintable(text: str) -> str:
    """Drop control characters, lone surrogates and explicit bidi controls; line ends are blanks."""
    if text.replace(_WIDE_BLANK, "").isprintable() and _PLACEHOLDER not in text:
        return text
    return _UNPRINTABLE.sub("", _BLANKS.sub(" ", text))
