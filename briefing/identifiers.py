"""Identifiers: strings that the type checker keeps apart."""

from typing import NewType
from uuid import uuid4

RecordId = NewType("RecordId", str)
"""UUID of any record, a briefing included, in its canonical lower-case form."""

SectionId = NewType("SectionId", str)
PlacementId = NewType("PlacementId", str)


def new_record_id() -> RecordId:
    """Give a fresh random record id."""
    return RecordId(str(uuid4()))


def new_section_id() -> SectionId:
    """Give a fresh random section id."""
    return SectionId(str(uuid4()))


def new_placement_id() -> PlacementId:
    """Give a fresh random placement id."""
    return PlacementId(str(uuid4()))
