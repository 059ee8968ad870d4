"""Writes the document tree as a PDF file."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from briefing.document.nodes import Bibliography, Document, Heading, Origin, PageBreak
from briefing.document.problem import Problem, Severity
from briefing.export.direction import is_right_to_left_language
from briefing.export.pdf_writer.blocks import BlockPlacer
from briefing.export.pdf_writer.faces import FaceSet
from briefing.export.pdf_writer.finishing import Finisher, FinishingCache
from briefing.export.pdf_writer.furniture import Furniture
from briefing.export.pdf_writer.notes import Notes
from briefing.export.pdf_writer.pages import Page, Pages, Place
from briefing.export.pdf_writer.placing import HEADING_PREFIX, PlacedBlock, Workshop
from briefing.export.pdf_writer.plain_text import iter_headings
from briefing.export.pdf_writer.styles import Styles
from briefing.export.pdf_writer.tags import Tags
from briefing.export.pdf_writer.typesetting import Typesetter
from briefing.export.style_sheet import StyleSheet
from briefing.export.unknown_nodes import naming_places

_MOST_PASSES = 4  # page numbers quoted in the text settle in two; more only when they oscillate
_ROOM_FOR_LINES = 40.0  # points
_SLACK = 0.01  # points, within which a place is the top of its page


class PagePosition(msgspec.Struct, frozen=True):
    """Where an anchor stands: page from 1, distance from the top of the page in points.

    What `leaves_room` begins a page though there was room for some lines on the one before.
    """

    page: int
    y: float
    leaves_room: bool = False


class PdfFile(msgspec.Struct, frozen=True, kw_only=True):
    """A PDF file with what is where in it; lengths in points, those of pages that stand.

    `looks` tells which pages of a file for the screen look like those of the file before: they
    have the same number.
    """

    content: bytes
    page_count: int
    page_width: float
    page_height: float
    page_sizes: tuple[tuple[float, float], ...]
    anchors: dict[str, PagePosition]
    placed_blocks: tuple[PlacedBlock, ...]
    problems: tuple[Problem, ...]
    looks: tuple[int, ...] = ()


class _Readers(NamedTuple):
    """Whether anybody will see the pages, or listen to what is said of them."""

    see: bool
    listen: bool


class LayoutCache:
    """What a preview keeps between documents, so that only what is new is measured.

    Never used for a file that leaves the house: its fonts hold the characters of all texts that
    went through it. Not to be shared between threads. With `for_screen` the files have the same
    pages, and nothing that only other programs read: see FinishingCache.
    """

    def __init__(self, *, for_screen: bool = False) -> None:
        self.for_screen = for_screen
        self.style_sheet: StyleSheet | None = None
        self.faces: FaceSet | None = None
        self.typesetter: Typesetter | None = None
        self.finishing = FinishingCache(for_screen=for_screen)


def write_pdf(
    document: Document,
    style_sheet: StyleSheet,
    *,
    cache: LayoutCache | None = None,
    archive: bool = False,
    only_pages: bool = False,
) -> PdfFile:
    """Lay out a document and write it as PDF; for the archive it is PDF/A-2b.

    With `only_pages` the content is left empty, for those who quote page numbers. Equal documents
    give equal bytes, unless a cache is used. A link whose target does not exist is printed as
    text; that and characters no font has are told in `problems`, never raised.
    Raises ExportError when a font package is missing, and for a node of no known type.
    """
    with _hold_off_collection(), naming_places(document):
        kept = cache or LayoutCache()
        readers = _Readers(
            see=not only_pages or cache is not None,  # what is kept may be drawn one day
            listen=not only_pages and not kept.for_screen,
        )
        drafted = [_Layout(document, style_sheet, kept, readers)]
        content = b"" if only_pages else drafted[0].write(archive=archive)
        # What was laid out is let go before the collector wakes up and looks through all of it.
        return drafted.pop().make_result(content)


@contextmanager
def _hold_off_collection() -> Iterator[None]:
    """Let the cyclic collector rest: layout makes many small objects, and none in a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Layout:
    """A document laid out on its pages."""

    def __init__(
        self,
        document: Document,
        style_sheet: StyleSheet,
        cache: LayoutCache,
        readers: _Readers,
    ) -> None:
        self._document = document
        self._sheet = style_sheet
        self._faces, self._typesetter, self._finishing = _prepare(style_sheet, cache)
        mirrored = is_right_to_left_language(document.language)
        styles = Styles(style_sheet, mirrored=mirrored)
        self._headings = tuple(iter_headings(document.blocks))
        self._typesetter.language = document.language
        self._furniture = {
            landscape: Furniture(document, styles, self._typesetter, landscape=landscape)
            for landscape in sorted({False, *_find_turns(document)})
        }
        self._workshop = _lay_out(
            document,
            styles,
            self._typesetter,
            self._furniture,
            self._headings,
            readers,
        )
        self._pages = self._workshop.pages
        self._targets = _make_targets(document, self._pages.places)
        self._looks: tuple[int, ...] = ()

    def write(self, *, archive: bool) -> bytes:
        """Give the file."""
        finisher = Finisher(
            self._document, self._pages, self._targets, self._finishing, archive=archive
        )
        content = finisher.make_file(self._headings, self._furniture, self._typesetter, self._faces)
        self._looks = finisher.looks
        return content

    def make_result(self, content: bytes) -> PdfFile:
        """Tell what is where, with the file as its content."""
        self._typesetter.forget_surplus()
        pages = self._pages
        return PdfFile(
            content=content,
            page_count=len(pages.pages),
            page_width=self._sheet.page_width,
            page_height=self._sheet.page_height,
            page_sizes=tuple(
                (page.shape.sheet.page_width, page.shape.sheet.page_height) for page in pages.pages
            ),
            anchors=_list_anchors(pages),
            placed_blocks=tuple(self._workshop.placed_blocks),
            problems=(*_find_uncovered(pages), *_find_lost_targets(pages, self._targets)),
            looks=self._looks,
        )


