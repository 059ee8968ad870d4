"""Finds words on the pages of the preview, and marks all of them."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.page_marks import Found
from ui.widgets.pages_view import PagesView
from ui.widgets.plain_text import make_label, set_plain_tooltip

_PAUSE_MS = 150
_RENEWAL_MS = 500


class PageFind(QWidget):
    """A line above the pages: Enter goes to the next place, Shift+Enter to the one before.

    Places are marked as they are found. When other pages come, they are searched after a pause,
    and nothing is scrolled.
    """

    closed = Signal()

    def __init__(self, view: PagesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._found: list[Found] = []
        self._current: int | None = None
        self._start_page: int | None = None  # where to begin, until something is found
        self._model = QPdfSearchModel(self)
        self._nothing = QPdfDocument(self)
        self._model.rowsInserted.connect(self._on_rows_inserted)
        self._model.modelReset.connect(self._on_reset)
        self.line = QLineEdit()
        self.line.setPlaceholderText("Find on the pages")
        self.line.setAccessibleName("Find on the pages")
        self.count = make_label("", "quiet")
        self._pause = self._make_timer(_PAUSE_MS, self._search)
        self._renewal = self._make_timer(_RENEWAL_MS, self._renew)
        self.line.textChanged.connect(lambda _text: self._pause.start())
        view.pdf_changed.connect(self._on_pdf_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], 0, SPACE[1], SPACE[0])
        row.setSpacing(SPACE[0])
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        row.addWidget(self._make_button("up", "Previous place on the pages", lambda: self.go(-1)))
        row.addWidget(self._make_button("down", "Next place on the pages", lambda: self.go(1)))
        row.addWidget(self._make_button("close", "Close the search of the pages", self.leave))
        self.hide()

    def open(self) -> None:
        """Open it, with the cursor in the line."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._search()

    def go(self, step: int) -> None:
        """Go to another place, round the end of the pages."""
        if self._pause.isActive():
            self._search()
        elif self._found:
            at = -1 if self._current is None else self._current
            self._current = (at + step) % len(self._found)
            self._show()

    def leave(self) -> None:
        """Close it and take the marks away."""
        self.hide()
        for timer in (self._pause, self._renewal):
            timer.stop()
        self._forget()
        self._model.setDocument(self._nothing)
        self._view.mark_found(())
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        """Search from the page in view on."""
        self._pause.stop()
        self._renew()
        self._start_page = self._view.page

    def _renew(self) -> None:
        self._forget()
        pages = self._view.pages
        self._model.setSearchString("")
        self._model.setDocument(pages.document if pages else self._nothing)
        self._model.setSearchString(self.line.text().strip())
        self._model.rowCount(QModelIndex())
        self._view.mark_found(())
        self._tell()

    def _forget(self) -> None:
        self._found, self._current, self._start_page = [], None, None

    def _on_pdf_changed(self) -> None:
        self._forget()
        self._model.setDocument(self._nothing)  # the document of before is about to go
        if not self.isHidden():
            self._renewal.start()

    def _on_reset(self) -> None:
        self._found.clear()

    def _on_rows_inserted(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        known = len(self._found)
        for number in range(known, self._model.rowCount(QModelIndex())):
            link = self._model.resultAtIndex(number)
            self._found.append(Found(link.page(), tuple(link.rectangles())))
        start = self._start_page
        if start is not None:
            first = (n for n, found in enumerate(self._found) if found.page >= start)
            self._current = next(first, None)
        if self._current is not None and start is not None:
            self._start_page = None
            self._show()
        else:
            self._view.mark_found(self._found, self._current)
            self._tell()

    def _show(self) -> None:
        self._view.mark_found(self._found, self._current)
        if self._current is not None:
            place = self._found[self._current]
            self._view.show_place(place.page, place.areas[0].top() if place.areas else 0.0)
        self._tell()

    def _tell(self) -> None:
        words = "Not found" if self.line.text().strip() else ""
        if self._found:
            count = len(self._found)
            at = "" if self._current is None else f"{self._current + 1} of "
            words = f"{at}{count:,}"
        self.count.setText(words)
        self.line.setAccessibleDescription(words)

    def _make_timer(self, interval: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    def _make_button(self, icon: str, name: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(get_icon(icon, "quiet_text"))
        button.setAccessibleName(name)
        set_plain_tooltip(button, name)
        button.clicked.connect(lambda _checked: slot())
        return button
