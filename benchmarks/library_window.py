"""Measures the library's list in a real window, off screen: opening, typing, scrolling, sorting.

Run as a process of its own for each measure, so that its memory and its start are its own.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.panes.library_pane import LibraryPane

STARTED = time.perf_counter()
BEAT = 5
"""Milliseconds between two beats of the heart that shows when the event loop stands still."""

WORDS = (
    "sistan",
    "police",
    "convoy",
    "bombing in b",
    "the",
    "zab liberation",
    "raz",
    "40",
    "qasur",
)
STEPS = 400


def measure_bare_window(_path: Path) -> dict[str, float]:
    """Time from the start of the process to a window that shows a list of nothing."""
    app, _heart = _start()
    from PySide6.QtWidgets import QTableView

    view = QTableView()
    view.show()
    app.processEvents()
    return {"seconds": time.perf_counter() - STARTED}


def measure_opening(path: Path) -> dict[str, float]:
    """Time from the start of the process to the first rows of the list."""
    _app, _heart = _start()
    pane = _open(path)
    _wait(lambda: pane.model.is_loaded and pane.model.rowCount() > 0)
    return {"seconds": time.perf_counter() - STARTED}


def measure_typing(path: Path) -> dict[str, float]:
    """Time from each letter typed to its rows in the model, 95 of 100 times."""
    _app, heart = _start()
    pane = _open(path)
    _wait(lambda: pane.model.is_complete)
    heart.clear()
    times = [_ask(pane, start) for start in list_starts()]
    return {"p95_ms": take_95(times), "gap_ms": max(heart) * 1000, **_memory()}


def measure_scrolling(path: Path) -> dict[str, float]:
    """The longest time in which the event loop stood still while scrolling and sorting."""
    _app, heart = _start()
    pane = _open(path)
    _wait(lambda: pane.model.is_complete)
    heart.clear()
    bar = pane.list.verticalScrollBar()
    for step in range(STEPS):
        bar.setValue(bar.maximum() * step // STEPS if step % 2 else bar.value() + 300)
        _rest(0.01)
    row_times = [_jump(pane, row) for row in (10, 500_000, 900_000, 250_000, 700_000)]
    scrolling = max(heart)
    heart.clear()
    for order in ("title", "killed", "modified", "date"):
        for descending in (False, True):
            query = msgspec.structs.replace(pane.query, order=order, descending=descending)
            pane.model.show_query(query)
            _wait(lambda: pane.model.is_complete)
    return {
        "gap_ms": scrolling * 1000,
        "sorting_gap_ms": max(heart) * 1000,
        "row_ms": max(row_times) * 1000,
        **_memory(),
    }


def _start() -> "tuple[QApplication, list[float]]":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    gaps: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer(app)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT)
    return app, gaps


def _open(path: Path) -> "LibraryPane":
    from db.engine import open_library
    from ui.panes.library_pane import LibraryPane
    from ui.session.library_session import LibrarySession

    library = open_library(path)
    session = LibrarySession(library)
    pane = LibraryPane(session)
    pane.resize(500, 800)
    pane.show()
    pane.show_kind("attack")
    return pane


def _ask(pane: "LibraryPane", text: str) -> float:
    started = time.perf_counter()
    pane.model.show_query(msgspec.structs.replace(pane.query, text=text))
    _wait(lambda: pane.model.is_loaded)
    took = time.perf_counter() - started
    _rest(0.08)  # a fast typist: the rest of the list is still on its way
    return took


def _jump(pane: "LibraryPane", row: int) -> float:
    row = min(row, pane.model.rowCount() - 1)
    started = time.perf_counter()
    pane.list.scrollTo(pane.model.index(row))
    _wait(lambda: pane.model.index(row).data() is not None)
    return time.perf_counter() - started


def _wait(is_done: Callable[[], bool]) -> None:
    """Let events be handled until it is done; between them nothing runs that holds Python up."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    timer = QTimer()

    def look() -> None:
        if is_done():
            loop.quit()

    timer.timeout.connect(look)
    timer.start(1)
    if not is_done():
        loop.exec()


def _rest(seconds: float) -> None:
    until = time.perf_counter() + seconds
    _wait(lambda: time.perf_counter() > until)


def list_starts() -> list[str]:
    """List what stands in the search field after each letter of each word, twice over."""
    return [word[:length] for word in WORDS * 2 for length in range(1, len(word) + 1)]


def take_95(times: list[float]) -> float:
    """Give the time that 95 of 100 keep within, from seconds to milliseconds."""
    return sorted(times)[int(len(times) * 0.95)] * 1000


def _memory() -> dict[str, float]:
    return {"memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


MEASURES = {
    "bare_window": measure_bare_window,
    "opening": measure_opening,
    "typing": measure_typing,
    "scrolling": measure_scrolling,
}

if __name__ == "__main__":
    found = MEASURES[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(msgspec.json.encode(found).decode())
    sys.stdout.flush()
    os._exit(0)  # what Qt still holds is of no interest
