"""Briefings: an outline of sections in which records are placed."""

import datetime as dt
from enum import StrEnum
from typing import Any

from briefing.identifiers import PlacementId, RecordId, SectionId
from briefing.records.parts import Part
from briefing.records.record import UNTITLED, Record


class PlacementMode(StrEnum):
    """Live follows the record; pinned keeps the revision that was placed or accepted."""

    LIVE = "live"
    PINNED = "pinned"


class Placement(Part, frozen=True, kw_only=True):
    """A record in a section; `revision` is the one that the analyst last saw and accepted."""

    id: PlacementId
    record: RecordId
    revision: int
    mode: PlacementMode = PlacementMode.LIVE


class Section(Part, frozen=True, kw_only=True):
    """One part of a briefing.

    `section_kind` is a key of the section registry. `settings` holds the values of that kind's
    settings structure as plain JSON values; what is missing there takes the kind's default.
    `lead_in` is Markdown printed before the records.
    """

    id: SectionId
    section_kind: str
    title: str = ""
    settings: dict[str, Any] = {}
    placements: tuple[Placement, ...] = ()
    lead_in: str = ""
    marking: str = ""
    included: bool = True
    page_break: bool = False


class BriefingStatus(StrEnum):
    """How far a briefing has come."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    ISSUED = "issued"


class Briefing(Record, frozen=True, kw_only=True, tag="briefing"):
    """The outline of one product, with what its first page says.

    `marking` (of Record) is the marking that the analyst asks for; the document carries the
    highest of it and of its parts. `yardstick` is a key of briefing.likelihood.YARDSTICKS,
    `marking_scheme` a key of briefing.markings.SCHEMES, `style_sheet` a key of
    briefing.export.style_sheet.STYLE_SHEETS, `citation_style` "numbers", "footnotes" or
    "endnotes", `reference_style` a key of briefing.document.referencing.registry.
    """

    title: str = ""
    subtitle: str = ""
    reference: str = ""
    date: dt.date | None = None
    cut_off: str = ""  # information cut-off as written: "18 January 2024, 18:00 UTC"
    author: str = ""
    organisation: str = ""
    audience: str = ""
    marking_scheme: str = "tlp"
    portion_markings: bool = False
    ceiling: str = ""
    yardstick: str = "icd203"
    language: str = "en-GB"
    style_sheet: str = "standard"
    house_template: str = ""
    citation_style: str = "numbers"
    reference_style: str = "house"
    show_grades: bool = True
    status: BriefingStatus = BriefingStatus.DRAFT
    sections: tuple[Section, ...] = ()

    @property
    def display_title(self) -> str:
        """The title of the briefing."""
        return self.title or UNTITLED
