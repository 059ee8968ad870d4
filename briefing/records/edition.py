"""Editions: what was issued, frozen with everything that it was made of."""

import datetime as dt
from enum import StrEnum

import msgspec

from briefing.errors import EditionFrozenError
from briefing.identifiers import RecordId
from briefing.outline import Waiver
from briefing.records.parts import Part
from briefing.records.record import UNTITLED, Record, strip_storage_fields


class UseWay(StrEnum):
    """How an edition uses a record."""

    PLACED = "placed"
    CITED = "cited"
    MENTIONED = "mentioned"


class UsedRecord(Part, frozen=True, kw_only=True):
    """A record as an edition used it: the revision, and the title that it had then."""

    record: RecordId
    revision: int
    record_kind: str = ""
    title: str = ""
    way: UseWay = UseWay.PLACED


class Recipient(Part, frozen=True, kw_only=True):
    """Who got a copy. `copy` is its number, counted from 1."""

    name: str
    copy: int


class Withdrawal(Part, frozen=True, kw_only=True):
    """An edition is no longer to be relied on; `at` is UTC."""

    by: str
    reason: str
    at: dt.datetime | None = None


class Edition(Record, frozen=True, kw_only=True, tag="edition"):
    """A briefing as it was issued. Nothing of it ever changes but that it may be withdrawn.

    `tree` (the document as JSON), `docx` and `pdf` are the SHA-256 of files that the library
    keeps, `file_name` their name without suffix. `number` counts the editions of the briefing
    from 1, `briefing_revision` is the one that was issued. `marking` (of Record) is the one
    that the pages carry. `corrects` is the edition that this one corrects, if it is a notice.
    """

    briefing: RecordId = RecordId("")
    briefing_revision: int = 0
    number: int = 1
    title: str = ""
    reference: str = ""
    date: dt.date | None = None
    cut_off: str = ""
    style_sheet: str = ""
    language: str = ""
    issued_at: dt.datetime | None = None
    issued_by: str = ""
    approved_by: str = ""
    note: str = ""
    recipients: tuple[Recipient, ...] = ()
    file_name: str = ""
    page_count: int = 0
    tree: str = ""
    docx: str = ""
    pdf: str = ""
    used: tuple[UsedRecord, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    corrects: RecordId = RecordId("")
    withdrawn: Withdrawal | None = None

    @property
    def display_title(self) -> str:
        """The title of what was issued, with the number of the edition."""
        return f"{self.title or UNTITLED}, edition {self.number}"

    @property
    def files(self) -> tuple[str, ...]:
        """The SHA-256 of the files that it keeps."""
        return tuple(sha256 for sha256 in (self.tree, self.docx, self.pdf) if sha256)


def require_frozen(stored: Record, changed: Record) -> None:
    """Let pass what leaves an edition as it is, or withdraws it; no other record is looked at.

    Raises EditionFrozenError for anything else.
    """
    if not isinstance(stored, Edition) or not isinstance(changed, Edition):
        return
    withdrawn = changed.withdrawn if stored.withdrawn is None else stored.withdrawn
    allowed = msgspec.structs.replace(stored, withdrawn=withdrawn)
    if strip_storage_fields(allowed) != strip_storage_fields(changed):
        message = (
            f"“{stored.display_title}” was issued and stays as it is; withdraw it, or issue "
            "another edition."
        )
        raise EditionFrozenError(message)
