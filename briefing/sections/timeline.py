"""Timeline: when attacks took place, with what is uncertain about their dates."""

from typing import Any, Literal

from briefing.document.nodes import Block
from briefing.sections.attack_query import QUERY_FIELDS, QuerySettings
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class TimelineSettings(QuerySettings, frozen=True, kw_only=True):
    """Settings of a timeline section; an empty alternative text is made from the attacks."""

    rows: Literal["perpetrators", "places", "countries", "none"] = "perpetrators"
    labels: Literal["titles", "places", "none"] = "titles"
    sized: bool = True
    caption: str = "Timeline of attacks"
    alternative_text: str = ""


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    from briefing.sections.drawn.timeline import compose

    return compose(context, settings)


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
        *QUERY_FIELDS,
    ),
    compose=_compose,
    empty_text="Place attacks here to draw them along a line of time.",
    shows="figure",
)
