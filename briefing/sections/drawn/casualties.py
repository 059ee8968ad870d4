"""Those killed in attacks, as a figure."""

from typing import Any

from briefing.document.nodes import Block
from briefing.drawing.casualty_chart import CasualtyBar, make_casualty_chart
from briefing.records.attack import Attack
from briefing.records.parts import Citation
from briefing.sections.drawn.attacks import (
    compose_drawing,
    count_attacks,
    list_attacks,
    make_span,
    name_place,
)
from briefing.sections.section_kind import SectionContext

_MOST_BARS = 36
"""Bars for which one page has room."""

_COARSER = {"attack": "month", "month": "year"}
_UNDATED = "undated"
_COUNTED = ("killed", "perpetrators_killed")


def compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    """Give the figure with its notes; nothing when there is nothing to draw."""
    attacks = list_attacks(context)
    if not attacks:
        return ()
    by, groups = settings.by, _group(attacks, settings.by)
    while len(groups) > _MOST_BARS and by in _COARSER:
        by = _COARSER[by]
        groups = _group(attacks, by)
    bars = [_make_bar(label, members) for label, members in groups]
    scene = make_casualty_chart(bars, context.measure, width=context.drawing_width)
    notes = [f"One bar for each {by}: there are too many attacks for a bar each."]
    return compose_drawing(
        context,
        scene,
        caption=settings.caption,
        alternative_text=settings.alternative_text or _describe(attacks, bars),
        notes=notes if by != settings.by else [],
        citations=[(attack.id, each) for attack in attacks for each in _list_citations(attack)],
    )


def _group(attacks: list[Attack], by: str) -> list[tuple[str, list[Attack]]]:
    """Give label and attacks of each bar."""
    if by == "attack":
        return [(_name(attack), [attack]) for attack in attacks]
    found: dict[str, list[Attack]] = {}
    for attack in attacks:
        found.setdefault(_find_period(attack, by), []).append(attack)
    return list(found.items())


def _find_period(attack: Attack, by: str) -> str:
    day = (attack.date.earliest or attack.date.latest) if attack.date else None
    if day is None:
        return _UNDATED
    return f"{day:%B} {day.year}" if by == "month" else str(day.year)


def _name(attack: Attack) -> str:
    when = str(attack.date) if attack.date else _UNDATED
    return f"{when} · {name_place(attack) or attack.display_title}"


def _make_bar(label: str, attacks: list[Attack]) -> CasualtyBar:
    killed, own = (make_span(attacks, what) for what in _COUNTED)
    return CasualtyBar(label, killed, own)


def _list_citations(attack: Attack) -> list[Citation]:
    figures = [figure for figure in attack.figures if figure.what in _COUNTED]
    found = [citation for figure in figures for citation in figure.citations]
    return found or list(attack.citations)


def _describe(attacks: list[Attack], bars: list[CasualtyBar]) -> str:
    total = make_span(attacks, "killed")
    told = "; ".join(f"{bar.label}: {_tell(bar)}" for bar in bars)
    whole = f" Killed in all: {total.text}." if total.is_known and len(bars) > 1 else ""
    return f"Bar chart of those killed in {count_attacks(len(attacks))}: {told}.{whole}"


def _tell(bar: CasualtyBar) -> str:
    killed = f"{bar.dead.text} killed" if bar.dead.is_known else "killed not reported"
    return f"{killed}, {bar.own.text} perpetrators killed" if bar.own.is_known else killed
