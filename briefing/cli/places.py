"""Where the library lies when nobody says otherwise."""

import os
from pathlib import Path

VARIABLE = "BRIEFING_BUILDER_LIBRARY"
"""The environment variable that names a library."""

LIBRARY_NAME = "library.briefings"


def find_library_path(chosen: Path | None) -> Path:
    """Give the path that was chosen, else the one in the environment, else the user's own."""
    named = os.environ.get(VARIABLE, "")
    if chosen or named:
        return (chosen or Path(named)).expanduser()
    import platformdirs

    return platformdirs.user_data_path("briefing-builder", appauthor=False) / LIBRARY_NAME
