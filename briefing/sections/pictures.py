"""Puts the pictures of a snapshot into the document, and tells of those that cannot be shown."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from briefing.document.image_references import find_image_references
from briefing.document.nodes import (
    Block,
    Callout,
    CalloutTone,
    Emblem,
    Image,
    Inline,
    Origin,
    Paragraph,
    Text,
)
from briefing.document.problem import Problem, Severity
from briefing.outline import Briefing, Section
from briefing.picture_uses import (
    PictureUse,
    find_referred,
    is_image,
    list_images,
    use_as_emblem,
    use_as_figure,
    use_as_logo,
)
from briefing.records.actor import Actor, ActorKind
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Attachment
from briefing.sections import words
from briefing.sections.texts import Texts
from briefing.snapshot import Snapshot

IMAGES_KEY = "images"
"""The kind of section that prints images, and the setting in which it keeps its own."""

_ACTORS_KEY = "actors"


class SectionPictures:
    """Makes the images of one section."""

    def __init__(
        self, snapshot: Snapshot, section: Section, texts: Texts, report: Callable[[Problem], None]
    ) -> None:
        self._snapshot = snapshot
        self._section = section
        self._texts = texts
        self._report = report

    def compose(
        self,
        image: Attachment,
        *,
        record: str = "",
        field: str = "",
        caption: tuple[Inline, ...] = (),
    ) -> Block:
        """Make an image with its words, under another `caption` if one is given.

        One that cannot be shown leaves a fault note and a problem.
        """
        key = use_as_figure(image).key
        if key not in self._snapshot.pictures:
            return self._report_fault(image, key, record)
        read = self._texts.read_inlines
        return Image(
            key,
            image.alternative_text.strip(),
            image.width,
            caption=caption or read(image.caption, record=record, field=field),
            credit=read(image.credit, record=record, field=field),
        )

    def find_in_text(
        self, reference: str, caption: tuple[Inline, ...], record: str, field: str
    ) -> Block | None:
        """Make the image that a text refers to; None, and a problem, when it is not there."""
        image = find_referred(self._list_candidates(record), reference)
        if image is None:
            sentence = (
                f"The text shows an image “attachment:{reference}” that is not attached to its "
                "record, to one of the section, or to the briefing."
            )
            self._texts.report_broken(sentence, record, field)
            return None
        block = self.compose(image, record=record, field=field, caption=caption)
        origin = Origin(self._section.id, record)  # also of one that stands in a list
        return msgspec.structs.replace(block, origin=origin)

    def make_emblem(self, actor: Actor) -> Emblem | None:
        """Make the emblem of an actor, or the portrait of a person; None where there is none."""
        image = find_emblem(actor)
        if image is None:
            return None
        key = use_as_emblem(image).key
        if key not in self._snapshot.pictures:
            self._report_fault(image, key, actor.id)
            return None
        what = "Portrait" if actor.actor_kind is ActorKind.PERSON else "Emblem"
        english = self._snapshot.briefing.language.startswith("en")
        name = f"{what} of {actor.display_title}" if english else actor.display_title
        return Emblem(key, image.alternative_text.strip() or name)

    def _list_candidates(self, record: str) -> Iterator[Attachment]:
        """Yield the images that a text can show, those nearest to it first."""
        snapshot = self._snapshot
        placed = tuple(_iter_placed(snapshot, self._section))
        for own in (True, False):
            for each in placed:
                if (each.id == record) is own:
                    yield from each.attachments
        if record in snapshot.records:
            yield from snapshot.records[record].attachments
        yield from list_section_images(self._section)
        yield from snapshot.briefing.attachments
        for section in snapshot.briefing.sections:
            yield from list_section_images(section)

    def _report_fault(self, image: Attachment, key: str, record: str) -> Block:
        reason = self._snapshot.picture_faults.get(key, "Its file is not in the library.")
        sentence = f"The image “{image.name}” cannot be printed. {reason}"
        self._report(
            Problem(
                check="image-fault",
                severity=Severity.ERROR,
                message=sentence,
                remedy="Attach another image in its place, or take it away.",
                section=self._section.id,
                record=record,
            )
        )
        paragraph = Paragraph((Text(sentence),))
        return Callout((paragraph,), title=words.IMAGE_FAULT, tone=CalloutTone.FAULT)


def make_logo(snapshot: Snapshot) -> Emblem | None:
    """Make the logo for the head of the first page; None where there is none to print."""
    logo = snapshot.logo
    key = use_as_logo(logo).key if logo else ""
    if logo is None or key not in snapshot.pictures:
        return None
    name = snapshot.briefing.organisation or "Logo"
    return Emblem(key, logo.alternative_text.strip() or name)


def find_emblem(actor: Actor) -> Attachment | None:
    """Give the attachment that is an actor's emblem."""
    return next((a for a in actor.attachments if actor.emblem and a.sha256 == actor.emblem), None)


