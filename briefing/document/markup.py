"""Reads the Markdown of texts into nodes of the document tree.

A CommonMark subset: paragraphs, emphasis, lists, quotations, links, tables, headings; HTML stays
text. On top of it `[@key, p. 3; @other:2]` cites sources by key (with an optional Admiralty
credibility), `[name](actor:ID)` mentions a record, `[Table {number}](table:SECTION)` refers to a
part of the document (see `cross_references`), and `![caption](attachment:SHA)` shows an image that
the library has. No other image is ever opened: its words are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.document.cross_references import REFERENCE_KINDS, read_reference, take_page
from briefing.document.image_references import find_reference, part_at_images, trim_line
from briefing.document.markdown import (
    has_markup,
    is_too_deep,
    make_token,
    split_blocks,
    split_inlines,
)
from briefing.document.markup_tables import find_width, read_align, report_surplus_cells
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
from briefing.document.simple_markdown import (
    Piece,
    join_line_ends,
    join_words,
    read_simple,
    split_paragraphs,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

FindSource = Callable[[str], str | None]
"""Gives the id of the source with a key, or None."""

FindRecord = Callable[[str, str], str | None]
"""Gives the anchor at which a record (kind, id) stands in the document, or None."""

FindImage = Callable[[str, tuple[Inline, ...]], Block | None]
"""Gives the image that a reference and a caption stand for, or None and tells why itself."""

Report = Callable[[str], None]
"""Takes one sentence about something in the text that could not be resolved."""

SAFE_SCHEMES = ("http://", "https://", "mailto:")
"""What a link out of a document may begin with."""

_MENTION_KINDS = ("actor", "attack", "background", "source", "briefing")
_MENTION = re.compile(rf"\]\(({'|'.join(_MENTION_KINDS)}):([0-9A-Za-z-]{{1,64}})\)")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_DEEPEST = 4
_SHOWN = 40


def parse_blocks(
    markdown: str,
    *,
    find_source: FindSource,
    find_record: FindRecord,
    find_image: FindImage = lambda _reference, _caption: None,
    report: Report = lambda _sentence: None,
    heading_level: int = 3,
) -> tuple[Block, ...]:
    """Read a text into blocks; any text is understood, and none of its words are lost.

    Headings in the text begin at `heading_level`, without number and not in the contents. Images
    are shown in paragraphs of their own and within others, also in lists and quotations.
    """
    markdown = join_line_ends(markdown)
    if not has_markup(markdown):
        return tuple(_iter_plain_paragraphs(markdown))
    reader = _Reader(find_source, find_record, report, heading_level)
    simple = read_simple(markdown)
    if simple is not None:
        read = map(reader.read_pieces, simple)
        return tuple([Paragraph(children) for children in read if children])
    tokens = split_blocks(markdown)
    if tokens is None:
        return tuple(_iter_plain_paragraphs(markdown))
    report_surplus_cells(markdown, tokens, report)
    reader.find_image = find_image
    return reader.read_blocks(tokens)


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
    reader = _Reader(find_source, find_record, report, 1)
    simple = read_simple(text)
    if simple is not None:
        return reader.read_pieces(simple[0])  # a line with markup is never empty
    return reader.read_line(split_inlines(text))


def find_citation_keys(markdown: str) -> tuple[str, ...]:
    """Find the keys of all sources that a text cites, each once, in order."""
    if "[@" not in markdown:
        return ()
    keys = (cited.source for sources in _iter_cited(markdown) for cited in sources)
    return tuple(dict.fromkeys(keys))


def find_mentions(markdown: str) -> tuple[tuple[str, str], ...]:
    """Find all mentions of records, as (kind, id), each once, in order."""
    return tuple(dict.fromkeys(_MENTION.findall(markdown)))


def plain_text(markdown: str) -> str:
    """Give the words of a text without markup and citations, for search and summaries."""
    if not has_markup(markdown):
        return markdown
    simple = read_simple(markdown)
    if simple is not None:
        return "\n".join(map(join_words, simple)).strip()
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


def _iter_cited(markdown: str) -> Iterator[Sequence[CitedSource]]:
    simple = read_simple(markdown)
    if simple is not None:
        for pieces in simple:
            yield from (piece for piece in pieces if not isinstance(piece, str))
        return
    for token in _iter_inline_tokens(markdown):
        if token.type == "cite":
            yield token.meta["sources"]


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
    for part in split_paragraphs(text):
        words = _join_lines(part)
        if words:
            yield Paragraph((Text(words),))


def _join_lines(text: str) -> str:
    """Make one line of a text; spaces that do not break stay as they are."""
    return _join_spaces(text).strip(" ")


def _join_spaces(text: str) -> str:
    """Leave one blank of any number, wherever in a paragraph and beside whatever markup."""
    if "  " in text or not text.isprintable():  # a blank is the one space that is printable
        return _SPACES.sub(" ", text)
    return text


class _Reader:
    """Turns the parser's flat tokens into nodes."""

    def __init__(
        self, find_source: FindSource, find_record: FindRecord, report: Report, heading_level: int
    ) -> None:
        self._find_source = find_source
        self._find_record = find_record
        self._report = report
        self._heading_level = heading_level
        self.find_image: FindImage | None = None

    def read_blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        position = 0
        while position < len(tokens):
            end = _find_end(tokens, position)
            inside = tokens[position + 1 : end]
            if tokens[position].type == "paragraph_open":
                blocks.extend(self._read_paragraph(inside))
            elif block := self._read_block(tokens[position], inside):
                blocks.append(block)
            position = end + 1
        return tuple(blocks)

    def read_pieces(self, pieces: Sequence[Piece]) -> tuple[Inline, ...]:
        """Read one paragraph of words and citations."""
        inlines: list[Inline] = []
        for piece in pieces:
            if isinstance(piece, str):
                inlines.append(Text(_join_spaces(piece)))
            else:
                inlines.extend(self._read_cited(piece))
        return trim_line(_join_texts(inlines))

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
            case "heading_open":
                return self._read_heading(token, inside)
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

    def _read_paragraph(self, inside: Sequence[Token]) -> Iterator[Block]:
        """Read a paragraph, which is parted by the images in it."""
        for part in part_at_images(inside[0].children or ()):
            if len(part) == 1 and find_reference(part[0]):
                yield from self._read_image(part[0])
            elif children := trim_line(self.read_line(part)):
                # bold words alone stand as a title above what follows
                is_title = len(children) == 1 and isinstance(children[0], Strong)
                yield Paragraph(children, keep_with_next=is_title)

    def _read_image(self, token: Token) -> Iterator[Block]:
        """Read an image of the library; one that is not there leaves its words."""
        caption = self.read_line(token.children or ())
        find = self.find_image
        shown = find(find_reference(token), caption) if find else None
        if shown is not None:
            yield shown
        elif caption:
            yield Paragraph(caption)

    def _read_heading(self, token: Token, inside: Sequence[Token]) -> Block | None:
        children = self.read_line(inside[0].children or ())
        if not children:
            return None
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
                    aligns.append(read_align(token))
                cells.append(Cell(self.read_line(tokens[position + 1].children or ())))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
        columns = tuple(
            Column(find_width(rows, number), align) for number, align in enumerate(aligns)
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
                return self._read_cited(token.meta["sources"])
            case "image":
                return self._read_words_of_image(token)
            case _:
                return _read_plain_inline(token)

    def _read_words_of_image(self, token: Token) -> tuple[Inline, ...]:
        """Give the words of an image that is not shown, and tell why it is not."""
        source = str(token.attrs.get("src", ""))[:_SHOWN]
        reason = "only images that are attached in the library are printed"
        if find_reference(token):
            reason = "it has to stand in a paragraph, not in a heading, table or link"
        self._report(f"The image “{source}” is left out: {reason}.")
        return self.read_line(token.children or ())

    def _read_link(self, token: Token, inside: Sequence[Token]) -> tuple[Inline, ...]:
        href = str(token.attrs.get("href", ""))
        children = self.read_inlines(inside)
        kind, colon, record_id = href.partition(":")
        if colon and kind in REFERENCE_KINDS:
            return (read_reference(kind, record_id, children),)
        if colon and kind in _MENTION_KINDS:
            anchor = self._find_record(kind, record_id)
            children, shows_page = take_page(children)
            return (CrossReference(anchor, children, shows_page),) if anchor else children
        if href.casefold().startswith(SAFE_SCHEMES):
            return (Link(href, children),)
        if token.markup == "autolink":  # <Unit:29> is a way to write, not a link
            return (Text("<"), *children, Text(">"))
        self._report(f"The link to “{href}” is left out: links begin with https:// or http://.")
        return children

    def _read_cited(self, sources: Iterable[CitedSource]) -> tuple[Inline, ...]:
        found: list[CitedSource] = []
        pieces: list[Inline] = []
        for cited in sources:
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
            joined.append(Text(_join_spaces("".join(run))))
            run = []
        joined.append(inline)
    if run:
        joined.append(Text(_join_spaces("".join(run))))
    return tuple(joined)


def _break_lines(code: str) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for line in code.rstrip("\n").split("\n"):
        inlines += [Text(line), LineBreak()]
    return tuple(inlines[:-1])
