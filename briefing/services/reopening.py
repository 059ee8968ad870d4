"""Returns a briefing to draft when what was approved or issued of it is changed."""

from collections.abc import Sequence

import msgspec

from briefing.outline import Briefing, BriefingStatus
from briefing.ports import TouchedRecord, UnitOfWork
from briefing.records.record import strip_storage_fields

SETTLED = (BriefingStatus.APPROVED, BriefingStatus.ISSUED)
"""What holds for the text as it was, and no longer once that changes."""


def reopen_changed(unit: UnitOfWork, touched: Sequence[TouchedRecord]) -> None:
    """Make a draft of every approved or issued briefing that says something else now.

    In the same transaction and so the same step of undo as the change itself.
    """
    for record in touched:
        if _says_something_else(record):
            current = unit.records.get_record(record.id)
            draft = msgspec.structs.replace(current, status=BriefingStatus.DRAFT)
            unit.records.save_record(draft, reason="changed, and so a draft again")


def _says_something_else(record: TouchedRecord) -> bool:
    before, after = record.before, record.after
    if not isinstance(before, Briefing) or not isinstance(after, Briefing):
        return False
    if before.status not in SETTLED or after.status is not before.status:
        return False
    return _strip(before) != _strip(after)


def _strip(briefing: Briefing) -> Briefing:
    return msgspec.structs.replace(
        strip_storage_fields(briefing), review=(), waivers=(), comments=()
    )