def list_section_images(section: Section) -> tuple[Attachment, ...]:
    """List the images that a section has itself; none where its settings cannot be read."""
    try:
        return msgspec.convert(
            section.settings.get(IMAGES_KEY, ()), tuple[Attachment, ...], strict=False
        )
    except msgspec.ValidationError:
        return ()  # told where the section is composed


def list_record_images(record: AnyRecord) -> tuple[Attachment, ...]:
    """List the images of a record that a section prints: all but the emblem of an actor."""
    emblem = record.emblem if isinstance(record, Actor) else ""
    return tuple(image for image in list_images(record.attachments) if image.sha256 != emblem)


def list_picture_uses(snapshot: Snapshot) -> tuple[PictureUse, ...]:
    """List what pictures the document of a snapshot needs, each once."""
    found = dict.fromkeys(_iter_uses(snapshot))
    return tuple(found)


def _iter_uses(snapshot: Snapshot) -> Iterator[PictureUse]:
    if snapshot.logo:
        yield use_as_logo(snapshot.logo)
    held: list[Attachment] = list(snapshot.briefing.attachments)
    for section in snapshot.briefing.sections:
        held += list_section_images(section)
    for section in snapshot.briefing.list_included():
        if section.section_kind == IMAGES_KEY:
            yield from map(use_as_figure, list_section_images(section))
        for record in _iter_placed(snapshot, section):
            held += record.attachments
            yield from _iter_uses_of_record(record, section)
    if any(map(is_image, held)):
        yield from _iter_uses_in_texts(snapshot, held)


def _iter_placed(snapshot: Snapshot, section: Section) -> Iterator[AnyRecord]:
    for placement in section.placements:
        record = snapshot.pinned.get(placement.id) or snapshot.records.get(placement.record)
        if record is not None:
            yield record


def _iter_uses_of_record(record: AnyRecord, section: Section) -> Iterator[PictureUse]:
    emblem = find_emblem(record) if isinstance(record, Actor) else None
    if emblem and section.section_kind == _ACTORS_KEY:
        yield use_as_emblem(emblem)
    if section.section_kind == IMAGES_KEY:
        yield from map(use_as_figure, list_record_images(record))


def _iter_uses_in_texts(snapshot: Snapshot, held: Iterable[Attachment]) -> Iterator[PictureUse]:
    texts: tuple[Briefing | AnyRecord, ...] = (
        snapshot.briefing,
        *snapshot.records.values(),
        *snapshot.pinned.values(),
    )
    references = dict.fromkeys(reference for text in texts for reference in _iter_references(text))
    for reference in references:
        for image in held:
            if find_referred((image,), reference):
                yield use_as_figure(image)


def _iter_references(value: Any) -> Iterator[str]:
    """Yield what the texts in a structure refer to images by."""
    if isinstance(value, str):
        yield from find_image_references(value) if "](" in value else ()
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _iter_references(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _iter_references(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _iter_references(part)
