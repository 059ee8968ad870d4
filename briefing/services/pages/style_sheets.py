"""Page designs of a library's own: kept in its settings, shared as files, shown on a page."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from briefing.errors import ImportFileError, InvalidValueError
from briefing.export.own_style_sheets import find_faults, make_style_sheet
from briefing.export.style_sheet import STYLE_SHEETS
from briefing.outline import Briefing
from briefing.records.kinds import AnyRecord
from briefing.records.library_settings import LibrarySettings, OwnStyleSheet
from briefing.services.files.file_reading import read_whole_file
from briefing.services.files.file_writing import write_files
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings
from briefing.snapshot import Snapshot
from briefing.text_cleaning import clean_line

STYLE_SUFFIX = ".briefing-style"
LARGEST_STYLE = 1_000_000
"""How many bytes a file with a page design may have."""

_VERSION = 1


class _StyleFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page design as it goes from house to house."""

    format: str
    version: int
    name: str
    base: str
    values: dict[str, Any] = {}


def copy_style_sheet(settings: LibrarySettings, key: str) -> OwnStyleSheet:
    """Give a copy of a design, shipped or own, under a name that is free; it is not stored.

    Raises InvalidValueError for one that is not there.
    """
    own = {sheet.name: sheet for sheet in settings.style_sheets}
    if key in own:
        return msgspec.structs.replace(own[key], name=_find_free_name(settings, key))
    if key in STYLE_SHEETS:
        name = _find_free_name(settings, STYLE_SHEETS[key].label or key)
        return OwnStyleSheet(name=name, base=key)
    message = f"There is no page design called “{key}” in this library."
    raise InvalidValueError(message)


def save_style_sheet(sheet: OwnStyleSheet, *, instead_of: str = "") -> Change:
    """Keep a page design, in the place of another one if that is named.

    Raises InvalidValueError for a design with faults; when applied, for a name that another one
    has. Changes of one design in a row are one step.
    """
    sheet = msgspec.structs.replace(sheet, name=clean_line(sheet.name).strip())
    if not sheet.name:
        message = "A page design needs a name."
        raise InvalidValueError(message)
    make_style_sheet(sheet)

    def save(settings: LibrarySettings) -> LibrarySettings:
        others = [one for one in settings.style_sheets if one.name != (instead_of or sheet.name)]
        labels = (shipped.label for shipped in STYLE_SHEETS.values())
        if sheet.name in (*STYLE_SHEETS, *labels, *(one.name for one in others)):
            message = f"There is a page design called “{sheet.name}” already; choose another name."
            raise InvalidValueError(message)
        return _with_sheets(settings, [*others, sheet])

    made = change_settings(f"change the page design “{sheet.name}”", save)
    return msgspec.structs.replace(made, merge_key=f"style:{instead_of or sheet.name}")


def add_style_sheet(sheet: OwnStyleSheet) -> Change:
    """Add a page design; raises InvalidValueError as save_style_sheet does."""
    added = save_style_sheet(sheet)
    return msgspec.structs.replace(added, label=f"add the page design “{sheet.name}”", merge_key="")


def remove_style_sheet(name: str) -> Change:
    """Forget a page design; briefings that name it are then set in the standard one, and say so.

    Raises InvalidValueError, when it is applied, for a name that is not there.
    """

    def remove(settings: LibrarySettings) -> LibrarySettings:
        kept = [one for one in settings.style_sheets if one.name != name]
        if len(kept) == len(settings.style_sheets):
            message = f"There is no page design called “{name}” in this library."
            raise InvalidValueError(message)
        return _with_sheets(settings, kept)

    return change_settings(f"remove the page design “{name}”", remove)


def name_freely(settings: LibrarySettings, sheet: OwnStyleSheet) -> OwnStyleSheet:
    """Give the design under a name that no other one has."""
    return msgspec.structs.replace(sheet, name=_find_free_name(settings, sheet.name))


def _with_sheets(settings: LibrarySettings, sheets: Sequence[OwnStyleSheet]) -> LibrarySettings:
    ordered = tuple(sorted(sheets, key=lambda one: one.name.casefold()))
    return msgspec.structs.replace(settings, style_sheets=ordered)


