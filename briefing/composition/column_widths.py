"""Widths of the columns of tables, from what stands in them: the same in every format.

A column is at least as wide as its longest word. Short contents, such as dates and numbers, stand
on one line, or on two where there are many of them (“16 January” above “2024”); the others share
what is left by how much they hold.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from briefing.document.nodes import (
    Block,
    Cell,
    Cite,
    Footnote,
    Inline,
    LineBreak,
    PageBreak,
    Row,
    Strong,
    Table,
    TableLook,
    Text,
)
from briefing.drawing.scene import Measure
from briefing.export.style_sheet import StyleSheet
from briefing.export.wording import cite_pieces

_GAP = 9.0  # between columns, as in the writers
_SLACK = 1.5  # for what a sum of letters does not know
_MOST_ROWS = 40  # that are measured; of more, as many are taken at even distances
_VERY_SHORT = 0.1  # of the width: what always stands on one line
_SHORT = 0.18  # of the width: what counts as short content
_FEW_SHORT = 0.28  # of the width that short contents may take on one line
_MOST_SHORT = 0.6  # of the width that columns of short content may take together
_HALF = 0.72  # of one line's width: enough for two lines, wherever they part
_SHORT_HALF = 0.15  # of the width: what counts as short content on two lines
_FEW_WORDS = 6  # of a cell that may stand on two lines
_LEAST_READABLE = 0.6  # of the width: a longer word is divided
_UNDIVIDED = 60.0  # points up to which words with hyphens are kept whole
_DAMPING = 0.72  # twice the text gets two thirds as much again of the width
_STEPS = 40
_MOST_CELLS = 20_000  # that are remembered


class _Extent(NamedTuple):
    """How wide a cell is in points: its longest word, its longest line, all of it on two lines."""

    word: float
    line: float
    half: float


class _Need(NamedTuple):
    """What a column needs in points: for its longest word, for one line, on average, for two."""

    least: float
    whole: float
    mean: float
    half: float


class _Advances(dict[str, float]):
    """The widths of letters, measured when they are first met."""

    def __init__(self, measure: Measure, size: float, *, bold: bool) -> None:
        super().__init__()
        self._measure = measure
        self._size = size
        self._bold = bold

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._measure(letter, self._size, self._bold)
        return width

    def add_up(self, text: str) -> float:
        """Give the width of a text."""
        return sum(map(self.__getitem__, text))


class ColumnFitter:
    """Fits the tables of documents in one style sheet.

    One that `remembers` does not measure a cell again: after a key most cells are what they were.
    """

    def __init__(self, sheet: StyleSheet, measure: Measure, *, remembers: bool = False) -> None:
        self._sheet = sheet
        self._known: dict[tuple[Cell, bool, bool], _Extent] | None = {} if remembers else None
        self._plain = _Advances(measure, sheet.table_size, bold=False)
        self._bold = _Advances(measure, sheet.table_size, bold=True)
        self._width = sheet.text_width

    @property
    def sheet(self) -> StyleSheet:
        """The style sheet whose typefaces the cells are measured in."""
        return self._sheet

    def fit(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield the blocks of a document, the tables among them with the widths they need."""
        self._width = self._sheet.text_width
        for block in blocks:
            if isinstance(block, PageBreak) and block.landscape is not None:
                sheet = self._sheet.turn() if block.landscape else self._sheet
                self._width = sheet.text_width
            yield self._fit_table(block) if isinstance(block, Table) else block

    def _fit_table(self, table: Table) -> Table:
        """Give a table with its widths; one that is not even keeps those that it has."""
        rows = [*_take_some(table.rows), *table.total]
        count = len(table.columns)
        is_even = all(len(row.cells) <= count for row in rows)
        if not is_even or table.emblem or not count:
            return table
        width = self._width - _GAP * (count - 1)
        needs = [self._measure_column(table, rows, place) for place in range(count)]
        given = [max(column.width, 0.0) for column in table.columns]
        if table.look is TableLook.FACTS:
            widths = _keep_shares([need.least for need in needs], given, width)
        else:
            widths = share_out(needs, given, width)
        columns = tuple(
            msgspec.structs.replace(column, width=round(wide, 2))
            for column, wide in zip(table.columns, widths, strict=True)
        )
        return msgspec.structs.replace(table, columns=columns)

    def _measure_column(self, table: Table, rows: Sequence[Row], place: int) -> _Need:
        keeps_shares = table.look is TableLook.FACTS
        is_label = keeps_shares and place == 0
        totals = set(map(id, table.total))
        cells = [
            (row.cells[place], is_label or row.cells[place].header or id(row) in totals)
            for row in rows
            if place < len(row.cells)
        ]
        heads = [(table.header[place], True)] if place < len(table.header) else []
        measured = [
            self._find_extent(cell, bold=bold, only_words=keeps_shares)
            for cell, bold in [*heads, *cells]
        ]
        body = [extent.line for extent in measured[len(heads) :] if extent.line] or [0.0]
        least = max([extent.word for extent in measured], default=0.0) + _SLACK
        whole = max([extent.line for extent in measured], default=0.0) + _SLACK
        half = max([extent.half for extent in measured], default=0.0) + _SLACK
        return _Need(least, whole, max(sum(body) / len(body), least), half)

    def _find_extent(self, cell: Cell, *, bold: bool, only_words: bool) -> _Extent:
        """Measure a cell; lines are left out where nothing but the words is asked for."""
        if self._known is None:
            return self._measure_cell(cell, bold=bold, only_words=only_words)
        key = (cell, bold, only_words)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_CELLS:
                self._known.clear()
            found = self._known[key] = self._measure_cell(cell, bold=bold, only_words=only_words)
        return found

    def _measure_cell(self, cell: Cell, *, bold: bool, only_words: bool) -> _Extent:
        word = self._find_longest_word(cell, bold=bold)
        if only_words:
            return _Extent(word, 0.0, 0.0)
        line = self._measure_line(cell, bold=bold)
        return _Extent(word, line, self._measure_half(cell, bold=bold))

    def _find_longest_word(self, cell: Cell, *, bold: bool) -> float:
        longest = 0.0
        for text, is_bold in _iter_runs(cell.children, bold=bold):
            advances = self._bold if is_bold else self._plain
            # what stands for a blank that lines do not part at is about as wide
            for word in text.replace("\u00a0", "i").split():
                longest = max(longest, _find_longest_part(word, advances))
        return longest

    def _measure_line(self, cell: Cell, *, bold: bool) -> float:
        """Give the width of the widest line that a cell has by itself."""
        line, widest = 0.0, 0.0
        for text, is_bold in _iter_runs(cell.children, bold=bold):
            if text == "\n":
                line = 0.0
                continue
            line += (self._bold if is_bold else self._plain).add_up(text)
            widest = max(widest, line)
        return widest

    def _measure_half(self, cell: Cell, *, bold: bool) -> float:
        """Give the width in which a cell of few words stands on two lines; no end for others."""
        text = "".join([text for text, _ in _iter_runs(cell.children, bold=bold)])
        words = text.split(" ")
        if len(words) > _FEW_WORDS or "\n" in text:
            return math.inf
        advances = self._bold if bold else self._plain
        sides = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(len(words))]
        return min(max(map(advances.add_up, side)) for side in sides)


