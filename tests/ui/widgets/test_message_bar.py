import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.widgets.message_bar import MessageBar


@pytest.fixture
def bar(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_it_hides_until_there_is_something_to_say(bar):
    assert bar.isHidden()
    bar.say("Exported.", "success")
    assert not bar.isHidden()
    assert bar.text == "Exported."


def test_each_choice_is_a_button(qtbot, bar):
    chosen = []
    choices = [("Open", lambda: chosen.append("open")), ("Copy", lambda: chosen.append("copy"))]
    bar.say("Exported.", "success", choices)
    for button in bar.findChildren(QPushButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert chosen == ["open", "copy"]


def test_buttons_of_the_message_before_are_gone(qtbot, bar):
    bar.say("First", "success", [("Open", lambda: None)])
    bar.say("Second", "danger")

    qtbot.waitUntil(lambda: not bar.findChildren(QPushButton))
