"""Reads what a file is from its first bytes, before SQLite touches it."""

import struct
from pathlib import Path

from briefing.errors import LibraryDamagedError, LibraryError, LibraryTooNewError
from db.schema import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100
_USER_VERSION = 60
_APPLICATION_ID = 68


def read_schema_version(path: Path) -> int:
    """Give the schema number of the library at the path; nothing is written.

    Raises LibraryError when it is missing or cannot be read, LibraryDamagedError when it is
    not a library, LibraryTooNewError when its schema is newer than ours.
    """
    header = _read_header(path)
    if not header:
        message = f"{path} is empty, so it is damaged or not a library; restore the newest backup."
        raise LibraryDamagedError(message)
    if len(header) < _HEADER_LENGTH or not header.startswith(_MAGIC):
        message = f"{path} is not a library, or is damaged; choose another file."
        raise LibraryDamagedError(message)
    (version,) = struct.unpack_from(">I", header, _USER_VERSION)
    (application,) = struct.unpack_from(">I", header, _APPLICATION_ID)
    if application != APPLICATION_ID or version == 0:
        message = f"{path} is a database of another program; choose a library."
        raise LibraryDamagedError(message)
    refuse_newer(version, path)
    return int(version)


def refuse_newer(version: int, path: Path) -> None:
    """Raise LibraryTooNewError, naming both numbers, for a schema that is newer than ours."""
    if version > SCHEMA_VERSION:
        message = (
            f"{path} was written by a newer version of this program (its format is {version}, "
            f"this program knows {SCHEMA_VERSION}); update the program to open it."
        )
        raise LibraryTooNewError(message)


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_LENGTH)
    except FileNotFoundError as error:
        message = f"There is no library at {path}; check the path, or create a new library."
        raise LibraryError(message) from error
    except IsADirectoryError as error:
        message = f"{path} is a folder, not a library; choose a file."
        raise LibraryError(message) from error
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); check its permissions."
        raise LibraryError(message) from error
