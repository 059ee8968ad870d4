"""Finds the attacks that sections ask for by a query, so that a document is made of what is."""

import msgspec

from briefing.errors import InvalidValueError
from briefing.folding import fold_text
from briefing.identifiers import PlacementId, RecordId, SectionId
from briefing.outline import Briefing, Placement, Section
from briefing.ports import RecordQuery, UnitOfWork
from briefing.records.attack import Attack
from briefing.sections.attack_query import AttackQuery, find_query
from briefing.sections.registry import get_section_kinds
from briefing.services.briefings.outlining import edit_briefing, get_section, replace_section
from briefing.services.history import Change

MOST_FOUND = 1_000
"""How many attacks a query fills a section with; nobody reads a table of more."""


def find_attacks(unit: UnitOfWork, briefing_id: RecordId, query: AttackQuery) -> tuple[Attack, ...]:
    """Find the attacks that meet a query of this briefing, in the order of their dates."""
    asked = RecordQuery(
        kinds=("attack",),
        text=query.text,
        tag=query.tag,
        from_date=query.from_date,
        to_date=query.to_date,
        actor=query.actor,
        country=query.country.strip().upper(),
        place=query.place,
        least_killed=query.least_killed,
        order="date",
        by_rank=False,
        limit=MOST_FOUND,
    )
    if query.since_last_edition:
        asked = _begin_at_last_edition(unit, briefing_id, asked)
    listed = [summary.id for summary in unit.records.list_records(asked)]
    records = unit.records.get_records(listed)
    found = (records[one] for one in reversed(listed) if one in records)
    kind = fold_text(query.attack_type)
    return tuple(
        one
        for one in found
        if isinstance(one, Attack) and kind in fold_text(f"{one.attack_type} {one.method}")
    )


def has_queries(briefing: Briefing) -> bool:
    """Tell whether a section of the briefing is filled by a query."""
    return any(_read_query(section) is not None for section in briefing.sections)


def fill_queries(unit: UnitOfWork, briefing: Briefing) -> Briefing:
    """Give the briefing with what their queries find placed in its sections.

    An attack that is placed there by hand too is shown as that placement says.
    """
    sections = tuple(_fill(unit, briefing.id, section) for section in briefing.sections)
    return msgspec.structs.replace(briefing, sections=sections)


def place_found(briefing_id: RecordId, section_id: SectionId) -> Change:
    """Place what the section's query finds by hand, so that it stays as it is now.

    When applied, raises InvalidValueError if no query fills the section.
    """

    def edit(unit: UnitOfWork, briefing: Briefing) -> Briefing:
        section = get_section(briefing, section_id)
        if _read_query(section) is None:
            message = "This section is not filled by a query any more."
            raise InvalidValueError(message)
        filled = _fill(unit, briefing_id, section)
        settings = {**section.settings, "by_query": False}
        changed = msgspec.structs.replace(section, placements=filled.placements, settings=settings)
        return replace_section(briefing, changed)

    return edit_briefing(briefing_id, "place what the query found", edit)


def _fill(unit: UnitOfWork, briefing_id: RecordId, section: Section) -> Section:
    query = _read_query(section)
    if query is None:
        return section
    by_hand = {placement.record: placement for placement in section.placements}
    found = find_attacks(unit, briefing_id, query)
    placements = (by_hand.get(one.id) or _make_placement(section, one) for one in found)
    return msgspec.structs.replace(section, placements=tuple(placements))


def _read_query(section: Section) -> AttackQuery | None:
    kind = get_section_kinds().get(section.section_kind)
    if kind is None or "by_query" not in section.settings:
        return None
    try:
        return find_query(kind.read_settings(section))
    except InvalidValueError:
        return None  # composing tells what is wrong with the settings


def _make_placement(section: Section, attack: Attack) -> Placement:
    made = PlacementId(f"{section.id}:{attack.id}")
    return Placement(id=made, record=attack.id, revision=attack.revision)


def _begin_at_last_edition(
    unit: UnitOfWork, briefing_id: RecordId, asked: RecordQuery
) -> RecordQuery:
    from briefing.services.editions.register import find_last_edition  # few queries ask for it

    briefing = unit.records.find_record(briefing_id)
    last = find_last_edition(unit, briefing) if isinstance(briefing, Briefing) else None
    if last is None or last.date is None:
        return asked
    if asked.from_date and asked.from_date >= last.date:
        return asked
    return msgspec.structs.replace(asked, from_date=last.date)
