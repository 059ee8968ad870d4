"""Time from an edit to the repainted page, in a real window off screen, with everything warm.

    python -m benchmarks.preview WORKLOAD.exchange.json... [--edits 40] [--peers-python PYTHON]

A key counts from the key press to the moment at which the page with its letter is painted; a
change of a record counts from the change. Storing goes to a file, as ever. See
benchmarks/README.md.
"""

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.export_workload import get_briefing
from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import read_exchange
from briefing.records.kinds import AnyRecord
from briefing.services.files.exchanging import import_exchange
from briefing.services.history import History
from briefing.services.records.editing import change_fields
from db.engine import open_library
from ui.forms.form import Form
from ui.forms.markdown_editor import MarkdownEditor
from ui.session.library_session import LibrarySession
from ui.theme.theme import Theme, ThemeChoice
from ui.worker.preview_worker import PreviewMaker
from ui.worker.worker_process import WorkerProcess
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

WARMING = 5
"""Edits that are not counted."""

_COMPILATIONS = 7
PATIENCE = 60.0
TYPED = ("t", "h", "e", " q", "u", "i", "c", "k", " b", "r", "o", "w", "n", " f", "o", "x", " j")
"""What is typed at once: a space at the end of a text prints nothing by itself."""

TEXT_FIELDS = {"actor": "profile", "attack": "summary", "background": "text"}


STEPS = ("_start", "_on_read", "_on_made")
"""What the preview maker does one after the other, and what it has waited for by then."""

LAST = "loading, drawing and painting the page"
WAITED_FOR = ("noticing the edit", "reading what changed", "composing and writing, in the worker")


class Stopwatch:
    """Notes when the steps of the last preview began."""

    def __init__(self) -> None:
        self.begun: dict[str, float] = {}
        for name in STEPS:
            setattr(PreviewMaker, name, self._wrap(name, getattr(PreviewMaker, name)))

    def begin(self) -> None:
        """Forget the preview before; only the next one is timed."""
        self.begun.clear()

    def _wrap(self, name: str, step: Callable[..., None]) -> Callable[..., None]:
        def timed(maker: PreviewMaker, *arguments: Any) -> None:
            before = STEPS[: STEPS.index(name)]
            if all(one in self.begun for one in before):  # else it belongs to an older edit
                self.begun.setdefault(name, time.perf_counter())
            step(maker, *arguments)

        return timed

    def split(self, begin: float, painted: float) -> list[float]:
        """Give the milliseconds of each step, and of loading, drawing and painting."""
        moments = [begin, *(self.begun[name] for name in STEPS), painted]
        return [(after - before) * 1000 for before, after in itertools.pairwise(moments)]


