"""Undo in the field one types in, before undo in the library."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit


def undo_text() -> bool:
    """Take back the last typing in the field with the keyboard; False when there is none."""
    field = _find_field()
    if field is None or not _can_undo(field):
        return False
    field.undo()
    return True


def redo_text() -> bool:
    """Do the typing again that was taken back last; False when there is none."""
    field = _find_field()
    if field is None or not _can_redo(field):
        return False
    field.redo()
    return True


class UndoKeys(QObject):
    """Hands Ctrl+Z and Ctrl+Shift+Z to the window when the field has nothing to undo.

    Text fields keep these keys to themselves even when they have nothing to do with them.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide for each key, before the field does."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            field = _find_field()
            if field is not None and _is_for_window(field, event):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


Field = QLineEdit | QPlainTextEdit | QTextEdit


def _find_field() -> Field | None:
    focus = QApplication.focusWidget()
    if isinstance(focus, QAbstractSpinBox):
        focus = focus.findChild(QLineEdit)
    return focus if isinstance(focus, Field) else None


def _can_undo(field: Field) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return field.document().isUndoAvailable()


def _can_redo(field: Field) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return field.document().isRedoAvailable()


def _is_for_window(field: Field, event: QKeyEvent) -> bool:
    if event.matches(QKeySequence.StandardKey.Undo):
        return not _can_undo(field)
    if event.matches(QKeySequence.StandardKey.Redo):
        return not _can_redo(field)
    return False
