"""Says how many attacks the query of a section finds, and places them by hand if wanted."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.identifiers import RecordId
from briefing.outline import Section
from briefing.ports import Library
from briefing.sections.attack_query import find_query
from briefing.sections.registry import get_section_kind
from briefing.services.briefings.querying import MOST_FOUND, find_attacks, place_found
from briefing.services.history import LibraryChange
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label, set_role

_COUNTING = "Counting what the query finds…"


class QueryLine(QWidget):
    """One line above a section's settings; hidden for a section that no query fills."""

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing: RecordId | None = None
        self._section: Section | None = None
        self.words = make_label("", wrap=True)
        self.place_button = make_button("Place them by hand")
        self.place_button.clicked.connect(self._place)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.place_button)
        self.hide()
        session.changed.connect(self._on_changed)

    @property
    def is_asked(self) -> bool:
        """Whether a query fills the section."""
        return self._section is not None

    def show_section(self, briefing: RecordId, section: Section | None) -> None:
        """Show what the query of a section finds; nothing for one without.

        Raises InvalidValueError for settings that do not fit the section's kind.
        """
        query = None
        if section is not None:
            query = find_query(get_section_kind(section.section_kind).read_settings(section))
        asked = section if query is not None else None
        if asked == self._section and briefing == self._briefing:
            return
        self._briefing, self._section = briefing, asked
        self.setVisible(asked is not None)
        self._count()

    def _count(self) -> None:
        briefing, section = self._briefing, self._section
        if briefing is None or section is None:
            return
        self._tell(_COUNTING, found=0)
        kind = get_section_kind(section.section_kind)

        def read(library: Library) -> int:
            query = find_query(kind.read_settings(section))
            if query is None:
                return 0
            with library.read() as unit:
                return len(find_attacks(unit, briefing, query))

        self._session.read_after_changes(read, lambda count: self._on_counted(section, count))

    def _on_counted(self, section: Section, count: int) -> None:
        if section == self._section:
            self._tell(_describe(count), found=count)

    def _tell(self, words: str, *, found: int) -> None:
        self.words.setText(words)
        self.place_button.setEnabled(found > 0)
        set_role(self.words, "" if found or words == _COUNTING else "warning")

    def _on_changed(self, change: LibraryChange) -> None:
        if "attack" in change.kinds or None in change.records.values():
            self._count()

    def _place(self) -> None:
        if self._briefing is not None and self._section is not None:
            self._session.do(place_found(self._briefing, self._section.id))


def _describe(count: int) -> str:
    if not count:
        return "The query finds no attack; widen it, or check its dates."
    if count == MOST_FOUND:
        return f"The query finds {count:,} attacks or more; the newest {count:,} are printed."
    return f"The query finds {count:,} attack{'' if count == 1 else 's'}."
