"""The register of what was issued: found, verified, written again, withdrawn."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from briefing.document.nodes import TREE_VERSION, Document, decode_document
from briefing.errors import ExportError, InvalidValueError, RecordNotFoundError
from briefing.exchange.csv_cells import guard
from briefing.export.registry import get_document_format
from briefing.folding import fold_text
from briefing.identifiers import RecordId
from briefing.outline import Briefing, BriefingStatus
from briefing.ports import Library, UnitOfWork
from briefing.records.edition import Edition, Withdrawal
from briefing.records.record import Record
from briefing.services.files.file_naming import make_safe_file_name
from briefing.services.files.file_writing import write_files
from briefing.services.history import Change
from briefing.text_cleaning import clean_line, clean_text

COLUMNS = (
    *("number", "title", "reference", "date", "marking", "issued_at", "issued_by"),
    *("approved_by", "recipients", "pages", "withdrawn", "briefing", "id", "sha256_docx"),
    "sha256_pdf",
)
"""What the register says of each edition as a table."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an edition since: sentences about what is no longer as it was issued."""

    edition: Edition
    faults: tuple[str, ...] = ()


def list_editions(unit: UnitOfWork, text: str = "") -> tuple[Edition, ...]:
    """List the editions that have every word of the text, what was issued last first."""
    words = fold_text(text).split()
    records = unit.records.iter_records(("edition",))
    editions = [one for one in records if isinstance(one, Edition) and _fits(one, words)]
    return tuple(sorted(editions, key=_rank, reverse=True))


def list_editions_of(unit: UnitOfWork, briefing_id: RecordId) -> tuple[Edition, ...]:
    """List the editions of a briefing by their numbers."""
    uses = [use.id for use in unit.records.list_uses(briefing_id) if use.kind == "edition"]
    found = unit.records.get_records(uses).values()
    editions = [e for e in found if isinstance(e, Edition) and e.briefing == briefing_id]
    return tuple(sorted(editions, key=lambda edition: edition.number))


def find_last_edition(unit: UnitOfWork, briefing: Briefing) -> Edition | None:
    """Give the last edition that was not withdrawn: of the briefing, else of one it follows.

    Of a briefing that is issued as it stands, that is the one before.
    """
    seen: set[str] = set()
    following: Record | None = briefing
    while isinstance(following, Briefing) and following.id not in seen:
        seen.add(following.id)
        own = list_editions_of(unit, following.id)
        if following is briefing and briefing.status is BriefingStatus.ISSUED:
            own = own[:-1]
        if valid := [edition for edition in own if edition.withdrawn is None]:
            return valid[-1]
        following = unit.records.find_record(following.follows) if following.follows else None
    return None


def get_edition(unit: UnitOfWork, edition_id: RecordId) -> Edition:
    """Give an edition; raises RecordNotFoundError."""
    found = unit.records.get_record(edition_id)
    if not isinstance(found, Edition):
        message = f"“{found.display_title}” is no edition; the register lists what was issued."
        raise RecordNotFoundError(message)
    return found


def find_edition(unit: UnitOfWork, reference: str) -> Edition:
    """Give the edition that a person means: its id, the start of it, or its title.

    Raises RecordNotFoundError when none or several fit.
    """
    wanted = reference.strip().casefold()
    editions = list_editions(unit)
    exact = [e for e in editions if wanted in (e.id, e.display_title.casefold())]
    starts = [e for e in editions if e.id.startswith(wanted)]
    found = (exact or starts) if wanted else []
    if len(found) == 1:
        return found[0]
    what = f"fits {len(found)} editions" if found else "is no edition"
    message = f"“{reference}” {what}; `editions` lists their ids."
    raise RecordNotFoundError(message)


def read_tree(unit: UnitOfWork, edition: Edition) -> Document:
    """Give the document as it was issued.

    Raises RecordNotFoundError when it is gone, InvalidValueError when it cannot be read.
    """
    try:
        return decode_document(unit.attachments.get_attachment(edition.tree))
    except msgspec.MsgspecError as error:
        message = f"The text of “{edition.display_title}” cannot be read ({error})."
        raise InvalidValueError(message) from error


def read_file(library: Library, edition: Edition, format_key: str) -> bytes:
    """Give the frozen file in a format, "docx" or "pdf"; raises RecordNotFoundError."""
    with library.read() as unit:
        return unit.attachments.get_attachment(_get_sha256(edition, format_key))


def write_again(library: Library, edition: Edition, targets: Mapping[str, Path]) -> None:
    """Write the frozen files, byte for byte, by format.

    Raises ExportError, also where another file is there already; then no file has changed.
    """
    contents = {path: read_file(library, edition, key) for key, path in targets.items()}
    for path, content in contents.items():
        if path.exists() and path.is_file() and path.read_bytes() != content:
            message = f"{path} is there already and says something else; choose another folder."
            raise ExportError(message)
    write_files(contents)


