"""What has changed since the last edition, written from the frozen text of that edition.

The section holds a place only: what has changed is known once all other sections are composed,
so that briefing.composition.changes fills it.
"""

from enum import StrEnum
from typing import Any

import msgspec

from briefing.document.nodes import Block, Paragraph, Text
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField

KEY = "changes-since"
PLACE = "changes-since-"
"""Begins the anchor of the paragraph that is filled; the id of the section follows."""

NO_EARLIER_EDITION = "No earlier edition is compared here."


class Detail(StrEnum):
    """How much is said of each section that differs."""

    PASSAGES = "passages"
    SECTIONS = "sections"


class ChangesSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the section."""

    detail: Detail = Detail.PASSAGES
    figures_first: bool = True


def _compose(context: SectionContext, _settings: Any) -> tuple[Block, ...]:
    if context.snapshot.last_edition is None:
        return context.texts.with_origin([Paragraph((Text(NO_EARLIER_EDITION),))])
    place = Paragraph((), anchor=f"{PLACE}{context.section.id}")
    return context.texts.with_origin([place])


SECTION_KIND = SectionKind(
    key=KEY,
    title="Changes since the last edition",
    description="What is new, what is gone and which figures differ, told by section",
    takes=(),
    settings_type=ChangesSettings,
    fields=(
        SettingField(
            name="detail",
            label="What is told",
            field_type=FieldType.CHOICE,
            choices=(
                (Detail.PASSAGES.value, "Every passage that differs"),
                (Detail.SECTIONS.value, "The sections that differ"),
            ),
        ),
        SettingField(
            name="figures_first",
            label="List figures that differ first",
            field_type=FieldType.SWITCH,
        ),
    ),
    compose=_compose,
    empty_text="It is written from the last edition of this briefing by itself.",
)
