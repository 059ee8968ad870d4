"""Where attacks took place, as a figure."""

from typing import Any

from briefing.countries import get_country_name
from briefing.document.nodes import Block
from briefing.drawing.locator_map import MapLook, make_locator_map
from briefing.records.attack import Attack
from briefing.sections.drawn.attacks import (
    RADIUS_KM,
    compose_drawing,
    count_attacks,
    list_attacks,
    make_map_point,
    name_place,
    report_missing,
    tell,
)
from briefing.sections.section_kind import SectionContext


def compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    """Give the figure with its notes; nothing when there is nothing to draw."""
    attacks = list_attacks(context)
    shown = [attack for attack in attacks if make_map_point(attack) is not None]
    missing = [attack for attack in attacks if attack not in shown]
    report_missing(
        context,
        missing,
        "not-on-map",
        "{} has no coordinates and is not on the map.",
        "Set its place on the map, or give latitude and longitude.",
    )
    if not shown:
        return ()
    points = [
        point
        for attack in shown
        if (point := make_map_point(attack, label=_name(attack, settings)))
    ]
    home = frozenset(attack.place.country for attack in shown if attack.place.country)
    look = MapLook(
        labels=settings.labels != "none",
        sized=settings.sized,
        home=home,
        name_country=None if context.local.is_english else context.local.print_country,
    )
    scene = make_locator_map(points, context.measure, width=context.drawing_width, look=look)
    return compose_drawing(
        context,
        scene,
        caption=settings.caption,
        alternative_text=settings.alternative_text or _describe(shown),
        notes=_list_notes(missing),
        citations=[(attack.id, each) for attack in shown for each in attack.citations],
    )


def _name(attack: Attack, settings: Any) -> str:
    return attack.display_title if settings.labels == "titles" else name_place(attack)


def _describe(attacks: list[Attack]) -> str:
    codes = dict.fromkeys(attack.place.country for attack in attacks if attack.place.country)
    where = f" in {', '.join(get_country_name(code) for code in codes)}" if codes else ""
    rough = sum(attack.place.precision in RADIUS_KM for attack in attacks)
    doubt = f" The place of {count_attacks(rough)} is known roughly." if rough else ""
    return f"Map of {count_attacks(len(attacks))}{where}: {tell(attacks)}.{doubt}"


def _list_notes(missing: list[Attack]) -> list[str]:
    if not missing:
        return []
    titles = "; ".join(attack.display_title for attack in missing)
    return [f"Not on the map, because the place is not known well enough: {titles}."]
