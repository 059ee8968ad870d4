"""Dates as analysts type them: the year that goes without saying, and the Persian calendar."""

import pytest
from PySide6.QtCore import Qt

from briefing.dates import parse_date
from briefing.records.parts import Figure
from briefing.services.settings_of_library import read_settings
from tests.support.builders import make_attack
from tests.support.forms import open_record_pane, read_field, save_all, settle, type_text
from tests.support.windows import LONG

FIGURE = Figure(what="killed", best=4)


def open_as_of(pane):
    return pane.form.get_editor("figures").cards[0].open().get_editor("as_of")


@pytest.fixture
def opened(qtbot):
    attack = make_attack(date=parse_date("16-18 January 2024"), figures=(FIGURE,))
    with open_record_pane(qtbot, attack) as (session, pane):
        yield attack, session, pane


def click(qtbot, button):
    qtbot.waitUntil(button.isVisible, timeout=LONG)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_day_without_year_is_in_the_year_of_the_record(qtbot, opened):
    attack, session, pane = opened
    editor = open_as_of(pane)

    type_text(qtbot, editor.line, "18 Jan")
    assert editor.echo.text() == "understood as 18 January 2024 (2024-01-18)"
    save_all(qtbot, session, pane)

    assert str(read_field(session, attack.id, "figures")[0].as_of) == "18 January 2024"


def test_a_day_without_year_is_asked_for_where_the_record_spans_two(qtbot):
    attack = make_attack(date=parse_date("2023-12-30/2024-01-02"), figures=(FIGURE,))
    with open_record_pane(qtbot, attack) as (session, pane):
        type_text(qtbot, open_as_of(pane).line, "31 Dec")
        save_all(qtbot, session, pane)

        part = pane.form.get_editor("figures").cards[0].open()
        assert "no year" in part.fields["as_of"].fault.text()
        type_text(qtbot, open_as_of(pane).line, "")


def test_a_date_with_two_readings_is_asked_for(qtbot, opened):
    attack, session, pane = opened
    type_text(qtbot, pane.form.get_editor("date").line, "03/04/2024")
    save_all(qtbot, session, pane)

    assert "3 April or 4 March" in pane.form.fields["date"].fault.text()
    assert read_field(session, attack.id, "date") == attack.date
    type_text(qtbot, pane.form.get_editor("date").line, "3 April 2024")


def test_a_persian_day_is_echoed_as_understood(qtbot, opened):
    attack, session, pane = opened
    type_text(qtbot, pane.form.get_editor("date").line, "1402/10/26")
    save_all(qtbot, session, pane)

    assert "16 January 2024" in pane.form.get_editor("date").echo.text()
    assert read_field(session, attack.id, "date") == parse_date("16 January 2024")


def test_a_bare_year_is_read_in_the_calendar_that_the_library_takes_up(qtbot, opened):
    attack, session, pane = opened
    editor = pane.form.get_editor("date")
    type_text(qtbot, editor.line, "1402")
    click(qtbot, editor.calendar_button)
    qtbot.waitUntil(lambda: "21 March 2023" in editor.echo.text(), timeout=LONG)
    save_all(qtbot, session, pane)

    assert read_field(session, attack.id, "date").edtf == "2023-03-21/2024-03-19"
    assert read_settings(session.library).calendar == "persian"


def test_a_library_of_persian_years_says_each_day_in_both_calendars(qtbot, opened):
    _attack, session, pane = opened
    editor = pane.form.get_editor("date")
    type_text(qtbot, editor.line, "1402")
    click(qtbot, editor.calendar_button)
    save_all(qtbot, session, pane)
    type_text(qtbot, editor.line, "16 January 2024")

    assert editor.echo.text() == "26 Dey 1402"
    assert not editor.calendar_button.isVisible()


def test_undo_reads_years_as_before(qtbot, opened):
    _attack, session, pane = opened
    editor = pane.form.get_editor("date")
    type_text(qtbot, editor.line, "1402")
    click(qtbot, editor.calendar_button)
    save_all(qtbot, session, pane)

    while read_settings(session.library).calendar == "persian":
        session.undo()
        settle(qtbot, session)
    type_text(qtbot, editor.line, "1402")

    qtbot.waitUntil(lambda: "Persian" in editor.calendar_button.text(), timeout=LONG)
