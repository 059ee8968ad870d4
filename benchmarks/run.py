"""Time whole exports of this program against other ways to make the same briefing.

    python benchmarks/run.py --workloads DIR --peers-python VENV/bin/python

DIR holds `SIZE.json` (the workload as the peers read it) and `SIZE.exchange.json` (the same in the
exchange form) for each size. See benchmarks/README.md.
"""

import argparse
import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
PEERS = {"pdf": ("typst", "reportlab"), "docx": ("docxtpl", "python-docx")}


@dataclass(frozen=True)
class Measurement:
    """One process: wall seconds, processor seconds, and the most memory it held, in bytes."""

    seconds: float
    processor_seconds: float
    peak_bytes: int


@dataclass
class Pair:
    """Our export and a peer's, timed in turn."""

    size: str
    form: str
    peer: str
    ours: list[Measurement] = field(default_factory=list)
    theirs: list[Measurement] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How much of the peer's time ours is: the median over the rounds."""
        rounds = zip(self.ours, self.theirs, strict=True)
        return statistics.median(ours.seconds / theirs.seconds for ours, theirs in rounds)

    @property
    def processor_share(self) -> float:
        """The same of processor time, which other programs on the machine change less."""
        rounds = zip(self.ours, self.theirs, strict=True)
        return statistics.median(
            ours.processor_seconds / theirs.processor_seconds for ours, theirs in rounds
        )


def measure(command: Sequence[object]) -> Measurement:
    """Run a program to its end, alone. Exits when it fails, as its time would mean nothing."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    begin = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], env=environment, stdout=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}: {' '.join(map(str, command))}")
    processor_seconds = usage.ru_utime + usage.ru_stime
    return Measurement(seconds, processor_seconds, usage.ru_maxrss * BYTES_PER_UNIT)


def run_pair(pair: Pair, options: argparse.Namespace, folder: Path) -> None:
    """Time both of a pair, one after the other, in every round."""
    name = f"{pair.size}-{pair.peer}.{pair.form}"
    workload = options.workloads / f"{pair.size}.json"
    exchange = options.workloads / f"{pair.size}.exchange.json"
    export = [sys.executable, HERE / "export_workload.py", exchange]
    ours = [*export, f"--{pair.form}", folder / f"ours-{name}", "--through", options.through]
    theirs = [options.peers_python, options.peers, pair.peer, workload, folder / name]
    for _ in range(options.rounds):
        pair.ours.append(measure(ours))
        pair.theirs.append(measure(theirs))


def print_pair(pair: Pair) -> None:
    """Print one row of the table."""
    both = (pair.ours, pair.theirs)
    seconds = [f"{statistics.median(one.seconds for one in measured):.2f}" for measured in both]
    peaks = [f"{max(one.peak_bytes for one in measured) / 2**20:.0f}" for measured in both]
    shares = [f"{share:.2f}" for share in (pair.share, pair.processor_share)]
    cells = [pair.size, pair.form.upper(), pair.peer, *seconds, *shares, *peaks]
    print(f"| {' | '.join(cells)} |", flush=True)


def print_head(options: argparse.Namespace) -> None:
    """Print when and where this was measured, and the head of the table."""
    print(
        f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"rounds: {options.rounds}, "
        f"through: {options.through}\n"
    )
    print("| size | file | peer | ours, s | peer, s | share | of processor | ours, MB | peer, MB |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--workloads", type=Path, required=True)
    parser.add_argument("--peers-python", type=Path, required=True)
    parser.add_argument("--peers", type=Path, default=HERE / "peers.py")
    parser.add_argument("--sizes", nargs="+", default=["s", "m", "l"])
    parser.add_argument("--forms", nargs="+", choices=sorted(PEERS), default=sorted(PEERS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--through", choices=["library", "snapshot"], default="library")
    return parser.parse_args()


def compile_ours() -> None:
    """Compile our modules beforehand, as installing does with ours and did with the peers'.

    Where Python is told to keep no compiled modules, ours would be compiled in every process.
    """
    for folder in ("briefing", "db"):
        compileall.compile_dir(HERE.parent / folder, quiet=2)


def main() -> None:
    """Time every pair and print a table in Markdown."""
    options = parse_arguments()
    compile_ours()
    print_head(options)
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            for form in options.forms:
                for peer in PEERS[form]:
                    pair = Pair(size, form, peer)
                    run_pair(pair, options, Path(folder))
                    print_pair(pair)


if __name__ == "__main__":
    main()
