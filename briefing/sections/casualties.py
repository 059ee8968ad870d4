"""Casualties: the dead of each attack, month or year as a chart with the range of the accounts."""

from typing import Any, Literal

from briefing.document.nodes import Block
from briefing.sections.attack_query import QUERY_FIELDS, QuerySettings
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class CasualtySettings(QuerySettings, frozen=True, kw_only=True):
    """Settings of a casualties section; an empty alternative text is made from the figures."""

    by: Literal["attack", "month", "year"] = "attack"
    caption: str = "Killed in the attacks, with the range of the accounts"
    alternative_text: str = ""


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    from briefing.sections.drawn.casualties import compose

    return compose(context, settings)


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
        *QUERY_FIELDS,
    ),
    compose=_compose,
    empty_text="Place attacks here to chart their casualties.",
    shows="figure",
)
