"""The middle of the window: the briefing that is open, a record's form, or where to begin."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from briefing.identifiers import RecordId
from ui.panes.briefing_pane import BriefingPane
from ui.panes.guide import Guide
from ui.panes.record_pane import RecordPane
from ui.panes.review_bar import ReviewBar
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button

START = "A briefing places records of the library in sections and becomes pages."
_ROOM_FOR_STEPS = 520  # pixels of height


class WorkArea(QWidget):
    """Shows one thing at a time; the briefing stays open behind a record's form."""

    briefing_shown = Signal(str)
    record_shown = Signal(str)
    new_briefing_requested = Signal()

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.briefing_pane = BriefingPane(session)
        self.record_pane = RecordPane(session)
        self._start = EmptyState("briefing")
        self._start.say(START, "New briefing")
        self._start.chosen.connect(self.new_briefing_requested)
        self._back = make_button("Back to the briefing", "link")
        self._back.setIcon(get_icon("back", "accent"))
        self._back.clicked.connect(self.show_briefing)
        self._record_page = self._make_record_page()
        self.review_bar = ReviewBar(session)
        self._briefing_page = _stack_up(self.review_bar, self.briefing_pane)
        self._stack = QStackedWidget()
        for page in (self._start, self._briefing_page, self._record_page):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.guide = Guide(session)
        layout.addWidget(self.guide)
        layout.addWidget(self._stack)
        self.briefing_pane.record_requested.connect(self.open_record)
        self.record_pane.record_requested.connect(self.open_record)
        self.record_pane.closed.connect(self.show_briefing)
        self.guide.shown.connect(self._on_guide_shown)
        self._stack.currentChanged.connect(self._on_page_changed)

    @property
    def briefing_id(self) -> RecordId | None:
        """The briefing that is open, shown or behind a record."""
        return self.briefing_pane.briefing_id

    @property
    def shows_record(self) -> bool:
        """Whether a record's form is in front."""
        return self._stack.currentWidget() is self._record_page

    def open_briefing(self, briefing_id: str) -> None:
        """Open a briefing and bring it to the front."""
        self.record_pane.flush()
        self.briefing_pane.open_briefing(RecordId(briefing_id))
        self.review_bar.open_briefing(RecordId(briefing_id))
        self._stack.setCurrentWidget(self._briefing_page)
        self.briefing_shown.emit(briefing_id)

    def open_record(self, record_id: str) -> None:
        """Open a record's form in front of the briefing."""
        self.flush()
        self.record_pane.open_record(RecordId(record_id))
        self._back.setVisible(self.briefing_id is not None)
        self._stack.setCurrentWidget(self._record_page)
        self.record_shown.emit(record_id)

    def go_to_field(self, name: str) -> None:
        """Put the cursor into a field of what is in front, as soon as it is shown."""
        if self.shows_record:
            self.record_pane.go_to_field(name)
        else:
            self.briefing_pane.settings.go_to_field(name)

    def close_briefing(self) -> None:
        """Leave the briefing, which is in the trash, for the start."""
        if not self.shows_record:
            self._stack.setCurrentWidget(self._start)

    def show_briefing(self) -> None:
        """Bring the open briefing back to the front, or the start when none is open."""
        self.record_pane.flush()
        if self.briefing_id is None:
            self._stack.setCurrentWidget(self._start)
        else:
            self._stack.setCurrentWidget(self._briefing_page)
            self.briefing_shown.emit(self.briefing_id)

    def flush(self) -> None:
        """Hand on everything that is typed."""
        self.record_pane.flush()
        self.briefing_pane.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show all first steps where they have room and nothing else is to be seen."""
        super().resizeEvent(event)
        if self._stack.currentWidget() is self._start:
            self._on_page_changed()

    def _on_page_changed(self) -> None:
        is_free = self._stack.currentWidget() is self._start and self.height() >= _ROOM_FOR_STEPS
        self.guide.set_folded(folded=not is_free)

    def _on_guide_shown(self, is_shown: bool) -> None:
        self._start.say(START, "" if is_shown else "New briefing")  # the steps have that button

    def focus(self) -> None:
        """Put the keyboard where one works."""
        if self.shows_record:
            self.record_pane.focus_first_field()
        elif self.briefing_id is not None:
            self.briefing_pane.tree.setFocus()
        elif self.guide.isVisible():
            self.guide.focus_next()
        else:
            self._start.focus_button()

    def _make_record_page(self) -> QWidget:
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(SPACE[1], SPACE[0], SPACE[1], 0)
        row.addWidget(self._back)
        row.addStretch(1)
        return _stack_up(head, self.record_pane)


def _stack_up(head: QWidget, body: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(head)
    layout.addWidget(body, 1)
    return page
