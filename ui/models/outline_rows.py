"""The rows of an outline, and which of them a change was about."""

from collections.abc import Sequence

import msgspec

from briefing.outline import Briefing, Placement, Section


class OutlineRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row: the front page, a section, or a placement with the section it is in."""

    section: Section | None = None
    placement: Placement | None = None


class RowKey(msgspec.Struct, frozen=True, kw_only=True):
    """Names a row whatever becomes of the outline; without a section it is the front page."""

    section: str = ""
    record: str = ""


def make_row_key(row: OutlineRow) -> RowKey:
    """Give the key of a row."""
    return RowKey(
        section=row.section.id if row.section else "",
        record=row.placement.record if row.placement else "",
    )


def find_affected_row(before: Briefing, after: Briefing) -> RowKey:
    """Find the row that a change was about, as it is named after the change."""
    known = {section.id: section for section in before.sections}
    for section in after.sections:
        old = known.get(section.id)
        if old is None:
            return RowKey(section=section.id)
        if old != section:
            return RowKey(section=section.id, record=_find_affected_record(old, section))
    moved = _find_moved([s.id for s in before.sections], [s.id for s in after.sections])
    return RowKey(section=moved)


def _find_affected_record(before: Section, after: Section) -> str:
    for placement in after.placements:
        if placement not in before.placements:
            return placement.record
    if len(before.placements) != len(after.placements):
        return ""
    return _find_moved(
        [placement.record for placement in before.placements],
        [placement.record for placement in after.placements],
    )


def _find_moved(before: Sequence[str], after: Sequence[str]) -> str:
    """Give the one that stands elsewhere, or the one before a gap; empty for no difference."""
    for number, (old, new) in enumerate(zip(before, after, strict=False)):
        if old == new:
            continue
        if old not in after:
            return after[max(number - 1, 0)]
        rest = [other for other in before if other != new]
        return new if rest == [other for other in after if other != new] else old
    return after[-1] if after and len(before) != len(after) else ""
