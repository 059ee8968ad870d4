"""The names of an actor: scripts guessed from their letters, likely doubles pointed out."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefing.name_matching import KnownName, LikelyMatch, NameIndex, guess_script
from briefing.ports import Library
from briefing.records.actor import Actor, ActorName
from briefing.services.history import LibraryChange
from ui.forms.field_grid import MakeEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.part_summaries import FindTitle
from ui.forms.parts_editor import PartsEditor
from ui.session.library_session import LibrarySession
from ui.session.newest_reading import NewestReading
from ui.text_editor.reference_book import get_reference_book
from ui.widgets.plain_text import make_button, make_label

_MOST_SHOWN = 3


class NameBook(QObject):
    """The index of all names of the library's actors; one for a session, made when asked for."""

    def __init__(self, session: LibrarySession) -> None:
        super().__init__(session)
        self.session = session
        self._index: NameIndex | None = None
        session.changed.connect(self._on_library_changed)

    def find(self, library: Library, names: Sequence[str], but: str) -> list[LikelyMatch]:
        """Find likely doubles of any of the names; takes a while, so do it off the GUI thread."""
        if self._index is None:
            with library.read() as unit:
                actors = unit.records.iter_records(("actor",))
                self._index = NameIndex(
                    KnownName(name.text, actor.id)
                    for actor in actors
                    if isinstance(actor, Actor)
                    for name in actor.names
                )
        index = self._index
        best: dict[str, LikelyMatch] = {}
        for name in names:
            for match in index.find_likely(name, but=but):
                known = best.get(match.name.owner)
                if known is None or known.likeness < match.likeness:
                    best[match.name.owner] = match
        return sorted(best.values(), key=lambda match: -match.likeness)[:_MOST_SHOWN]

    def _on_library_changed(self, change: LibraryChange) -> None:
        if "actor" in change.kinds or None in change.records.values():
            self._index = None


def get_name_book(session: LibrarySession) -> NameBook:
    """Give the name book of this session."""
    found = session.findChild(NameBook)
    return found if isinstance(found, NameBook) else NameBook(session)


class NamesEditor(PartsEditor):
    """Edits names; actors that may be the same are shown below, to be opened or merged."""

    merge_requested = Signal(str)  # id of the actor that is the same

    def __init__(
        self,
        spec: FieldSpec,
        make_editor: MakeEditor,
        find_title: FindTitle,
        session: LibrarySession,
        parent: QWidget,
    ) -> None:
        super().__init__(spec, make_editor, find_title, parent)
        self._session = session
        self._reading = NewestReading(session, self)
        self._owner = ""
        self.warning = make_label("Already in the library?", "warning")
        self.warning.hide()
        self.doubles = QVBoxLayout()
        self._layout.addWidget(self.warning)
        self._layout.addLayout(self.doubles)
        self.double_rows: list[DoubleRow] = []
        self._looked_up: list[str] = []

    @property
    def double_texts(self) -> list[str]:
        """The names of actors that may be the same."""
        return [row.open_button.text() for row in self.double_rows]

    def show_owner(self, record_id: str) -> None:
        """Say whose names these are, so that the actor is not compared with itself."""
        self._owner = record_id

    def read_value(self) -> Any:
        """Give the names; one that was just typed gets the script of its letters."""
        names = super().read_value()
        for card, name in zip(self.cards, names, strict=True):
            script = guess_script(name.text) if not name.script else ""
            if script:
                card.put("script", value=script)
        self._look_up(names)
        return tuple(card.read_part() for card in self.cards)

    def _look_up(self, value: Sequence[ActorName]) -> None:
        names = [name.text for name in value if name.text.strip()]
        if names == self._looked_up:
            return
        self._looked_up = names
        owner, book = self._owner, get_name_book(self._session)
        self._reading.read(lambda library: book.find(library, names, owner), self._show_doubles)

    def _show_doubles(self, matches: Sequence[LikelyMatch]) -> None:
        for row in self.double_rows:
            self.doubles.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.double_rows = [self._make_row(match) for match in matches]
        for row in self.double_rows:
            self.doubles.addWidget(row)
        self.warning.setVisible(bool(matches))

    def _make_row(self, match: LikelyMatch) -> "DoubleRow":
        row = DoubleRow(match.name.text, self)
        book = get_reference_book(self._session)
        owner = match.name.owner
        row.open_button.clicked.connect(lambda _on: book.record_requested.emit(owner, "actor"))
        row.merge_button.clicked.connect(lambda _on: self.merge_requested.emit(owner))
        return row


class DoubleRow(QWidget):
    """An actor that may be the same: open that one instead, or make the two one."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.open_button = make_button(name.replace("&", "&&"), "link")
        self.open_button.setAccessibleName(f"Open “{name}”, which may be the same actor")
        self.merge_button = make_button("Merge…", "sourced")
        self.merge_button.setAccessibleName(f"Merge with “{name}”")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.open_button)
        row.addWidget(self.merge_button)
        row.addStretch(1)
