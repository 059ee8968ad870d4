"""Steps from a composed tree to one that writers take: citations, bibliography, links."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from briefing.document.nodes import (
    Bibliography,
    BibliographyEntry,
    Block,
    Cite,
    CitedSource,
    CrossReference,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Origin,
    Paragraph,
    Table,
    Text,
)
from briefing.document.referencing.reference_style import leave_full_stop
from briefing.document.walk import get_text, iter_blocks, rewrite_blocks


class SourcePrinter(Protocol):
    """Prints sources, given by their ids, in the reference style of the document."""

    def print_entry(self, source: str, credibility: int | None) -> tuple[Inline, ...]:
        """Print an entry of the bibliography."""
        ...

    def print_note(self, cited: CitedSource) -> tuple[Inline, ...]:
        """Print the first note to a source."""
        ...

    def print_short(self, cited: CitedSource) -> tuple[Inline, ...]:
        """Print a later note to a source, in few words."""
        ...

    def find_strictest(self, cite: Cite) -> str:
        """Give the source of a mark that is marked highest, the first of several."""
        ...


_NO_BREAK = "\u00a0"
_STOPS = ".,;:!?"

DEEPEST_HEADING = 4
"""Level of the smallest headings that the writers have a style for."""


def deepen_headings(blocks: tuple[Block, ...], by: int) -> tuple[Block, ...]:
    """Give the blocks with their headings this many levels deeper, as deep as there are levels."""
    if not by:
        return blocks
    return tuple(
        msgspec.structs.replace(block, level=min(block.level + by, DEEPEST_HEADING))
        if isinstance(block, Heading)
        else block
        for block in blocks
    )


class CitationNumbers:
    """Gives each source its number at its first citation; later ones get the same."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._credibility: dict[str, set[int]] = {}

    @property
    def sources(self) -> Sequence[str]:
        """Ids of the sources cited so far, in the order of their numbers."""
        return tuple(self._numbers)

    def get_credibility(self, source: str) -> int | None:
        """Give the credibility of what was taken from the source, None where it differs.

        A source says true and doubtful things; one grade beside it may only stand for all.
        """
        found = self._credibility.get(source, set())
        return next(iter(found)) if len(found) == 1 else None

    def number(self, cite: Cite) -> Cite:
        """Give a citation mark its numbers."""
        return Cite(tuple([self._number_source(cited) for cited in cite.sources]))

    def _number_source(self, cited: CitedSource) -> CitedSource:
        number = self._numbers.setdefault(cited.source, len(self._numbers) + 1)
        if cited.credibility is not None:
            self._credibility.setdefault(cited.source, set()).add(cited.credibility)
        return CitedSource(cited.source, cited.locator, cited.credibility, number)


def number_citations(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], CitationNumbers]:
    """Number the citations in the order of reading; gives the blocks and the numbers."""
    numbers = CitationNumbers()
    return rewrite_blocks(blocks, Cite, numbers.number), numbers


def make_entries(numbers: CitationNumbers, printer: SourcePrinter) -> list[BibliographyEntry]:
    """Make the entries of the sources that were cited, in the order of their numbers."""
    return [
        BibliographyEntry(
            number,
            make_entry_anchor(number),
            printer.print_entry(source, numbers.get_credibility(source)),
            Origin(record=source),
        )
        for number, source in enumerate(numbers.sources, 1)
    ]


def make_entry_anchor(number: int) -> str:
    """Give the anchor of the entry that a citation mark with this number leads to."""
    return f"source-{number}"


def fill_bibliography(
    blocks: Iterable[Block], entries: Sequence[BibliographyEntry]
) -> tuple[Block, ...]:
    """Put the entries into the first bibliography; others stay empty."""
    rest = tuple(entries)
    filled: list[Block] = []
    for block in blocks:
        if isinstance(block, Bibliography):
            filled.append(msgspec.structs.replace(block, entries=rest))
            rest = ()
        else:
            filled.append(block)
    return tuple(filled)


class _Notes:
    """Prints what citation marks say as notes: a source in full at first, in short afterwards."""

    def __init__(self, printer: SourcePrinter) -> None:
        self._printer = printer
        self._seen: set[str] = set()

    def print_mark(self, cite: Cite) -> tuple[Inline, ...]:
        """Print the note of one mark."""
        parts: list[Inline] = []
        for cited in cite.sources:
            if parts:
                parts = [*leave_full_stop(parts), Text("; ")]
            is_known = cited.source in self._seen
            self._seen.add(cited.source)
            show = self._printer.print_short if is_known else self._printer.print_note
            parts.extend(show(cited))
        return tuple(parts)


