"""What all records have in common."""

from datetime import date, datetime
from typing import TypeVar

import msgspec

from briefing.identifiers import RecordId
from briefing.records.parts import Attachment, Citation


class Record(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True
):
    """A reusable, sourced thing in a library.

    `revision` is 0 until the record is saved for the first time; the storage counts it up and
    sets the four created/modified fields. `marking` is a label of the library's marking scheme
    ("TLP:AMBER"); empty means unmarked, which counts as the most restrictive. Times are UTC.
    """

    id: RecordId
    revision: int = 0
    marking: str = ""
    tags: tuple[str, ...] = ()
    created: datetime | None = None
    created_by: str = ""
    modified: datetime | None = None
    modified_by: str = ""
    verified_on: date | None = None
    attachments: tuple[Attachment, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of record as it stands in files and commands: "actor", "attack", ..."""
        return str(self.__struct_config__.tag)

    @property
    def display_title(self) -> str:
        """The name under which lists and pages show the record; never empty."""
        raise NotImplementedError


RecordType = TypeVar("RecordType", bound=Record)

UNTITLED = "(untitled)"
"""Shown where a record has no name yet."""


def strip_storage_fields(record: RecordType) -> RecordType:
    """Give the record without what the storage sets (revision, created, modified).

    Two records say the same when their stripped forms are equal.
    """
    return msgspec.structs.replace(
        record, revision=0, created=None, created_by="", modified=None, modified_by=""
    )
