"""Suggestions below a line edit, looked up off the GUI thread while one types."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

_PAUSE_MS = 120
_SHOWN_ROWS = 10
_VALUE = Qt.ItemDataRole.UserRole + 1
_TEXT = Qt.ItemDataRole.UserRole + 2


class Suggestion(NamedTuple):
    """A line of the list, the text that choosing it leaves in the field, and what it stands for."""

    label: str
    text: str
    value: Any


class Suggestions(QObject):
    """Offers what was found for the text of a line edit.

    `wanted` asks for suggestions after a pause in typing; whoever looks them up answers with
    `offer`, and answers to what is no longer in the line are ignored. Arrow keys, Enter and Escape
    work as in every list of completions.
    """

    wanted = Signal(str)
    chosen = Signal(object)

    def __init__(self, line: QLineEdit, *, least_letters: int = 2) -> None:
        super().__init__(line)
        self._line = line
        self._least_letters = least_letters
        self._model = QStandardItemModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setCompletionRole(_TEXT)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(_SHOWN_ROWS)
        popup = self.completer.popup()
        if popup is not None:
            popup.setAccessibleName(f"Suggestions for {line.accessibleName()}")
        line.setCompleter(self.completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(self._on_edited)
        self.completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # Qt's overloads

    @property
    def labels(self) -> list[str]:
        """What is offered just now."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def offer(self, text: str, suggestions: Sequence[Suggestion]) -> None:
        """Offer what was found for a text, if it is still the one that stands in the line."""
        if text != self._line.text().strip():
            return
        self._model.clear()
        for suggestion in suggestions:
            item = QStandardItem(suggestion.label)
            item.setData(suggestion.value, _VALUE)
            item.setData(suggestion.text, _TEXT)
            self._model.appendRow(item)
        if suggestions and self._line.hasFocus():
            self.completer.complete()

    def _on_edited(self, text: str) -> None:
        self._model.clear()  # what was found for the text before is no longer true
        if len(text.strip()) >= self._least_letters:
            self._pause.start()
        else:
            self._pause.stop()

    def _ask(self) -> None:
        self.wanted.emit(self._line.text().strip())

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_VALUE))
