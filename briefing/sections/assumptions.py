"""Assumptions and gaps: what the judgements rest on without proof, and what is not known."""

from typing import Any

import msgspec

from briefing.document.nodes import (
    Block,
    Emphasis,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Text,
)
from briefing.sections import words
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class Assumption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something taken for true, and what would follow if it were not."""

    text: str = ""
    if_wrong: str = ""


class Gap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that is not known, and what knowing it would change."""

    text: str = ""
    matters: str = ""


class AssumptionSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a section of assumptions and gaps."""

    assumptions: tuple[Assumption, ...] = ()
    gaps: tuple[Gap, ...] = ()


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    assumptions = [
        _compose_item(context, one.text, words.IF_WRONG, one.if_wrong, field="assumptions")
        for one in settings.assumptions
        if one.text.strip()
    ]
    gaps = [
        _compose_item(context, one.text, words.MATTERS, one.matters, field="gaps")
        for one in settings.gaps
        if one.text.strip()
    ]
    blocks: list[Block] = []
    for title, items in ((words.ASSUMPTIONS, assumptions), (words.GAPS, gaps)):
        if items and assumptions and gaps:
            told = context.local.words.translate(title)
            blocks.append(Heading(2, (Text(told),), numbered=False, in_contents=False))
        if items:
            blocks.append(List(tuple(items)))
    return context.texts.with_origin(blocks)


def _compose_item(
    context: SectionContext, text: str, label: str, more: str, *, field: str
) -> ListItem:
    inlines: list[Inline] = [*context.texts.read_inlines(text, field=field)]
    if more.strip():
        told = context.local.words.translate(label)
        inlines += [Text(" "), Emphasis((Text(f"{told}:"),)), Text(" ")]
        inlines += context.texts.read_inlines(more, field=field)
    return ListItem((Paragraph(tuple(inlines)),))


SECTION_KIND = SectionKind(
    key="assumptions",
    title="Assumptions and gaps",
    description="What the judgements rest on without proof, and what is not known",
    takes=(),
    settings_type=AssumptionSettings,
    fields=(
        SettingField(
            name="assumptions",
            label="Assumptions",
            field_type=FieldType.PARTS,
            add_label="Add assumption",
            parts=(
                SettingField(
                    name="text", label="What is taken for true", field_type=FieldType.MARKDOWN
                ),
                SettingField(
                    name="if_wrong", label="What follows if not", field_type=FieldType.MARKDOWN
                ),
            ),
        ),
        SettingField(
            name="gaps",
            label="Gaps",
            field_type=FieldType.PARTS,
            add_label="Add gap",
            parts=(
                SettingField(name="text", label="What is not known", field_type=FieldType.MARKDOWN),
                SettingField(name="matters", label="Why it matters", field_type=FieldType.MARKDOWN),
            ),
        ),
    ),
    compose=_compose,
    empty_text="Write what the judgements rest on, and what is not known.",
)
