"""Rewrites a library's file so that nothing deleted can be read in it any more."""

from typing import Protocol

from briefing.errors import LibraryLockedError
from db.search_index import SEARCH_INDEXES


class Cursor(Protocol):
    """What is used of a cursor of the driver."""

    def execute(self, sql: str, /) -> object:
        """Run a statement."""
        ...

    def fetchone(self) -> tuple[int, ...] | None:
        """Give the next row."""
        ...


def compact_file(cursor: Cursor) -> None:
    """Merge the search indexes, rewrite the file and empty its log; outside any transaction.

    Words of deleted texts stay in a search index until its parts are merged, and pages of the
    file stay in its log until that is cut. Raises LibraryLockedError when a reader prevents it.
    """
    for index in SEARCH_INDEXES.values():
        cursor.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('optimize')")  # noqa: S608 - names of ours
    cursor.execute("VACUUM")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    answer = cursor.fetchone()
    if answer is not None and answer[0] == 1:
        message = (
            "The library is being read, so traces of what was deleted are still in its log; "
            "try again in a moment."
        )
        raise LibraryLockedError(message)
