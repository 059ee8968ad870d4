"""Those killed in attacks, as a figure."""

from typing import Any

from briefing.dates import EdtfDate
from briefing.document.nodes import Block
from briefing.drawing.casualty_chart import CasualtyBar, make_casualty_chart
from briefing.printed_words.local import Local
from briefing.records.attack import Attack
from briefing.records.parts import Citation
from briefing.sections.drawn.attacks import (
    compose_drawing,
    count_attacks,
    list_attacks,
    make_span,
    name_place,
    print_when,
)
from briefing.sections.section_kind import SectionContext

_MOST_BARS = 36
"""Bars for which one page has room."""

_COARSER = {"attack": "month", "month": "year"}
_COUNTED = ("killed", "perpetrators_killed")


def compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    """Give the figure with its notes; nothing when there is nothing to draw."""
    attacks = list_attacks(context)
    if not attacks:
        return ()
    local = context.local
    by, groups = settings.by, _group(local, attacks, settings.by)
    while len(groups) > _MOST_BARS and by in _COARSER:
        by = _COARSER[by]
        groups = _group(local, attacks, by)
    bars = [_make_bar(local, label, members) for label, members in groups]
    scene = make_casualty_chart(
        bars, context.measure, width=context.drawing_width, wording=local.on_drawings
    )
    note = f"One bar for each {by}: there are too many attacks for a bar each."
    notes = [local.words.translate(note)]
    return compose_drawing(
        context,
        scene,
        caption=context.local.words.translate(settings.caption),
        alternative_text=settings.alternative_text or _describe(local, attacks, bars),
        notes=notes if by != settings.by else [],
        citations=[(attack.id, each) for attack in attacks for each in _list_citations(attack)],
    )


def _group(local: Local, attacks: list[Attack], by: str) -> list[tuple[str, list[Attack]]]:
    """Give label and attacks of each bar."""
    if by == "attack":
        return [(_name(local, attack), [attack]) for attack in attacks]
    found: dict[str, list[Attack]] = {}
    for attack in attacks:
        found.setdefault(_find_period(local, attack, by), []).append(attack)
    return list(found.items())


def _find_period(local: Local, attack: Attack, by: str) -> str:
    day = (attack.date.earliest or attack.date.latest) if attack.date else None
    if day is None:
        return local.words.undated
    return local.print_date(EdtfDate(f"{day:%Y-%m}" if by == "month" else f"{day:%Y}"))


def _name(local: Local, attack: Attack) -> str:
    where = name_place(local, attack) or attack.display_title
    return f"{print_when(local, attack)} · {where}"


def _make_bar(local: Local, label: str, attacks: list[Attack]) -> CasualtyBar:
    killed, own = (make_span(local, attacks, what) for what in _COUNTED)
    return CasualtyBar(label, killed, own)


def _list_citations(attack: Attack) -> list[Citation]:
    figures = [figure for figure in attack.figures if figure.what in _COUNTED]
    found = [citation for figure in figures for citation in figure.citations]
    return found or list(attack.citations)


def _describe(local: Local, attacks: list[Attack], bars: list[CasualtyBar]) -> str:
    translate = local.words.translate
    total = make_span(local, attacks, "killed")
    told = "; ".join(f"{bar.label}: {_tell(local, bar)}" for bar in bars)
    count = count_attacks(local, len(attacks))
    chart = f"{translate('Bar chart of those killed in {}').format(count)}: {told}."
    if not total.is_known or len(bars) == 1:
        return chart
    return f"{chart} {translate('Killed in all: {}').format(total.text)}."


def _tell(local: Local, bar: CasualtyBar) -> str:
    own = local.words
    killed = own.translate("killed not reported")
    if bar.dead.is_known:
        killed = own.translate("{} killed").format(bar.dead.text)
    if not bar.own.is_known:
        return killed
    perpetrators = own.translate("{} perpetrators killed").format(bar.own.text)
    return own.comma.join((killed, perpetrators))
