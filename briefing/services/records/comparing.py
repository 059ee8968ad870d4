"""Compares two states of a record: field by field, sequences part by part, text word by word."""

from collections.abc import Sequence
from typing import Any

import msgspec

from briefing.identifiers import RecordId
from briefing.ports import UnitOfWork
from briefing.records.kinds import AnyRecord
from briefing.services.records.telling_values import FindTitle, find_ids, tell_value
from briefing.word_comparing import (
    LineDifference,
    LineKind,
    Run,
    RunKind,
    compare_texts,
    iter_part_lines,
)

STORAGE_FIELDS = frozenset(("revision", "created", "created_by", "modified", "modified_by"))
"""Fields that the storage sets; they are no difference between two states."""


class FieldDifference(msgspec.Struct, frozen=True):
    """A field that differs. Values that are no sequences have one line."""

    field: str
    lines: tuple[LineDifference, ...]


def compare_records(
    old: AnyRecord, new: AnyRecord, find_title: FindTitle = lambda _id: ""
) -> tuple[FieldDifference, ...]:
    """Compare two records of one kind; what the storage sets and the id are left out.

    `find_title` gives the titles of the records they refer to.
    """
    names = [name for name in new.__struct_fields__ if name not in (*STORAGE_FIELDS, "id")]
    return tuple(
        FieldDifference(
            field=name, lines=_compare_values(getattr(old, name), getattr(new, name), find_title)
        )
        for name in names
        if getattr(old, name) != getattr(new, name)
    )


def compare_revisions(
    unit: UnitOfWork, record_id: RecordId, old: int, new: int
) -> tuple[FieldDifference, ...]:
    """Compare two revisions of a record; revision 0 is the empty record that it began as.

    Raises RecordNotFoundError.
    """
    newer = unit.records.get_revision(record_id, new)
    older = unit.records.get_revision(record_id, old) if old else _make_empty(newer)
    return compare_stored(unit, older, newer)


def compare_stored(unit: UnitOfWork, old: AnyRecord, new: AnyRecord) -> tuple[FieldDifference, ...]:
    """Compare two records of one kind, naming those that they refer to as the library does."""
    ids = {RecordId(found) for record in (old, new) for found in find_ids(record)}
    titles = {one.id: one.display_title for one in unit.records.get_records(ids).values()}
    return compare_records(old, new, lambda found: titles.get(RecordId(found), ""))


def tell_difference(difference: FieldDifference) -> str:
    """Tell in a sentence what changed, as far as it fits a line, without any colour."""
    if len(difference.lines) == 1 and difference.lines[0].kind is LineKind.CHANGED:
        return _tell_runs(difference.lines[0].runs)
    counts = [
        (kind, sum(line.kind is kind for line in difference.lines))
        for kind in (LineKind.ADDED, LineKind.REMOVED, LineKind.CHANGED, LineKind.MOVED)
    ]
    return ", ".join(f"{count} {kind}" for kind, count in counts if count)


def _make_empty(record: AnyRecord) -> AnyRecord:
    return type(record)(id=record.id)


# --- values ---------------------------------------------------------------------------------


def _compare_values(old: Any, new: Any, find_title: FindTitle) -> tuple[LineDifference, ...]:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return tuple(iter_part_lines(old, new, lambda part: tell_value(part, find_title)))
    runs = compare_texts(tell_value(old, find_title), tell_value(new, find_title))
    return (LineDifference(LineKind.CHANGED, runs),)


def _tell_runs(runs: Sequence[Run]) -> str:
    places = sum(
        run.kind is not RunKind.KEPT and (not number or runs[number - 1].kind is RunKind.KEPT)
        for number, run in enumerate(runs)
    )
    if places > 1:
        return f"{places} passages changed"
    words = {
        kind: " … ".join(" ".join(run.text.split()) for run in runs if run.kind is kind)
        for kind in (RunKind.REMOVED, RunKind.ADDED)
    }
    return ", ".join(f"{kind} “{_cut(text)}”" for kind, text in words.items() if text)


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
