"""Reads a file from outside whole, or says in one sentence why it is not read."""

from pathlib import Path

from briefing.errors import ImportFileError


def read_whole_file(
    path: Path, *, largest: int, outcome: str, advice: str = "choose another file"
) -> bytes:
    """Read a file of at most `largest` bytes.

    Raises ImportFileError, which ends with the `outcome` ("nothing was added") or, for a file
    that is too large, the `advice`. Folders, pipes and devices are refused: reading a pipe would
    wait for its writer for ever.
    """
    if path.is_dir():
        message = f"{path} is a folder; choose a file in it. {outcome.capitalize()}."
        raise ImportFileError(message)
    if path.exists() and not path.is_file():
        message = f"{path} is a pipe or a device, not a file; {outcome}."
        raise ImportFileError(message)
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)  # one byte more shows that it is too large
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror or error}); {outcome}."
        raise ImportFileError(message) from error
    if len(content) > largest:
        message = f"{path} is larger than {largest // 1_000_000} MB; {advice}."
        raise ImportFileError(message)
    return content
