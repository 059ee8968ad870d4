"""All section kinds, found once."""

from functools import cache

import briefing.sections
from briefing.errors import InvalidValueError
from briefing.modules import iter_registered
from briefing.sections.section_kind import SectionKind


@cache
def get_section_kinds() -> dict[str, SectionKind]:
    """Give all section kinds by key; each module of this package offers one as SECTION_KIND."""
    found = iter_registered(briefing.sections, "SECTION_KIND")
    return {kind.key: kind for kind in found if isinstance(kind, SectionKind)}


def get_section_kind(key: str) -> SectionKind:
    """Give one section kind; raises InvalidValueError for a key that no module offers."""
    try:
        return get_section_kinds()[key]
    except KeyError:
        message = f"There is no section kind “{key}”; an extension that offers it may be missing."
        raise InvalidValueError(message) from None
