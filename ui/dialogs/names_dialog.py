"""What each actor is called in one briefing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.composition.naming import list_spellings
from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import Library
from briefing.records.actor import Actor
from briefing.services.briefings.outlining import change_briefing
from briefing.services.history import LibraryChange
from briefing.services.pages.snapshots import take_snapshot
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.plain_text import make_button, make_label

_ABOUT = (
    "The library prefers one name of each actor. Here this briefing can prefer another one: its "
    "sections then print that. Quotations and titles of sources keep the spelling they have."
)
_NONE = "No actor of this briefing has more than one name in Latin letters."


class NamesDialog(QDialog):
    """Lists the actors of a briefing that have several names; every choice is undoable."""

    def __init__(
        self, session: LibrarySession, briefing_id: RecordId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing_id = briefing_id
        self._spellings: dict[str, str] = {}
        self._rows: list[Actor] = []
        self.setWindowTitle("Names in this briefing")
        self.resize(580, 440)
        self.settle = QCheckBox("&One spelling of each actor: others print as the one chosen")
        self.settle.clicked.connect(self._on_settle_clicked)
        self._note = make_label(_NONE, "quiet", wrap=True)
        self._note.hide()
        self._names = QWidget()
        self._grid = QGridLayout(self._names)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(SPACE[3])
        self._lay_out()
        session.changed.connect(self._on_changed)
        self._read()

    @property
    def choices(self) -> list[QComboBox]:
        """The fields with the names, one for each actor."""
        return self._names.findChildren(QComboBox)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._names)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close = make_button("Close")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE[2])
        layout.addWidget(make_label(_ABOUT, "quiet", wrap=True))
        layout.addWidget(self.settle)
        layout.addWidget(self._note)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)

    def _read(self) -> None:
        def read(library: Library) -> tuple[Briefing, list[Actor]]:
            snapshot = take_snapshot(library, self._briefing_id)
            actors = [each for each in snapshot.records.values() if isinstance(each, Actor)]
            several = [actor for actor in actors if len(list_spellings(actor)) > 1]
            several.sort(key=lambda actor: actor.display_title.casefold())
            return snapshot.briefing, several

        self._session.read_after_changes(read, lambda found: self._show(*found))

    def _show(self, briefing: Briefing, actors: list[Actor]) -> None:
        self._spellings = dict(briefing.spellings)
        self.settle.setChecked(briefing.settle_names)
        self._note.setVisible(not actors)
        if actors != self._rows:
            self._rows = actors
            self._make_rows(actors)
        for actor, choice in zip(actors, self.choices, strict=True):
            chosen = self._spellings.get(actor.id, actor.display_title)
            choice.setCurrentIndex(max(0, choice.findText(chosen)))

    def _make_rows(self, actors: list[Actor]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for row, actor in enumerate(actors):
            choice = QComboBox()
            choice.addItems(list_spellings(actor))
            choice.setAccessibleName(f"Name of {actor.display_title}")
            choice.activated.connect(
                lambda _index, actor=actor, choice=choice: self._choose(actor, choice.currentText())
            )
            label = make_label(actor.display_title)
            label.setBuddy(choice)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(choice, row, 1)
        self._grid.setRowStretch(len(actors), 1)

    def _choose(self, actor: Actor, name: str) -> None:
        spellings = {key: text for key, text in self._spellings.items() if key != actor.id}
        if name != actor.display_title:
            spellings[actor.id] = name
        if spellings != self._spellings:
            self._spellings = spellings
            label = f"call it “{name}” in the briefing"
            self._session.do(
                change_briefing(self._briefing_id, {"spellings": spellings}, label=label)
            )

    def _on_settle_clicked(self, checked: bool) -> None:
        self._session.do(change_briefing(self._briefing_id, {"settle_names": checked}))

    def _on_changed(self, _change: LibraryChange) -> None:
        if self.isVisible():
            self._read()
