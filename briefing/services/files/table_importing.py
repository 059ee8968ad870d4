"""Brings the rows of a table into the library: what is new, what is known, what is wrong.

Rows are read as they are needed, so that a table of any length fits into memory.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from briefing.exchange.csv_merging import merge_attack
from briefing.exchange.csv_own import SOURCE_KEY
from briefing.exchange.csv_table import AttackTable, TableRow
from briefing.identifiers import RecordId
from briefing.ports import RecordQuery, UnitOfWork
from briefing.records.attack import Attack, Party
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Citation
from briefing.services.progress import Progress
from briefing.services.records.actor_linking import ActorLinker

BATCH = 1_000
"""Rows that are compared with the library and stored at once."""


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A row beside the library: the attack as it would be stored, or why it cannot be."""

    row: TableRow
    state: RowState
    attack: Attack | None = None
    fault: str = ""
    is_in_trash: bool = False


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows are wanted; `without` are lines of the file, or places of a record in it."""

    new: bool = True
    updated: bool = True
    without: frozenset[int] = frozenset()

    def takes(self, state: RowState, line: int) -> bool:
        """Tell whether a row of this state on this line is to be stored."""
        wanted = {RowState.NEW: self.new, RowState.UPDATED: self.updated}
        return wanted.get(state, False) and line not in self.without


class Outcome:
    """What an import came to: how many rows of each state were stored, and those at fault."""

    def __init__(self) -> None:
        self.counts: dict[RowState, int] = dict.fromkeys(RowState, 0)
        self.faults: list[tuple[str, str]] = []  # lines, sentence

    def count_read(self) -> int:
        """Count what came in or was there already."""
        return sum(self.counts.values()) - self.counts[RowState.FAULTY]

    def note(self, arrival: Arrival) -> None:
        """Count a row, and keep what is wrong with it."""
        self.counts[arrival.state] += 1
        if arrival.fault:
            self.faults.append((arrival.row.lines, arrival.fault))


def iter_arrivals(unit: UnitOfWork, table: AttackTable, progress: Progress) -> Iterator[Arrival]:
    """Read the table beside the library; raises CancelledError when it is given up."""
    resolver = _Resolver(unit, table)
    for batch in _iter_batches(table, progress):
        yield from resolver.resolve(batch)


def store_rows(
    unit: UnitOfWork, table: AttackTable, choice: Choice, progress: Progress, *, reason: str
) -> Outcome:
    """Store the rows that are wanted; raises CancelledError when it is given up."""
    outcome = Outcome()
    if table.source is not None and unit.records.find_source_by_key(table.source.key) is None:
        unit.records.save_record(_as_next(unit, table.source), reason=reason)
    resolver = _Resolver(unit, table)
    for batch in _iter_batches(table, progress):
        new: list[Attack] = []
        for arrival in resolver.resolve(batch):
            if arrival.attack is None or not choice.takes(arrival.state, arrival.row.line):
                if arrival.state not in (RowState.NEW, RowState.UPDATED):
                    outcome.note(arrival)
                continue
            outcome.note(arrival)
            if arrival.state is RowState.NEW and not arrival.is_in_trash:
                new.append(arrival.attack)
            else:
                unit.records.save_record(arrival.attack, reason=reason)
        unit.records.save_records(new, reason=reason)
    return outcome


class _Resolver:
    """Finds what the library knows of each row, and names actors and sources by their ids."""

    def __init__(self, unit: UnitOfWork, table: AttackTable) -> None:
        self._unit = unit
        self._is_own = table.is_own
        self._linker = ActorLinker(unit)
        self._keys: dict[str, RecordId | None] = {}
        self._source_id = self._find_source(table)
        self._trash = _Trash(unit)

    def resolve(self, batch: list[TableRow]) -> Iterator[Arrival]:
        attacks = [row.attack.id for row in batch if row.attack is not None]
        stored = self._unit.records.get_records(attacks)
        for row in batch:
            if row.attack is None:
                yield Arrival(row=row, state=RowState.FAULTY, fault=row.fault)
            else:
                yield self._compare(row, row.attack, stored.get(row.attack.id))

    def _compare(self, row: TableRow, attack: Attack, stored: AnyRecord | None) -> Arrival:
        missing = self._find_missing_key(attack)
        if missing:
            fault = f"No source of the library has the key “{missing}”."
            return Arrival(row=row, state=RowState.FAULTY, fault=fault)
        attack = self._link(attack)
        if stored is None:
            revision = self._trash.find_revision(attack.id)
            if revision:
                attack = msgspec.structs.replace(attack, revision=revision)
            in_trash = bool(revision)
            return Arrival(row=row, state=RowState.NEW, attack=attack, is_in_trash=in_trash)
        if not isinstance(stored, Attack):
            fault = f"The id belongs to “{stored.display_title}”, which is no attack."
            return Arrival(row=row, state=RowState.FAULTY, fault=fault)
        merged = merge_attack(stored, attack, is_own=self._is_own)
        state = RowState.UNCHANGED if merged == stored else RowState.UPDATED
        return Arrival(row=row, state=state, attack=merged)

    def _find_source(self, table: AttackTable) -> tuple[RecordId, RecordId] | None:
        """Give the id that the data set's source has by itself, and the one that it has here."""
        if table.source is None:
            return None
        known = self._unit.records.find_source_by_key(table.source.key)
        return (table.source.id, known or table.source.id)

    def _find_missing_key(self, attack: Attack) -> str:
        for citation in attack.citations:
            key = citation.source.removeprefix(SOURCE_KEY)
            if key != citation.source and self._find_key(key) is None:
                return key
        return ""

    def _find_key(self, key: str) -> RecordId | None:
        if key not in self._keys:
            self._keys[key] = self._unit.records.find_source_by_key(key)
        return self._keys[key]

    def _link(self, attack: Attack) -> Attack:
        parties = tuple(map(self._link_party, attack.parties))
        citations = tuple(map(self._link_citation, attack.citations))
        if parties == attack.parties and citations == attack.citations:
            return attack
        return msgspec.structs.replace(attack, parties=parties, citations=citations)

    def _link_party(self, party: Party) -> Party:
        actor = self._linker.find(party.name)
        return msgspec.structs.replace(party, actor=actor) if actor else party

    def _link_citation(self, citation: Citation) -> Citation:
        source = citation.source
        if source.startswith(SOURCE_KEY):
            source = self._find_key(source.removeprefix(SOURCE_KEY)) or source
        elif self._source_id and source == self._source_id[0]:
            source = self._source_id[1]
        if source == citation.source:
            return citation
        return msgspec.structs.replace(citation, source=source)


