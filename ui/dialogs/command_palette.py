"""The command palette: every action and every record, found by typing."""

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QMainWindow,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.ports import Library, RecordQuery, RecordSummary
from briefing.services.search.highlighting import find_matches
from briefing.services.search.searching import ALL_KINDS
from ui.dialogs.palette_entries import (
    ACTIONS_ONLY,
    PaletteEntry,
    get_icon_of,
    list_actions,
    make_record_entry,
    put_recent_first,
    rank_actions,
)
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE, current_colours
from ui.widgets.icons import draw_icon
from ui.widgets.line_drawing import LineText, draw_line
from ui.widgets.plain_text import as_plain_tooltip, make_label

RECORDS = 30
"""How many records are offered at most."""

_WIDTH = 620
_ROWS = 12
_ICON = 16
_MARGIN = 48
_MOST_RECENT = 30
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = "Type an action or a record; > for actions alone"

Index = QModelIndex | QPersistentModelIndex
OpenRecord = Callable[[str, str], None]


class PaletteModel(QAbstractListModel):
    """The lines that fit what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def show_entries(self, entries: list[PaletteEntry]) -> None:
        """Offer these lines."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, what a screen reader says, and the entry itself."""
        if not index.isValid() or not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return _describe(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return as_plain_tooltip(_describe(entry))
            case Qt.ItemDataRole.UserRole:
                return entry
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What cannot be done now stays selectable, so that its reason can be read."""
        return super().flags(index)


class CommandPalette(QFrame):
    """A field and the lines below it; Enter does the chosen one, Escape leaves all as it was."""

    closed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        *,
        session: LibrarySession | None,
        open_record: OpenRecord,
        recent: list[str],
    ) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName("Go to anything")
        self._window = window
        self._session = session
        self._open_record = open_record
        self._recent = recent
        self._focus_before = QApplication.focusWidget()
        self._actions = list_actions(window)
        self._records: list[PaletteEntry] = []
        self._asked = ""
        self._has_moved = False  # the analyst, away from the best match
        self.model = PaletteModel(self)
        self.field = self._make_field()
        self.list = self._make_list()
        self._note = make_label("", "quiet")
        self._note.setContentsMargins(SPACE[2], SPACE[0], SPACE[2], SPACE[0])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for part in (self.field, self.list, self._note):
            layout.addWidget(part)
        self._search("")

    @property
    def note(self) -> str:
        """What the line below the list says."""
        return self._note.text()

    def open(self) -> None:
        """Open at the top of the window with the cursor in the field."""
        window = self._window
        width = min(_WIDTH, window.width() - 2 * SPACE[4])
        row = self.list.sizeHintForRow(0) if self.model.rowCount() else self.fontMetrics().height()
        height = self.field.sizeHint().height() + row * _ROWS + self._note.sizeHint().height()
        self.resize(width, min(height, window.height() - 2 * _MARGIN))
        place = window.mapToGlobal(window.rect().topLeft())
        self.move(place.x() + (window.width() - width) // 2, place.y() + _MARGIN)
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Work the lines from the field."""
        is_key = watched is self.field and event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and self._handle_key(event):
            return True
        return super().eventFilter(watched, event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._has_moved = True
            self._select(self.list.currentIndex().row() + step)
        elif event.key() in _ENTER:
            self._do_chosen()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("role", "palette")
        field.setPlaceholderText(_HINT)
        field.setAccessibleName("Action or record")
        field.textChanged.connect(self._search)
        field.installEventFilter(self)
        return field

    def _make_list(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setItemDelegate(_PaletteDelegate(self._get_words, view))
        view.setUniformItemSizes(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setAccessibleName("Actions and records")
        view.clicked.connect(lambda _index: self._do_chosen())
        return view

    # --- finding

    def _get_words(self) -> str:
        return self._asked.removeprefix(ACTIONS_ONLY).strip()

    def _search(self, text: str) -> None:
        self._asked = text.strip()
        self._has_moved = False
        if self._asked.startswith(ACTIONS_ONLY) or self._session is None:
            self._records = []
        else:
            self._read_records(self._session, self._asked)
        self._show()

    def _read_records(self, session: LibrarySession, text: str) -> None:
        recent = [] if text else [key for key in self._recent if key.startswith("record:")]

        def on_read(found: Sequence[RecordSummary]) -> None:
            if shiboken6.isValid(self) and text == self._asked:
                self._records = [make_record_entry(summary) for summary in found]
                self._show()

        session.read(lambda library: _find_records(library, text, recent), on_read)

    def _show(self) -> None:
        chosen = self._get_chosen() if self._has_moved else None
        if self._asked:
            sure, loose = rank_actions(self._actions, self._get_words())
            entries = [*put_recent_first(sure, self._recent), *self._records, *loose]
        else:
            entries = put_recent_first([*self._records, *self._actions], self._recent)
        self.model.show_entries(entries)
        keys = [entry.key for entry in entries]
        self._select(keys.index(chosen.key) if chosen and chosen.key in keys else 0)

    def _select(self, row: int) -> None:
        row = max(0, min(row, self.model.rowCount() - 1))
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        self._say()

    def _say(self) -> None:
        entry = self._get_chosen()
        if entry is None:
            self._note.setText(f"Nothing is called “{self._get_words()}”.")
        elif entry.reason:
            self._note.setText(f"Cannot be done now: {entry.reason}.")
        else:
            self._note.setText("Enter does it · Esc goes back")

    # --- doing

    def _get_chosen(self) -> PaletteEntry | None:
        entry = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry if isinstance(entry, PaletteEntry) else None

    def _do_chosen(self) -> None:
        entry = self._get_chosen()
        if entry is None or entry.reason:
            return
        self._remember(entry.key)
        self.close()
        # not at once: the action is to find the focus where it was before
        if entry.action is not None:
            QTimer.singleShot(0, entry.action, entry.action.trigger)
        elif entry.record is not None:
            self._open_record(entry.record.id, entry.record.kind)

    def _remember(self, key: str) -> None:
        others = [known for known in self._recent if known != key]
        self._recent[:] = [key, *others][:_MOST_RECENT]

    def hideEvent(self, event: Any) -> None:
        """Give the keyboard back to where it was."""
        super().hideEvent(event)
        before = self._focus_before
        if before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()


class _PaletteDelegate(QStyledItemDelegate):
    """Icon, title, where it belongs, and at the end its keys."""

    def __init__(self, get_words: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._get_words = get_words

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line with air around it."""
        return QSize(120, QFontMetrics(option.font).height() + 2 * SPACE[1] - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, PaletteEntry):
            return
        colours, rect = current_colours(), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.save()
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(SPACE[2], 0, -SPACE[2], 0)
        inner = self._draw_icon(painter, inner, entry, mirrored=mirrored)
        quiet, font = colours.quiet_text, option.font
        keys = LineText(entry.shortcut, font, quiet)
        inner = _cut(inner, draw_line(painter, inner, keys, at_end=not mirrored), not mirrored)
        colour = quiet if entry.reason else colours.text
        title = LineText(entry.title, font, colour, find_matches(entry.title, self._get_words()))
        inner = _cut(inner, draw_line(painter, inner, title, at_end=mirrored), mirrored)
        detail = entry.reason or entry.detail
        draw_line(painter, inner, LineText(detail, font, quiet), at_end=mirrored)
        painter.restore()

    def _draw_icon(
        self, painter: QPainter, inner: QRect, entry: PaletteEntry, *, mirrored: bool
    ) -> QRect:
        x = inner.right() - _ICON + 1 if mirrored else inner.left()
        place = QRect(x, inner.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        if entry.icon:
            draw_icon(entry.icon, painter, QRectF(place), current_colours().quiet_text)
        else:
            get_icon_of(entry).paint(painter, place)
        return _cut(inner, _ICON, mirrored)


def _cut(rect: QRect, width: int, at_end: bool) -> QRect:
    """Take what was drawn at one edge, and a gap, off the room that is left."""
    used = width + SPACE[1] if width else 0
    return rect.adjusted(0, 0, -used, 0) if at_end else rect.adjusted(used, 0, 0, 0)


def _describe(entry: PaletteEntry) -> str:
    parts = (entry.title, entry.detail, entry.shortcut, entry.reason)
    return ", ".join(part for part in parts if part)


def _find_records(library: Library, text: str, recent: Sequence[str]) -> Sequence[RecordSummary]:
    with library.read() as unit:
        if text:
            query = RecordQuery(kinds=ALL_KINDS, text=text, limit=RECORDS)
            return unit.records.list_records(query)
        ids = [RecordId(key.rpartition(":")[2]) for key in recent]
        records = unit.records.get_records(ids)
    known = [records[record_id] for record_id in ids if record_id in records]
    return [
        RecordSummary(id=r.id, kind=r.kind, title=r.display_title, revision=r.revision)
        for r in known
    ]
