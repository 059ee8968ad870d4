"""A scene as painted paths, from which both SVG and PDF operators are written."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.drawing.inks import Inks, mix_inks
from briefing.drawing.scene import (
    Anchor,
    AnyShape,
    Circle,
    Label,
    Polygon,
    Polyline,
    Rectangle,
    Scene,
)
from briefing.export.drawn.outlines import Outliner, Segment
from briefing.export.style_sheet import StyleSheet

HALO = 2.4
"""Width of the line round the letters of a text with a halo, in points."""

_ARC = 0.5523  # control points of the curve that is all but a quarter of a circle
_PAPER = "#FFFFFF"
_WATER = "#0B4F79"  # blue in every design: readers take a red sea for what is affected


class PaintedPath(NamedTuple):
    """A path with what it is filled and drawn with; empty colours for neither.

    Areas with holes are filled where an odd number of rings lies around; letters that overlap are
    filled whole.
    """

    segments: Sequence[Segment]
    fill: str = ""
    stroke: str = ""
    width: float = 0.75
    dash: tuple[float, ...] = ()
    has_holes: bool = False


def choose_inks(sheet: StyleSheet) -> Inks:
    """Give the colours of drawings in a style sheet."""
    return mix_inks(
        text=sheet.text_colour,
        quiet=sheet.quiet_colour,
        rule=sheet.rule_colour,
        paper=_PAPER,
        accent=sheet.accent_colour,
        water=_WATER,
    )


def iter_paths(scene: Scene, inks: Inks, outliner: Outliner) -> Iterator[PaintedPath]:
    """Yield the paths of all shapes from the bottom up, texts as outlines."""
    for shape in scene.shapes:
        if isinstance(shape, Label):
            if shape.halo:
                yield draw_halo(shape, inks, outliner)
            yield PaintedPath(_outline(shape, outliner), fill=inks[shape.ink])
        else:
            yield draw_shape(shape, inks)


def draw_shape(shape: AnyShape, inks: Inks) -> PaintedPath:
    """Give the path of a shape that is no text."""
    match shape:
        case Polyline():
            segments = _trace(shape.points)
            return PaintedPath(segments, "", inks[shape.ink], shape.width, shape.dash)
        case Polygon():
            segments = [s for ring in shape.rings for s in (*_trace(ring), ("Z", ()))]
            fill = inks[shape.fill] if shape.fill else ""
            stroke = inks[shape.stroke] if shape.stroke else ""
            return PaintedPath(segments, fill, stroke, shape.width, has_holes=True)
        case Rectangle() | Circle():
            segments = _frame(shape) if isinstance(shape, Rectangle) else _round(shape)
            fill = inks[shape.fill] if shape.fill else ""
            stroke = inks[shape.stroke] if shape.stroke else ""
            return PaintedPath(segments, fill, stroke, shape.stroke_width, shape.dash)
        case Label():
            return PaintedPath(())


def draw_halo(label: Label, inks: Inks, outliner: Outliner) -> PaintedPath:
    """Give the line round a text, which keeps it apart from what lies under it."""
    colour = inks[label.halo] if label.halo else ""
    return PaintedPath(_outline(label, outliner), "", colour, HALO)


def find_shift(label: Label, width: float) -> float:
    """Give how far left of its place a text of this width begins."""
    return {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[label.anchor]


def _outline(label: Label, outliner: Outliner) -> list[Segment]:
    outline = outliner.draw(label.text, label.size, bold=label.bold)
    shift = find_shift(label, outline.width)
    turn = math.radians(-label.rotation)
    cosine, sine = math.cos(turn), math.sin(turn)
    placed: list[Segment] = []
    for letter, flat in outline.segments:
        moved: list[float] = []
        for x, y in zip(flat[::2], flat[1::2], strict=True):
            from_x = x - shift
            moved += (
                label.x + from_x * cosine - y * sine,
                label.y + from_x * sine + y * cosine,
            )
        placed.append((letter, tuple(moved)))
    return placed


def _trace(flat: tuple[float, ...]) -> list[Segment]:
    pairs = zip(flat[::2], flat[1::2], strict=True)
    return [("L" if index else "M", pair) for index, pair in enumerate(pairs)]


def _frame(shape: Rectangle) -> list[Segment]:
    x, y, right, low = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    return [*_trace((x, y, right, y, right, low, x, low)), ("Z", ())]


def _round(shape: Circle) -> list[Segment]:
    x, y, r = shape.x, shape.y, shape.radius
    c = r * _ARC
    return [
        ("M", (x + r, y)),
        ("C", (x + r, y + c, x + c, y + r, x, y + r)),
        ("C", (x - c, y + r, x - r, y + c, x - r, y)),
        ("C", (x - r, y - c, x - c, y - r, x, y - r)),
        ("C", (x + c, y - r, x + r, y - c, x + r, y)),
        ("Z", ()),
    ]
