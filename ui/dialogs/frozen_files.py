"""Puts frozen files down where another program can open them."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from briefing.ports import Library
from briefing.records.edition import Edition
from briefing.services.editions.register import name_files, write_again

_READ_ONLY = 0o444


def put_down(library: Library, edition: Edition, format_key: str) -> Path:
    """Write a frozen file to a folder that goes with the program; gives its path.

    The file is read-only: what was issued is looked at, not edited. Raises ExportError.
    """
    path = _get_folder() / edition.id / f"{name_files(edition)}.{format_key}"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        write_again(library, edition, {format_key: path})
        path.chmod(_READ_ONLY)
    return path


@cache
def _get_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="briefing-builder-editions-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
