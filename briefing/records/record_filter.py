"""What a search asks of records."""

from datetime import date

from briefing.identifiers import RecordId
from briefing.records.parts import Part


class RecordFilter(Part, frozen=True, kw_only=True):
    """Conditions that a record must meet, all of them; an empty one holds for every record.

    `text` is what a person typed, and any characters are safe in it: every word must occur (the
    last one as a prefix) in the record's names, texts or places, with diacritics and case folded.
    Empty `kinds` means the four library kinds. `from_date` and `to_date` hold for dates that may
    lie in that period. `actor` is named by the record. `country` is ISO 3166-1 alpha-2, `place`
    the start of a place's name. `least_killed` asks for attacks with that many dead or more by
    the preferred figure. `unsourced` asks for records that cite nothing at all,
    `not_verified_since` for those never verified, or verified before that day.
    """

    kinds: tuple[str, ...] = ()
    text: str = ""
    tag: str = ""
    marking: str = ""
    from_date: date | None = None
    to_date: date | None = None
    actor: RecordId | None = None
    country: str = ""
    place: str = ""
    least_killed: int | None = None
    unsourced: bool = False
    not_verified_since: date | None = None
