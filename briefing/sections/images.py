"""Images: photographs and other pictures, of the section itself and of the records placed."""

from typing import Any

import msgspec

from briefing.document.nodes import Block
from briefing.records.parts import Attachment
from briefing.sections.pictures import IMAGES_KEY, list_record_images
from briefing.sections.section_kind import SectionContext, SectionKind


class ImageSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a section of images: those that it has itself, kept as attachments are."""

    images: tuple[Attachment, ...] = ()


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    blocks = [context.pictures.compose(image, field="images") for image in settings.images]
    made = list(context.texts.with_origin(blocks))
    for placed in context.placed:
        record = placed.record
        own = [
            context.pictures.compose(image, record=record.id, field="attachments")
            for image in list_record_images(record)
        ]
        if own:
            anchor = context.texts.claim_anchor(record.id)
            own[0] = msgspec.structs.replace(own[0], anchor=anchor)
        made += context.texts.with_origin(own, record=record.id)
    return tuple(made)


SECTION_KIND = SectionKind(
    key=IMAGES_KEY,
    title="Images",
    description="Photographs and other pictures, with captions and credits",
    takes=("actor", "attack", "background", "source"),
    settings_type=ImageSettings,
    fields=(),
    compose=_compose,
    empty_text="Add images, or place records here to print the images attached to them.",
    shows="figure",
)
