"""Writes formatted runs as Markdown, with no more marks and escapes than they need."""

import re
from collections.abc import Sequence
from enum import Enum

import msgspec

from briefing.markdown_text.model import Citation, Inline, Inlines, Run


class Care(Enum):
    """How careful to write: the first way that reads back as it was meant is taken."""

    LIGHT = ("*", False, False)
    UNDERLINES = ("_", False, False)
    ESCAPED = ("*", True, False)
    ESCAPED_UNDERLINES = ("_", True, False)
    ENTITIES = ("*", True, True)
    ENTITIES_UNDERLINES = ("_", True, True)

    def __init__(self, italic: str, escapes_all: bool, uses_entities: bool) -> None:
        self.italic = italic
        self.escapes_all = escapes_all
        self.uses_entities = uses_entities


class _Mark(msgspec.Struct, frozen=True):
    """A format that is begun and ended; `link` for one with a target."""

    flag: str
    link: str = ""


_LINE_START = re.compile(
    r"""(?mx)^(?:
      (\#{1,6})(?=\s|$)            # a heading
    | (>)                          # a quotation
    | ([-+])(?=\s|$)               # an item
    | (=)(?=[=\s]*$) | (-)(?=[-\s|:]*$)
    | (~)(?=~~) | (\|)
    )"""
)
_NUMBERED = re.compile(r"(?m)^(\d{1,9})([.)])(?=\s|$)")
_ALWAYS = re.compile(r"[`*]|\\(?=[!-/:-@\[-`{-~]|\n|\Z)")
_UNDERLINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LONE_STAR = re.compile(r"(?<=\s)\\\*(?=\s)")
_BRACKET = re.compile(r"\[(?=@)|\[(?=[^\]]*\]\()|\](?=\()")
_ANGLE = re.compile(r"<(?=[^\s<>]*[:@][^\s<>]*>)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BANG = re.compile(r"!(?=\[|\Z)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_PLAIN_TARGET = re.compile(r"[^\s<>()\\]+")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_ESCAPED_MARK = re.compile(r"\\[!-/:-@\[-`{-~]")
_BACKTICKS = re.compile(r"`+")


def write_inlines(inlines: Inlines, care: Care, *, in_cell: bool = False) -> str:
    """Write the inlines of a block; a break becomes a backslash at the end of a line."""
    text = _Writer(inlines, care).write()
    return text.replace("|", "\\|") if in_cell else text


class _Writer:
    def __init__(self, inlines: Inlines, care: Care) -> None:
        self._inlines = inlines
        self._care = care
        self._open: list[_Mark] = []
        self._out: list[str] = []

    def write(self) -> str:
        space = ""
        for index, inline in enumerate(self._inlines):
            lead, text, trail = self._write_leaf(index)
            # no mark may stand beside a space on its inner side
            self._close_all_but(_list_marks(inline))
            self._out.append(space + lead)
            if text:  # spaces alone begin nothing: what they are in may end with them
                self._open_missing(index)
                self._out.append(text)
            space = trail
        self._close_all_but(())
        return "".join(self._out) + space

    def _close_all_but(self, wanted: Sequence[_Mark]) -> None:
        kept = 0
        while kept < len(self._open) and self._open[kept] in wanted:
            kept += 1
        while len(self._open) > kept:
            self._out.append(self._end(self._open.pop()))

    def _open_missing(self, index: int) -> None:
        missing = [m for m in _list_marks(self._inlines[index]) if m not in self._open]
        missing.sort(key=lambda mark: (-self._count_span(index, mark), mark.flag != "link"))
        for mark in missing:
            self._open.append(mark)
            self._out.append(self._begin(mark))

    def _count_span(self, index: int, mark: _Mark) -> int:
        count = 0
        for inline in self._inlines[index:]:
            if mark not in _list_marks(inline):
                break
            count += 1
        return count

    def _begin(self, mark: _Mark) -> str:
        return "[" if mark.flag == "link" else self._sign(mark)

    def _end(self, mark: _Mark) -> str:
        return f"]({_write_target(mark.link)})" if mark.flag == "link" else self._sign(mark)

    def _sign(self, mark: _Mark) -> str:
        return "**" if mark.flag == "bold" else self._care.italic

    def _write_leaf(self, index: int) -> tuple[str, str, str]:
        inline = self._inlines[index]
        if isinstance(inline, Citation):
            return "", inline.source, ""
        if _is_address(inline):
            return "", f"<{inline.text}>", ""
        if inline.code:
            return "", _write_code(inline.text), ""
        escaped = self._escape(inline.text, is_first=index == 0, in_link=bool(inline.link))
        text = escaped.strip()
        lead, _, trail = escaped.partition(text) if text else (escaped, "", "")
        if self._care.uses_entities and text:
            text = _guard_ends(text, inline.text.strip())
        return _write_breaks(lead), _write_breaks(text), _write_breaks(trail)

    def _escape(self, text: str, *, is_first: bool, in_link: bool) -> str:
        if self._care.escapes_all:
            return _PUNCTUATION.sub(r"\\\g<0>", text)
        escaped = _escape_inside(text, in_link=in_link)
        first, newline, rest = escaped.partition("\n")
        if is_first:
            first = _escape_line_starts(first)
        return first + newline + _escape_line_starts(rest) if newline else first


def _list_marks(inline: Inline) -> list[_Mark]:
    marks = []
    if isinstance(inline, Run) and inline.link and not _is_address(inline):
        marks.append(_Mark("link", inline.link))
    if inline.bold:
        marks.append(_Mark("bold"))
    if inline.italic:
        marks.append(_Mark("italic"))
    return marks


def _is_address(run: Run) -> bool:
    """Tell whether a link is its own words, `<https://example.org>`."""
    return run.text == run.link and not run.code and bool(_ADDRESS.fullmatch(run.text))


def _escape_inside(text: str, *, in_link: bool) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _LONE_STAR.sub("*", text)
    for pattern in (_UNDERLINE, _BRACKET, _ANGLE, _ENTITY, _BANG):
        text = pattern.sub(r"\\\g<0>", text)
    return re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", text) if in_link else text


def _escape_line_starts(text: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\\\g<0>", text))


def _guard_ends(escaped: str, plain: str) -> str:
    """Write the characters at both ends as entities, so that any mark may stand beside them."""
    first, last = (f"&#{ord(character)};" for character in (plain[0], plain[-1]))
    if len(plain) == 1:
        return first
    middle = escaped[2 if _is_escaped_mark(escaped[:2]) else 1 :]
    return first + middle[: -2 if _is_escaped_mark(middle[-2:]) else -1] + last


def _is_escaped_mark(text: str) -> bool:
    return bool(_ESCAPED_MARK.fullmatch(text))


def _write_breaks(text: str) -> str:
    return text.replace("\n", "\\\n")


def _write_code(text: str) -> str:
    text = text.replace("\n", " ")
    longest = max((len(ticks) for ticks in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    is_padded = text.startswith(("`", " ")) or text.endswith(("`", " "))
    space = " " if is_padded and text.strip() else ""
    return f"{fence}{space}{text}{space}{fence}"


def _write_target(link: str) -> str:
    if _PLAIN_TARGET.fullmatch(link) and not _ENTITY.search(link):
        return link
    inside = re.sub(r"[<>\\&]", r"\\\g<0>", link)
    return f"<{inside}>"
