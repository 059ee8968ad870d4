"""Briefings: an outline of sections in which records are placed."""

import datetime as dt
from enum import StrEnum
from typing import Any

from briefing.identifiers import PlacementId, RecordId, SectionId
from briefing.records.parts import Part
from briefing.records.record import UNTITLED, Record

DEEPEST_LEVEL = 3
"""How deep sections can be nested: 1, 1.1 and 1.1.1."""


class PlacementMode(StrEnum):
    """Live follows the record; pinned keeps the revision that was placed or accepted.

    With a text of its own a placement follows the record in everything but its prose.
    """

    LIVE = "live"
    PINNED = "pinned"
    OWN_TEXT = "own text"


class Placement(Part, frozen=True, kw_only=True):
    """A record in a section; `revision` is the one that the analyst last saw and accepted.

    `kept` is the newest revision that the analyst saw and decided against. `overrides` holds, by
    the name of a field, the plain JSON value that is printed instead of the record's, `own_text`
    the Markdown that is printed instead of its prose in that mode; `overridden` holds what the
    record itself said in each of these fields when it was overridden.
    """

    id: PlacementId
    record: RecordId
    revision: int
    mode: PlacementMode = PlacementMode.LIVE
    kept: int = 0
    overrides: dict[str, Any] = {}
    overridden: dict[str, Any] = {}
    own_text: str = ""


class Section(Part, frozen=True, kw_only=True):
    """One part of a briefing.

    `section_kind` is a key of the section registry. `settings` holds the values of that kind's
    settings structure as plain JSON values; what is missing there takes the kind's default.
    `lead_in` is Markdown printed before the records. The sections that follow with a greater
    `level` (1 to 3) are inside this one, until one follows that has its level or a lesser one.
    At the top level an `annex` is printed with all that is inside it after the numbered sections
    and has a letter. The pages of a `landscape` section and of what is inside it lie.
    """

    id: SectionId
    section_kind: str
    title: str = ""
    level: int = 1
    settings: dict[str, Any] = {}
    placements: tuple[Placement, ...] = ()
    lead_in: str = ""
    marking: str = ""
    included: bool = True
    page_break: bool = False
    annex: bool = False
    landscape: bool = False


class BriefingStatus(StrEnum):
    """How far a briefing has come."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    ISSUED = "issued"


class ReviewStep(Part, frozen=True, kw_only=True):
    """A step of the review: to which status, by whom and with which note; `at` is UTC."""

    status: BriefingStatus
    by: str
    note: str = ""
    at: dt.datetime | None = None


class Waiver(Part, frozen=True, kw_only=True):
    """Says why a warning may stand: the problem as it was told and where, and the reason."""

    check: str
    message: str
    section: str = ""
    record: str = ""
    field: str = ""
    reason: str
    by: str = ""


class Reply(Part, frozen=True, kw_only=True):
    """An answer to a comment; `at` is UTC."""

    by: str
    text: str
    at: dt.datetime | None = None


class Comment(Part, frozen=True, kw_only=True):
    """A remark on a briefing, a section of it, a record in that, or words: `passage`.

    `id` tells it from others in the briefing; plain text throughout. `origin` names the file that
    it came back in.
    """

    id: str
    by: str
    text: str
    at: dt.datetime | None = None
    section: str = ""
    record: str = ""
    passage: str = ""
    origin: str = ""
    replies: tuple[Reply, ...] = ()
    resolved: bool = False


class NameExpansion(StrEnum):
    """What is put in brackets behind an actor's name where a document uses it first."""

    NONE = ""
    ACRONYM = "acronym"
    NATIVE = "native"
    BOTH = "both"


class Briefing(Record, frozen=True, kw_only=True, tag="briefing"):
    """The outline of one product, with what its first page says.

    `marking` (of Record) is the marking that the analyst asks for; the document carries the
    highest of it and of its parts. `yardstick` is a key of briefing.likelihood.YARDSTICKS,
    `marking_scheme` a key of briefing.markings.SCHEMES or OWN_SCHEME, `style_sheet` a key of
    briefing.export.style_sheet.STYLE_SHEETS, `citation_style` "numbers", "footnotes" or
    "endnotes", `reference_style` a key of briefing.document.referencing.registry. `page_budget`
    is how many pages it may have. `disclaimer` is Markdown for a last page; where it is empty and
    `show_disclaimer` is set, that of the library settings is printed. `review` holds the steps of
    the review, oldest first, `corrects` the edition that a correction notice corrects, `follows`
    the briefing whose next issue this is.
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
    settle_names: bool = False
    expand_names: NameExpansion = NameExpansion.NONE
    spellings: dict[str, str] = {}
    page_budget: int | None = None
    disclaimer: str = ""
    show_disclaimer: bool = True
    status: BriefingStatus = BriefingStatus.DRAFT
    review: tuple[ReviewStep, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    comments: tuple[Comment, ...] = ()
    corrects: RecordId = RecordId("")
    follows: RecordId = RecordId("")
    sections: tuple[Section, ...] = ()

    @property
    def display_title(self) -> str:
        """The title of the briefing."""
        return self.title or UNTITLED

    def find_levels(self) -> tuple[int, ...]:
        """Give each section's level as it is shown: never more than one deeper than before it."""
        levels: list[int] = []
        for section in self.sections:
            deepest = min(levels[-1] + 1, DEEPEST_LEVEL) if levels else 1
            levels.append(max(1, min(section.level, deepest)))
        return tuple(levels)

    def list_included(self) -> tuple[Section, ...]:
        """List the sections that are printed: those inside one that is left out are not."""
        included = []
        left_out = DEEPEST_LEVEL + 1  # level of the section around, if it is left out
        for section, level in zip(self.sections, self.find_levels(), strict=True):
            if level <= left_out:
                left_out = DEEPEST_LEVEL + 1 if section.included else level
                if section.included:
                    included.append(section)
        return tuple(included)