def _find_longest_part(word: str, advances: _Advances) -> float:
    """Give the width of a word; a long one may be divided where it has hyphens and the like."""
    width = advances.add_up(word)
    if width <= _UNDIVIDED:
        return width
    from briefing.export.pdf_writer.words import split_word

    return max(_UNDIVIDED, *map(advances.add_up, split_word(word)))


def share_out(needs: Sequence[_Need], given: Sequence[float], width: float) -> list[float]:
    """Share out a width in points; `given` are the shares of what is left over by all."""
    least = [min(need.least, width * _LEAST_READABLE) for need in needs]
    whole = [max(need.whole, low) for need, low in zip(needs, least, strict=True)]
    spare = width - sum(whole)
    if spare >= 0:
        shares = sum(given) or 1.0
        return [wide + spare * part / shares for wide, part in zip(whole, given, strict=True)]
    if sum(least) >= width:
        return [low * width / sum(least) for low in least]
    for short, most in (
        ([wide if wide <= width * _SHORT else 0.0 for wide in whole], _FEW_SHORT),
        ([_find_two_lines(need, width) for need in needs], _MOST_SHORT),
        ([_find_short(need, width) for need in needs], _MOST_SHORT),
    ):
        kept = [max(low, wide) for low, wide in zip(least, short, strict=True)]
        if sum(short) <= width * most and sum(kept) <= width:
            least = kept
            break
    weights = [need.mean**_DAMPING for need in needs]
    return _fill(least, whole, weights, width)


def _find_two_lines(need: _Need, width: float) -> float:
    """Give the width in which all short contents stand on two lines; 0 for other contents."""
    if need.whole <= width * _VERY_SHORT:
        return need.whole
    return need.half if need.half <= width * _SHORT_HALF else _find_short(need, width)


def _find_short(need: _Need, width: float) -> float:
    """Give the width in which most short contents stand on two lines; 0 for other contents."""
    if need.whole <= width * _VERY_SHORT:
        return need.whole
    line = need.whole if need.whole <= width * _SHORT else need.mean
    return line * _HALF if line <= width * _SHORT else 0.0


def _fill(
    least: Sequence[float], most: Sequence[float], weights: Sequence[float], width: float
) -> list[float]:
    """Give widths in proportion to the weights, none below its least or above its most."""
    low, high = 0.0, max(top / weight for top, weight in zip(most, weights, strict=True))
    widths = list(least)
    for _ in range(_STEPS):
        factor = (low + high) / 2
        widths = [
            min(max(factor * weight, bottom), top)
            for bottom, top, weight in zip(least, most, weights, strict=True)
        ]
        low, high = (factor, high) if sum(widths) < width else (low, factor)
    return widths


def _keep_shares(words: Sequence[float], given: Sequence[float], width: float) -> list[float]:
    """Keep the shares, so that fact sheets stand alike, but let the longest words fit."""
    shares = sum(given) or 1.0
    widths = [part / shares * width for part in given]
    least = [min(word, width / len(words)) for word in words]
    missing = [max(low - wide, 0.0) for low, wide in zip(least, widths, strict=True)]
    spare = [max(wide - low, 0.0) for low, wide in zip(least, widths, strict=True)]
    if not sum(missing) or not sum(spare):
        return widths
    taken = min(sum(missing) / sum(spare), 1.0)
    return [
        wide + lack - extra * taken
        for wide, lack, extra in zip(widths, missing, spare, strict=True)
    ]


def _take_some(rows: Sequence[Row]) -> Sequence[Row]:
    step = -(-len(rows) // _MOST_ROWS) or 1
    return rows[::step]


def _iter_runs(inlines: Iterable[Inline], *, bold: bool) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a cell with whether they are bold; a line end is one of its own."""
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield text, bold
            case Strong(children=children):
                yield from _iter_runs(children, bold=True)
            case Cite():
                yield "".join([piece for piece, _ in cite_pieces(inline)]), bold
            case Footnote(number=number):
                yield str(number), bold
            case LineBreak():
                yield "\n", bold
            case _:
                yield from _iter_runs(inline.children, bold=bold)
