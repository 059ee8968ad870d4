"""The text field in which formatted text is typed; what its keys do where the cursor is."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from briefing.document.cross_references import REFERENCE_KINDS
from ui.session.library_session import LibrarySession
from ui.text_editor import keys, pasted_pictures, pasting
from ui.text_editor.document_reading import find_citation
from ui.text_editor.formats import CITATION_OBJECT, get_quote
from ui.text_editor.highlighter import Highlighter, is_mention
from ui.text_editor.pills import CitationPill
from ui.text_editor.reference_book import get_reference_book
from ui.text_editor.source_text import name_key
from ui.text_editor.spelling_desk import get_spelling_desk
from ui.theme.tokens import current_colours
from ui.widgets.plain_text import as_plain_tooltip

_MOST_LINES = 24
_FEWEST_LINES = 3
_ROOM_AROUND_TEXT = 14
_MARGIN = 2.0
_INDENT = 22.0
_BAR_WIDTH = 3.0
_BAR_STEP = 18.0
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_READING_KEYS = ("Ctrl+F", "Ctrl+Shift+M", "Ctrl+Tab", "Ctrl+Shift+Tab")
_TYPING_PAUSE_MS = 500
_LOADED_ALREADY = QImage()


class RichText(QTextEdit):
    """Shows formatted text, grows with it, and is left by Tab.

    It keeps the keys in `own_keys` from being taken by the window's menus. Nothing that a text
    names is ever loaded from a disk or a network.
    """

    typed = Signal()  # a key or an input method changed the text
    citation_clicked = Signal(int)  # where it stands
    menu_requested = Signal(QMenu, QTextCursor)
    focus_changed = Signal(bool)

    def __init__(self, session: LibrarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_keys: dict[str, Callable[[], None]] = {}
        self.key_taker: Callable[[QKeyEvent], bool] = lambda _event: False  # asked first
        self.tab_taker: Callable[[], bool] = lambda: False
        self.book = get_reference_book(session)
        self.spelling = get_spelling_desk(session)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document = self.document()
        document.setDocumentMargin(_MARGIN)
        document.setIndentWidth(_INDENT)
        self._pill = CitationPill(self.book, document)
        document.documentLayout().registerHandler(CITATION_OBJECT, self._pill)
        self.highlighter = Highlighter(self, self.book, self.spelling)
        document.documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self._typed_block = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.book.learned.connect(self.restyle)
        self.spelling.checked.connect(self._on_checked)

    # --- size

    def fit(self) -> None:
        """Take the height that the text needs, between three and twenty-four lines."""
        line = self.fontMetrics().lineSpacing()
        wanted = int(self.document().size().height())
        height = max(_FEWEST_LINES * line, min(wanted, _MOST_LINES * line)) + _ROOM_AROUND_TEXT
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height anew: a narrower text has more lines."""
        super().resizeEvent(event)
        self.fit()

    # --- keys

    def event(self, event: QEvent) -> bool:
        """Claim the keys that work here, before a menu does."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if name_key(event) in self.own_keys:
                event.accept()
                return True
        elif event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self._take_tab(event):
            event.accept()
            return True
        return super().event(event)

    def _take_tab(self, event: QKeyEvent) -> bool:
        """Go deeper in a list or to the next cell; where there is neither, Tab leaves."""
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() not in _TABS or held != Qt.KeyboardModifier.NoModifier:
            return False
        forward = event.key() == Qt.Key.Key_Tab and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        if forward and self.tab_taker():
            return True
        if self.isReadOnly() or not keys.take_tab(self, forward=forward):
            return False
        self.typed.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for where the cursor is."""
        act = self.own_keys.get(name_key(event))
        if self.key_taker(event):
            event.accept()
        elif act is not None:
            if not self.isReadOnly() or name_key(event) in _READING_KEYS:
                act()
        elif event.key() in _TABS:
            event.ignore()  # there is no other field to go to
        elif self.isReadOnly() or not keys.take_key(self, event):
            if event.text():
                self._begin_typing()
            if event.text().isprintable() and event.text():
                keys.leave_link(self)
            super().keyPressEvent(event)
            if event.text():
                keys.format_as_typed(self, event.text())
                self.typed.emit()
        else:
            self.typed.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composed, as if it had been typed."""
        if event.commitString():
            self._begin_typing()
            keys.leave_link(self)
        super().inputMethodEvent(event)
        if event.commitString():
            self.typed.emit()

    def leave(self, *, forward: bool) -> None:
        """Go to the next field, wherever the cursor is."""
        self.focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that one may type here now."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that one types elsewhere now, unless a menu has only opened above it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.focus_changed.emit(False)

    # --- mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the citation that is clicked, or with Ctrl what a link leads to."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        place = self.find_citation_at(event.position())
        if place >= 0:
            self.citation_clicked.emit(place)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open_link(self.anchorAt(event.position().toPoint()))

    def open_link(self, link: str) -> None:
        """Open the record that a mention leads to."""
        if is_mention(link):
            self.book.open(link)

    def find_citation_at(self, point: QPointF) -> int:
        """Give the position of the citation under a point of the view, -1 for none."""
        middle = self.cursorForPosition(point.toPoint())
        for place in (middle.position(), middle.position() - 1):
            cursor = QTextCursor(self.document())
            cursor.setPosition(max(0, place))
            if find_citation(cursor) and self._is_over(cursor, point):
                return cursor.position()
        return -1

    def _is_over(self, cursor: QTextCursor, point: QPointF) -> bool:
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        edges = QRectF(self.cursorRect(cursor)) | QRectF(self.cursorRect(after))
        return edges.contains(point)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the word, pill or cell under the mouse, or at the cursor."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        below = self.viewport().mapToGlobal(self.cursorRect(cursor).bottomLeft())
        menu = self.createStandardContextMenu(event.pos())
        self.menu_requested.emit(menu, cursor)
        menu.exec(below if by_key else event.globalPos())
        menu.deleteLater()

    def _show_tip(self, event: QHelpEvent) -> None:
        point = self.viewport().mapFrom(self, event.pos())
        place = self.find_citation_at(QPointF(point))
        link = self.anchorAt(point)
        tip = ""
        if place >= 0:
            cursor = QTextCursor(self.document())
            cursor.setPosition(place)
            tip, _is_whole = self.book.describe_citation(find_citation(cursor))
        elif is_mention(link):
            referred = self.book.find(link)
            is_there = referred is None or bool(referred.id)
            title = referred.title if referred else ""
            tip = f"{title}\nCtrl+click opens it" if is_there else "This record is gone."
        elif link.partition(":")[0] in REFERENCE_KINDS:
            tip = "A part of this document; {number} becomes its number on paper."
        elif link:
            tip = link
        QToolTip.showText(event.globalPos(), as_plain_tooltip(tip).replace("\n", "<br>"), self)

    # --- clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words, HTML for other programs, and our own source for ourselves."""
        return pasting.copy(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text of any kind, and pictures where they can be kept; other files go on."""
        if pasted_pictures.find_pictures(source):
            return pasted_pictures.can_keep(self, source)
        if any(url.isLocalFile() for url in source.urls()):
            return False
        return source.hasText() or source.hasHtml() or source.hasFormat(pasting.OWN_FORMAT)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste structure and words, or pictures; fonts and scripts stay behind."""
        if pasted_pictures.can_keep(self, source):
            pasted_pictures.insert_pictures(self, source)
            return
        pasting.paste(self.textCursor(), source)
        self.ensureCursorVisible()

    def paste_plain(self) -> None:
        """Paste the words alone."""
        pasting.paste_plain(self.textCursor())
        self.ensureCursorVisible()

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Load nothing."""
        return _LOADED_ALREADY

    # --- look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a bar beside what is quoted."""
        self._paint_bars()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.restyle()

    def list_blocks_in_sight(self) -> Sequence[QTextBlock]:
        """List the blocks that are in view."""
        view = self.viewport().rect()
        block = self.cursorForPosition(view.topLeft()).block()
        last = self.cursorForPosition(view.bottomRight()).block()
        blocks = []
        while block.isValid():
            blocks.append(block)
            if block == last:
                break
            block = block.next()
        return blocks

    def _paint_bars(self) -> None:
        quoted = [block for block in self.list_blocks_in_sight() if get_quote(block)]
        if not quoted:
            return
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        for block in quoted:
            rect = layout.blockBoundingRect(block)
            is_rtl = block.textDirection() is Qt.LayoutDirection.RightToLeft
            for depth in range(get_quote(block)):
                x = depth * _BAR_STEP + _BAR_STEP / 3
                left = self.document().size().width() - x if is_rtl else x
                bar = QRectF(left, rect.top(), _BAR_WIDTH, rect.height())
                painter.fillRect(bar, QColor(current_colours().control_border))
        painter.end()

    def restyle(self) -> None:
        """Style the text anew, what is in sight at once."""
        if not hasattr(self, "highlighter"):
            return  # Qt changes fonts while it makes the widget
        shown = self.list_blocks_in_sight()
        self.highlighter.restyle(shown)
        self.spelling.hurry(block.text() for block in shown)
        self.viewport().update()

    def _on_checked(self, words: set[str] | None) -> None:
        if words is None:
            self.restyle()
        else:
            self.highlighter.restyle_words(words, self.list_blocks_in_sight())

    def _begin_typing(self) -> None:
        self.highlighter.is_typing = True
        self._typed_block = self.textCursor().blockNumber()
        self._pause.start()

    def _on_pause(self) -> None:
        # now that it is written, the word at the cursor may be judged
        self.highlighter.is_typing = False
        self.highlighter.restyle_block(self.document().findBlockByNumber(self._typed_block))
