"""Reads texts whose only markup is citations and signs with a stroke before them.

Most marked texts are such, and loading the parser takes half as long as ten pages.
"""

from __future__ import annotations

import re

from briefing.document.markdown import has_markup, split_citation
from briefing.document.nodes import CitedSource

Piece = str | tuple[CitedSource, ...]
"""A stretch of a paragraph: words, or the sources that are cited in one place."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_CARRIAGE_RETURN = re.compile(r"\r\n?")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
# What marks nothing: a sign after a stroke, and signs of entities and images that are none.
_SIMPLE = re.compile(
    r"\\[!-/:-@\[-`{-~]|\[(?P<cited>@[^\[\]\n|]{1,400})\]|&(?!#?\w{1,32};)|!(?!\[)"
)


def read_simple(markdown: str) -> list[list[Piece]] | None:
    """Give the pieces of each paragraph, or None where only the parser can tell what a text says.

    Line ends within a paragraph stay.
    """
    markdown = join_line_ends(markdown)
    if has_markup(_SIMPLE.sub(_mask, markdown)):
        return None
    return [_split_pieces(part) for part in split_paragraphs(markdown) if part.strip()]


def join_line_ends(text: str) -> str:
    """Give the text with the line ends of one system."""
    return _CARRIAGE_RETURN.sub("\n", text) if "\r" in text else text


def join_words(pieces: list[Piece]) -> str:
    """Give the words of a paragraph, line by line, without citations and the blanks before them."""
    words: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            words.append(piece)
        elif words:
            words[-1] = words[-1].rstrip(" ")
    return _LINE_END.sub("\n", "".join(words)).strip()


def split_paragraphs(text: str) -> list[str]:
    """Split a text at its blank lines."""
    return _BLANK_LINES.split(text) if "\n" in text else [text]


def _mask(found: re.Match[str]) -> str:
    """Put a letter in the place of what is simple."""
    cited = found["cited"]
    return found[0] if cited and not split_citation(cited) else "x"


def _split_pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    words: list[str] = []
    end = 0
    for found in _SIMPLE.finditer(text):
        words.append(text[end : found.start()])
        end = found.end()
        if found["cited"]:
            pieces += ("".join(words), split_citation(found["cited"]))
            words = []
        else:
            words.append(found[0].removeprefix("\\") if len(found[0]) > 1 else found[0])
    words.append(text[end:])
    return [piece for piece in (*pieces, "".join(words)) if piece]
