"""The document's marking: the highest of what the analyst asks for and of every part."""

from collections.abc import Iterator

import msgspec

from briefing.document.nodes import Banner
from briefing.document.problem import Problem, Severity
from briefing.markings import SCHEMES, TLP, MarkingLevel, MarkingScheme
from briefing.records.kinds import AnyRecord
from briefing.snapshot import Snapshot


class DocumentMarking(msgspec.Struct, frozen=True, kw_only=True):
    """The banner, and the problems that the markings of the parts raise."""

    banner: Banner
    problems: tuple[Problem, ...]


def find_marking(snapshot: Snapshot) -> DocumentMarking:
    """Find the marking of the document.

    Parts that are not marked are told, and count as the briefing itself; a briefing that is not
    marked either counts as the most restrictive level.
    """
    briefing = snapshot.briefing
    scheme = SCHEMES.get(briefing.marking_scheme, TLP)
    parts = tuple(_iter_part_markings(snapshot))
    marked = [label for label in parts if label]
    level = scheme.highest(
        (briefing.marking, *marked) if briefing.marking or not marked else marked
    )
    asked = scheme.find_level(briefing.marking)
    problems: list[Problem] = []
    if asked is None:
        problems.append(_ask_for_marking(level))
    elif level.rank > asked.rank:
        problems.append(_tell_higher(level, asked))
    problems.extend(_find_unmarked(snapshot, scheme))
    banner = Banner(level.label, colour=level.text_colour, background=level.background)
    return DocumentMarking(banner=banner, problems=tuple(problems))


def iter_printed_records(snapshot: Snapshot) -> Iterator[AnyRecord]:
    """Yield the records placed in sections that are included, pinned ones as pinned."""
    for section in snapshot.briefing.sections:
        if not section.included:
            continue
        for placement in section.placements:
            record = snapshot.pinned.get(placement.id) or snapshot.records.get(placement.record)
            if record is not None:
                yield record


def _iter_part_markings(snapshot: Snapshot) -> Iterator[str]:
    for section in snapshot.briefing.sections:
        if section.included and section.marking:
            yield section.marking
    for record in iter_printed_records(snapshot):
        yield record.marking
    for record in snapshot.records.values():
        if record.kind == "source":
            yield record.marking


def _ask_for_marking(level: MarkingLevel) -> Problem:
    return Problem(
        check="no-marking",
        severity=Severity.WARNING,
        message=f"The briefing has no marking; its pages carry {level.label}.",
        remedy="Choose a marking on the front page.",
    )


def _tell_higher(level: MarkingLevel, asked: MarkingLevel) -> Problem:
    return Problem(
        check="marking-raised",
        severity=Severity.WARNING,
        message=(
            f"The pages carry {level.label}, because a part is marked so; "
            f"the briefing asks for {asked.label}."
        ),
        remedy="Raise the briefing's marking, or take the part out.",
    )


def _find_unmarked(snapshot: Snapshot, scheme: MarkingScheme) -> Iterator[Problem]:
    for record in dict.fromkeys(r.id for r in iter_printed_records(snapshot)):
        found = snapshot.records[record]
        if scheme.find_level(found.marking) is None:
            told = f"is marked “{found.marking}”, which {scheme.name} does not know"
            yield Problem(
                check="unmarked-record",
                severity=Severity.WARNING,
                message=f"“{found.display_title}” {told if found.marking else 'is not marked'}.",
                remedy="Give the record a marking.",
                record=record,
                field="marking",
            )
