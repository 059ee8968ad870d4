"""Composes a briefing: front page, sections in order, numbers, bibliography, marking.

Pure: the same snapshot gives the same document, with no clock, file or database in between.
"""

import logging
from collections.abc import Iterable

import msgspec

from briefing.composition.checks.registry import find_problems
from briefing.composition.front_page import make_title_block
from briefing.composition.marking import find_marking
from briefing.document.bibliography import print_short_source, print_source
from briefing.document.nodes import (
    Bibliography,
    Block,
    Callout,
    CalloutTone,
    Contents,
    Document,
    Heading,
    Inline,
    Origin,
    PageBreak,
    Paragraph,
    Properties,
    Text,
)
from briefing.document.problem import Problem, Severity
from briefing.document.transforms import (
    fill_bibliography,
    number_citations,
    number_headings,
    number_notes,
    number_tables,
    turn_citations_into_notes,
    unlink_missing_targets,
)
from briefing.errors import BriefingError
from briefing.outline import Placement, Section
from briefing.records.kinds import AnyRecord
from briefing.records.source import Source
from briefing.sections import words
from briefing.sections.registry import get_section_kind, get_section_kinds
from briefing.sections.section_kind import PlacedRecord, SectionContext
from briefing.sections.texts import Texts
from briefing.snapshot import Snapshot

logger = logging.getLogger(__name__)

_FIRST_PAGE_KINDS = ("key-judgements",)
"""Kinds that stand on the first page, before the contents, when they come first."""

_FEWEST_FOR_CONTENTS = 2


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """A document that writers take, and the problems that were found on the way."""

    document: Document
    problems: tuple[Problem, ...]


def compose(snapshot: Snapshot) -> Composition:
    """Compose the briefing of a snapshot into a document.

    Never fails because of a part: a section that cannot be composed leaves a fault note in its
    place and a problem, and the rest is composed.
    """
    return _Composer(snapshot).compose()


