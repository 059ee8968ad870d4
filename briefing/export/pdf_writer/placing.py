"""What placing blocks works with, and the record of where blocks came to stand."""

from collections.abc import Mapping

import msgspec

from briefing.document.nodes import Heading, Inline, Origin, Text
from briefing.export.pdf_writer.lines import Layout
from briefing.export.pdf_writer.pages import Pages, PageShape, Place
from briefing.export.pdf_writer.styles import ParagraphStyle, Styles
from briefing.export.pdf_writer.typesetting import Typesetter
from briefing.export.picture_size import get_picture
from briefing.imaging.picture import Picture

HEADING_PREFIX = "\x00heading:"
"""Begins the names of the places of headings; no anchor of a document can begin so."""


class PlacedBlock(msgspec.Struct, frozen=True):
    """Where a block, or a part of it, stands: page from 1, top and bottom in points from the top.

    Section and record are those of the block's origin.
    """

    page: int
    top: float
    bottom: float
    section: str
    record: str


class Workshop:
    """The tools for placing blocks: styles, typesetter, pages, and what is being built up."""

    def __init__(
        self, styles: Styles, typesetter: Typesetter, pages: Pages, headings: tuple[Heading, ...]
    ) -> None:
        self.styles = styles
        self.sheet = styles.sheet
        self.typesetter = typesetter
        self.pages = pages
        self.headings = headings
        self.pictures: Mapping[str, Picture] = {}  # of the document
        self.shapes: Mapping[bool, PageShape] = {}  # of pages that stand, and of those that lie
        self.placed_blocks: list[PlacedBlock] = []
        self.headings_placed = 0
        self.depth = 0  # of boxes in boxes

    @property
    def language(self) -> str:
        """The language of the document, in which the fixed words are printed."""
        return self.typesetter.language

    def get_picture(self, key: str) -> Picture:
        """Give a picture of the document; raises ExportError when that does not have it."""
        return get_picture(self.pictures, key)

    def lay_out(self, children: tuple[Inline, ...], style: ParagraphStyle, width: float) -> Layout:
        """Break inline nodes into lines."""
        return self.typesetter.lay_out(children, style, width)

    def lay_out_text(self, text: str, style: ParagraphStyle, width: float) -> Layout:
        """Break plain text into lines."""
        return self.typesetter.lay_out((Text(text),) if text else (), style, width)

    def keep_place(self, origin: Origin, start: Place, end: Place) -> None:
        """Keep where something with this origin stands, page by page."""
        for page, top, bottom in self.pages.iter_segments(start, end):
            if bottom > top:
                block = PlacedBlock(page + 1, top, bottom, origin.section, origin.record)
                self.placed_blocks.append(block)


def make_heading_target(place: int) -> str:
    """Give the name of the place of a heading, counted from 0 over the document."""
    return f"{HEADING_PREFIX}{place}"
