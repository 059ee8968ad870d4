"""Writes what an editor shows as Markdown source, and keeps what was not touched as it was."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from briefing.markdown_text.inline_writing import Care, write_inlines
from briefing.markdown_text.model import (
    Block,
    Blocks,
    Chunk,
    SourceBlock,
    SourceText,
    TableBlock,
    TextBlock,
    TextKind,
)
from briefing.markdown_text.reading import read_blocks

_RULES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
_MARK = re.compile(r"(?m)^(?:> ?)*([-*+]|\d{1,9}[.)])(?=\s|$)")
_PARAGRAPH_GAP = "\n\n"


def write_blocks(blocks: Blocks) -> str:
    """Write blocks as source that reads back as the same blocks."""
    return rewrite(SourceText(), blocks).text


def rewrite(known: SourceText, blocks: Blocks) -> SourceText:
    """Write blocks as source; chunks that are in `known` unchanged keep theirs to the letter."""
    # empty items go, but for those that a person may have put into the source
    holds_empty = _drop_empty(known.blocks) != known.blocks
    blocks = settle(blocks if holds_empty else _drop_empty(blocks))
    chunks: list[Chunk] = []
    new: list[Block] = []
    position, used = 0, 0
    places = _index(known.chunks)
    while position < len(blocks):
        found = _find_chunk(known.chunks, places, blocks, position, used)
        if found is None:
            new.append(blocks[position])
            position += 1
            continue
        chunks += _write_new(new, chunks[-1:], known.chunks[found].source)
        new = []
        chunks.append(known.chunks[found])
        position += len(known.chunks[found].blocks)
        used = found + 1
    chunks += _write_new(new, chunks[-1:], "")
    return _put_gaps(known, chunks)


def _index(chunks: Sequence[Chunk]) -> dict[Block, list[int]]:
    places: dict[Block, list[int]] = defaultdict(list)
    for number, chunk in enumerate(chunks):
        if chunk.blocks:
            places[chunk.blocks[0]].append(number)
    return places


def _find_chunk(
    chunks: Sequence[Chunk],
    places: dict[Block, list[int]],
    blocks: Blocks,
    position: int,
    used: int,
) -> int | None:
    for number in places.get(blocks[position], ()):
        chunk = chunks[number]
        end = position + len(chunk.blocks)
        if number < used or blocks[position:end] != chunk.blocks:
            continue
        # a list that goes on below is another list than the one that is known
        goes_on = end < len(blocks) and _continues(chunk.blocks[-1], blocks[end])
        if not goes_on:
            return number
    return None


def _continues(block: Block, following: Block) -> bool:
    """Tell whether the two belong to one list."""
    return (
        isinstance(block, TextBlock)
        and isinstance(following, TextBlock)
        and block.kind.is_item
        and following.kind.is_item
        and block.quote == following.quote
        and not (following.begins and following.level == 1)
    )


def _put_gaps(known: SourceText, chunks: Sequence[Chunk]) -> SourceText:
    """Keep what stood between two chunks while they still follow each other."""
    following = {id(a): b for a, b in zip(known.chunks, known.chunks[1:], strict=False)}
    last_gap = known.chunks[-1].gap if known.chunks else ""
    placed: list[Chunk] = []
    for number, chunk in enumerate(chunks):
        if number == len(chunks) - 1:
            placed.append(replace(chunk, gap=last_gap))
        elif following.get(id(chunk)) is chunks[number + 1]:
            placed.append(chunk)
        else:
            placed.append(replace(chunk, gap=_PARAGRAPH_GAP))
    is_same_start = [*chunks[:1]] == [*known.chunks[:1]]
    return SourceText(known.lead if is_same_start else "", tuple(placed))


def _write_new(blocks: Iterable[Block], before: Sequence[Chunk], after: str) -> list[Chunk]:
    """Write blocks that stand between a chunk and a source; their lists do not run into those."""
    groups = _iter_groups(_drop_empty(tuple(blocks)))
    written: list[Chunk] = []
    for number, group in enumerate(groups):
        following = groups[number + 1][0] if number + 1 < len(groups) else SourceBlock(after)
        neighbours = [chunk.source for chunk in (written or before)[-1:]]
        if isinstance(following, SourceBlock):
            neighbours.append(following.source)
        wanted = settle(group)
        written.append(Chunk(wanted, _write_group(wanted, _find_marks(neighbours))))
    return written


def _find_marks(sources: Iterable[str]) -> frozenset[str]:
    """Find the signs with which lists at the edge of a text begin their items: "-" or "."."""
    return frozenset(mark[-1] for source in sources for mark in _MARK.findall(source))


def _drop_empty(blocks: Blocks) -> Blocks:
    kept: list[Block] = []
    for block in reversed(blocks):
        if not _is_empty(block, kept[-1] if kept else None):
            kept.append(block)
    return tuple(reversed(kept))


def _is_empty(block: Block, following: Block | None) -> bool:
    if isinstance(block, SourceBlock):
        return not block.source.strip()
    if isinstance(block, TableBlock) or block.inlines:
        return False
    if not isinstance(following, TextBlock) or not _continues(block, following):
        return True
    return following.level <= block.level  # an empty item may hold others


def _iter_groups(blocks: Blocks) -> list[Blocks]:
    """Put the items of a list together, and the blocks of a quotation."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and _stand_together(groups[-1][-1], block):
            groups[-1].append(block)
        else:
            groups.append([block])
    return [tuple(group) for group in groups]


