"""A drawing as a list of plain shapes, which every writer and the window can draw.

Coordinates are points (1/72 inch) from the upper left corner, y downwards. Colours are roles, so
that the same scene takes the colours of a style sheet, of grey print or of a dark window.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

Measure = Callable[[str, float, bool], float]
"""Gives the width in points of a text in a size in points, regular or bold."""

_DIGITS = 2  # of points: a hundredth is finer than any printer


class Ink(StrEnum):
    """What a colour is for."""

    TEXT = "text"
    QUIET = "quiet"
    RULE = "rule"
    PAPER = "paper"
    ACCENT = "accent"
    ACCENT_MIDDLE = "accent middle"
    ACCENT_SOFT = "accent soft"
    ACCENT_FAINT = "accent faint"
    LAND = "land"
    HOME = "home"  # the countries that a map is about
    SEA = "sea"
    COAST = "coast"
    BORDER = "border"


class Anchor(StrEnum):
    """Which end of a text stands at its place, seen on the page whatever the script."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Shape(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag_field="shape"):
    """Base of all shapes."""


class Polyline(Shape, frozen=True, kw_only=True, tag="polyline"):
    """A line through points (x, y, x, y, ...); dashes are lengths on and off."""

    points: tuple[float, ...]
    ink: Ink
    width: float = 0.75
    dash: tuple[float, ...] = ()


class Polygon(Shape, frozen=True, kw_only=True, tag="polygon"):
    """An area with holes: rings of points, filled where an odd number of them lies around."""

    rings: tuple[tuple[float, ...], ...]
    fill: Ink | None = None
    stroke: Ink | None = None
    width: float = 0.75


class Rectangle(Shape, frozen=True, kw_only=True, tag="rectangle"):
    """A rectangle by its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_width: float = 0.75
    dash: tuple[float, ...] = ()


class Circle(Shape, frozen=True, kw_only=True, tag="circle"):
    """A circle by its middle."""

    x: float
    y: float
    radius: float
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_width: float = 0.75
    dash: tuple[float, ...] = ()


class Label(Shape, frozen=True, kw_only=True, tag="label"):
    """A line of text; (x, y) is where its anchor stands on the baseline.

    `rotation` is in degrees, counted against the clock. A halo keeps it legible on lines.
    """

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    bold: bool = False
    anchor: Anchor = Anchor.START
    rotation: float = 0.0
    halo: Ink | None = None


AnyShape = Polyline | Polygon | Rectangle | Circle | Label


class Scene(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A drawing: its size in points, and its shapes from the bottom up."""

    width: float
    height: float
    shapes: tuple[AnyShape, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts in it, in the order in which they are drawn."""
        return tuple(shape.text for shape in self.shapes if isinstance(shape, Label))


def flatten(points: Iterable[tuple[float, float]]) -> tuple[float, ...]:
    """Give points as shapes hold them: x and y in turn, rounded; equal neighbours once."""
    flat: list[float] = []
    for x, y in points:
        pair = [round(x, _DIGITS), round(y, _DIGITS)]
        if pair != flat[-2:]:
            flat += pair
    return tuple(flat)


def line(x0: float, y0: float, x1: float, y1: float, ink: Ink, width: float = 0.5) -> Polyline:
    """Make a straight line."""
    return Polyline(points=flatten(((x0, y0), (x1, y1))), ink=ink, width=width)
