"""Time how long the window takes for one key in a long text, and for showing and storing it.

    python -m benchmarks.type_text [--words 10000] [--keys 300]

Every key is sent to the real text field; a key counts until all its events are done: layout,
highlighting and painting. See benchmarks/README.md.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.engine import open_memory_library
from ui.forms.field_spec import EditorKind, FieldSpec
from ui.forms.markdown_editor import MarkdownEditor
from ui.forms.record_titles import get_titles
from ui.session.library_session import LibrarySession
from ui.theme.theme import Theme, ThemeChoice

PARAGRAPH = (
    "On 16 January 2024, Iran claimed a *missile and drone* attack in Balochistan, Pakistan "
    "[@ani-2024, p. 3]. The foreign minister divulged that the operation was against the "
    "[Jaish ul-Adl](actor:0191-0001), which he described as **Iranian terrorists** on foreign soil."
)
TYPED = "the quick brown fox jumps over the lazy dog and "
ITEM_EVERY = 8
SETTLING_SECONDS = 4
LIMIT_MS = 50.0


def make_text(words: int) -> str:
    """Make a text of about so many words, every eighth paragraph an item of a list."""
    count = max(1, words // len(PARAGRAPH.split()))
    return "\n\n".join(("" if n % ITEM_EVERY else "- ") + PARAGRAPH for n in range(count))


def press(application: QApplication, field: QWidget, letter: str) -> float:
    """Press and release a key and let all that follows happen; give the milliseconds."""
    begin = time.perf_counter()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        application.sendEvent(field, event)
    application.processEvents()
    return (time.perf_counter() - begin) * 1000


def measure(function: Callable[[], object]) -> float:
    """Give the milliseconds that a call takes."""
    begin = time.perf_counter()
    function()
    return (time.perf_counter() - begin) * 1000


def settle(application: QApplication, session: LibrarySession) -> float:
    """Let spelling and references be looked up; give the longest time that no key would get in."""
    longest = 0.0
    end = time.monotonic() + SETTLING_SECONDS
    while time.monotonic() < end:
        longest = max(longest, measure(application.processEvents))
        time.sleep(0.002)
    session.tasks.wait_for_all()
    application.processEvents()
    return longest


def percentile(times: list[float], share: float) -> float:
    """Give the time below which that share of the times lies."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main() -> int:
    """Measure, print, and fail when a key takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=300)
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    Theme(application, ThemeChoice.LIGHT)
    session = LibrarySession(open_memory_library("benchmark"))
    window = QWidget()
    editor = MarkdownEditor(
        FieldSpec(name="text", label="Text", editor=EditorKind.MARKDOWN),
        get_titles(session),
        window,
    )
    layout = QVBoxLayout(window)
    if editor.tools is not None:
        layout.addWidget(editor.tools)
    layout.addWidget(editor)
    window.resize(600, 700)
    window.show()
    text = make_text(options.words)
    begin = time.perf_counter()
    editor.show_value(text)
    application.processEvents()
    shown = (time.perf_counter() - begin) * 1000
    gap = settle(application, session)
    editor.text.setFocus()
    print(f"{len(text.split()):,} words; showing them {shown:.0f} ms")
    print(f"checking their spelling: longest gap of the event loop {gap:.0f} ms")
    failed = gap > LIMIT_MS
    for place in ("start", "middle", "end"):
        cursor = QTextCursor(editor.text.document())
        blocks = editor.text.document().blockCount()
        number = {"start": 0, "middle": blocks // 2, "end": blocks - 1}[place]
        cursor.setPosition(editor.text.document().findBlockByNumber(number).position() + 10)
        editor.text.setTextCursor(cursor)
        keys = (TYPED * (options.keys // len(TYPED) + 1))[: options.keys]
        times = [press(application, editor.text, letter) for letter in keys]
        worst, most = max(times), percentile(times, 0.95)
        failed = failed or most > LIMIT_MS
        print(f"a key at the {place}: median {statistics.median(times):.1f} ms, "
              f"p95 {most:.1f} ms, longest {worst:.1f} ms")  # fmt: skip
        print(f"  reading it to be stored: {measure(editor.read_value):.1f} ms")
    session.tasks.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
