"""The numbers of headings, annexes, tables and figures, and the lists of tables and figures."""

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from briefing.document.nodes import (
    Block,
    Contents,
    Drawing,
    Heading,
    Image,
    ListedFigure,
    Table,
)
from briefing.document.walk import get_text, iter_blocks, replace_block, replace_blocks
from briefing.printed_words.words import Words

_FEWEST_LISTED = 2
"""Tables or figures from which on a list of them helps."""

_LETTERS = 26


def number_headings(
    blocks: Iterable[Block], annex: str = "Annex", *, annexes_only: bool = False
) -> tuple[Block, ...]:
    """Number the headings 1, 1.1, 1.1.1; those that are not to be numbered do not count.

    Annexes have letters behind the word for them, and A.1, A.1.1 inside; with `annexes_only`
    these letters are all the numbers there are.
    """
    numbers = _HeadingNumbers(annex, annexes_only=annexes_only)
    return tuple(
        [
            msgspec.structs.replace(block, number=numbers.count(block, letter))
            if isinstance(block, Heading) and block.numbered
            else block
            for block, letter in _iter_with_letters(blocks)
        ]
    )


def list_section_numbers(blocks: Iterable[Block]) -> dict[str, str]:
    """Give the number of each section's own heading by the section's id; none without a number."""
    found: dict[str, str] = {}
    for block in blocks:
        origin = block.origin
        if isinstance(block, Heading) and block.number and origin and not origin.record:
            found.setdefault(origin.section, block.number)
    return found


class _HeadingNumbers:
    """Counts headings, inside of annexes apart from the others."""

    def __init__(self, annex: str, *, annexes_only: bool) -> None:
        self._annex = annex
        self._annexes_only = annexes_only
        self._counts: dict[str, list[int]] = {}  # by the letter of the annex

    def count(self, heading: Heading, letter: str) -> str:
        """Give the number of the next heading."""
        if heading.annex:
            self._counts[letter] = [1]
            return f"{self._annex} {letter}"
        if self._annexes_only:
            return heading.number
        counts = self._counts[letter] = _count(self._counts.get(letter, []), heading.level)
        return ".".join([letter or str(counts[0]), *map(str, counts[1:])])


def _count(counts: list[int], level: int) -> list[int]:
    """Give the counts of all levels at the next heading of this level."""
    # a level that is skipped counts as if it stood there, or numbers would come twice
    above = counts[: level - 1]
    above += [1] * (level - 1 - len(above))
    return [*above, counts[level - 1] + 1 if len(counts) >= level else 1]


def _iter_with_letters(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield each block with the letter of the annex that it is in, empty outside of them."""
    letter, count = "", 0
    for block in blocks:
        if isinstance(block, Heading) and block.annex:
            count += 1
            letter = _make_letter(count)
        elif isinstance(block, Heading) and block.level == 1:
            letter = ""
        yield block, letter


def _make_letter(count: int) -> str:
    """Give the letter of an annex, counted from 1: A to Z, then AA."""
    letters = ""
    while count:
        count, place = divmod(count - 1, _LETTERS)
        letters = chr(ord("A") + place) + letters
    return letters


def number_tables(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Number the tables that have a caption, in their order; in each annex from 1 on."""
    return _number_captioned(blocks, Table)


def number_drawings(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Number the drawings and images that have a caption as tables are, apart from these."""
    return _number_captioned(blocks, Drawing, Image)


def _number_captioned(
    blocks: Iterable[Block], *kinds: type[Table | Drawing | Image]
) -> tuple[Block, ...]:
    counts: dict[str, int] = {}

    def number(letter: str, block: Block) -> Block:
        if isinstance(block, Table | Drawing | Image) and type(block) in kinds and block.caption:
            counts[letter] = counts.get(letter, 0) + 1
            return msgspec.structs.replace(block, number=counts[letter], series=letter)
        return block

    return tuple(
        [
            replace_block(block, partial(number, letter))
            for block, letter in _iter_with_letters(blocks)
        ]
    )


def list_captions(blocks: Iterable[Block], words: Words) -> tuple[Block, ...]:
    """Add lists of the numbered figures and tables to the contents, each where there are two.

    Headings, figures and tables without an anchor get one, for contents and lists to lead to.
    """
    headed = [_anchor_heading(block, place) for place, block in enumerate(blocks)]
    anchored = replace_blocks(headed, _anchor_captioned)
    figures = _list(anchored, words.figure, Drawing, Image)
    tables = _list(anchored, words.table, Table)
    return tuple(
        msgspec.structs.replace(
            block,
            figures_title=words.figures if figures else "",
            figures=figures,
            tables_title=words.tables if tables else "",
            tables=tables,
        )
        if isinstance(block, Contents)
        else block
        for block in anchored
    )


def _anchor_heading(block: Block, place: int) -> Block:
    if isinstance(block, Heading) and block.in_contents and not block.anchor:
        return msgspec.structs.replace(block, anchor=f"heading-{place}")
    return block


def _anchor_captioned(block: Block) -> Block:
    if isinstance(block, Table | Drawing | Image) and block.number and not block.anchor:
        kind = "table" if isinstance(block, Table) else "figure"
        return msgspec.structs.replace(block, anchor=f"{kind}-{block.series}{block.number}")
    return block


def _list(
    blocks: Iterable[Block], name: str, *kinds: type[Table | Drawing | Image]
) -> tuple[ListedFigure, ...]:
    listed = tuple(
        ListedFigure(
            f"{name} {block.series}{block.number}", get_text(block.caption).strip(), block.anchor
        )
        for block in iter_blocks(blocks)
        if isinstance(block, Table | Drawing | Image) and type(block) in kinds and block.number
    )
    return listed if len(listed) >= _FEWEST_LISTED else ()
