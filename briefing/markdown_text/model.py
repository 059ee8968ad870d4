"""What an editor of texts works on: a flat row of blocks with formatted runs in them.

It is flatter than the document tree because a text field on the screen is flat: a list is a row
of items, each with its depth, and a quotation is a depth too.
"""

from enum import StrEnum

import msgspec

MENTION_KINDS = ("actor", "attack", "background", "source", "briefing")
"""Records that a text may mention, as they stand in the target of a link: `actor:ID`."""


class Run(msgspec.Struct, frozen=True, tag="run"):
    """Characters in one format. A line end in `text` is a break that the analyst asked for.

    `link` is an address or a mention such as "actor:ID", empty for none.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


class Citation(msgspec.Struct, frozen=True, tag="citation"):
    """A citation as its source has it, `[@key, p. 3]`."""

    source: str
    bold: bool = False
    italic: bool = False


Inline = Run | Citation
Inlines = tuple[Inline, ...]


class TextKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self in (TextKind.BULLET, TextKind.NUMBER)


class TextBlock(msgspec.Struct, frozen=True, tag="text"):
    """A paragraph, a heading or an item of a list.

    `level` is 1 to 6 for headings, the depth from 1 on for items, 0 for paragraphs. `quote` says
    how deep it is quoted. The first item of a list `begins` it and has the number of its `start`.
    """

    inlines: Inlines = ()
    kind: TextKind = TextKind.PARAGRAPH
    level: int = 0
    quote: int = 0
    begins: bool = False
    start: int = 1


class TableBlock(msgspec.Struct, frozen=True, tag="table"):
    """A table; the first row is its header. `aligns` holds "", "left", "center" or "right"."""

    rows: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[str, ...]


class SourceBlock(msgspec.Struct, frozen=True, tag="source"):
    """Markdown that is shown as it is written because an editor could not show all of it."""

    source: str


Block = TextBlock | TableBlock | SourceBlock
Blocks = tuple[Block, ...]


class Chunk(msgspec.Struct, frozen=True):
    """Blocks that stand together in the source, such as the items of a list, and that source.

    `gap` is what follows it up to the next chunk: line ends, and blanks between them.
    """

    blocks: Blocks
    source: str
    gap: str = ""


class SourceText(msgspec.Struct, frozen=True):
    """A whole text: what stands before its first chunk, which is blank, and its chunks."""

    lead: str = ""
    chunks: tuple[Chunk, ...] = ()

    @property
    def text(self) -> str:
        """The Markdown source, to the letter."""
        return self.lead + "".join(chunk.source + chunk.gap for chunk in self.chunks)

    @property
    def blocks(self) -> Blocks:
        """The blocks of all chunks."""
        return tuple(block for chunk in self.chunks for block in chunk.blocks)
