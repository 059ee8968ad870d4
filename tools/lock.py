"""Writes the lock files from pyproject.toml: exact versions and hashes for all supported systems.

    python3 tools/lock.py             keep the versions that still fit
    python3 tools/lock.py --upgrade   take the newest that fit

Needs `uv` on the path, which nothing else here needs. The files name no registry: whoever
installs from them uses the one that pip is set up for, and the hashes hold for any.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
HEADER = "# Written by tools/lock.py from pyproject.toml. Do not edit.\n"
LOCKS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("--group", "dev", "--constraint", "requirements.lock"),
}
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-config",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--only-binary=:all:",
    "--quiet",
)


def write_lock(uv: str, name: str, options: Sequence[str]) -> None:
    """Resolve for all supported Pythons at once and write the file."""
    command = [uv, "pip", "compile", "pyproject.toml", "--python-version", OLDEST_PYTHON]
    command += [*OPTIONS, *options, "--output-file", name]
    subprocess.run(command, cwd=ROOT, env=_environ(), check=True)
    path = ROOT / name
    text = path.read_text(encoding="utf-8").removeprefix(HEADER)
    if "://" in text:
        sys.exit(f"{name} names an address; this machine's settings leaked into it.")
    path.write_text(HEADER + text, encoding="utf-8", newline="\n")


def _environ() -> dict[str, str]:
    """Give the environment without this machine's own package sources."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))
    }
    return {**kept, "PIP_CONFIG_FILE": os.devnull}


def main() -> None:
    """Write both lock files; the second holds all of the first."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("Locking needs uv: run “pipx install uv” and start again.")
    for name, options in LOCKS.items():
        write_lock(uv, name, (*options, *sys.argv[1:]))


if __name__ == "__main__":
    main()