def turn_citations_into_footnotes(
    blocks: tuple[Block, ...], printer: SourcePrinter, *, behind_stops: bool = False
) -> tuple[Block, ...]:
    """Turn citation marks into footnotes, which stand close behind what they are about.

    With `behind_stops` they follow the punctuation that followed the marks, as in English.
    """
    notes = _Notes(printer)

    def turn(cite: Cite) -> Inline:
        origin = Origin(record=printer.find_strictest(cite)) if cite.sources else None
        return Footnote((Paragraph(notes.print_mark(cite), origin=origin),))

    def settle(line: list[Inline]) -> list[Inline]:
        bare = _drop_blanks(line)
        return _part_notes(_put_behind_stops(bare) if behind_stops else bare)

    return rewrite_blocks(blocks, Cite, turn, settle)


def _drop_blanks(line: list[Inline]) -> list[Inline]:
    """Take away the blanks before notes."""
    bare: list[Inline] = []
    for inline in line:
        last = bare[-1] if bare else None
        if isinstance(inline, Footnote) and isinstance(last, Text) and last.text.endswith(" "):
            words = last.text.rstrip(" ")
            bare[-1:] = [msgspec.structs.replace(last, text=words)] if words else []
        bare.append(inline)
    return bare


def _put_behind_stops(line: list[Inline]) -> list[Inline]:
    """Let notes change places with the punctuation behind them."""
    changed: list[Inline] = []
    for inline in line:
        if isinstance(inline, Text) and changed and isinstance(changed[-1], Footnote):
            rest = inline.text.lstrip(_STOPS)
            stops = inline.text[: len(inline.text) - len(rest)]
            if stops and _add_before_notes(changed, stops):
                changed += [msgspec.structs.replace(inline, text=rest)] if rest else []
                continue
        changed.append(inline)
    return changed


def _add_before_notes(line: list[Inline], stops: str) -> bool:
    """Put punctuation before the notes at the end of a line; not where nothing stands there."""
    place = len(line)
    while place and isinstance(line[place - 1], Footnote):
        place -= 1
    last = line[place - 1] if place else None
    if last is None or isinstance(last, LineBreak):
        return False
    if isinstance(last, Text):
        line[place - 1] = msgspec.structs.replace(last, text=last.text + stops)
    else:
        line.insert(place, Text(stops))
    return True


def _part_notes(line: list[Inline]) -> list[Inline]:
    """Put a blank between notes that stand side by side: 1 and 2 are not 12."""
    parted: list[Inline] = []
    for inline in line:
        if isinstance(inline, Footnote) and parted and isinstance(parted[-1], Footnote):
            parted.append(Text(_NO_BREAK))
        parted.append(inline)
    return parted


def turn_citations_into_endnotes(
    blocks: tuple[Block, ...], printer: SourcePrinter
) -> tuple[tuple[Block, ...], list[BibliographyEntry], dict[str, int]]:
    """Number the citation marks one by one, each with an entry of its own.

    Gives the blocks, the entries, and the number of the first entry of each source.
    """
    notes = _Notes(printer)
    entries: list[BibliographyEntry] = []
    first: dict[str, int] = {}

    def turn(cite: Cite) -> Inline:
        if not cite.sources:
            return cite
        number = len(entries) + 1
        printed = notes.print_mark(cite)
        origin = Origin(record=printer.find_strictest(cite))
        entries.append(BibliographyEntry(number, make_entry_anchor(number), printed, origin))
        for cited in cite.sources:
            first.setdefault(cited.source, number)
        return Cite((CitedSource(cite.sources[0].source, number=number),))

    return rewrite_blocks(blocks, Cite, turn), entries, first


def number_notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Number the footnotes in the order of reading."""
    count = 0

    def number(note: Footnote) -> Inline:
        nonlocal count
        count += 1
        return msgspec.structs.replace(note, number=count)

    return rewrite_blocks(blocks, Footnote, number)


def resolve_links(blocks: tuple[Block, ...], entries: Mapping[str, str]) -> tuple[Block, ...]:
    """Point links to sources at their `entries`, and turn links that lead nowhere into text."""
    anchors = {block.anchor for block in iter_blocks(blocks)}
    for block in iter_blocks(blocks):
        if isinstance(block, Table):
            anchors.update(row.anchor for row in block.rows)
        elif isinstance(block, Bibliography):
            anchors.update(entry.anchor for entry in block.entries)

    def resolve(link: CrossReference) -> Inline:
        target = entries.get(link.target, link.target)
        if target and target in anchors:
            return msgspec.structs.replace(link, target=target)
        only_text = len(link.children) == 1 and isinstance(link.children[0], Text)
        return link.children[0] if only_text else Text(get_text(link.children))

    return rewrite_blocks(blocks, CrossReference, resolve)
