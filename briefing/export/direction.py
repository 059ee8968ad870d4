"""Which way text runs: one rule for all writers."""

import re
import unicodedata
from functools import lru_cache

from briefing.patterns import compile_late

_RIGHT_TO_LEFT = ("R", "AL")
_LANGUAGES = frozenset(
    ("ar", "fa", "ur", "he", "ps", "ckb", "ku", "sd", "ug", "yi", "dv", "bal", "arc", "syr")
)
_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa"))
_SCRIPT_LENGTH = 4  # letters of the part of a language tag that names a script
_ADDRESS = compile_late(
    r"(?:https?://|www\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]}'،؛؟]", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def _get_direction_class(character: str) -> str:
    return unicodedata.bidirectional(character)


def is_right_to_left_language(language: str) -> bool:
    """Tell whether a language (BCP 47) is written from right to left; a named script decides."""
    first, *rest = language.casefold().replace("_", "-").split("-")
    scripts = [part for part in rest if len(part) == _SCRIPT_LENGTH and part.isalpha()]
    return scripts[0] in _SCRIPTS if scripts else first in _LANGUAGES


def follows_right_to_left(text: str) -> bool:
    """Tell whether a paragraph in a right-to-left document runs that way too.

    One word from right to left is enough, wherever it stands, and so is text without letters;
    only what has nothing but letters from left to right, such as a title in English, is turned.
    """
    found = {_get_direction_class(character) for character in text}
    return "L" not in found or not found.isdisjoint(_RIGHT_TO_LEFT)


def is_right_to_left(text: str) -> bool:
    """Tell whether a paragraph of this text runs from right to left.

    The first letter of a script with a direction of its own decides; text without one, such as
    digits alone, runs from left to right.
    """
    if text.isascii():
        return False
    for character in text:
        direction = _get_direction_class(character)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def mask_addresses(text: str) -> str:
    """Give text of the same length in which every character of a web address is a Latin letter.

    The signs in an address have no direction of their own: left to the text around it, its
    parts change places.
    """
    if "://" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda match: "a" * len(match.group()), text)
