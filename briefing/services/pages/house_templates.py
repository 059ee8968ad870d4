"""Keeps customers' Word files that frame briefings, by name, in the library."""

from pathlib import Path

import msgspec

from briefing.errors import InvalidValueError
from briefing.ports import UnitOfWork
from briefing.records.library_settings import HouseTemplate, LibrarySettings
from briefing.services.files.file_reading import read_whole_file
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings
from briefing.snapshot import Snapshot
from briefing.text_cleaning import clean_line

LARGEST_TEMPLATE = 20_000_000
"""How many bytes a template may have."""


def read_template(path: Path) -> tuple[HouseTemplate, bytes]:
    """Read and check a Word file; gives it as a template under the file's name, and its bytes.

    Takes a tenth of a second. Raises ImportFileError with the reason why it cannot be used.
    """
    from hashlib import sha256

    from briefing.export.docx_writer.house_template import read_page

    content = read_whole_file(path, largest=LARGEST_TEMPLATE, outcome="nothing was added")
    page = read_page(content)
    template = HouseTemplate(
        name=clean_line(path.stem) or "Template",
        sha256=sha256(content).hexdigest(),
        page_width=page.width,
        page_height=page.height,
        margin_top=page.top,
        margin_bottom=page.bottom,
        margin_left=page.left,
        margin_right=page.right,
    )
    return template, content


def use_template(snapshot: Snapshot, template: HouseTemplate, content: bytes) -> Snapshot:
    """Give the snapshot framed by a template that need not be in the library."""
    briefing = msgspec.structs.replace(snapshot.briefing, house_template=template.name)
    return msgspec.structs.replace(
        snapshot,
        briefing=briefing,
        house_template=template,
        files={**snapshot.files, template.sha256: content},
    )


def add_template(template: HouseTemplate, content: bytes) -> Change:
    """Keep a template; one that has the same name is replaced by it."""

    def add(settings: LibrarySettings) -> LibrarySettings:
        others = [t for t in settings.house_templates if t.name != template.name]
        templates = sorted([*others, template], key=lambda t: t.name.casefold())
        return msgspec.structs.replace(settings, house_templates=tuple(templates))

    label = f"add the house template “{template.name}”"
    remembered = change_settings(label, add)

    def apply(unit: UnitOfWork) -> None:
        unit.attachments.add_attachment(content)
        remembered.apply(unit)

    return Change(label=label, apply=apply)


def remove_template(name: str) -> Change:
    """Forget a template; briefings that name it are framed as if they named none.

    Raises InvalidValueError, when it is applied, for a name that is not there.
    """

    def remove(settings: LibrarySettings) -> LibrarySettings:
        kept = tuple(t for t in settings.house_templates if t.name != name)
        if len(kept) == len(settings.house_templates):
            message = f"There is no house template called “{name}” in this library."
            raise InvalidValueError(message)
        return msgspec.structs.replace(settings, house_templates=kept)

    return change_settings(f"remove the house template “{name}”", remove)
