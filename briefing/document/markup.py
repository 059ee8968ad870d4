"""Reads the Markdown of texts into nodes of the document tree.

A CommonMark subset: paragraphs, emphasis, lists, quotations, links, tables, headings; HTML stays
text and images become their description. On top of it `[@key, p. 3; @other:2]` cites sources by
key (with an optional Admiralty credibility), and `[name](actor:ID)` mentions a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.document.markdown import (
    has_markup,
    is_too_deep,
    make_token,
    split_blocks,
    split_inlines,
)
from briefing.document.nodes import (
    Align,
    Block,
    Cell,
    Cite,
    CitedSource,
    Column,
    CrossReference,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Row,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

FindSource = Callable[[str], str | None]
"""Gives the id of the source with a key, or None."""

FindRecord = Callable[[str, str], str | None]
"""Gives the anchor at which a record (kind, id) stands in the document, or None."""

Report = Callable[[str], None]
"""Takes one sentence about something in the text that could not be resolved."""

SAFE_SCHEMES = ("http://", "https://", "mailto:")
"""What a link out of a document may begin with."""

_MENTION_KINDS = ("actor", "attack", "background", "source", "briefing")
_MENTION = re.compile(rf"\]\(({'|'.join(_MENTION_KINDS)}):([0-9A-Za-z-]{{1,64}})\)")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_LINE_END = re.compile(r"\r\n?")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_CELL_END = re.compile(r"(?<!\\)\|")
_DEEPEST = 4
_SHOWN = 40
_NARROWEST, _WIDEST = 6, 36


def parse_blocks(
    markdown: str,
    *,
    find_source: FindSource,
    find_record: FindRecord,
    report: Report = lambda _sentence: None,
    heading_level: int = 3,
) -> tuple[Block, ...]:
    """Read a text into blocks; any text is understood, and none of its words are lost.

    Headings in the text begin at `heading_level`, without number and not in the contents.
    """
    markdown = _LINE_END.sub("\n", markdown)
    tokens = split_blocks(markdown) if has_markup(markdown) else None
    if tokens is None:
        return tuple(_iter_plain_paragraphs(markdown))
    _report_surplus_cells(markdown, tokens, report)
    return _Reader(find_source, find_record, report, heading_level).read_blocks(tokens)


def parse_inlines(
    markdown: str,
    *,
    find_source: FindSource,
    find_record: FindRecord,
    report: Report = lambda _sentence: None,
) -> tuple[Inline, ...]:
    """Read a one-line text into inline nodes; line ends become spaces."""
    text = _join_lines(markdown)
    if not has_markup(text):
        return (Text(text),) if text else ()
    return _Reader(find_source, find_record, report, 1).read_line(split_inlines(text))


def find_citation_keys(markdown: str) -> tuple[str, ...]:
    """Find the keys of all sources that a text cites, each once, in order."""
    if "[@" not in markdown:
        return ()
    keys = (
        cited.source
        for token in _iter_inline_tokens(markdown)
        if token.type == "cite"
        for cited in token.meta["sources"]
    )
    return tuple(dict.fromkeys(keys))


def find_mentions(markdown: str) -> tuple[tuple[str, str], ...]:
    """Find all mentions of records, as (kind, id), each once, in order."""
    return tuple(dict.fromkeys(_MENTION.findall(markdown)))


def plain_text(markdown: str) -> str:
    """Give the words of a text without markup and citations, for search and summaries."""
    if not has_markup(markdown):
        return markdown
    pieces: list[str] = []
    for token in _iter_inline_tokens(markdown):
        if token.type == "cite" and pieces:
            pieces[-1] = pieces[-1].rstrip(" ")
        pieces.append(_get_plain(token))
    return "".join(pieces).strip()


def has_citation(markdown: str) -> bool:
    """Tell whether the text cites at least one source."""
    return bool(find_citation_keys(markdown))


# --- parsing ----------------------------------------------------------------------------------


def _iter_inline_tokens(markdown: str) -> Iterator[Token]:
    tokens = split_blocks(markdown)
    if tokens is None:
        yield make_token("text", markdown)
        return
    for token in tokens:
        if token.type == "inline":
            yield from token.children or ()
            yield make_token("softbreak")
        elif token.type == "fence":
            yield make_token("text", _get_code(token))


def _get_plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return "" if token.type == "cite" else token.content


def _iter_plain_paragraphs(text: str) -> Iterator[Paragraph]:
    for part in _BLANK_LINES.split(text):
        words = _join_lines(part)
        if words:
            yield Paragraph((Text(words),))


def _join_lines(text: str) -> str:
    """Make one line of a text; spaces that do not break stay as they are."""
    return _SPACES.sub(" ", text).strip(" ")


class _Reader:
    """Turns the parser's flat tokens into nodes."""

    def __init__(
        self, find_source: FindSource, find_record: FindRecord, report: Report, heading_level: int
    ) -> None:
        self._find_source = find_source
        self._find_record = find_record
        self._report = report
        self._heading_level = heading_level

    def read_blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        position = 0
        while position < len(tokens):
            end = _find_end(tokens, position)
            block = self._read_block(tokens[position], tokens[position + 1 : end])
            if block is not None:
                blocks.append(block)
            position = end + 1
        return tuple(blocks)

    def read_line(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """Read all inline tokens of a paragraph, heading or cell."""
        return self.read_inlines(_flatten(tokens) if is_too_deep(tokens) else tokens)

    def read_inlines(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        inlines: list[Inline] = []
        position = 0
        while position < len(tokens):
            end = _find_end(tokens, position)
            inlines.extend(self._read_inline(tokens[position], tokens[position + 1 : end]))
            position = end + 1
        return _join_texts(inlines)

    def _read_block(self, token: Token, inside: Sequence[Token]) -> Block | None:
        match token.type:
            case "paragraph_open" | "heading_open":
                return self._read_text_block(token, inside)
            case "bullet_list_open" | "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                ordered = token.type == "ordered_list_open"
                return List(self._read_items(inside), ordered=ordered, start=start)
            case "blockquote_open":
                blocks = self.read_blocks(inside)
                return Quotation(blocks) if blocks else None
            case "table_open":
                return self._read_table(inside)
            case "fence":
                return Paragraph(_break_lines(_get_code(token))) if _get_code(token) else None
            case _:  # thematic breaks print nothing
                return None

    def _read_text_block(self, token: Token, inside: Sequence[Token]) -> Block | None:
        children = self.read_line(inside[0].children or ())
        if not children:
            return None
        if token.type == "paragraph_open":
            return Paragraph(children)
        level = min(_DEEPEST, self._heading_level + max(0, int(token.tag[1]) - 2))
        return Heading(level, children, numbered=False, in_contents=False)

    def _read_items(self, tokens: Sequence[Token]) -> tuple[ListItem, ...]:
        items = []
        position = 0
        while position < len(tokens):
            end = _find_end(tokens, position)
            items.append(ListItem(self.read_blocks(tokens[position + 1 : end])))
            position = end + 1
        return tuple(items)

    def _read_table(self, tokens: Sequence[Token]) -> Table:
        rows: list[tuple[Cell, ...]] = []
        aligns: list[Align] = []
        cells: list[Cell] = []
        for position, token in enumerate(tokens):
            if token.type == "tr_open":
                cells = []
            elif token.type in ("th_open", "td_open"):
                if not rows:
                    aligns.append(_read_align(token))
                cells.append(Cell(self.read_line(tokens[position + 1].children or ())))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
        columns = tuple(
            Column(_find_width(rows, number), align) for number, align in enumerate(aligns)
        )
        return Table(columns, tuple(Row(row) for row in rows[1:]), header=rows[0])

    def _read_inline(self, token: Token, inside: Sequence[Token]) -> tuple[Inline, ...]:
        match token.type:
            case "strong_open":
                return (Strong(self.read_inlines(inside)),)
            case "em_open":
                return (Emphasis(self.read_inlines(inside)),)
            case "link_open":
                return self._read_link(token, inside)
            case "cite":
                return self._read_cite(token)
            case _:
                return _read_plain_inline(token)

    def _read_link(self, token: Token, inside: Sequence[Token]) -> tuple[Inline, ...]:
        href = str(token.attrs.get("href", ""))
        children = self.read_inlines(inside)
        kind, colon, record_id = href.partition(":")
        if colon and kind in _MENTION_KINDS:
            anchor = self._find_record(kind, record_id)
            return (CrossReference(anchor, children),) if anchor else children
        if href.casefold().startswith(SAFE_SCHEMES):
            return (Link(href, children),)
        if token.markup == "autolink":  # <Unit:29> is a way to write, not a link
            return (Text("<"), *children, Text(">"))
        self._report(f"The link to “{href}” is left out: links begin with https:// or http://.")
        return children

    def _read_cite(self, token: Token) -> tuple[Inline, ...]:
        found: list[CitedSource] = []
        pieces: list[Inline] = []
        for cited in token.meta["sources"]:
            source = self._find_source(cited.source)
            if source is None:
                self._report(f"The text cites “{cited.source}”, but no source has this key.")
                pieces.append(Text(f"[?{cited.source}]"))
            else:
                found.append(
                    CitedSource(source, locator=cited.locator, credibility=cited.credibility)
                )
        if found:
            pieces.insert(0, Cite(tuple(found)))
        return tuple(pieces)


def _read_plain_inline(token: Token) -> tuple[Inline, ...]:
    if token.type == "softbreak":
        return (Text(" "),)
    if token.type == "hardbreak":
        return (LineBreak(),)
    return (Text(token.content),) if token.content else ()


def _flatten(tokens: Sequence[Token]) -> list[Token]:
    """Give the tokens without nesting, the signs of emphasis as text."""
    return [token if not token.nesting else make_token("text", token.markup) for token in tokens]


def _report_surplus_cells(markdown: str, tokens: Sequence[Token], report: Report) -> None:
    """Tell of rows that are longer than their table's header: the parser drops the rest."""
    lines = markdown.split("\n")
    columns = 0
    for token in tokens:
        if token.type == "table_open" and token.level == 0:
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.level == 2 and token.map:  # noqa: PLR2004
            row = lines[token.map[0]].strip().removeprefix("|")
            if columns and len(_CELL_END.split(row.removesuffix("|"))) > columns:
                report(f"The table row “{row[:_SHOWN]}” has more cells than the table has columns.")


def _get_code(token: Token) -> str:
    """Give the text of a fenced block; words after the fence belong to it, a language does not."""
    info = token.info.strip()
    return f"{info}\n{token.content}" if " " in info else token.content


def _find_end(tokens: Sequence[Token], position: int) -> int:
    """Give the position of the token that closes this one; its own when it opens nothing."""
    depth = 0
    for end in range(position, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens)


def _join_texts(inlines: list[Inline]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    run: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            run.append(inline.text)
            continue
        if run:
            joined.append(Text("".join(run)))
            run = []
        joined.append(inline)
    if run:
        joined.append(Text("".join(run)))
    return tuple(joined)


def _break_lines(code: str) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for line in code.rstrip("\n").split("\n"):
        inlines += [Text(line), LineBreak()]
    return tuple(inlines[:-1])


def _read_align(token: Token) -> Align:
    style = str(token.attrs.get("style", ""))
    if "right" in style:
        return Align.END
    return Align.CENTRE if "center" in style else Align.START


def _find_width(rows: Sequence[tuple[Cell, ...]], number: int) -> float:
    longest = max(
        (_count_characters(row[number].children) for row in rows if number < len(row)), default=0
    )
    return float(max(_NARROWEST, min(longest, _WIDEST)))


def _count_characters(inlines: Sequence[Inline]) -> int:
    count = 0
    for inline in inlines:
        if isinstance(inline, Text):
            count += len(inline.text)
        elif isinstance(inline, Strong | Emphasis | Link | CrossReference):
            count += _count_characters(inline.children)
    return count
