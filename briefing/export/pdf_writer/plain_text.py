"""The words of nodes without their look: for bookmarks and messages."""

from collections.abc import Iterable, Iterator

from briefing.document.nodes import (
    Block,
    Callout,
    CrossReference,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Quotation,
    Strong,
    Text,
)
from briefing.export.pdf_writer.text import strip_unprintable


def get_plain_text(children: Iterable[Inline]) -> str:
    """Give the text of inline nodes on one line, without citation and note marks."""
    return " ".join("".join(_iter_text(children)).split())


def get_heading_text(heading: Heading) -> str:
    """Give number and text of a heading on one line."""
    return f"{heading.number} {get_plain_text(heading.children)}".strip()


def iter_headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Yield all headings in the order in which they are printed."""
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Callout() | Quotation():
                yield from iter_headings(block.blocks)
            case List():
                for item in block.items:
                    yield from iter_headings(item.blocks)
            case _:
                continue


def _iter_text(children: Iterable[Inline]) -> Iterator[str]:
    for child in children:
        match child:
            case Text():
                yield strip_unprintable(child.text)
            case Strong() | Emphasis() | Link() | CrossReference():
                yield from _iter_text(child.children)
            case LineBreak():
                yield " "
            case _:
                continue
