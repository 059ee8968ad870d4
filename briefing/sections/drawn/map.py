"""Where attacks took place, as a figure."""

from typing import Any

from briefing.document.nodes import Block
from briefing.drawing.locator_map import MapLook, make_locator_map
from briefing.printed_words.local import Local
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
        if (point := make_map_point(attack, label=_name(context.local, attack, settings)))
    ]
    home = frozenset(attack.place.country for attack in shown if attack.place.country)
    look = MapLook(
        labels=settings.labels != "none",
        sized=settings.sized,
        home=home,
        name_country=None if context.local.is_english else context.local.print_country,
        wording=context.local.on_drawings,
    )
    scene = make_locator_map(points, context.measure, width=context.drawing_width, look=look)
    return compose_drawing(
        context,
        scene,
        caption=context.local.words.translate(settings.caption),
        alternative_text=settings.alternative_text or _describe(context.local, shown),
        notes=_list_notes(context.local, missing),
        citations=[(attack.id, each) for attack in shown for each in attack.citations],
    )


def _name(local: Local, attack: Attack, settings: Any) -> str:
    return attack.display_title if settings.labels == "titles" else name_place(local, attack)


def _describe(local: Local, attacks: list[Attack]) -> str:
    own = local.words
    codes = dict.fromkeys(attack.place.country for attack in attacks if attack.place.country)
    what = own.translate("Map of {}").format(count_attacks(local, len(attacks)))
    if codes:
        names = own.comma.join(map(local.print_country, codes))
        what = own.translate("{what} in {where}").format(what=what, where=names)
    drawn = f"{what}: {tell(local, attacks)}."
    rough = sum(attack.place.precision in RADIUS_KM for attack in attacks)
    if not rough:
        return drawn
    doubt = own.translate("The place of {} is known roughly.")
    return f"{drawn} {doubt.format(count_attacks(local, rough))}"


def _list_notes(local: Local, missing: list[Attack]) -> list[str]:
    if not missing:
        return []
    titles = "; ".join(attack.display_title for attack in missing)
    note = "Not on the map, because the place is not known well enough: {}."
    return [local.words.translate(note).format(titles)]
