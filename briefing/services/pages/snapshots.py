"""Takes snapshots: everything that one composition needs, read in one transaction."""

from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from briefing.document.markup import find_citation_keys, find_mentions
from briefing.errors import InvalidValueError, RecordNotFoundError
from briefing.export.style_sheet import STYLE_SHEETS
from briefing.identifiers import RecordId
from briefing.markings import OWN_SCHEME
from briefing.outline import Briefing, Placement, PlacementMode
from briefing.overriding import show_placed
from briefing.ports import Library, UnitOfWork
from briefing.records.actor import Leader, Relation
from briefing.records.attack import Party
from briefing.records.background_note import BackgroundNote
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import HouseTemplate, OwnMarkingScheme, OwnStyleSheet
from briefing.records.parts import Attachment, Citation
from briefing.sections.changes_since import KEY as CHANGES
from briefing.services.briefings.querying import fill_queries
from briefing.services.pages.pictures import add_pictures
from briefing.services.settings_of_library import get_settings
from briefing.snapshot import LastEdition, Snapshot


class Referred(msgspec.Struct, frozen=True):
    """What a record refers to: records by their ids, sources by their citation keys."""

    ids: set[RecordId]
    keys: set[str]


class ReferenceMemory:
    """Remembers what records refer to, for who takes one snapshot after another."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[AnyRecord, Referred]] = {}

    def find(self, record: AnyRecord) -> Referred:
        """Give what the record refers to."""
        known = self._known.get(id(record))
        if known is None:  # it holds the record, so that no other can have its number
            known = self._known[id(record)] = (record, _find_referred(record))
        return known[1]

    def keep(self, records: Collection[AnyRecord]) -> None:
        """Forget all records but these."""
        if len(self._known) > 2 * len(records):
            kept = {id(record) for record in records}
            self._known = {key: one for key, one in self._known.items() if key in kept}


def take_snapshot(
    library: Library,
    briefing_id: RecordId,
    *,
    for_export: bool = False,
    references: ReferenceMemory | None = None,
) -> Snapshot:
    """Read a briefing with its placed records, and whatever those cite, mention or relate to.

    One taken `for_export` also holds the file of the house template. With `references` no
    record is looked through that was looked through before.

    Raises RecordNotFoundError when there is no such briefing, InvalidValueError when the id is
    that of another kind of record. Records that are missing are left out; composing tells so.
    """
    with library.read() as unit:
        briefing = unit.records.get_record(briefing_id)
        if not isinstance(briefing, Briefing):
            message = f"“{briefing.display_title}” is not a briefing; choose a briefing."
            raise InvalidValueError(message)
        memory = references or ReferenceMemory()
        snapshot = add_pictures(unit, _read_snapshot(unit, briefing, memory))
        template = snapshot.house_template
        if template is None or not for_export:
            return snapshot
        file = unit.attachments.get_attachment(template.sha256)
        return msgspec.structs.replace(snapshot, files={template.sha256: file})


def _find_template(unit: UnitOfWork, name: str) -> HouseTemplate | None:
    if not name:
        return None
    return next((t for t in get_settings(unit).house_templates if t.name == name), None)


def _find_style_sheet(unit: UnitOfWork, name: str) -> OwnStyleSheet | None:
    if name in STYLE_SHEETS:
        return None
    return next((one for one in get_settings(unit).style_sheets if one.name == name), None)


def _find_scheme(unit: UnitOfWork, key: str) -> OwnMarkingScheme | None:
    return get_settings(unit).marking_scheme if key == OWN_SCHEME else None


def _read_snapshot(unit: UnitOfWork, stored: Briefing, memory: ReferenceMemory) -> Snapshot:
    briefing = fill_queries(unit, stored)
    placements = [placement for section in briefing.sections for placement in section.placements]
    records: dict[RecordId, AnyRecord] = unit.records.get_records(
        placement.record for placement in placements
    )
    pinned = _read_pinned(unit, placements, records)
    referring = (briefing, *records.values(), *pinned.values())
    wanted = _find_references(unit, referring, memory) - records.keys() - {briefing.id}
    found = {**records, **unit.records.get_records(sorted(wanted))}
    return Snapshot(
        briefing=briefing,
        records={str(key): record for key, record in found.items()},
        pinned=pinned,
        house_template=_find_template(unit, briefing.house_template),
        style_sheet=_find_style_sheet(unit, briefing.style_sheet),
        marking_scheme=_find_scheme(unit, briefing.marking_scheme),
        last_edition=_find_last_edition(unit, briefing),
        logo=_find_logo(unit),
        disclaimer=get_settings(unit).disclaimer,
    )


def _find_logo(unit: UnitOfWork) -> Attachment | None:
    settings = get_settings(unit)
    held = (attachment for attachment in settings.attachments if settings.logo)
    return next((one for one in held if one.sha256 == settings.logo), None)


def _find_last_edition(unit: UnitOfWork, briefing: Briefing) -> LastEdition | None:
    """Give the last edition that was not withdrawn, if a section compares the text with it."""
    if all(section.section_kind != CHANGES for section in briefing.list_included()):
        return None
    from briefing.services.editions.register import find_last_edition  # most briefings never ask

    last = find_last_edition(unit, briefing)
    if last is None:
        return None
    try:
        tree = unit.attachments.get_attachment(last.tree)
    except RecordNotFoundError:
        tree = b""  # told where the section stands
    day = last.issued_at.date().isoformat() if last.issued_at else ""
    return LastEdition(number=last.number, issued=day, tree=tree, marking=last.marking)


def _read_pinned(
    unit: UnitOfWork, placements: list[Placement], records: dict[RecordId, AnyRecord]
) -> dict[str, AnyRecord]:
    """Read what those placements show that do not simply show the newest revision."""
    shown: dict[str, AnyRecord] = {}
    for placement in placements:
        newest = records.get(placement.record)
        if newest is None:
            continue
        is_pinned = placement.mode is PlacementMode.PINNED
        record = _read_used(unit, placement, newest) if is_pinned else newest
        printed = show_placed(record, placement)
        if is_pinned or printed is not newest:
            shown[placement.id] = printed
    return shown


def _read_used(unit: UnitOfWork, placement: Placement, newest: AnyRecord) -> AnyRecord:
    same = newest.revision == placement.revision
    return newest if same else _read_revision(unit, placement) or newest


def _read_revision(unit: UnitOfWork, placement: Placement) -> AnyRecord | None:
    known = {line.revision for line in unit.records.list_revisions(placement.record)}
    if placement.revision not in known:
        return None
    return unit.records.get_revision(placement.record, placement.revision)


def _find_references(
    unit: UnitOfWork, records: tuple[AnyRecord, ...], memory: ReferenceMemory
) -> set[RecordId]:
    referred = [memory.find(record) for record in records]
    memory.keep(records)
    ids = {one for each in referred for one in each.ids}
    keys = {key for each in referred for key in each.keys}
    found = (unit.records.find_source_by_key(key) for key in sorted(keys))
    return ids.union(source for source in found if source is not None)


def _find_referred(record: AnyRecord) -> Referred:
    referred = Referred(set(), set())
    for part in _iter_values(record):
        _collect(part, referred.ids, referred.keys)
    return referred


def _collect(value: Any, ids: set[RecordId], keys: set[str]) -> None:
    match value:
        case str():
            if "[@" in value:
                keys.update(find_citation_keys(value))
            if "](" in value:
                ids.update(RecordId(record) for _kind, record in find_mentions(value))
        case Citation(source=source):
            ids.add(source)
        case Relation(other=other):
            ids.add(other)
        case Party(actor=actor) | Leader(actor=actor) if actor:
            ids.add(actor)
        case BackgroundNote(actors=actors, attacks=attacks):
            ids.update(actors, attacks)
        case _:
            pass


def _iter_values(value: Any) -> Iterator[Any]:
    """Yield the value and every text and structure inside it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from _iter_values(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _iter_values(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _iter_values(part)
