"""Background: notes from the library, each under its title or run together."""

from typing import Any

import msgspec

from briefing.document.nodes import Block, Heading, Paragraph, Text
from briefing.records.background_note import BackgroundNote
from briefing.sections.section_kind import (
    FieldType,
    PlacedRecord,
    SectionContext,
    SectionKind,
    SettingField,
)


class BackgroundSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a background section."""

    headings: bool = True


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for placed in context.placed:
        blocks.extend(_compose_note(context, placed, with_heading=settings.headings))
    return tuple(blocks)


def _compose_note(
    context: SectionContext, placed: PlacedRecord, *, with_heading: bool
) -> tuple[Block, ...]:
    note = placed.record
    if not isinstance(note, BackgroundNote):
        return ()
    anchor = context.texts.claim_anchor(note.id)
    body = context.texts.read_record_text(note, note.text, "text")
    if with_heading:
        head = Heading(2, (Text(note.display_title),), anchor=anchor)
        return (*context.texts.with_origin((head,), record=note.id), *body)
    if not body:
        return ()
    first = body[0]
    if isinstance(first, Paragraph):
        first = msgspec.structs.replace(first, anchor=anchor)
    return (first, *body[1:])


SECTION_KIND = SectionKind(
    key="background",
    title="Background",
    description="Background notes from the library",
    takes=("background",),
    settings_type=BackgroundSettings,
    fields=(
        SettingField(
            name="headings", label="Print the title of each note", field_type=FieldType.SWITCH
        ),
    ),
    compose=_compose,
    empty_text="Place background notes here.",
)
