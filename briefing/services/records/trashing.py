"""What is in the trash: found, brought back, or removed for good."""

from collections.abc import Sequence

import msgspec

from briefing.errors import RecordInUseError
from briefing.identifiers import RecordId
from briefing.ports import RecordQuery, RecordSummary, UnitOfWork
from briefing.records.kinds import AnyRecord, type_of_kind
from briefing.records.source import Source
from briefing.services.history import Change

_KINDS = tuple(kind for kind in type_of_kind if kind != "settings")


class TrashedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record in the trash: `reason` says how it got there, `uses` what still refers to it."""

    summary: RecordSummary
    reason: str
    uses: int


def list_trash(unit: UnitOfWork, text: str = "", *, limit: int) -> tuple[TrashedRecord, ...]:
    """List what is in the trash and fits the text, what came last first."""
    query = RecordQuery(
        kinds=_KINDS, text=text, order="modified", by_rank=False, in_trash=True, limit=limit
    )
    return tuple(_describe(unit, summary) for summary in unit.records.list_records(query))


def count_trash(unit: UnitOfWork, text: str = "") -> int:
    """Count what is in the trash and fits the text."""
    return unit.records.count_records(RecordQuery(kinds=_KINDS, text=text, in_trash=True))


def restore_records(records: Sequence[tuple[RecordId, str]]) -> Change:
    """Bring records, given as (id, title), back from the trash.

    What refers to them, placements in briefings too, works again. A source whose citation key
    another one has taken meanwhile gets its key with a suffix.
    """
    many = f"{len(records)} records"
    what = f"“{records[0][1]}”" if len(records) == 1 else many

    def apply(unit: UnitOfWork) -> None:
        for record_id, _title in records:
            if unit.records.find_record(record_id) is None:
                newest = unit.records.list_revisions(record_id)[0].revision
                record = _give_free_key(unit, unit.records.get_revision(record_id, newest))
                unit.records.save_record(record, reason="restored from the trash")

    return Change(label=f"restore {what} from the trash", apply=apply)


def purge_records(records: Sequence[tuple[RecordId, str]]) -> Change:
    """Remove records, given as (id, title), for good, with all their revisions.

    This cannot be undone, and undo forgets what touched them. The file keeps traces of them until
    `Library.compact`, and backups keep them. A record that is not in the trash is left alone.
    When applied, raises RecordInUseError for one that an issued edition used.
    """
    what = f"“{records[0][1]}”" if len(records) == 1 else f"{len(records)} records"

    def apply(unit: UnitOfWork) -> None:
        for record_id, _title in records:
            if unit.records.find_record(record_id) is None:
                _require_not_issued(unit, record_id)
                unit.records.purge_record(record_id)

    return Change(label=f"remove {what} for good", apply=apply)


def empty_trash() -> Change:
    """Remove all that is in the trash for good but what issued editions used.

    See `purge_records`.
    """

    def apply(unit: UnitOfWork) -> None:
        trashed = RecordQuery(kinds=_KINDS, in_trash=True)
        for summary in unit.records.list_records(trashed):
            if not _list_editions_using(unit, summary.id):
                unit.records.purge_record(summary.id)

    return Change(label="empty the trash", apply=apply)


def _require_not_issued(unit: UnitOfWork, record_id: RecordId) -> None:
    editions = _list_editions_using(unit, record_id)
    if editions:
        message = (
            f"“{editions[0].title}” was issued with this record; it stays in the trash, so that "
            "the edition can be verified."
        )
        raise RecordInUseError(message)


def _list_editions_using(unit: UnitOfWork, record_id: RecordId) -> list[RecordSummary]:
    return [use for use in unit.records.list_uses(record_id) if use.kind == "edition"]


def _describe(unit: UnitOfWork, summary: RecordSummary) -> TrashedRecord:
    newest = unit.records.list_revisions(summary.id)[0]
    uses = len(unit.records.list_uses(summary.id))
    return TrashedRecord(summary=summary, reason=newest.reason, uses=uses)


def _give_free_key(unit: UnitOfWork, record: AnyRecord) -> AnyRecord:
    if not isinstance(record, Source) or not record.key:
        return record
    if unit.records.find_source_by_key(record.key) is None:
        return record
    return msgspec.structs.replace(record, key=f"{record.key}-{record.id[:4]}")
