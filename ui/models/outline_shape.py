"""Where each section of an outline stands in its tree."""

import msgspec

from briefing.outline import Briefing

FRONT_PAGE_ROWS = 1
"""Rows that stand before the first section."""


class OutlineShape:
    """The tree of sections by their numbers in the briefing, which count from 0.

    Below a section its placements stand first, then the sections inside it.
    """

    def __init__(self, briefing: Briefing | None) -> None:
        sections = briefing.sections if briefing else ()
        self.levels: tuple[int, ...] = briefing.find_levels() if briefing else ()
        self.tops: list[int] = []
        self.children: list[list[int]] = [[] for _section in sections]
        self.parents: list[int | None] = []
        self.rows: list[int] = []
        around: list[int] = []  # numbers of the sections that the next one may be in
        for number, level in enumerate(self.levels):
            del around[level - 1 :]
            parent = around[-1] if around else None
            siblings = self.tops if parent is None else self.children[parent]
            before = FRONT_PAGE_ROWS if parent is None else len(sections[parent].placements)
            self.parents.append(parent)
            self.rows.append(before + len(siblings))
            siblings.append(number)
            around.append(number)

    def find_end(self, number: int) -> int:
        """Give the number after the last section inside this one."""
        end = number + 1
        while end < len(self.levels) and self.levels[end] > self.levels[number]:
            end += 1
        return end

    def find_place(self, parent: int | None, child: int) -> "SectionPlace":
        """Give the place before the child at this position of a section, or of the outline."""
        siblings = self.tops if parent is None else self.children[parent]
        level = 1 if parent is None else self.levels[parent] + 1
        if 0 <= child < len(siblings):
            return SectionPlace(siblings[child], level)
        end = len(self.levels) if parent is None else self.find_end(parent)
        return SectionPlace(end, level)

    def measure_depth(self, number: int) -> int:
        """Tell how many levels a section takes with those inside it."""
        inside = self.levels[number : self.find_end(number)]
        return max(inside) - self.levels[number] + 1


class SectionPlace(msgspec.Struct, frozen=True):
    """Where a section may go: before the one with that number, and how deep."""

    number: int
    level: int


def list_rows(briefing: Briefing | None) -> object:
    """Give what decides which rows an outline has, to be compared."""
    if briefing is None:
        return None
    return tuple(
        (section.id, level, tuple(placement.id for placement in section.placements))
        for section, level in zip(briefing.sections, briefing.find_levels(), strict=True)
    )
