"""The commands of a checkout: `demo`, `test`, `check` and `setup`.

    python3 tools/dev.py demo       write the sample briefing, then open the window
    python3 tools/dev.py test       run all tests (further arguments go to pytest)
    python3 tools/dev.py check      run the linters, the formatter and the type checker

Each sets up everything it needs in `.venv` first, from the lock files, and does so again only
when those change. This file needs nothing but Python and runs before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / ".installed-locks.json"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
SAMPLE_FILE = ROOT / "briefing" / "sample" / "iran-pakistan-2024.json"
SAMPLE_LIBRARY = ROOT / "out" / "sample.briefings"
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("codespell_lib",),
)


class SetupError(Exception):
    """What is missing, in one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and give its exit status; a fault of the set-up is one line and 2."""
    options, rest = _parse(arguments)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _run_with_other_python(arguments)
    try:
        return COMMANDS[options.command](options, rest)
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def _parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="dev.py", description="The commands of a checkout.")
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("--no-window", action="store_true", help="demo: only write the files")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"{options.command} takes no further arguments: {' '.join(rest)}")
    return options, rest


def set_up(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Install what running, testing and checking need."""
    prepare(DEVELOPMENT_LOCK)
    return 0


def demo(options: argparse.Namespace, _rest: list[str]) -> int:
    """Write the sample briefing, then open the window where there is a display."""
    python = prepare(RUNTIME_LOCK)
    status = _run([python, "main.py", "demo", "--out", "out"])
    if status or options.no_window or not _has_display():
        return status
    program = [python, "main.py", "--library", SAMPLE_LIBRARY]
    if not SAMPLE_LIBRARY.exists():  # what was changed in it the last time stays
        status = _run([*program, "import", SAMPLE_FILE])
    return status or _run(program)


def test(_options: argparse.Namespace, rest: list[str]) -> int:
    """Run all tests; no display is needed."""
    python = prepare(DEVELOPMENT_LOCK)
    status = _run([python, "-m", "ui.qt_guard"])
    all_cores = ["-n", "auto", "--dist", "worksteal"]  # what a few tests gain is lost in starting
    return status or _run([python, "-m", "pytest", *(rest or all_cores)])


def check(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Run every check that needs no test."""
    python = prepare(DEVELOPMENT_LOCK)
    faults = [" ".join(command) for command in CHECKS if _run([python, "-m", *command])]
    faults += ["lint-imports"] if _run([_find_script("lint-imports"), "--no-logo"]) else []
    for fault in faults:
        sys.stderr.write(f"failed: {fault}\n")
    return 1 if faults else 0


COMMANDS = {"setup": set_up, "demo": demo, "test": test, "check": check}


def prepare(lock: Path) -> Path:
    """Make the environment hold what the lock file names, and give its Python.

    The environment is made anew when it is broken or of another Python.
    """
    python = _find_python()
    if not _is_usable(python):
        _create_environment()
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    installed = _read_stamp()
    if installed.get(lock.name) != digest:
        _install(lock, python)
        STAMP.write_text(json.dumps({**installed, lock.name: digest}), encoding="utf-8")
    return python


def _find_python() -> Path:
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def _find_script(name: str) -> Path:
    return _find_python().parent / (f"{name}.exe" if os.name == "nt" else name)


def _is_usable(python: Path) -> bool:
    """Tell whether the environment runs, and with the Python that runs this file."""
    if not python.exists():
        return False
    question = "import sys; print(sys.version_info[:2])"
    answer = subprocess.run(
        [python, "-c", question], capture_output=True, text=True, check=False, env=_environ()
    )
    return answer.stdout.strip() == str(sys.version_info[:2])


def _create_environment() -> None:
    has_pip_inside = importlib.util.find_spec("ensurepip") is not None
    has_pip_outside = importlib.util.find_spec("pip") is not None
    if importlib.util.find_spec("venv") is None or not (has_pip_inside or has_pip_outside):
        message = (
            "Python cannot make a virtual environment here: "
            "run “sudo apt install python3-venv” (Debian, Ubuntu) and start again."
        )
        raise SetupError(message)
    _say(f"Setting up {ENVIRONMENT.name} (the first time, some 300 MB are downloaded)")
    command = [sys.executable, "-m", "venv", "--clear"]
    command += [] if has_pip_inside else ["--without-pip"]
    if _run([*command, ENVIRONMENT]):
        message = f"The virtual environment {ENVIRONMENT} could not be made; see the lines above."
        raise SetupError(message)


def _install(lock: Path, python: Path) -> None:
    pip = [python, "-m", "pip"]
    if _run([*pip, "--version"], quiet=True):
        pip = [sys.executable, "-m", "pip", "--python", python]
    _say(f"Installing {lock.name}")
    options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
    if _run([*pip, "install", *options, "--requirement", lock]):
        message = (
            f"The packages of {lock.name} could not be installed: "
            "check the network connection and the free disk space, and start again."
        )
        raise SetupError(message)


def _read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _has_display() -> bool:
    if os.environ.get("CI"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(command: Sequence[object], *, quiet: bool = False) -> int:
    """Run a program in the checkout and give its exit status."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=_environ(),
        stdout=output,
        stderr=output,
        check=False,
    ).returncode


def _environ() -> dict[str, str]:
    """Give the environment without what would lead Python or pip elsewhere."""
    misleading = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_PYTHON"}
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    return {**kept, "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1"}


def _run_with_other_python(arguments: Sequence[str]) -> int:
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and not _run([found, "-c", ""], quiet=True):
            return _run([found, __file__, *arguments])
    sys.stderr.write(
        "Briefing Builder needs Python 3.11, 3.12 or 3.13, and this is "
        f"{sys.version_info[0]}.{sys.version_info[1]}: install one of them and start again.\n"
    )
    return 2


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
