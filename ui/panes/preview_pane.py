"""The preview: the pages that an export would write, beside the work."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.document.problem import Problem
from ui.panes.margin_notes import gather_notes
from ui.panes.page_find import PageFind
from ui.theme.tokens import SPACE
from ui.widgets.empty_state import EmptyState
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.icons import get_icon
from ui.widgets.page_strip import PageStrip
from ui.widgets.pages_view import PagesView
from ui.widgets.plain_text import make_label, set_plain_tooltip
from ui.worker.preview_pages import PagePlace, PreviewPages

NO_BRIEFING = "Open a briefing to see its pages here."
FIRST_TIME = "Making the pages…"

_ICON = QSize(18, 18)
_PATIENCE_MS = 400


class PreviewPane(QWidget):
    """Pages, page number and zoom. A click on a page tells what is behind the place."""

    place_clicked = Signal(str, str)  # section id, record id; either may be empty
    problem_clicked = Signal(object)  # the first Problem of a sign in the margin
    retry_requested = Signal()
    length_shown = Signal(str, bool)  # how long it is in words, whether that is too long

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PagesView()
        self._preview: PreviewPages | None = None
        self._place = ("", "")
        self._noted: list[tuple[Problem, ...]] = []
        self._page_label = FittingLabel("quiet")
        self._zoom_label = make_label("", "quiet")
        self._fault = make_label("", "error", wrap=True)
        self._fault.setContentsMargins(SPACE[2], SPACE[0], SPACE[2], SPACE[0])
        self._fault.hide()
        self._busy = _make_busy_bar()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._busy.setRange(0, 0))
        self._fit = self._make_button("fit-width", "Fit width", self.view.fit_width)
        self._fit.setCheckable(True)
        self.strip = PageStrip()
        self.strip.hide()
        self.search = PageFind(self.view)
        self._thumbnails = self._make_button("pages", "Page thumbnails", self.show_thumbnails)
        self._thumbnails.setCheckable(True)
        self._empty = EmptyState("eye")
        self._empty.chosen.connect(self.retry_requested)
        self._lay_out()
        self.view.page_changed.connect(lambda _page: self._tell_page())
        self.strip.page_chosen.connect(self.view.show_page)
        self.search.closed.connect(self.focus_pages)
        self.view.zoom_changed.connect(lambda _zoom: self._tell_zoom())
        self.view.place_clicked.connect(self._on_clicked)
        self.view.note_clicked.connect(lambda n: self.problem_clicked.emit(self._noted[n][0]))
        self.show_nothing()

    # --- what it shows

    @property
    def preview(self) -> PreviewPages | None:
        """What is shown, or None while there are no pages."""
        return self._preview

    @property
    def fault(self) -> str:
        """Why there are no new pages; empty while all is well."""
        return self._empty.sentence if self._preview is None else self._fault.text()

    def show_preview(self, preview: PreviewPages) -> None:
        """Show these pages; the place on the page is kept."""
        self._preview = preview
        self._fault.setText("")
        self._fault.hide()
        self._stack.setCurrentWidget(self.view)
        self.view.show_pdf(preview.content, preview.sizes, preview.looks)
        self.strip.show_pages(self.view.pages)
        self._mark()
        self._note_problems()
        self._tell_page()
        self._tell_zoom()

    def show_findings(self, preview: PreviewPages) -> None:
        """Take note of what was found out about the pages that are shown."""
        self._preview = preview
        self._note_problems()
        self.length_shown.emit(preview.describe_length(), preview.is_over_budget)

    def show_nothing(self) -> None:
        """Say that no briefing is open."""
        self._clear(NO_BRIEFING)

    def expect_pages(self) -> None:
        """Say that the pages of another briefing are on their way."""
        self._clear(FIRST_TIME)

    def show_fault(self, sentence: str) -> None:
        """Say why there are no new pages; older ones of the same briefing stay in view."""
        if self._preview is None:
            self._empty.say(sentence, "Try again")
            return
        self._fault.setText(f"{sentence} The pages below are older.")
        self._fault.show()

    def show_busy(self, is_busy: bool) -> None:
        """Show the moving line above the pages once they take a while, or hide it."""
        if is_busy:
            self._patience.start()
        else:
            self._patience.stop()
            self._busy.setRange(0, 1)

    def show_section(self, section_id: str, record_id: str = "") -> None:
        """Scroll to a section, or to a record in it, and mark it at the page's edge."""
        self._place = (section_id, record_id)
        places = self._mark()
        if places:
            self.view.show_place(places[0].page, places[0].top)

    @property
    def shows_thumbnails(self) -> bool:
        """Whether the small pages are shown beside the large ones."""
        return not self.strip.isHidden()

    def show_thumbnails(self, visible: bool) -> None:
        """Show or hide the small pages."""
        self._thumbnails.setChecked(visible)
        self.strip.setVisible(visible)
        if visible:
            self.strip.show_pages(self.view.pages)
            self.strip.follow_page(self.view.page)

    def find_on_pages(self) -> None:
        """Open the line that searches the pages."""
        if self._preview is not None:
            self.search.open()

    def focus_pages(self) -> None:
        """Put the keyboard on the pages, or above them while there are none."""
        target = self.view if self.view.isVisible() else self._fit
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- inside

    def _make_button(self, icon: str, name: str, action: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(get_icon(icon))
        button.setIconSize(_ICON)
        button.setAccessibleName(name)
        set_plain_tooltip(button, name)
        button.clicked.connect(action)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE[2], SPACE[0], SPACE[1], SPACE[0])
        bar.setSpacing(SPACE[0])
        bar.addWidget(self._thumbnails)
        bar.addWidget(self._page_label)
        bar.addStretch(1)
        bar.addWidget(self._make_button("search", "Find on the pages", self.find_on_pages))
        bar.addWidget(self._make_button("zoom-out", "Zoom out", self.view.zoom_out))
        bar.addWidget(self._zoom_label)
        bar.addWidget(self._make_button("zoom-in", "Zoom in", self.view.zoom_in))
        bar.addWidget(self._fit)
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.strip)
        body.addWidget(pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._busy)
        layout.addWidget(self._fault)
        layout.addWidget(self.search)
        layout.addLayout(body, 1)

    def _clear(self, sentence: str) -> None:
        self._preview = None
        self._place = ("", "")
        self._fault.hide()
        self.view.clear()
        self.strip.show_pages(None)
        if self.search.isVisible():
            self.search.leave()
        self._empty.say(sentence)
        self._stack.setCurrentWidget(self._empty)
        self._tell_page()
        self._tell_zoom()
        self.length_shown.emit("", False)

    def _mark(self) -> list[PagePlace]:
        places = self._preview.list_places(*self._place) if self._preview else []
        self.view.mark_places([(place.page, place.top, place.bottom) for place in places])
        return places

    def _note_problems(self) -> None:
        """Put a sign into the margin wherever there are problems."""
        gathered = gather_notes(self._preview) if self._preview else []
        self._noted = [problems for _note, problems in gathered]
        self.view.show_notes([note for note, _problems in gathered])

    def _on_clicked(self, page: int, height: float) -> None:
        place = self._preview.find_origin(page, height) if self._preview else None
        if place is not None:
            self.place_clicked.emit(place.section, place.record)

    def _tell_page(self) -> None:
        count = self.view.page_count
        if self.shows_thumbnails:
            self.strip.follow_page(self.view.page)
        where = f"{self.view.page + 1} of {count}" if count else ""
        self._page_label.say(f"Page {where}" if where else "", where)

    def _tell_zoom(self) -> None:
        self._fit.setChecked(self.view.fits_width)
        self._zoom_label.setText(f"{self.view.zoom:.0%}" if self.view.page_count else "")


def _make_busy_bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, 1)
    bar.setAccessibleName("Making pages")
    bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return bar
