"""Which way text runs: one rule for all writers."""

import unicodedata
from functools import lru_cache

_RIGHT_TO_LEFT = ("R", "AL")


@lru_cache(maxsize=4096)
def _get_direction_class(character: str) -> str:
    return unicodedata.bidirectional(character)


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
