"""Reads the texts of records and settings for the section that prints them."""

from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from briefing.document.markup import parse_blocks, parse_inlines
from briefing.document.nodes import (
    Block,
    Cite,
    CitedSource,
    Inline,
    Origin,
    Paragraph,
    ParagraphRole,
    Text,
)
from briefing.document.problem import Problem, Severity
from briefing.document.walk import iter_blocks, iter_inlines
from briefing.records.parts import Citation
from briefing.records.record import Record
from briefing.sections.words import SOURCES

LOST_SOURCE = "[?]"
"""Stands in the text where a source that was cited is gone."""

_KINDS = {
    "actor": "an actor",
    "attack": "an attack",
    "background": "a background note",
    "source": "a source",
    "briefing": "a briefing",
}


FindImage = Callable[[str, tuple[Inline, ...], str, str], Block | None]
"""Gives the image that a reference stands for, under a caption, in the field of a record."""


def source_target(source: str) -> str:
    """Give the target of links to a source until the sources are numbered."""
    return f"cited-{source}"


class References:
    """What the texts of one document can point to; shared by all its sections.

    `known` holds the ids of all records there are, `anchors` the places of those that the
    document prints, `sources` those of sources (until these are numbered).
    """

    def __init__(
        self,
        *,
        known: Collection[str],
        source_by_key: Mapping[str, str],
        sources: Collection[str],
        anchors: Mapping[str, str],
    ) -> None:
        self.known = known
        self.source_by_key = source_by_key
        self.sources = sources
        self._anchors = anchors
        self._claimed: set[str] = set()

    def find_target(self, record: str) -> str | None:
        """Give what a link to the record points to; None when the document does not have it."""
        if record in self.sources:
            return source_target(record)
        return self._anchors.get(record)

    def claim_anchor(self, record: str) -> str:
        """Give the record's anchor at its first use and nothing later: anchors exist once."""
        anchor = self.would_claim(record)
        self._claimed.add(record)
        return anchor

    def would_claim(self, record: str, *, but: Collection[str] = ()) -> str:
        """Give what claiming the record's anchor would give, had those of `but` been claimed."""
        is_claimed = record in self._claimed or record in but
        return "" if is_claimed else self._anchors.get(record, "")

    def list_facts(self) -> tuple[object, ...]:
        """List all that texts can learn from it besides which anchors are claimed."""
        return self.known, self.source_by_key, self.sources, self._anchors


class Texts:
    """Turns Markdown and citations into nodes for one section.

    What cannot be resolved is reported with the section, the record and its field.
    """

    def __init__(
        self,
        *,
        section: str,
        references: References,
        report: Callable[[Problem], None],
        sources: str = SOURCES,
    ) -> None:
        self._section = section
        self._sources = sources  # the word for them
        self._references = references
        self._report = report
        self.find_image: FindImage | None = None

    def read_blocks(
        self, markdown: str, *, record: str = "", field: str = "", heading_level: int = 3
    ) -> tuple[Block, ...]:
        """Read a text of several paragraphs; blocks know the section and record behind them."""
        blocks = parse_blocks(
            markdown,
            find_source=self._references.source_by_key.get,
            find_record=self._make_finder(record, field),
            find_image=lambda reference, caption: self._find_image(
                reference, caption, record, field
            ),
            report=self._make_reporter(record, field),
            heading_level=heading_level,
        )
        return self.with_origin(blocks, record=record)

    def read_record_text(self, record: Record, markdown: str, field: str) -> tuple[Block, ...]:
        """Read a text of a record; it ends with what the record cites for it as a whole.

        A text that cites by itself says more closely what rests on what, and stays as it is.
        """
        blocks = self.read_blocks(markdown, record=record.id, field=field)
        cited = [citation for citation in record.citations if citation.field in ("", field)]
        if not cited or _cites(blocks):
            return blocks
        mark = self.cite(cited, record=record.id, field=field)
        if blocks and isinstance(blocks[-1], Paragraph):
            last = blocks[-1]
            closed = msgspec.structs.replace(last, children=(*last.children, *mark))
            return (*blocks[:-1], closed)
        paragraph = Paragraph((Text(f"{self._sources}:"), *mark), role=ParagraphRole.SMALL)
        return (*blocks, *self.with_origin((paragraph,), record=record.id))

    def read_inlines(
        self, markdown: str, *, record: str = "", field: str = ""
    ) -> tuple[Inline, ...]:
        """Read a text of one line."""
        return parse_inlines(
            markdown,
            find_source=self._references.source_by_key.get,
            find_record=self._make_finder(record, field),
            report=self._make_reporter(record, field),
        )

    def cite(
        self, citations: Iterable[Citation], *, record: str = "", field: str = ""
    ) -> tuple[Inline, ...]:
        """Give the mark of citations, with a space before it; nothing when there are none.

        A citation of a source that is gone leaves a mark in the text and a problem.
        """
        cited: list[CitedSource] = []
        lost = False
        for citation in citations:
            if citation.source in self._references.sources:
                cited.append(CitedSource(citation.source, citation.locator, citation.credibility))
            else:
                lost = True
        marks: tuple[Inline, ...] = (Text(" "), Cite(tuple(cited))) if cited else ()
        if not lost:
            return marks
        self.report_broken("A source that is cited here is not in the library.", record, field)
        return (*marks, Text(f" {LOST_SOURCE}"))

    def claim_anchor(self, record: str) -> str:
        """Give the anchor of a record that is printed here; empty when it stands further up."""
        return self._references.claim_anchor(record)

    def report_broken(self, sentence: str, record: str, field: str) -> None:
        """Report a reference from this place that leads nowhere."""
        problem = Problem(
            check="broken-reference",
            severity=Severity.ERROR,
            message=sentence,
            remedy="Correct the text, or add what it refers to.",
            section=self._section,
            record=record,
            field=field,
        )
        self._report(problem)

    def with_origin(self, blocks: Iterable[Block], *, record: str = "") -> tuple[Block, ...]:
        """Give the blocks with this section, and the record, behind them."""
        origin = Origin(section=self._section, record=record)
        return tuple(
            block if block.origin else msgspec.structs.replace(block, origin=origin)
            for block in blocks
        )

    def _make_finder(self, record: str, field: str) -> Callable[[str, str], str | None]:
        def find_record(kind: str, mentioned: str) -> str | None:
            if mentioned not in self._references.known:
                what = _KINDS.get(kind, "a record")
                sentence = f"The text mentions {what} that is not in the library."
                self.report_broken(sentence, record, field)
            # a link to where the reader is already would lead nowhere
            return None if mentioned == record else self._references.find_target(mentioned)

        return find_record

    def _find_image(
        self, reference: str, caption: tuple[Inline, ...], record: str, field: str
    ) -> Block | None:
        find = self.find_image
        return find(reference, caption, record, field) if find else None

    def _make_reporter(self, record: str, field: str) -> Callable[[str], None]:
        return lambda sentence: self.report_broken(sentence, record, field)


def _cites(blocks: Iterable[Block]) -> bool:
    inlines = (inline for block in iter_blocks(blocks) for inline in iter_inlines(block))
    return any(isinstance(inline, Cite) for inline in inlines)
