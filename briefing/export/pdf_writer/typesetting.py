"""Lays out inline nodes, with one memory of measured words and of whole paragraphs."""

from collections.abc import Mapping

import msgspec

from briefing.document.nodes import Inline, Text
from briefing.export.pdf_writer.faces import FaceSet
from briefing.export.pdf_writer.inlines import RunMaker
from briefing.export.pdf_writer.lines import Galley, Layout
from briefing.export.pdf_writer.shaping import PlainWords
from briefing.export.pdf_writer.styles import ParagraphStyle, TextStyle
from briefing.export.pdf_writer.text import strip_unprintable
from briefing.export.pdf_writer.words import Words

_MOST_SURPLUS = 4_000  # paragraphs and rows kept beyond those of one document
_MOST_WORDS = 400_000  # kept between documents; a briefing of 700 pages has 40,000


class Typesetter:
    """Breaks inline nodes into lines; what it measured once it keeps for the next time."""

    def __init__(self, faces: FaceSet, accent_colour: str) -> None:
        self._faces = faces
        self._accent = accent_colour
        self._words: dict[TextStyle, Words] = {}
        self._plain_words: dict[bytes, PlainWords] = {}
        self._uncovered: set[str] = set()
        self._galleys: dict[tuple[ParagraphStyle, float], Galley] = {}
        self._memories: dict[object, dict[object, object]] = {}
        self._usual_count = 0
        self.pages: Mapping[str, int] = {}
        self.asked_for_pages = False
        self.language = ""  # of the document, for the words that are added to its text

    def get_memory(self, key: object) -> dict[object, object]:
        """Give a place to remember what is made of paragraphs; emptied when they are."""
        return self._memories.setdefault(key, {})

    def forget_surplus(self) -> None:
        """Forget all paragraphs when most are of documents gone by, and all words if too many."""
        count = sum(len(galley.layouts) for galley in self._galleys.values())
        count += sum(map(len, self._memories.values()))
        self._usual_count = self._usual_count or count
        if count > 2 * self._usual_count + _MOST_SURPLUS:
            self._galleys = {}
            self._memories = {}
            self._usual_count = 0
        if sum(map(len, self._words.values())) > _MOST_WORDS:
            self._words = {}
            self._plain_words = {}
            self._galleys = {}  # which hold words too

    def get_galley(self, style: ParagraphStyle, width: float) -> Galley:
        """Give the galley of a style and a width."""
        galley = self._galleys.get((style, width))
        if galley is None:
            galley = self._galleys[style, width] = Galley(style, width, self.get_words(style.text))
        return galley

    def lay_out(self, children: tuple[Inline, ...], style: ParagraphStyle, width: float) -> Layout:
        """Break inline nodes into lines of at most `width` points; no lines for no text."""
        return self.lay_out_in(self.get_galley(style, width), children, style.text)

    def lay_out_in(self, galley: Galley, children: tuple[Inline, ...], style: TextStyle) -> Layout:
        """Break inline nodes into lines of a galley, whose text has this style."""
        found = galley.layouts.get(children)
        if found is None:
            found = self._break(galley, children, style)
            if not found.quotes_pages:
                galley.layouts[children] = found
        return found

    def _break(self, galley: Galley, children: tuple[Inline, ...], style: TextStyle) -> Layout:
        if len(children) == 1 and isinstance(children[0], Text) and not children[0].language:
            return self._break_text(galley, children[0])  # most cells, half of all paragraphs
        maker = RunMaker(self._accent, self.pages, self.language)
        runs = [run for run in maker.make_runs(children, style) if run.text]
        layout = galley.break_lines(runs, self.get_words)
        uncovered = self._find_uncovered("".join([run.text for run in runs]))
        if not uncovered and not maker.asked_for_pages:
            return layout
        self.asked_for_pages |= maker.asked_for_pages
        return msgspec.structs.replace(
            layout, uncovered=uncovered, quotes_pages=maker.asked_for_pages
        )

    def _break_text(self, galley: Galley, text: Text) -> Layout:
        printed = strip_unprintable(text.text)
        layout = galley.break_text(printed, self.get_words)
        uncovered = self._find_uncovered(printed)
        return msgspec.structs.replace(layout, uncovered=uncovered) if uncovered else layout

    def get_words(self, style: TextStyle) -> Words:
        """Give the measured words of a style."""
        words = self._words.get(style)
        if words is None:
            chain = self._faces.get_chain(style)
            first = chain[0]
            plain = self._plain_words.setdefault(first.resource, PlainWords(first))
            words = self._words[style] = Words(chain, plain, style, self._uncovered)
        return words

    def _find_uncovered(self, text: str) -> str:
        if not self._uncovered or text.isascii():  # which every face covers
            return ""
        return "".join(char for char in dict.fromkeys(text) if char in self._uncovered)
