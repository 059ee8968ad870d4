"""Where the dictionaries of the machine lie, in the form that hunspell reads."""

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec


class Dictionary(msgspec.Struct, frozen=True):
    """A dictionary: `name` is that of its two files, without .aff and .dic."""

    folder: Path
    name: str

    @property
    def language(self) -> str:
        """Its language as BCP 47, "en-GB"."""
        return self.name.replace("_", "-")


def find_dictionary(language: str) -> Dictionary | None:
    """Find the best dictionary for a language given as BCP 47: of its country, else any of it.

    "en-GB" is served by "en_US" where nothing else is there; see briefing.spelling.british.
    """
    wanted = language.replace("-", "_").casefold()
    base = wanted.partition("_")[0]
    found = {d.name.casefold(): d for d in reversed(list(_iter_dictionaries()))}
    if wanted in found:
        return found[wanted]
    related = sorted(name for name in found if name.partition("_")[0] == base)
    return found[related[0]] if related else None


def list_languages() -> list[str]:
    """List the languages for which this machine has a dictionary, as BCP 47."""
    return sorted({dictionary.language for dictionary in _iter_dictionaries()})


def _iter_dictionaries() -> Iterator[Dictionary]:
    for folder in _iter_folders():
        for words in sorted(folder.glob("*.dic")):
            if words.with_suffix(".aff").is_file() and not words.stem.startswith("hyph"):
                yield Dictionary(folder, words.stem)


def _iter_folders() -> Iterator[Path]:
    """Iterate over folders that may hold dictionaries; those an analyst put in place first."""
    own = os.environ.get("DICPATH", "")
    yield from (Path(folder) for folder in own.split(os.pathsep) if folder)
    home = Path.home()
    if sys.platform == "darwin":
        yield from (home / "Library/Spelling", Path("/Library/Spelling"))
    elif sys.platform == "win32":
        yield Path(os.environ.get("APPDATA", home)) / "hunspell"
    else:
        yield home / ".local/share/hunspell"
        yield from (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
    package = find_spec("hunspell")  # brings American English along
    for folder in (package.submodule_search_locations or ()) if package else ():
        yield Path(folder) / "dictionaries"
