"""Indicators to watch: what would show that a development has begun, and whether it is seen."""

from typing import Any, Literal

import msgspec

from briefing.document.nodes import Block, Cell, Column, Row, Table, Text
from briefing.sections import words
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField

_COLUMNS = (Column(0.46), Column(0.38), Column(0.16))
_STATES = ("not seen", "first signs", "seen", "not known")


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that could be observed, what it would point to, and whether it is seen."""

    text: str = ""
    points_to: str = ""
    state: Literal["not seen", "first signs", "seen", "not known"] = "not seen"


class IndicatorSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a section of indicators."""

    indicators: tuple[Indicator, ...] = ()
    caption: str = "Indicators to watch"


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    rows = tuple(_compose_row(context, one) for one in settings.indicators if one.text.strip())
    if not rows:
        return ()
    labels = (words.INDICATOR, words.POINTS_TO, words.STATE)
    translate = context.local.words.translate
    header = tuple(Cell((Text(translate(label)),), header=True) for label in labels)
    told = context.local.words.translate(settings.caption)
    caption = context.texts.read_inlines(told, field="caption")
    return context.texts.with_origin((Table(_COLUMNS, rows, header=header, caption=caption),))


def _compose_row(context: SectionContext, indicator: Indicator) -> Row:
    read = context.texts.read_inlines
    return Row(
        (
            Cell(read(indicator.text, field="indicators"), header=True),
            Cell(read(indicator.points_to, field="indicators")),
            Cell((Text(context.local.words.translate(indicator.state)),)),
        )
    )


SECTION_KIND = SectionKind(
    key="indicators",
    title="Indicators to watch",
    description="What to watch for, what it would point to, and whether it is seen",
    takes=(),
    settings_type=IndicatorSettings,
    fields=(
        SettingField(
            name="indicators",
            label="Indicators",
            field_type=FieldType.PARTS,
            add_label="Add indicator",
            parts=(
                SettingField(
                    name="text", label="What can be observed", field_type=FieldType.MARKDOWN
                ),
                SettingField(
                    name="points_to", label="What it points to", field_type=FieldType.MARKDOWN
                ),
                SettingField(
                    name="state",
                    label="State",
                    field_type=FieldType.CHOICE,
                    choices=tuple((state, state.capitalize()) for state in _STATES),
                ),
            ),
        ),
        SettingField(name="caption", label="Caption", field_type=FieldType.LINE),
    ),
    compose=_compose,
    empty_text="Write what to watch for.",
    shows="table",
)
