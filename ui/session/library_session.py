"""An open library in the window: its changes, its undo, and whether all of it is saved."""

import logging
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.errors import BriefingError, LibraryError
from briefing.ports import Library
from briefing.services.history import Change, History, LibraryChange
from briefing.services.progress import CancelledError
from ui.tasks import OnError, OnResult, TaskRunner

logger = logging.getLogger(__name__)


READ_ONLY = "This library is read-only, so nothing can be saved; save a copy and work in that."


class SaveState(StrEnum):
    """What the indicator says; SAVED only after the storage has confirmed every change."""

    SAVED = "saved"
    UNSAVED = "unsaved"
    SAVING = "saving"
    FAILED = "failed"


class LibrarySession(QObject):
    """The one door between widgets and the library.

    Changes run in order off the GUI thread; `changed` tells every view what they did. A change
    that failed because the storage failed is kept, and `retry` does it again.
    """

    changed = Signal(LibraryChange)
    stepped = Signal(LibraryChange)  # the change that follows came of undo or redo
    save_state_changed = Signal(SaveState)
    history_changed = Signal()
    typed = Signal()  # something is edited that no change carries yet
    failed = Signal(str)  # one sentence for the analyst

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.tasks = TaskRunner(self)
        self._history = History(library)
        self._pending = 0
        self._unsaved: set[object] = set()
        self._drafts: dict[object, Callable[[], list[Change]]] = {}
        self._failed_changes: list[tuple[Change, OnResult | None, OnError | None]] = []
        self.last_error = ""

    @property
    def save_state(self) -> SaveState:
        """What is true of everything typed so far."""
        if self._failed_changes:
            return SaveState.FAILED
        if self._pending:
            return SaveState.SAVING
        return SaveState.UNSAVED if self._unsaved else SaveState.SAVED

    @property
    def undo_label(self) -> str:
        """What Undo would take back; empty when there is nothing."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str:
        """What Redo would do again; empty when there is nothing."""
        return self._history.redo_label

    def mark_unsaved(self, editor: object, *, unsaved: bool) -> None:
        """Say that an editor holds text that no change carries yet, or that it no longer does."""
        if unsaved:
            self._unsaved.add(editor)
        else:
            self._unsaved.discard(editor)
        self._tell_save_state()

    def offer_drafts(self, editor: object, give: Callable[[], list[Change]] | None) -> None:
        """Say how to learn what an editor holds that is not stored; None when all of it is.

        `give` is called whenever somebody wants to show the text as it stands, so that nothing
        that was taken back meanwhile is shown.
        """
        if give is None:
            self._drafts.pop(editor, None)
            return
        self._drafts[editor] = give

    def list_drafts(self) -> list[Change]:
        """List what would be stored if all editors handed on what they hold."""
        return [change for give in tuple(self._drafts.values()) for change in give()]

    def do(
        self,
        change: Change,
        on_done: Callable[[LibraryChange], None] | None = None,
        on_refused: OnError | None = None,
    ) -> None:
        """Do a change; `on_done` and then `changed` follow when it is stored.

        `on_refused` follows when the change itself cannot be done; one that failed because the
        storage failed is neither done nor refused before it is tried again.
        """
        if self.library.is_read_only:
            self._refuse(on_refused)
            return

        def on_error(error: Exception) -> None:
            self._pending -= 1
            if isinstance(error, LibraryError):  # the disk, not the change: it can be tried again
                self._failed_changes.append((change, on_done, on_refused))
            elif on_refused is not None:
                on_refused(error)
            if isinstance(error, CancelledError):  # who asked for that needs not be told
                self._tell_save_state()
            else:
                self.report(error)

        def on_stored(result: LibraryChange) -> None:
            self._drop_overtaken(change, result)
            if on_done is not None:
                on_done(result)

        self._run(lambda: self._history.do(change), on_stored, on_error)

    def undo(self) -> None:
        """Take back the last change."""
        self._run(self._history.undo, self.stepped.emit, self._on_step_failed)

    def redo(self) -> None:
        """Do the change that was taken back last once more."""
        self._run(self._history.redo, self.stepped.emit, self._on_step_failed)

    def stop_merging(self) -> None:
        """Let the next change be an undo step of its own (another field got the focus)."""
        self.tasks.run_change(self._history.stop_merging, lambda _result: None, self.report)

    def retry(self) -> None:
        """Do the changes that failed again, in their order."""
        failed, self._failed_changes = self._failed_changes, []
        for change, on_done, on_refused in failed:
            self.do(change, on_done, on_refused)
        self._tell_save_state()

    def drop_failed_changes(self) -> None:
        """Give up the changes that failed; the library stays as it is."""
        self._failed_changes.clear()
        self._tell_save_state()

    def report(self, error: Exception) -> None:
        """Say an error in a sentence, and log one that is our own fault."""
        if isinstance(error, BriefingError):
            self.last_error = str(error)
        else:
            logger.error("A task failed", exc_info=error)
            self.last_error = (
                f"Something went wrong inside the program ({type(error).__name__}); "
                "what is shown as saved is safe."
            )
        self.failed.emit(self.last_error)
        self.history_changed.emit()
        self._tell_save_state()

    def read(
        self,
        function: Callable[[Library], Any],
        on_result: OnResult,
        on_error: OnError | None = None,
    ) -> None:
        """Read from the library off the GUI thread."""
        self.tasks.run_read(lambda: function(self.library), on_result, on_error or self.report)

    def read_after_changes(
        self,
        function: Callable[[Library], Any],
        on_result: OnResult,
        on_error: OnError | None = None,
    ) -> None:
        """Read once every change given so far has been done."""
        self.tasks.run_change(lambda: function(self.library), on_result, on_error or self.report)

    def _drop_overtaken(self, change: Change, result: LibraryChange) -> None:
        # a later value of the same field is stored: trying the failed one again would undo it
        if not change.merge_key:
            return
        kept = []
        for failed in self._failed_changes:
            older, on_done, _on_refused = failed
            if older.merge_key != change.merge_key:
                kept.append(failed)
            elif on_done is not None:
                on_done(result)
        self._failed_changes = kept

    def _refuse(self, on_refused: OnError | None) -> None:
        error = LibraryError(READ_ONLY)  # no change to be kept: trying again would not help
        if on_refused is not None:
            on_refused(error)
        self.report(error)

    def _run(
        self,
        function: Callable[[], LibraryChange | None],
        on_done: Callable[[LibraryChange], None] | None,
        on_error: OnError,
    ) -> None:
        def on_result(change: LibraryChange | None) -> None:
            self._pending -= 1
            if change is not None:
                if on_done is not None:
                    on_done(change)
                self.changed.emit(change)
            self.history_changed.emit()
            self._tell_save_state()

        self._pending += 1
        self._tell_save_state()
        self.tasks.run_change(function, on_result, on_error)

    def _on_step_failed(self, error: Exception) -> None:
        self._pending -= 1
        self.report(error)

    def _tell_save_state(self) -> None:
        self.save_state_changed.emit(self.save_state)
