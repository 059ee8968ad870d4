"""Lays out inline nodes, with one memory of measured words and of whole paragraphs."""

from collections.abc import Mapping

from briefing.document.nodes import Inline
from briefing.export.pdf_writer.faces import FaceSet
from briefing.export.pdf_writer.inlines import Run, RunMaker
from briefing.export.pdf_writer.lines import Layout, break_lines
from briefing.export.pdf_writer.shaping import PairTable
from briefing.export.pdf_writer.styles import ParagraphStyle, TextStyle
from briefing.export.pdf_writer.words import Words

_MOST_SURPLUS = 4_000  # paragraphs and rows kept beyond those of one document
_MOST_WORDS = 400_000  # kept between documents; a briefing of 700 pages has 40,000


class Typesetter:
    """Breaks inline nodes into lines; what it measured once it keeps for the next time."""

    def __init__(self, faces: FaceSet, accent_colour: str) -> None:
        self._faces = faces
        self._accent = accent_colour
        self._words: dict[TextStyle, Words] = {}
        self._pairs: dict[bytes, PairTable] = {}
        self._uncovered: set[str] = set()
        self._layouts: dict[tuple[ParagraphStyle, float], dict[tuple[Inline, ...], Layout]] = {}
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
        count = sum(map(len, self._layouts.values())) + sum(map(len, self._memories.values()))
        self._usual_count = self._usual_count or count
        if count > 2 * self._usual_count + _MOST_SURPLUS:
            self._layouts = {}
            self._memories = {}
            self._usual_count = 0
        if sum(map(len, self._words.values())) > _MOST_WORDS:
            self._words = {}
            self._pairs = {}

    def lay_out(self, children: tuple[Inline, ...], style: ParagraphStyle, width: float) -> Layout:
        """Break inline nodes into lines of at most `width` points; no lines for no text."""
        layouts = self._layouts.get((style, width))
        if layouts is None:
            layouts = self._layouts[style, width] = {}
        found = layouts.get(children)
        if found is None:
            found = self._break(children, style, width)
            if not found.quotes_pages:
                layouts[children] = found
        return found

    def _break(self, children: tuple[Inline, ...], style: ParagraphStyle, width: float) -> Layout:
        maker = RunMaker(self._accent, self.pages, self.language)
        runs = [run for run in maker.make_runs(children, style.text) if run.text]
        layout = break_lines(runs, style, width, self.get_words)
        self.asked_for_pages |= maker.asked_for_pages
        return layout._replace(
            uncovered=self._find_uncovered(runs), quotes_pages=maker.asked_for_pages
        )

    def get_words(self, style: TextStyle) -> Words:
        """Give the measured words of a style."""
        words = self._words.get(style)
        if words is None:
            chain = self._faces.get_chain(style)
            pairs = self._pairs.setdefault(chain[0].resource, PairTable(chain[0]))
            words = self._words[style] = Words(chain, pairs, style, self._uncovered)
        return words

    def _find_uncovered(self, runs: list[Run]) -> str:
        if not self._uncovered:
            return ""
        text = "".join([run.text for run in runs])
        if text.isascii():  # which every face covers
            return ""
        return "".join(char for char in dict.fromkeys(text) if char in self._uncovered)
