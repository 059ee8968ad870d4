"""Lays out inline nodes, with one memory of measured words and of whole paragraphs."""

from collections.abc import Mapping

from briefing.document.nodes import Inline
from briefing.export.pdf_writer.faces import FaceSet
from briefing.export.pdf_writer.inlines import Run, RunMaker
from briefing.export.pdf_writer.lines import Layout, break_lines
from briefing.export.pdf_writer.shaping import PairTable
from briefing.export.pdf_writer.styles import ParagraphStyle, TextStyle
from briefing.export.pdf_writer.words import Words

_MOST_WORDS = 400_000  # kept between documents; a briefing of 700 pages has 40,000


class Typesetter:
    """Breaks inline nodes into lines; what it measured once it keeps for the next time."""

    def __init__(self, faces: FaceSet, accent_colour: str) -> None:
        self._faces = faces
        self._accent = accent_colour
        self._words: dict[TextStyle, Words] = {}
        self._pairs: dict[bytes, PairTable] = {}
        self._uncovered: set[str] = set()
        self._layouts: dict[object, Layout] = {}
        self._older_layouts: dict[object, Layout] = {}
        self.pages: Mapping[str, int] = {}
        self.asked_for_pages = False

    def forget_unused(self) -> None:
        """Drop the paragraphs not asked for since the last call, and all words if too many."""
        self._older_layouts = self._layouts
        self._layouts = {}
        if sum(map(len, self._words.values())) > _MOST_WORDS:
            self._words = {}
            self._pairs = {}

    def lay_out(self, children: tuple[Inline, ...], style: ParagraphStyle, width: float) -> Layout:
        """Break inline nodes into lines of at most `width` points; no lines for no text."""
        key = (children, style, width)
        found = self._layouts.get(key)
        if found is None:
            found = self._older_layouts.get(key) or self._break(children, style, width)
            if not found.quotes_pages:
                self._layouts[key] = found
        return found

    def _break(self, children: tuple[Inline, ...], style: ParagraphStyle, width: float) -> Layout:
        maker = RunMaker(self._accent, self.pages)
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
        text = dict.fromkeys("".join(run.text for run in runs))
        return "".join(char for char in text if char in self._uncovered)
