"""Composes a briefing: front page, sections in order, numbers, bibliography, marking.

Pure: the same snapshot gives the same document, with no clock, file or database in between.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec

from briefing.composition.arrangement import ArrangedSection, Part, arrange_sections, join_parts
from briefing.composition.checks.registry import find_problems
from briefing.composition.closing_page import make_closing_page
from briefing.composition.column_widths import ColumnFitter
from briefing.composition.composed import Composition, Unchecked
from briefing.composition.front_page import make_title_block
from briefing.composition.marking import find_marking
from briefing.composition.naming import prefer_chosen_names, settle_names
from briefing.composition.portions import mark_portions
from briefing.composition.section_memory import SectionMemory
from briefing.composition.source_printing import SnapshotPrinter
from briefing.document.cross_references import (
    anchor_captions,
    fill_references,
    make_section_anchor,
)
from briefing.document.nodes import (
    Bibliography,
    Block,
    Callout,
    CalloutTone,
    Cite,
    Contents,
    Document,
    Heading,
    Origin,
    Paragraph,
    Properties,
    Text,
)
from briefing.document.numbering import (
    list_captions,
    number_drawings,
    number_headings,
    number_tables,
)
from briefing.document.problem import Problem, Severity
from briefing.document.transforms import (
    deepen_headings,
    fill_bibliography,
    make_entries,
    make_entry_anchor,
    number_citations,
    number_notes,
    resolve_links,
    turn_citations_into_endnotes,
    turn_citations_into_footnotes,
)
from briefing.document.walk import iter_blocks, iter_inlines, iter_picture_keys
from briefing.errors import BriefingError
from briefing.export.drawn.measuring import make_measure
from briefing.export.house_style import choose_style_sheet
from briefing.identifiers import SectionId
from briefing.imaging.picture import Picture
from briefing.outline import Placement, Section
from briefing.printed_words.registry import get_words
from briefing.records.kinds import AnyRecord
from briefing.records.source import Source
from briefing.sections import words
from briefing.sections.pictures import SectionPictures, make_logo
from briefing.sections.registry import get_section_kind, get_section_kinds
from briefing.sections.section_kind import PlacedRecord, SectionContext, compose_afresh
from briefing.sections.texts import References, Texts, source_target
from briefing.snapshot import Snapshot

_FIRST_PAGE_KINDS = ("key-judgements",)
"""Kinds that stand on the first page, before the contents, when they come first."""

_FEWEST_FOR_CONTENTS = 2


def compose(snapshot: Snapshot) -> Composition:
    """Compose the briefing of a snapshot into a document and check it.

    Never fails because of a part: a section that cannot be composed leaves a fault note in its
    place and a problem, and the rest is composed.
    """
    return check(compose_unchecked(snapshot))


def compose_unchecked(snapshot: Snapshot, memory: SectionMemory | None = None) -> Unchecked:
    """Compose like `compose`, and leave the checks for later.

    With a memory only those sections are composed whose text or records have changed.
    """
    return _Composer(prefer_chosen_names(snapshot), memory).compose()


def check(unchecked: Unchecked) -> Composition:
    """Run all checks on a document."""
    found = find_problems(unchecked.snapshot, unchecked.readable)
    problems = dict.fromkeys((*unchecked.problems, *found))
    return Composition(document=unchecked.document, problems=tuple(problems))


class _Composer:
    """One composition; holds what all sections share."""

    def __init__(self, snapshot: Snapshot, memory: SectionMemory | None = None) -> None:
        self._snapshot = snapshot
        self._briefing = snapshot.briefing
        self._words = get_words(snapshot.briefing.language)
        self._problems: list[Problem] = []
        self._sections = arrange_sections(self._briefing)
        self._references = _make_references(snapshot, [each.section for each in self._sections])
        self._section_anchors: set[str] = set()
        self._quoted: tuple[str, ...] = ()
        self._style_sheet = choose_style_sheet(snapshot)
        sections = [each.section.id for each in self._sections]
        self._memory = memory if len(set(sections)) == len(sections) else None
        if self._memory is not None:
            self._references = self._memory.begin(snapshot, self._references, self._style_sheet)

    def compose(self) -> Unchecked:
        """Compose and number."""
        blocks, cited = self._number(settle_names(self._compose_parts(), self._snapshot))
        marking = find_marking(self._snapshot, cited)
        document = Document(
            properties=self._make_properties(),
            banner=marking.banner,
            blocks=blocks,
            language=self._briefing.language,
            reference=self._briefing.reference,
            pictures=_pick_pictures(blocks, self._snapshot),
            quoted_numbers=self._quoted,
        )
        document = readable = self._fill_changes(document)
        if self._briefing.portion_markings:
            marked = mark_portions(readable.blocks, self._snapshot)
            document = msgspec.structs.replace(readable, blocks=marked)
        return Unchecked(
            document=document,
            problems=tuple(dict.fromkeys((*self._problems, *marking.problems))),
            readable=readable,
            snapshot=self._snapshot,
        )

    def _fill_changes(self, document: Document) -> Document:
        if self._snapshot.last_edition is None:
            return document
        from briefing.composition.changes import fill_changes  # few briefings have something before

        return fill_changes(document, self._snapshot, self._problems.append)

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
        first = self._count_first_page()
        rest = self._sections[first:]
        parts: list[Part] = [(each, self._compose_section(each)) for each in self._sections]
        after_body = len(parts) - self._count_annexes()
        if _needs_sources(block for _, blocks in parts for block in blocks):
            # whatever is cited has its entry, also when nobody thought of the section
            parts.insert(after_body, (None, self._make_sources()))
        if len(rest) >= _FEWEST_FOR_CONTENTS:
            parts.insert(first, (None, (Contents(self._words.contents, anchor="contents"),)))
        last = self._make_texts(Section(id=SectionId(""), section_kind=""))
        parts.append((None, make_closing_page(self._snapshot, last)))
        title = make_title_block(self._briefing, make_logo(self._snapshot))
        return (title, *join_parts(parts))

    def _count_first_page(self) -> int:
        count = 0
        for arranged in self._sections:
            if arranged.opens_annex or arranged.section.section_kind not in _FIRST_PAGE_KINDS:
                break
            count += 1
        return count

    def _count_annexes(self) -> int:
        """Count the sections from the first annex on."""
        opening = [each.opens_annex for each in self._sections]
        return len(opening) - opening.index(True) if True in opening else 0

    def _make_sources(self) -> tuple[Block, ...]:
        heading = Heading(1, (Text(self._words.sources),), anchor="section-sources")
        return heading, Bibliography()

    def _number(self, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Sequence[str]]:
        """Number everything; gives the blocks and the ids of the sources that are cited."""
        numbered = self._style_sheet.heading_numbers
        blocks = number_headings(blocks, self._words.annex, annexes_only=not numbered)
        blocks = list_captions(number_drawings(number_tables(blocks)), self._words)
        blocks, self._quoted = fill_references(blocks, self._words, self._report_reference)
        blocks, numbers = number_citations(blocks)
        printer = SnapshotPrinter(self._snapshot)
        entry_of = {source: number for number, source in enumerate(numbers.sources, 1)}
        if self._briefing.citation_style == "endnotes":
            blocks, entries, entry_of = turn_citations_into_endnotes(blocks, printer)
        else:
            entries = make_entries(numbers, printer)
        blocks = fill_bibliography(blocks, entries)
        targets = {source_target(key): make_entry_anchor(n) for key, n in entry_of.items()}
        blocks = resolve_links(blocks, targets)
        if self._briefing.citation_style == "footnotes":
            english = self._briefing.language.startswith("en")
            blocks = turn_citations_into_footnotes(blocks, printer, behind_stops=english)
        fitter = self._make_fitter()
        return tuple(fitter.fit(number_notes(blocks))), numbers.sources

    def _make_fitter(self) -> ColumnFitter:
        sheet = self._style_sheet
        if self._memory is None:
            return ColumnFitter(sheet, make_measure(sheet))
        fitter = self._memory.fitter
        if fitter is None or fitter.sheet != sheet:
            fitter = ColumnFitter(sheet, make_measure(sheet), remembers=True)
            self._memory.fitter = fitter
        return fitter

    def _report_reference(self, sentence: str, origin: Origin | None) -> None:
        remedy = "Correct the reference, or print what it leads to."
        self._report("broken-reference", sentence, remedy, origin or Origin())

    def _report(self, check: str, message: str, remedy: str, place: Origin) -> None:
        error = Problem(
            check=check,
            severity=Severity.ERROR,
            message=message,
            remedy=remedy,
            section=place.section,
            record=place.record,
        )
        self._problems.append(error)

    # --- sections -----------------------------------------------------------------------------

    def _compose_section(self, arranged: ArrangedSection) -> tuple[Block, ...]:
        """Compose a section, or remember what it was composed into."""
        if self._memory is None:
            return self._make_section(arranged)
        compose = partial(self._make_watched, arranged)
        return self._memory.compose(arranged, self._problems.append, compose)

    def _make_watched(
        self, arranged: ArrangedSection, watched: Snapshot, report: Callable[[Problem], None]
    ) -> tuple[Block, ...]:
        """Compose a section from a snapshot that notes what is read of it."""
        snapshot, problems = self._snapshot, self._problems
        self._snapshot, self._problems = watched, []
        try:
            return self._make_section(arranged)
        finally:
            for problem in self._problems:
                report(problem)
            self._snapshot, self._problems = snapshot, problems

    def _make_section(self, arranged: ArrangedSection) -> tuple[Block, ...]:
        """Compose a section with its headings as deep as it is nested."""
        blocks = self._compose_blocks(arranged)
        name = blocks[0].anchor.removeprefix(make_section_anchor(""))
        return deepen_headings(anchor_captions(blocks, name), arranged.level - 1)

    def _compose_blocks(self, arranged: ArrangedSection) -> tuple[Block, ...]:
        section = arranged.section
        blocks: list[Block] = [
            Heading(
                1,
                (Text(section.title or _get_kind_title(section)),),
                anchor=self._claim_section_anchor(section),
                origin=Origin(section=section.id),
                annex=arranged.opens_annex,
            )
        ]
        texts = self._make_texts(section)
        blocks.extend(texts.read_blocks(section.lead_in, field="lead_in", heading_level=2))
        blocks.extend(self._find_gaps(section))
        try:
            blocks.extend(self._compose_kind(arranged, texts))
        except BriefingError as error:
            blocks.append(self._report_fault(section, str(error)))
        except Exception as error:
            # the boundary of section kinds, which others may add: one never takes another along
            import logging  # few runs have anything to log

            logging.getLogger(__name__).exception("Section %s could not be composed", section.id)
            reason = f"The program failed here ({type(error).__name__}); please report this."
            blocks.append(self._report_fault(section, reason))
        return tuple(blocks)

    def _claim_section_anchor(self, section: Section) -> str:
        """Give the section's anchor; a file may bring the same section id twice."""
        plain = make_section_anchor(section.id)
        anchor, count = plain, 1
        while anchor in self._section_anchors:
            count += 1
            anchor = f"{plain}-{count}"
        self._section_anchors.add(anchor)
        return anchor

    def _compose_kind(self, arranged: ArrangedSection, texts: Texts) -> tuple[Block, ...]:
        section, sheet = arranged.section, self._style_sheet
        kind = get_section_kind(section.section_kind)
        settings = kind.read_settings(section)
        found = [
            PlacedRecord(placement=placement, record=self._get_record(placement))
            for placement in section.placements
            if placement.record in self._snapshot.records
        ]
        placed = tuple([each for each in found if each.record.kind in kind.takes])
        strangers = [each.record for each in found if each.record.kind not in kind.takes]
        compose_part, memory = compose_afresh, self._memory
        if memory is not None:
            compose_part = partial(memory.compose_part, section.id, self._problems)
        context = SectionContext(
            section=section,
            placed=placed,
            snapshot=self._snapshot,
            texts=texts,
            report=self._problems.append,
            measure=make_measure(sheet),
            drawing_width=(sheet.turn() if arranged.landscape else sheet).text_width,
            compose_part=compose_part,
        )
        faults = [self._report_stranger(section, record) for record in strangers]
        return (*faults, *kind.compose(context, settings))

    def _report_stranger(self, section: Section, record: AnyRecord) -> Block:
        title = section.title or _get_kind_title(section)
        sentence = f"“{record.display_title}” cannot be printed in the section “{title}”."
        remedy = "Place it in a section of another kind, and remove it here."
        self._report("misplaced-record", sentence, remedy, Origin(section.id, record.id))
        return _make_fault(section, sentence, title=words.RECORD_FAULT)

    def _get_record(self, placement: Placement) -> AnyRecord:
        pinned = self._snapshot.pinned.get(placement.id)
        return pinned or self._snapshot.records[placement.record]

    def _make_texts(self, section: Section) -> Texts:
        report, sources = self._problems.append, self._words.sources
        texts = Texts(
            section=section.id, references=self._references, report=report, sources=sources
        )
        texts.find_image = SectionPictures(self._snapshot, section, texts, report).find_in_text
        return texts

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
        title = section.title or _get_kind_title(section)
        sentence = f"{what} placed in the section “{title}” cannot be found in the library."
        remedy = "Restore the record from the trash, or remove it from the section."
        self._report("missing-record", sentence, remedy, Origin(section.id))
        return (_make_fault(section, sentence, title=words.RECORD_FAULT),)

    def _report_fault(self, section: Section, reason: str) -> Block:
        title = section.title or _get_kind_title(section)
        sentence = f"The section “{title}” could not be composed. {reason}"
        remedy = "Correct its settings or its records; the rest of the document is whole."
        self._report("section-fault", sentence, remedy, Origin(section.id))
        return _make_fault(section, reason)


