"""Pictures on pages: images with caption and credit, emblems beside tables, the logo."""

import re

from briefing.document.nodes import Emblem, Image, Strong, Text
from briefing.document.walk import get_text
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.pages import Frame
from briefing.export.pdf_writer.pdf_file import write_string
from briefing.export.pdf_writer.placing import Workshop
from briefing.export.pdf_writer.tags import END
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.picture_size import (
    EMBLEM_GAP,
    PrintedSize,
    find_emblem_size,
    find_image_size,
)
from briefing.export.wording import HEADING_ROOM, figure_label

_GAP = 6.0  # above an image
_CAPTION_GAP = 5.0
_CREDIT_GAP = 3.0
_NAMELESS = re.compile(r"[^0-9A-Za-z]")


class ImagePlacer:
    """Places one image with its caption above and its credit below, always on one page."""

    def __init__(self, workshop: Workshop, image: Image, frame: Frame) -> None:
        self._workshop = workshop
        self._pages = workshop.pages
        self._image = image
        self._frame = frame
        self._caption = self._lay_out_caption()
        self._credit = self._lay_out_credit()
        around = self._caption_height + self._credit_height + HEADING_ROOM
        room = PrintedSize(frame.width, max(workshop.pages.height - around, 1.0))
        self._size = find_image_size(workshop.get_picture(image.picture), image.width, room)

    @property
    def height(self) -> float:
        """Height of caption, image and credit."""
        return self._caption_height + self._size.height + self._credit_height

    @property
    def _caption_height(self) -> float:
        return self._pages.find_height(self._caption) + _CAPTION_GAP if self._caption else 0.0

    @property
    def _credit_height(self) -> float:
        return self._pages.find_height(self._credit) + _CREDIT_GAP if self._credit else 0.0

    def place(self, need: float) -> None:
        """Print it where `need` points are left: its height, with what is kept below it."""
        pages = self._pages
        pages.begin_whole(_GAP, need)
        if self._caption:
            below = _CAPTION_GAP + self._size.height + self._credit_height
            self._put(self._caption, below)
            pages.y += _CAPTION_GAP
        pages.put_marks()
        words = self._image.alternative_text or get_text(self._image.caption)
        draw_picture(self._workshop, self._image.picture, words, self._frame.x, self._size)
        pages.y += self._size.height
        if self._credit:
            pages.y += _CREDIT_GAP
            self._put(self._credit, 0.0)
        pages.end(self._workshop.styles.after_figure)

    def _put(self, layout: Layout, below: float) -> None:
        pages = self._pages
        outer = pages.tags.open(b"P")
        pages.put_lines(layout, self._frame.x, whole=True, below=below)
        pages.tags.close(outer)

    def _lay_out_caption(self) -> Layout | None:
        image = self._image
        if not image.caption and not image.number:
            return None
        language = self._workshop.language
        label = Strong((Text(figure_label(image.number, language, image.series)),))
        children = (label, *image.caption) if image.number else image.caption
        return self._workshop.lay_out(children, self._workshop.styles.caption, self._frame.width)

    def _lay_out_credit(self) -> Layout | None:
        if not self._image.credit:
            return None
        small = self._workshop.styles.small
        style = small._replace(follows_text=not small.mirrored)  # as the caption: below the image
        return self._workshop.lay_out(self._image.credit, style, self._frame.width)


class EmblemPlacer:
    """Places an emblem at the far side of a frame, with room for a table beside it."""

    def __init__(self, workshop: Workshop, emblem: Emblem, frame: Frame) -> None:
        self._workshop = workshop
        self._emblem = emblem
        self._size = find_emblem_size(workshop.get_picture(emblem.picture))
        self.inner = Frame(frame.x, max(frame.width - self._size.width - EMBLEM_GAP, 1.0))
        self._x = frame.x + frame.width - self._size.width

    @property
    def height(self) -> float:
        """Height of the emblem."""
        return self._size.height

    def place(self) -> float:
        """Print it at the cursor, which stays; gives where its lower edge is."""
        words = self._emblem.alternative_text
        draw_picture(self._workshop, self._emblem.picture, words, self._x, self._size)
        return self._workshop.pages.y + self._size.height


def draw_picture(workshop: Workshop, key: str, words: str, x: float, size: PrintedSize) -> None:
    """Draw a picture with its upper edge at the cursor, as a figure that `words` describe."""
    pages = workshop.pages
    x = pages.find_x(x, size.width)
    top = pages.sheet.page_height - pages.y
    low = top - size.height
    told = strip_unprintable(words).strip() or figure_label(0, workshop.language) or "Image"
    box = b"/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>" % (x, low, x + size.width, top)
    tag = pages.tags.add(b"Figure", b"/Alt%b%b" % (write_string(told), box))
    name = name_picture(key)
    pages.pictures[name] = workshop.get_picture(key)
    pages.page.body += (
        pages.begin_content(tag),
        b"q %.2f 0 0 %.2f %.2f %.2f cm /%b Do Q" % (size.width, size.height, x, low, name),
        END,
    )


def name_picture(key: str) -> bytes:
    """Give the name under which pages show a picture."""
    return b"I" + _NAMELESS.sub("", key)[:32].encode("ascii")
