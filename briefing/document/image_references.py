"""How texts refer to images: `![caption](attachment:SHA)`, the beginning of a SHA-256 at least."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.document.nodes import Inline, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

IMAGE_SCHEME = "attachment:"
"""What the address of an image in the library begins with; no other is ever opened."""

_REFERENCE = re.compile(r"\]\(attachment:([0-9A-Fa-f]{6,64})")
_LINE_ENDS = ("softbreak", "hardbreak")


def find_image_references(markdown: str) -> tuple[str, ...]:
    """Find what a text refers to images by, each once, in order."""
    return tuple(dict.fromkeys(_REFERENCE.findall(markdown)))


def find_reference(token: Token) -> str:
    """Give what an image in a text refers to in the library; nothing for any other address."""
    source = str(token.attrs.get("src", "")) if token.type == "image" else ""
    return source.removeprefix(IMAGE_SCHEME) if source.startswith(IMAGE_SCHEME) else ""


def part_at_images(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Part a line at the images of the library in it; no part begins or ends with a line end."""
    start = 0
    for place, token in enumerate(tokens):
        if find_reference(token) and token.level == 0:
            yield _strip_line_ends(tokens[start:place])
            yield (token,)
            start = place + 1
    yield _strip_line_ends(tokens[start:]) if start else tokens


def _strip_line_ends(tokens: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(tokens)
    while start < end and tokens[start].type in _LINE_ENDS:
        start += 1
    while end > start and tokens[end - 1].type in _LINE_ENDS:
        end -= 1
    return tokens[start:end]


def trim_line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Give a line without the spaces at its ends that images leave beside them."""
    line = list(inlines)
    if line and isinstance(line[0], Text):
        line[0] = Text(line[0].text.lstrip(" "))
    if line and isinstance(line[-1], Text):
        line[-1] = Text(line[-1].text.rstrip(" "))
    return tuple([inline for inline in line if inline != Text("")])
