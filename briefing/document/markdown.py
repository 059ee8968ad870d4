"""Splits Markdown into tokens: CommonMark as analysts need it, plus citations.

No text may vanish: HTML stays text, indented lines are ordinary paragraphs (pasted prose is
often indented), and `[Note]: unverified` is a sentence, not the definition of a link.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing.document.nodes import CitedSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEEPEST_NESTING = 40
"""How deep lists, quotations and emphasis may nest; whatever nests deeper is read as plain text."""

_CITATION = re.compile(r"\[(@[^\[\]]{1,400})\]")
_CITED = re.compile(
    r"\s*@(?P<key>[A-Za-z0-9][\w.-]*?)(?::(?P<credibility>[1-6]))?(?:\s*,\s*(?P<locator>.*\S))?\s*",
    re.DOTALL,
)
_BETWEEN_CITED = re.compile(r";(?=\s*@)")
_SPECIAL = re.compile(r"[`*_\[\]<>&\\!#|~\0]")
_FORCED_BREAK = re.compile(r"  \n[ \t]*[^ \t\n]")
"""Two blanks break a line, but not the last one of a paragraph: pasted texts often end so."""
_SPECIAL_LINE = re.compile(r"^\s*(?:[-+]|\d{1,9}[.)])(?:\s|$)|^\s*(?:=+|-+)\s*$", re.MULTILINE)


def has_markup(text: str) -> bool:
    """Tell whether any character in the text may be markup; without, it is paragraphs of words."""
    if _SPECIAL.search(text) or ("  \n" in text and _FORCED_BREAK.search(text)):
        return True
    # only the beginning of a line can be: trying every letter of a text takes long
    look = _SPECIAL_LINE.search if "\n" in text else _SPECIAL_LINE.match
    return look(text) is not None


def split_blocks(markdown: str) -> list[Token] | None:
    """Give the block tokens of a text, or None when it nests too deep to be meant."""
    tokens = _parser().parse(markdown)
    # deeper than that the parser drops text
    return None if is_too_deep(tokens) else tokens


def split_inlines(line: str) -> Sequence[Token]:
    """Give the inline tokens of a one-line text."""
    return _parser().parseInline(line)[0].children or ()


def is_too_deep(tokens: Iterable[Token]) -> bool:
    """Tell whether the tokens nest deeper than anybody writes."""
    return any(token.level >= DEEPEST_NESTING - 1 for token in tokens)


def make_token(kind: str, content: str = "") -> Token:
    """Make a token that stands for this content."""
    return _token_type()(kind, "", 0, content=content)


@cache
def _token_type() -> type[Token]:
    from markdown_it.token import Token  # the window shows before any text is read

    return Token


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # as above

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_NESTING})
    parser.enable("table")
    parser.disable(["code", "reference", "html_block", "html_inline"])
    # which links are followed is decided where they are read, so that refusals can be told
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "cite", _read_citation)
    return parser


def _read_citation(state: StateInline, silent: bool) -> bool:
    """Take `[@key, p. 3; @other]` as one token."""
    if not state.src.startswith("[@", state.pos):
        return False
    match = _CITATION.match(state.src, state.pos)
    if match is None:
        return False
    cited = split_citation(match[1])
    if not cited:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.content = match[0]
        token.meta = {"sources": cited}
    state.pos = match.end()
    return True


def split_citation(text: str) -> tuple[CitedSource, ...]:
    """Split the inside of a citation; nothing when any part of it is not one."""
    found = []
    for part in _BETWEEN_CITED.split(text):
        match = _CITED.fullmatch(part)
        if match is None:
            return ()
        number = match["credibility"]
        found.append(
            CitedSource(
                source=match["key"],
                locator=" ".join((match["locator"] or "").split()),
                credibility=int(number) if number else None,
            )
        )
    return tuple(found)
