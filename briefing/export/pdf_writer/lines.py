"""Breaks paragraphs into lines: finished operator bytes that hold no position.

Every line begins with `T*`, so a paragraph is set anywhere by one `Tm`, and a part of it on
another page is a slice of the list. Lines begin and end with the paragraph's own pen.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, chain
from typing import NamedTuple

import msgspec

from briefing.document.nodes import Footnote, Inline
from briefing.export.pdf_writer.inlines import Run
from briefing.export.pdf_writer.styles import ParagraphStyle
from briefing.export.pdf_writer.units import (
    Flow,
    GetWords,
    collect_units,
    is_mixed,
    measure_text,
)
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


class LinePart(msgspec.Struct, frozen=True, gc=False):
    """A part of a line that is marked by itself; `link` counts the links of the line, or is -1."""

    code: bytes
    link: int = -1
    note: Footnote | None = None
    language: str = ""


class LineExtras(msgspec.Struct, frozen=True, gc=False):
    """The links in a line and the notes whose marks stand in it; the parts make up the line."""

    links: tuple[LinkSpan, ...]
    notes: tuple[Footnote, ...]
    parts: tuple[LinePart, ...]


class Layout(msgspec.Struct, frozen=True):
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


class Galley:
    """A style and a width, with what all paragraphs that are set so have in common.

    `layouts` is a memory for those who keep what they had set.
    """

    def __init__(self, style: ParagraphStyle, width: float, words: Words) -> None:
        self.layouts: dict[tuple[Inline, ...], Layout] = {}
        self._style = style
        # a column narrower than a letter still gets letters
        self._width = max(width, style.text.size)
        self._is_limited = width < UNLIMITED
        self._words = words  # of the style
        pen = self._words.pen
        self._setup = b"%b %.5g TL" % (pen.setup(), style.leading)
        self._baseline = (style.leading + _CAP_HEIGHT * pen.size) / 2
        self._shares = [style.find_share(level) if self._is_limited else 0.0 for level in (0, 1)]

    def break_lines(self, runs: list[Run], get_words: GetWords) -> Layout:
        """Break runs into lines; no lines for no text."""
        style = self._style
        level = style.find_base("".join(run.text for run in runs)) if style.mirrored else None
        return self._set(collect_units(runs, self._width, get_words, level))

    def break_text(self, text: str, get_words: GetWords) -> Layout:
        """Break text of one look into lines."""
        if self._style.mirrored or is_mixed(text):
            return self.break_lines([Run(text, self._style.text)] if text else [], get_words)
        units = measure_text(text, self._words, self._width) if text else []
        return self._set(Flow([units] if units else [], mixed=False, base_level=0))

    def _set(self, flow: Flow) -> Layout:
        pen = self._words.pen
        lines = _Lines(pen, self._style, self._width, self._shares[flow.base_level % 2])
        for units in flow.parts:
            lines.add_part(units, mixed=flow.mixed)
        extras = lines.extras
        return Layout(
            lines.codes,
            extras,
            self._setup,
            pen.size,
            self._style.leading,
            self._baseline,
            lines.last_width,
            flow.base_level == 1,
            self._width if self._is_limited else lines.last_width,
            bool(extras) and any(each.notes for each in extras.values()),
        )


def break_lines(
    runs: list[Run], style: ParagraphStyle, width: float, get_words: GetWords
) -> Layout:
    """Break runs into lines of at most `width` points; no lines for no text."""
    return Galley(style, width, get_words(style.text)).break_lines(runs, get_words)


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
            return
        pen = self._pen
        codes = [] if mixed else [unit.code if unit.pen is pen else b"" for unit in units]
        spaces = [unit.space for unit in units]
        ends = list(accumulate([unit.advance for unit in units]))
        if codes and not self._justify and not self._share and all(codes):
            self._add_ragged(codes, spaces, ends)
            return
        for start, end, width in _fill(ends, spaces, self._width, self._blank):
            last = end == len(units)
            between = spaces[start : end - 1]
            gap = 0.0 if last or not self._justify else self._find_gap(between, width)
            offset = 0.0 if gap else (self._width - width) * self._share
            line = codes[start:end]
            if line and all(line):
                self.codes.append(_write_plain(line, between, pen, offset, gap))
            else:
                self._add_rich(units[start:end], offset, gap, mixed=mixed)
            self.last_width = width

    def _add_ragged(self, codes: list[bytes], spaces: list[float], ends: list[float]) -> None:
        """Add lines of one pen that begin at the left and end where they end: those of cells."""
        out = self.codes
        for start, end, width in _fill(ends, spaces, self._width, self._blank):
            out.append(b"T*[(%b)]TJ" % b"".join(codes[start:end]))
            self.last_width = width

    def _find_gap(self, between: list[float], width: float) -> float:
        """Give by how much each blank is widened; the blanks within a line are given."""
        gaps = len(between) - between.count(0.0)
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


def _fill(
    ends: list[float], spaces: list[float], limit: float, blank: float
) -> Iterator[tuple[int, int, float]]:
    """Yield where each line starts and ends, and its width without the blank at its end."""
    count = len(ends)
    start = 0
    base = 0.0
    limit += _SLACK
    farthest = limit + blank
    while start < count:
        end = bisect_right(ends, farthest + base, start)
        while end > start + 1 and ends[end - 1] - spaces[end - 1] - base > limit:
            end -= 1
        if end <= start:
            end = start + 1
        yield start, end, ends[end - 1] - spaces[end - 1] - base
        base = ends[end - 1]
        start = end


def _write_plain(
    codes: list[bytes], between: list[float], pen: Pen, offset: float, gap: float
) -> bytes:
    """Write a line of one pen; `between` gives the blanks between what it is made of."""
    if gap:
        stretch = b")%d(" % round(-gap * 1000 / pen.size)
        if 0.0 in between:
            joints = [b"", *(stretch if space else b"" for space in between)]
            parts = zip(joints, codes, strict=True)
            return b"T*[(%b)]TJ" % b"".join(chain.from_iterable(parts))
        return b"T*[(%b)]TJ" % stretch.join(codes)
    if offset:
        return b"T*[%d(%b)]TJ" % (round(-offset * 1000 / pen.size), b"".join(codes))
    return b"T*[(%b)]TJ" % b"".join(codes)


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
            own = self._part
            self._parts.append(LinePart(_join(self._out), own.link, own.note, own.language))
        self._out = []
        self._part = part


_PLAIN_PART = LinePart(b"")


def _join(parts: list[bytes]) -> bytes:
    return b" ".join([part for part in parts if part])
