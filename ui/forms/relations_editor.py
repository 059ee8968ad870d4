"""The relations of an actor, with those that other profiles hold to it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing.identifiers import RecordId
from briefing.services.history import LibraryChange
from briefing.services.records.relating import IncomingRelation, describe_incoming, list_incoming
from ui.forms.field_grid import MakeEditor
from ui.forms.field_spec import FieldSpec
from ui.forms.part_summaries import FindTitle
from ui.forms.parts_editor import PartsEditor
from ui.session.library_session import LibrarySession
from ui.text_editor.reference_book import get_reference_book
from ui.widgets.plain_text import make_button, make_label


class RelationsEditor(PartsEditor):
    """Edits this side; the other side is shown below, and a click goes there."""

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
        self._record: RecordId | None = None
        self.heading = make_label("From other profiles", "quiet")
        self.heading.hide()
        self.incoming = QVBoxLayout()
        self._layout.addWidget(self.heading)
        self._layout.addLayout(self.incoming)
        session.changed.connect(self._on_library_changed)

    @property
    def incoming_texts(self) -> list[str]:
        """What is shown of the other side."""
        return [button.text().replace("&&", "&") for button in self._list_buttons()]

    def show_incoming(self, record_id: RecordId) -> None:
        """Look up what other profiles say of this actor."""
        self._record = record_id
        self._session.read_after_changes(
            lambda library: list_incoming(library, record_id), self._show
        )

    def _show(self, found: Sequence[IncomingRelation]) -> None:
        for button in self._list_buttons():
            self.incoming.removeWidget(button)
            button.deleteLater()
        for relation in found:
            self.incoming.addWidget(self._make_button(relation))
        self.heading.setVisible(bool(found))

    def _make_button(self, relation: IncomingRelation) -> QPushButton:
        text = describe_incoming(relation)
        button = make_button(text.replace("&", "&&"), "link")
        button.setAccessibleName(f"{text}. Open {relation.title}")
        book = get_reference_book(self._session)
        button.clicked.connect(lambda _on: book.record_requested.emit(relation.actor, "actor"))
        return button

    def _list_buttons(self) -> list[QPushButton]:
        items = (self.incoming.itemAt(index) for index in range(self.incoming.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def _on_library_changed(self, change: LibraryChange) -> None:
        touches_actors = "actor" in change.kinds or None in change.records.values()
        if self._record is not None and touches_actors:
            self.show_incoming(self._record)
