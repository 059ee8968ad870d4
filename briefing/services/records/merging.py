"""Makes one record of several that turned out to be the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.markings import SCHEMES, MarkingScheme
from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.own_markings import make_scheme
from briefing.ports import UnitOfWork
from briefing.records.actor import Actor, ActorName, NameKind
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import SETTINGS_ID
from briefing.records.parts import Figure
from briefing.services.history import Change
from briefing.services.records.comparing import STORAGE_FIELDS
from briefing.services.records.impact import get_key
from briefing.services.records.repointing import Aims, repoint_record
from briefing.services.settings_of_library import get_settings

ALL = "all"
"""Picked for a field: what each of the records holds, one after the other."""

MERGED_KINDS = ("actor", "attack", "background", "source")
"""The kinds of record that can be merged."""

_TEXTS = frozenset(("aims", "profile", "summary", "text", "descriptor"))


class FieldChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A field in which the records differ.

    `values` are in the order of the records. `default` is what is taken when nobody chooses: the
    id of a record, or ALL where `may_join`. The names of all records are kept whatever is picked;
    there the choice is whose preferred name stays the preferred one.
    """

    field: str
    values: tuple[Any, ...]
    may_join: bool
    default: str


def list_choices(
    records: Sequence[AnyRecord], own_scheme: MarkingScheme | None = None
) -> tuple[FieldChoice, ...]:
    """List the fields in which the records differ; the first record is the one that stays.

    Markings are ranked by the scheme of the library's own too, if it has one.
    """
    names = [name for name in records[0].__struct_fields__ if name not in (*STORAGE_FIELDS, "id")]
    return tuple(
        _make_choice(name, records, own_scheme)
        for name in names
        if any(getattr(one, name) != getattr(records[0], name) for one in records)
    )


def combine(
    records: Sequence[AnyRecord],
    picks: Mapping[str, str],
    own_scheme: MarkingScheme | None = None,
) -> AnyRecord:
    """Give the first record with what was picked of each field that differs.

    A pick is the id of the record whose value is taken, or ALL; without one the default of
    `list_choices` holds.
    """
    choices = list_choices(records, own_scheme)
    chosen = {choice.field: picks.get(choice.field, choice.default) for choice in choices}
    values = {name: _take(name, records, pick) for name, pick in chosen.items()}
    merged: AnyRecord = msgspec.structs.replace(records[0], **values)
    return merged


def merge_records(
    winner: RecordId,
    losers: Sequence[RecordId],
    picks: Mapping[str, str] | None = None,
    *,
    title: str = "",
) -> Change:
    """Merge records into one that stays; what referred to the others refers to it.

    The others go to the trash. When applied, raises RecordNotFoundError when one of them is
    gone, InvalidValueError when they are not of one kind that can be merged.
    """

    def apply(unit: UnitOfWork) -> None:
        records = [unit.records.get_record(one) for one in (winner, *losers)]
        _require_one_kind(records)
        own_scheme = make_scheme(get_settings(unit).marking_scheme)
        _Merging(unit, records, combine(records, picks or {}, own_scheme)).run()

    into = f" into “{title}”" if title else ""
    return Change(label=f"merge {len(losers) + 1} records{into}", apply=apply)


class _Merging:
    """One merge, inside a unit of work."""

    def __init__(self, unit: UnitOfWork, records: Sequence[AnyRecord], merged: AnyRecord) -> None:
        self._unit = unit
        self._old, *self._losers = records
        self._aims = _make_aims(records, merged)
        self._merged = _drop_self_relations(repoint_record(merged, self._aims))
        self._users = self._list_users(records)

    def run(self) -> None:
        title = self._merged.display_title
        for loser in self._losers:  # first, because the winner may take over a citation key
            self._unit.records.trash_record(loser.id, reason=f"merged into “{title}”")
        # what others say of the merge names no titles, which would outlive a removal for good
        count = "another record" if len(self._losers) == 1 else f"{len(self._losers)} others"
        self._merged = self._unit.records.save_record(self._merged, reason=f"merged with {count}")
        for user in self._unit.records.get_records(self._users).values():
            changed = self._follow(user)
            if changed != user:
                self._unit.records.save_record(changed, reason="followed a merge")

    def _list_users(self, records: Sequence[AnyRecord]) -> list[RecordId]:
        own = {record.id for record in records}
        users = [use.id for record in records for use in self._unit.records.list_uses(record.id)]
        # saved searches name actors too, but do not count as uses
        return [user for user in dict.fromkeys((*users, SETTINGS_ID)) if user not in own]

    def _follow(self, user: AnyRecord) -> AnyRecord:
        changed = repoint_record(user, self._aims)
        if not isinstance(user, Briefing) or not isinstance(changed, Briefing):
            return changed
        lost = {loser.id for loser in self._losers}
        moved = {
            placement.id
            for section in user.sections
            for placement in section.placements
            if placement.record in lost
        }
        sections = tuple(self._update_placements(section, moved) for section in changed.sections)
        return msgspec.structs.replace(changed, sections=sections)

    def _update_placements(self, section: Section, moved: set[Any]) -> Section:
        placements = tuple(
            self._accept(one) if one.id in moved else one for one in section.placements
        )
        return msgspec.structs.replace(section, placements=placements)

    def _accept(self, placement: Placement) -> Placement:
        """Show what was pinned in the merged record; of a live one the analyst is to be told."""
        is_pinned = placement.mode is PlacementMode.PINNED
        revision = self._merged.revision if is_pinned else self._old.revision
        return msgspec.structs.replace(placement, revision=revision)


