"""Reads the texts of records and settings for the section that prints them."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from briefing.document.markup import parse_blocks, parse_inlines
from briefing.document.nodes import Block, Cite, CitedSource, Inline, Origin, Text
from briefing.document.problem import Problem, Severity
from briefing.records.parts import Citation


class Texts:
    """Turns Markdown and citations into nodes for one section.

    `source_by_key` and `anchors` (of records, by id) belong to the whole document; what cannot
    be resolved is reported with the section, the record and its field.
    """

    def __init__(
        self,
        *,
        section: str,
        source_by_key: Mapping[str, str],
        sources: frozenset[str],
        anchors: Mapping[str, str],
        report: Callable[[Problem], None],
    ) -> None:
        self._section = section
        self._source_by_key = source_by_key
        self._sources = sources
        self._anchors = anchors
        self._report = report

    def read_blocks(
        self, markdown: str, *, record: str = "", field: str = "", heading_level: int = 3
    ) -> tuple[Block, ...]:
        """Read a text of several paragraphs; blocks know the section and record behind them."""
        blocks = parse_blocks(
            markdown,
            find_source=self._source_by_key.get,
            find_record=self._find_record,
            report=self._make_reporter(record, field),
            heading_level=heading_level,
        )
        return self.with_origin(blocks, record=record)

    def read_inlines(
        self, markdown: str, *, record: str = "", field: str = ""
    ) -> tuple[Inline, ...]:
        """Read a text of one line."""
        return parse_inlines(
            markdown,
            find_source=self._source_by_key.get,
            find_record=self._find_record,
            report=self._make_reporter(record, field),
        )

    def cite(self, citations: Iterable[Citation]) -> tuple[Inline, ...]:
        """Give the mark of citations, with a space before it; nothing when there are none."""
        cited = tuple(
            CitedSource(citation.source, locator=citation.locator, credibility=citation.credibility)
            for citation in citations
            if citation.source in self._sources
        )
        return (Text(" "), Cite(cited)) if cited else ()

    def find_anchor(self, record: str) -> str:
        """Give the anchor at which a record stands in the document; empty when it does not."""
        return self._anchors.get(record, "")

    def with_origin(self, blocks: Iterable[Block], *, record: str = "") -> tuple[Block, ...]:
        """Give the blocks with this section, and the record, behind them."""
        origin = Origin(section=self._section, record=record)
        return tuple(
            block if block.origin else msgspec.structs.replace(block, origin=origin)
            for block in blocks
        )

    def _find_record(self, _kind: str, record: str) -> str | None:
        return self._anchors.get(record)

    def _make_reporter(self, record: str, field: str) -> Callable[[str], None]:
        def report(sentence: str) -> None:
            self._report(
                Problem(
                    check="broken-reference",
                    severity=Severity.ERROR,
                    message=sentence,
                    remedy="Correct the text, or add what it refers to.",
                    section=self._section,
                    record=record,
                    field=field,
                )
            )

        return report
