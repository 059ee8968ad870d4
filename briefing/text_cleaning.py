"""The one cleaner for every text that a person or a file brings in."""

import re
import unicodedata
from collections.abc import Iterator

from briefing.patterns import compile_late

# control characters but tab and line feed, surrogates, non-characters and byte order marks: XML
# 1.0, UTF-8 and SQLite each refuse some of them, and nobody sees the rest
_UNWANTED = compile_late(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n\r"  # no others stand between the strings of JSON
_PLAIN_ESCAPES = frozenset((b"n", b"t", b'"', b"/"))
_HANGUL_PARTS = range(0x1160, 0x1200)


def clean_text(text: str) -> str:
    """Give the text in NFC without characters that no document can carry.

    Line ends of all kinds become line feeds, form feeds and line separators too, so that no two
    words run together.
    """
    if text.replace("\n", "").isprintable():  # a character that is unwanted never is
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def is_clean_json(data: bytes) -> bool:
    """Tell whether the cleaner would leave every text of sound JSON as it is.

    True is certain; False only says that the texts have to be looked at one by one. What a file
    holds is mostly clean, and looking at its few different letters takes far less time.
    """
    if not _PLAIN_ESCAPES.issuperset(_iter_escapes(data)):
        return False
    letters = set(data.translate(None, _PLAIN).decode(errors="surrogateescape"))
    together = "".join(letters)
    return not any(map(_may_join, letters)) and clean_text(together) == together


def _iter_escapes(data: bytes) -> Iterator[bytes]:
    """Yield what stands behind the backslashes of sound JSON, but for backslashes themselves."""
    pieces = iter(data.split(b"\\")[1:])
    for piece in pieces:
        if piece:
            yield piece[:1]
        else:
            next(pieces, None)  # comes behind both


def _may_join(letter: str) -> bool:
    """Tell whether NFC may join the letter to one before it."""
    return unicodedata.category(letter).startswith("M") or ord(letter) in _HANGUL_PARTS


def clean_line(text: str) -> str:
    """Give the text as one line, without characters that turn the direction of what follows."""
    # the controls go first: letters that they kept apart may compose
    return _SPACES.sub(" ", clean_text(_BIDI_CONTROLS.sub("", text))).strip()
