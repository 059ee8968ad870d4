"""The one cleaner for every text that a person or a file brings in."""

import re
import unicodedata

# control characters but tab and line feed, surrogates, and non-characters: XML 1.0, UTF-8 and
# SQLite each refuse some of them
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|["
    + "".join(chr(plane * 0x10000 + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Give the text in NFC without characters that no document can carry.

    Line ends become line feeds, the next-line and line-separator characters too.
    """
    if text.isascii() and text.isprintable():
        return text
    unified = re.sub("\r\n?|\x85|\u2028|\u2029", "\n", text)
    return unicodedata.normalize("NFC", _UNWANTED.sub("", unified))


def clean_line(text: str) -> str:
    """Give the text as one line, without characters that turn the direction of what follows."""
    return _SPACES.sub(" ", _BIDI_CONTROLS.sub("", clean_text(text))).strip()
