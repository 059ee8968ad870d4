"""Keeps the preview of one briefing up to date, off the GUI thread."""

from collections.abc import Sequence
from functools import partial
from time import perf_counter

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.library_settings import SETTINGS_ID
from briefing.services.briefings.querying import has_queries
from briefing.services.history import Change, LibraryChange
from briefing.services.pages.warm_reading import WarmLibrary
from briefing.snapshot import Snapshot
from briefing.snapshot_patching import BaseLostError, SnapshotPatch, encode_patch, make_patch
from ui.faults import explain_fault
from ui.session.library_session import LibrarySession
from ui.worker.preview_pages import (
    PreviewFindings,
    PreviewPages,
    check_preview,
    make_preview_pages,
    read_findings,
    read_pages,
)
from ui.worker.worker_process import Callbacks, WorkerProcess

MOST_UNCHECKED = 30
"""How many times pages are made while one types on before their problems are looked for."""

_CHECKING_PAUSE_MS = 120

_LIGHT_READING = 0.004
"""Seconds that reading what is typed may take at every key; beyond that it is read less often."""

_HEAVY_PAUSE_MS = 250


class _Behind(msgspec.Struct, frozen=True):
    """What the pages rest on: records, and kinds of which any change may concern them."""

    records: set[str]
    kinds: frozenset[str]


class _Reading(msgspec.Struct, frozen=True):
    """What came of reading the briefing: the snapshot, and its difference from the one before."""

    snapshot: Snapshot
    behind: _Behind
    patch: SnapshotPatch
    data: bytes

    @property
    def is_news(self) -> bool:
        patch = self.patch
        orders = (patch.record_order, patch.pinned_order, patch.picture_order)
        return bool(
            patch.base == 0
            or patch.rest is not None
            or patch.records
            or patch.pinned
            or patch.pictures
            or any(order is not None for order in orders)
        )


