"""Timeline: when attacks took place, with what is uncertain about their dates."""

from typing import Any, Literal

import msgspec

from briefing.countries import get_country_name
from briefing.dates import EdtfDate
from briefing.document.nodes import Block
from briefing.drawing.timeline import TimelineEvent, make_timeline
from briefing.records.attack import Attack
from briefing.sections.drawn_attacks import (
    compose_drawing,
    count_attacks,
    list_attacks,
    make_event,
    name_perpetrators,
    name_place,
    report_missing,
    tell,
)
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField

_MOST_LABELLED = 70
"""Attacks up to which a timeline has room for their titles on one page."""


class TimelineSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a timeline section; an empty alternative text is made from the attacks."""

    rows: Literal["perpetrators", "places", "countries", "none"] = "perpetrators"
    labels: Literal["titles", "places", "none"] = "titles"
    sized: bool = True
    caption: str = "Timeline of attacks"
    alternative_text: str = ""


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    attacks = list_attacks(context)
    shown = [attack for attack in attacks if make_event(attack) is not None]
    missing = [attack for attack in attacks if attack not in shown]
    report_missing(
        context,
        missing,
        "not-on-timeline",
        "{} has no date and is not on the timeline.",
        "Give the date as well as it is known, for example “early 2023”.",
    )
    if not shown:
        return ()
    events = [
        event
        for attack in shown
        if (
            event := make_event(
                attack, label=_name(attack, settings), row=_find_row(context, attack, settings)
            )
        )
    ]
    labels = settings.labels != "none" and len(events) <= _MOST_LABELLED
    scene = make_timeline(
        events,
        context.measure,
        width=context.drawing_width,
        labels=labels,
        sized=settings.sized,
    )
    return compose_drawing(
        context,
        scene,
        caption=settings.caption,
        alternative_text=settings.alternative_text or _describe(shown, events),
        notes=_list_notes(missing),
        citations=[(attack.id, each) for attack in shown for each in attack.citations],
    )


def _name(attack: Attack, settings: Any) -> str:
    return name_place(attack) if settings.labels == "places" else attack.display_title


def _find_row(context: SectionContext, attack: Attack, settings: Any) -> str:
    match settings.rows:
        case "perpetrators":
            name = name_perpetrators(context.snapshot, attack)
            return name[:1].upper() + name[1:]
        case "places":
            return name_place(attack)
        case "countries":
            code = attack.place.country
            return get_country_name(code) if code else ""
        case _:
            return ""


def _describe(attacks: list[Attack], events: list[TimelineEvent]) -> str:
    days = [day for event in events for day in (event.start, event.end) if day is not None]
    first, last = (EdtfDate(day.isoformat()) for day in (min(days), max(days)))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"Timeline of {count_attacks(len(attacks))} {when}: {tell(attacks)}."


def _list_notes(missing: list[Attack]) -> list[str]:
    if not missing:
        return []
    titles = "; ".join(attack.display_title for attack in missing)
    return [f"Undated, and so not on the timeline: {titles}."]


SECTION_KIND = SectionKind(
    key="timeline",
    title="Timeline",
    description="When attacks took place; doubtful dates fade",
    takes=("attack",),
    settings_type=TimelineSettings,
    fields=(
        SettingField(
            name="rows",
            label="A row for each",
            field_type=FieldType.CHOICE,
            choices=(
                ("perpetrators", "Perpetrator"),
                ("places", "Place"),
                ("countries", "Country"),
                ("none", "No rows"),
            ),
        ),
        SettingField(
            name="labels",
            label="Names beside the marks",
            field_type=FieldType.CHOICE,
            choices=(("titles", "Titles of attacks"), ("places", "Places"), ("none", "None")),
        ),
        SettingField(
            name="sized", label="Size of marks by the number killed", field_type=FieldType.SWITCH
        ),
        SettingField(name="caption", label="Caption", field_type=FieldType.LINE),
        SettingField(
            name="alternative_text",
            label="Alternative text",
            field_type=FieldType.LINE,
            help="What the timeline shows, for those who do not see it; made from the attacks "
            "if empty.",
        ),
    ),
    compose=_compose,
    empty_text="Place attacks here to draw them along a line of time.",
)
