"""Saved searches: the menu that keeps, applies, renames and deletes them."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from briefing.records.library_settings import SETTINGS_ID, LibrarySettings, SavedSearch
from briefing.records.record_filter import RecordFilter
from briefing.services.history import LibraryChange
from briefing.services.settings_of_library import change_settings, read_settings
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import make_button, make_label, set_plain_tooltip

_LETTERS_WIDE = 34


class SavedSearches(QToolButton):
    """A button with the library's saved searches; what is saved can be undone."""

    applied = Signal(RecordFilter)
    told = Signal()  # the searches are known, or others than before

    def __init__(
        self,
        session: LibrarySession,
        read_filter: Callable[[], RecordFilter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._read_filter = read_filter
        self.searches: tuple[SavedSearch, ...] = ()
        self.setIcon(get_icon("bookmark"))
        self.setAccessibleName("Saved searches")
        set_plain_tooltip(self, "Saved searches")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill_menu)
        self.setMenu(self._menu)
        session.changed.connect(self._on_changed)
        session.read_after_changes(read_settings, self._show)

    @property
    def current(self) -> SavedSearch | None:
        """The saved search that the list shows now."""
        asked = self._read_filter()
        return next((search for search in self.searches if search.filter == asked), None)

    def save(self, name: str) -> None:
        """Keep the present search under a name; the one that had the name is replaced."""
        search = SavedSearch(name=name.strip(), filter=self._read_filter())

        def change(settings: LibrarySettings) -> LibrarySettings:
            others = [s for s in settings.saved_searches if s.name != search.name]
            return msgspec.structs.replace(settings, saved_searches=(*others, search))

        self._session.do(change_settings(f"save search “{search.name}”", change))

    def rename(self, old: str, new: str) -> None:
        """Give a saved search another name."""
        wanted = new.strip()

        def change(settings: LibrarySettings) -> LibrarySettings:
            renamed = [
                msgspec.structs.replace(search, name=wanted) if search.name == old else search
                for search in settings.saved_searches
                if search.name == old or search.name != wanted
            ]
            return msgspec.structs.replace(settings, saved_searches=tuple(renamed))

        self._session.do(change_settings(f"rename search “{old}”", change))

    def delete(self, name: str) -> None:
        """Drop a saved search."""

        def change(settings: LibrarySettings) -> LibrarySettings:
            kept = tuple(s for s in settings.saved_searches if s.name != name)
            return msgspec.structs.replace(settings, saved_searches=kept)

        self._session.do(change_settings(f"delete search “{name}”", change))

    def fill_menu(self) -> None:
        """Build the menu for the searches there are and the one that is shown."""
        self._menu.clear()
        current = self.current
        for search in self.searches:
            action = self._add(search.name, partial(self.applied.emit, search.filter))
            action.setCheckable(True)
            action.setChecked(search is current)
        if self.searches:
            self._menu.addSeparator()
        save = self._add("&Save this search…", self.ask_name)
        save.setEnabled(current is None and _asks_anything(self._read_filter()))
        if current is not None:
            name = current.name
            self._add(f"&Rename “{name}”…", partial(self.ask_new_name, name))
            self._add(f"&Delete “{name}”", partial(self.delete, name))

    def ask_name(self) -> "NamePopup":
        """Ask for the name of the present search."""
        return self._ask("Save this search as", "", self.save)

    def ask_new_name(self, name: str) -> "NamePopup":
        """Ask for another name of a saved search."""
        return self._ask("New name of the search", name, partial(self.rename, name))

    def _ask(self, label: str, name: str, on_named: Callable[[str], None]) -> "NamePopup":
        popup = NamePopup(label, name, self)
        popup.named.connect(on_named)
        popup.open_below(self)
        return popup

    def _add(self, text: str, function: Callable[[], object]) -> QAction:
        shown = text if text.startswith("&") else text.replace("&", "&&")
        action = QAction(shown, self._menu)
        action.triggered.connect(lambda _checked: function())
        self._menu.addAction(action)
        return action

    def _show(self, settings: LibrarySettings) -> None:
        self.searches = settings.saved_searches
        self.told.emit()

    def _on_changed(self, change: LibraryChange) -> None:
        if SETTINGS_ID in change.records:
            settings = change.records[SETTINGS_ID]
            self._show(settings if isinstance(settings, LibrarySettings) else _no_settings())


class NamePopup(QFrame):
    """One line for a name; Enter takes it, Escape leaves all as it was."""

    named = Signal(str)

    def __init__(self, label: str, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(label)
        self._button = make_button("&Save", "primary")
        self._button.setEnabled(bool(name))
        self.line = QLineEdit(name)
        self.line.setAccessibleName(label)
        self.line.textChanged.connect(lambda text: self._button.setEnabled(bool(text.strip())))
        self._button.clicked.connect(lambda _checked: self._take())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        layout.addWidget(make_label(label, "label"))
        layout.addWidget(self.line)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE)

    def open_below(self, widget: QWidget) -> None:
        """Open below a widget, wholly on its screen."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        screen = widget.screen().availableGeometry()
        self.move(max(screen.left(), min(place.x(), screen.right() - self.width())), place.y())
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the name with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        name = self.line.text().strip()
        if name:
            self.close()
            self.named.emit(name)


def _asks_anything(asked: RecordFilter) -> bool:
    return len(asked.kinds) > 1 or msgspec.structs.replace(asked, kinds=()) != RecordFilter()


def _no_settings() -> LibrarySettings:
    return LibrarySettings(id=SETTINGS_ID)
