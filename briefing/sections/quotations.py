"""Quotations: what was said, word for word, with its translation, by whom and where it stands."""

from typing import Any

import msgspec

from briefing.document.nodes import Block, Paragraph, Quotation, Text
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class Quoted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One quotation. `said_by` says who said it, when and where, and cites it."""

    text: str = ""
    translation: str = ""
    said_by: str = ""


class QuotationSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a section of quotations."""

    quotations: tuple[Quoted, ...] = ()


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    blocks = [_compose_one(context, one) for one in settings.quotations if one.text.strip()]
    return context.texts.with_origin(blocks)


def _compose_one(context: SectionContext, quoted: Quoted) -> Block:
    inner = list(context.texts.read_blocks(quoted.text, field="quotations"))
    if quoted.translation.strip():
        translated = context.texts.read_inlines(quoted.translation, field="quotations")
        inner.append(Paragraph((Text("["), *translated, Text("]"))))
    said_by = context.texts.read_inlines(quoted.said_by, field="quotations")
    return Quotation(tuple(inner), attribution=said_by)


SECTION_KIND = SectionKind(
    key="quotations",
    title="Quotations",
    description="What was said, word for word, by whom and where it stands",
    takes=(),
    settings_type=QuotationSettings,
    fields=(
        SettingField(
            name="quotations",
            label="Quotations",
            field_type=FieldType.PARTS,
            add_label="Add quotation",
            parts=(
                SettingField(name="text", label="Words", field_type=FieldType.MARKDOWN),
                SettingField(
                    name="translation",
                    label="Translation",
                    field_type=FieldType.MARKDOWN,
                    help="Printed in square brackets below the words.",
                ),
                SettingField(
                    name="said_by",
                    label="Who said it, when and where",
                    field_type=FieldType.MARKDOWN,
                    help="Cite the source here.",
                ),
            ),
        ),
    ),
    compose=_compose,
    empty_text="Write what was said, and cite it.",
)