class PreviewMaker(QObject):
    """Makes the pages of a briefing whenever something behind them changes or is typed.

    One preview is under way at a time; whatever happens meanwhile leads to one more afterwards,
    so that nothing stale is ever waited for. Problems are looked for once there is nothing newer
    to show. A result that belongs to another briefing by then is dropped.
    """

    made = Signal(object)  # PreviewPages, with the problems of those before
    checked = Signal(object)  # the same PreviewPages with their own problems
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(
        self, session: LibrarySession, worker: WorkerProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = worker
        self._warm = WarmLibrary(session.library)
        self._noted: list[LibraryChange] = []  # not told to the warm library yet
        self._briefing: RecordId | None = None
        self._behind = _Behind(set(), frozenset())
        self._sent: Snapshot | None = None  # what the worker has
        self._number = 0
        self._pages: PreviewPages | None = None
        self._unchecked = 0
        self._follows_typing = True
        self._is_dirty = False
        self._is_busy = False
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)  # all that one event brings about is shown at once
        self._timer.timeout.connect(self._start)
        self._checking = QTimer(self)  # the next key is worth more than the problems
        self._checking.setSingleShot(True)
        self._checking.timeout.connect(self._on_checking_due)
        session.changed.connect(self._on_changed)
        session.typed.connect(self._on_typed)

    @property
    def briefing_id(self) -> RecordId | None:
        """The briefing whose pages are made."""
        return self._briefing

    @property
    def is_busy(self) -> bool:
        """Whether something that happened is not shown and checked yet."""
        timers = self._timer, self._checking
        return self._is_busy or self._is_dirty or any(timer.isActive() for timer in timers)

    def show_briefing(self, briefing_id: RecordId | None) -> None:
        """Make the pages of this briefing from now on; None for none."""
        if briefing_id == self._briefing:
            return
        self._briefing = briefing_id
        behind: set[str] = {briefing_id, SETTINGS_ID} if briefing_id else set()
        self._behind = _Behind(behind, frozenset(("source",)))
        self._pages = None
        self.refresh()

    def follow_typing(self, follows: bool) -> None:
        """Show what is typed before it is stored, or only what is stored: the pages are hidden."""
        self._follows_typing = follows
        if follows:
            self._on_typed()

    def close(self) -> None:
        """Make no more pages; what is under way comes to nothing."""
        self._is_closed = True
        self._timer.stop()
        self._checking.stop()

    def refresh(self) -> None:
        """Make the pages now, from nothing."""
        self._timer.stop()
        self._sent = None
        self._warm.is_stale = True  # another program may have changed what can only be read here
        self._start()

    # --- what happens

    def _on_changed(self, change: LibraryChange) -> None:
        self._noted.append(change)
        if self._briefing and self._concerns_pages(change):
            self._request()

    def _concerns_pages(self, change: LibraryChange) -> bool:
        behind = self._behind
        return bool(behind.records & change.records.keys() or behind.kinds & change.kinds)

    def _on_typed(self) -> None:
        if self._briefing and self._follows_typing:
            self._request()

    def _request(self) -> None:
        if self._is_busy:
            self._is_dirty = True
        elif not self._timer.isActive():
            self._timer.start()

    # --- one preview

    def _start(self) -> None:
        if self._is_busy:
            self._is_dirty = True
            return
        briefing = self._briefing
        if briefing is None or self._is_closed:
            return
        self._is_dirty = False
        self._set_busy(is_busy=True)
        drafts = self._list_drafts()
        noted, self._noted = self._noted, []
        self._session.read(
            partial(self._read, briefing, drafts, noted),
            partial(self._on_read, briefing),
            partial(self._on_failed, briefing),
        )

    def _list_drafts(self) -> list[Change]:
        if not self._follows_typing:
            return []
        begin = perf_counter()
        drafts = self._session.list_drafts()
        is_light = perf_counter() - begin < _LIGHT_READING
        self._timer.setInterval(0 if is_light else _HEAVY_PAUSE_MS)
        return drafts

    def _read(
        self,
        briefing: RecordId,
        drafts: Sequence[Change],
        noted: Sequence[LibraryChange],
        _library: Library,
    ) -> _Reading:
        for change in noted:
            self._warm.note(change)
        snapshot = self._warm.take_snapshot(briefing, drafts)
        patch = make_patch(self._sent, snapshot, base_number=self._number)
        return _Reading(snapshot, _find_behind(snapshot), patch, encode_patch(patch))

    def _on_read(self, briefing: RecordId, reading: _Reading) -> None:
        if briefing != self._briefing or self._is_closed or not reading.is_news:
            self._finish()
            return
        # never less: a record in the trash may come back
        records = self._behind.records | reading.behind.records
        self._behind = _Behind(records, reading.behind.kinds)
        # a record may have been placed, and changed while that was read
        self._is_dirty = self._is_dirty or any(map(self._concerns_pages, self._noted))
        self._sent, self._number = reading.snapshot, reading.patch.number
        callbacks = Callbacks(
            on_result=partial(self._on_made, briefing),
            on_error=partial(self._on_failed, briefing),
        )
        self._worker.run(make_preview_pages, reading.data, callbacks=callbacks)

    def _on_made(self, briefing: RecordId, data: bytes) -> None:
        if self._is_closed:  # the worker outlives the library that it worked for
            return
        if briefing != self._briefing:
            self._finish()
            return
        before = self._pages or PreviewPages(content=b"", page_count=0, places=())
        if data:
            known = PreviewFindings(
                problems=before.problems, words=before.words, page_budget=before.page_budget
            )
            self._pages = read_pages(data).with_findings(known)
            self.made.emit(self._pages)
        self._unchecked += 1
        is_first = not before.content
        if is_first or self._unchecked >= MOST_UNCHECKED:
            self._check(briefing)
        else:
            self._checking.start(_CHECKING_PAUSE_MS)
            self._finish()

    def _on_checking_due(self) -> None:
        if self._is_busy:
            self._checking.start(_CHECKING_PAUSE_MS)
        elif self._briefing is not None and not self._is_closed:
            self._set_busy(is_busy=True)
            self._check(self._briefing)

    def _check(self, briefing: RecordId) -> None:
        self._checking.stop()
        self._unchecked = 0
        callbacks = Callbacks(
            on_result=partial(self._on_checked, briefing),
            on_error=partial(self._on_failed, briefing),
        )
        self._worker.run(check_preview, callbacks=callbacks)

    def _on_checked(self, briefing: RecordId, data: bytes) -> None:
        if self._is_closed:
            return
        if briefing == self._briefing and self._pages is not None:
            self._pages = self._pages.with_findings(read_findings(data))
            self.checked.emit(self._pages)
        self._finish()

    def _on_failed(self, briefing: RecordId, error: Exception) -> None:
        if self._is_closed:
            return
        self._sent = None  # whatever the worker knows, next time it is told everything
        if isinstance(error, BaseLostError):  # it was started again
            self._is_dirty = True
        elif briefing == self._briefing:
            self.failed.emit(explain_fault(error))
        self._finish()

    def _finish(self) -> None:
        self._set_busy(is_busy=False)
        if self._is_dirty:
            self._timer.start()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)


def _find_behind(snapshot: Snapshot) -> _Behind:
    placed = {p.record for section in snapshot.briefing.sections for p in section.placements}
    # a source may be cited by a key that nothing had before, an attack be what a query asks for
    kinds = ("source", "attack") if has_queries(snapshot.briefing) else ("source",)
    # the settings have the logo, the disclaimer, the designs and the house templates
    records = {snapshot.briefing.id, SETTINGS_ID, *snapshot.records, *placed}
    return _Behind(records, frozenset(kinds))
