import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.session.library_session import SaveState
from ui.widgets.status_strip import StatusStrip


@pytest.fixture
def strip(qtbot):
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show_library("Team")
    strip.show()
    return strip


def test_saved_comes_with_the_time(strip):
    strip.show_save_state(SaveState.SAVED)

    assert re.fullmatch(r"Saved \d\d:\d\d", strip.save_text)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SaveState.UNSAVED, "Unsaved"),
        (SaveState.SAVING, "Saving…"),
        (SaveState.FAILED, "Save failed"),
    ],
)
def test_everything_else_is_said_in_words(strip, state, words):
    strip.show_save_state(state)

    assert strip.save_text == words


def test_a_failed_save_offers_to_retry(qtbot, strip):
    strip.show_save_state(SaveState.FAILED)
    button = strip.findChild(QPushButton)
    with qtbot.waitSignal(strip.retry_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    strip.show_save_state(SaveState.SAVED)
    assert not button.isVisible()
