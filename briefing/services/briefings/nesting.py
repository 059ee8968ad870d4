"""Sections inside sections: which go with one, and where they can go."""

from collections.abc import Sequence

import msgspec

from briefing.errors import InvalidValueError, RecordNotFoundError
from briefing.identifiers import SectionId
from briefing.outline import DEEPEST_LEVEL, Briefing, Section


def find_span(briefing: Briefing, section_id: SectionId) -> range:
    """Give the places of a section and of those inside it; raises RecordNotFoundError."""
    levels = briefing.find_levels()
    for start, section in enumerate(briefing.sections):
        if section.id == section_id:
            stop = start + 1
            while stop < len(levels) and levels[stop] > levels[start]:
                stop += 1
            return range(start, stop)
    message = f"The section is no longer in “{briefing.display_title}”."
    raise RecordNotFoundError(message)


def find_siblings(briefing: Briefing, section_id: SectionId) -> tuple[SectionId, ...]:
    """List the sections beside this one, itself included, in order; those inside are left out."""
    levels = briefing.find_levels()
    start = find_span(briefing, section_id).start
    first, last = start, start + 1
    while first > 0 and levels[first - 1] >= levels[start]:
        first -= 1
    while last < len(levels) and levels[last] >= levels[start]:
        last += 1
    return tuple(
        briefing.sections[place].id
        for place in range(first, last)
        if levels[place] == levels[start]
    )


def remove_span(briefing: Briefing, section_id: SectionId) -> Briefing:
    """Give the briefing without a section and those inside it."""
    span = find_span(briefing, section_id)
    kept = [one for place, one in enumerate(_settle(briefing)) if place not in span]
    return _with_sections(briefing, kept)


def move_span(
    briefing: Briefing, section_id: SectionId, *, index: int, level: int | None = None
) -> Briefing:
    """Move a section with those inside it before the one at `index`, counted without them.

    Raises InvalidValueError if something would come to stand too deep.
    """
    span = find_span(briefing, section_id)
    sections = _settle(briefing)
    moved = sections[span.start : span.stop]
    others = [one for place, one in enumerate(sections) if place not in span]
    at = max(0, min(index, len(others)))
    wanted = moved[0].level if level is None else level
    allowed = min(wanted, others[at - 1].level + 1) if at else 1
    return _with_sections(
        briefing, [*others[:at], *_shift(moved, allowed - moved[0].level), *others[at:]]
    )


def indent_span(briefing: Briefing, section_id: SectionId, step: int) -> Briefing:
    """Put a section with those inside it one level deeper (1), or less deep (-1).

    Raises InvalidValueError where that is not possible.
    """
    if not can_indent(briefing, section_id, step):
        message = (
            "The section cannot go deeper: it needs one above it to be in, and there are "
            f"{DEEPEST_LEVEL} levels."
            if step > 0
            else "The section is in no other one."
        )
        raise InvalidValueError(message)
    span = find_span(briefing, section_id)
    sections = _settle(briefing)
    sections[span.start : span.stop] = _shift(sections[span.start : span.stop], step)
    return _with_sections(briefing, sections)


def can_indent(briefing: Briefing, section_id: SectionId, step: int) -> bool:
    """Tell whether a section can go a level deeper (1) or less deep (-1)."""
    span = find_span(briefing, section_id)
    levels = briefing.find_levels()
    own = levels[span.start]
    if step < 0:
        return own > 1
    deepest = max(levels[place] for place in span)
    return span.start > 0 and levels[span.start - 1] >= own and deepest < DEEPEST_LEVEL


def measure_depth(briefing: Briefing, section_id: SectionId) -> int:
    """Tell how many levels a section takes with those inside it; 1 for one that holds none."""
    span = find_span(briefing, section_id)
    levels = briefing.find_levels()
    return max(levels[place] for place in span) - levels[span.start] + 1


def settle_levels(briefing: Briefing) -> Briefing:
    """Give the briefing with each section's level as it is shown."""
    return msgspec.structs.replace(briefing, sections=tuple(_settle(briefing)))


def _settle(briefing: Briefing) -> list[Section]:
    """Give the sections with the levels that they are shown with."""
    pairs = zip(briefing.sections, briefing.find_levels(), strict=True)
    return [one if one.level == level else _set_level(one, level) for one, level in pairs]


def _shift(sections: Sequence[Section], by: int) -> list[Section]:
    if max(section.level + by for section in sections) > DEEPEST_LEVEL:
        message = (
            f"Sections go {DEEPEST_LEVEL} levels deep; what is inside this one would go deeper."
        )
        raise InvalidValueError(message)
    return [_set_level(section, section.level + by) for section in sections]


def _set_level(section: Section, level: int) -> Section:
    return msgspec.structs.replace(section, level=level)


def _with_sections(briefing: Briefing, sections: Sequence[Section]) -> Briefing:
    return settle_levels(msgspec.structs.replace(briefing, sections=tuple(sections)))
