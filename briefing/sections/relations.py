"""Relations: how actors stand to each other, as a graph."""

from typing import Any

import msgspec

from briefing.document.nodes import Block
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class RelationSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a relations section; an empty alternative text is made from the relations."""

    neighbours: bool = True
    native_names: bool = True
    caption: str = "How the actors stand to each other"
    alternative_text: str = ""


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    from briefing.sections.drawn.relations import compose

    return compose(context, settings)


SECTION_KIND = SectionKind(
    key="relations",
    title="Relations",
    description="How actors stand to each other, as a graph with the confidence of each line",
    takes=("actor",),
    settings_type=RelationSettings,
    fields=(
        SettingField(
            name="neighbours",
            label="Also show the actors they relate to",
            field_type=FieldType.SWITCH,
        ),
        SettingField(name="native_names", label="Native names", field_type=FieldType.SWITCH),
        SettingField(name="caption", label="Caption", field_type=FieldType.LINE),
        SettingField(
            name="alternative_text",
            label="Alternative text",
            field_type=FieldType.LINE,
            help="What the graph shows, for those who do not see it; made from the relations "
            "if empty.",
        ),
    ),
    compose=_compose,
    empty_text="Place actors here to draw how they stand to each other.",
    shows="figure",
)
