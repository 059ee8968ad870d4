"""What the context menu of a text offers beyond copy and paste."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QTextCursor, QTextTable
from PySide6.QtWidgets import QMenu

from briefing.spelling.words import Word, iter_words
from ui.text_editor.document_reading import find_citation_beside
from ui.text_editor.formats import find_table
from ui.text_editor.highlighter import is_mention
from ui.text_editor.rich_text import RichText


class TextMenu(QObject):
    """Adds spellings, house names, links and table rows to the menu of a text."""

    def __init__(self, text: RichText) -> None:
        super().__init__(text)
        self._text = text
        text.menu_requested.connect(self.fill)

    def fill(self, menu: QMenu, cursor: QTextCursor) -> None:
        """Put what fits the place of the cursor above the entries that every text has."""
        first = menu.actions()[0] if menu.actions() else menu.addSeparator()
        own = QMenu()
        table = find_table(cursor)
        if not self._text.isReadOnly():
            self._add_variants(own, menu, cursor)
            self._add_spelling(own, menu, cursor)
        self._add_link(own, menu, cursor)
        if table is not None and not self._text.isReadOnly():
            self._add_table(own, menu, table, cursor)
        actions = own.actions()
        for action in actions:
            action.setParent(menu)
            menu.insertAction(first, action)
        if actions:
            menu.insertSeparator(first)
        own.deleteLater()

    def _add_variants(self, own: QMenu, menu: QMenu, cursor: QTextCursor) -> None:
        place = cursor.positionInBlock()
        block = cursor.block()
        for variant in self._text.spelling.find_variants(block.text()):
            if variant.start <= place <= variant.end:
                start = block.position() + variant.start
                act = _replacing(self, start, len(variant.written), variant.preferred)
                self._add(own, menu, f"Write “{variant.preferred}”", act)

    def _add_spelling(self, own: QMenu, menu: QMenu, cursor: QTextCursor) -> None:
        spelling = self._text.spelling
        if spelling.reason:
            action = self._add(own, menu, "Check spelling", lambda: None)
            action.setEnabled(False)
            action.setText(f"Spelling: {spelling.reason}")
            return
        word = _find_word(cursor)
        if word is None or not spelling.is_misspelt(word.text):
            return
        start = cursor.block().position() + word.start
        waiting = self._add(own, menu, "Looking for spellings…", lambda: None)
        waiting.setEnabled(False)
        self._add(
            own,
            menu,
            f"Add “{word.text}” to the dictionary",
            lambda: spelling.add_to_dictionary(word.text),
        )

        def show(suggestions: list[str]) -> None:
            if not _is_alive(menu):
                return
            for suggestion in suggestions:
                act = _replacing(self, start, len(word.text), suggestion)
                menu.insertAction(waiting, self._make(menu, suggestion, act))
            waiting.setText("No other spelling is known")
            waiting.setVisible(not suggestions)

        spelling.suggest(word.text, show)

    def _add_link(self, own: QMenu, menu: QMenu, cursor: QTextCursor) -> None:
        place = find_citation_beside(cursor)
        if place >= 0:
            change = partial(self._text.citation_clicked.emit, place)
            self._add(own, menu, "Show the citation…", change)
        link = cursor.charFormat().anchorHref()
        if is_mention(link):
            self._add(own, menu, "Open the record", lambda: self._text.open_link(link))

    def _add_table(self, own: QMenu, menu: QMenu, table: QTextTable, cursor: QTextCursor) -> None:
        cell = table.cellAt(cursor)
        row, column = cell.row(), cell.column()
        entries: list[tuple[str, Callable[[], object], bool]] = [
            ("Insert row above", lambda: table.insertRows(max(1, row), 1), row > 0),
            ("Insert row below", lambda: table.insertRows(row + 1, 1), True),
            ("Insert column before", lambda: table.insertColumns(column, 1), True),
            ("Insert column after", lambda: table.insertColumns(column + 1, 1), True),
            ("Delete row", lambda: table.removeRows(row, 1), table.rows() > 1 and row > 0),
            ("Delete column", lambda: table.removeColumns(column, 1), table.columns() > 1),
            ("Delete table", lambda: table.removeRows(0, table.rows()), True),
        ]
        for label, act, is_possible in entries:
            self._add(own, menu, label, act).setEnabled(is_possible)

    def _add(self, own: QMenu, menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = self._make(menu, text, act)
        own.addAction(action)
        return action

    def _make(self, menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text.replace("&", "&&"), menu)
        action.triggered.connect(lambda _checked: act())
        return action

    def replace(self, start: int, length: int, words: str) -> None:
        """Put words in place of a piece of the text, in the format that it has."""
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)


def _replacing(menu: TextMenu, start: int, length: int, words: str) -> Callable[[], None]:
    return lambda: menu.replace(start, length, words)


def _find_word(cursor: QTextCursor) -> Word | None:
    place = cursor.positionInBlock()
    words = iter_words(cursor.block().text())
    return next((word for word in words if word.start <= place <= word.end), None)


def _is_alive(menu: QMenu) -> bool:
    from shiboken6 import isValid

    return isValid(menu)
