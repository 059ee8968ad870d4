"""Starts Briefing Builder: a command, or the window over a library.

This is the only file that knows all rooms: it hands the storage to the services and the window.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.run import BAD_INPUT, run_command_line
from briefing.cli.short_process import collect_rarely

if TYPE_CHECKING:
    from briefing.ports import Library


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window when no command is given; gives the exit status."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    with collect_rarely():
        status = run_command_line(argv, open_library=open_library)
    return _run_window(argv) if status is None else status


def open_library(path: Path, *, create: bool = False, read_only: bool = False) -> "Library":
    """Open the library at a path, in the name of the person who is logged in."""
    from db.engine import open_library as open_stored

    return open_stored(path, author=_find_author(), create=create, read_only=read_only)


def _find_author() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # no such thing in a bare container
        return ""


def _run_window(argv: Sequence[str]) -> int:
    from briefing.cli.arguments import parse_arguments
    from briefing.cli.output import print_error
    from briefing.cli.places import find_named_library
    from briefing.errors import BriefingError
    from briefing.sample.library import read_sample_file
    from ui.qt_guard import require_display, require_sound_qt

    try:
        require_sound_qt()
        require_display()
    except BriefingError as error:
        print_error(str(error))
        return BAD_INPUT
    from ui.app import run_window

    chosen = find_named_library(parse_arguments(argv).library)
    return run_window(chosen, open_library=open_library, sample=read_sample_file)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # the preview's worker starts from here in a bundle
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(main())
