"""How the dates of a library are read: in which calendar, and in which year when none is said."""

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from briefing.dates import EdtfDate
from briefing.records.library_settings import SETTINGS_ID, Calendar, LibrarySettings
from briefing.services.history import LibraryChange
from briefing.services.settings_of_library import change_settings, read_settings
from ui.session.library_session import LibrarySession


class DateHabits(QObject):
    """Knows the calendar that the analysts of a library agreed on; one for a session."""

    changed = Signal()

    def __init__(self, session: LibrarySession) -> None:
        super().__init__(session)
        self._session = session
        self.persian_years = False
        session.changed.connect(self._on_library_changed)
        session.read_after_changes(read_settings, self._take)

    def set_persian_years(self, *, persian: bool) -> None:
        """Let a bare year such as 1402 be one of the Persian calendar, or of the Gregorian."""
        calendar = Calendar.PERSIAN if persian else Calendar.GREGORIAN
        name = calendar.value.capitalize()

        def change(settings: LibrarySettings) -> LibrarySettings:
            return msgspec.structs.replace(settings, calendar=calendar)

        self._session.do(change_settings(f"read years in the {name} calendar", change))

    def _on_library_changed(self, change: LibraryChange) -> None:
        if SETTINGS_ID in change.records:
            self._take(change.records[SETTINGS_ID])

    def _take(self, settings: object) -> None:
        persian = (
            isinstance(settings, LibrarySettings)  # undo may have removed them
            and settings.calendar is Calendar.PERSIAN
        )
        if persian != self.persian_years:
            self.persian_years = persian
            self.changed.emit()


def get_date_habits(session: LibrarySession) -> DateHabits:
    """Give the habits of this session; all of its forms share them."""
    found = session.findChild(DateHabits)
    return found if isinstance(found, DateHabits) else DateHabits(session)


class DateContext:
    """What the dates of one form can be read by: the year of its record, if it has just one."""

    def __init__(self, habits: DateHabits) -> None:
        self.habits = habits
        self.year: int | None = None

    def take_year(self, values: Mapping[str, Any], name: str) -> None:
        """Take the year of the date that the record is about."""
        date = values.get(name)
        if isinstance(date, EdtfDate):
            first, last = date.earliest, date.latest
            is_one = first is not None and last is not None and first.year == last.year
            self.year = first.year if first is not None and is_one else None
        elif name in values:
            self.year = None
