"""Breaks paragraphs into lines: finished operator bytes that hold no position.

Every line begins with `T*`, so a paragraph is set anywhere by one `Tm`, and a part of it on
another page is a slice of the list. Lines begin and end with the paragraph's own pen.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from briefing.document.nodes import Footnote
from briefing.export.pdf_writer.inlines import Run
from briefing.export.pdf_writer.styles import ParagraphStyle, TextStyle
from briefing.export.pdf_writer.units import collect_units
from briefing.export.pdf_writer.words import Extra, Pen, Piece, Unit, Words, switch_pen

UNLIMITED = 10_000.0
"""A width that no line reaches: such lines begin at their left, whichever way they run."""

_WIDEST_BLANK = 0.3  # of the size: lines are tried up to so much too long
_CAP_HEIGHT = 0.66  # of the size; lines are centred on it
_SLACK = 0.01  # points; sums of widths are not exact


class LinkSpan(NamedTuple):
    """A link in a line, from x0 to x1 in points from the line's start."""

    x0: float
    x1: float
    target: str


class LinePart(NamedTuple):
    """A part of a line that is marked by itself; `link` counts the links of the line, or is -1."""

    code: bytes
    link: int = -1
    note: Footnote | None = None
    language: str = ""


class LineExtras(NamedTuple):
    """The links in a line and the notes whose marks stand in it; the parts make up the line."""

    links: tuple[LinkSpan, ...]
    notes: tuple[Footnote, ...]
    parts: tuple[LinePart, ...]


class Layout(NamedTuple):
    """A paragraph broken into lines for one width."""

    codes: list[bytes]
    extras: dict[int, LineExtras]
    setup: bytes  # operators that begin a text object for it
    size: float
    leading: float
    baseline: float  # from the top of a line down to it
    last_width: float  # of the last line, points
    rtl: bool
    width: float  # that the lines stand in; of the last line where there was no limit
    has_notes: bool = False
    uncovered: str = ""  # the characters in it that no face covers
    quotes_pages: bool = False  # it holds page numbers that a later pass may change

    @property
    def height(self) -> float:
        """Height of all lines in points."""
        return len(self.codes) * self.leading


def break_lines(
    runs: list[Run], style: ParagraphStyle, width: float, get_words: Callable[[TextStyle], Words]
) -> Layout:
    """Break runs into lines of at most `width` points; no lines for no text."""
    base = get_words(style.text)
    width = max(width, style.text.size)  # a column narrower than a letter still gets letters
    level = style.find_base("".join(run.text for run in runs)) if style.mirrored else None
    flow = collect_units(runs, width, get_words, level)
    share = style.find_share(flow.base_level) if width < UNLIMITED else 0.0
    lines = _Lines(base.pen, style, width, share)
    for units in flow.parts:
        lines.add_part(units, mixed=flow.mixed)
    has_notes = any(extras.notes for extras in lines.extras.values())
    return Layout(
        lines.codes,
        lines.extras,
        b"%b %.5g TL" % (base.pen.setup(), style.leading),
        base.pen.size,
        style.leading,
        (style.leading + _CAP_HEIGHT * base.pen.size) / 2,
        lines.last_width,
        flow.base_level == 1,
        width if width < UNLIMITED else lines.last_width,
        has_notes,
    )


class _Lines:
    """Collects the lines of one paragraph."""

    def __init__(self, pen: Pen, style: ParagraphStyle, width: float, share: float) -> None:
        self.codes: list[bytes] = []
        self.extras: dict[int, LineExtras] = {}
        self.last_width = 0.0
        self._pen = pen
        self._width = width
        self._blank = style.text.size * _WIDEST_BLANK
        self._justify = style.justify
        self._share = share

    def add_part(self, units: list[Unit], *, mixed: bool) -> None:
        """Add the lines of the text up to a forced break."""
        if not units:
            self.codes.append(b"T*")
        plain = not mixed and {unit.pen for unit in units} == {self._pen}
        for start, end, width in _fill(units, self._width, self._blank):
            last = end == len(units)
            gap = 0.0 if last or not self._justify else self._find_gap(units[start:end], width)
            offset = 0.0 if gap else (self._width - width) * self._share
            if plain:
                self.codes.append(_write_plain(units[start:end], self._pen, offset, gap))
            else:
                self._add_rich(units[start:end], offset, gap, mixed=mixed)
            self.last_width = width

    def _find_gap(self, units: list[Unit], width: float) -> float:
        gaps = sum(1 for unit in units[:-1] if unit.space)
        return (self._width - width) / gaps if gaps else 0.0

    def _add_rich(self, units: list[Unit], offset: float, gap: float, *, mixed: bool) -> None:
        pieces = [piece for unit in units for piece in unit.pieces]
        if mixed:
            pieces = order_pieces(pieces)
        writer = _RichLine(self._pen, offset, gap)
        for piece in pieces:
            writer.add(piece)
        code, extras = writer.finish()
        if extras:
            self.extras[len(self.codes)] = extras
        self.codes.append(code)


