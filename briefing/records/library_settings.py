"""What the analysts of a library have agreed on, kept in the library itself."""

from enum import StrEnum
from typing import Any

from briefing.identifiers import RecordId
from briefing.outline import Section
from briefing.records.parts import Part
from briefing.records.record import Record
from briefing.records.record_filter import RecordFilter

SETTINGS_ID = RecordId("5e771465-0000-4000-8000-000000000001")
"""The id of the settings in every library: there is one such record, or none yet."""


class SavedSearch(Part, frozen=True, kw_only=True):
    """A search under a name."""

    name: str
    filter: RecordFilter


class RecordTemplate(Part, frozen=True, kw_only=True):
    """What a new record starts with: some fields of a kind, as their plain JSON values."""

    name: str
    record_kind: str
    fields: dict[str, Any] = {}


class BriefingTemplate(Part, frozen=True, kw_only=True):
    """What a new briefing starts with: some of its fields as plain JSON values, and an outline."""

    name: str
    description: str = ""
    fields: dict[str, Any] = {}
    sections: tuple[Section, ...] = ()


class HouseTemplate(Part, frozen=True, kw_only=True):
    """A Word file that frames briefings, kept as an attachment; its page in points."""

    name: str
    sha256: str
    page_width: float
    page_height: float
    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float


class OwnStyleSheet(Part, frozen=True, kw_only=True):
    """A page design of the library's own: a shipped one, and what of it is set otherwise.

    `values` are fields of a style sheet as plain JSON values, lengths in points.
    """

    name: str
    base: str = "standard"
    values: dict[str, Any] = {}


class OwnMarkingLevel(Part, frozen=True, kw_only=True):
    """A level of a library's own marking scheme.

    `label` stands on the pages, `portion` ("C") before paragraphs; colours are "#RRGGBB".
    """

    label: str = ""
    portion: str = ""
    text_colour: str = ""
    background: str = ""
    description: str = ""


class OwnMarkingScheme(Part, frozen=True, kw_only=True):
    """A marking scheme of the library's own, the least restrictive level first."""

    name: str = ""
    levels: tuple[OwnMarkingLevel, ...] = ()


class DistinctPair(Part, frozen=True, kw_only=True):
    """Two records that look like one, but of which an analyst said that they are not."""

    one: RecordId
    other: RecordId


class ReviewRules(Part, frozen=True, kw_only=True):
    """Who may approve a briefing; nobody named means anybody.

    With `note_needed` an approval says what was looked at. Unless `own_approval` is allowed,
    neither the author of a briefing nor who sent it to review approves it.
    """

    approvers: tuple[str, ...] = ()
    note_needed: bool = False
    own_approval: bool = True


class RecipientList(Part, frozen=True, kw_only=True):
    """Recipients under a name, in the order of their copies."""

    name: str
    recipients: tuple[str, ...] = ()


class Calendar(StrEnum):
    """The calendar in which a bare year such as 1402 is read."""

    GREGORIAN = "gregorian"
    PERSIAN = "persian"


class LibrarySettings(Record, frozen=True, kw_only=True, tag="settings"):
    """Saved searches, templates, spelling and reading habits.

    Being a record, they have revisions, undo and the exchange form like everything else.
    `dictionary` holds words that the spelling check takes as right; `spelling_language` is BCP 47
    ("en-GB"), empty for that of the briefing. The `logo` stands at the head of first pages, the
    `disclaimer` (Markdown) on a last page of briefings that have none of their own. Briefings
    whose marking scheme is "own" are marked by the `marking_scheme`.
    """

    saved_searches: tuple[SavedSearch, ...] = ()
    record_templates: tuple[RecordTemplate, ...] = ()
    briefing_templates: tuple[BriefingTemplate, ...] = ()
    house_templates: tuple[HouseTemplate, ...] = ()
    style_sheets: tuple[OwnStyleSheet, ...] = ()
    dictionary: tuple[str, ...] = ()
    spelling_language: str = ""
    calendar: Calendar = Calendar.GREGORIAN
    distinct: tuple[DistinctPair, ...] = ()
    review: ReviewRules = ReviewRules()
    recipient_lists: tuple[RecipientList, ...] = ()
    logo: str = ""  # sha256 of one of the attachments
    disclaimer: str = ""
    marking_scheme: OwnMarkingScheme = OwnMarkingScheme()

    @property
    def display_title(self) -> str:
        """How the settings are called."""
        return "Library settings"
