"""In which order the sections of a briefing are printed, how deep, and on which pages."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefing.document.nodes import Block, Origin, PageBreak
from briefing.outline import Briefing, Section


class ArrangedSection(NamedTuple):
    """A section in its place; with `opens_annex` an annex begins, `landscape` pages lie."""

    section: Section
    level: int
    opens_annex: bool
    landscape: bool


Part = tuple[ArrangedSection | None, tuple[Block, ...]]
"""What a section has made, or what was added without one."""


def arrange_sections(briefing: Briefing) -> tuple[ArrangedSection, ...]:
    """Give the sections that are printed in the order of the pages: annexes come last.

    What is inside an annex or a landscape section is so too.
    """
    levels = dict(
        zip([section.id for section in briefing.sections], briefing.find_levels(), strict=True)
    )
    body: list[ArrangedSection] = []
    annexes: list[ArrangedSection] = []
    landscape_from = 0  # level of the landscape section around, 0 where there is none
    part = body
    for section in briefing.list_included():
        level = levels[section.id]
        if level == 1:
            part = annexes if section.annex else body
        if landscape_from >= level:
            landscape_from = 0
        if section.landscape and not landscape_from:
            landscape_from = level
        opens_annex = section.annex and level == 1
        part.append(ArrangedSection(section, level, opens_annex, bool(landscape_from)))
    return (*body, *annexes)


def join_parts(parts: Iterable[Part]) -> Iterator[Block]:
    """Yield the blocks of the parts of a document, with page breaks where pages begin or turn.

    The pages of what no section of the outline has made stand.
    """
    lying = False
    for arranged, blocks in parts:
        if not blocks:
            continue
        landscape = arranged is not None and arranged.landscape
        origin = Origin(section=arranged.section.id) if arranged else None
        if landscape != lying:
            lying = landscape
            yield PageBreak(landscape=landscape, origin=origin)
        elif arranged and (arranged.section.page_break or arranged.opens_annex):
            yield PageBreak(origin=origin)
        yield from blocks
