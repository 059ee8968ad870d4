"""What drawings show of attacks: places, spans of time, casualties; and the words for them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from briefing.document.nodes import (
    Block,
    Cite,
    CitedSource,
    Drawing,
    Inline,
    Paragraph,
    ParagraphRole,
    Text,
)
from briefing.document.problem import Problem, Severity
from briefing.drawing.casualty_chart import Span
from briefing.drawing.map_point import MapPoint
from briefing.drawing.scene import Scene
from briefing.drawing.timeline import TimelineEvent
from briefing.figures import Total, add_figures, print_total
from briefing.printed_words.local import Local
from briefing.records.attack import Attack, Party, PartyCertainty, PartyRole, PlacePrecision
from briefing.records.parts import Citation
from briefing.sections import words
from briefing.sections.section_kind import SectionContext

RADIUS_KM = {
    PlacePrecision.NEAR: 25.0,
    PlacePrecision.DISTRICT: 40.0,
    PlacePrecision.PROVINCE: 120.0,
    PlacePrecision.COUNTRY: 300.0,
}
"""How far off a place may be, in kilometres; others count as exact."""

_NOTES = ("footnotes", "endnotes")  # the styles of citation that put a mark in the text
_MOST_TOLD = 12  # attacks told one by one in an alternative text
_NO_SOURCES: tuple[CitedSource, ...] = ()


def list_attacks(context: SectionContext) -> list[Attack]:
    """Give the attacks placed in the section in the order of time, each once."""
    placed = {each.record.id: each.record for each in context.placed}
    attacks = [record for record in placed.values() if isinstance(record, Attack)]
    dated = [attack for attack in attacks if attack.date is not None]
    undated = [attack for attack in attacks if attack.date is None]
    return sorted(dated, key=_find_days) + undated


def _find_days(attack: Attack) -> tuple[dt.date, dt.date, str]:
    """Give the days to sort by; what is only known to lie before a day stands at that day."""
    earliest = attack.date.earliest if attack.date else None
    latest = attack.date.latest if attack.date else None
    return (earliest or latest or dt.date.max, latest or dt.date.max, attack.id)


def make_map_point(attack: Attack, *, label: str = "") -> MapPoint | None:
    """Give the point of an attack, or None when its place has no coordinates."""
    place = attack.place
    if place.latitude is None or place.longitude is None:
        return None
    return MapPoint(
        key=attack.id,
        latitude=min(max(place.latitude, -90.0), 90.0),
        longitude=min(max(place.longitude, -180.0), 180.0),
        label=label,
        weight=count_killed(attack),
        radius_km=RADIUS_KM.get(place.precision, 0.0),
    )


def make_event(attack: Attack, *, label: str = "", row: str = "") -> TimelineEvent | None:
    """Give the attack as an event of a timeline, or None when nothing of its date is known."""
    date = attack.date
    if date is None or (date.earliest is None and date.latest is None):
        return None
    return TimelineEvent(
        key=attack.id,
        start=date.earliest,
        end=date.latest,
        label=label,
        row=row,
        weight=count_killed(attack),
        # “until 2024” of an attack says when it was at the latest, not how long it lasted
        is_span=date.is_interval and date.earliest is not None,
    )


def count_killed(attack: Attack) -> int | None:
    """Give the dead of an attack by the best figure, else the lowest; None when none is known."""
    total = add_figures((attack.figures,), "killed")
    if not total.counted:
        return None
    return total.low if total.best is None else total.best


def make_span(local: Local, attacks: Iterable[Attack], what: str) -> Span:
    """Give the sum of one kind of figure over attacks, as a chart shows it."""
    total = add_figures((attack.figures for attack in attacks), what)
    if not total.counted:
        return Span()
    return Span(total.low, total.best, total.high, _print_known(local, total), total.open_ended)


def _print_known(local: Local, total: Total) -> str:
    text = local.words.translate_amount(print_total(total))
    if not total.unknown_count:
        return text
    return f"{text} ({local.words.translate('not reported for {}').format(total.unknown_count)})"


def name_place(local: Local, attack: Attack) -> str:
    """Give the name of the place, else of its province or country; empty when none is known."""
    place = attack.place
    return place.name or place.admin1 or local.print_country(place.country)


def print_when(local: Local, attack: Attack) -> str:
    """Give the date, or that there is none."""
    return local.print_date(attack.date) or local.words.undated


def name_perpetrators(context: SectionContext, attack: Attack) -> str:
    """Give who did it, by the preferred names, with on what ground it is said.

    Of a clash that nobody is said to have begun, the sides.
    """
    own = context.local.words
    done = [party for party in attack.parties if party.role is PartyRole.PERPETRATOR]
    if done:
        return own.comma.join(dict.fromkeys(_name_party(context, party) for party in done))
    sides = [party for party in attack.parties if party.role is PartyRole.SIDE]
    named = own.join(list(dict.fromkeys(_name_party(context, party) for party in sides)))
    return own.sides.format(named) if named else own.unattributed


def _name_party(context: SectionContext, party: Party) -> str:
    actor = context.snapshot.get_actor(party.actor) if party.actor else None
    translate = context.local.words.translate
    name = party.name or (actor.display_title if actor else translate(words.UNNAMED_PARTY))
    certain = party.certainty is PartyCertainty.CONFIRMED
    return name if certain else f"{name} ({translate(party.certainty)})"


def tell(local: Local, attacks: Sequence[Attack]) -> str:
    """Tell attacks one by one for those who do not see them drawn; the later ones by number."""
    told = "; ".join(_tell_one(local, attack) for attack in attacks[:_MOST_TOLD])
    more = len(attacks) - _MOST_TOLD
    return f"{told}; {local.words.translate('and {} more').format(more)}" if more > 0 else told


def _tell_one(local: Local, attack: Attack) -> str:
    own = local.words
    total = add_figures((attack.figures,), "killed")
    dead = own.translate("killed not reported")
    if total.counted:
        dead = own.translate("{} killed").format(own.translate_amount(print_total(total)))
    place = name_place(local, attack)
    what = attack.display_title
    if place not in ("", what):
        what = f"{what} ({place})"
    return own.comma.join((print_when(local, attack), what, dead))


def count_attacks(local: Local, number: int) -> str:
    """Give "1 attack", "6 attacks"; other languages count without their many plurals."""
    if local.is_english:
        return "1 attack" if number == 1 else f"{number} attacks"
    return local.words.translate("attacks: {}").format(number)


def report_missing(
    context: SectionContext, attacks: Iterable[Attack], check: str, sentence: str, remedy: str
) -> None:
    """Report attacks that a drawing cannot show; `{}` in the sentence stands for the title."""
    for attack in attacks:
        context.report(
            Problem(
                check=check,
                severity=Severity.WARNING,
                message=sentence.format(f"“{attack.display_title}”"),
                remedy=remedy,
                section=context.section.id,
                record=attack.id,
            )
        )


def compose_drawing(
    context: SectionContext,
    scene: Scene,
    *,
    caption: str,
    alternative_text: str,
    notes: Sequence[str] = (),
    citations: Iterable[tuple[str, Citation]] = (),
) -> tuple[Block, ...]:
    """Give the drawing with the notes and sources below it.

    `citations` come with the id of the record that cites. Where sources are notes, their mark
    stands behind the caption: below the figure it would stand alone.
    """
    told = context.texts.read_inlines(caption, field="caption")
    sources = _collect_sources(context, citations)
    has_marks = bool(sources) and context.snapshot.briefing.citation_style in _NOTES
    if has_marks:
        told = (*told, Cite(sources))
    drawing = Drawing(scene=scene, alternative_text=alternative_text, caption=told)
    lead = " ".join(notes)
    small: tuple[Inline, ...] = (Text(lead),) if lead else ()
    if sources and not has_marks:
        label = f"{context.local.words.sources}:"
        small = (Text(f"{lead} {label} ".lstrip()), Cite(sources))
    blocks: list[Block] = [drawing]
    if small:
        blocks.append(Paragraph(small, role=ParagraphRole.SMALL))
    return context.texts.with_origin(blocks)


def _collect_sources(
    context: SectionContext, citations: Iterable[tuple[str, Citation]]
) -> tuple[CitedSource, ...]:
    """Give each source once, without locators; what is gone is reported where it is cited."""
    found: dict[str, CitedSource] = {}
    for record, citation in citations:
        for inline in context.texts.cite([citation], record=record):
            if isinstance(inline, Cite):
                for cited in inline.sources:
                    found.setdefault(cited.source, CitedSource(cited.source))
    return tuple(found.values()) or _NO_SOURCES
