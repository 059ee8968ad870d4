"""The comments on the open briefing: read, answered, resolved, and new ones written."""

from datetime import UTC, datetime
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.identifiers import RecordId
from briefing.outline import Briefing, Comment
from briefing.ports import Library
from briefing.services.briefings.commenting import (
    add_comments,
    make_comment,
    remove_comment,
    reply_to,
    resolve,
)
from briefing.services.history import Change, LibraryChange
from ui.session.library_session import LibrarySession
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon
from ui.widgets.plain_text import as_plain_tooltip, make_button, make_label, set_plain_tooltip

_ID = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 3
_NONE = "No comments. Select what one is about, and press Ctrl+Alt+C."
_CHOOSE = "Select a comment to answer it or to resolve it."
_ON_ALL = "the whole briefing"
_LONGEST = 60


class CommentPlace(msgspec.Struct, frozen=True, kw_only=True):
    """What a new comment is about: a section, a record in it, some words, or the whole."""

    section: str = ""
    record: str = ""
    passage: str = ""
    title: str = ""


class CommentsPane(QWidget):
    """Lists comments in the order of the outline. Enter goes to what one is about."""

    place_requested = Signal(str, str)  # section id, record id
    close_requested = Signal()

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._briefing: Briefing | None = None
        self._wanted: RecordId | None = None
        self._place: CommentPlace | None = None  # of the comment that is being written
        self._title = make_label("Comments", "section")
        self.shows_resolved = QCheckBox("Show &resolved")
        self.list = QListWidget()
        self.list.setAccessibleName("Comments")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._about = make_label(_NONE, "quiet", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + SPACE[3])
        self.send_button = make_button("&Answer")
        self.resolve_button = make_button("Re&solve")
        self.remove_button = make_button("Remove", "link")
        self.new_button = make_button("&New comment", "link")
        self._lay_out()
        self._connect()
        self.setProperty("role", "surface")

    # --- what it is told

    def open_briefing(self, briefing_id: RecordId | None) -> None:
        """Show the comments on this briefing, or none."""
        self._wanted = briefing_id
        self._place = None
        if briefing_id is None:
            self._show(None)
        else:
            self._read()

    def write_comment(self, place: CommentPlace) -> None:
        """Begin a comment on a place."""
        self._place = place
        self.list.setCurrentRow(-1)
        self._update()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_list(self) -> None:
        """Put the keyboard on the list, or where a first comment is begun."""
        there = self.list if self.list.count() else self.new_button
        there.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Enter send what is written, and Enter go to the place of a comment."""
        if not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return super().eventFilter(watched, event)
        sends = watched is self.text and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if sends and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # or the window takes the key for placing records
            return True
        if event.type() is QEvent.Type.KeyPress and (sends or watched is self.list):
            if sends:
                self._send()
            else:
                self._go()
            return True
        return super().eventFilter(watched, event)

    # --- inside

    def _lay_out(self) -> None:
        close = QToolButton()
        close.setIcon(get_icon("close"))
        close.setAccessibleName("Hide comments")
        set_plain_tooltip(close, "Hide comments")
        close.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE[2], SPACE[0], SPACE[1], 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.new_button)
        head.addWidget(self.shows_resolved)
        head.addWidget(close)
        foot = QHBoxLayout()
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(self.resolve_button)
        foot.addWidget(self.send_button)
        writing = QVBoxLayout()
        writing.setContentsMargins(SPACE[2], 0, SPACE[2], SPACE[1])
        writing.setSpacing(SPACE[0])
        writing.addWidget(self._about)
        writing.addWidget(self.text)
        writing.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[0])
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addLayout(writing)
        layout.addStretch()

    def _connect(self) -> None:
        self.list.installEventFilter(self)
        self.text.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda _row: self._on_selected())
        self.list.itemDoubleClicked.connect(lambda _item: self._go())
        self.text.textChanged.connect(self._update)
        self.shows_resolved.toggled.connect(lambda _on: self._show(self._briefing))
        self.send_button.clicked.connect(self._send)
        self.resolve_button.clicked.connect(self._resolve)
        self.remove_button.clicked.connect(self._remove)
        self.new_button.clicked.connect(lambda: self.write_comment(CommentPlace()))
        self._session.changed.connect(self._on_changed)
        self._update()

    def _read(self) -> None:
        if self._wanted is not None:
            self._session.read_after_changes(partial(_read_briefing, self._wanted), self._show)

    def _on_changed(self, change: LibraryChange) -> None:
        if self._wanted in change.records:
            self._read()

    def _show(self, briefing: Briefing | None) -> None:
        if briefing is not None and briefing.id != self._wanted:
            return
        selected = self._get_selected()
        self._briefing = briefing
        comments = _order(briefing) if briefing else []
        is_open = [comment for comment in comments if not comment.resolved]
        self._title.setText(_describe(len(is_open)))
        self.list.blockSignals(True)
        self.list.clear()
        for comment in comments if self.shows_resolved.isChecked() else is_open:
            self.list.addItem(_make_item(comment, briefing))
            if selected is not None and comment.id == selected.id:
                self.list.setCurrentRow(self.list.count() - 1)
        self.list.blockSignals(False)
        self._update()

    def _get_selected(self) -> Comment | None:
        item = self.list.currentItem()
        wanted = item.data(_ID) if self.list.currentRow() >= 0 else None
        comments = self._briefing.comments if self._briefing else ()
        return next((comment for comment in comments if comment.id == wanted), None)

    def _on_selected(self) -> None:
        if self.list.currentRow() >= 0:
            self._place = None
        self._update()

    def _update(self) -> None:
        selected = self._get_selected() if self._place is None else None
        is_new = self._place is not None
        can_write = self._briefing is not None and not self._session.library.is_read_only
        self.text.setEnabled(can_write and (is_new or selected is not None))
        self.text.setAccessibleName("Comment" if is_new else "Answer")
        self.list.setVisible(self.list.count() > 0)
        for part in (self.text, self.send_button):
            part.setVisible(is_new or selected is not None)
        for part in (self.resolve_button, self.remove_button):
            part.setVisible(selected is not None)
        self.send_button.setText("&Comment" if is_new else "&Answer")
        self.send_button.setEnabled(self.text.isEnabled() and bool(self.text.toPlainText().strip()))
        self.resolve_button.setEnabled(can_write and selected is not None)
        self.resolve_button.setText("Re&open" if selected and selected.resolved else "Re&solve")
        self.remove_button.setEnabled(can_write and selected is not None)
        self.new_button.setEnabled(can_write)
        self._about.setText(self._tell_about(selected))

    def _tell_about(self, selected: Comment | None) -> str:
        if self._place is not None:
            place = self._place
            words = f", “{_shorten(place.passage)}”" if place.passage else ""
            return f"On {f'“{place.title}”' if place.title else _ON_ALL}{words}:"
        if selected is not None:
            return f"Answer {selected.by or 'it'}:"
        return _CHOOSE if self.list.count() else _NONE

    # --- what it does

    def _send(self) -> None:
        if not self.send_button.isEnabled() or self._wanted is None:
            return
        text, by, at = self.text.toPlainText(), self._session.library.author, datetime.now(UTC)
        selected = self._get_selected()
        if self._place is not None:
            place = self._place
            comment = make_comment(
                text,
                by=by,
                at=at,
                section=place.section,
                record=place.record,
                passage=place.passage,
            )
            self._do(add_comments(self._wanted, [comment]))
        elif selected is not None:
            self._do(reply_to(self._wanted, selected.id, text, by=by, at=at))

    def _do(self, change: Change) -> None:
        def on_done(_change: LibraryChange) -> None:
            self._place = None
            self.text.clear()

        self._session.do(change, on_done)

    def _resolve(self) -> None:
        selected = self._get_selected()
        if selected is not None and self._wanted is not None:
            self._session.do(resolve(self._wanted, selected.id, resolved=not selected.resolved))

    def _remove(self) -> None:
        selected = self._get_selected()
        if selected is not None and self._wanted is not None:
            self._session.do(remove_comment(self._wanted, selected.id))

    def _go(self) -> None:
        selected = self._get_selected()
        if selected is not None:
            self.place_requested.emit(selected.section, selected.record)


def _read_briefing(briefing_id: RecordId, library: Library) -> Briefing | None:
    with library.read() as unit:
        found = unit.records.find_record(briefing_id)
        return found if isinstance(found, Briefing) else None


def _order(briefing: Briefing) -> list[Comment]:
    """Order comments by where they are in the outline; those on the whole come first."""
    places: dict[str, int] = {
        section.id: number for number, section in enumerate(briefing.sections, 1)
    }
    return sorted(briefing.comments, key=lambda comment: places.get(comment.section, 0))


def _describe(count: int) -> str:
    if count == 0:
        return "No open comments"
    return "1 open comment" if count == 1 else f"{count} open comments"


def _make_item(comment: Comment, briefing: Briefing | None) -> QListWidgetItem:
    sections: dict[str, str] = {
        section.id: section.title for section in (briefing.sections if briefing else ())
    }
    when = f"{comment.at.astimezone():%d %b %H:%M}" if comment.at else ""
    head = " · ".join(
        part
        for part in (
            comment.by or "somebody",
            when,
            sections.get(comment.section, ""),
            comment.origin,
            "resolved" if comment.resolved else "",
        )
        if part
    )
    lines = [head]
    if comment.passage:
        lines.append(f"“{_shorten(comment.passage)}”")
    lines.append(comment.text)
    lines += [f"    {reply.by or 'somebody'}: {reply.text}" for reply in comment.replies]
    text = "\n".join(lines)
    item = QListWidgetItem(get_icon("check" if comment.resolved else "quote", "quiet_text"), text)
    item.setData(_ID, comment.id)
    item.setToolTip(as_plain_tooltip(text))
    return item


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
