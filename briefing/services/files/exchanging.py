"""Brings files of records in and hands records out, in the formats of briefing.exchange."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from briefing.errors import ImportFileError, RecordNotFoundError
from briefing.exchange.exchange import AttachedFile, Exchange, find_attachments, list_quoted
from briefing.exchange.registry import LARGEST_FILE, choose_format
from briefing.identifiers import RecordId
from briefing.ports import Library, UnitOfWork
from briefing.records.kinds import AnyRecord
from briefing.services.files.file_reading import read_whole_file
from briefing.services.files.importing import import_records
from briefing.services.history import Change
from briefing.services.pages.snapshots import take_snapshot


def read_exchange_file(path: Path) -> Exchange:
    """Read a file in whatever exchange format it is.

    Raises ImportFileError with one sentence that names the file.
    """
    data = read_whole_file(
        path,
        largest=LARGEST_FILE,
        outcome="nothing was imported",
        advice="divide it and import the parts",
    )
    try:
        return choose_format(path.name, data).read(data)
    except ImportFileError as error:
        message = f"{path} was not imported: {error}"
        raise ImportFileError(message) from error


def import_exchange(exchange: Exchange, *, origin: str) -> Change:
    """Store everything that a file holds as one step; `origin` names the file."""
    return import_records(
        exchange.records,
        older=exchange.revisions,
        attachments=[file.content for file in exchange.attachments],
        origin=origin,
    )


def collect_library(library: Library) -> Exchange:
    """Collect all records of the library, read in one transaction."""
    with library.read() as unit:
        return _complete(unit, tuple(unit.records.iter_records()))


def collect_briefing(library: Library, briefing_id: RecordId) -> Exchange:
    """Collect a briefing with every record that its document shows or refers to.

    Raises as take_snapshot does.
    """
    snapshot = take_snapshot(library, briefing_id)
    with library.read() as unit:
        # as it is stored: a snapshot's sections hold what their queries found
        stored = unit.records.get_record(briefing_id)
        return _complete(unit, (stored, *snapshot.records.values()))


def _complete(unit: UnitOfWork, records: tuple[AnyRecord, ...]) -> Exchange:
    revisions = tuple(_read_older(unit, records))
    wanted = set(chain.from_iterable(map(find_attachments, (*records, *revisions))))
    return Exchange(
        records=records, revisions=revisions, attachments=tuple(_read_files(unit, sorted(wanted)))
    )


def _read_older(unit: UnitOfWork, records: tuple[AnyRecord, ...]) -> Iterable[AnyRecord]:
    newest = {record.id: record.revision for record in records}
    for record_id, revision in sorted(list_quoted(records)):
        if 0 < revision < newest.get(record_id, 0):
            try:
                yield unit.records.get_revision(record_id, revision)
            except RecordNotFoundError:
                continue  # the placement then quotes the newest


def _read_files(unit: UnitOfWork, wanted: Iterable[str]) -> Iterable[AttachedFile]:
    for sha256 in wanted:
        try:
            yield AttachedFile(sha256=sha256, content=unit.attachments.get_attachment(sha256))
        except RecordNotFoundError:
            continue  # the record goes without a file that is not there either