def _prepare(
    style_sheet: StyleSheet, cache: LayoutCache
) -> tuple[FaceSet, Typesetter, FinishingCache]:
    if cache.faces is None or cache.typesetter is None or cache.style_sheet != style_sheet:
        cache.style_sheet = style_sheet
        cache.faces = FaceSet(style_sheet.body_family, style_sheet.arabic_family)
        cache.typesetter = Typesetter(cache.faces, style_sheet.accent_colour)
        cache.finishing = FinishingCache(for_screen=cache.for_screen)
    return cache.faces, cache.typesetter, cache.finishing


def _lay_out(
    document: Document,
    styles: Styles,
    typesetter: Typesetter,
    furniture: Mapping[bool, Furniture],
    headings: tuple[Heading, ...],
    readers: _Readers,
) -> Workshop:
    """Place all blocks; once more only where the text quotes page numbers that were not known."""
    typesetter.pages = {}
    for _ in range(_MOST_PASSES):
        tags = Tags()
        notes = Notes(typesetter, styles.note, styles.sheet.text_width, tags)
        pages = Pages(furniture[False].shape, notes, tags)
        pages.mirrored = styles.mirrored
        pages.drawn, pages.marked = readers
        workshop = Workshop(styles, typesetter, pages, headings)
        workshop.pictures = document.pictures
        workshop.shapes = {turned: each.shape for turned, each in furniture.items()}
        typesetter.asked_for_pages = False
        BlockPlacer(workshop).place_document(document.blocks)
        pages.finish()
        known = {anchor: place.page + 1 for anchor, place in pages.places.items()}
        if not typesetter.asked_for_pages or known == typesetter.pages:
            break
        typesetter.pages = known
    return workshop


def _find_turns(document: Document) -> set[bool]:
    """Find which ways pages are turned."""
    breaks = [block for block in document.blocks if isinstance(block, PageBreak)]
    return {block.landscape for block in breaks if block.landscape is not None}


def _make_targets(document: Document, places: Mapping[str, Place]) -> dict[str, Place]:
    """Give the place of each target of a link: headings by count, anchors, numbered sources."""
    targets: dict[str, Place] = {}
    for name, place in places.items():
        targets[name if name.startswith(HEADING_PREFIX) else "#" + name] = place
    for block in document.blocks:
        if isinstance(block, Bibliography):
            for entry in block.entries:
                if entry.anchor in places:
                    targets.setdefault(f"[{entry.number}", places[entry.anchor])
    return targets


def _list_anchors(pages: Pages) -> dict[str, PagePosition]:
    return {
        name: PagePosition(place.page + 1, place.y, _leaves_room(pages.pages, place))
        for name, place in pages.places.items()
        if not name.startswith(HEADING_PREFIX)
    }


def _leaves_room(pages: list[Page], place: Place) -> bool:
    if place.page == 0 or place.y > pages[place.page].shape.top + _SLACK:
        return False
    before = pages[place.page - 1]
    return before.bottom < before.shape.bottom - _ROOM_FOR_LINES


def _find_uncovered(pages: Pages) -> list[Problem]:
    return [
        _make_problem(
            "missing-character",
            f"No font has the character “{char}” (U+{ord(char):04X}); a box stands for it.",
            "Write the word in Latin letters, or with a character that the fonts have.",
            origin,
        )
        for char, origin in pages.uncovered.items()
    ]


def _find_lost_targets(pages: Pages, targets: Mapping[str, Place]) -> list[Problem]:
    problems = []
    for target, origin in pages.wanted.items():
        if target.startswith("uri:") or target in targets:
            continue
        what = f"source number {target[1:]}" if target.startswith("[") else f"“{target[1:]}”"
        message = f"A link leads to {what}, which is not in this document; it is printed as text."
        remedy = "Add what it refers to, or remove the reference."
        problems.append(_make_problem("lost-target", message, remedy, origin))
    return problems


def _make_problem(check: str, message: str, remedy: str, origin: Origin) -> Problem:
    return Problem(
        check=check,
        severity=Severity.WARNING,
        message=message,
        remedy=remedy,
        section=origin.section,
        record=origin.record,
    )
