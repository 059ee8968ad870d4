"""Map: where attacks took place, on Natural Earth's countries."""

from typing import Any, Literal

from briefing.document.nodes import Block
from briefing.sections.attack_query import QUERY_FIELDS, QuerySettings
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class MapSettings(QuerySettings, frozen=True, kw_only=True):
    """Settings of a map section; an empty alternative text is made from the attacks."""

    labels: Literal["places", "titles", "none"] = "places"
    sized: bool = True
    caption: str = "Where the attacks took place"
    alternative_text: str = ""


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    from briefing.sections.drawn.map import compose

    return compose(context, settings)


SECTION_KIND = SectionKind(
    key="map",
    title="Map",
    description="Where attacks took place, with how well each place is known",
    takes=("attack",),
    settings_type=MapSettings,
    fields=(
        SettingField(
            name="labels",
            label="Names beside the marks",
            field_type=FieldType.CHOICE,
            choices=(("places", "Places"), ("titles", "Titles of attacks"), ("none", "None")),
        ),
        SettingField(
            name="sized", label="Size of marks by the number killed", field_type=FieldType.SWITCH
        ),
        SettingField(name="caption", label="Caption", field_type=FieldType.LINE),
        SettingField(
            name="alternative_text",
            label="Alternative text",
            field_type=FieldType.LINE,
            help="What the map shows, for those who do not see it; made from the attacks if empty.",
        ),
        *QUERY_FIELDS,
    ),
    compose=_compose,
    empty_text="Place attacks here to draw them on a map.",
    shows="figure",
)
