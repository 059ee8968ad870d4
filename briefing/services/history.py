"""Changes and the history that undoes them: one user action, one transaction, one step.

Undo does not rewind the storage: it saves what was there before as a new revision, so that the
records' own history stays complete.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from briefing.errors import RecordConflictError
from briefing.identifiers import RecordId
from briefing.ports import CreatedRange, Library, TouchedRecord, UnitOfWork
from briefing.records.kinds import AnyRecord
from briefing.records.record import strip_storage_fields
from briefing.services.editions.reopening import reopen_changed

DEPTH = 500
"""How many steps can be undone; older ones are forgotten."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing an analyst wants done.

    `label` completes "Undo ..." in the menu. Following changes with the same non-empty
    `merge_key` become one step with this one: typing in one field is undone as a whole. A
    `final` one cannot be taken back, and neither can what was done to its records before.
    """

    label: str
    apply: Callable[[UnitOfWork], None]
    merge_key: str = ""
    final: bool = False


class LibraryChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a change did to the library, so that each view can decide whether to redraw.

    `records` maps each touched record to its new content, None when it went to the trash.
    `created` names the records that came, or went and came again, by the thousand.
    """

    label: str
    records: dict[RecordId, AnyRecord | None]
    created: tuple[CreatedRange, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of the records that still exist after the change, and of those by the thousand."""
        touched = {record.kind for record in self.records.values() if record is not None}
        return frozenset(touched.union(*(created.kinds for created in self.created)))


class UndoStep(msgspec.Struct, frozen=True, kw_only=True):
    """A change that was made, with what it needs to be taken back."""

    label: str
    touched: tuple[TouchedRecord, ...]
    created: tuple[CreatedRange, ...] = ()
    merge_key: str = ""


MoveRange = Callable[[UnitOfWork, CreatedRange], None]
StateOf = Callable[[TouchedRecord], AnyRecord | None]
_Result = TypeVar("_Result")


class History:
    """Does changes to a library and takes them back; one stack for everything.

    Not thread-safe: all calls come from one lane. When a change fails nothing is stored and
    the stacks stay as they are.
    """

    def __init__(self, library: Library, *, depth: int = DEPTH) -> None:
        self._library = library
        self._depth = depth
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []
        self._merging = True

    @property
    def undo_label(self) -> str:
        """Label of the step that undo would take back; empty when there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """Label of the step that redo would do again; empty when there is none."""
        return self._undone[-1].label if self._undone else ""

    def do(self, change: Change) -> LibraryChange:
        """Apply the change in one transaction and remember how to undo it.

        A change that touches nothing leaves no step behind. Raises what the change raises,
        RecordConflictError or LibraryError; then nothing was stored.
        """
        with self._library.begin() as unit:
            change.apply(unit)
            reopen_changed(unit, unit.touched)
            touched, created = tuple(unit.touched), tuple(unit.created)
            unit.commit()
        if purged := [record.id for record in touched if record.purged]:
            self.forget(purged)  # nothing may bring them back, or keep their texts
        kept = tuple(record for record in touched if not record.purged)
        if change.final:
            self.forget(record.id for record in touched)
        elif kept or created:
            step = UndoStep(
                label=change.label, touched=kept, created=created, merge_key=change.merge_key
            )
            self._remember(step)
        return _describe(change.label, touched, created)

    def stop_merging(self) -> None:
        """Let the next change be a step of its own, whatever its merge key."""
        self._merging = False

    def undo(self) -> LibraryChange | None:
        """Take back the last step; None when there is nothing to undo.

        Raises RecordConflictError when a record was changed past this history.
        """
        if not self._done:
            return None
        step = self._done[-1]
        result = self._restore(
            msgspec.structs.replace(step, touched=step.touched[::-1]),
            to=lambda record: record.before,
            expected=lambda record: record.after,
            move=lambda unit, created: unit.records.trash_created(created),
        )
        self._undone.append(self._done.pop())
        return result

    def redo(self) -> LibraryChange | None:
        """Do the last undone step again; None when there is nothing to redo."""
        if not self._undone:
            return None
        step = self._undone[-1]
        result = self._restore(
            step,
            to=lambda record: record.after,
            expected=lambda record: record.before,
            move=lambda unit, created: unit.records.restore_created(created),
        )
        self._done.append(self._undone.pop())
        return result

    def forget(self, record_ids: Iterable[RecordId]) -> None:
        """Drop the steps that touch these records, which are removed for good.

        Steps that cannot be taken back or done again without a dropped one go with it.
        """
        gone = frozenset(record_ids)
        self._done = _drop_touching(self._done, gone)
        self._undone = _drop_touching(self._undone, gone)
        self._merging = False

    def _remember(self, step: UndoStep) -> None:
        last = self._done[-1] if self._done else None
        may_merge = self._merging and step.merge_key and not self._undone
        if last is not None and may_merge and last.merge_key == step.merge_key:
            step = _merge(last, step)
            self._done.pop()
        self._merging = True
        self._undone.clear()
        if step.touched or step.created:
            self._done.append(step)
            del self._done[: -self._depth]

    def _restore(
        self, step: UndoStep, *, to: StateOf, expected: StateOf, move: MoveRange
    ) -> LibraryChange:
        with self._library.begin() as unit:
            for created in step.created:
                move(unit, created)
            for touched in step.touched:
                _require_unchanged(unit, touched.id, expected(touched))
                _put_back(unit, touched.id, to(touched), reason=step.label)
            result = _describe(step.label, unit.touched, step.created)
            unit.commit()
        self._merging = False
        return result


def _drop_touching(steps: Sequence[UndoStep], gone: frozenset[RecordId]) -> list[UndoStep]:
    """Keep the steps of a stack, its next one last, that neither touch nor rest on what is gone."""
    lost = set(gone)
    kept = []
    for step in reversed(steps):
        ids = {touched.id for touched in step.touched}
        if ids.isdisjoint(lost) and not step.created:  # what came by the thousand has no ids here
            kept.append(step)
        else:
            lost |= ids
    return kept[::-1]


def _merge(first: UndoStep, second: UndoStep) -> UndoStep:
    before = {touched.id: touched.before for touched in second.touched}
    before.update({touched.id: touched.before for touched in first.touched})
    after = {touched.id: touched.after for touched in (*first.touched, *second.touched)}
    touched = tuple(
        TouchedRecord(id=record_id, before=before[record_id], after=after[record_id])
        for record_id in after
        if not _say_the_same(before[record_id], after[record_id])  # typed, then typed away again
    )
    created = (*first.created, *second.created)
    return UndoStep(
        label=second.label, touched=touched, created=created, merge_key=second.merge_key
    )


def _require_unchanged(unit: UnitOfWork, record_id: RecordId, expected: AnyRecord | None) -> None:
    current = unit.records.find_record(record_id)
    if not _say_the_same(current, expected):
        title = (current or expected).display_title if (current or expected) else record_id  # type: ignore[union-attr]  # one of them is there
        message = f"“{title}” was changed meanwhile; undo would overwrite that. Edit it by hand."
        raise RecordConflictError(message)


def _say_the_same(one: AnyRecord | None, other: AnyRecord | None) -> bool:
    if one is None or other is None:
        return one is other
    return strip_storage_fields(one) == strip_storage_fields(other)


def _put_back(
    unit: UnitOfWork, record_id: RecordId, state: AnyRecord | None, *, reason: str
) -> None:
    if state is None:
        unit.records.trash_record(record_id, reason=reason)
        return
    newest = unit.records.list_revisions(record_id)[0].revision
    unit.records.save_record(msgspec.structs.replace(state, revision=newest), reason=reason)


def _describe(
    label: str, touched: Sequence[TouchedRecord], created: Sequence[CreatedRange]
) -> LibraryChange:
    records = {record.id: record.after for record in touched}
    return LibraryChange(label=label, records=records, created=tuple(created))
