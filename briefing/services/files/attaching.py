"""Keeps files: images and saved copies of sources, on a shelf each."""

import mimetypes
from pathlib import Path
from typing import NamedTuple

from briefing.errors import ImportFileError, InvalidValueError
from briefing.identifiers import RecordId
from briefing.imaging.picture import Picture
from briefing.imaging.preparing import PixelLimit, measure_image, prepare_picture
from briefing.imaging.sniffing import find_image_type
from briefing.ports import Library, UnitOfWork
from briefing.records.cleaning import clean_value
from briefing.records.parts import Attachment
from briefing.services.files.file_reading import read_whole_file
from briefing.services.files.file_writing import write_files
from briefing.services.files.shelves import Attachments, RecordShelf, Shelf
from briefing.services.history import Change
from briefing.text_cleaning import clean_line

LARGEST_ATTACHMENT = 50_000_000
"""How many bytes a file may have to be kept in a library."""

_UPRIGHT = 1.15  # times as high as wide
_UPRIGHT_WIDTH = 0.5  # of the text
_TRIAL = PixelLimit(64, 64)


class ReadFile(NamedTuple):
    """A file that was read, with its name and media type."""

    name: str
    content: bytes
    media_type: str


def attach_file(record_id: RecordId, path: Path) -> Change:
    """Keep a copy of a file beside a record; the same content is kept only once.

    The file is read at once. Raises ImportFileError when it cannot be read or is too large.
    """
    return put_files(RecordShelf(record_id), [read_file(path)])


def read_file(path: Path, *, images_only: bool = False) -> ReadFile:
    """Read a file to be kept.

    Raises ImportFileError when it cannot be read or is too large, and with `images_only` when it
    is no image that can be printed.
    """
    return name_content(_read(path), path.name, images_only=images_only)


def name_content(content: bytes, name: str, *, images_only: bool = False) -> ReadFile:
    """Make a file of content that came another way, as from the clipboard; raises as read_file."""
    name = clean_line(name) or "file"
    if images_only:
        _require_image(name, content)
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return ReadFile(name, content, find_image_type(content) or guessed)


def put_files(shelf: Shelf, files: list[ReadFile]) -> Change:
    """Keep files on a shelf, after those that are there; what it has already is left alone."""
    name = files[0].name if len(files) == 1 else f"{len(files)} files"

    def apply(unit: UnitOfWork) -> None:
        new = [_describe(unit, file) for file in files]

        def add(held: Attachments) -> Attachments:
            known = {one.sha256: one for one in (*new, *held)}
            places = dict.fromkeys(one.sha256 for one in (*held, *new))
            return tuple(known[sha256] for sha256 in places)

        shelf.edit(unit, f"attached {name}", add)

    return Change(label=f"attach “{name}”", apply=apply)


def detach_file(record_id: RecordId, attachment: Attachment) -> Change:
    """Take a file away from a record; older revisions still have it."""
    return take_away(RecordShelf(record_id), attachment)


def take_away(shelf: Shelf, attachment: Attachment) -> Change:
    """Take a file off its shelf; older revisions still have it."""

    def apply(unit: UnitOfWork) -> None:
        shelf.edit(
            unit,
            f"took away {attachment.name}",
            lambda held: tuple(one for one in held if one.sha256 != attachment.sha256),
        )

    return Change(label=f"take away “{attachment.name}”", apply=apply)


def change_image(shelf: Shelf, changed: Attachment) -> Change:
    """Set what is printed of an image and with which words; found by its SHA-256."""
    clean: Attachment = clean_value(changed)

    def apply(unit: UnitOfWork) -> None:
        shelf.edit(
            unit,
            f"changed {clean.name}",
            lambda held: tuple(clean if one.sha256 == clean.sha256 else one for one in held),
        )

    key = f"{shelf.record_id}:image:{clean.sha256}"
    return Change(label=f"change the image “{clean.name}”", apply=apply, merge_key=key)


def move_image(shelf: Shelf, attachment: Attachment, step: int) -> Change:
    """Move a file up (-1) or down (1) on its shelf, as far as that goes."""

    def move(held: Attachments) -> Attachments:
        others = [one for one in held if one.sha256 != attachment.sha256]
        places = [place for place, one in enumerate(held) if one.sha256 == attachment.sha256]
        for place in places:
            others.insert(max(place + step, 0), held[place])
        return tuple(others)

    def apply(unit: UnitOfWork) -> None:
        shelf.edit(unit, f"moved {attachment.name}", move)

    return Change(label=f"move “{attachment.name}”", apply=apply)


def use_attachment(record_id: RecordId, attachment: Attachment) -> Change:
    """Make an attachment the emblem of its actor, or the saved copy of its source.

    Raises as `choose` does.
    """
    return choose(RecordShelf(record_id), attachment)


def choose(shelf: Shelf, attachment: Attachment) -> Change:
    """Choose a file of a shelf for what that has one of: an emblem, a saved copy, a logo.

    Raises InvalidValueError, when it is applied, where none can be chosen, and for an emblem or
    a logo that cannot be printed.
    """

    def apply(unit: UnitOfWork) -> None:
        if shelf.read(unit).use in ("emblem", "logo"):
            _require_printable(unit, attachment)
        shelf.use(unit, f"chose {attachment.name}", attachment)

    return Change(label=f"choose “{attachment.name}”", apply=apply)


def save_attachment(library: Library, attachment: Attachment, path: Path) -> None:
    """Write an attachment to a file; raises ExportError, and then nothing has changed."""
    with library.read() as unit:
        content = unit.attachments.get_attachment(attachment.sha256)
    write_files({path: content})


def show_image(unit: UnitOfWork, attachment: Attachment, limit: PixelLimit) -> Picture:
    """Make a picture of a whole image for the screen, whatever of it is printed.

    Raises ImportFileError when it cannot be read, RecordNotFoundError when its file is gone.
    """
    return prepare_picture(unit.attachments.get_attachment(attachment.sha256), limit)


def _describe(unit: UnitOfWork, file: ReadFile) -> Attachment:
    sha256 = unit.attachments.add_attachment(file.content)
    width = _UPRIGHT_WIDTH if _is_upright(file) else 1.0
    return Attachment(sha256=sha256, name=file.name, media_type=file.media_type, width=width)


def _is_upright(file: ReadFile) -> bool:
    """Tell whether a file is an image so high that it would fill a page at full width."""
    try:
        width, height = measure_image(file.content)
    except ImportFileError:
        return False
    return height > width * _UPRIGHT


def _require_printable(unit: UnitOfWork, attachment: Attachment) -> None:
    try:
        prepare_picture(unit.attachments.get_attachment(attachment.sha256), _TRIAL)
    except ImportFileError as error:
        message = f"“{attachment.name}” cannot be printed. {error}"
        raise InvalidValueError(message) from error


def _require_image(name: str, content: bytes) -> None:
    try:
        prepare_picture(content, _TRIAL)
    except ImportFileError as error:
        message = f"“{name}” cannot be printed. {error}"
        raise ImportFileError(message) from error


def _read(path: Path) -> bytes:
    return read_whole_file(
        path,
        largest=LARGEST_ATTACHMENT,
        outcome="nothing was attached",
        advice="attach a smaller file, or link to it",
    )
