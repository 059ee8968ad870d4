"""Sources: the numbered list of everything that the document cites."""

from typing import Any

import msgspec

from briefing.document.nodes import Bibliography, Block, Paragraph, ParagraphRole, Text
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField
from briefing.sections.words import SOURCES


class SourcesSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a sources section."""

    show_key: bool = True


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    blocks: list[Block] = [Bibliography()]
    if settings.show_key and context.snapshot.briefing.show_grades:
        blocks.append(Paragraph((Text(context.local.words.grades_key),), role=ParagraphRole.SMALL))
    return context.texts.with_origin(blocks)


SECTION_KIND = SectionKind(
    key="sources",
    title=SOURCES,
    description="Every source that is cited, once, under its number",
    takes=(),
    settings_type=SourcesSettings,
    fields=(
        SettingField(
            name="show_key", label="Explain the grades below", field_type=FieldType.SWITCH
        ),
    ),
    compose=_compose,
    empty_text="Fills itself with the sources that are cited.",
)
