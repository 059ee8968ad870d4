"""What a new briefing can start from, and how its outline is written down."""

from typing import Any

import msgspec

from briefing.identifiers import SectionId
from briefing.outline import Section


class StartingPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A product as an outline: the fields of its briefing and its sections, without any record.

    `fields` are plain JSON values. `period_days` is how many days up to its date a briefing is
    about: queries of its sections get that period. 0 leaves them as they are.
    """

    key: str
    title: str
    description: str
    sections: tuple[Section, ...]
    fields: dict[str, Any] = {}
    period_days: int = 0


def outline(kind: str, title: str, *, level: int = 1, **settings: Any) -> Section:
    """Write down a section of this kind; it gets an id of its own in each briefing."""
    return Section(id=SectionId(""), section_kind=kind, title=title, level=level, settings=settings)