class _Trash:
    """Knows the revisions of attacks in the trash; of a great many it asks one by one."""

    _MOST_KNOWN = 20_000

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._known: dict[RecordId, int] | None = None
        query = RecordQuery(kinds=("attack",), in_trash=True)
        if unit.records.count_records(query, at_most=self._MOST_KNOWN + 1) <= self._MOST_KNOWN:
            listed = unit.records.list_records(query)
            self._known = {summary.id: summary.revision for summary in listed}

    def find_revision(self, record_id: RecordId) -> int:
        """Give the last revision of an attack that is in the trash, 0 for one that is not."""
        if self._known is not None:
            return self._known.get(record_id, 0)
        revisions = self._unit.records.list_revisions(record_id)
        return revisions[0].revision if revisions else 0


def _iter_batches(table: AttackTable, progress: Progress) -> Iterator[list[TableRow]]:
    batch: list[TableRow] = []
    for row in table:
        batch.append(row)
        if len(batch) % _TELL_EVERY == 0:
            progress.tell(table.share_read)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    progress.tell(table.share_read)
    yield batch


_TELL_EVERY = 200


def _as_next(unit: UnitOfWork, record: AnyRecord) -> AnyRecord:
    """Give a record that may lie in the trash with the revision that it has there."""
    revisions = unit.records.list_revisions(record.id)
    return msgspec.structs.replace(record, revision=revisions[0].revision if revisions else 0)
