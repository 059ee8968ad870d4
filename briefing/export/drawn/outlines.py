"""Text as outlines of its letters, for formats whose readers may lack the fonts."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import uharfbuzz as hb

from briefing.export.pdf_writer.faces import Face, FaceSet
from briefing.export.pdf_writer.styles import TextStyle
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.pdf_writer.units import is_mixed
from briefing.export.style_sheet import StyleSheet

Segment = tuple[str, tuple[float, ...]]
"""A step of a path: M, L, Q, C or Z with its coordinates."""


class Outline(NamedTuple):
    """The path of a text that begins at (0, 0) on the baseline, y downwards, and its width."""

    segments: tuple[Segment, ...]
    width: float


class Outliner:
    """Draws and measures texts in the fonts of a style sheet; remembers what it did."""

    def __init__(self, body_family: str, arabic_family: str) -> None:
        self._faces = FaceSet(body_family, arabic_family)
        self._outlines: dict[tuple[str, bool], Outline] = {}
        self._widths: dict[tuple[str, bool], float] = {}  # in ems
        self._glyphs: dict[tuple[bytes, int], tuple[Segment, ...]] = {}

    def draw(self, text: str, size: float, *, bold: bool) -> Outline:
        """Give the outline of a line of text; characters that no font has are boxes."""
        key = (text, bold)
        if key not in self._outlines:
            self._outlines[key] = self._draw(strip_unprintable(text), bold=bold)
        unit = self._outlines[key]
        return Outline(_scale(unit.segments, size), unit.width * size)

    def measure(self, text: str, size: float, bold: bool) -> float:
        """Give the width of a line of text in points; draws nothing."""
        key = (text, bold)
        width = self._widths.get(key)
        if width is None:
            advances = [
                place.x_advance * (face.scale / 1000)
                for face, buffer in self._iter_shaped(strip_unprintable(text), bold=bold)
                for place in buffer.glyph_positions or ()
            ]
            width = self._widths[key] = sum(advances)
        return width * size

    def _draw(self, text: str, *, bold: bool) -> Outline:
        """Give the outline in ems."""
        segments: list[Segment] = []
        x = 0.0
        for face, buffer in self._iter_shaped(text, bold=bold):
            scale = face.scale / 1000
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                glyph = self._get_glyph(face, info.codepoint)
                dx, dy = x + place.x_offset * scale, -place.y_offset * scale
                segments += _move(glyph, dx, dy)
                x += place.x_advance * scale
        return Outline(tuple(segments), x)

    def _iter_shaped(self, text: str, *, bold: bool) -> Iterator[tuple[Face, Any]]:
        """Yield the runs of one face and direction from left to right, shaped by HarfBuzz."""
        chain = self._faces.get_chain(TextStyle(1.0, "#000000", bold=bold))
        for part, level in _iter_visual(text):
            for face, run in _iter_faces(part, chain, rtl=level % 2 == 1):
                buffer = hb.Buffer()
                buffer.add_str(run)
                buffer.direction = "rtl" if level % 2 else "ltr"
                buffer.guess_segment_properties()
                hb.shape(face.font, buffer)
                yield face, buffer

    def _get_glyph(self, face: Face, glyph: int) -> tuple[Segment, ...]:
        key = (face.resource, glyph)
        if key not in self._glyphs:
            pen = _Pen(face.scale / 1000)
            face.font.draw_glyph_with_pen(glyph, pen)
            self._glyphs[key] = tuple(pen.segments)
        return self._glyphs[key]


@cache
def get_outliner(body_family: str, arabic_family: str) -> Outliner:
    """Give the outliner for two families; no outline depends on texts drawn before."""
    return Outliner(body_family, arabic_family)


def get_sheet_outliner(sheet: StyleSheet) -> Outliner:
    """Give the outliner for the fonts of a style sheet."""
    return get_outliner(sheet.small_family, sheet.arabic_family)


class _Pen:
    """Takes the outline of a glyph from HarfBuzz, y turned over."""

    def __init__(self, scale: float) -> None:
        self.segments: list[Segment] = []
        self._scale = scale

    def moveTo(self, *points: Any) -> None:  # noqa: N802 - the pen protocol's names
        self._add("M", points)

    def lineTo(self, *points: Any) -> None:  # noqa: N802 - as above
        self._add("L", points)

    def qCurveTo(self, *points: Any) -> None:  # noqa: N802 - as above
        self._add("Q", points)

    def curveTo(self, *points: Any) -> None:  # noqa: N802 - as above
        self._add("C", points)

    def closePath(self) -> None:  # noqa: N802 - as above
        self.segments.append(("Z", ()))

    def endPath(self) -> None:  # noqa: N802 - as above
        """Leave it open."""

    def _add(self, letter: str, points: tuple[Any, ...]) -> None:
        scale = self._scale
        flat = tuple(value for x, y in points for value in (x * scale, -y * scale))
        self.segments.append((letter, flat))


def _scale(segments: tuple[Segment, ...], size: float) -> tuple[Segment, ...]:
    return tuple((letter, tuple(value * size for value in flat)) for letter, flat in segments)


def _move(segments: tuple[Segment, ...], dx: float, dy: float) -> Iterator[Segment]:
    for letter, flat in segments:
        yield (
            letter,
            tuple(value + (dy if index % 2 else dx) for index, value in enumerate(flat)),
        )


def _iter_visual(text: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of one direction from left to right with their levels."""
    if not is_mixed(text):
        yield text, 0
        return
    from briefing.export.pdf_writer.bidi_levels import find_levels, reorder

    _base, levels = find_levels(text)
    starts = [i for i in range(len(text)) if i == 0 or levels[i] != levels[i - 1]]
    ends = [*starts[1:], len(text)]
    parts = [(text[a:b], levels[a]) for a, b in zip(starts, ends, strict=True)]
    for place in reorder([level for _, level in parts]):
        yield parts[place]


def _iter_faces(text: str, chain: tuple[Face, ...], *, rtl: bool) -> Iterator[tuple[Face, str]]:
    """Yield runs of one face in visual order; blanks stay with the letters before them."""
    runs: list[tuple[Face, str]] = []
    for char in text:
        face = next((face for face in chain if char in face.coverage), chain[0])
        stays = runs and (face is runs[-1][0] or (char == " " and " " in runs[-1][0].coverage))
        if stays:
            runs[-1] = (runs[-1][0], runs[-1][1] + char)
        else:
            runs.append((face, char))
    yield from reversed(runs) if rtl else runs
