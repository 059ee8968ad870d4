"""What a person types into a record's form reaches the library, whatever goes on meanwhile."""

from contextlib import contextmanager
from datetime import date

import pytest
from PySide6.QtCore import Qt

from briefing.dates import parse_date
from briefing.errors import LibraryError
from briefing.identifiers import new_record_id
from briefing.records.actor import Actor, ActorName
from briefing.records.attack import Attack
from briefing.records.parts import Citation, Figure
from briefing.records.source import Source
from briefing.services.records.editing import trash_records
from tests.support.builders import make_attack
from tests.support.forms import (
    open_pane,
    open_record_pane,
    read_field,
    save_all,
    settle,
    show_record,
    type_text,
)
from tests.support.libraries import disk_library, find, memory_library
from tests.support.slow_library import SlowLibrary
from tests.support.windows import LONG
from ui.dialogs.citations_dialog import CitationsDialog
from ui.panes.record_pane import RecordPane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def attack():
    return Attack(id=new_record_id(), title="Strike", date=parse_date("16 January 2024"))


@pytest.fixture
def other():
    return Attack(id=new_record_id(), title="Raid")


def line(pane, name):
    return pane.form.get_editor(name).line


def fault(pane, name):
    return pane.form.fields[name].fault


def type_into(qtbot, pane, name, text):
    type_text(qtbot, line(pane, name), text)


# --- bad values


@pytest.mark.parametrize(
    ("text", "sentence"), [("16 Jan", "year"), ("soon", "date"), ("32 January 2024", "calendar")]
)
def test_a_date_that_cannot_be_read_says_so_and_stays(qtbot, attack, text, sentence):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "date", text)
        save_all(qtbot, session, pane)

        assert sentence in fault(pane, "date").text()
        assert fault(pane, "date").isVisible()
        assert session.save_state == "unsaved"
        assert line(pane, "date").text() == text
        assert read_field(session, attack.id, "date") == attack.date
        type_into(qtbot, pane, "date", "16 January 2024")


def test_other_fields_are_saved_beside_one_that_cannot_be_read(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "date", "16 Janu")
        type_into(qtbot, pane, "title", "Missile strike")
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "title") == "Missile strike"
        assert line(pane, "date").text() == "16 Janu"
        assert session.save_state == "unsaved"
        type_into(qtbot, pane, "date", "")


def test_a_value_that_is_mended_is_saved_and_its_sentence_goes(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "date", "17 Janu")
        save_all(qtbot, session, pane)
        type_into(qtbot, pane, "date", "17 January 2024")
        save_all(qtbot, session, pane)

        assert not fault(pane, "date").isVisible()
        assert session.save_state == "saved"
        assert read_field(session, attack.id, "date") == parse_date("17 January 2024")


def test_a_bad_number_in_a_figure_leaves_the_rest_of_the_figure_to_be_saved(qtbot):
    attack = Attack(id=new_record_id(), title="Strike", figures=(Figure(what="killed", best=4),))
    with open_record_pane(qtbot, attack) as (session, pane):
        part = pane.form.get_editor("figures").cards[0].open()
        type_text(qtbot, part.get_editor("best").line, "abc")
        type_text(qtbot, part.get_editor("given_by").line, "state media")
        save_all(qtbot, session, pane)

        assert "whole number" in part.fields["best"].fault.text()
        (figure,) = read_field(session, attack.id, "figures")
        assert (figure.best, figure.given_by) == (4, "state media")
        assert session.save_state == "unsaved"
        assert part.get_editor("best").line.text() == "abc"
        type_text(qtbot, part.get_editor("best").line, "5")