class _Composer:
    """One composition; holds what all sections share."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._briefing = snapshot.briefing
        self._problems: list[Problem] = []
        self._sections = [section for section in self._briefing.sections if section.included]
        sources = [r for r in snapshot.records.values() if isinstance(r, Source)]
        self._source_by_key = {source.key: source.id for source in sources if source.key}
        self._sources = frozenset(source.id for source in sources)
        self._anchors: dict[str, str] = {
            placement.record: f"record-{placement.record}"
            for section in self._sections
            for placement in section.placements
            if placement.record in snapshot.records
        }

    def compose(self) -> Composition:
        """Compose, number, check."""
        blocks = self._number(self._compose_parts())
        marking = find_marking(self._snapshot)
        document = Document(
            properties=self._make_properties(),
            banner=marking.banner,
            blocks=blocks,
            language=self._briefing.language,
            reference=self._briefing.reference,
        )
        found = find_problems(self._snapshot, document)
        problems = dict.fromkeys((*self._problems, *marking.problems, *found))
        return Composition(document=document, problems=tuple(problems))

    def _make_properties(self) -> Properties:
        briefing = self._briefing
        return Properties(
            title=briefing.display_title,
            subject=briefing.subtitle,
            author=briefing.author or briefing.organisation,
            keywords=", ".join(briefing.tags),
            date=briefing.date,
        )

    def _compose_parts(self) -> tuple[Block, ...]:
        blocks: list[Block] = [make_title_block(self._briefing)]
        first = self._count_first_page()
        for section in self._sections[:first]:
            blocks.extend(self._compose_section(section))
        rest = self._sections[first:]
        if len(rest) >= _FEWEST_FOR_CONTENTS:
            blocks.append(Contents(words.CONTENTS))
        for section in rest:
            blocks.extend(self._compose_section(section))
        if not any(section.section_kind == "sources" for section in self._sections):
            # whatever is cited has its entry, also when nobody thought of the section
            blocks += [
                Heading(1, (Text(words.SOURCES),), anchor="section-sources"),
                Bibliography(),
            ]
        return tuple(blocks)

    def _count_first_page(self) -> int:
        count = 0
        for section in self._sections:
            if section.section_kind not in _FIRST_PAGE_KINDS:
                break
            count += 1
        return count

    def _number(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        blocks = number_tables(number_headings(unlink_missing_targets(blocks)))
        blocks, numbers = number_citations(blocks)
        blocks = fill_bibliography(blocks, numbers, self._print_source)
        if not numbers.sources:
            blocks = _drop_added_sources(blocks)
        if self._briefing.citation_style == "footnotes":
            blocks = turn_citations_into_notes(blocks, self._print_source, self._print_short)
        return number_notes(blocks)

    def _print_source(self, source_id: str, credibility: int | None) -> tuple[Inline, ...]:
        source = self._snapshot.get_source(source_id)
        if source is None:
            return (Text("(source missing)"),)
        show_grade = self._briefing.show_grades
        return print_source(source, credibility=credibility, show_grade=show_grade)

    def _print_short(self, source_id: str) -> str:
        source = self._snapshot.get_source(source_id)
        return print_short_source(source) if source else "(source missing)"

    # --- sections -----------------------------------------------------------------------------

    def _compose_section(self, section: Section) -> tuple[Block, ...]:
        origin = Origin(section=section.id)
        blocks: list[Block] = [PageBreak(origin=origin)] if section.page_break else []
        blocks.append(
            Heading(
                1,
                (Text(section.title or _get_kind_title(section)),),
                anchor=f"section-{section.id}",
                origin=origin,
            )
        )
        texts = self._make_texts(section)
        blocks.extend(texts.read_blocks(section.lead_in, field="lead_in", heading_level=2))
        blocks.extend(self._find_gaps(section))
        try:
            blocks.extend(self._compose_kind(section, texts))
        except BriefingError as error:
            blocks.append(self._report_fault(section, str(error)))
        except Exception as error:
            # the boundary of section kinds, which others may add: one never takes another along
            logger.exception("Section %s could not be composed", section.id)
            blocks.append(self._report_fault(section, f"Its composition failed ({error!r})."))
        return tuple(blocks)

    def _compose_kind(self, section: Section, texts: Texts) -> tuple[Block, ...]:
        kind = get_section_kind(section.section_kind)
        settings = kind.read_settings(section)
        placed = tuple(
            PlacedRecord(placement=placement, record=self._get_record(placement))
            for placement in section.placements
            if placement.record in self._snapshot.records
        )
        context = SectionContext(
            section=section,
            placed=placed,
            snapshot=self._snapshot,
            texts=texts,
            report=self._problems.append,
        )
        return kind.compose(context, settings)

    def _get_record(self, placement: Placement) -> AnyRecord:
        pinned = self._snapshot.pinned.get(placement.id)
        return pinned or self._snapshot.records[placement.record]

    def _make_texts(self, section: Section) -> Texts:
        return Texts(
            section=section.id,
            source_by_key=self._source_by_key,
            sources=self._sources,
            anchors=self._anchors,
            report=self._problems.append,
        )

    def _find_gaps(self, section: Section) -> Iterable[Block]:
        missing = [
            placement
            for placement in section.placements
            if placement.record not in self._snapshot.records
        ]
        if not missing:
            return ()
        count = len(missing)
        what = "A record" if count == 1 else f"{count} records"
        sentence = f"{what} placed here cannot be found in the library."
        self._problems.append(
            Problem(
                check="missing-record",
                severity=Severity.ERROR,
                message=sentence,
                remedy="Restore the record from the trash, or remove it from the section.",
                section=section.id,
            )
        )
        return (_make_fault(section, sentence),)

    def _report_fault(self, section: Section, reason: str) -> Block:
        title = section.title or _get_kind_title(section)
        self._problems.append(
            Problem(
                check="section-fault",
                severity=Severity.ERROR,
                message=f"The section “{title}” could not be composed. {reason}",
                remedy="Correct its settings or its records; the rest of the document is whole.",
                section=section.id,
            )
        )
        return _make_fault(section, reason)


def _make_fault(section: Section, reason: str) -> Callout:
    paragraph = Paragraph((Text(reason),))
    origin = Origin(section=section.id)
    return Callout((paragraph,), title=words.FAULT, tone=CalloutTone.FAULT, origin=origin)


def _get_kind_title(section: Section) -> str:
    kind = get_section_kinds().get(section.section_kind)
    return kind.title if kind else section.section_kind


def _drop_added_sources(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take away the sources that were added without being asked for when nothing is cited."""
    is_added = [isinstance(b, Heading) and b.anchor == "section-sources" for b in blocks]
    return blocks[: is_added.index(True)] if True in is_added else blocks
