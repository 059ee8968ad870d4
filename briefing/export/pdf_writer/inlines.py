"""Flattens inline nodes into runs of text with one look each."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from briefing.document.nodes import (
    Block,
    Callout,
    Cite,
    CrossReference,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from briefing.export.addresses import clean_address
from briefing.export.direction import is_right_to_left
from briefing.export.languages import clean_language
from briefing.export.pdf_writer.styles import TextStyle
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.pdf_writer.words import Extra
from briefing.export.unknown_nodes import refuse_node
from briefing.export.wording import cite_pieces, page_reference

_UNKNOWN_PAGE = "00"  # as wide as most page numbers; the next pass knows better


class Run(msgspec.Struct, frozen=True, gc=False):
    """Text of one look; a forced line break is the text of one line feed.

    The mark of a note or citation is `foreign`: whatever is around it, it runs from left to right.
    """

    text: str
    style: TextStyle
    extra: Extra | None = None
    foreign: bool = False


class RunMaker:
    """Makes runs; `pages` gives the page of each anchor as far as known.

    `language` is the document's, in which words are added.
    """

    def __init__(self, accent_colour: str, pages: Mapping[str, int], language: str = "") -> None:
        self.asked_for_pages = False
        self._accent = accent_colour
        self._pages = pages
        self._language = language

    def make_runs(
        self, children: Iterable[Inline], style: TextStyle, extra: Extra | None = None
    ) -> Iterator[Run]:
        """Yield the runs of inline nodes in reading order."""
        for child in children:
            match child:
                case Text():
                    yield _make_text(child, style, extra)
                case Strong():
                    yield from self.make_runs(child.children, style._replace(bold=True), extra)
                case Emphasis():
                    italic = style._replace(italic=not style.italic)
                    yield from self.make_runs(child.children, italic, extra)
                case Link():
                    yield from self._make_link(child, style, extra)
                case CrossReference():
                    yield from self._make_cross_reference(child, style)
                case Cite():
                    yield from self._make_cite(child, style)
                case Footnote():
                    yield Run(print_note_number(child), _raise(style), Extra(note=child), True)
                case LineBreak():
                    yield Run(" ", style)  # read aloud, the words do not run together
                    yield Run("\n", style)
                case _:
                    raise refuse_node(child)

    def _make_link(self, link: Link, style: TextStyle, extra: Extra | None) -> Iterator[Run]:
        address = clean_address(link.href)
        if address:
            style = style._replace(colour=self._accent)
            extra = Extra(link=f"uri:{address}")
        yield from self.make_runs(link.children, style, extra)

    def _make_cross_reference(self, reference: CrossReference, style: TextStyle) -> Iterator[Run]:
        extra = Extra(link="#" + reference.target)
        yield from self.make_runs(reference.children, style, extra)
        if reference.show_page:
            self.asked_for_pages = True
            page = str(self._pages.get(reference.target, "")) or _UNKNOWN_PAGE
            yield Run(page_reference(page, self._language), style, extra)

    def _make_cite(self, cite: Cite, style: TextStyle) -> Iterator[Run]:
        linked = style._replace(colour=self._accent)
        pieces = cite_pieces(cite)
        foreign = not any(is_right_to_left(text) for text, _ in pieces)
        for text, number in pieces:
            printed = strip_unprintable(text)
            if number is None:
                yield Run(printed, style, None, foreign)
            else:
                yield Run(printed, linked, Extra(link=f"[{number}"), foreign)


def iter_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield the text of blocks as one flow of inline nodes, for places without room for blocks."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from (*block.children, LineBreak())
            case List():
                for item in block.items:
                    yield from iter_inlines(item.blocks)
            case Quotation() | Callout():
                yield from iter_inlines(block.blocks)
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from (*cell.children, Text(" "))
                    yield LineBreak()
            case _:
                continue


def print_note_number(note: Footnote) -> str:
    """Give the mark of a note; a note without a number is marked with an asterisk."""
    return str(note.number) if note.number else "*"


def _make_text(text: Text, style: TextStyle, extra: Extra | None) -> Run:
    language = text.language and clean_language(text.language)
    if language:
        style = style._replace(language=language)
        extra = msgspec.structs.replace(extra or Extra(), language=language)
    return Run(strip_unprintable(text.text), style, extra)


def _raise(style: TextStyle) -> TextStyle:
    size = round(style.size * 0.66, 2)
    return style._replace(size=size, rise=round(style.size * 0.33, 2), bold=False, italic=False)
