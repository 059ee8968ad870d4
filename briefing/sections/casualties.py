"""Casualties: the dead of each attack, month or year as a chart with the range of the accounts."""

from typing import Any, Literal

import msgspec

from briefing.document.nodes import Block
from briefing.drawing.casualty_chart import CasualtyBar, make_casualty_chart
from briefing.records.attack import Attack
from briefing.records.parts import Citation
from briefing.sections.drawn_attacks import (
    compose_drawing,
    count_attacks,
    list_attacks,
    make_span,
    name_place,
)
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField

_MOST_BARS = 36
"""Bars for which one page has room."""

_COARSER = {"attack": "month", "month": "year"}
_UNDATED = "undated"
_COUNTED = ("killed", "perpetrators_killed")


class CasualtySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a casualties section; an empty alternative text is made from the figures."""

    by: Literal["attack", "month", "year"] = "attack"
    caption: str = "Killed in the attacks, with the range of the accounts"
    alternative_text: str = ""


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
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


SECTION_KIND = SectionKind(
    key="casualties",
    title="Casualties",
    description="Those killed as a chart, from the lowest to the highest account",
    takes=("attack",),
    settings_type=CasualtySettings,
    fields=(
        SettingField(
            name="by",
            label="A bar for each",
            field_type=FieldType.CHOICE,
            choices=(("attack", "Attack"), ("month", "Month"), ("year", "Year")),
        ),
        SettingField(name="caption", label="Caption", field_type=FieldType.LINE),
        SettingField(
            name="alternative_text",
            label="Alternative text",
            field_type=FieldType.LINE,
            help="What the chart shows, for those who do not see it; made from the figures "
            "if empty.",
        ),
    ),
    compose=_compose,
    empty_text="Place attacks here to chart their casualties.",
)
