"""Opens a file of records: says what would come of importing it, and imports what is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from briefing.errors import ImportFileError
from briefing.exchange.csv_form import EXCHANGE_FORMAT as CSV_FORMAT
from briefing.exchange.csv_table import HEAD, AttackTable, find_head
from briefing.exchange.exchange import Exchange, with_placement_revisions
from briefing.outline import Briefing
from briefing.ports import Library, UnitOfWork
from briefing.records.attack import Attack
from briefing.records.cleaning import clean_record
from briefing.records.kinds import AnyRecord
from briefing.records.record import strip_storage_fields
from briefing.services.files.exchanging import import_exchange, read_exchange_file
from briefing.services.files.table_importing import (
    Arrival,
    Choice,
    Outcome,
    RowState,
    iter_arrivals,
    store_rows,
)
from briefing.services.history import Change
from briefing.services.progress import Progress
from briefing.services.records.editing import KIND_LABELS

MOST_SHOWN = 200
"""Rows of a plan that are listed whatever their state."""

MOST_FAULTS = 1_000
"""Rows at fault that a plan lists."""


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it would come in; `line` tells it from the others, `where` says it in words."""

    line: int
    where: str
    title: str
    details: str
    state: RowState
    fault: str = ""


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What would come of importing a file: how many rows of each state, and the first of them."""

    label: str
    counts: dict[RowState, int]
    rows: tuple[PlannedRow, ...]
    unknown_columns: tuple[str, ...] = ()

    def count_chosen(self, choice: Choice) -> int:
        """Count the rows that a choice takes; `without` must be lines of listed rows."""
        total = sum(self.counts[state] for state in RowState if choice.takes(state, -1))
        left_out = [row for row in self.rows if row.line in choice.without]
        return total - sum(choice.takes(row.state, -1) for row in left_out)


class ImportFile(Protocol):
    """An opened file of records."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    def plan(self, library: Library, progress: Progress) -> ImportPlan:
        """Say what would come of it; nothing is stored. Raises CancelledError."""
        ...

    def store(self, unit: UnitOfWork, choice: Choice, progress: Progress) -> Outcome:
        """Store what is wanted; raises CancelledError."""
        ...


def open_import(path: Path) -> ImportFile:
    """Open a file in whatever form it is.

    Raises ImportFileError with one sentence that names the file.
    """
    if path.is_file() and _is_table(path):
        with _reading(path):  # what is wrong with all of it is told before anything is done
            return TableFile(path)
    return ExchangeFile(path, read_exchange_file(path))


def make_import(file: ImportFile, choice: Choice, plan: ImportPlan) -> tuple[Change, "Import"]:
    """Make the change that imports a file as one step, and what tells how far it is."""
    running = Import()
    count = plan.count_chosen(choice)

    def apply(unit: UnitOfWork) -> None:
        running.outcome = file.store(unit, choice, running.progress)

    words = "1 record" if count == 1 else f"{count:,} records"
    return Change(label=f"import {words}", apply=apply), running


class Import:
    """An import that is under way, or is done."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.outcome = Outcome()


class TableFile:
    """A table of attacks; it is read anew for the plan and for storing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def plan(self, library: Library, progress: Progress) -> ImportPlan:
        """Compare every row with the library; raises ImportFileError, CancelledError."""
        counts = dict.fromkeys(RowState, 0)
        listed = _Listed()
        with _reading(self.path) as table, library.read() as unit:
            for arrival in iter_arrivals(unit, table, progress):
                counts[arrival.state] += 1
                listed.add(arrival)
            unknown = table.unknown_columns
            return ImportPlan(
                label=table.label, counts=counts, rows=tuple(listed.rows), unknown_columns=unknown
            )

    def store(self, unit: UnitOfWork, choice: Choice, progress: Progress) -> Outcome:
        """Store the rows that are wanted; raises ImportFileError, CancelledError."""
        with _reading(self.path) as table:
            reason = f"imported from {self.path.name}"
            return store_rows(unit, table, choice, progress, reason=reason)


class _Listed:
    """The rows of a plan: the first of all, and more of those at fault."""

    def __init__(self) -> None:
        self.rows: list[PlannedRow] = []
        self._seen = 0
        self._faults = 0

    def add(self, arrival: Arrival) -> None:
        self._seen += 1
        self._faults += arrival.state is RowState.FAULTY
        is_listed_fault = arrival.state is RowState.FAULTY and self._faults <= MOST_FAULTS
        if self._seen <= MOST_SHOWN or is_listed_fault:
            self.rows.append(_describe_arrival(arrival))


