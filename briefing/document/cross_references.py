"""References of texts to parts of their document, such as `[Table {number}](table:SECTION)`.

A reference leads to a section, or to a table or figure in a section by its place among those that
have a caption (`table:SECTION.2`; the first if no place is given). In its words `{number}` stands
for the number or letter of the target, and `{page}` at their end for its page. References without
words are called by what they lead to.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import msgspec

from briefing.document.nodes import (
    Block,
    CrossReference,
    Drawing,
    Heading,
    Image,
    Inline,
    Origin,
    Table,
    Text,
)
from briefing.document.walk import get_text, iter_blocks, replace_blocks, rewrite_blocks
from briefing.patterns import compile_late
from briefing.printed_words.words import Words

REFERENCE_KINDS = ("section", "table", "figure")
"""What the address of a reference to a part of the document begins with."""

NUMBER = "{number}"
PAGE = "{page}"

_ADDRESS = compile_late(r"([0-9A-Za-z-]{1,64})(?:\.(\d{1,3}))?")
_PAGE_AT_END = compile_late(r"[\s,]*\{page\}\s*\Z")
_REFERENCE = compile_late(r"(\]\((?:section|table|figure):)([0-9A-Za-z-]{1,64})")
_NUMBER_BEFORE = compile_late(r"\s*\{number\}")

Report = Callable[[str, Origin | None], None]
"""Takes one sentence about a reference, and where it stands."""


class FilledReferences(NamedTuple):
    """Blocks with their references in words, and the anchors whose numbers these quote."""

    blocks: tuple[Block, ...]
    quoted: tuple[str, ...]


class _Target(NamedTuple):
    """What is referred to: the word before its number, that, and its title if it has none."""

    name: str
    number: str
    title: str = ""


def make_section_anchor(section: str) -> str:
    """Give the anchor of a section's heading."""
    return f"section-{section}"


def read_reference(kind: str, address: str, children: tuple[Inline, ...]) -> CrossReference:
    """Make the reference that a link of a text stands for; its words are filled in at the end.

    An address that is none leads nowhere, which is told then.
    """
    found = _ADDRESS.fullmatch(address)
    section, place = (found[1], found[2] or "1") if found else ("", "")
    target = make_section_anchor(section) if kind == "section" else f"{kind}-{section}-{place}"
    children, shows_page = take_page(children)
    return CrossReference(target, children, shows_page, number=NUMBER)


def take_page(children: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], bool]:
    """Give the words of a reference without `{page}` at their end, and whether it was there."""
    last = children[-1] if children else None
    if not isinstance(last, Text) or not _PAGE_AT_END.search(last.text):
        return children, False
    rest = _PAGE_AT_END.sub("", last.text)
    kept = Text(rest, last.language)
    return ((*children[:-1], kept) if rest else children[:-1]), True


def drop_placeholders(words: str) -> str:
    """Give the words of a reference that is none any more."""
    return _NUMBER_BEFORE.sub("", _PAGE_AT_END.sub("", words))


def repoint_references(markdown: str, ids: Mapping[str, str]) -> str:
    """Give a text whose references to sections lead to others, by the ids of both."""
    if "](" not in markdown:
        return markdown
    return _REFERENCE.sub(lambda found: found[1] + ids.get(found[2], found[2]), markdown)


def anchor_captions(blocks: Iterable[Block], section: str) -> tuple[Block, ...]:
    """Give the tables and figures of a section that have a caption anchors to refer to."""
    counts = {"table": 0, "figure": 0}

    def anchor(block: Block) -> Block:
        if isinstance(block, Table | Drawing | Image) and block.caption:
            kind = "table" if isinstance(block, Table) else "figure"
            counts[kind] += 1
            name = block.anchor or f"{kind}-{section}-{counts[kind]}"
            return msgspec.structs.replace(block, anchor=name)
        return block

    return replace_blocks(blocks, anchor)


def fill_references(blocks: tuple[Block, ...], words: Words, report: Report) -> FilledReferences:
    """Put the numbers into references to parts of the document, once there are numbers.

    A reference to what is not printed is reported, and says so in words.
    """
    filler = _Filler(_find_targets(blocks, words), words, report)
    filled: list[Block] = []
    for block in blocks:
        filler.origin = block.origin
        filled.extend(rewrite_blocks((block,), CrossReference, filler.fill))
    return FilledReferences(tuple(filled), tuple(filler.quoted))


def _find_targets(blocks: Iterable[Block], words: Words) -> dict[str, _Target]:
    targets: dict[str, _Target] = {}
    for block in iter_blocks(blocks):
        match block:
            case Heading(annex=True, anchor=anchor, number=number):
                targets[anchor] = _Target(words.annex, number.rpartition(" ")[2])
            case Heading(anchor=anchor, number=number, children=children) if anchor:
                targets[anchor] = _Target(words.section, number, get_text(children).strip())
            case Table(anchor=anchor, number=place) if place:
                targets[anchor] = _Target(words.table, f"{block.series}{place}")
            case Drawing(anchor=anchor, number=place) | Image(anchor=anchor, number=place) if place:
                targets[anchor] = _Target(words.figure, f"{block.series}{place}")
            case _:
                pass
    return targets


class _Filler:
    """Fills in one reference after the other; `origin` is that of the block around them."""

    def __init__(self, targets: dict[str, _Target], words: Words, report: Report) -> None:
        self.origin: Origin | None = None
        self.quoted: dict[str, None] = {}
        self._targets = targets
        self._words = words
        self._report = report

    def fill(self, reference: CrossReference) -> Inline:
        """Give a reference in its words; a link to a record stays as it is."""
        if reference.number != NUMBER:
            return reference
        written = get_text(reference.children)
        target = self._targets.get(reference.target)
        if target is None:
            return Text(self._tell_lost(reference.target, written))
        if not target.number:
            title = self._words.quoted.format(target.title)
            children = (Text(written.replace(NUMBER, title) or title),)
            return msgspec.structs.replace(reference, children=children, number="")
        written = written or f"{target.name} {NUMBER}"
        quotes = NUMBER in written
        if quotes:
            self.quoted[reference.target] = None
        children = (Text(written.replace(NUMBER, target.number)),)
        number = target.number if quotes else ""
        return msgspec.structs.replace(reference, children=children, number=number)

    def _tell_lost(self, target: str, written: str) -> str:
        kind = target.partition("-")[0]
        names = {"table": self._words.table, "figure": self._words.figure}
        said = drop_placeholders(written).strip() or names.get(kind, self._words.section)
        self._report(f"The text refers to a {kind} that is not printed: “{said}”.", self.origin)
        return f"{said} ({self._words.left_out})"
