"""How long a document is: words by section, and whether it has more pages than it may."""

from collections.abc import Iterator

from briefing.document.nodes import (
    Block,
    Document,
    Drawing,
    Heading,
    Image,
    Paragraph,
    Quotation,
    Table,
)
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks
from briefing.outline import Briefing
from briefing.patterns import compile_late

_FIRST_UNSPACED = "\u3040"
_UNSPACED = compile_late(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
"""Kana and ideographs, which stand without spaces between words."""


def count_words(document: Document) -> dict[str, int]:
    """Count the words of each section by its id; what belongs to none stands under ""."""
    counts: dict[str, int] = {}
    for top in document.blocks:
        section = top.origin.section if top.origin else ""
        words = sum(_count(text) for block in iter_blocks((top,)) for text in _read(block))
        counts[section] = counts.get(section, 0) + words
    return counts


def find_surplus_pages(briefing: Briefing, page_count: int) -> tuple[Problem, ...]:
    """Find that there are more pages than the briefing may have."""
    budget = briefing.page_budget
    if budget is None or page_count <= budget:
        return ()
    pages = "1 page" if budget == 1 else f"{budget} pages"
    problem = Problem(
        check="over-page-budget",
        severity=Severity.WARNING,
        message=f"The briefing has {page_count} pages; it may have {pages}.",
        remedy="Shorten or leave out sections, or raise the page budget on the front page.",
        field="page_budget",
    )
    return (problem,)


def _count(text: str) -> int:
    """Count words; signs alone are none, and scripts without spaces have one a character."""
    if text.isascii() or max(text) < _FIRST_UNSPACED:
        return _count_spaced(text)
    return len(_UNSPACED.findall(text)) + _count_spaced(_UNSPACED.sub(" ", text))


def _count_spaced(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _read(block: Block) -> Iterator[str]:
    """Yield the texts of a block, cell by cell, without blocks inside it and lists of sources."""
    match block:
        case Heading(children=children) | Paragraph(children=children):
            yield get_text(children)
        case Quotation(attribution=children) | Drawing(caption=children) | Image(caption=children):
            yield get_text(children)
        case Table():
            yield get_text(block.caption)
            yield from (get_text(cell.children) for cell in block.header)
            for row in (*block.rows, *block.total):
                yield from (get_text(cell.children) for cell in row.cells)
        case _:
            pass
