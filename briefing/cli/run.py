"""Runs the command line, and turns every fault into one line and an exit status."""

import io
import logging
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.cli.opening import OpenLibrary

BAD_INPUT, INTERRUPTED = 2, 130

logger = logging.getLogger(__name__)


def run_command_line(argv: Sequence[str], *, open_library: "OpenLibrary") -> int | None:
    """Run the command that the arguments (without the program's name) give.

    The exit status is 0 when done, 1 when a check found problems, 2 for bad input or usage and
    130 when interrupted. None means that there is no command: the window is wanted.
    """
    _speak_utf8()
    try:
        status = _run(argv, open_library)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:  # --help and --version
        return int(stop.code or 0)
    except Exception as error:  # noqa: BLE001 - the outermost boundary: never a traceback
        return _tell(error)
    return status


def _run(argv: Sequence[str], open_library: "OpenLibrary") -> int | None:
    from briefing.cli.arguments import parse_arguments

    options = parse_arguments(argv)
    if options.command is None:
        return None
    from briefing.cli.commands import COMMANDS

    return COMMANDS[options.command](options, open_library)


def _tell(error: Exception) -> int:
    from briefing.cli.output import print_error

    if isinstance(error, BriefingError):
        print_error(str(error))
    elif isinstance(error, OSError):
        print_error(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    else:
        print_error(f"A fault of the program stopped it ({type(error).__name__}: {error}).")
        if logger.hasHandlers():
            logger.error("Command line stopped", exc_info=error)
    return BAD_INPUT


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """Let what is left in the buffers go nowhere, so that leaving does not complain."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no path of a file
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