class ExchangeFile:
    """A file in the exchange form, which is read as a whole."""

    def __init__(self, path: Path, exchange: Exchange) -> None:
        self.path = path
        self._exchange = exchange

    def plan(self, library: Library, progress: Progress) -> ImportPlan:
        """Compare every record with the library; raises CancelledError."""
        counts = dict.fromkeys(RowState, 0)
        rows: list[PlannedRow] = []
        with library.read() as unit:
            for place, record, state in self._iter_states(unit, progress):
                counts[state] += 1
                if len(rows) < MOST_SHOWN:
                    rows.append(_describe_record(place, record, state))
        label = "Briefing Builder exchange form"
        return ImportPlan(label=label, counts=counts, rows=tuple(rows))

    def store(self, unit: UnitOfWork, choice: Choice, progress: Progress) -> Outcome:
        """Store the records that are wanted, with their older revisions; raises CancelledError."""
        outcome = Outcome()
        wanted = []
        for place, record, state in self._iter_states(unit, progress):
            if choice.takes(state, place):
                wanted.append(record)
            if choice.takes(state, place) or state is RowState.UNCHANGED:
                outcome.counts[state] += 1
        ids = {record.id for record in wanted}
        older = tuple(record for record in self._exchange.revisions if record.id in ids)
        chosen = msgspec.structs.replace(self._exchange, records=tuple(wanted), revisions=older)
        import_exchange(chosen, origin=self.path.name).apply(unit)
        return outcome

    def _iter_states(
        self, unit: UnitOfWork, progress: Progress
    ) -> Iterator[tuple[int, AnyRecord, RowState]]:
        records = self._exchange.records
        stored = unit.records.get_records(record.id for record in records)
        for place, record in enumerate(records, start=1):
            if place % _TELL_EVERY == 0:
                progress.tell(place / len(records))
            known = stored.get(record.id)
            if known is None:
                yield place, record, RowState.NEW
            else:
                same = _comparable(known) == _comparable(record)
                yield place, record, RowState.UNCHANGED if same else RowState.UPDATED
        progress.tell(1.0)


_TELL_EVERY = 200


@contextmanager
def _reading(path: Path) -> Iterator[AttackTable]:
    """Open a table for a while; what the system says against it becomes an ImportFileError."""
    try:
        with path.open("rb") as file:
            yield _open_table(path, file)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror or error}); nothing was imported."
        raise ImportFileError(message) from error


def _open_table(path: Path, file: BinaryIO) -> AttackTable:
    try:
        return AttackTable(file)
    except ImportFileError as error:
        message = f"{path} was not imported: {error}"
        raise ImportFileError(message) from error


def _is_table(path: Path) -> bool:
    if path.name.lower().endswith(CSV_FORMAT.suffixes):
        return True
    try:
        with path.open("rb") as file:
            return find_head(file.read(HEAD)) is not None
    except OSError:
        return False  # the reader of the exchange form says what is wrong


def _comparable(record: AnyRecord) -> AnyRecord:
    plain = strip_storage_fields(clean_record(record))
    if isinstance(plain, Briefing):  # the numbers that it quotes count differently in each library
        return with_placement_revisions(plain, lambda _placement: 0)
    return plain


def _describe_arrival(arrival: Arrival) -> PlannedRow:
    attack = arrival.attack or arrival.row.attack
    return PlannedRow(
        line=arrival.row.line,
        where=arrival.row.lines,
        title=attack.display_title if attack else "",
        details=_describe_attack(attack) if attack else "",
        state=arrival.state,
        fault=arrival.fault,
    )


def _describe_attack(attack: Attack) -> str:
    place = ", ".join(filter(None, (attack.place.name, attack.place.country)))
    killed = next((figure for figure in attack.figures if figure.what == "killed"), None)
    counts = (killed.low, killed.best, killed.high) if killed else ()
    known = next((count for count in counts if count is not None), None)
    dead = f"{known:,} killed" if known is not None else ""
    return " · ".join(filter(None, (str(attack.date or ""), place, dead)))


def _describe_record(place: int, record: AnyRecord, state: RowState) -> PlannedRow:
    return PlannedRow(
        line=place,
        where=f"record {place}",
        title=record.display_title,
        details=KIND_LABELS[record.kind],
        state=state,
    )


def list_faults(outcome: Outcome) -> list[str]:
    """Say in lines which rows were left out, and why."""
    return [f"{lines}: {sentence}" for lines, sentence in outcome.faults]
