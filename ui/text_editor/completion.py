"""Offers records while one types: `@` for actors, attacks and notes, `[` for sources.

Where a briefing is written, `@` offers its sections, tables and figures too.
"""

import re
from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from briefing.markdown_text.model import Citation, Inline, Run
from briefing.ports import RecordQuery, RecordSummary
from briefing.services.briefings.referring import ReferablePart
from briefing.services.search.searching import list_records
from ui.kinds import KINDS
from ui.session.library_session import LibrarySession
from ui.text_editor.document_writing import insert_inlines
from ui.text_editor.formats import is_source
from ui.text_editor.reference_book import Referred
from ui.text_editor.rich_text import RichText
from ui.theme.tokens import SPACE
from ui.widgets.icons import get_icon

_MOST_ROWS = 8
_LONGEST = 60
_LETTERS_WIDE = 46
_TRIGGER = re.compile(r"(?:^|[\s(\u201c\"\u2028])([@\[])([^@\[\]\u2028]*)\Z")
_SIGNS = {"@": ("actor", "attack", "background"), "[": ("source",)}
_ICONS = {words.kind: words.icon for words in KINDS}
_NEW_SOURCE = "New source…"
_RECORD = Qt.ItemDataRole.UserRole
_PART = Qt.ItemDataRole.UserRole + 1
_MOST_PARTS = 4


class _Asked(msgspec.Struct, frozen=True):
    """What was typed to find a record, and where it begins in the text."""

    sign: str
    words: str
    start: int


