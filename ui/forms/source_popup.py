"""A small list of sources that opens at the cursor; the one that is chosen is cited there."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.forms.record_titles import RecordTitles
from ui.theme.tokens import SPACE

_LETTERS_WIDE = 52
_LINES_HIGH = 12
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _SourcesWithKey(QSortFilterProxyModel):
    """Leaves out the empty row and sources that nobody can cite for want of a key."""

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # type: ignore[override]  # Qt calls it with this
        label = self.sourceModel().index(row, 0, parent).data()
        return str(label).endswith("]") and super().filterAcceptsRow(row, parent)


class SourcePopup(QFrame):
    """Filters the sources while one types; Enter or a click chooses, Escape closes."""

    chosen = Signal(str)  # the citation key

    def __init__(self, titles: RecordTitles, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._sources = titles.get_model("source")
        self._found = _SourcesWithKey(self)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._found.setSourceModel(self._sources)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("Find a source by title or key")
        self.line.setAccessibleName("Find a source")
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._choose)
        self.line.installEventFilter(self)
        self.list = QListView(self)
        self.list.setAccessibleName("Sources")
        self.list.setModel(self._found)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.clicked.connect(lambda _index: self._choose())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[0], SPACE[0], SPACE[0], SPACE[0])
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self._filter("")

    def open_at(self, place: QPoint) -> None:
        """Open with the cursor in the filter."""
        letters = self.fontMetrics()
        size = (letters.averageCharWidth() * _LETTERS_WIDE, letters.lineSpacing() * _LINES_HIGH)
        self.resize(*size)
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - self.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while one types."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._select(self.list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self._found.setFilterFixedString(text)
        self._select(0)

    def _select(self, row: int) -> None:
        row = max(0, min(row, self._found.rowCount() - 1))
        self.list.setCurrentIndex(self._found.index(row, 0))

    def _choose(self) -> None:
        record_id = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        record = self._sources.find_record(str(record_id))
        self.close()
        if record is not None:
            self.chosen.emit(record.key)
