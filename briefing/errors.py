"""Errors that an analyst can act on.

Every message is one sentence in plain words: what happened, where, and what to do next. The
window and the command line show `str(error)` as it is. Any other exception is a defect of ours.
"""


class BriefingError(Exception):
    """Base of all errors that are shown to the analyst as they are."""


class InvalidValueError(BriefingError, ValueError):
    """A value that a person or a file brought in cannot be understood."""


class RecordNotFoundError(BriefingError):
    """No record (or no such revision of it) is in the library under this id."""


class RecordConflictError(BriefingError):
    """The record was changed by someone else since it was read."""


class EditionFrozenError(BriefingError):
    """What was issued cannot be changed or removed."""


class RecordInUseError(BriefingError):
    """The record cannot be removed because other records or briefings refer to it."""


class LibraryError(BriefingError):
    """The library cannot be opened, read or written."""


class LibraryLockedError(LibraryError):
    """Another program is using the library."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of the program."""


class LibraryDamagedError(LibraryError):
    """The file is not a library, or is damaged."""


class ImportFileError(BriefingError):
    """A file to be imported cannot be read; nothing was imported."""


class ExportError(BriefingError):
    """The document could not be written; an older file at the place is as it was."""


class DictionaryMissingError(BriefingError):
    """There is no spelling dictionary for a language, or it cannot be read."""
