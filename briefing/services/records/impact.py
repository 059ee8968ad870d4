"""Tells where a record is used, and so what a change of it reaches."""

from collections.abc import Iterator, Sequence

import msgspec

from briefing.errors import RecordNotFoundError
from briefing.identifiers import RecordId, SectionId
from briefing.outline import Briefing, BriefingStatus, Placement, PlacementMode, Section
from briefing.ports import RecordSummary, UnitOfWork
from briefing.records.edition import Edition, UsedRecord
from briefing.records.kinds import AnyRecord
from briefing.records.record import strip_storage_fields
from briefing.records.source import Source
from briefing.sections.registry import get_section_kinds
from briefing.services.records.repointing import find_referring_fields, refers

MOST_LOOKED_THROUGH = 200
"""Of how many records that use a record it is told in which fields, and in which briefings."""


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a record is used.

    In a briefing `section` and `section_title` say where, and of a placement `mode` and
    `revision` what is shown. `via` is the title of a record through which a briefing uses it.
    In other records `fields` says where; it is empty where so many use it that nobody looked.
    Of an edition `fields` says how it uses the record, and `revision` is the one that was issued.
    """

    record: RecordId
    kind: str
    title: str
    status: BriefingStatus | None = None
    section: SectionId | None = None
    section_title: str = ""
    mode: PlacementMode | None = None
    revision: int = 0
    newest: int = 0
    via: str = ""
    fields: tuple[str, ...] = ()

    @property
    def is_issued(self) -> bool:
        """Whether it is an issued edition."""
        return self.kind == "edition"

    @property
    def is_behind(self) -> bool:
        """Whether the record has changed since it was placed, accepted or pinned here."""
        return (self.mode is not None or self.is_issued) and self.revision < self.newest


def find_uses(unit: UnitOfWork, record_id: RecordId) -> tuple[Use, ...]:
    """Find where a record is used: briefings first, then editions and records, by their titles."""
    used = unit.records.find_record(record_id)
    users = unit.records.list_uses(record_id)
    briefings = [user for user in users if user.kind == "briefing"]
    editions = [user.id for user in users if user.kind == "edition"]
    others = [user for user in users if user.kind not in ("briefing", "edition", "settings")]
    looked_through = unit.records.get_records([user.id for user in others[:MOST_LOOKED_THROUGH]])
    return (
        *_iter_briefing_uses(unit, briefings, record_id, used),
        *_iter_edition_uses(unit, editions, record_id, used),
        *_list_indirect_uses(unit, others[:MOST_LOOKED_THROUGH], {user.id for user in briefings}),
        *(_make_record_use(user, looked_through.get(user.id), record_id, used) for user in others),
    )


def list_overtaken(unit: UnitOfWork, record_id: RecordId) -> tuple[Edition, ...]:
    """List the editions that said something else of the record and are not withdrawn."""
    newest = unit.records.find_record(record_id)
    ids = [use.id for use in unit.records.list_uses(record_id) if use.kind == "edition"]
    editions = unit.records.get_records(ids).values() if newest else ()
    return tuple(
        edition
        for edition in editions
        if isinstance(edition, Edition) and edition.withdrawn is None
        if newest and any(_said_otherwise(unit, used, newest) for used in edition.used)
    )


def _said_otherwise(unit: UnitOfWork, used: UsedRecord, newest: AnyRecord) -> bool:
    if used.record != newest.id or used.revision >= newest.revision:
        return False
    try:
        then = unit.records.get_revision(used.record, used.revision)
    except RecordNotFoundError:
        return True
    return strip_storage_fields(then) != strip_storage_fields(newest)


def _iter_briefing_uses(
    unit: UnitOfWork,
    users: Sequence[RecordSummary],
    record_id: RecordId,
    used: AnyRecord | None,
    *,
    via: str = "",
) -> Iterator[Use]:
    found = unit.records.get_records([user.id for user in users])
    for briefing in found.values():
        if isinstance(briefing, Briefing):
            yield from _iter_uses_in(briefing, record_id, used, via)


def _iter_edition_uses(
    unit: UnitOfWork, ids: Sequence[RecordId], record_id: RecordId, used: AnyRecord | None
) -> Iterator[Use]:
    newest = used.revision if used else 0
    for edition in unit.records.get_records(ids).values():
        if not isinstance(edition, Edition):
            continue
        about = Use(
            record=edition.id,
            kind="edition",
            title=edition.display_title,
            status=BriefingStatus.ISSUED,
            newest=newest,
        )
        ways = [(one.way.value, one.revision) for one in edition.used if one.record == record_id]
        for way, revision in ways or [("briefing", newest)]:
            yield msgspec.structs.replace(about, fields=(way,), revision=revision)


def _iter_uses_in(
    briefing: Briefing, record_id: RecordId, used: AnyRecord | None, via: str
) -> Iterator[Use]:
    about = Use(
        record=briefing.id,
        kind="briefing",
        title=briefing.display_title,
        status=briefing.status,
        newest=used.revision if used else 0,
        via=via,
    )
    for section in briefing.sections:
        here = msgspec.structs.replace(
            about, section=section.id, section_title=_name_section(section)
        )
        placed = [one for one in section.placements if one.record == record_id]
        yield from (_make_placed_use(here, placement) for placement in placed)
        texts = (section.lead_in, section.settings)
        if not placed and any(refers(text, record_id, get_key(used)) for text in texts):
            yield here
    if fields := find_referring_fields(
        msgspec.structs.replace(briefing, sections=()), record_id, get_key(used)
    ):
        yield msgspec.structs.replace(about, fields=fields)


def _make_placed_use(use: Use, placement: Placement) -> Use:
    return msgspec.structs.replace(use, mode=placement.mode, revision=placement.revision)


def _list_indirect_uses(
    unit: UnitOfWork, others: Sequence[RecordSummary], known: set[RecordId]
) -> tuple[Use, ...]:
    """List the places of briefings that only show a record which rests on the one asked for."""
    found: dict[tuple[RecordId, SectionId | None], Use] = {}
    for other in others:
        users = unit.records.list_uses(other.id)
        briefings = [user for user in users if user.kind == "briefing" and user.id not in known]
        between = unit.records.find_record(other.id) if briefings else None
        for use in _iter_briefing_uses(unit, briefings, other.id, between, via=other.title):
            found.setdefault((use.record, use.section), use)
    return tuple(found.values())


def _make_record_use(
    user: RecordSummary, record: AnyRecord | None, record_id: RecordId, used: AnyRecord | None
) -> Use:
    fields = find_referring_fields(record, record_id, get_key(used)) if record else ()
    return Use(record=user.id, kind=user.kind, title=user.title, fields=fields)


def get_key(record: AnyRecord | None) -> str:
    """Give the key by which texts cite the record; empty for what is no source."""
    return record.key if isinstance(record, Source) else ""


def _name_section(section: Section) -> str:
    kind = get_section_kinds().get(section.section_kind)  # an extension may be missing
    return section.title or (kind.title if kind else section.section_kind)
