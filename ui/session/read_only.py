"""Keeps editors from being typed in while the library is read-only."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.forms.form import Form

_MAY_BE_PRESSED = ("fold", "fold-quiet", "fold-unsourced", "card-head", "sourced", "unsourced")
"""The looks of buttons that open something to be read."""


class ReadOnlyGuard(QObject):
    """Makes every form inside a part of the window read-only as it appears.

    Texts can still be selected and copied, and folds opened.
    """

    def __init__(self, part: QWidget, application: QApplication) -> None:
        super().__init__(part)
        self._part = part
        self._application = application
        application.installEventFilter(self)

    def close(self) -> None:
        """Watch no more."""
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lock an editor before it is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            self._lock(watched)
        return False

    def _lock(self, widget: QWidget) -> None:
        if not self._part.isAncestorOf(widget) or not is_in_form(widget):
            return
        if widget.property("reading"):  # it searches, and changes nothing
            return
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
            widget.setReadOnly(True)
        elif isinstance(widget, QComboBox) or _changes_something(widget):
            widget.setEnabled(False)


def is_in_form(widget: QWidget) -> bool:
    """Whether a widget belongs to a form."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Form):
        parent = parent.parentWidget()
    return parent is not None


def _changes_something(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and widget.property("role") not in _MAY_BE_PRESSED
