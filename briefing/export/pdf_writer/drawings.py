"""Drawings: vector shapes in the page's own operators, texts through the text engine.

The text of a drawing can be searched and copied, and right-to-left names stand right.
"""

import math
from itertools import groupby

from briefing.document.nodes import Drawing, Strong, Text
from briefing.drawing.scene import AnyShape, Label
from briefing.export.drawn.operators import write_operators
from briefing.export.drawn.outlines import get_sheet_outliner
from briefing.export.drawn.paths import (
    PaintedPath,
    choose_inks,
    draw_halo,
    draw_shape,
    find_shift,
)
from briefing.export.pdf_writer.lines import UNLIMITED, Layout
from briefing.export.pdf_writer.pages import Frame
from briefing.export.pdf_writer.pdf_file import write_string
from briefing.export.pdf_writer.placing import Workshop
from briefing.export.pdf_writer.styles import ParagraphStyle, TextStyle
from briefing.export.pdf_writer.tags import END, Tag
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.wording import HEADING_ROOM, figure_label

_GAP = 6.0  # above a drawing
_CAPTION_GAP = 5.0


class DrawingPlacer:
    """Places one drawing with its caption above it, always on one page."""

    def __init__(self, workshop: Workshop, drawing: Drawing, frame: Frame) -> None:
        self._workshop = workshop
        self._pages = workshop.pages
        self._scene = drawing.scene
        self._alternative = drawing.alternative_text
        self._inks = choose_inks(workshop.sheet)
        self._caption = self._lay_out_caption(drawing, frame.width)
        room = self._pages.height - self._caption_height - HEADING_ROOM
        self._scale = min(1.0, frame.width / self._scene.width, room / self._scene.height)
        self._frame = frame
        self._x = self._pages.find_x(frame.x, self._scene.width * self._scale)

    @property
    def height(self) -> float:
        """Height of caption and drawing."""
        return self._caption_height + self._scene.height * self._scale

    @property
    def _caption_height(self) -> float:
        return self._pages.find_height(self._caption) + _CAPTION_GAP if self._caption else 0.0

    def place(self, need: float) -> None:
        """Print it where `need` points are left: its height, with what is kept below it."""
        pages = self._pages
        pages.begin_whole(_GAP, need)
        height = self._scene.height * self._scale
        if self._caption:
            outer = pages.tags.open(b"P")
            below = height + _CAPTION_GAP
            pages.put_lines(self._caption, self._frame.x, whole=True, below=below)
            pages.tags.close(outer)
            pages.y += _CAPTION_GAP
        pages.page.body.append(pages.begin_content(self._add_figure()))
        for is_label, shapes in groupby(self._scene.shapes, lambda s: isinstance(s, Label)):
            if is_label:
                for label in shapes:
                    self._draw_label(label)
            else:
                self._paint([draw_shape(shape, self._inks) for shape in shapes])
        pages.page.body.append(END)
        pages.y += height
        pages.end(self._workshop.styles.after_figure)

    def _add_figure(self) -> Tag:
        """Add the element of the drawing, with what it shows in words and where it stands."""
        scene, x = self._scene, self._x
        top = self._pages.sheet.page_height - self._pages.y
        low, right = top - scene.height * self._scale, x + scene.width * self._scale
        box = b"/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>" % (x, low, right, top)
        words = strip_unprintable(self._alternative) or figure_label(0)
        return self._pages.tags.add(b"Figure", b"/Alt%b%b" % (write_string(words), box))

    def _lay_out_caption(self, drawing: Drawing, width: float) -> Layout | None:
        if not drawing.caption and not drawing.number:
            return None
        language = self._workshop.language
        label = Strong((Text(figure_label(drawing.number, language, drawing.series)),))
        children = (label, *drawing.caption) if drawing.number else drawing.caption
        return self._workshop.lay_out(children, self._workshop.styles.caption, width)

    def _paint(self, paths: list[PaintedPath]) -> None:
        top = self._pages.sheet.page_height - self._pages.y
        scale = self._scale
        self._pages.page.body.append(
            b"q %.4f 0 0 %.4f %.2f %.2f cm\n%b\nQ"
            % (scale, -scale, self._x, top, write_operators(paths))
        )

    def _draw_label(self, shape: AnyShape) -> None:
        if not isinstance(shape, Label):
            return
        if shape.halo:
            outliner = get_sheet_outliner(self._workshop.sheet)
            self._paint([draw_halo(shape, self._inks, outliner)])
        size = shape.size * self._scale
        family = self._workshop.sheet.small_family
        style = TextStyle(size, self._inks[shape.ink], bold=shape.bold, family=family)
        layout = self._workshop.lay_out_text(
            shape.text, ParagraphStyle(style, size, follows_text=False), UNLIMITED
        )
        if layout.codes:
            self._pages.page.body.append(self._write_text(shape, layout))
            self._pages.note_uncovered(layout)

    def _write_text(self, label: Label, layout: Layout) -> bytes:
        """Give the operators; the line's own `T*` goes down by one leading first."""
        turn = math.radians(label.rotation)
        cosine, sine = math.cos(turn), math.sin(turn)
        shift = find_shift(label, layout.last_width)
        x = self._x + label.x * self._scale
        y = self._pages.sheet.page_height - self._pages.y - label.y * self._scale
        x += -shift * cosine - layout.leading * sine
        y += -shift * sine + layout.leading * cosine
        matrix = (cosine, sine, -sine, cosine, x, y)
        place = b" ".join(b"%.4f" % value for value in matrix[:4])
        return b"BT %b %b %.2f %.2f Tm %b ET" % (
            layout.setup,
            place,
            x,
            y,
            b" ".join(layout.codes),
        )
