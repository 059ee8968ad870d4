"""Reads what other programs put on the clipboard as HTML: structure stays, the rest goes.

Word, Outlook, LibreOffice and browsers each have their own way to say the same. Sanitised first,
so that no script, image or address outside the web and mail comes near the reading.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import msgspec
from msgspec.structs import replace

from briefing.document.markup import SAFE_SCHEMES
from briefing.markdown_text.model import (
    Block,
    Blocks,
    Inline,
    Inlines,
    Run,
    TableBlock,
    TextBlock,
    TextKind,
)
from briefing.markdown_text.normalising import clean_characters, clean_link, normalise

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKING = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "hr", "pre", "section"}
_BREAKING |= {"article", "header", "footer", "main", "figure", "figcaption", "address", "caption"}
_BREAKING |= set(_HEADINGS)
_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "th", "td"}
_INLINE = {"b", "strong", "i", "em", "cite", "a", "span", "font", "code", "tt", "br", "sup", "sub"}
_KEPT = _BREAKING | _TABLE | _INLINE | {"body", "u", "s", "q", "mark", "abbr", "small"}
_DROPPED = {"script", "style", "title", "head", "template", "noscript", "svg", "math", "select"}
_VOID = {"br", "hr"}
_SPACES = re.compile(r"[ \t\n\r\f]+")
_BOLD = re.compile(r"(?<![-\w])font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?<![-\w])font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![-\w])font-style\s*:\s*(italic|oblique)", re.IGNORECASE)
_NOT_ITALIC = re.compile(r"(?<![-\w])font-style\s*:\s*normal", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_WORD_ITEM = re.compile(r"mso-list\s*:\s*\S+\s+level(\d)", re.IGNORECASE)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(?:(\d{1,4})|[a-z]{1,4})[.)]\s*", re.IGNORECASE)
_LONGEST = 2_000_000


class _Frame(msgspec.Struct):
    """What an open tag means for what is inside it."""

    tag: str
    look: Run
    is_hidden: bool = False
    is_mark: bool = False  # Word's own bullet or number, which stands in the text


class _List(msgspec.Struct):
    kind: TextKind
    has_begun: bool = False
    start: int = 1


def read_html(html: str) -> Blocks:
    """Read HTML into blocks; addresses other than of the web and of mail are left out."""
    import nh3  # takes its time, and few sessions paste

    safe = nh3.clean(
        html[:_LONGEST],
        tags=_KEPT,
        clean_content_tags=_DROPPED,
        attributes={"*": {"style", "class"}, "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    reader = _HtmlReader()
    reader.feed(safe)
    reader.close()
    return reader.finish()


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._inlines: list[Inline] = []
        self._frames = [_Frame("", Run(""))]
        self._lists: list[_List] = []
        self._quotes = 0
        self._heading = 0
        self._word_item = 0
        self._word_mark = ""
        self._is_first_in_item = False
        self._tables: list[list[list[Inlines]]] = []

    def finish(self) -> Blocks:
        """Give the blocks, once everything is fed."""
        self._flush()
        while self._tables:
            self._end_table()
        return tuple(self._blocks)

    # --- what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add("\n")
            return
        if tag in _BREAKING:
            self._flush()
        if tag not in _VOID:
            self._frames.append(_make_frame(self._frames[-1], tag, attributes))
        self._begin(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self._flush()
        self._end(tag)
        for index in range(len(self._frames) - 1, 0, -1):
            if self._frames[index].tag == tag:
                del self._frames[index:]
                break

    def handle_data(self, data: str) -> None:
        frame = self._frames[-1]
        if frame.is_hidden:
            return
        if any(frame.is_mark for frame in self._frames):
            self._word_mark += data.strip()
            return
        in_pre = any(frame.tag == "pre" for frame in self._frames)
        self._add(data if in_pre else _SPACES.sub(" ", data))

    # --- blocks

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "blockquote":
            self._quotes += 1
        elif tag in ("ul", "ol"):
            kind = TextKind.NUMBER if tag == "ol" else TextKind.BULLET
            start = attributes.get("start", "1")
            self._lists.append(_List(kind, start=int(start) if start.isdecimal() else 1))
        elif tag == "li":
            self._is_first_in_item = True
        elif tag in _TABLE:
            self._begin_table_part(tag)
        item = _WORD_ITEM.search(attributes.get("style", "")) if tag == "p" else None
        if item:
            self._word_item, self._word_mark = int(item[1]), ""

    def _end(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._heading = 0
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_table()

    def _add(self, text: str) -> None:
        look = self._frames[-1].look
        if not self._frames[-1].is_hidden:
            self._inlines.append(replace(look, text=clean_characters(text)))

    def _flush(self) -> None:
        if self._tables and self._tables[-1]:
            self._inlines.append(Run(" "))  # a cell holds one paragraph
            return
        inlines = normalise(self._inlines, breaks=not self._heading)
        self._inlines = []
        if inlines:
            self._blocks.append(self._make_block(inlines))
        self._word_item = 0

    def _make_block(self, inlines: Inlines) -> TextBlock:
        if self._word_item:
            return self._make_word_item(inlines)
        if self._lists and self._is_first_in_item:
            self._is_first_in_item = False
            return self._make_item(inlines)
        if self._heading:
            plain = normalise(replace(run, bold=False) for run in inlines)
            return TextBlock(plain, TextKind.HEADING, self._heading, self._quotes)
        return TextBlock(inlines, quote=self._quotes)

    def _make_item(self, inlines: Inlines) -> TextBlock:
        innermost = self._lists[-1]
        begins, innermost.has_begun = not innermost.has_begun, True
        start = innermost.start if begins and innermost.kind is TextKind.NUMBER else 1
        level = len(self._lists)
        return TextBlock(inlines, innermost.kind, level, self._quotes, begins, start)

    def _make_word_item(self, inlines: Inlines) -> TextBlock:
        number = _NUMBERED.fullmatch(self._word_mark)
        kind = TextKind.NUMBER if number else TextKind.BULLET
        last = self._blocks[-1] if self._blocks else None
        follows = isinstance(last, TextBlock) and last.kind.is_item
        start = int(number[1]) if number and number[1] and not follows else 1
        return TextBlock(inlines, kind, self._word_item, self._quotes, not follows, start)

    # --- tables

    def _begin_table_part(self, tag: str) -> None:
        if tag == "table":
            if not self._tables:
                self._flush()
            self._tables.append([])
        elif self._tables and len(self._tables) == 1:
            if tag == "tr":
                self._tables[-1].append([])
            elif tag in ("td", "th"):
                self._inlines = []
                if not self._tables[-1]:
                    self._tables[-1].append([])
        elif tag in ("td", "th"):
            self._inlines.append(Run(" "))

    def _end_cell(self) -> None:
        if len(self._tables) == 1 and self._tables[0]:
            self._tables[0][-1].append(normalise(self._inlines, breaks=False))
            self._inlines = []

    def _end_table(self) -> None:
        rows = [row for row in self._tables.pop() if any(row)]
        if self._tables or not rows:  # a table within a cell is a part of its text
            return
        self._inlines = []
        width = max(len(row) for row in rows)
        if width == 1:  # a frame around text, not a table
            self._blocks += [TextBlock(row[0], quote=self._quotes) for row in rows if row[0]]
            return
        padded = (tuple(row) + ((),) * (width - len(row)) for row in rows)
        self._blocks.append(TableBlock(tuple(padded), ("",) * width))


_LOOKS: dict[str, Callable[[Run], Run]] = {
    "b": lambda look: replace(look, bold=True),
    "strong": lambda look: replace(look, bold=True),
    "i": lambda look: replace(look, italic=True),
    "em": lambda look: replace(look, italic=True),
    "cite": lambda look: replace(look, italic=True),
    "code": lambda look: replace(look, code=True),
    "tt": lambda look: replace(look, code=True),
}


def _make_frame(outer: _Frame, tag: str, attributes: dict[str, str]) -> _Frame:
    style = attributes.get("style", "")
    look = _LOOKS[tag](outer.look) if tag in _LOOKS else outer.look
    is_reference = tag == "sup" and "reference" in attributes.get("class", "")
    return _Frame(
        tag,
        replace(_take_style(look, style), link=_get_link(attributes) or look.link),
        is_hidden=outer.is_hidden or bool(_HIDDEN.search(style)) or is_reference,
        is_mark=bool(_WORD_MARK.search(style)),
    )


def _take_style(look: Run, style: str) -> Run:
    if _BOLD.search(style):
        look = replace(look, bold=True)
    elif _NOT_BOLD.search(style):
        look = replace(look, bold=False)
    if _ITALIC.search(style):
        return replace(look, italic=True)
    return replace(look, italic=False) if _NOT_ITALIC.search(style) else look


def _get_link(attributes: dict[str, str]) -> str:
    link = clean_link(attributes.get("href", ""))
    return link if link.casefold().startswith(SAFE_SCHEMES) else ""
