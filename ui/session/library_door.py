"""Opens libraries for the window, off the GUI thread, and makes the copy of the sample."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.errors import LibraryLockedError
from briefing.ports import Library, RecordQuery
from ui.faults import explain_fault
from ui.flows.record_commands import make_import
from ui.settings import get_data_folder
from ui.tasks import TaskRunner

SUFFIX = ".briefings"
_FILTER = f"Libraries (*{SUFFIX});;All files (*)"


class OpenLibrary(Protocol):
    """Opens the library at a path, or with `create` makes one there; raises LibraryError.

    With `read_only` it is read beside a program that has it open.
    """

    def __call__(self, path: Path, *, create: bool = False, read_only: bool = False) -> Library:
        """Open it."""
        ...


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a library was not opened."""

    path: Path
    sentence: str
    is_locked: bool = False


class LibraryDoor(QObject):
    """Opens one library at a time; what comes of it is told by a signal."""

    opened = Signal(object)  # Library
    refused = Signal(Refusal)

    def __init__(
        self, open_library: OpenLibrary, read_sample: Callable[[], bytes], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._open_library = open_library
        self._read_sample = read_sample
        self._tasks = TaskRunner(self)

    def open(self, path: Path) -> None:
        """Open the library there; one that is missing is refused, never made."""
        self._run(path, lambda: self._open_library(path))

    def open_read_only(self, path: Path) -> None:
        """Open the library there to read in it, also while another program works in it."""
        self._run(path, lambda: self._open_library(path, read_only=True))

    def ask_copy(self, library: Library) -> None:
        """Ask where a copy of an open library is to lie, make it, and open it."""
        folder = get_data_folder()
        stem = library.path.stem if library.path else "library"
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            "Save a copy",
            str(folder / f"{stem} copy{SUFFIX}"),
            _FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,  # a library is never replaced
        )
        if name:
            path = Path(name)
            self.open_copy(library, path if path.suffix else path.with_suffix(SUFFIX))

    def open_copy(self, library: Library, path: Path) -> None:
        """Copy an open library and open the copy."""

        def copy() -> Library:
            library.copy_to(path)
            return self._open_library(path)

        self._run(path, copy)

    def close(self) -> None:
        """Open nothing more; waits for what is under way."""
        self._tasks.close()

    def create(self, path: Path) -> None:
        """Make a library there, or open the one that is there already."""
        self._run(path, lambda: self._open_library(path, create=True))

    def open_sample(self) -> None:
        """Open the analyst's own copy of the sample library, made when there is none yet."""
        path = _get_sample_path()
        self._run(path, lambda: self._open_sample(path))

    def is_sample(self, path: Path | None) -> bool:
        """Tell whether the analyst's copy of the sample lies there."""
        return path == _get_sample_path()

    def ask_new(self) -> None:
        """Ask where a new library is to lie, and make it."""
        folder = get_data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        name, _filter = QFileDialog.getSaveFileName(
            self._window, "New library", str(folder / f"library{SUFFIX}"), _FILTER
        )
        if name:
            path = Path(name)
            self.create(path if path.suffix else path.with_suffix(SUFFIX))

    def ask_open(self) -> None:
        """Ask which library to open."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "Open library", str(get_data_folder()), _FILTER
        )
        if name:
            self.open(Path(name))

    def _open_sample(self, path: Path) -> Library:
        library = self._open_library(path, create=True)
        try:
            with library.read() as unit:
                is_empty = not unit.records.count_records(RecordQuery())
            if is_empty:
                change = make_import("sample.json", self._read_sample())
                with library.begin() as unit:
                    change.apply(unit)
                    unit.commit()
        except BaseException:
            library.close()
            raise
        return library

    def _run(self, path: Path, function: Callable[[], Library]) -> None:
        def on_error(error: Exception) -> None:
            self.refused.emit(
                Refusal(
                    path=path,
                    sentence=explain_fault(error),
                    is_locked=isinstance(error, LibraryLockedError),
                )
            )

        self._tasks.run_change(function, self.opened.emit, on_error)


def _get_sample_path() -> Path:
    return get_data_folder() / f"sample{SUFFIX}"