def _find_free_name(settings: LibrarySettings, name: str) -> str:
    shipped = {*STYLE_SHEETS, *(sheet.label for sheet in STYLE_SHEETS.values())}
    taken = {one.name for one in settings.style_sheets}
    base = free = f"{name} (own)" if name in shipped else name
    number = 1
    while free in taken:
        number += 1
        free = f"{base} {number}"
    return free


# --- files ----------------------------------------------------------------------------------------


def read_style_file(path: Path) -> OwnStyleSheet:
    """Read a page design that another house made.

    Raises ImportFileError with its first fault.
    """
    content = read_whole_file(path, largest=LARGEST_STYLE, outcome="nothing was added")
    try:
        read = msgspec.json.decode(content, type=_StyleFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path.name} is not a page design of Briefing Builder ({error})."
        raise ImportFileError(message) from error
    if read.format != "briefing-style":
        message = f"{path.name} is not a page design of Briefing Builder."
        raise ImportFileError(message)
    if read.version > _VERSION:
        message = f"{path.name} was made by a newer Briefing Builder; update this one to read it."
        raise ImportFileError(message)
    sheet = OwnStyleSheet(
        name=clean_line(read.name).strip() or path.stem, base=read.base, values=read.values
    )
    if faults := find_faults(sheet):
        message = f"{path.name} cannot be used: {faults[0]}"
        raise ImportFileError(message)
    return sheet


def write_style_file(sheet: OwnStyleSheet, path: Path) -> None:
    """Write a page design for another house; raises ExportError when that cannot be done."""
    told = {
        "format": "briefing-style",
        "version": _VERSION,
        "name": sheet.name,
        "base": sheet.base,
        "values": dict(sorted(sheet.values.items())),
    }
    write_files({path: f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()})


def use_style_sheet(snapshot: Snapshot, settings: LibrarySettings, wanted: str) -> Snapshot:
    """Set a briefing in another design: shipped or the library's own by name, or one of a file.

    A name goes before a file that is called the same. Raises InvalidValueError where there is
    neither, and ImportFileError for a file with faults.
    """
    name, own = _find_design(settings, wanted)
    briefing = msgspec.structs.replace(snapshot.briefing, style_sheet=name)
    return msgspec.structs.replace(snapshot, briefing=briefing, style_sheet=own)


def _find_design(settings: LibrarySettings, wanted: str) -> tuple[str, OwnStyleSheet | None]:
    sought = wanted.casefold()
    for key, shipped in STYLE_SHEETS.items():
        if sought in (key, shipped.label.casefold()):
            return key, None
    own = next((one for one in settings.style_sheets if one.name.casefold() == sought), None)
    if own is None and not (wanted.endswith(STYLE_SUFFIX) or Path(wanted).is_file()):
        known = ", ".join([*STYLE_SHEETS, *(one.name for one in settings.style_sheets)])
        message = (
            f"There is no page design and no file called “{wanted}”; choose one of {known}, "
            f"or name a {STYLE_SUFFIX} file."
        )
        raise InvalidValueError(message)
    own = own or read_style_file(Path(wanted))
    return own.name, own


# --- the sample -----------------------------------------------------------------------------------


def make_sample_pages(design: OwnStyleSheet) -> bytes:
    """Write the pages that show what a design looks like, as PDF; takes a twentieth of a second.

    A shipped design is its own base. Raises InvalidValueError for one with faults.
    """
    from briefing.composition.compose import compose_unchecked
    from briefing.export.pdf_writer.writer import write_pdf
    from briefing.sample.library import read_sample

    records: dict[str, AnyRecord] = {record.id: record for record in read_sample().records}
    briefing = next(one for one in records.values() if isinstance(one, Briefing))
    # numbers of headings and widths of drawings are composed from the design too
    snapshot = Snapshot(briefing=briefing, records=records, style_sheet=design)
    document = compose_unchecked(snapshot).document
    return write_pdf(document, make_style_sheet(design)).content
