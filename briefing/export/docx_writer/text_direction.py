"""Cuts text into stretches that run one way, because Word wants right-to-left runs marked.

A small part of the Unicode bidirectional algorithm is enough: letters decide, digits follow the
letters before them, anything else follows its neighbours if they agree and else the paragraph.
A pair of brackets is never torn apart.
"""

import re
from collections.abc import Iterator

from briefing.export.direction import mask_addresses

RIGHT_TO_LEFT = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_HAS_RIGHT_TO_LEFT = re.compile(f"[{RIGHT_TO_LEFT}]")
_TOKEN = re.compile(rf"(?P<right>[{RIGHT_TO_LEFT}]+)|(?P<digits>[0-9]+)|(?P<left>[^\W\d_]+)")
_OPENING = "([{«"
_CLOSING = ")]}»"

Stretch = tuple[int, int]


def split_by_direction(text: str, *, right_to_left: bool) -> list[tuple[str, bool]]:
    """Give the stretches of a text in order, each with whether it runs from right to left.

    `right_to_left` is the direction of the paragraph.
    """
    if not right_to_left and (text.isascii() or not _HAS_RIGHT_TO_LEFT.search(text)):
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    position = 0
    for start, end in _iter_opposed(mask_addresses(text), right_to_left=right_to_left):
        if start > position:
            pieces.append((text[position:start], right_to_left))
        pieces.append((text[start:end], not right_to_left))
        position = end
    if position < len(text):
        pieces.append((text[position:], right_to_left))
    return pieces


def _iter_opposed(text: str, *, right_to_left: bool) -> Iterator[Stretch]:
    """Give the stretches that run against the paragraph."""
    start = end = -1
    for token_start, token_end in _iter_opposed_tokens(text, right_to_left=right_to_left):
        if start >= 0 and _can_join(text, start, end, token_start):
            end = token_end
            continue
        if start >= 0:
            yield start, _close_brackets(text, start, end)
        start, end = token_start, token_end
    if start >= 0:
        yield start, _close_brackets(text, start, end)


def _iter_opposed_tokens(text: str, *, right_to_left: bool) -> Iterator[Stretch]:
    latest = right_to_left
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "digits":
            latest = match.lastgroup == "right"
        if latest != right_to_left:
            yield match.span()


def _can_join(text: str, start: int, end: int, following: int) -> bool:
    """Tell whether what lies between two opposed tokens belongs to them."""
    between = text[end:following]
    if between.isspace() or not between:
        return True
    if any(match.lastgroup != "digits" for match in _TOKEN.finditer(between)):
        return False
    closes = any(sign in _CLOSING for sign in between)
    return not closes or _is_balanced(text[start:following])


def _is_balanced(text: str) -> bool:
    """Tell whether the text closes no bracket that it did not open."""
    depth = 0
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return False
    return True


def _close_brackets(text: str, start: int, end: int) -> int:
    """Give the end of a stretch moved behind the brackets that it opened."""
    depth = sum((sign in _OPENING) - (sign in _CLOSING) for sign in text[start:end])
    while depth > 0 and end < len(text) and text[end] in _CLOSING:
        depth -= 1
        end += 1
    return end
