"""Copies of sections, whose texts refer to the copies and not to what these were made from."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from briefing.document.cross_references import repoint_references
from briefing.identifiers import new_placement_id, new_section_id
from briefing.outline import Section


def copy_sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Give the sections and their placements under fresh ids; references among them follow."""
    given = tuple(sections)
    fresh = [new_section_id() for _ in given]
    ids: dict[str, str] = {}
    for section, new in zip(given, fresh, strict=True):
        ids.setdefault(section.id, new)
    return tuple(
        msgspec.structs.replace(
            section,
            id=new,
            lead_in=repoint_references(section.lead_in, ids),
            settings=_repoint(section.settings, ids),
            placements=tuple(
                msgspec.structs.replace(
                    placement,
                    id=new_placement_id(),
                    own_text=repoint_references(placement.own_text, ids),
                    overrides=_repoint(placement.overrides, ids),
                )
                for placement in section.placements
            ),
        )
        for section, new in zip(given, fresh, strict=True)
    )


def _repoint(value: Any, ids: Mapping[str, str]) -> Any:
    """Give a JSON value with the references in its texts led elsewhere."""
    if isinstance(value, str):
        return repoint_references(value, ids)
    if isinstance(value, list):
        return [_repoint(part, ids) for part in value]
    if isinstance(value, dict):
        return {name: _repoint(part, ids) for name, part in value.items()}
    return value
