"""An open library in the window: rail, list, work and preview, wired to each other."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTextEdit,
    QWidget,
)

from briefing.document.problem import Problem
from briefing.identifiers import RecordId
from briefing.services.history import LibraryChange
from ui.panes.attacks_side import AttacksSide
from ui.panes.comments_pane import CommentPlace, CommentsPane
from ui.panes.library_pane import LibraryPane
from ui.panes.preview_pane import PreviewPane
from ui.panes.problems_pane import ProblemsPane
from ui.panes.rail import Rail
from ui.panes.work_area import WorkArea
from ui.session.library_session import LibrarySession
from ui.text_editor.reference_book import get_reference_book
from ui.worker.preview_pages import PreviewPages
from ui.worker.preview_worker import PreviewMaker
from ui.worker.worker_process import WorkerProcess

SIDE_PANES = ("list", "preview", "problems", "comments")
"""The panes that can be hidden."""

CALLED_PANES = ("problems", "comments")
"""Those of them that are hidden until they are called for."""

_STARTING_SIZES = [330, 560, 390]
_NARROWEST_PREVIEW = 240
_STARTING_HEIGHTS = [480, 480, 160, 300]


class Workspace(QWidget):
    """The panes of one library. It is made anew when another library is opened."""

    problems_changed = Signal()
    length_changed = Signal(str, bool)
    briefing_changed = Signal()  # another briefing is open, or none
    panes_changed = Signal()  # one was shown or hidden

    def __init__(
        self, session: LibrarySession, worker: WorkerProcess, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.rail = Rail()
        self.library_pane = LibraryPane(session)
        self.work = WorkArea(session)
        self.preview_pane = PreviewPane()
        self.problems_pane = ProblemsPane()
        self.comments_pane = CommentsPane(session)
        self.attacks_side = AttacksSide(session, self.library_pane)
        self.preview_maker = PreviewMaker(session, worker, self)
        self._lay_out()
        self._connect_list()
        self._connect_work()
        self._connect_preview()
        self.rail.show_kind(self.library_pane.kind)

    # --- what it shows

    @property
    def briefing_id(self) -> RecordId | None:
        """The briefing that is open."""
        return self.preview_maker.briefing_id

    @property
    def has_errors(self) -> bool:
        """Whether one of the problems is an error."""
        preview = self.preview_pane.preview
        return preview is not None and any(p.severity == "error" for p in preview.problems)

    def show_kind(self, kind: str) -> None:
        """List records of this kind."""
        self.library_pane.show_kind(kind)

    def open_record(self, record_id: str, kind: str) -> None:
        """Open a record or a briefing in the middle."""
        if kind == "briefing":
            self.work.open_briefing(record_id)
        else:
            self.work.open_record(record_id)

    def place_records(self, record_ids: list[RecordId]) -> None:
        """Place records into the open briefing."""
        self.work.flush()
        self.work.briefing_pane.place_records(record_ids)

    # --- panes

    def get_pane(self, name: str) -> QWidget:
        """Give a pane that can be hidden: one of SIDE_PANES."""
        panes = {
            "list": self._left,
            "preview": self.preview_pane,
            "problems": self.problems_pane,
            "comments": self.comments_pane,
        }
        return panes[name]

    def show_pane(self, name: str, *, visible: bool) -> None:
        """Show or hide a pane."""
        self.get_pane(name).setVisible(visible)
        if name == "preview":
            self.preview_maker.follow_typing(visible)
        if name == "preview" and visible:
            self.attacks_side.hide()
        panes = (
            self.preview_pane,
            self.problems_pane,
            self.comments_pane,
            self.attacks_side,
        )
        self._right.setVisible(any(not pane.isHidden() for pane in panes))
        self.panes_changed.emit()

    def toggle_attacks(self, tab: str) -> None:
        """Show map or timeline in the place of the preview, or the preview again."""
        if self.attacks_side.tab == tab:
            self.show_pane("preview", visible=True)
            return
        self.attacks_side.show_tab(tab)
        self.show_pane("preview", visible=False)

    def focus_next_part(self, step: int) -> None:
        """Move the keyboard to the next part that is visible, or with -1 to the one before."""
        parts: list[tuple[QWidget, Callable[[], None]]] = [
            (self._left, self.library_pane.focus_list),
            (self.work, self.work.focus),
            (self.preview_pane, self.preview_pane.focus_pages),
            (self.attacks_side, self.attacks_side.focus_view),
            (self.problems_pane, self.problems_pane.focus_list),
            (self.comments_pane, self.comments_pane.focus_list),
        ]
        visible = [part for part in parts if part[0].isVisible()]
        focus = QApplication.focusWidget()
        here = -1 if step > 0 else 0
        for number, (widget, _focus) in enumerate(visible):
            if focus is not None and widget.isAncestorOf(focus):
                here = number
        visible[(here + step) % len(visible)][1]()

    def go_to_place(self, section_id: str, record_id: str) -> None:
        """Show the section, or the record in it, in the outline; without either the front page."""
        if not section_id and record_id:
            self.work.open_record(record_id)
            return
        self.work.show_briefing()
        self.work.briefing_pane.show_section(section_id, record_id)

    def write_comment(self) -> None:
        """Begin a comment on what is selected: words, a section, a record in it."""
        place = self._find_comment_place()
        self.work.flush()
        self.show_pane("comments", visible=True)
        self.comments_pane.write_comment(place)

    def _find_comment_place(self) -> CommentPlace:
        row = self.work.briefing_pane.tree.current_row
        if row.section is None:
            return CommentPlace()
        return CommentPlace(
            section=row.section.id,
            record=row.placement.record if row.placement else "",
            passage=read_selected(QApplication.focusWidget()),
            title=row.section.title,
        )

    # --- wiring

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QHBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.rail)
        left.addWidget(self.library_pane, 1)
        self._right = QSplitter(Qt.Orientation.Vertical)
        self._right.addWidget(self.preview_pane)
        self._right.addWidget(self.attacks_side)
        self._right.addWidget(self.problems_pane)
        self._right.addWidget(self.comments_pane)
        self._right.setStretchFactor(0, 1)
        self._right.setStretchFactor(1, 1)
        self._right.setMinimumWidth(_NARROWEST_PREVIEW)
        self._right.setSizes(_STARTING_HEIGHTS)
        self.problems_pane.hide()
        self.comments_pane.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for number, part in enumerate((self._left, self.work, self._right)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(number, number)  # the list keeps its width
        for splitter in (self.splitter, self._right):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        self.splitter.setSizes(_STARTING_SIZES)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect_list(self) -> None:
        self.rail.kind_chosen.connect(self.library_pane.show_kind)
        self.library_pane.kind_shown.connect(self.rail.show_kind)
        self.library_pane.open_requested.connect(self.open_record)
        self.library_pane.place_requested.connect(self.place_records)
        self.attacks_side.record_requested.connect(self.work.open_record)

    def _connect_work(self) -> None:
        self.work.briefing_shown.connect(self._on_briefing_shown)
        get_reference_book(self.session).record_requested.connect(self.open_record)
        self.work.record_shown.connect(lambda record: self.preview_pane.show_section("", record))
        self.work.briefing_pane.place_selected.connect(self.preview_pane.show_section)
        self.session.changed.connect(self._on_changed)

    def _connect_preview(self) -> None:
        self.preview_maker.made.connect(self._on_preview_made)
        self.preview_maker.checked.connect(self._on_preview_checked)
        self.preview_maker.failed.connect(self.preview_pane.show_fault)
        self.preview_maker.busy_changed.connect(self.preview_pane.show_busy)
        self.preview_pane.retry_requested.connect(self.preview_maker.refresh)
        self.preview_pane.place_clicked.connect(self.go_to_place)
        self.preview_pane.problem_clicked.connect(self._on_problem_clicked)
        self.preview_pane.length_shown.connect(self.length_changed)
        self.problems_pane.place_requested.connect(self.go_to_place)
        self.problems_pane.field_requested.connect(self.work.go_to_field)
        self.problems_pane.close_requested.connect(
            lambda: self.show_pane("problems", visible=False)
        )
        self.comments_pane.place_requested.connect(self.go_to_place)
        self.comments_pane.close_requested.connect(
            lambda: self.show_pane("comments", visible=False)
        )

    def _on_briefing_shown(self, briefing_id: str) -> None:
        if briefing_id != self.briefing_id:
            self.preview_pane.expect_pages()
            self.problems_pane.show_problems(())
            self.preview_maker.show_briefing(RecordId(briefing_id))
            self.comments_pane.open_briefing(RecordId(briefing_id))
            self.problems_changed.emit()
            self.briefing_changed.emit()

    def _on_preview_made(self, preview: PreviewPages) -> None:
        self.preview_pane.show_preview(preview)

    def _on_preview_checked(self, preview: PreviewPages) -> None:
        self.preview_pane.show_findings(preview)
        self.work.briefing_pane.show_length(preview)
        self.problems_pane.show_problems(preview.problems)
        self.problems_changed.emit()

    def _on_problem_clicked(self, problem: Problem) -> None:
        self.show_pane("problems", visible=True)
        self.problems_pane.show_problem(problem)

    def _on_changed(self, change: LibraryChange) -> None:
        briefing = self.briefing_id
        if briefing in change.records and change.records[briefing] is None:
            self.preview_maker.show_briefing(None)
            self.comments_pane.open_briefing(None)
            self.preview_pane.show_nothing()
            self.problems_pane.show_problems(())
            self.work.close_briefing()
            self.problems_changed.emit()
            self.briefing_changed.emit()


def read_selected(widget: QWidget | None) -> str:
    """Give the words that are selected in a field; nothing where none are."""
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.textCursor().selection().toPlainText()
    return widget.selectedText() if isinstance(widget, QLineEdit) else ""