def _stand_together(block: Block, following: Block) -> bool:
    if not isinstance(block, TextBlock) or not isinstance(following, TextBlock):
        return False
    if block.quote and following.quote:
        return True
    both_items = block.kind.is_item and following.kind.is_item
    return both_items and block.quote == following.quote


def _write_group(wanted: Blocks, taken: frozenset[str]) -> str:
    """Write blocks with as little care as is enough to read the same."""
    source = ""
    for care in Care:
        for loose in (False, True):
            source = _write_with(wanted, _GroupWriter(care, taken, loose=loose))
            if read_blocks(source) == wanted:
                return source
    return source


def settle(blocks: Blocks) -> Blocks:
    """Give the blocks as the reader would: lists begin where lists begin, depths without gaps."""
    settled: list[Block] = []
    stack: list[TextKind] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, TextBlock) or not block.kind.is_item:
            stack = []
            is_text = isinstance(block, TextBlock)
            settled.append(replace(block, begins=False, start=1) if is_text else block)
            continue
        previous = settled[index - 1] if index else None
        if isinstance(previous, TextBlock) and previous.quote != block.quote:
            stack = []
        level = max(1, min(block.level, len(stack) + 1))
        is_same_list = level <= len(stack) and stack[level - 1] is block.kind
        begins = not is_same_list or block.begins
        stack = [*stack[: level - 1], block.kind]
        start = block.start if begins and block.kind is TextKind.NUMBER else 1
        settled.append(replace(block, level=level, begins=begins, start=start))
    return tuple(settled)


def _write_with(blocks: Blocks, writer: "_GroupWriter") -> str:
    for block in blocks:
        writer.add(block)
    return "\n".join(writer.lines)


class _GroupWriter:
    """Writes the blocks of one group, line by line."""

    def __init__(self, care: Care, taken: frozenset[str], *, loose: bool) -> None:
        self._taken = taken
        self.lines: list[str] = []
        self._care = care
        self._loose = loose
        self._last: TextBlock | None = None
        self._marks: list[str] = []  # the marks of the lists that are open, "-" or "3."
        self._indents: list[int] = [0]

    def add(self, block: Block) -> None:
        if isinstance(block, TextBlock):
            self._add_text(block)
        elif isinstance(block, TableBlock):
            self.lines += _write_table(block, self._care)
        else:
            self.lines += block.source.strip("\n").split("\n")

    def _add_text(self, block: TextBlock) -> None:
        self._add_gap(block)
        text = write_inlines(block.inlines, self._care)
        if block.kind.is_item:
            first, rest = self._begin_item(block)
        else:
            self._marks, self._indents = [], [0]
            is_heading = block.kind is TextKind.HEADING
            first, rest = ("#" * block.level + " " if is_heading else ""), ""
        quote = "> " * block.quote
        for number, line in enumerate(text.split("\n")):
            self.lines.append((quote + (rest if number else first) + line).rstrip(" "))
        self._last = block

    def _add_gap(self, block: TextBlock) -> None:
        last = self._last
        if last is None:
            return
        is_same_list = block.kind.is_item and last.kind.is_item and block.quote == last.quote
        begins_again = block.begins and block.level <= last.level
        is_loose = self._loose and bool(last.inlines)  # a blank line would end an empty item
        if not is_same_list or is_loose or begins_again:
            self.lines.append(("> " * min(last.quote, block.quote)).rstrip(" "))

    def _begin_item(self, block: TextBlock) -> tuple[str, str]:
        depth = block.level - 1
        if self._last is not None and self._last.quote != block.quote:
            self._marks, self._indents = [], [0]
        before = self._marks[depth] if depth < len(self._marks) else ""
        mark = _next_mark(block, before, self._taken if depth == 0 else frozenset())
        self._marks = [*self._marks[:depth], mark]
        indent = self._indents[depth]
        width = len(mark) + 1
        self._indents = [*self._indents[: depth + 1], indent + width]
        return " " * indent + mark + " ", " " * (indent + width)


def _next_mark(block: TextBlock, before: str, taken: frozenset[str]) -> str:
    is_bullet = block.kind is TextKind.BULLET
    if not block.begins:
        return before if is_bullet else f"{int(before[:-1]) + 1}{before[-1]}"
    signs = "-*+" if is_bullet else ".)"
    sign = next((s for s in signs if s not in taken and s != before[-1:]), signs[0])
    return sign if is_bullet else f"{block.start}{sign}"


def _write_table(table: TableBlock, care: Care) -> list[str]:
    lines = [_write_row(row, care) for row in table.rows]
    rule = "| " + " | ".join(_RULES.get(align, "---") for align in table.aligns) + " |"
    return [lines[0], rule, *lines[1:]]


def _write_row(row: Sequence[tuple[object, ...]], care: Care) -> str:
    cells = (write_inlines(cell, care, in_cell=True) for cell in row)  # type: ignore[arg-type]  # cells hold inlines
    return "| " + " | ".join(cells) + " |"
