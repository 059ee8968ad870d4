"""Reads and changes what the analysts of a library have agreed on."""

from collections.abc import Callable

import msgspec

from briefing.ports import Library, UnitOfWork
from briefing.records.cleaning import clean_record
from briefing.records.library_settings import SETTINGS_ID, LibrarySettings
from briefing.services.history import Change


def get_settings(unit: UnitOfWork) -> LibrarySettings:
    """Give the settings, or those that a new library has."""
    stored = unit.records.find_record(SETTINGS_ID)
    return stored if isinstance(stored, LibrarySettings) else LibrarySettings(id=SETTINGS_ID)


def read_settings(library: Library) -> LibrarySettings:
    """Give the settings, read in a transaction of their own."""
    with library.read() as unit:
        return get_settings(unit)


def change_settings(label: str, change: Callable[[LibrarySettings], LibrarySettings]) -> Change:
    """Replace the settings by what `change` makes of them, as a step that can be undone."""

    def apply(unit: UnitOfWork) -> None:
        settings = get_settings(unit)
        changed = clean_record(change(settings))
        if changed == settings:
            return
        if not settings.revision:
            changed = msgspec.structs.replace(changed, revision=_count_revisions(unit))
        unit.records.save_record(changed, reason=label)

    return Change(label=label, apply=apply)


def _count_revisions(unit: UnitOfWork) -> int:
    """Give the last revision of settings that were undone into the trash, 0 for none."""
    revisions = unit.records.list_revisions(SETTINGS_ID)
    return revisions[0].revision if revisions else 0
