"""Words that give way where there is no room for them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.fitting_button import FittingButton
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.icons import get_icon


def show(qtbot, widget, width):
    place = QWidget()
    qtbot.addWidget(place)
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    place.resize(width, 40)
    place.show()
    return place


def test_a_button_without_room_shows_its_icon_and_its_words_when_there_is_room_again(qtbot):
    button = FittingButton()
    button.setText("Section")
    button.setIcon(get_icon("add"))
    place = show(qtbot, button, button.minimumSizeHint().width() + 5)

    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    place.resize(300, 40)
    qtbot.waitUntil(lambda: button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def test_a_label_without_room_says_less_to_the_eye_alone(qtbot):
    label = FittingLabel()
    label.say("Page 10 of 112", "10 of 112")
    place = show(qtbot, label, label.minimumSizeHint().width() + 5)

    assert label.text() == "10 of 112"
    assert label.accessibleName() == "Page 10 of 112"
    place.resize(300, 40)
    qtbot.waitUntil(lambda: label.text() == "Page 10 of 112")