def test_a_latitude_beyond_the_pole_is_stored_with_a_sentence_below(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_text(qtbot, pane.form.get_editor("place").part.get_editor("latitude").line, "95")
        save_all(qtbot, session, pane)

        assert "between -90 and 90" in fault(pane, "place").text()
        assert session.save_state == "saved"


def test_a_key_with_capitals_has_a_sentence_below(qtbot):
    source = Source(id=new_record_id(), title="Report", key="report")
    with open_record_pane(qtbot, source) as (session, pane):
        type_into(qtbot, pane, "key", "Report")
        save_all(qtbot, session, pane)

        assert "small letters" in fault(pane, "key").text()


def test_a_key_of_another_source_is_refused_beside_the_field(qtbot):
    first = Source(id=new_record_id(), title="First", key="first")
    second = Source(id=new_record_id(), title="Second", key="second")
    with open_record_pane(qtbot, second, first) as (session, pane):
        type_into(qtbot, pane, "key", "first")
        type_into(qtbot, pane, "title", "Second report")
        save_all(qtbot, session, pane)

        assert "belongs to" in fault(pane, "key").text()
        assert line(pane, "key").text() == "first"
        assert session.save_state == "unsaved"
        stored = find(session.library, second.id)
        assert (stored.key, stored.title) == ("second", "Second report")
        type_into(qtbot, pane, "key", "third")
        save_all(qtbot, session, pane)
        assert session.save_state == "saved"
        assert not fault(pane, "key").isVisible()


def test_an_actor_without_a_name_is_told_to_get_one(qtbot):
    actor = Actor(id=new_record_id(), names=(ActorName(text="Jundallah", preferred=True),))
    with open_record_pane(qtbot, actor) as (session, pane):
        card = pane.form.get_editor("names").cards[0]
        type_text(qtbot, card.open().get_editor("text").line, "")
        save_all(qtbot, session, pane)

        assert "name" in fault(pane, "names").text()


def test_a_fault_of_one_part_stands_on_that_part(qtbot):
    figures = (Figure(what="killed", best=4), Figure(what="killed", low=9, high=3))
    attack = Attack(id=new_record_id(), title="Strike", figures=figures)
    with open_record_pane(qtbot, attack) as (_session, pane):
        cards = pane.form.get_editor("figures").cards

        assert not cards[0].fault.text()
        assert cards[1].fault.text()


def test_a_name_that_no_record_has_is_refused_and_kept(qtbot):
    actor = Actor(id=new_record_id(), names=(ActorName(text="Jundallah", preferred=True),))
    attack = Attack(id=new_record_id(), title="Strike")
    with open_record_pane(qtbot, attack, actor) as (_session, pane):
        parties = pane.form.get_editor("parties")
        qtbot.mouseClick(parties.add_button, Qt.MouseButton.LeftButton)
        picker = parties.cards[0].fields.get_editor("actor")
        type_text(qtbot, picker.line, "Nobody")
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
        fault = parties.cards[0].fields.fields["actor"].fault
        qtbot.waitUntil(lambda: "Nobody" in fault.text(), timeout=LONG)

        assert picker.line.text() == "Nobody"
        type_text(qtbot, picker.line, "")
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not fault.text(), timeout=LONG)


# --- saving as one types


def test_typing_is_saved_after_a_pause(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "title", "Missile strike")
        assert session.save_state == "unsaved"
        qtbot.waitUntil(lambda: session.save_state == "saved", timeout=LONG)

        assert read_field(session, attack.id, "title") == "Missile strike"


def test_what_is_saved_is_there_when_the_library_is_opened_again(qtbot, tmp_path, attack):
    path = tmp_path / "a.briefings"
    with (
        disk_library(path, attack) as library,
        open_pane(qtbot, RecordPane, library) as (_session, pane),
    ):
        show_record(qtbot, pane, attack.id)
        type_into(qtbot, pane, "title", "Missile strike")
    with disk_library(path) as library, open_pane(qtbot, RecordPane, library) as (_session, pane):
        show_record(qtbot, pane, attack.id)

        assert line(pane, "title").text() == "Missile strike"


def test_leaving_a_field_saves_it_at_once(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "title", "Missile strike")
        line(pane, "method").setFocus()
        settle(qtbot, session)

        assert read_field(session, attack.id, "title") == "Missile strike"


def test_a_space_at_the_end_survives_the_pause_of_one_who_goes_on_typing(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "title", "Missile ")
        save_all(qtbot, session, pane)
        qtbot.keyClicks(line(pane, "title"), "strike")
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "title") == "Missile strike"


def test_parts_are_moved_and_removed(qtbot):
    figures = tuple(Figure(what="killed", best=number) for number in (1, 2, 3))
    attack = Attack(id=new_record_id(), title="Strike", figures=figures)
    with open_record_pane(qtbot, attack) as (session, pane):
        cards = pane.form.get_editor("figures").cards
        cards[0].moved.emit(1)
        cards[2].removed.emit()
        save_all(qtbot, session, pane)

        assert [f.best for f in read_field(session, attack.id, "figures")] == [2, 1]


