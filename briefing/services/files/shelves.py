"""Where files are kept: beside a record, in a section of images, with the library's settings."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

import msgspec

from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId, SectionId
from briefing.outline import Briefing
from briefing.ports import UnitOfWork
from briefing.records.actor import Actor
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import SETTINGS_ID, LibrarySettings
from briefing.records.parts import Attachment
from briefing.records.source import SavedCopy, Source
from briefing.sections.pictures import IMAGES_KEY, list_section_images
from briefing.services.briefings.outlining import edit_briefing, get_section, replace_section
from briefing.services.settings_of_library import change_settings, get_settings

Attachments = tuple[Attachment, ...]
ChangeAttachments = Callable[[Attachments], Attachments]


class ShelfContent(NamedTuple):
    """What is kept on a shelf.

    `use` says in a word what one of the files can be chosen for ("emblem"), empty for nothing;
    `used` is the SHA-256 of the one that was.
    """

    title: str
    attachments: Attachments
    use: str = ""
    used: str = ""


class Shelf(Protocol):
    """A place for files; all of its changes are changes of one record, `record_id`."""

    @property
    def images_only(self) -> bool:
        """Whether it takes nothing but images that can be printed."""
        ...

    @property
    def record_id(self) -> RecordId:
        """The record that changes with it."""
        ...

    def read(self, unit: UnitOfWork) -> ShelfContent:
        """Tell what is kept; raises RecordNotFoundError or InvalidValueError when it is gone."""
        ...

    def edit(self, unit: UnitOfWork, label: str, change: ChangeAttachments) -> None:
        """Store what `change` makes of the files; raises as `read` does."""
        ...

    def use(self, unit: UnitOfWork, label: str, attachment: Attachment) -> None:
        """Choose a file; raises InvalidValueError where none can be."""
        ...


class RecordShelf(NamedTuple):
    """The files beside a record: any files, one of them its emblem or its saved copy."""

    record_id: RecordId
    images_only: bool = False

    def read(self, unit: UnitOfWork) -> ShelfContent:
        """Tell what is kept beside the record."""
        record = unit.records.get_record(self.record_id)
        use, used = _find_use(record)
        return ShelfContent(record.display_title, record.attachments, use, used)

    def edit(self, unit: UnitOfWork, label: str, change: ChangeAttachments) -> None:
        """Change the files; what was chosen of those that go is forgotten."""
        record = unit.records.get_record(self.record_id)
        kept = change(record.attachments)
        gone = {one.sha256 for one in record.attachments} - {one.sha256 for one in kept}
        changed = _forget(msgspec.structs.replace(record, attachments=kept), gone)
        unit.records.save_record(changed, reason=label)

    def use(self, unit: UnitOfWork, label: str, attachment: Attachment) -> None:
        """Make a file the emblem of its actor, or the saved copy of its source."""
        from datetime import UTC, datetime

        record = unit.records.get_record(self.record_id)
        if isinstance(record, Actor):
            changed: AnyRecord = msgspec.structs.replace(record, emblem=attachment.sha256)
        elif isinstance(record, Source):
            captured = datetime.now(UTC).replace(microsecond=0)
            copy = SavedCopy(sha256=attachment.sha256, captured_at=captured)
            changed = msgspec.structs.replace(record, saved_copy=copy)
        else:
            message = f"“{record.display_title}” has neither an emblem nor a saved copy."
            raise InvalidValueError(message)
        unit.records.save_record(changed, reason=label)


class SectionShelf(NamedTuple):
    """The images that a section of images has itself."""

    record_id: RecordId  # of the briefing
    section_id: SectionId
    images_only: bool = True

    def read(self, unit: UnitOfWork) -> ShelfContent:
        """Tell what images the section has."""
        briefing = unit.records.get_record(self.record_id)
        if not isinstance(briefing, Briefing):
            message = f"“{briefing.display_title}” is not a briefing."
            raise InvalidValueError(message)
        section = get_section(briefing, self.section_id)
        return ShelfContent(section.title, list_section_images(section))

    def edit(self, unit: UnitOfWork, label: str, change: ChangeAttachments) -> None:
        """Change the images of the section."""

        def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
            section = get_section(briefing, self.section_id)
            images = msgspec.to_builtins(list(change(list_section_images(section))))
            settings = {**section.settings, IMAGES_KEY: images}
            return replace_section(briefing, msgspec.structs.replace(section, settings=settings))

        edit_briefing(self.record_id, label, edit).apply(unit)

    def use(self, unit: UnitOfWork, label: str, attachment: Attachment) -> None:
        """Refuse: a section prints all of its images."""
        message = f"“{attachment.name}” is printed in its section; there is nothing to choose."
        raise InvalidValueError(message)


class SettingsShelf(NamedTuple):
    """The images kept with the settings of the library, one of them the logo."""

    images_only: bool = True

    @property
    def record_id(self) -> RecordId:
        """The record of the settings."""
        return SETTINGS_ID

    def read(self, unit: UnitOfWork) -> ShelfContent:
        """Tell what images are kept with the settings."""
        settings = get_settings(unit)
        return ShelfContent("Logo on first pages", settings.attachments, "logo", settings.logo)

    def edit(self, unit: UnitOfWork, label: str, change: ChangeAttachments) -> None:
        """Change the images; a logo that goes is forgotten, the first that comes is it."""

        def edit(settings: LibrarySettings) -> LibrarySettings:
            kept = change(settings.attachments)
            held = {one.sha256 for one in kept}
            first = kept[0].sha256 if kept and not settings.attachments else ""
            logo = settings.logo if settings.logo in held else first
            return msgspec.structs.replace(settings, attachments=kept, logo=logo)

        change_settings(label, edit).apply(unit)

    def use(self, unit: UnitOfWork, label: str, attachment: Attachment) -> None:
        """Make an image the logo."""
        logo = attachment.sha256
        change_settings(label, lambda s: msgspec.structs.replace(s, logo=logo)).apply(unit)


def _find_use(record: AnyRecord) -> tuple[str, str]:
    """Give what a file of the record can be chosen for, and the one that was."""
    if isinstance(record, Actor):
        return "emblem", record.emblem
    if isinstance(record, Source):
        return "saved copy", record.saved_copy.sha256 if record.saved_copy else ""
    return "", ""


def _forget(record: AnyRecord, gone: set[str]) -> AnyRecord:
    if isinstance(record, Actor) and record.emblem in gone:
        return msgspec.structs.replace(record, emblem="")
    if isinstance(record, Source) and record.saved_copy and record.saved_copy.sha256 in gone:
        return msgspec.structs.replace(record, saved_copy=None)
    return record