class Completion(QObject):
    """Watches what is typed in a text and offers records that fit, best first.

    Arrows choose, Enter and Tab take, Escape leaves what was typed as it is.
    """

    def __init__(self, session: LibrarySession, text: RichText) -> None:
        super().__init__(text)
        self._session = session
        self._text = text
        self._asked: _Asked | None = None
        self._left_alone = -1  # where a sign stands whose offers were sent away
        self._frame = QFrame(text, Qt.WindowType.ToolTip)
        self._frame.setProperty("role", "popup")
        self._frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget(self._frame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Records that fit what is typed")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(lambda _item: self._take())
        layout = QVBoxLayout(self._frame)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.list)
        text.typed.connect(self._on_typed)
        text.cursorPositionChanged.connect(self._on_moved)
        text.focus_changed.connect(lambda has: None if has else self.close())
        text.key_taker = self._take_key
        text.tab_taker = self.take_tab

    @property
    def is_open(self) -> bool:
        """Whether records are offered now."""
        return self._frame.isVisible()

    def ask(self, sign: str) -> None:
        """Type the sign and offer what it offers."""
        cursor = self._text.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        space = " " if before and not before[-1].isspace() and before[-1] != "(" else ""
        cursor.insertText(space + sign)
        self._text.setTextCursor(cursor)
        self._text.setFocus()
        self._on_typed()

    def close(self) -> None:
        """Offer nothing any more."""
        self._asked = None
        self._frame.hide()

    # --- finding

    def _on_typed(self) -> None:
        asked = _find_asked(self._text.textCursor())
        if asked is None or asked.start == self._left_alone:
            self.close()
            return
        self._left_alone = -1
        if asked == self._asked:
            return
        self._asked = asked
        order = "title" if asked.words.strip() else "modified"
        query = RecordQuery(
            kinds=_SIGNS[asked.sign], text=asked.words, order=order, limit=_MOST_ROWS
        )
        self._session.read(
            lambda library: list_records(library, query), lambda found: self._show(asked, found)
        )

    def _on_moved(self) -> None:
        # typing moves the cursor before it is told, so ask once all of it has happened
        if self._asked is not None:
            QTimer.singleShot(0, self, self._close_if_left)

    def _close_if_left(self) -> None:
        if self._asked is not None and _find_asked(self._text.textCursor()) is None:
            self.close()

    def _show(self, asked: _Asked, found: Sequence[RecordSummary]) -> None:
        if asked != self._asked:
            return
        self.list.clear()
        for summary in found:
            if asked.sign == "@" or summary.key:
                self.list.addItem(_make_item(summary))
        if asked.sign == "@" and asked.words.strip():
            for part in self._text.book.find_parts(self._text, asked.words)[:_MOST_PARTS]:
                self.list.addItem(_make_part_item(part))
        if asked.sign == "[":
            item = QListWidgetItem(get_icon("add", "accent"), _NEW_SOURCE)
            self.list.addItem(item)
        if not self.list.count():
            self._frame.hide()
            return
        self.list.setCurrentRow(0)
        self._place(asked)

    def _place(self, asked: _Asked) -> None:
        metrics = self.list.fontMetrics()
        rows = self.list.count()
        height = self.list.sizeHintForRow(0) * rows + SPACE[0]
        self.list.setFixedHeight(height)
        self._frame.resize(QSize(metrics.averageCharWidth() * _LETTERS_WIDE, height + 2))
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(asked.start)
        rect = self._text.cursorRect(cursor)
        below = self._text.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, SPACE[0]))
        above = self._text.viewport().mapToGlobal(rect.topLeft()).y() - height - SPACE[0]
        screen = self._text.screen().availableGeometry()
        x = max(screen.left(), min(below.x(), screen.right() - self._frame.width()))
        fits = below.y() + height <= screen.bottom()
        self._frame.move(x, below.y() if fits else max(screen.top(), above))
        self._frame.show()

    # --- choosing

    def _take_key(self, event: QKeyEvent) -> bool:
        if not self.is_open or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            row = (self.list.currentRow() + steps[key]) % self.list.count()
            self.list.setCurrentRow(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self._left_alone = self._asked.start if self._asked else -1
            self.close()
        else:
            return False
        return True

    def take_tab(self) -> bool:
        """Take what is chosen when Tab is pressed; tell whether records are offered."""
        if not self.is_open:
            return False
        self._take()
        return True

    def _take(self) -> None:
        asked, item = self._asked, self.list.currentItem()
        self.close()
        if asked is None or item is None:
            return
        record, part = item.data(_RECORD), item.data(_PART)
        place = self._text.textCursor()
        place.setPosition(asked.start, QTextCursor.MoveMode.KeepAnchor)
        if part is not None:
            self._replace(place, Run(part.words, link=part.link))
            return
        if record is None:
            cite = partial(self._put, place)
            self._text.book.new_source_requested.emit(asked.words.strip(), cite)
            return
        referred = Referred(record.id, record.kind, record.title)
        if record.kind == "source":
            self._text.book.learn(f"@{record.key}", referred)
            self._put(place, record.key)
        else:
            reference = f"{record.kind}:{record.id}"
            self._text.book.learn(reference, referred)
            self._replace(place, Run(record.title, link=reference))

    def _put(self, place: QTextCursor, key: str) -> None:
        self._replace(place, Citation(f"[@{key}]"))

    def _replace(self, place: QTextCursor, inline: Inline) -> None:
        """Put something in place of what was typed to find it, wherever that is by now."""
        place.beginEditBlock()
        place.removeSelectedText()
        insert_inlines(place, (inline,))
        place.endEditBlock()
        self._text.setTextCursor(place)
        self._text.setFocus()


def _find_asked(cursor: QTextCursor) -> _Asked | None:
    block = cursor.block()
    if cursor.hasSelection() or is_source(block):
        return None
    before = block.text()[: cursor.positionInBlock()]
    match = _TRIGGER.search(before[-_LONGEST:])
    if match is None:
        return None
    sign, words = match[1], match[2]
    # "@ home" and "[ ]" are no search
    if words[:1].isspace() or words.endswith("  "):
        return None
    return _Asked(sign, words, cursor.position() - len(words) - 1)


def _make_part_item(part: ReferablePart) -> QListWidgetItem:
    item = QListWidgetItem(f"{part.title}  ·  {part.what}")
    item.setIcon(get_icon(_ICONS["briefing"], "quiet_text"))
    item.setData(_PART, part)
    return item


def _make_item(summary: RecordSummary) -> QListWidgetItem:
    names = [summary.title, summary.native_name]
    if summary.kind == "source":
        names = [summary.title, f"[{summary.key}]"]
    item = QListWidgetItem("  ·  ".join(name for name in names if name))
    item.setIcon(get_icon(_ICONS[summary.kind], "quiet_text"))
    item.setData(_RECORD, summary)
    if summary.subtitle:
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, summary.subtitle)
    return item
