"""A chart of casualties with their ranges: what all accounts share, and what some add."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from briefing.drawing.scene import (
    Anchor,
    AnyShape,
    Ink,
    Label,
    Measure,
    Polygon,
    Rectangle,
    Scene,
    flatten,
    line,
)
from briefing.drawing.wording import ENGLISH, Wording
from briefing.drawing.wrapping import shorten, wrap

_SIZE, _SMALL = 7.5, 6.5
_LEADING = 9.2
_BAR, _THIN_BAR = 8.0, 5.0  # heights of the bars of the dead, and of the perpetrators'
_PAD = 4.0
_GUTTER = 165.0  # the most that labels take
_NUMBERS = 46.0  # room at the right for the longest bar's numbers
_AXIS, _KEY = 14.0, 16.0
_STEPS = (1, 2, 5)
_TICKS = 5


class Span(NamedTuple):
    """A number of people: bounds and best, and how it is printed. None for not known.

    An `open_ended` one ("at least") has no upper bound that holds.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    text: str = ""
    open_ended: bool = False

    @property
    def top(self) -> int:
        """The largest number in it."""
        return max((n for n in (self.low, self.best, self.high) if n is not None), default=0)

    @property
    def floor(self) -> int:
        """The smallest number in it."""
        return min((n for n in (self.low, self.best, self.high) if n is not None), default=0)

    @property
    def is_known(self) -> bool:
        """Whether there is any number."""
        return any(n is not None for n in (self.low, self.best, self.high))


class CasualtyBar(NamedTuple):
    """An attack or a month: the dead, and apart from them the perpetrators' own."""

    label: str
    dead: Span
    own: Span = Span()


def make_casualty_chart(
    bars: Sequence[CasualtyBar], measure: Measure, *, width: float, wording: Wording = ENGLISH
) -> Scene:
    """Draw a bar for each, in the order given."""
    gutter = min(max((measure(bar.label, _SIZE, False) for bar in bars), default=0.0), _GUTTER) + 8
    top = max((_find_top(bar) for bar in bars), default=0)
    painter = _Painter(measure, width, gutter, top, wording.translate)
    y = 2.0
    shapes: list[AnyShape] = []
    for bar in bars:
        lines = wrap(bar.label, gutter - 8, _SIZE, measure, most=2)
        height = max(len(lines) * _LEADING, _find_height(bar)) + _PAD
        shapes += painter.draw_bar(bar, lines, y, height)
        y += height
    ground = list(painter.draw_axis(y))
    key = list(painter.draw_key(y + _AXIS + 11, bars))
    height = y + _AXIS + (_KEY if key else 0.0)
    return Scene(width=width, height=round(height, 2), shapes=(*ground, *shapes, *key))


def list_ticks(top: int) -> list[int]:
    """Give round numbers from 0 to at least `top`."""
    rough = max(top, 1) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough)) if rough >= 1 else 1.0
    step = max(int(next(s * power for s in (*_STEPS, 10) if s * power >= rough)), 1)
    return list(range(0, max(top, 1) + step, step))


def _find_top(bar: CasualtyBar) -> int:
    return max(bar.dead.top, bar.own.top)


def _find_height(bar: CasualtyBar) -> float:
    return _BAR + (_THIN_BAR + 2 if bar.own.is_known else 0.0)


