"""When attacks took place, as a figure."""

from typing import Any

from briefing.dates import EdtfDate
from briefing.document.nodes import Block
from briefing.drawing.timeline import TimelineEvent, make_timeline
from briefing.printed_words.local import Local
from briefing.records.attack import Attack
from briefing.sections.drawn.attacks import (
    compose_drawing,
    count_attacks,
    list_attacks,
    make_event,
    name_perpetrators,
    name_place,
    report_missing,
    tell,
)
from briefing.sections.section_kind import SectionContext

_FROM_TO = "Timeline of {what} from {first} to {last}"
_MOST_LABELLED = 70
"""Attacks up to which a timeline has room for their titles on one page."""


def compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    """Give the figure with its notes; nothing when there is nothing to draw."""
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
                attack,
                label=_name(context.local, attack, settings),
                row=_find_row(context, attack, settings),
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
        wording=context.local.on_drawings,
    )
    return compose_drawing(
        context,
        scene,
        caption=context.local.words.translate(settings.caption),
        alternative_text=settings.alternative_text or _describe(context.local, shown, events),
        notes=_list_notes(context.local, missing),
        citations=[(attack.id, each) for attack in shown for each in attack.citations],
    )


def _name(local: Local, attack: Attack, settings: Any) -> str:
    return name_place(local, attack) if settings.labels == "places" else attack.display_title


def _find_row(context: SectionContext, attack: Attack, settings: Any) -> str:
    match settings.rows:
        case "perpetrators":
            name = name_perpetrators(context, attack)
            return name[:1].upper() + name[1:]
        case "places":
            return name_place(context.local, attack)
        case "countries":
            code = attack.place.country
            return context.local.print_country(code)
        case _:
            return ""


def _describe(local: Local, attacks: list[Attack], events: list[TimelineEvent]) -> str:
    days = [day for event in events for day in (event.start, event.end) if day is not None]
    first, last = (EdtfDate(day.isoformat()) for day in (min(days), max(days)))
    when = {"first": local.print_date(first), "last": local.print_date(last)}
    form = "Timeline of {what} on {first}" if first == last else _FROM_TO
    count = count_attacks(local, len(attacks))
    timeline = local.words.translate(form).format(what=count, **when)
    return f"{timeline}: {tell(local, attacks)}."


def _list_notes(local: Local, missing: list[Attack]) -> list[str]:
    if not missing:
        return []
    titles = "; ".join(attack.display_title for attack in missing)
    return [local.words.translate("Undated, and so not on the timeline: {}.").format(titles)]
