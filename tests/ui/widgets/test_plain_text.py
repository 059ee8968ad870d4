from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.plain_text import (
    as_plain_tooltip,
    make_label,
    make_message,
    set_plain_tooltip,
    set_role,
)

HOSTILE = '<img src="/etc/passwd"><b>bold</b> & more'


def test_labels_show_markup_as_it_was_typed(qtbot):
    label = make_label(HOSTILE)
    qtbot.addWidget(label)

    assert label.text() == HOSTILE
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_tooltips_escape_what_they_show(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    set_plain_tooltip(widget, HOSTILE)

    assert "<img" not in widget.toolTip()
    assert widget.accessibleDescription() == HOSTILE


def test_an_empty_text_gives_no_tooltip():
    assert as_plain_tooltip("") == ""


def test_messages_show_markup_as_it_was_typed(qtbot):
    box = make_message(None, "Title", HOSTILE, details=HOSTILE)
    qtbot.addWidget(box)

    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.text() == HOSTILE


def test_a_role_can_change_while_the_label_is_shown(qtbot):
    label = make_label("text", "quiet")
    qtbot.addWidget(label)
    set_role(label, "error")

    assert label.property("role") == "error"
