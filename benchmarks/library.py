"""Measure a large library against what an analyst may expect of it.

    python -m benchmarks.library --records 1000000 --folder DIR

DIR keeps the libraries that are made, with so many attacks and with a tenth of them. Every measure
is a process of its own. The table says what was measured, and whether it is within its target.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.library_generator import generate_library

GROWTH = 1.5
SLACK_MS = 5
"""What may be added to a time before it counts as growth: below it the clock decides."""

Found = dict[str, dict[str, float]]

_MEASURES = {
    "library_storage": ("bare_search", "search", "filters", "saving", "bulk"),
    "library_window": ("bare_window", "opening", "typing", "scrolling"),
}


class Line(NamedTuple):
    """One line of the table; a number is better the lower it is."""

    what: str
    target: float
    measured: float
    unit: str

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        return "met" if self.measured <= self.target else "missed"


def main() -> None:
    """Make the libraries where they are missing, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    small, large = (
        _measure_all(_make_library(arguments.folder, count))
        for count in (arguments.records // 10, arguments.records)
    )
    print("| what | target | measured | verdict |\n|---|---|---|---|")
    for line in (*_list_lines(large), *_list_growth(small, large)):
        print(
            f"| {line.what} | {line.target:,.1f} {line.unit} | {line.measured:,.1f} {line.unit} "
            f"| {line.verdict} |"
        )


def _make_library(folder: Path, attacks: int) -> Path:
    path = folder / f"library-{attacks}.library"
    if not path.exists():
        generate_library(path, attacks)
    return path


def _measure_all(path: Path) -> Found:
    return {
        name: _measure(module, name, path) for module, names in _MEASURES.items() for name in names
    }


def _measure(module: str, name: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", f"benchmarks.{module}", name, str(path)]
    run = subprocess.run(command, capture_output=True, check=True)
    return msgspec.json.decode(run.stdout, type=dict[str, float])


def _list_lines(found: Found) -> Iterator[Line]:
    bare, bulk = found["bare_search"]["p95_ms"], found["bulk"]
    scrolling, typing = found["scrolling"], found["typing"]
    yield Line("typing a search, rows in the model, p95", 50, typing["p95_ms"], "ms")
    yield Line(
        "the same without the window, times the bare ranked statement",
        GROWTH,
        found["search"]["p95_ms"] / bare,
        "times",
    )
    yield Line("event loop stands still while typing", 50, typing["gap_ms"], "ms")
    yield Line("event loop stands still while scrolling", 50, scrolling["gap_ms"], "ms")
    yield Line("event loop stands still while sorting", 50, scrolling["sorting_gap_ms"], "ms")
    yield Line("any row, jumped to", 100, scrolling["row_ms"], "ms")
    yield Line("memory", 350, max(scrolling["memory_mb"], typing["memory_mb"]), "MB")
    opened = found["opening"]["seconds"] - found["bare_window"]["seconds"]
    yield Line("first rows, beyond a bare window", 1, opened, "s")
    yield Line("saving one record, p95", 20, found["saving"]["p95_ms"], "ms")
    slower = bulk["bare_per_second"] / bulk["ours_per_second"]
    yield Line(
        f"storing many ({bulk['ours_per_second']:,.0f} a second), times slower than bare rows",
        3,
        slower,
        "times",
    )
    for name, milliseconds in found["filters"].items():
        yield Line(f"condition: {name}, first 200 rows", 500, milliseconds, "ms")


def _list_growth(small: Found, large: Found) -> Iterator[Line]:
    for what, name, key, per_ms in (
        ("typing", "typing", "p95_ms", 1),
        ("jumping to a row", "scrolling", "row_ms", 1),
        ("first rows", "opening", "seconds", 1000),
        ("saving", "saving", "p95_ms", 1),
    ):
        before, after = (found[name][key] * per_ms for found in (small, large))
        limit = before * GROWTH + SLACK_MS
        yield Line(f"{what}, at ten times the size of {before:,.1f} ms", limit, after, "ms")


if __name__ == "__main__":
    main()
