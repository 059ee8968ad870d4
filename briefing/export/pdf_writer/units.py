"""Collects the units that lines are made of, from runs of text."""

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from briefing.export.direction import is_right_to_left
from briefing.export.pdf_writer.inlines import Run
from briefing.export.pdf_writer.styles import TextStyle
from briefing.export.pdf_writer.words import Extra, Piece, Unit, Words, find_boundary, split_word

_OBJECT = "\ufffc"  # has no direction, as an object in the line has none
_RTL = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_TOKEN = re.compile(" +|[^ ]+")

GetWords = Callable[[TextStyle], Words]


class Flow(NamedTuple):
    """The units of a paragraph, in parts divided by forced line breaks.

    `mixed` says that pieces have directions and have to be put in order line by line.
    """

    parts: list[list[Unit]]
    mixed: bool
    base_level: int


def collect_units(
    runs: list[Run], limit: float, get_words: GetWords, base: int | None = None
) -> Flow:
    """Measure runs; no unit is wider than `limit` unless a single character is.

    `base` is the paragraph's level, None where its first strong character decides.
    """
    if base == 1 or any(is_mixed(run.text) for run in runs):
        return _collect_mixed(runs, limit, get_words, base)
    parts = [_collect_plain(part, limit, get_words) for part in _split_parts(runs)]
    return Flow(parts, mixed=False, base_level=0)


def is_mixed(text: str) -> bool:
    """Whether any of a text runs from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def measure_text(text: str, words: Words, limit: float) -> list[Unit]:
    """Measure text of one look that runs from left to right."""
    units = list(chain.from_iterable(map(words.__getitem__, _split_tokens(text))))
    if words.widest > limit:
        return [bit for unit in units for bit in _cut_wide(unit, words, limit)]
    return units


def _split_parts(runs: list[Run]) -> list[list[Run]]:
    """Divide runs at forced line breaks; one at the very end of the text counts for nothing."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n":
            parts.append([])
        else:
            parts[-1].append(run)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _collect_plain(runs: list[Run], limit: float, get_words: GetWords) -> list[Unit]:
    units: list[Unit] = []
    glued = False  # the text goes on without a blank
    for run in runs:
        words = get_words(run.style)
        new = measure_text(run.text, words, limit)
        if run.extra:
            new = [_attach(unit, run.extra) for unit in new]
        if glued and new and units[-1].advance + new[0].advance - new[0].space <= limit:
            units[-1] = _glue(units[-1], new.pop(0))
        units.extend(new)
        glued = bool(units) and not run.text.endswith(" ")
    return units


def _split_tokens(text: str) -> list[str]:
    """Divide text into words, each with one blank after it where the text has any."""
    tokens = [word + " " for word in text.split(" ") if word]
    if not tokens:
        return [" "]
    if text[0] == " ":
        tokens.insert(0, " ")
    if text[-1] != " ":
        tokens[-1] = tokens[-1][:-1]
    return tokens


def _cut_wide(unit: Unit, words: Words, limit: float) -> list[Unit]:
    if unit.advance - unit.space <= limit:
        return [unit]
    return words.cut("".join(piece.text for piece in unit.pieces), limit)


def _attach(unit: Unit, extra: Extra) -> Unit:
    pieces = tuple([_give_extra(piece, extra) for piece in unit.pieces])
    return Unit(unit.advance, unit.space, b"", None, pieces)


def _give_extra(piece: Piece, extra: Extra | None, level: int = 0) -> Piece:
    return Piece(piece.pen, piece.code, piece.width, piece.text, extra, level)


def _glue(left: Unit, right: Unit) -> Unit:
    pen = left.pen if left.pen == right.pen else None
    pieces = left.pieces + right.pieces
    advance = left.advance + right.advance
    return Unit(advance, right.space, left.code + right.code if pen else b"", pen, pieces)


def _collect_mixed(runs: list[Run], limit: float, get_words: GetWords, base: int | None) -> Flow:
    base_level, levels = _find_levels(runs, base)
    parts: list[list[Unit]] = []
    start = 0
    for part in _split_parts(runs):
        collector = _MixedCollector(levels, start, limit)
        for run in part:
            collector.add(run, get_words(run.style))
        parts.append(collector.units)
        start = collector.place + 1
    return Flow(parts, mixed=True, base_level=base_level)


def _find_levels(runs: list[Run], base: int | None) -> tuple[int, list[int]]:
    """Give the paragraph's level and those of its characters, marks as if they were isolated."""
    from briefing.export.pdf_writer.bidi_levels import find_levels

    if not any(run.foreign for run in runs):
        return find_levels("".join([run.text for run in runs]), base)
    if base is None:
        base = int(is_right_to_left("".join([run.text for run in runs])))
    seen = [_OBJECT * len(run.text) if run.foreign else run.text for run in runs]
    base, levels = find_levels("".join(seen), base)
    foreign = chain.from_iterable([run.foreign] * len(run.text) for run in runs)
    return base, [
        level + level % 2 if is_mark else level
        for level, is_mark in zip(levels, foreign, strict=True)
    ]


class _MixedCollector:
    """Collects units whose pieces each have one direction; blanks are pieces of their own."""

    def __init__(self, levels: list[int], start: int, limit: float) -> None:
        self.units: list[Unit] = []
        self.place = start
        self._levels = levels
        self._limit = limit
        self._glued = False

    def add(self, run: Run, words: Words) -> None:
        for token in _TOKEN.findall(run.text):
            if token[0] == " ":
                self._add_blank(words, run.extra)
                self.place += len(token)
                continue
            for part in split_word(token):
                self._add_word(part, words, run.extra)
            self._glued = True

    def _add_word(self, text: str, words: Words, extra: Extra | None) -> None:
        unit = self._measure(text, words, extra)
        if unit.advance > self._limit and len(text) > 1:
            middle = find_boundary(text, len(text) // 2)
            self._add_word(text[:middle], words, extra)
            self._add_word(text[middle:], words, extra)
            return
        self.place += len(text)
        if self._glued and self.units[-1].advance + unit.advance <= self._limit:
            unit = _glue(self.units.pop(), unit)
        self.units.append(unit)
        self._glued = False

    def _measure(self, text: str, words: Words, extra: Extra | None) -> Unit:
        pieces = [
            _give_extra(piece, extra, level)
            for segment, level in self._iter_segments(text)
            for piece in words.make_pieces(segment, rtl=level % 2 == 1)
        ]
        return Unit(sum(piece.width for piece in pieces), 0.0, b"", None, tuple(pieces))

    def _iter_segments(self, text: str) -> Iterator[tuple[str, int]]:
        levels = self._levels[self.place : self.place + len(text)]
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or levels[end] != levels[start]:
                yield text[start:end], levels[start]
                start = end

    def _add_blank(self, words: Words, extra: Extra | None) -> None:
        self._glued = False
        if not self.units:
            return
        before = self.units[-1]
        level = self._levels[self.place]
        # A blank between right-to-left words stays in their face: readers that copy text take
        # a change of face for the end of the right-to-left text.
        pen = before.pieces[-1].pen if level % 2 else None
        blank = _give_extra(words.make_blank(pen), extra, level)
        advance = before.advance + blank.width
        self.units[-1] = Unit(advance, blank.width, b"", None, (*before.pieces, blank))
