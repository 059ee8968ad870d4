"""A library whose disk can be made full."""

from briefing.errors import LibraryError

FULL = "There is no space left on the disk; free some and try again."


class FullDiskLibrary:
    """Passes everything on to a real library, except writing while `is_full`."""

    def __init__(self, library):
        self._library = library
        self.is_full = False

    def __getattr__(self, name):
        return getattr(self._library, name)

    def begin(self):
        """Begin a transaction, or fail as a full disk does."""
        if self.is_full:
            raise LibraryError(FULL)
        return self._library.begin()
