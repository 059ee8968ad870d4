"""Rewrites running text: what the document says in its own words.

Block quotations and words between “ and ” are somebody else's, tables of facts list names on
purpose, and the bibliography gives titles as they are: all these stay.
"""

import re
from collections.abc import Callable

import msgspec

from briefing.document.nodes import (
    Block,
    Callout,
    Cell,
    CrossReference,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Strong,
    Table,
    TableLook,
    Text,
)

RewriteText = Callable[[Text, Block], tuple[Inline, ...]]
"""Gives what stands in place of a run of own words; the block is the one around it."""

_QUOTE_MARKS = re.compile("[“”]")


def rewrite_running_text(blocks: tuple[Block, ...], rewrite: RewriteText) -> tuple[Block, ...]:
    """Give the blocks with their own words rewritten, in the order of reading."""
    return tuple([_rewrite_block(block, rewrite) for block in blocks])


def _rewrite_block(block: Block, rewrite: RewriteText) -> Block:
    match block:
        case Paragraph(children=children) | Heading(children=children):
            return msgspec.structs.replace(block, children=_Words(block, rewrite).rewrite(children))
        case List(items=items):
            kept = tuple(
                msgspec.structs.replace(item, blocks=rewrite_running_text(item.blocks, rewrite))
                for item in items
            )
            return msgspec.structs.replace(block, items=kept)
        case Callout(blocks=inner):
            return msgspec.structs.replace(block, blocks=rewrite_running_text(inner, rewrite))
        case Table(look=TableLook.GRID, rows=rows):
            return msgspec.structs.replace(
                block,
                rows=tuple(
                    msgspec.structs.replace(
                        row, cells=tuple(_rewrite_cell(cell, block, rewrite) for cell in row.cells)
                    )
                    for row in rows
                ),
            )
        case _:
            return block


def _rewrite_cell(cell: Cell, table: Block, rewrite: RewriteText) -> Cell:
    return msgspec.structs.replace(cell, children=_Words(table, rewrite).rewrite(cell.children))


class _Words:
    """The words of one paragraph, heading or cell; knows whether a quotation is open."""

    def __init__(self, block: Block, rewrite: RewriteText) -> None:
        self._block = block
        self._rewrite = rewrite
        self._open = 0

    def rewrite(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        changed: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text():
                    changed.extend(self._rewrite_text(inline))
                case Strong() | Emphasis() | Link() | CrossReference():
                    inner = self.rewrite(inline.children)
                    changed.append(msgspec.structs.replace(inline, children=inner))
                case _:
                    changed.append(inline)
        return tuple(changed)

    def _rewrite_text(self, run: Text) -> tuple[Inline, ...]:
        if run.language:
            return (run,)
        if not _QUOTE_MARKS.search(run.text):
            return (run,) if self._open else self._rewrite(run, self._block)
        pieces: list[Inline] = []
        start = 0
        for mark in _QUOTE_MARKS.finditer(run.text):
            pieces.extend(self._rewrite_piece(run.text[start : mark.start()]))
            pieces.append(Text(mark.group()))
            start = mark.end()
            self._open = max(0, self._open + (1 if mark.group() == "“" else -1))
        pieces.extend(self._rewrite_piece(run.text[start:]))
        return tuple(pieces)

    def _rewrite_piece(self, text: str) -> tuple[Inline, ...]:
        if not text:
            return ()
        return (Text(text),) if self._open else self._rewrite(Text(text), self._block)