def name_files(edition: Edition) -> str:
    """Give the name of its files without suffix, safe on every system."""
    return make_safe_file_name(edition.file_name or edition.title)


def verify_edition(unit: UnitOfWork, edition: Edition) -> Verdict:
    """Hold everything that was frozen against what is stored now."""
    faults = (*_find_file_faults(unit, edition), *_find_revision_faults(unit, edition))
    return Verdict(edition=edition, faults=faults)


def withdraw_edition(edition: Edition, *, by: str, reason: str, at: datetime) -> Change:
    """Say that an edition is no longer to be relied on; it stays in the register.

    Cannot be undone: recipients have been told. When applied raises InvalidValueError without a
    reason or a name, and for one that was withdrawn before.
    """
    withdrawal = Withdrawal(by=clean_line(by), reason=clean_text(reason).strip(), at=at)

    def apply(unit: UnitOfWork) -> None:
        stored = get_edition(unit, RecordId(edition.id))
        if stored.withdrawn is not None:
            message = f"“{stored.display_title}” was withdrawn before."
            raise InvalidValueError(message)
        if not withdrawal.by or not withdrawal.reason:
            message = "Say who withdraws it, and why."
            raise InvalidValueError(message)
        changed = msgspec.structs.replace(stored, withdrawn=withdrawal)
        unit.records.save_record(changed, reason="withdrawn")

    return Change(label=f"withdraw “{edition.display_title}”", apply=apply, final=True)


def write_register(editions: Sequence[Edition]) -> bytes:
    """Write the register as a table, UTF-8 with a heading."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for edition in editions:
        writer.writerow([guard(cell) for cell in _make_row(edition)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def tell_recipients(edition: Edition) -> str:
    """Name the recipients with the numbers of their copies."""
    return "; ".join(f"{one.copy}: {one.name}" for one in edition.recipients)


def _make_row(edition: Edition) -> tuple[str, ...]:
    return (
        str(edition.number),
        edition.title,
        edition.reference,
        edition.date.isoformat() if edition.date else "",
        edition.marking,
        edition.issued_at.isoformat() if edition.issued_at else "",
        edition.issued_by,
        edition.approved_by,
        tell_recipients(edition),
        str(edition.page_count),
        edition.withdrawn.reason if edition.withdrawn else "",
        edition.briefing,
        edition.id,
        edition.docx,
        edition.pdf,
    )


def _rank(edition: Edition) -> tuple[str, int, str]:
    return (edition.issued_at.isoformat() if edition.issued_at else "", edition.number, edition.id)


def _fits(edition: Edition, words: Sequence[str]) -> bool:
    names = " ".join(recipient.name for recipient in edition.recipients)
    parts = (
        *(edition.display_title, edition.reference, edition.marking, edition.issued_by),
        *(edition.approved_by, edition.note, names),
        edition.date.isoformat() if edition.date else "",
        "withdrawn" if edition.withdrawn else "",
    )
    text = fold_text(" ".join(parts))
    return all(word in text for word in words)


def _get_sha256(edition: Edition, format_key: str) -> str:
    return edition.pdf if format_key == "pdf" else edition.docx


def _find_file_faults(unit: UnitOfWork, edition: Edition) -> Iterator[str]:
    for name, sha256 in (("tree", edition.tree), ("docx", edition.docx), ("pdf", edition.pdf)):
        label = {"tree": "document tree", "docx": "Word file", "pdf": "PDF file"}[name]
        try:
            content = unit.attachments.get_attachment(sha256)
        except RecordNotFoundError:
            yield f"The {label} is no longer in the library."
            continue
        if hashlib.sha256(content).hexdigest() != sha256:
            yield f"The {label} is not the one that was issued: its SHA-256 differs."
        elif name == "tree":
            yield from _find_tree_faults(content)
        elif fault := get_document_format(name).find_fault(content):
            yield f"The {label} is not sound: {fault}."


def _find_tree_faults(content: bytes) -> Iterator[str]:
    try:
        version = decode_document(content).version
    except msgspec.MsgspecError as error:
        yield f"The document tree cannot be read: {error}."
        return
    if version > TREE_VERSION:
        yield "The document tree was written by a newer version of the program."


def _find_revision_faults(unit: UnitOfWork, edition: Edition) -> Iterator[str]:
    wanted = [(one.record, one.revision, one.title) for one in edition.used]
    wanted.append((edition.briefing, edition.briefing_revision, edition.title))
    for record_id, revision, title in wanted:
        known = {line.revision for line in unit.records.list_revisions(record_id)}
        if revision not in known:
            yield f"Revision {revision} of “{title}” is no longer in the library."
