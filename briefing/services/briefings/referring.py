"""What the texts of a briefing can refer to in it: its sections, their tables and figures."""

import msgspec

from briefing.document.cross_references import NUMBER
from briefing.outline import Briefing, Section
from briefing.printed_words.registry import get_words
from briefing.sections.registry import get_section_kinds


class ReferablePart(msgspec.Struct, frozen=True):
    """A part of a briefing: its title and what it is, the words of a reference to it, its link."""

    title: str
    what: str
    words: str
    link: str


def list_parts(briefing: Briefing) -> tuple[ReferablePart, ...]:
    """List the parts of what is printed, in the order of the outline."""
    levels = dict(zip((s.id for s in briefing.sections), briefing.find_levels(), strict=True))
    return tuple(
        part
        for section in briefing.list_included()
        for part in _list_of_section(briefing, section, levels[section.id])
    )


def _list_of_section(briefing: Briefing, section: Section, level: int) -> tuple[ReferablePart, ...]:
    words = get_words(briefing.language)
    kind = get_section_kinds().get(section.section_kind)
    title = section.title or (kind.title if kind else section.section_kind)
    name = words.annex if section.annex and level == 1 else words.section
    parts = [ReferablePart(title, name, f"{name} {NUMBER}", f"section:{section.id}")]
    names = {"table": words.table, "figure": words.figure}
    if kind and kind.shows in names:
        name = names[kind.shows]
        link = f"{kind.shows}:{section.id}"
        parts.append(ReferablePart(title, name, f"{name} {NUMBER}", link))
    return tuple(parts)
