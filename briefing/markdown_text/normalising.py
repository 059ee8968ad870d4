"""Brings formatted runs into the one form in which equal texts are equal."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from briefing.markdown_text.model import Citation, Inline, Inlines, Run

_AROUND_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\v\f\x1c-\x1e\x85]")
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1b\x1f\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff]")
_PIECES = re.compile(r"\A\s+|\S(?:.*\S)?|\s+\Z", re.DOTALL)  # spaces at the ends stand alone


def clean_characters(text: str) -> str:
    """Give the text with plain line ends, and a sign in place of what no editor can hold."""
    return _UNSHOWN.sub("\ufffd", _LINE_ENDS.sub("\n", text))


@lru_cache(1024)
def clean_link(link: str) -> str:
    """Give the target of a link as the reader of Markdown gives it back."""
    from markdown_it.common.normalize_url import normalizeLink  # the window starts without it

    return normalizeLink(link.strip()) if link else ""


def normalise(inlines: Iterable[Inline], *, breaks: bool = True) -> Inlines:
    """Give the same text with formats that begin and end at words, and runs as long as can be.

    Spaces have a format only where the words on both sides have it; those at the ends of the
    text and around breaks go. Without `breaks`, a break becomes a space.
    """
    pieces = list(_iter_pieces(inlines, breaks=breaks))
    settled = [_settle_space(pieces, index) for index in range(len(pieces))]
    return tuple(_strip(_join(settled)))


def _iter_pieces(inlines: Iterable[Inline], *, breaks: bool) -> Iterable[Inline]:
    for inline in _tidy_breaks(_join(inlines), breaks=breaks):
        if isinstance(inline, Citation):
            yield inline
        else:
            for piece in _PIECES.findall(inline.text):
                yield replace(inline, text=piece)


def _tidy_breaks(inlines: Sequence[Inline], *, breaks: bool) -> Iterable[Inline]:
    for index, inline in enumerate(inlines):
        if isinstance(inline, Citation):
            yield inline
            continue
        text = inline.text if breaks and not inline.code else inline.text.replace("\n", " ")
        text = _AROUND_BREAK.sub("\n", text)
        if _touches_break(inlines, index - 1, -1):
            text = text.lstrip(" \t")
        if _touches_break(inlines, index + 1, 0):
            text = text.rstrip(" \t")
        if text:
            yield replace(inline, text=text)


def _touches_break(inlines: Sequence[Inline], index: int, end: int) -> bool:
    if not 0 <= index < len(inlines):
        return False
    neighbour = inlines[index]
    if not isinstance(neighbour, Run):
        return False
    rest = neighbour.text.strip(" \t")
    return rest[end : end + 1 or None] == "\n"


def _settle_space(pieces: Sequence[Inline], index: int) -> Inline:
    piece = pieces[index]
    if isinstance(piece, Citation) or not piece.text.isspace():
        return piece
    before = _find_word(pieces, range(index - 1, -1, -1))
    after = _find_word(pieces, range(index + 1, len(pieces)))
    return Run(
        piece.text,
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        code=piece.code and _get_code(before) and _get_code(after),
        link=_get_link(before) if _get_link(before) == _get_link(after) else "",
    )


def _find_word(pieces: Sequence[Inline], places: range) -> Inline:
    for index in places:
        piece = pieces[index]
        if isinstance(piece, Citation) or not piece.text.isspace():
            return piece
    return Run("")


def _get_link(inline: Inline) -> str:
    return inline.link if isinstance(inline, Run) else ""


def _get_code(inline: Inline) -> bool:
    return isinstance(inline, Run) and inline.code


def _join(inlines: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Run) and isinstance(last, Run) and have_same_format(inline, last):
            joined[-1] = replace(last, text=last.text + inline.text)
        elif isinstance(inline, Citation) or inline.text:
            joined.append(inline)
    return joined


def have_same_format(first: Run, second: Run) -> bool:
    """Tell whether two runs differ in nothing but their words."""
    return (
        first.bold == second.bold
        and first.italic == second.italic
        and first.code == second.code
        and first.link == second.link
    )


def _strip(inlines: list[Inline]) -> list[Inline]:
    while inlines and isinstance(inlines[0], Run) and not inlines[0].text.strip():
        inlines = inlines[1:]
    while inlines and isinstance(inlines[-1], Run) and not inlines[-1].text.strip():
        inlines = inlines[:-1]
    if inlines and isinstance(inlines[0], Run):
        inlines[0] = replace(inlines[0], text=inlines[0].text.lstrip())
    if inlines and isinstance(inlines[-1], Run):
        inlines[-1] = replace(inlines[-1], text=inlines[-1].text.rstrip())
    return inlines
