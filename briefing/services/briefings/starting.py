"""Starts briefings: from a product of ours, a template of the library, or the last issue."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec

from briefing.document.section_copies import copy_sections
from briefing.errors import InvalidValueError
from briefing.identifiers import new_record_id
from briefing.outline import Briefing, Section
from briefing.records.kinds import decode_value, encode_record
from briefing.records.library_settings import BriefingTemplate, LibrarySettings
from briefing.records.record import Record
from briefing.sections.registry import get_section_kinds
from briefing.sections.section_kind import FieldType
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings
from briefing.starting_points.starting_point import StartingPoint
from briefing.text_cleaning import clean_line

_OF_ONE_ISSUE = frozenset(
    (
        *(name for name in Record.__struct_fields__ if name not in ("marking", "tags")),
        *("kind", "title", "reference", "date", "cut_off", "status", "review", "waivers"),
        *("comments", "corrects", "follows", "sections"),
    )
)
"""Fields of a briefing that another one does not start with."""

_FORM_SETTINGS = (FieldType.CHOICE, FieldType.SWITCH, FieldType.NUMBER, FieldType.PART)
"""Settings that say how a section is made, not what it says."""


def start_briefing(point: StartingPoint, *, title: str, date: dt.date) -> Briefing:
    """Make a new briefing from a starting point; nothing is stored.

    Raises InvalidValueError for a starting point whose fields are not those of a briefing.
    """
    made = _make_briefing(point.title, point.fields, copy_sections(point.sections))
    sections = made.sections
    if point.period_days:
        begin = date - dt.timedelta(days=point.period_days)
        sections = tuple(_set_period(one, begin, date) for one in sections)
    return msgspec.structs.replace(made, title=clean_line(title), date=date, sections=sections)


def start_next_issue(briefing: Briefing, *, title: str, date: dt.date) -> Briefing:
    """Make the next issue of a briefing: all that it says and places, as a draft of another day.

    The periods of its queries move along with the date. It follows the briefing, so that what has
    changed is told from that one's last edition. Nothing is stored.
    """
    by = date - briefing.date if briefing.date else dt.timedelta(0)
    sections = tuple(_move_period(one, by) for one in copy_sections(briefing.sections))
    made = _make_briefing(briefing.display_title, _collect_fields(briefing), sections)
    return msgspec.structs.replace(made, title=clean_line(title), date=date, follows=briefing.id)


def list_templates(settings: LibrarySettings) -> tuple[StartingPoint, ...]:
    """List the templates of a library as starting points; their key is their name."""
    return tuple(
        StartingPoint(
            key=template.name,
            title=template.name,
            description=template.description,
            fields=template.fields,
            sections=template.sections,
        )
        for template in settings.briefing_templates
    )


def save_briefing_template(
    briefing: Briefing, name: str, *, description: str = "", keep_texts: bool = False
) -> Change:
    """Keep the outline of a briefing as a template; one of that name is replaced.

    Records are not kept; texts only if asked. Raises InvalidValueError for an empty name.
    """
    name = _require_name(name)
    template = BriefingTemplate(
        name=name,
        description=clean_line(description),
        fields=_collect_fields(briefing),
        sections=tuple(_strip_section(one, keep_texts=keep_texts) for one in briefing.sections),
    )

    def add(settings: LibrarySettings) -> LibrarySettings:
        others = _without(settings, name)
        ordered = sorted([*others, template], key=lambda one: one.name.casefold())
        return msgspec.structs.replace(settings, briefing_templates=tuple(ordered))

    return change_settings(f"save the template “{name}”", add)


def delete_briefing_template(name: str) -> Change:
    """Take a template away; the briefings made of it stay."""

    def delete(settings: LibrarySettings) -> LibrarySettings:
        kept = tuple(_without(settings, name))
        return msgspec.structs.replace(settings, briefing_templates=kept)

    return change_settings(f"delete the template “{name}”", delete)


def _make_briefing(what: str, fields: dict[str, Any], sections: tuple[Section, ...]) -> Briefing:
    plain = {**fields, "id": new_record_id(), "kind": "briefing"}
    try:
        made = msgspec.convert(plain, Briefing, dec_hook=decode_value)
    except (msgspec.ValidationError, InvalidValueError) as error:
        message = f"No briefing can be started from “{what}” ({error}); choose another one."
        raise InvalidValueError(message) from error
    return msgspec.structs.replace(made, sections=sections)


def _collect_fields(briefing: Briefing) -> dict[str, Any]:
    """Collect what differs from an empty briefing and holds for others too, as plain JSON."""
    empty = msgspec.json.decode(encode_record(Briefing(id=briefing.id)))
    plain = msgspec.json.decode(encode_record(briefing))
    return {
        name: value
        for name, value in plain.items()
        if name not in _OF_ONE_ISSUE and value != empty.get(name)
    }


def _strip_section(section: Section, *, keep_texts: bool) -> Section:
    bare = msgspec.structs.replace(section, placements=())
    if keep_texts:
        return bare
    kind = get_section_kinds().get(section.section_kind)
    kept = {one.name for one in kind.fields if one.field_type in _FORM_SETTINGS} if kind else set()
    settings = {name: value for name, value in section.settings.items() if name in kept}
    return msgspec.structs.replace(bare, lead_in="", settings=settings)


def _set_period(section: Section, begin: dt.date, end: dt.date) -> Section:
    if not section.settings.get("by_query"):
        return section
    query = {**section.settings.get("query", {})}
    query |= {"from_date": begin.isoformat(), "to_date": end.isoformat()}
    return _with_query(section, query)


def _move_period(section: Section, by: dt.timedelta) -> Section:
    query = section.settings.get("query")
    if not by or not isinstance(query, dict):
        return section
    moved = {name: _move_day(query.get(name), by) for name in ("from_date", "to_date")}
    return _with_query(section, {**query, **{k: day for k, day in moved.items() if day}})


def _move_day(day: Any, by: dt.timedelta) -> str:
    try:
        return (dt.date.fromisoformat(day) + by).isoformat() if isinstance(day, str) else ""
    except (ValueError, OverflowError):
        return ""  # composing tells what is wrong with it


def _with_query(section: Section, query: dict[str, Any]) -> Section:
    return msgspec.structs.replace(section, settings={**section.settings, "query": query})


def _without(settings: LibrarySettings, name: str) -> Iterable[BriefingTemplate]:
    return (one for one in settings.briefing_templates if one.name.casefold() != name.casefold())


def _require_name(name: str) -> str:
    name = clean_line(name)
    if not name:
        message = "Give the template a name."
        raise InvalidValueError(message)
    return name