def _pick_pictures(blocks: Iterable[Block], snapshot: Snapshot) -> dict[str, Picture]:
    """Pick the pictures that the blocks show, each once."""
    keys = dict.fromkeys(iter_picture_keys(blocks))
    return {key: snapshot.pictures[key] for key in keys if key in snapshot.pictures}


def _make_references(snapshot: Snapshot, sections: Iterable[Section]) -> References:
    sources = [record for record in snapshot.records.values() if isinstance(record, Source)]
    anchors: dict[str, str] = {
        placement.record: f"record-{placement.record}"
        for section in sections
        for placement in section.placements
        if placement.record in snapshot.records
    }
    return References(
        known={snapshot.briefing.id, *snapshot.records},
        source_by_key={source.key: source.id for source in sources if source.key},
        sources={source.id for source in sources},
        anchors=anchors,
    )


def _make_fault(section: Section, reason: str, *, title: str = words.FAULT) -> Callout:
    paragraph = Paragraph((Text(reason),))
    origin = Origin(section=section.id)
    return Callout((paragraph,), title=title, tone=CalloutTone.FAULT, origin=origin)


def _get_kind_title(section: Section) -> str:
    kind = get_section_kinds().get(section.section_kind)
    return kind.title if kind else section.section_kind


def _needs_sources(blocks: Iterable[Block]) -> bool:
    """Tell whether something is cited, and nothing prints the sources."""
    walked = list(iter_blocks(blocks))
    if any(isinstance(block, Bibliography) for block in walked):
        return False
    return any(isinstance(inline, Cite) for block in walked for inline in iter_inlines(block))
