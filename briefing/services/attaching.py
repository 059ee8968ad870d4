"""Keeps files beside records: images, and saved copies of sources."""

import mimetypes
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from briefing.errors import ImportFileError, InvalidValueError
from briefing.identifiers import RecordId
from briefing.ports import Library, UnitOfWork
from briefing.records.actor import Actor
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Attachment
from briefing.records.source import SavedCopy, Source
from briefing.services.file_writing import write_files
from briefing.services.history import Change
from briefing.text_cleaning import clean_line

LARGEST_ATTACHMENT = 50_000_000
"""How many bytes a file may have to be kept in a library."""


def attach_file(record_id: RecordId, path: Path) -> Change:
    """Keep a copy of a file beside a record; the same content is kept only once.

    The file is read at once. Raises ImportFileError when it cannot be read or is too large.
    """
    content = _read_file(path)
    name = clean_line(path.name)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"

    def apply(unit: UnitOfWork) -> None:
        record = unit.records.get_record(record_id)
        sha256 = unit.attachments.add_attachment(content)
        if any(attachment.sha256 == sha256 for attachment in record.attachments):
            return
        attachment = Attachment(sha256=sha256, name=name, media_type=media_type)
        changed = (*record.attachments, attachment)
        _save(unit, msgspec.structs.replace(record, attachments=changed), f"attached {name}")

    return Change(label=f"attach “{name}”", apply=apply)


def detach_file(record_id: RecordId, attachment: Attachment) -> Change:
    """Take a file away from a record; older revisions still have it."""

    def apply(unit: UnitOfWork) -> None:
        record = unit.records.get_record(record_id)
        kept = tuple(held for held in record.attachments if held.sha256 != attachment.sha256)
        changed = _forget(msgspec.structs.replace(record, attachments=kept), attachment.sha256)
        _save(unit, changed, f"took away {attachment.name}")

    return Change(label=f"take away “{attachment.name}”", apply=apply)


def use_attachment(record_id: RecordId, attachment: Attachment) -> Change:
    """Make an attachment the emblem of its actor, or the saved copy of its source.

    Raises InvalidValueError, when it is applied, for other kinds of record.
    """

    def apply(unit: UnitOfWork) -> None:
        record = unit.records.get_record(record_id)
        if isinstance(record, Actor):
            changed: AnyRecord = msgspec.structs.replace(record, emblem=attachment.sha256)
        elif isinstance(record, Source):
            captured = datetime.now(UTC).replace(microsecond=0)
            copy = SavedCopy(sha256=attachment.sha256, captured_at=captured)
            changed = msgspec.structs.replace(record, saved_copy=copy)
        else:
            message = f"“{record.display_title}” has neither an emblem nor a saved copy."
            raise InvalidValueError(message)
        _save(unit, changed, f"chose {attachment.name}")

    return Change(label=f"choose “{attachment.name}”", apply=apply)


def save_attachment(library: Library, attachment: Attachment, path: Path) -> None:
    """Write an attachment to a file; raises ExportError, and then nothing has changed."""
    with library.read() as unit:
        content = unit.attachments.get_attachment(attachment.sha256)
    write_files({path: content})


def _forget(record: AnyRecord, sha256: str) -> AnyRecord:
    if isinstance(record, Actor) and record.emblem == sha256:
        return msgspec.structs.replace(record, emblem="")
    copy = record.saved_copy if isinstance(record, Source) else None
    if isinstance(record, Source) and copy is not None and copy.sha256 == sha256:
        return msgspec.structs.replace(record, saved_copy=None)
    return record


def _save(unit: UnitOfWork, record: AnyRecord, reason: str) -> None:
    unit.records.save_record(record, reason=reason)


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_ATTACHMENT + 1)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror or error}); nothing was attached."
        raise ImportFileError(message) from error
    if len(content) > LARGEST_ATTACHMENT:
        megabytes = LARGEST_ATTACHMENT // 1_000_000
        message = f"{path} is larger than {megabytes} MB; attach a smaller file, or link to it."
        raise ImportFileError(message)
    return content
