import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

from ui.session.text_undo import UndoKeys, undo_text


@pytest.fixture
def window(qtbot, qapp):
    window = QMainWindow()
    qtbot.addWidget(window)
    centre = QWidget()
    layout = QVBoxLayout(centre)
    window.line, window.text = QLineEdit(), QPlainTextEdit()
    layout.addWidget(window.line)
    layout.addWidget(window.text)
    window.setCentralWidget(centre)
    window.undone = []
    action = QAction("Undo", window)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: window.undone.append(undo_text()))
    window.addAction(action)
    keys = UndoKeys(window)
    qapp.installEventFilter(keys)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    qapp.removeEventFilter(keys)


@pytest.mark.parametrize("name", ["line", "text"])
def test_typing_is_taken_back_in_the_field_first(qtbot, window, name):
    field = getattr(window, name)
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    text = field.text() if name == "line" else field.toPlainText()
    assert text == ""
    assert False not in window.undone


@pytest.mark.parametrize("name", ["line", "text"])
def test_a_field_with_nothing_to_undo_leaves_the_key_to_the_window(qtbot, window, name):
    field = getattr(window, name)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert window.undone == [False]
