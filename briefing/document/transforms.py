"""Steps from a composed tree to one that writers take: numbers, citations, bibliography."""

from collections.abc import Callable, Iterable, Mapping, Sequence

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
    Paragraph,
    ParagraphRole,
    Table,
    Text,
)
from briefing.document.walk import get_text, iter_blocks, rewrite_blocks

PrintSource = Callable[[str, int | None], tuple[Inline, ...]]
"""Prints a source in full, by its id, with the credibility of what was taken from it."""

PrintShortSource = Callable[[str], str]
"""Prints a source in few words, for later notes to it."""


def number_headings(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Number the headings 1, 1.1, 1.1.1; those that are not to be numbered do not count."""
    counts: list[int] = []
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.numbered:
            # a level that is skipped counts as if it stood there, or numbers would come twice
            above = counts[: block.level - 1]
            above += [1] * (block.level - 1 - len(above))
            counts = [*above, counts[block.level - 1] + 1 if len(counts) >= block.level else 1]
            number = ".".join(map(str, counts))
            numbered.append(msgspec.structs.replace(block, number=number))
        else:
            numbered.append(block)
    return tuple(numbered)


def number_tables(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Number the tables that have a caption, in their order."""
    count = 0
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and block.caption:
            count += 1
            numbered.append(msgspec.structs.replace(block, number=count))
        else:
            numbered.append(block)
    return tuple(numbered)


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

    def number(self, inline: Inline) -> Inline:
        """Give a citation mark its numbers; other nodes stay as they are."""
        if not isinstance(inline, Cite):
            return inline
        return Cite(tuple(self._number_source(cited) for cited in inline.sources))

    def _number_source(self, cited: CitedSource) -> CitedSource:
        number = self._numbers.setdefault(cited.source, len(self._numbers) + 1)
        if cited.credibility is not None:
            self._credibility.setdefault(cited.source, set()).add(cited.credibility)
        return msgspec.structs.replace(cited, number=number)


def number_citations(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], CitationNumbers]:
    """Number the citations in the order of reading; gives the blocks and the numbers."""
    numbers = CitationNumbers()
    return rewrite_blocks(blocks, numbers.number), numbers


def fill_bibliography(
    blocks: Iterable[Block], numbers: CitationNumbers, print_source: PrintSource
) -> tuple[Block, ...]:
    """Put the sources that were cited into the first bibliography; others stay empty."""
    entries = tuple(
        BibliographyEntry(
            number, f"source-{number}", print_source(source, numbers.get_credibility(source))
        )
        for number, source in enumerate(numbers.sources, 1)
    )
    filled: list[Block] = []
    for block in blocks:
        if isinstance(block, Bibliography):
            filled.append(msgspec.structs.replace(block, entries=entries))
            entries = ()
        else:
            filled.append(block)
    return tuple(filled)


def turn_citations_into_notes(
    blocks: tuple[Block, ...], print_source: PrintSource, print_short: PrintShortSource
) -> tuple[Block, ...]:
    """Turn citation marks into notes: a source in full at first, in short afterwards."""
    seen: set[str] = set()

    def turn(inline: Inline) -> Inline:
        if not isinstance(inline, Cite):
            return inline
        parts: list[Inline] = []
        for cited in inline.sources:
            if parts:
                parts.append(Text("; "))
            if cited.source in seen:
                parts.append(Text(print_short(cited.source)))
            else:
                parts.extend(print_source(cited.source, cited.credibility))
            seen.add(cited.source)
            if cited.locator:
                parts.append(Text(f" ({cited.locator})"))
        return Footnote((Paragraph(tuple(parts), role=ParagraphRole.SMALL),))

    return rewrite_blocks(blocks, turn)


def number_notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Number the footnotes in the order of reading."""
    count = 0

    def number(inline: Inline) -> Inline:
        nonlocal count
        if isinstance(inline, Footnote):
            count += 1
            return msgspec.structs.replace(inline, number=count)
        return inline

    return rewrite_blocks(blocks, number)


def resolve_links(blocks: tuple[Block, ...], entries: Mapping[str, str]) -> tuple[Block, ...]:
    """Point links to sources at their `entries`, and turn links that lead nowhere into text."""
    anchors = {block.anchor for block in iter_blocks(blocks)}
    for block in iter_blocks(blocks):
        if isinstance(block, Table):
            anchors.update(row.anchor for row in block.rows)
        elif isinstance(block, Bibliography):
            anchors.update(entry.anchor for entry in block.entries)

    def resolve(inline: Inline) -> Inline:
        if not isinstance(inline, CrossReference):
            return inline
        target = entries.get(inline.target, inline.target)
        if target and target in anchors:
            return msgspec.structs.replace(inline, target=target)
        only_text = len(inline.children) == 1 and isinstance(inline.children[0], Text)
        return inline.children[0] if only_text else Text(get_text(inline.children))

    return rewrite_blocks(blocks, resolve)
