"""Reads Markdown source into the blocks that an editor shows.

Whatever the blocks cannot hold (images, code blocks, tables within lists) becomes a block of
source, so that no editing of its neighbours can harm it.
"""

from __future__ import annotations  # the types of the parser, which loads when a text is read

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.document.cross_references import REFERENCE_KINDS
from briefing.document.markdown import split_blocks
from briefing.document.markup import SAFE_SCHEMES
from briefing.markdown_text.model import (
    MENTION_KINDS,
    Block,
    Blocks,
    Chunk,
    Citation,
    Inline,
    Inlines,
    Run,
    SourceBlock,
    SourceText,
    TableBlock,
    TextBlock,
    TextKind,
)
from briefing.markdown_text.normalising import clean_characters, normalise

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_LIST_KINDS = {"bullet_list_open": TextKind.BULLET, "ordered_list_open": TextKind.NUMBER}


class _NotShownError(Exception):
    """The blocks cannot hold this."""


def read_source(markdown: str) -> SourceText:
    """Read a text; its chunks and gaps put together are the text again, to the letter."""
    tokens = split_blocks(markdown)
    if tokens is None:
        return SourceText(chunks=(Chunk((SourceBlock(clean_characters(markdown)),), markdown),))
    lines = _LINES.findall(markdown)
    groups = list(_iter_groups(tokens))
    if not groups:
        return SourceText(lead=markdown)
    starts = [group[0].map[0] if group[0].map else 0 for group in groups]
    ends = [*starts[1:], len(lines)]
    chunks = []
    for group, start, end in zip(groups, starts, ends, strict=True):
        whole = "".join(lines[start:end])
        source = whole.rstrip("\r\n\t ")
        chunks.append(Chunk(_read_group(group, source), source, whole[len(source) :]))
    return SourceText("".join(lines[: starts[0]]), tuple(chunks))


def read_blocks(markdown: str) -> Blocks:
    """Read a text into blocks alone."""
    return read_source(markdown).blocks


def _iter_groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Iterate over the tokens of the outermost blocks."""
    position = 0
    while position < len(tokens):
        end = _find_end(tokens, position)
        yield list(tokens[position : end + 1])
        position = end + 1


def _read_group(tokens: list[Token], source: str) -> Blocks:
    try:
        if tokens[0].type == "table_open":
            return (_read_table(tokens),)
        blocks = tuple(_iter_blocks(tokens, quote=0))
    except _NotShownError:
        return (SourceBlock(clean_characters(source)),)
    # a paragraph of nothing but hidden characters would vanish
    return blocks or (SourceBlock(clean_characters(source)),)


def _iter_blocks(tokens: Sequence[Token], quote: int) -> Iterator[Block]:
    for group in _iter_groups(tokens):
        first, inside = group[0], group[1:-1]
        if first.type in ("paragraph_open", "heading_open"):
            block = _read_text(first, inside[0], quote)
            if block.inlines or first.type == "heading_open":
                yield block
        elif first.type == "blockquote_open":
            quoted = tuple(_iter_blocks(inside, quote + 1))
            if not quoted:
                raise _NotShownError
            yield from quoted
        elif first.type in _LIST_KINDS:
            yield from _iter_items(first, inside, quote, level=1)
        else:
            raise _NotShownError


def _read_text(first: Token, inline: Token, quote: int) -> TextBlock:
    is_heading = first.type == "heading_open"
    inlines = read_inlines(inline.children or (), breaks=not is_heading)
    if not is_heading:
        return TextBlock(inlines, quote=quote)
    return TextBlock(inlines, TextKind.HEADING, int(first.tag[1]), quote)


def _iter_items(first: Token, inside: Sequence[Token], quote: int, level: int) -> Iterator[Block]:
    kind = _LIST_KINDS[first.type]
    start = int(first.attrs.get("start", 1)) if kind is TextKind.NUMBER else 1
    for number, item in enumerate(_iter_groups(inside)):
        groups = list(_iter_groups(item[1:-1]))
        has_text = bool(groups) and groups[0][0].type == "paragraph_open"
        inlines = read_inlines(groups[0][1].children or ()) if has_text else ()
        begins = number == 0
        yield TextBlock(inlines, kind, level, quote, begins, start if begins else 1)
        for group in groups[int(has_text) :]:
            if group[0].type not in _LIST_KINDS:
                raise _NotShownError
            yield from _iter_items(group[0], group[1:-1], quote, level + 1)


def _read_table(tokens: Sequence[Token]) -> TableBlock:
    rows: list[list[Inlines]] = []
    aligns: list[str] = []
    for position, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            children = tokens[position + 1].children or ()
            rows[-1].append(read_inlines(children, breaks=False))
            if token.type == "th_open":
                aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
    return TableBlock(tuple(tuple(row) for row in rows), tuple(aligns))


# --- inlines


def read_inlines(tokens: Sequence[Token], *, breaks: bool = True) -> Inlines:
    """Read the inline tokens of a block; raises when an editor cannot show one of them."""
    runs: list[Inline] = []
    depths = {"strong": 0, "em": 0}
    links: list[Token] = []
    for position, token in enumerate(tokens):
        if token.type == "link_open":
            if tokens[position + 1].type == "link_close" or token.attrs.get("title"):
                raise _NotShownError
            links.append(token)
        elif token.type == "link_close":
            links.pop()
        elif token.nesting:
            depths[token.type.rpartition("_")[0]] += token.nesting
        else:
            look = Run("", bold=depths["strong"] > 0, italic=depths["em"] > 0)
            runs.append(_read_leaf(token, look, links))
    return normalise(runs, breaks=breaks)


def _read_leaf(token: Token, look: Run, links: Sequence[Token]) -> Inline:
    if token.type == "cite":
        if links:
            raise _NotShownError
        source = " ".join(token.content.split())
        return Citation(clean_characters(source), look.bold, look.italic)
    text = _get_text(token)
    link = str(links[-1].attrs.get("href", "")) if links else ""
    if links and links[-1].markup == "autolink" and not is_followed(link):
        text, link = f"<{text}>", ""  # <Unit:29> is a way to write, not a link
    is_code = token.type == "code_inline"
    return Run(clean_characters(text), look.bold, look.italic, is_code, link)


def _get_text(token: Token) -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "text" | "text_special" | "code_inline":
            return token.content
        case _:
            raise _NotShownError


@lru_cache(1024)
def is_followed(link: str) -> bool:
    """Tell whether documents follow the link: outside, to a record, or to a part of them."""
    kind, colon, _rest = link.partition(":")
    is_inside = bool(colon) and kind in (*MENTION_KINDS, *REFERENCE_KINDS)
    return is_inside or link.casefold().startswith(SAFE_SCHEMES)


def _find_end(tokens: Sequence[Token], position: int) -> int:
    depth = 0
    for end in range(position, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens) - 1
