import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.chips import ChipRow

CHIPS = [("tag", "#border"), ("place", "Pakistan"), ("killed", "5 or more killed")]


@pytest.fixture
def row(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = ChipRow()
    layout = QVBoxLayout(window)
    layout.addWidget(row)
    layout.addStretch(1)
    row.show_chips(CHIPS)
    window.resize(220, 300)
    with qtbot.waitExposed(window):
        window.show()
    yield row  # the window lives as long
    window.close()


def test_chips_flow_into_as_many_lines_as_they_need(qtbot, row):
    lines = {chip.y() for chip in row.chips}
    row.window().resize(800, 300)
    qtbot.waitUntil(lambda: len({chip.y() for chip in row.chips}) == 1)

    assert len(lines) > 1
    assert all(chip.geometry().right() <= row.width() for chip in row.chips)


def test_chips_begin_at_the_right_in_a_mirrored_window(qtbot, row):
    row.window().resize(800, 300)
    row.window().setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    qtbot.waitUntil(lambda: row.chips[0].x() > row.chips[1].x() > row.chips[2].x())


def test_tab_goes_from_chip_to_cross_to_the_next(qtbot, row):
    row.chips[0].button.setFocus()
    visited = []
    for _step in range(6):
        visited.append(row.window().focusWidget())
        qtbot.keyClick(row.window().focusWidget(), Qt.Key.Key_Tab)

    assert visited == [part for chip in row.chips for part in (chip.button, chip.cross)]
    assert row.window().focusWidget() is row.clear_button


def test_a_long_condition_is_cut_and_read_out_in_full(row):
    words = "a country with a very long name " * 3
    row.show_chips([("place", words), ("tag", "#R&D")])

    assert len(row.chips[0].button.text()) < 40
    assert words in row.chips[0].button.accessibleName()
    assert row.chips[1].button.text() == "#R&&D"


def test_the_row_is_there_only_while_it_holds_a_chip(row):
    row.show_chips([])
    assert row.isHidden()
    row.show_chips(CHIPS)

    assert row.isVisible()


def test_the_keyboard_stays_on_a_chip_that_stays(row):
    row.window().activateWindow()
    row.chips[1].button.setFocus()
    row.show_chips(CHIPS[1:])

    assert row.window().focusWidget() is row.find_chip("place").button
