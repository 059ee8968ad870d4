"""Puts colours, sizes and underlines on the text without changing it."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from briefing.markdown_text.model import MENTION_KINDS
from briefing.markdown_text.reading import is_followed
from briefing.spelling.words import iter_words
from ui.text_editor.document_reading import iter_fragments
from ui.text_editor.formats import (
    find_table,
    get_quote,
    is_bold,
    is_source,
)
from ui.text_editor.reference_book import ReferenceBook
from ui.text_editor.spelling_desk import SpellingDesk
from ui.theme.tokens import current_colours

_HEADING_SIZES = (1.45, 1.25, 1.12, 1.05, 1.0, 1.0)
_FOUND_ALPHA = 110
_SLICE_MS = 12


def is_mention(link: str) -> bool:
    """Tell whether a link leads to a record."""
    kind, colon, _rest = link.partition(":")
    return bool(colon) and kind in MENTION_KINDS


class Highlighter(QSyntaxHighlighter):
    """Styles blocks as they change; `is_restyling` is true while it does so by itself."""

    def __init__(self, text: QTextEdit, book: ReferenceBook, spelling: SpellingDesk) -> None:
        super().__init__(text.document())
        self._text = text
        self._book = book
        self._spelling = spelling
        self.is_restyling = False
        self.is_waiting = False  # nothing is styled before `restyle`
        self._waiting: list[int] = []  # numbers of blocks, the next one last
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        self.sought = ""
        self._names_here: set[str] = set()  # in the block of the cursor, as found last
        self.is_typing = False  # the word at the cursor is not judged yet

    def restyle(self, first: Iterable[QTextBlock]) -> None:
        """Style all of the text anew: some blocks at once, the others bit by bit."""
        shown = list(first)
        for block in shown:
            self.restyle_block(block)
        done = {block.blockNumber() for block in shown}
        count = self.document().blockCount()
        self._waiting = [n for n in range(count - 1, -1, -1) if n not in done]
        self._timer.start()

    def restyle_words(self, words: Collection[str], first: Iterable[QTextBlock]) -> None:
        """Style those blocks anew in which one of the words stands."""
        shown = {block.blockNumber() for block in first}
        numbers: list[int] = []
        block = self.document().begin()
        while block.isValid():
            text = block.text()
            if any(word in text for word in words):
                numbers.append(block.blockNumber())
            block = block.next()
        numbers = [n for n in reversed(numbers) if n not in self._waiting]
        numbers.sort(key=lambda number: number in shown)
        self._waiting += numbers
        self._timer.start()

    def _go_on(self) -> None:
        """Style blocks for as long as nobody notices."""
        clock = QElapsedTimer()
        clock.start()
        while self._waiting and clock.elapsed() < _SLICE_MS:
            block = self.document().findBlockByNumber(self._waiting.pop())
            if block.isValid():
                self.restyle_block(block)
        if self._waiting:
            self._timer.start()

    def restyle_block(self, block: QTextBlock) -> None:
        """Style one block anew."""
        self.is_restyling = True
        self.rehighlightBlock(block)
        self.is_restyling = False

    def highlightBlock(self, text: str) -> None:
        """Style a block."""
        if self.is_waiting:
            return
        block = self.currentBlock()
        if is_source(block):
            self.setFormat(0, len(text), self._make_source_look())
        else:
            self._style_whole(block, text)
            self._style_fragments(block)
            self._underline(block, text)
        self._mark_found(text)

    def _style_whole(self, block: QTextBlock, text: str) -> None:
        look = QTextCharFormat()
        level = block.blockFormat().headingLevel()
        if level:
            look.setFontPointSize(self._size() * _HEADING_SIZES[level - 1])
            look.setFontWeight(QFont.Weight.DemiBold)
        elif self._is_table_header(block):
            look.setFontWeight(QFont.Weight.DemiBold)
        if get_quote(block):
            look.setForeground(QColor(current_colours().quiet_text))
        if look.propertyCount():
            self.setFormat(0, len(text), look)

    def _style_fragments(self, block: QTextBlock) -> None:
        for position, text, chars in iter_fragments(block):
            if chars.isAnchor():
                self._add(position - block.position(), len(text), self._make_link_look(chars))
            elif chars.fontFixedPitch():
                self._add(position - block.position(), len(text), self._make_source_look())

    def _make_link_look(self, chars: QTextCharFormat) -> QTextCharFormat:
        colours = current_colours()
        look = QTextCharFormat()
        link = chars.anchorHref()
        is_broken = not is_followed(link)
        if is_mention(link):
            referred = self._book.find(link)
            is_broken = referred is not None and not referred.id
            look.setBackground(QColor(colours.danger_soft if is_broken else colours.selection))
        else:
            look.setFontUnderline(True)
        look.setForeground(QColor(colours.danger if is_broken else colours.accent))
        look.setFontStrikeOut(is_broken)
        if is_bold(chars):
            look.setFontWeight(QFont.Weight.Bold)
        return look

    def _underline(self, block: QTextBlock, text: str) -> None:
        spelling = self._spelling
        typed = self._text.textCursor().position() - block.position() if self.is_typing else -1
        for word in iter_words(text):
            is_search = text[: word.start].endswith("@")
            if word.end != typed and not is_search and spelling.is_misspelt(word.text):
                self._add_line(word.start, word.end, current_colours().danger, wavy=True)
        for start, end in self._list_variants(block, text):
            if end != typed:
                self._add_line(start, end, current_colours().accent, wavy=False)

    def _list_variants(self, block: QTextBlock, text: str) -> list[tuple[int, int]]:
        """List where names stand that the house spells otherwise."""
        is_here = self._text.textCursor().blockNumber() == block.blockNumber()
        if is_here and self.is_typing:  # it is not searched at every key
            places = ((text.find(name), name) for name in self._names_here)
            return [(start, start + len(name)) for start, name in places if start >= 0]
        variants = self._spelling.find_variants(text)
        if is_here:
            self._names_here = {variant.written for variant in variants}
        return [(variant.start, variant.end) for variant in variants]

    def _add_line(self, start: int, end: int, colour: str, *, wavy: bool) -> None:
        look = QTextCharFormat()
        style = QTextCharFormat.UnderlineStyle
        look.setUnderlineStyle(style.WaveUnderline if wavy else style.DotLine)
        look.setUnderlineColor(QColor(colour))
        self._add(start, end - start, look)

    def _mark_found(self, text: str) -> None:
        if not self.sought:
            return
        wanted, folded = self.sought.casefold(), text.casefold()
        look = QTextCharFormat()
        colour = QColor(current_colours().warning)
        colour.setAlpha(_FOUND_ALPHA)
        look.setBackground(colour)
        start = folded.find(wanted)
        while start >= 0:
            self._add(start, len(wanted), look)
            start = folded.find(wanted, start + len(wanted))

    def _add(self, start: int, length: int, look: QTextCharFormat) -> None:
        """Style a piece on top of what it has already."""
        for place in range(start, start + length):
            merged = self.format(place)
            merged.merge(look)
            self.setFormat(place, 1, merged)

    def _make_source_look(self) -> QTextCharFormat:
        look = QTextCharFormat()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        look.setFontFamilies([fixed.family()])
        look.setFontPointSize(self._size() * 0.92)
        look.setBackground(QColor(current_colours().raised))
        return look

    def _size(self) -> float:
        size = self.document().defaultFont().pointSizeF()
        return size if size > 0 else 10.0

    def _is_table_header(self, block: QTextBlock) -> bool:
        table = find_table(QTextCursor(block))
        return table is not None and table.cellAt(block.position()).row() == 0
