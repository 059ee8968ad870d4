"""Keeps the preview of one briefing up to date, off the GUI thread."""

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.services.history import LibraryChange
from briefing.services.querying import has_queries
from briefing.services.snapshots import take_snapshot
from briefing.snapshot import Snapshot, encode_snapshot
from ui.faults import explain_fault
from ui.library_session import LibrarySession
from ui.preview_pages import make_preview_pages
from ui.worker_process import Callbacks, WorkerProcess

DEBOUNCE = 150
"""How long the preview waits for more changes, in milliseconds."""


class _Behind(msgspec.Struct, frozen=True):
    """What the pages rest on: records, and kinds of which any change may concern them."""

    records: set[str]
    kinds: frozenset[str]


class PreviewMaker(QObject):
    """Makes the pages of a briefing whenever something behind them changes.

    One preview is under way at a time; what changes meanwhile leads to one more afterwards, and
    a result that belongs to another briefing by then is dropped.
    """

    made = Signal(object)  # PreviewPages
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(
        self, session: LibrarySession, worker: WorkerProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = worker
        self._briefing: RecordId | None = None
        self._behind: set[str] = set()
        self._kinds = frozenset(("source",))  # any of these may be behind the pages
        self._is_dirty = False
        self._is_busy = False
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._timer.timeout.connect(self._start)
        session.changed.connect(self._on_changed)

    @property
    def briefing_id(self) -> RecordId | None:
        """The briefing whose pages are made."""
        return self._briefing

    def show_briefing(self, briefing_id: RecordId | None) -> None:
        """Make the pages of this briefing from now on; None for none."""
        if briefing_id == self._briefing:
            return
        self._briefing = briefing_id
        self._behind = {briefing_id} if briefing_id else set()
        self.refresh()

    def close(self) -> None:
        """Make no more pages; what is under way comes to nothing."""
        self._is_closed = True
        self._timer.stop()

    def refresh(self) -> None:
        """Make the pages now."""
        self._timer.stop()
        self._start()

    def _on_changed(self, change: LibraryChange) -> None:
        is_behind = self._behind & change.records.keys() or self._kinds & change.kinds
        if self._briefing and is_behind:
            self._timer.start()

    def _start(self) -> None:
        if self._is_busy:
            self._is_dirty = True
            return
        briefing = self._briefing
        if briefing is None:
            return
        self._is_dirty = False
        self._set_busy(is_busy=True)

        def read(library: Library) -> tuple[_Behind, bytes]:
            snapshot = take_snapshot(library, briefing)
            return _find_behind(snapshot), encode_snapshot(snapshot)

        self._session.read(
            read,
            lambda result: self._on_snapshot(briefing, *result),
            lambda error: self._on_failed(briefing, error),
        )

    def _on_snapshot(self, briefing: RecordId, behind: _Behind, snapshot: bytes) -> None:
        if briefing != self._briefing:
            self._finish()
            return
        self._behind |= behind.records  # never less: a record in the trash may come back
        self._kinds = behind.kinds
        callbacks = Callbacks(
            on_result=lambda preview: self._on_made(briefing, preview),
            on_error=lambda error: self._on_failed(briefing, error),
        )
        self._worker.run(make_preview_pages, snapshot, callbacks=callbacks)

    def _on_made(self, briefing: RecordId, preview: object) -> None:
        if self._is_closed:  # the worker outlives the library that it worked for
            return
        if briefing == self._briefing:
            self.made.emit(preview)
        self._finish()

    def _on_failed(self, briefing: RecordId, error: Exception) -> None:
        if self._is_closed:
            return
        if briefing == self._briefing:
            self.failed.emit(explain_fault(error))
        self._finish()

    def _finish(self) -> None:
        self._set_busy(is_busy=False)
        if self._is_dirty:
            self._start()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)


def _find_behind(snapshot: Snapshot) -> _Behind:
    placed = {p.record for section in snapshot.briefing.sections for p in section.placements}
    # a source may be cited by a key that nothing had before, an attack be what a query asks for
    kinds = ("source", "attack") if has_queries(snapshot.briefing) else ("source",)
    return _Behind({snapshot.briefing.id, *snapshot.records, *placed}, frozenset(kinds))