def _fill(units: list[Unit], limit: float, blank: float) -> Iterator[tuple[int, int, float]]:
    """Yield where each line starts and ends, and its width without the blank at its end."""
    ends = list(accumulate([unit.advance for unit in units]))
    count = len(units)
    start = 0
    base = 0.0
    while start < count:
        end = bisect_right(ends, limit + blank + base + _SLACK, start)
        while end > start + 1 and ends[end - 1] - units[end - 1].space - base > limit + _SLACK:
            end -= 1
        end = max(end, start + 1)
        yield start, end, ends[end - 1] - units[end - 1].space - base
        base = ends[end - 1]
        start = end


def _write_plain(units: list[Unit], pen: Pen, offset: float, gap: float) -> bytes:
    """Write a line of one pen."""
    shift = b"%d" % round(-offset * 1000 / pen.size) if offset else b""
    if gap:
        stretch = b")%d(" % round(-gap * 1000 / pen.size)
        code = b"".join([unit.code + stretch if unit.space else unit.code for unit in units])
    else:
        code = b"".join([unit.code for unit in units])
    return b"T*[%b(%b)]TJ" % (shift, code)


def order_pieces(pieces: list[Piece]) -> list[Piece]:
    """Give the pieces of a line from left to right; blanks at the line's end are dropped."""
    from briefing.export.pdf_writer.bidi_levels import reorder

    while len(pieces) > 1 and pieces[-1].text == " ":
        pieces = pieces[:-1]
    return [pieces[place] for place in reorder([piece.level for piece in pieces])]


class _RichLine:
    """Writes a line of several pens, links and notes."""

    def __init__(self, pen: Pen, offset: float, gap: float) -> None:
        self._base = self._pen = pen
        self._gap = gap
        self._x = offset
        shift = b"[%d]TJ" % round(-offset * 1000 / pen.size) if offset else b""
        self._out = [b"T*", shift]
        self._open: list[bytes] = []
        self._part = _PLAIN_PART
        self._parts: list[LinePart] = []
        self._links: list[LinkSpan] = []
        self._notes: list[Footnote] = []

    def add(self, piece: Piece) -> None:
        part = self._find_part(piece) if piece.extra else _PLAIN_PART
        if part != self._part:
            self._start_part(part)
        if piece.pen != self._pen:
            self._close()
            self._out.append(switch_pen(self._pen, piece.pen))
            self._pen = piece.pen
        self._open.append(piece.code)
        width = piece.width
        if self._gap and piece.text.endswith(" "):
            self._open.append(b")%d(" % round(-self._gap * 1000 / piece.pen.size))
            width += self._gap
        if part.link >= 0:
            self._links[-1] = self._links[-1]._replace(x1=self._x + width)
        if part.note:
            self._notes.append(part.note)
        self._x += width

    def finish(self) -> tuple[bytes, LineExtras | None]:
        self._close()
        if self._pen != self._base:
            self._out.append(switch_pen(self._pen, self._base))
        if not self._parts and self._part == _PLAIN_PART:
            return _join(self._out), None
        self._start_part(_PLAIN_PART)
        code = b" ".join([part.code for part in self._parts])
        return code, LineExtras(tuple(self._links), tuple(self._notes), tuple(self._parts))

    def _close(self) -> None:
        if self._open:
            self._out.append(b"[(%b)]TJ" % b"".join(self._open))
            self._open = []

    def _find_part(self, piece: Piece) -> LinePart:
        """Give what marks a piece; a link that goes on is the same one."""
        extra = piece.extra or Extra()
        place = -1
        if extra.link:
            before = self._links[-1] if self._links else None
            if not before or before.target != extra.link or abs(before.x1 - self._x) >= 1:
                self._links.append(LinkSpan(self._x, self._x, extra.link))
            place = len(self._links) - 1
        return LinePart(b"", place, extra.note, extra.language)

    def _start_part(self, part: LinePart) -> None:
        """Finish the part so far; the beginning of a line belongs to its first part."""
        self._close()
        if self._out:
            self._parts.append(self._part._replace(code=_join(self._out)))
        self._out = []
        self._part = part


_PLAIN_PART = LinePart(b"")


def _join(parts: list[bytes]) -> bytes:
    return b" ".join([part for part in parts if part])