def _require_one_kind(records: Sequence[AnyRecord]) -> None:
    kinds = {record.kind for record in records}
    if len(kinds) != 1 or not kinds <= set(MERGED_KINDS):
        message = "Only records of one kind can be merged; choose two actors, or two attacks."
        raise InvalidValueError(message)
    if len({record.id for record in records}) < max(2, len(records)):
        message = "A record cannot be merged with itself; choose two different ones."
        raise InvalidValueError(message)


def _make_aims(records: Sequence[AnyRecord], merged: AnyRecord) -> Aims:
    key = get_key(merged)
    old_keys = {get_key(record) for record in records} - {"", key}
    return Aims(
        ids={record.id: merged.id for record in records[1:]},
        keys=dict.fromkeys(old_keys, key) if key else {},
    )


def _drop_self_relations(record: AnyRecord) -> AnyRecord:
    if not isinstance(record, Actor):
        return record
    relations = tuple(one for one in record.relations if one.other != record.id)
    return msgspec.structs.replace(record, relations=relations)


# --- choices --------------------------------------------------------------------------------


def _make_choice(
    name: str, records: Sequence[AnyRecord], own_scheme: MarkingScheme | None
) -> FieldChoice:
    values = tuple(getattr(record, name) for record in records)
    is_sequence = isinstance(values[0], tuple) and name != "names"
    may_join = is_sequence or name in _TEXTS
    default: str = ALL if is_sequence else _find_default(name, records)
    if name == "marking":
        schemes = (*SCHEMES.values(), *((own_scheme,) if own_scheme else ()))
        default = max(reversed(records), key=lambda record: _rank(record.marking, schemes)).id
    return FieldChoice(field=name, values=values, may_join=may_join, default=default)


def _find_default(name: str, records: Sequence[AnyRecord]) -> RecordId:
    """Give the record that stays, or the first that holds anything where it holds nothing."""
    kind = type(records[0])
    empty = [
        None,
        "",
        *(field.default for field in msgspec.structs.fields(kind) if field.name == name),
    ]
    held = (record.id for record in records if getattr(record, name) not in empty)
    return next(held, records[0].id)


def _rank(marking: str, schemes: Sequence[MarkingScheme]) -> int:
    levels = (scheme.find_level(marking) for scheme in schemes)
    return max((level.rank for level in levels if level), default=-1)


def _take(name: str, records: Sequence[AnyRecord], pick: str) -> Any:
    if name == "names":
        return _join_names([one for one in records if isinstance(one, Actor)], pick)
    if pick != ALL:
        return next(getattr(one, name) for one in records if one.id == pick)
    values = [getattr(record, name) for record in records]
    if isinstance(values[0], str):
        return "\n\n".join(dict.fromkeys(text.strip() for text in values if text.strip()))
    if name == "figures":
        return _join_figures(values)
    return _join(part for value in values for part in value)


def _join(parts: Iterable[Any]) -> tuple[Any, ...]:
    joined: list[Any] = []
    for part in parts:
        if part not in joined:
            joined.append(part)
    return tuple(joined)


def _join_figures(values: Sequence[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Put contested figures side by side; of each thing counted one stays preferred."""
    preferred: set[str] = set()
    joined = []
    for figure in _join(part for value in values for part in value):
        is_second = figure.preferred and figure.what in preferred
        joined.append(msgspec.structs.replace(figure, preferred=False) if is_second else figure)
        if figure.preferred:
            preferred.add(figure.what)
    return _join(joined)


def _join_names(actors: Sequence[Actor], pick: str) -> tuple[ActorName, ...]:
    chosen = next((actor for actor in actors if actor.id == pick), actors[0])
    joined: dict[str, ActorName] = {}
    for name in _iter_names(actors, chosen):
        key = name.text.strip().casefold()
        if not key:
            continue
        known = joined.get(key)
        joined[key] = _join_name(known, name) if known else name
    return tuple(joined.values())


def _iter_names(actors: Sequence[Actor], chosen: Actor) -> Iterator[ActorName]:
    for actor in actors:
        preferred = actor.preferred_name
        for name in actor.names:
            if name is not preferred:
                yield msgspec.structs.replace(name, preferred=False)
            elif actor is chosen:
                yield msgspec.structs.replace(name, preferred=True)
            else:
                yield _make_alias(name)


def _make_alias(name: ActorName) -> ActorName:
    is_official = name.name_kind is NameKind.OFFICIAL
    kind = NameKind.ALIAS if is_official else name.name_kind
    return msgspec.structs.replace(name, preferred=False, name_kind=kind)


def _join_name(known: ActorName, other: ActorName) -> ActorName:
    """Give one name for two that are written alike; the preferred one says what it is."""
    first, second = (other, known) if other.preferred else (known, other)
    return msgspec.structs.replace(first, citations=_join((*first.citations, *second.citations)))
