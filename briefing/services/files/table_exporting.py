"""Writes the attacks of a library as a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.exchange.csv_form import iter_table
from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, UnitOfWork
from briefing.records.attack import Attack
from briefing.records.record_filter import RecordFilter
from briefing.services.files.file_writing import write_files

_BATCH = 500


def write_table(library: Library, asked: RecordFilter, path: Path) -> int:
    """Write the attacks that the filter finds, in order of their date; gives their count.

    Raises ExportError; what stood at the place is then as it was.
    """
    fields = {name: getattr(asked, name) for name in RecordFilter.__struct_fields__}
    with library.read() as unit:
        query = RecordQuery(**{**fields, "kinds": ("attack",)}, order="date", by_rank=False)
        ids = [summary.id for summary in unit.records.list_records(query)]
        actors = unit.records.list_records(RecordQuery(kinds=("actor",)))
        sources = unit.records.list_records(RecordQuery(kinds=("source",)))
        names = {summary.id: summary.title for summary in actors}
        keys = {summary.id: summary.key for summary in sources}
        table = "".join(iter_table(_iter_attacks(unit, ids), names, keys))
    write_files({path: table.encode()})
    return len(ids)


def _iter_attacks(unit: UnitOfWork, ids: Sequence[RecordId]) -> Iterator[Attack]:
    for start in range(0, len(ids), _BATCH):
        for record in unit.records.get_records(ids[start : start + _BATCH]).values():
            if isinstance(record, Attack):
                yield record
