"""Opens the library that a command is about, and finds the briefing in it."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from briefing.cli.places import find_library_path
from briefing.identifiers import RecordId
from briefing.ports import Library


class OpenLibrary(Protocol):
    """Opens the library at a path; raises LibraryError.

    With `create` one is made where there is none; with `read_only` it is read beside a program
    that has it open for writing.
    """

    def __call__(self, path: Path, *, create: bool = False, read_only: bool = False) -> Library:
        """Open it."""
        ...


@contextmanager
def open_for_reading(options: argparse.Namespace, open_library: OpenLibrary) -> Iterator[Library]:
    """Open the library beside a program that may have it open for writing."""
    path = find_library_path(options.library)
    with closing(open_library(path, read_only=True)) as library:
        yield library


def find_briefing(library: Library, reference: str) -> RecordId:
    """Give the briefing that a person means; raises RecordNotFoundError."""
    from briefing.services.search.searching import find_by_reference

    return find_by_reference(library, reference, kinds=("briefing",))
