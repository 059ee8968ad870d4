"""Free text: whatever the analyst writes."""

from typing import Any

import msgspec

from briefing.document.nodes import Block
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class TextSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a free text section."""

    text: str = ""


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    return context.texts.read_blocks(settings.text, field="text", heading_level=2)


SECTION_KIND = SectionKind(
    key="text",
    title="What happened",
    description="Text of your own, with citations and mentions",
    takes=(),
    settings_type=TextSettings,
    fields=(
        SettingField(
            name="text",
            label="Text",
            field_type=FieldType.MARKDOWN,
            help="Type [ to cite a source and @ to mention a record.",
        ),
    ),
    compose=_compose,
    empty_text="Write what happened.",
)
