"""What the outline says about its rows."""

from collections.abc import Mapping

from briefing.outline import Placement, PlacementMode, Section
from ui.models.outline_rows import OutlineRow


def describe_placement(placement: Placement, newest: int, *, is_behind: bool) -> str:
    """Say which revision is used, which is the newest, and what is written otherwise here."""
    words = _describe_revision(placement, newest, is_behind=is_behind)
    count = len(placement.overrides)
    fields = f", {count} field{'' if count == 1 else 's'} overridden here" if count else ""
    return words + fields


def number_title(row: OutlineRow, numbers: Mapping[str, str], title: str) -> str:
    """Give the title behind the number that a section has on the pages, if it has one."""
    section = row.section if row.placement is None else None
    number = numbers.get(section.id, "") if section else ""
    return f"{number}  {title}" if number else title


def is_asked(section: Section) -> bool:
    """Whether a query fills the section, and not what is placed in it."""
    return section.settings.get("by_query") is True


def get_section_mark(section: Section | None) -> str:
    """Give the icon for the end of a section's row; empty for none."""
    if section is None:
        return ""
    if not section.included:
        return "eye-off"
    return "search" if is_asked(section) else ""


def _describe_revision(placement: Placement, newest: int, *, is_behind: bool) -> str:
    used = placement.revision
    if placement.mode is PlacementMode.PINNED:
        if is_behind:
            return f"Revision {used} used, {newest} exists"
        kept = newest > used
        return f"Revision {used} kept, {newest} exists" if kept else f"Pinned to revision {used}"
    if is_behind:
        return f"Revision {used} accepted, {newest} exists"
    own = placement.mode is PlacementMode.OWN_TEXT
    return "Text of its own here" if own else "Up to date"
