"""What changes a record from elsewhere never costs an analyst what is typed in its form."""

import pytest
from PySide6.QtCore import Qt

from briefing.identifiers import new_record_id
from briefing.records.attack import Attack
from briefing.services.records.editing import change_fields, restore_revision
from briefing.services.records.merging import merge_records
from tests.support.forms import open_record_pane, read_field, save_all, settle, type_text
from tests.support.windows import LONG

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def attack():
    return Attack(id=new_record_id(), title="Strike", method="missile", attack_type="air strike")


def line(pane, name):
    return pane.form.get_editor(name).line


def begin_to_type(qtbot, pane, name, text):
    """Type without the pause after which it is saved."""
    type_text(qtbot, line(pane, name), text)
    assert line(pane, name).text() == text


def change_elsewhere(qtbot, session, record, **fields):
    with qtbot.waitSignal(session.changed, timeout=LONG):
        session.do(change_fields(record.id, fields))


def test_what_is_typed_stays_when_another_field_is_changed_elsewhere(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        begin_to_type(qtbot, pane, "title", "Strike on Panjgur")
        change_elsewhere(qtbot, session, attack, method="drone", tags=("border",))
        assert line(pane, "title").text() == "Strike on Panjgur"
        assert line(pane, "method").text() == "drone"
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "title") == "Strike on Panjgur"
        assert read_field(session, attack.id, "tags") == ("border",)


def test_two_texts_for_one_field_are_both_in_the_history(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        begin_to_type(qtbot, pane, "title", "Typed here")
        change_elsewhere(qtbot, session, attack, title="Changed elsewhere")
        assert line(pane, "title").text() == "Typed here"
        save_all(qtbot, session, pane)

        with session.library.read() as unit:
            lines = unit.records.list_revisions(attack.id)
            titles = [unit.records.get_revision(attack.id, one.revision).title for one in lines]
        assert titles == ["Typed here", "Changed elsewhere", "Strike"]


def test_what_is_typed_stays_when_an_older_revision_is_restored(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        change_elsewhere(qtbot, session, attack, method="drone")
        begin_to_type(qtbot, pane, "title", "Strike on Panjgur")
        with qtbot.waitSignal(session.changed, timeout=LONG):
            session.do(restore_revision(attack.id, 1))
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "title") == "Strike on Panjgur"
        assert read_field(session, attack.id, "method") == "missile"


def test_what_is_typed_stays_when_another_record_is_merged_into_it(qtbot, attack):
    same = Attack(id=new_record_id(), title="The same", tags=("border",))
    with open_record_pane(qtbot, attack, same) as (session, pane):
        begin_to_type(qtbot, pane, "method", "missile and drone")
        with qtbot.waitSignal(session.changed, timeout=LONG):
            session.do(merge_records(attack.id, [same.id]))
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "method") == "missile and drone"
        assert read_field(session, attack.id, "tags") == ("border",)


def test_undo_of_a_change_elsewhere_leaves_what_was_typed_after_it(qtbot, attack):
    with open_record_pane(qtbot, attack) as (session, pane):
        change_elsewhere(qtbot, session, attack, method="drone")
        begin_to_type(qtbot, pane, "title", "Strike on Panjgur")
        with qtbot.waitSignal(session.changed, timeout=LONG):
            session.undo()
        settle(qtbot, session)
        assert line(pane, "title").text() == "Strike on Panjgur"
        qtbot.keyClick(line(pane, "title"), Qt.Key.Key_End)
        save_all(qtbot, session, pane)

        assert read_field(session, attack.id, "title") == "Strike on Panjgur"
