"""Changes the same fields of many records as one step."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from briefing.identifiers import RecordId
from briefing.ports import Library, UnitOfWork
from briefing.records.attack import Attack
from briefing.records.cleaning import clean_value
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import LibrarySettings
from briefing.records.parts import Citation
from briefing.records.record import Record
from briefing.services.history import Change
from briefing.services.progress import Progress

_BATCH = 500


class BulkEdit(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed; None, or nothing in a list, leaves the field as it is.

    `country` is that of attacks only (ISO 3166-1 alpha-2, empty to take it away); a citation is
    added to records that do not cite its source as a whole yet.
    """

    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    marking: str | None = None
    verified_on: date | None = None
    citation: Citation | None = None
    country: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing at all."""
        return self == BulkEdit()


def edit_record(record: AnyRecord, edit: BulkEdit) -> AnyRecord:
    """Give the record with the changes that it can take; equal to it where there are none."""
    changes: dict[str, object] = {"tags": _edit_tags(record.tags, edit)}
    if edit.marking is not None:
        changes["marking"] = edit.marking
    if edit.verified_on is not None:
        changes["verified_on"] = edit.verified_on
    if edit.citation is not None and _may_cite(record, edit.citation):
        changes["citations"] = (*record.citations, edit.citation)
    if edit.country is not None and isinstance(record, Attack):
        changes["place"] = msgspec.structs.replace(record.place, country=edit.country)
    return msgspec.structs.replace(record, **changes)


def count_changed(
    library: Library, record_ids: Sequence[RecordId], edit: BulkEdit, progress: Progress
) -> int:
    """Count the records that the edit would change; raises CancelledError."""
    with library.read() as unit:
        return sum(1 for _record in _iter_changed(unit, record_ids, edit, progress))


def edit_together(
    record_ids: Sequence[RecordId],
    edit: BulkEdit,
    *,
    label: str = "",
    progress: Progress | None = None,
) -> Change:
    """Change all of the records as one step; those that are gone are passed over.

    Raises CancelledError when it is given up.
    """
    watched = progress or Progress()
    edit = clean_value(edit)

    def apply(unit: UnitOfWork) -> None:
        for record in _iter_changed(unit, record_ids, edit, watched):
            unit.records.save_record(record, reason=name)

    words = "1 record" if len(record_ids) == 1 else f"{len(record_ids):,} records"
    name = label or f"edit {words} together"
    return Change(label=name, apply=apply)


def verify_records(record_ids: Sequence[RecordId], day: date) -> Change:
    """Note that the records were checked on this day."""
    words = "the record" if len(record_ids) == 1 else f"{len(record_ids):,} records"
    return edit_together(record_ids, BulkEdit(verified_on=day), label=f"mark {words} as verified")


def _iter_changed(
    unit: UnitOfWork, record_ids: Sequence[RecordId], edit: BulkEdit, progress: Progress
) -> Iterator[AnyRecord]:
    for start in range(0, len(record_ids), _BATCH):
        progress.tell(start / len(record_ids))
        for record in unit.records.get_records(record_ids[start : start + _BATCH]).values():
            edited = edit_record(record, edit)
            if edited != record and not isinstance(record, LibrarySettings):
                yield edited
    progress.tell(1.0)


def _edit_tags(tags: tuple[str, ...], edit: BulkEdit) -> tuple[str, ...]:
    kept = (tag for tag in tags if tag not in edit.remove_tags)
    return tuple(dict.fromkeys((*kept, *edit.add_tags)))


def _may_cite(record: Record, citation: Citation) -> bool:
    """Tell whether the citation is news; a source does not cite itself."""
    cited = {known.source for known in record.citations if known.field == citation.field}
    return citation.source != record.id and citation.source not in cited
