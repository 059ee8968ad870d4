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

    Also of one that became so without a step of the review, by a field or an older revision that
    was restored. In the same transaction and so the same step of undo as the change itself.
    """
    for record in touched:
        if _is_not_what_was_settled(record):
            current = unit.records.get_record(record.id)
            draft = msgspec.structs.replace(current, status=BriefingStatus.DRAFT)
            unit.records.save_record(draft, reason="changed, and so a draft again")


def _is_not_what_was_settled(record: TouchedRecord) -> bool:
    before, after = record.before, record.after
    if not isinstance(before, Briefing) or not isinstance(after, Briefing):
        return False
    if after.status not in SETTLED:
        return False
    if after.status is before.status:
        return _strip(before) != _strip(after)
    # restored or set by hand: nobody has taken the step that leads here
    return len(after.review) <= len(before.review) or after.review[-1].status is not after.status


def _strip(briefing: Briefing) -> Briefing:
    return msgspec.structs.replace(
        strip_storage_fields(briefing), review=(), waivers=(), comments=()
    )
