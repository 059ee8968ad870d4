"""Where the library lies when nobody says otherwise."""

import os
from pathlib import Path

VARIABLE = "BRIEFING_BUILDER_LIBRARY"
"""The environment variable that names a library."""

LIBRARY_NAME = "library.briefings"


def find_named_library(chosen: Path | None) -> Path | None:
    """Give the path that was chosen, else the one in the environment, else None."""
    named = os.environ.get(VARIABLE, "")
    path = chosen or (Path(named) if named else None)
    return path.expanduser() if path else None


def find_library_path(chosen: Path | None) -> Path:
    """Give the path that was chosen, else the one in the environment, else the user's own."""
    path = find_named_library(chosen)
    if path is not None:
        return path
    import platformdirs

    return platformdirs.user_data_path("briefing-builder", appauthor=False) / LIBRARY_NAME