class Repaints(QObject):
    """Notes when the pages are painted with nothing older than the newest PDF."""

    painted = Signal()

    def __init__(self, workspace: Workspace, stopwatch: Stopwatch) -> None:
        super().__init__()
        self.stopwatch = stopwatch
        self.view = workspace.preview_pane.view
        self.made_at = self.painted_at = 0.0
        self.is_due = False
        workspace.preview_maker.made.connect(self._on_made)
        self.view.viewport().installEventFilter(self)

    def begin(self) -> None:
        """Wait for the next pages."""
        self.stopwatch.begin()
        self.made_at = self.painted_at = 0.0
        self.is_due = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look whether this painting shows the newest pages, which were drawn before it."""
        if event.type() is QEvent.Type.Paint and self.made_at and self.view.shows_newest:
            self.is_due = True
            QApplication.instance().postEvent(self, QEvent(QEvent.Type.User))  # type: ignore[union-attr]  # there is one
        return bool(super().eventFilter(watched, event))

    def event(self, event: QEvent) -> bool:
        """Take the time once the painting is over."""
        if event.type() is QEvent.Type.User and self.is_due and not self.painted_at:
            self.painted_at = time.perf_counter()
            self.is_due = False
            self.painted.emit()
        return bool(super().event(event))

    def wait(self) -> None:
        """Let the event loop of the window run, as it does in the program, until it is painted."""
        loop = QEventLoop()
        self.painted.connect(loop.quit)
        QTimer.singleShot(int(PATIENCE * 1000), loop, loop.quit)
        loop.exec()
        if not self.painted_at:
            sys.exit("Nothing came within a minute.")

    def _on_made(self, _pages: object) -> None:
        if STEPS[-1] in self.stopwatch.begun:
            self.made_at = time.perf_counter()


def wait(is_done: Callable[[], Any]) -> None:
    """Let events happen until something is true."""
    end = time.monotonic() + PATIENCE
    while not is_done():
        QApplication.processEvents()
        if time.monotonic() > end:
            sys.exit("Nothing came within a minute.")
        time.sleep(0.0005)


@contextmanager
def open_workspace(exchange: Exchange, folder: Path) -> "Iterator[Workspace]":
    """Import the file into a library on disk and show its briefing in a window."""
    library = open_library(folder / "benchmark.briefings", author="benchmark", create=True)
    History(library).do(import_exchange(exchange, origin="workload"))
    session, worker = LibrarySession(library), WorkerProcess()
    workspace = Workspace(session, worker)
    workspace.resize(1440, 900)
    workspace.show()
    try:
        yield workspace
    finally:
        session.tasks.close()
        worker.stop()
        workspace.close()
        workspace.deleteLater()
        QApplication.processEvents()
        library.close()


def settle(workspace: Workspace) -> None:
    """Wait until everything is stored, shown and checked."""
    maker, session = workspace.preview_maker, workspace.session
    wait(lambda: not maker.is_busy and not session.tasks.is_busy and session.save_state == "saved")


def press(field: QWidget, letters: str) -> None:
    """Press and release the keys."""
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, event)


def time_edits(repaints: Repaints, edits: int, edit: Callable[[int], None]) -> list[list[float]]:
    """Give the milliseconds of each step from each edit to the painted page."""
    times = []
    for number in range(edits + WARMING):
        repaints.begin()
        begin = time.perf_counter()
        edit(number)
        repaints.wait()
        times.append(repaints.stopwatch.split(begin, repaints.painted_at))
    return times[WARMING:]


def show_record(workspace: Workspace, record: AnyRecord) -> None:
    """Bring the pages to where a record is printed."""
    workspace.preview_pane.show_section("", record.id)
    wait(lambda: workspace.preview_pane.view.shows_newest)


def type_in(form: Form | None, name: str) -> Callable[[int], None]:
    """Put the cursor into a text of a form, to type there."""
    editor = form.get_editor(name) if form else None
    if form is None or not isinstance(editor, MarkdownEditor):
        sys.exit(f"There is no text “{name}” to type into.")
    form.focus_field(name)
    text = editor.text
    return lambda number: press(text, TYPED[number % len(TYPED)])


def type_in_record(workspace: Workspace, record: AnyRecord) -> Callable[[int], None]:
    """Open a record and put the cursor at the end of its text."""
    workspace.open_record(record.id, record.kind)
    pane = workspace.work.record_pane
    wait(lambda: pane.shown_id == record.id)
    return type_in(pane.form, TEXT_FIELDS[record.kind])


def type_in_section(workspace: Workspace, section: str) -> Callable[[int], None]:
    """Select a section and put the cursor into the text above its records."""
    workspace.work.show_briefing()
    pane = workspace.work.briefing_pane
    wait(lambda: pane.model.briefing is not None)
    pane.show_section(section)
    wait(lambda: pane.settings.form is not None and "lead_in" in pane.settings.form.fields)
    return type_in(pane.settings.form, "lead_in")


def change_record(workspace: Workspace, record: AnyRecord) -> Callable[[int], None]:
    """Change a record as any other part of the window would."""
    name = TEXT_FIELDS[record.kind]

    def change(number: int) -> None:
        text = f"{getattr(record, name)} Changed {number}."
        workspace.session.do(change_fields(record.id, {name: text}))

    return change


def describe(times: list[float]) -> str:
    """Say the median, the 95th of 100 and the longest."""
    most = sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
    return f"median {statistics.median(times):5.0f}  p95 {most:5.0f}  longest {max(times):5.0f} ms"


def measure(path: Path, edits: int, stopwatch: Stopwatch) -> float:
    """Measure one workload and print the lines; gives the median of typing in seconds."""
    exchange = read_exchange(path.read_bytes())
    briefing = get_briefing(exchange)
    placed = [
        (section, next(r for r in exchange.records if r.id == section.placements[0].record))
        for section in briefing.sections
        if section.placements
    ]
    with tempfile.TemporaryDirectory() as folder, open_workspace(exchange, Path(folder)) as shown:
        repaints = Repaints(shown, stopwatch)
        shown.open_record(briefing.id, "briefing")
        wait(lambda: repaints.painted_at)
        settle(shown)
        pages = shown.preview_pane.preview
        print(f"\n{path.name}: {pages.page_count if pages else 0} pages")
        medians: list[float] = []
        steps: list[list[float]] = []
        for section, record in placed:
            show_record(shown, record)
            sorts: tuple[tuple[str, Callable[[], Callable[[int], None]]], ...] = (
                (f"key in {record.kind}", partial(type_in_record, shown, record)),
                (f"key above {section.title}", partial(type_in_section, shown, section.id)),
                (f"change of {record.kind}", partial(change_record, shown, record)),
            )
            for what, begin in sorts:
                edit = begin()
                settle(shown)
                split = time_edits(repaints, edits, edit)
                settle(shown)
                times = [sum(one) for one in split]
                steps.extend(split)
                medians.append(statistics.median(times))
                print(f"  {what:32} {describe(times)}", flush=True)
        for what, parts in zip((*WAITED_FOR, LAST), zip(*steps, strict=True), strict=True):
            print(f"    {what:45} median {statistics.median(parts):5.1f} ms")
        return statistics.median(medians) / 1000


def time_typst(path: Path, python: Path) -> float:
    """Give the seconds that typst takes to compile the same briefing, without its start.

    The median of processes that each compile it once, as it would remember it the next time.
    """
    script = (
        "import json, sys, time; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "import peers, typst; load = json.loads(Path(sys.argv[2]).read_text(encoding='utf-8'));"
        "compile, typst.compile = typst.compile, lambda *one, **more: None;"
        "peers.write_typst(load, sys.argv[3]); source = str(Path(sys.argv[3]).with_suffix('.typ'));"
        "begin = time.perf_counter(); compile(source, output=sys.argv[3]);"
        "print(time.perf_counter() - begin)"
    )
    workload = path.with_name(path.name.replace(".exchange.json", ".json"))
    with tempfile.TemporaryDirectory() as folder:
        here = str(Path(__file__).parent)
        command = [str(python), "-c", script, here, str(workload), f"{folder}/out.pdf"]
        done = [
            subprocess.run(command, capture_output=True, check=True, text=True)
            for _ in range(_COMPILATIONS)
        ]
    return statistics.median(float(each.stdout) for each in done)


def main() -> None:
    """Measure every workload that is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("workloads", type=Path, nargs="+")
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--peers-python", type=Path)
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    Theme(application, ThemeChoice.LIGHT)
    stopwatch = Stopwatch()
    for path in options.workloads:
        seconds = measure(path, options.edits, stopwatch)
        if options.peers_python:
            peer = time_typst(path, options.peers_python)
            print(
                f"  typst compiles it in {peer * 1000:.0f} ms: {peer / seconds:.1f} times as long"
            )


if __name__ == "__main__":
    main()
