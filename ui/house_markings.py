"""The markings that a library offers: those of the shipped schemes, and of its own."""

from PySide6.QtCore import QObject, Signal

from briefing.markings import SCHEMES, MarkingScheme
from briefing.own_markings import make_scheme
from briefing.records.library_settings import SETTINGS_ID, LibrarySettings
from briefing.services.history import LibraryChange
from briefing.services.settings_of_library import read_settings
from ui.session.library_session import LibrarySession
from ui.widgets.marking_pill import show_own_levels


class HouseMarkings(QObject):
    """Knows the marking scheme of the library's own, if it has one; one for a session."""

    changed = Signal()

    def __init__(self, session: LibrarySession) -> None:
        super().__init__(session)
        self.own: MarkingScheme | None = None
        show_own_levels(())
        session.changed.connect(self._on_library_changed)
        session.read_after_changes(read_settings, self._take)

    @property
    def schemes(self) -> tuple[MarkingScheme, ...]:
        """All schemes; where the library has one of its own, that comes first."""
        return (*((self.own,) if self.own else ()), *SCHEMES.values())

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all schemes, each once."""
        labels = (level.label for scheme in self.schemes for level in scheme.levels)
        return tuple(dict.fromkeys(labels))

    def _on_library_changed(self, change: LibraryChange) -> None:
        if SETTINGS_ID in change.records:
            self._take(change.records[SETTINGS_ID])

    def _take(self, settings: object) -> None:
        # undo may have removed the settings
        own = settings.marking_scheme if isinstance(settings, LibrarySettings) else None
        scheme = make_scheme(own) if own else None
        if scheme != self.own:
            self.own = scheme
            show_own_levels(scheme.levels if scheme else ())
            self.changed.emit()


def get_house_markings(session: LibrarySession) -> HouseMarkings:
    """Give the markings of this session; everything that offers some shares them."""
    found = session.findChild(HouseMarkings)
    return found if isinstance(found, HouseMarkings) else HouseMarkings(session)
