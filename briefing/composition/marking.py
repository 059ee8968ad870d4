"""The document's marking: the highest of what the analyst asks for and of every part."""

from collections.abc import Iterable, Iterator

import msgspec

from briefing.document.nodes import Banner
from briefing.document.problem import Problem, Severity
from briefing.markings import OWN_SCHEME, MarkingLevel, MarkingScheme
from briefing.outline import Briefing
from briefing.records.kinds import AnyRecord
from briefing.snapshot import Snapshot


class DocumentMarking(msgspec.Struct, frozen=True, kw_only=True):
    """The banner, and the problems that the markings of the parts raise."""

    banner: Banner
    problems: tuple[Problem, ...]


def find_marking(snapshot: Snapshot, cited: Iterable[str]) -> DocumentMarking:
    """Find the marking of the document; `cited` are the ids of the sources it cites.

    Parts that are not marked are told, and count as the briefing itself; a briefing that is not
    marked either counts as the most restrictive level. Below a ceiling they are errors: what
    is not marked may be anything.
    """
    briefing = snapshot.briefing
    scheme = snapshot.get_scheme()
    parts = _list_parts(snapshot, cited)
    marked = [*_iter_section_markings(briefing), *(part.marking for part in parts if part.marking)]
    level = scheme.highest(
        {briefing.marking, *marked} if briefing.marking or not marked else {*marked}
    )
    problems = (
        *_find_scheme_faults(snapshot),
        *_compare_with_asked(briefing, scheme, level),
        *_compare_with_ceiling(briefing, scheme, level),
        *_find_unmarked(briefing, scheme, parts),
    )
    banner = Banner(level.label, colour=level.text_colour, background=level.background)
    return DocumentMarking(banner=banner, problems=problems)


def iter_printed_records(snapshot: Snapshot) -> Iterator[AnyRecord]:
    """Yield the records placed in sections that are included, pinned ones as pinned."""
    for section in snapshot.briefing.list_included():
        for placement in section.placements:
            record = snapshot.pinned.get(placement.id) or snapshot.records.get(placement.record)
            if record is not None:
                yield record


def _list_parts(snapshot: Snapshot, cited: Iterable[str]) -> tuple[AnyRecord, ...]:
    """List the records whose content is printed, each revision of them once."""
    sources = (snapshot.records.get(source) for source in cited)
    parts = (*iter_printed_records(snapshot), *sources)
    return tuple({(r.id, r.revision): r for r in parts if r is not None}.values())


def _iter_section_markings(briefing: Briefing) -> Iterator[str]:
    for section in briefing.list_included():
        if section.marking:
            yield section.marking


def _find_scheme_faults(snapshot: Snapshot) -> Iterator[Problem]:
    if snapshot.find_scheme() is None:
        key = snapshot.briefing.marking_scheme
        missing = "own marking scheme of this library" if key == OWN_SCHEME else f"scheme “{key}”"
        yield Problem(
            check="unknown-scheme",
            severity=Severity.ERROR,
            message=f"There is no {missing}; TLP 2.0 is taken.",
            remedy="Choose one of the schemes that there are.",
            field="marking_scheme",
        )


def _compare_with_asked(
    briefing: Briefing, scheme: MarkingScheme, level: MarkingLevel
) -> Iterator[Problem]:
    asked = scheme.find_level(briefing.marking)
    if asked is None:
        fault = f"is “{briefing.marking}”, which {scheme.name} does not know"
        message = f"The briefing’s marking {fault}" if briefing.marking else _NO_MARKING
        yield Problem(
            check="no-marking",
            severity=Severity.WARNING,
            message=f"{message}; its pages carry {level.label}.",
            remedy="Choose a marking on the front page.",
            field="marking",
        )
    elif level.rank > asked.rank:
        yield Problem(
            check="marking-raised",
            severity=Severity.WARNING,
            message=(
                f"The pages carry {level.label}, because a part is marked so; "
                f"the briefing asks for {asked.label}."
            ),
            remedy="Raise the briefing's marking, or take the part out.",
            field="marking",
        )


def _compare_with_ceiling(
    briefing: Briefing, scheme: MarkingScheme, level: MarkingLevel
) -> Iterator[Problem]:
    if not briefing.ceiling:
        return
    ceiling = scheme.find_level(briefing.ceiling)
    if ceiling is None:
        message = f"The ceiling “{briefing.ceiling}” is no marking of {scheme.name}."
    elif level.rank > ceiling.rank:
        message = f"The pages carry {level.label}, above the ceiling of {ceiling.label}."
    else:
        return
    yield Problem(
        check="above-ceiling",
        severity=Severity.ERROR,
        message=message,
        remedy="Take out the parts that are marked higher, or choose another ceiling.",
        field="ceiling",
    )


def _find_unmarked(
    briefing: Briefing, scheme: MarkingScheme, parts: Iterable[AnyRecord]
) -> Iterator[Problem]:
    ceiling = scheme.find_level(briefing.ceiling)
    limited = ceiling is not None and ceiling is not scheme.levels[-1]
    known = {level.label for level in scheme.levels}
    for part in parts:
        if part.marking in known:
            continue
        told = f"is marked “{part.marking}”, which {scheme.name} does not know"
        under = f", under a ceiling of {briefing.ceiling}" if limited else ""
        yield Problem(
            check="unmarked-record",
            severity=Severity.ERROR if limited else Severity.WARNING,
            message=f"“{part.display_title}” {told if part.marking else 'is not marked'}{under}.",
            remedy="Give the record a marking.",
            record=part.id,
            field="marking",
        )


_NO_MARKING = "The briefing has no marking"