class _Painter:
    def __init__(
        self,
        measure: Measure,
        width: float,
        gutter: float,
        top: int,
        translate: Callable[[str], str],
    ) -> None:
        self._translate = translate
        self._measure = measure
        self._width = width
        self._left = gutter
        self._ticks = list_ticks(top)
        self._per_head = (width - gutter - _NUMBERS) / self._ticks[-1]

    def _find_x(self, number: int) -> float:
        return self._left + number * self._per_head

    def draw_bar(
        self, bar: CasualtyBar, lines: Sequence[str], y: float, height: float
    ) -> Iterator[AnyShape]:
        """Yield one bar with its label and numbers."""
        bars = _find_height(bar)
        top = y + (height - bars) / 2
        first = y + (height - len(lines) * _LEADING) / 2 + _SIZE * 0.95
        for number, text in enumerate(lines):
            at = round(first + number * _LEADING, 2)
            yield Label(x=self._left - 8, y=at, text=text, size=_SIZE, anchor=Anchor.END)
        if bar.dead.is_known:
            yield from self._draw_span(bar.dead, top, _BAR, own=False)
        else:
            yield self._write(self._left, top + _BAR / 2, self._translate("not reported"))
        if bar.own.is_known:
            yield from self._draw_span(bar.own, top + _BAR + 2, _THIN_BAR, own=True)

    def _draw_span(self, span: Span, top: float, height: float, *, own: bool) -> Iterator[AnyShape]:
        zero, low, high = self._left, self._find_x(span.floor), self._find_x(span.top)
        fill, more = (Ink.PAPER, Ink.PAPER) if own else (Ink.ACCENT, Ink.ACCENT_SOFT)
        if high > low:
            bar = _make_bar(low, high, top, height, more)
            yield _outline(bar, dashed=True) if own else bar
        if low > zero:
            bar = _make_bar(zero, low, top, height, fill)
            yield _outline(bar, dashed=False) if own else bar
        if span.best is not None and span.floor < span.best < span.top:
            x = self._find_x(span.best)
            yield line(x, top - 1.5, x, top + height + 1.5, Ink.TEXT, 1.1)
        if span.open_ended:
            yield _make_arrow(high, top + height / 2, height, Ink.ACCENT)
            high += 4
        text = span.text or f"{span.top:,}"
        yield self._write(high, top + height / 2, text, quiet=own)

    def _write(self, x: float, middle: float, text: str, *, quiet: bool = True) -> Label:
        room = self._width - x - 4
        return Label(
            x=round(x + 4, 2),
            y=round(middle + _SIZE * 0.25, 2),
            text=shorten(text, room, _SIZE, self._measure) if room > 0 else text,
            size=_SIZE,
            ink=Ink.QUIET if quiet else Ink.TEXT,
            halo=Ink.PAPER,
        )

    def draw_axis(self, y: float) -> Iterator[AnyShape]:
        """Yield the axis with faint lines up from its ticks."""
        for number in self._ticks:
            x = self._find_x(number)
            yield line(x, 2, x, y, Ink.RULE if number else Ink.QUIET, 0.7 if not number else 0.3)
            yield Label(
                x=round(x, 2),
                y=round(y + _SMALL * 1.25, 2),
                text=f"{number:,}",
                size=_SMALL,
                ink=Ink.QUIET,
                anchor=Anchor.MIDDLE,
            )

    def draw_key(self, y: float, bars: Sequence[CasualtyBar]) -> Iterator[AnyShape]:
        """Yield the key, with only what the chart has in it."""
        x = 0.0
        for fill, text in _list_key(bars, self._translate):
            if fill is None:
                yield line(x + 2, y - 6.5, x + 2, y + 1.5, Ink.TEXT, 1.1)
                x += 7
            else:
                bar = _make_bar(x, x + 12, y - 5, 5.5, fill)
                yield _outline(bar, dashed=False) if fill is Ink.PAPER else bar
                x += 15
            yield Label(x=round(x, 2), y=y, text=text, size=_SMALL, ink=Ink.QUIET)
            x += self._measure(text, _SMALL, False) + 9


def _list_key(
    bars: Sequence[CasualtyBar], translate: Callable[[str], str]
) -> Iterator[tuple[Ink | None, str]]:
    dead = [bar.dead for bar in bars if bar.dead.is_known]
    if dead:
        yield Ink.ACCENT, translate("killed by the lowest account")
    if any(span.top > span.floor for span in dead):
        yield Ink.ACCENT_SOFT, translate("up to the highest")
    if any(s.best is not None and s.floor < s.best < s.top for bar in bars for s in bar[1:]):
        yield None, translate("best estimate")
    if any(bar.own.is_known for bar in bars):
        yield Ink.PAPER, translate("perpetrators killed, counted apart")


def _make_bar(left: float, right: float, top: float, height: float, fill: Ink) -> Rectangle:
    return Rectangle(
        x=round(left, 2),
        y=round(top, 2),
        width=round(right - left, 2),
        height=height,
        fill=fill,
    )


def _outline(bar: Rectangle, *, dashed: bool) -> Rectangle:
    dash = (1.6, 1.4) if dashed else ()
    return msgspec.structs.replace(bar, stroke=Ink.ACCENT, stroke_width=0.7, dash=dash)


def _make_arrow(x: float, y: float, height: float, fill: Ink) -> Polygon:
    points = ((x, y - height / 2), (x + 4, y), (x, y + height / 2))
    return Polygon(rings=(flatten(points),), fill=fill)
