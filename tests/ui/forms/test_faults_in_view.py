"""What is wrong is said beside its field, counted at the head and reached from there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from briefing.dates import parse_date
from briefing.records.parts import Figure
from tests.support.builders import make_attack
from tests.support.forms import open_record_pane, save_all, type_text

DATE = parse_date("16 January 2024")


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def faulty(qtbot):
    figures = (Figure(what="killed", best=9), Figure(what="killed", low=8, high=3))
    attack = make_attack(title="", date=DATE, figures=figures)
    with open_record_pane(qtbot, attack) as (session, pane):
        yield session, pane


def test_a_range_the_wrong_way_round_is_said_beside_its_figure(faulty):
    _session, pane = faulty
    first, second = pane.form.get_editor("figures").cards

    assert second.fault.text()
    assert not first.fault.text()
    assert second.button.accessibleDescription() == second.fault.text()


def test_the_head_counts_what_is_to_be_corrected(faulty):
    _session, pane = faulty

    assert pane.faults_button.isVisible()
    assert pane.faults_button.text() == "2 to correct"


def test_each_press_goes_to_the_next_fault(qtbot, faulty):
    _session, pane = faulty
    press(qtbot, pane.faults_button)
    assert pane.form.get_editor("title").line.hasFocus()

    press(qtbot, pane.faults_button)
    second = pane.form.get_editor("figures").cards[1]
    assert second.fields.isAncestorOf(pane.window().focusWidget())


def test_a_value_that_cannot_be_read_is_counted_and_reached(qtbot, faulty):
    session, pane = faulty
    best = pane.form.get_editor("figures").cards[0].open().get_editor("best").line
    type_text(qtbot, pane.form.get_editor("title").line, "Strike")
    type_text(qtbot, best, "many")
    save_all(qtbot, session, pane)
    pane.form.get_editor("title").line.setFocus()

    assert pane.faults_button.text() == "1 to correct"
    press(qtbot, pane.faults_button)
    assert best.hasFocus()
    type_text(qtbot, best, "9")


def test_what_is_corrected_is_no_longer_counted(qtbot):
    with open_record_pane(qtbot, make_attack(title="", date=DATE)) as (session, pane):
        type_text(qtbot, pane.form.get_editor("title").line, "Strike")
        save_all(qtbot, session, pane)

        assert not pane.faults_button.isVisible()
        assert not pane.form.fields["title"].fault.isVisible()


def test_a_screen_reader_hears_the_fault_at_the_field(faulty):
    _session, pane = faulty
    line = pane.form.get_editor("title").line
    told = QAccessible.queryAccessibleInterface(line)

    assert told.text(QAccessible.Text.Description) == "Give the attack a title."


def test_a_narrow_pane_keeps_every_button_in_reach(qtbot, faulty):
    _session, pane = faulty
    pane.resize(380, 600)
    qtbot.waitUntil(lambda: pane.width() == 380)

    for button in (pane.faults_button, pane.unsourced_button, pane.uses_button):
        if button.isVisible():
            assert button.geometry().right() <= pane.width()
    assert pane.history_button.geometry().right() <= pane.width()
