"""Parts that several kinds of record are made of."""

import msgspec

from briefing.dates import EdtfDate
from briefing.identifiers import RecordId
from briefing.imaging.picture import WHOLE, Crop


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the small values inside a record; equal when all fields are equal."""


class Citation(Part, frozen=True, kw_only=True):
    """Points from a record, a field of it or a part of it to the source it rests on.

    `field` names the field of the record that it supports and is empty when the citation sits
    on a part, or supports the record as a whole. `credibility` is the Admiralty rating 1 to 6 of
    this piece of information, not of the source.
    """

    source: RecordId
    field: str = ""
    locator: str = ""
    quotation: str = ""
    credibility: int | None = None
    note: str = ""


class Figure(Part, frozen=True, kw_only=True):
    """A number with its range and who gave it, such as a strength or a death toll.

    `what` names what is counted (see briefing.figures for the standard ones: "strength",
    "killed", "injured", "captured", "perpetrators_killed"). Any of low, best and high may be
    missing. Contested figures stand side by side as several figures with the same `what`; the
    one that the house prefers has `preferred`.
    """

    what: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    unit: str = ""
    qualifier: str = ""  # "at least", "over", "around": as the giver of the figure put it
    as_of: EdtfDate | None = None
    given_by: str = ""
    preferred: bool = False
    note: str = ""
    citations: tuple[Citation, ...] = ()


class Attachment(Part, frozen=True, kw_only=True):
    """A file kept beside the record, found by the SHA-256 of its content.

    The rest is for images: what is printed of one, and with which words. `caption` and `credit`
    are Markdown of one line, `alternative_text` says in plain words what it shows, `width` is
    the share of the text width that it takes.
    """

    sha256: str
    name: str
    media_type: str
    description: str = ""
    caption: str = ""
    alternative_text: str = ""
    credit: str = ""
    crop: Crop = WHOLE
    width: float = 1.0