# --- undo


def test_undo_shows_the_old_value_and_redo_the_new_one(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "title", "Missile strike")
        save_all(qtbot, session, pane)
        session.undo()
        settle(qtbot, session)
        assert line(pane, "title").text() == "Strike"
        session.redo()
        settle(qtbot, session)

        assert line(pane, "title").text() == "Missile strike"


def test_undo_brings_back_a_part_that_was_removed(qtbot):
    figures = (Figure(what="killed", best=4),)
    attack = Attack(id=new_record_id(), title="Strike", figures=figures)
    with open_record_pane(qtbot, attack) as (session, pane):
        pane.form.get_editor("figures").cards[0].removed.emit()
        save_all(qtbot, session, pane)
        session.undo()
        settle(qtbot, session)

        assert pane.form.get_editor("figures").read_value() == figures


def test_coming_back_to_a_field_begins_another_step_of_undo(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "title", "First")
        line(pane, "method").setFocus()
        type_into(qtbot, pane, "title", "Second")
        save_all(qtbot, session, pane)
        session.undo()
        settle(qtbot, session)

        assert line(pane, "title").text() == "First"


def test_the_step_of_undo_names_field_and_record(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        type_into(qtbot, pane, "method", "drones")
        save_all(qtbot, session, pane)

        assert session.undo_label == "change method of “Strike”"


# --- while the library is slow


@contextmanager
def slow_pane(qtbot, *records):
    with memory_library(*records) as real:
        library = SlowLibrary(real)
        try:
            with open_pane(qtbot, RecordPane, library) as (session, pane):
                show_record(qtbot, pane, records[0].id)
                try:
                    yield library, session, pane
                finally:
                    library.release()
        finally:
            library.release()


def test_typing_on_during_a_save_is_never_overwritten(qtbot, attack):
    with slow_pane(qtbot, attack) as (library, session, pane):
        for text in ("One", "One two", "One two three"):
            library.hold()
            type_into(qtbot, pane, "title", text)
            pane.flush()
        with qtbot.waitSignal(session.changed, timeout=LONG):
            library.release()
        assert line(pane, "title").text() == "One two three"
        settle(qtbot, session)

        assert line(pane, "title").text() == "One two three"
        assert read_field(session, attack.id, "title") == "One two three"


def test_switching_while_a_save_is_under_way_mixes_nothing_up(qtbot, attack, other):
    with slow_pane(qtbot, attack, other) as (library, session, pane):
        library.hold()
        type_into(qtbot, pane, "title", "Missile strike")
        pane.open_record(other.id)
        type_into(qtbot, pane, "method", "typed before the other record was there")
        library.release()
        qtbot.waitUntil(lambda: pane.shown_id == other.id, timeout=LONG)
        settle(qtbot, session)

        first, second = find(session.library, attack.id), find(session.library, other.id)
        assert (first.title, second.title) == ("Missile strike", "Raid")
        assert first.method == "typed before the other record was there"
        assert second.method == ""
        assert line(pane, "title").text() == "Raid"


def test_switching_to_and_fro_quickly_ends_at_the_last_record(qtbot, attack, other):
    with slow_pane(qtbot, attack, other) as (library, session, pane):
        library.hold()
        for number in range(5):
            type_into(qtbot, pane, "title", f"Strike {number}")
            pane.open_record(other.id)
            pane.open_record(attack.id)
        pane.open_record(other.id)
        library.release()
        qtbot.waitUntil(lambda: pane.shown_id == other.id, timeout=LONG)
        settle(qtbot, session)

        assert find(session.library, attack.id).title == "Strike 4"
        assert find(session.library, other.id).title == "Raid"


def test_what_cannot_be_read_waits_for_its_record_to_be_opened_again(qtbot, attack, other):
    with open_record_pane(qtbot, attack, other) as (session, pane):
        type_into(qtbot, pane, "date", "16 Janu")
        show_record(qtbot, pane, other.id)
        assert line(pane, "date").text() == ""
        assert session.save_state == "unsaved"
        show_record(qtbot, pane, attack.id)

        assert line(pane, "date").text() == "16 Janu"
        assert fault(pane, "date").isVisible()
        type_into(qtbot, pane, "date", "16 January 2024")
        save_all(qtbot, session, pane)
        assert session.save_state == "saved"


class FullDisk(SlowLibrary):
    """Refuses changes as a full disk does, until there is room again."""

    is_full = False

    def begin(self):
        if self.is_full:
            raise LibraryError("There is no room on the disk.")
        return super().begin()


def test_a_save_that_failed_does_not_overtake_what_was_typed_after_it(qtbot, attack):
    with memory_library(attack) as real:
        library = FullDisk(real)
        with open_pane(qtbot, RecordPane, library) as (session, pane):
            show_record(qtbot, pane, attack.id)
            library.is_full = True
            type_into(qtbot, pane, "title", "Old")
            save_all(qtbot, session, pane)
            assert session.save_state == "failed"
            library.is_full = False
            type_into(qtbot, pane, "title", "New")
            save_all(qtbot, session, pane)
            session.retry()
            settle(qtbot, session)

            assert read_field(session, attack.id, "title") == "New"
            assert line(pane, "title").text() == "New"
            assert session.save_state == "saved"


# --- what others do


def test_a_record_that_is_trashed_elsewhere_closes_its_form(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        with qtbot.waitSignal(pane.closed, timeout=LONG):
            session.do(trash_records([(attack.id, attack.title)]))

        assert pane.record_id is None
        assert pane.form is None


def test_a_record_that_is_gone_is_said_to_be(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        with qtbot.waitSignal(session.failed, timeout=LONG):
            pane.open_record(new_record_id())

        assert pane.record_id is None


# --- sources


def test_a_filled_field_without_a_source_is_marked(qtbot, attack):
    with open_record_pane(qtbot, attack) as (_session, pane):
        field = pane.form.fields["date"]

        assert field.sources.isVisible()
        assert field.sources.text() == "no source"
        assert field.sources.property("role") == "unsourced"
        assert not pane.form.fields["method"].sources.isVisible()


def test_fields_without_a_source_are_counted_and_gone_to_one_by_one(qtbot):
    attack = make_attack(attack_type="raid", method="rifles")
    with open_record_pane(qtbot, attack) as (_session, pane):
        assert pane.unsourced_button.text() == "3 fields without a source"

        visited = []
        for _time in range(4):
            qtbot.mouseClick(pane.unsourced_button, Qt.MouseButton.LeftButton)
            fields = pane.form.fields.items()
            visited += [name for name, field in fields if field.sources.hasFocus()]
        assert visited == ["date", "attack_type", "method", "date"]


def test_a_record_is_verified_today_with_one_click(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        editor = pane.form.get_editor("verified_on")
        pane.form.open_fold("verified_on")
        qtbot.mouseClick(editor.today_button, Qt.MouseButton.LeftButton)
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "verified_on") == date.today()  # noqa: DTZ011 - the analyst's own day


def test_citing_from_a_field_adds_a_citation_for_it(qtbot, attack):
    source = Source(id=new_record_id(), title="Report", key="report")
    with open_record_pane(qtbot, attack, source) as (session, pane):
        qtbot.mouseClick(pane.form.fields["date"].sources, Qt.MouseButton.LeftButton)
        dialog = pane.findChild(CitationsDialog)
        type_text(qtbot, dialog.line, "repo")
        popup = dialog.suggestions.completer.popup()
        qtbot.waitUntil(popup.isVisible, timeout=LONG)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=LONG)
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        save_all(qtbot, session, pane)

        stored = read_field(session, attack.id, "citations")
        assert stored == (Citation(source=source.id, field="date"),)
        assert pane.form.fields["date"].sources.text() == "1 source"


def test_a_record_renamed_elsewhere_is_renamed_in_the_pickers(qtbot, attack):
    source = Source(id=new_record_id(), title="Report", key="report")
    with open_record_pane(qtbot, source, attack) as (session, pane):
        type_into(qtbot, pane, "title", "Annual report")
        save_all(qtbot, session, pane)
        show_record(qtbot, pane, attack.id)
        picker = pane.form.get_editor("citations").add_part().fields.get_editor("source")
        type_text(qtbot, picker.line, "annual")
        qtbot.waitUntil(lambda: picker.suggestions.labels != [], timeout=LONG)

        assert picker.suggestions.labels[0].startswith("Annual report [report]")
