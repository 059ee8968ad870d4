"""Building a briefing: its outline by keyboard and drop, and the forms beside it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction

from briefing.identifiers import new_record_id
from briefing.outline import Briefing, PlacementMode
from briefing.records.actor import Actor, ActorName
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.source import Source
from briefing.sections.registry import get_section_kinds
from briefing.services.briefings.outlining import make_section
from briefing.services.records.editing import change_fields, trash_records
from tests.support.forms import (
    choose,
    fill,
    open_briefing_pane,
    open_pane,
    save_all,
    settle,
    show_briefing,
    type_text,
)
from tests.support.libraries import disk_library, find, make_source
from tests.support.windows import LONG
from ui.flows.record_drag import make_record_drag
from ui.forms.briefing_forms import FRONT_PAGE_FORM, SETTING_PREFIX
from ui.models.outline_model import MARK_ROLE
from ui.models.outline_rows import RowKey
from ui.panes.briefing_pane import BriefingPane
from ui.worker.preview_pages import PagePlace, PreviewPages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ALT = Qt.KeyboardModifier.AltModifier
ALT_SHIFT = ALT | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def actors():
    return [
        Actor(id=new_record_id(), names=(ActorName(text=name, preferred=True),))
        for name in ("Jundallah", "Jaish al-Adl")
    ]


@pytest.fixture
def briefing():
    sections = tuple(make_section(kind) for kind in ("text", "actors", "attacks"))
    return Briefing(id=new_record_id(), title="Strikes", sections=sections)


def get(session, briefing):
    return find(session.library, briefing.id)


def kinds_of(briefing):
    return [section.section_kind for section in briefing.sections]


def placed(briefing, number):
    return [placement.record for placement in briefing.sections[number].placements]


def select(pane, section, record=""):
    pane.tree.select(RowKey(section=section.id, record=record))


def act(qtbot, session, pane, key):
    action = next(a for a in pane.menu_actions() if a.shortcut().toString() == key)
    action.trigger()
    settle(qtbot, session)


def act_named(qtbot, session, pane, text):
    next(a for a in pane.menu_actions() if a.text() == text).trigger()
    settle(qtbot, session)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def place(qtbot, session, pane, records):
    pane.place_records([record.id for record in records])
    settle(qtbot, session)
    qtbot.waitUntil(lambda: not session.tasks.is_busy, timeout=LONG)


# --- sections


def test_alt_and_an_arrow_move_a_section_which_stays_selected(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[0])
        pane.tree.setFocus()
        qtbot.keyClick(pane.tree, Qt.Key.Key_Down, ALT)
        settle(qtbot, session)

        assert kinds_of(get(session, briefing)) == ["actors", "text", "attacks"]
        assert pane.current_section_id == briefing.sections[0].id


def test_a_section_added_while_another_change_is_shown_is_selected(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        added = []

        def add_once(_change):  # the pane has just begun to read what was changed before
            if not added:
                added.append("notes")
                pane.editing.add_section("background")

        session.changed.connect(add_once)
        session.do(change_fields(briefing.id, {"title": "Raids"}, label="rename"))
        settle(qtbot, session)

        new = next(s for s in get(session, briefing).sections if s.section_kind == "background")
        assert pane.current_section_id == new.id


@pytest.mark.parametrize(
    ("key", "kinds"),
    [("Alt+Home", ["attacks", "text", "actors"]), ("Alt+End", ["text", "actors", "attacks"])],
)
def test_a_section_moves_to_the_top_or_the_bottom(qtbot, briefing, key, kinds):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[2])
        act(qtbot, session, pane, key)

        assert kinds_of(get(session, briefing)) == kinds


def test_a_record_moves_to_the_bottom_of_its_section(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors)
        select(pane, briefing.sections[1], actors[0].id)
        act(qtbot, session, pane, "Alt+End")

        assert placed(get(session, briefing), 1) == [actors[1].id, actors[0].id]


def test_moving_the_first_section_up_is_no_step(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[0])
        act(qtbot, session, pane, "Alt+Up")

        assert session.undo_label == ""


def test_the_order_is_there_when_the_library_is_opened_again(qtbot, tmp_path, briefing):
    path = tmp_path / "a.briefings"
    with (
        disk_library(path, briefing) as library,
        open_pane(qtbot, BriefingPane, library) as (session, pane),
    ):
        show_briefing(qtbot, pane, briefing.id)
        select(pane, briefing.sections[2])
        act(qtbot, session, pane, "Alt+Up")
    with disk_library(path) as library, open_pane(qtbot, BriefingPane, library) as (_, pane):
        show_briefing(qtbot, pane, briefing.id)

        assert kinds_of(pane.model.briefing) == ["text", "attacks", "actors"]


def test_a_section_is_added_below_the_selected_one_and_selected(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[0])
        menu = pane.menu_actions()[0].menu()
        background = next(a for a in menu.actions() if a.text() == "Background")
        background.trigger()
        settle(qtbot, session)

        stored = get(session, briefing)
        assert kinds_of(stored) == ["text", "background", "actors", "attacks"]
        assert pane.current_section_id == stored.sections[1].id


def test_a_removed_section_comes_back_selected_with_undo(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[1])
        act(qtbot, session, pane, "Ctrl+Shift+Backspace")
        assert kinds_of(get(session, briefing)) == ["text", "attacks"]
        pane.tree.select(RowKey())
        session.undo()
        settle(qtbot, session)

        assert get(session, briefing).sections == briefing.sections
        assert pane.current_section_id == briefing.sections[1].id


def test_a_section_left_out_is_greyed_in_the_tree(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[0])
        act(qtbot, session, pane, "Ctrl+Shift+I")

        assert not get(session, briefing).sections[0].included
        assert pane.tree.currentIndex().data(MARK_ROLE) == "eye-off"


def test_a_section_without_records_says_what_goes_there(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (_session, pane):
        select(pane, briefing.sections[1])

        assert pane.settings.hint.text() == get_section_kinds()["actors"].empty_text
        assert pane.settings.hint.isVisible()


# --- sections inside sections


def levels_of(briefing):
    return [(section.section_kind, section.level) for section in briefing.sections]


def test_the_keys_of_a_word_processor_put_a_section_into_the_one_above_it(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[1])
        pane.tree.setFocus()
        qtbot.keyClick(pane.tree, Qt.Key.Key_Right, ALT_SHIFT)
        settle(qtbot, session)
        assert levels_of(get(session, briefing)) == [("text", 1), ("actors", 2), ("attacks", 1)]
        assert pane.tree.currentIndex().parent().data() == briefing.sections[0].title

        qtbot.keyClick(pane.tree, Qt.Key.Key_Left, ALT_SHIFT)
        settle(qtbot, session)
        assert get(session, briefing).sections == briefing.sections


def test_a_section_moves_and_goes_with_those_inside_it(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[1])
        act(qtbot, session, pane, "Alt+Shift+Right")
        select(pane, briefing.sections[0])
        act(qtbot, session, pane, "Alt+Down")
        assert kinds_of(get(session, briefing)) == ["attacks", "text", "actors"]
        act(qtbot, session, pane, "Ctrl+Shift+Backspace")
        assert kinds_of(get(session, briefing)) == ["attacks"]
        session.undo()
        settle(qtbot, session)

        assert levels_of(get(session, briefing)) == [("attacks", 1), ("text", 1), ("actors", 2)]


def test_a_section_is_added_beside_the_selected_one_and_below_what_is_inside_it(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[1])
        act(qtbot, session, pane, "Alt+Shift+Right")
        select(pane, briefing.sections[0])
        menu = pane.menu_actions()[0].menu()
        next(a for a in menu.actions() if a.text() == "Background").trigger()
        settle(qtbot, session)

        assert kinds_of(get(session, briefing)) == ["text", "actors", "background", "attacks"]


def test_the_first_section_can_go_into_no_other(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (_session, pane):
        select(pane, briefing.sections[0])
        enabled = {a.shortcut().toString(): a.isEnabled() for a in pane.menu_actions()}

        assert [enabled["Alt+Shift+Right"], enabled["Alt+Shift+Left"]] == [False, False]


# --- placements


def test_records_go_to_the_first_section_that_takes_them(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors)

        assert placed(get(session, briefing), 1) == [actor.id for actor in actors]
        assert pane.tree.current_row.placement.record == actors[0].id


def test_records_of_several_kinds_are_placed_as_one_step(qtbot, briefing, actors):
    attack = Attack(id=new_record_id(), title="Raid")
    with open_briefing_pane(qtbot, briefing, *actors, attack) as (session, pane):
        place(qtbot, session, pane, [actors[0], attack, actors[1]])
        stored = get(session, briefing)
        assert placed(stored, 1) == [actor.id for actor in actors]
        assert placed(stored, 2) == [attack.id]
        session.undo()
        settle(qtbot, session)

        assert get(session, briefing).sections == briefing.sections


def test_all_newest_revisions_are_accepted_at_once(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors)
        for actor in actors:
            session.do(change_fields(actor.id, {"base": "Rask"}))
        settle(qtbot, session)
        act_named(qtbot, session, pane, "Accept all newest revisions")

        revisions = [p.revision for p in get(session, briefing).sections[1].placements]
        assert revisions == [2, 2]


def test_records_that_no_section_takes_are_refused_in_words(qtbot, briefing):
    note = BackgroundNote(id=new_record_id(), title="Border", text="Long.")
    with open_briefing_pane(qtbot, briefing, note) as (_session, pane):
        with qtbot.waitSignal(pane.message, timeout=LONG) as said:
            pane.place_records([note.id])

        assert "takes background" in said.args[0]


def test_a_source_says_that_it_needs_no_placing_and_stands_in_the_way_of_nothing(
    qtbot, briefing, actors
):
    source = make_source()
    with open_briefing_pane(qtbot, briefing, source, *actors) as (session, pane):
        with qtbot.waitSignal(pane.message, timeout=LONG) as said:
            pane.place_records([source.id])
        assert "listed by themselves" in said.args[0]
        with qtbot.assertNotEmitted(pane.message):
            place(qtbot, session, pane, [source, actors[0]])

        assert len(get(session, briefing).sections[1].placements) == 1


def test_a_record_dropped_from_the_list_is_placed(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors[:1])
        section = pane.model.find_section(briefing.sections[1].id)
        data = make_record_drag([actors[1].id])
        pane.model.dropMimeData(data, Qt.DropAction.CopyAction, 0, 0, section)
        settle(qtbot, session)

        assert placed(get(session, briefing), 1) == [actors[1].id, actors[0].id]
        assert pane.tree.current_row.placement.record == actors[1].id


def test_a_record_is_moved_by_keyboard_within_its_section(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors)
        select(pane, briefing.sections[1], actors[0].id)
        pane.tree.setFocus()
        qtbot.keyClick(pane.tree, Qt.Key.Key_Down, ALT)
        settle(qtbot, session)

        assert placed(get(session, briefing), 1) == [actors[1].id, actors[0].id]
        assert pane.tree.current_row.placement.record == actors[0].id


def test_a_drop_onto_itself_is_no_step_of_undo(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors)
        before = session.undo_label
        index = pane.model.find_placement(briefing.sections[1].id, actors[0].id)
        data = pane.model.mimeData([index])
        pane.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, index.parent())
        settle(qtbot, session)

        assert session.undo_label == before


def test_a_drop_into_a_section_that_does_not_take_it_is_refused(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors)
        data = pane.model.mimeData(
            [pane.model.find_placement(briefing.sections[1].id, actors[0].id)]
        )
        target = pane.model.find_section(briefing.sections[2].id)
        with qtbot.waitSignal(session.failed, timeout=LONG) as said:
            pane.model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, target)

        assert "does not take" in said.args[0]
        assert placed(get(session, briefing), 2) == []


def test_undo_of_a_removal_selects_the_record_that_came_back(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors)
        select(pane, briefing.sections[1], actors[1].id)
        act(qtbot, session, pane, "Ctrl+Shift+Backspace")
        pane.tree.select(RowKey())
        session.undo()
        settle(qtbot, session)

        assert pane.tree.current_row.placement.record == actors[1].id


def test_a_pinned_record_says_which_revision_is_used_until_the_newest_is_accepted(
    qtbot, briefing, actors
):
    actor = actors[0]
    with open_briefing_pane(qtbot, briefing, actor) as (session, pane):
        place(qtbot, session, pane, [actor])
        act(qtbot, session, pane, "Ctrl+Shift+Y")
        session.do(change_fields(actor.id, {"base": "Rask"}))
        session.do(change_fields(actor.id, {"country": "IR"}))
        settle(qtbot, session)
        assert pane.detail.state.text() == "Revision 1 used, 3 exists"
        assert pane.tree.currentIndex().data(MARK_ROLE) == "newer"
        qtbot.mouseClick(pane.detail.newest_button, Qt.MouseButton.LeftButton)
        settle(qtbot, session)

        (placement,) = get(session, briefing).sections[1].placements
        assert (placement.revision, placement.mode) == (3, PlacementMode.PINNED)
        assert pane.detail.state.text() == "Pinned to revision 3"
        assert not pane.detail.newest_button.isVisible()


def test_a_record_that_follows_the_library_can_be_pinned_and_freed(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors[:1])
        for mode in (PlacementMode.PINNED, PlacementMode.LIVE):
            click(qtbot, pane.detail.modes[mode])
            settle(qtbot, session)
            assert get(session, briefing).sections[1].placements[0].mode is mode


def test_enter_on_a_placed_record_asks_for_its_form(qtbot, briefing, actors):
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        place(qtbot, session, pane, actors[:1])
        pane.tree.setFocus()
        with qtbot.waitSignal(pane.record_requested, timeout=LONG) as asked:
            qtbot.keyClick(pane.tree, Qt.Key.Key_Return)

        assert asked.args == [actors[0].id]


# --- the forms beside the outline


@pytest.mark.parametrize("name", [f.name for fold in FRONT_PAGE_FORM for f in fold.fields])
def test_a_field_of_the_front_page_is_stored(qtbot, briefing, name):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        pane.tree.select(RowKey())
        expected = fill(qtbot, pane.settings.form.get_editor(name), {})
        save_all(qtbot, session, pane)

        assert getattr(get(session, briefing), name) == expected


@pytest.mark.parametrize("kind", list(get_section_kinds()))
def test_every_setting_of_a_section_is_stored_and_shown(qtbot, kind, actors):
    section = make_section(kind)
    briefing = Briefing(id=new_record_id(), title="Strikes", sections=(section,))
    with open_briefing_pane(qtbot, briefing, *actors) as (session, pane):
        select(pane, section)
        names = [name for name in pane.settings.form.fields if name.startswith(SETTING_PREFIX)]
        for name in names:
            pane.settings.form.open_fold(name)
            fill(qtbot, pane.settings.form.get_editor(name), {"actor": actors[0]})
        save_all(qtbot, session, pane)
        stored = get(session, briefing).sections[0]
        assert {SETTING_PREFIX + name for name in stored.settings} == set(names)

        pane.tree.select(RowKey())
        select(pane, section)
        settings = get_section_kinds()[kind].read_settings(stored)
        for name in names:
            shown = pane.settings.form.get_editor(name).read_value()
            assert shown == getattr(settings, name.removeprefix(SETTING_PREFIX))


@pytest.mark.parametrize("name", ["title", "included", "lead_in", "marking", "page_break"])
def test_what_all_sections_have_is_stored(qtbot, briefing, name):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[1])
        pane.settings.form.open_fold(name)
        expected = fill(qtbot, pane.settings.form.get_editor(name), {})
        save_all(qtbot, session, pane)

        assert getattr(get(session, briefing).sections[1], name) == expected


def test_selecting_another_section_while_typing_mixes_nothing_up(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[0])
        type_text(qtbot, pane.settings.form.get_editor("title").line, "What happened")
        select(pane, briefing.sections[1])
        settle(qtbot, session)

        titles = [section.title for section in get(session, briefing).sections[:2]]
        assert titles == ["What happened", briefing.sections[1].title]
        assert pane.current_section_id == briefing.sections[1].id


def test_an_unreadable_day_waits_on_the_front_page(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        pane.tree.select(RowKey())
        type_text(qtbot, pane.settings.form.get_editor("date").line, "January 2024")
        select(pane, briefing.sections[1])
        assert session.save_state == "unsaved"
        pane.tree.select(RowKey())

        assert "one day" in pane.settings.form.fields["date"].fault.text()
        assert pane.settings.form.get_editor("date").line.text() == "January 2024"
        type_text(qtbot, pane.settings.form.get_editor("date").line, "18 January 2024")


def test_another_yardstick_offers_its_own_terms(qtbot):
    section = make_section("key-judgements")
    briefing = Briefing(id=new_record_id(), title="Strikes", sections=(section,))
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        pane.tree.select(RowKey())
        choose(qtbot, pane.settings.form.get_editor("yardstick").box, 1)
        save_all(qtbot, session, pane)
        select(pane, section)
        editor = pane.settings.form.get_editor(SETTING_PREFIX + "judgements")
        box = editor.add_part().fields.get_editor("likelihood").box

        assert "realistic possibility" in [box.itemData(n) for n in range(box.count())]


def test_a_section_kind_that_is_not_installed_is_said_to_be_missing(qtbot):
    section = make_section("text")
    strange = type(section)(id=section.id, section_kind="of-an-extension", title="Strange")
    briefing = Briefing(id=new_record_id(), title="Strikes", sections=(strange,))
    with open_briefing_pane(qtbot, briefing) as (_session, pane):
        select(pane, strange)

        assert "of-an-extension" in pane.settings.hint.text()


# --- what others do


def test_a_briefing_that_is_trashed_is_closed(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        session.do(trash_records([(briefing.id, briefing.title)]))
        settle(qtbot, session)

        assert pane.briefing_id is None
        assert pane.stack.currentWidget() is pane.empty


def test_a_placed_record_that_is_renamed_is_renamed_in_the_outline(qtbot, briefing):
    attack = Attack(id=new_record_id(), title="Strike")
    with open_briefing_pane(qtbot, briefing, attack) as (session, pane):
        place(qtbot, session, pane, [attack])
        session.do(change_fields(attack.id, {"title": "Missile strike"}))
        settle(qtbot, session)

        assert pane.tree.currentIndex().data() == "Missile strike"


def test_the_menu_cannot_act_on_an_outline_that_is_hidden(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (_session, pane):
        select(pane, briefing.sections[0])
        pane.hide()

        assert not any(action.isEnabled() for action in pane.menu_actions())


def test_alt_down_in_a_choice_opens_it_and_moves_nothing(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (session, pane):
        select(pane, briefing.sections[0])
        pane.settings.form.open_fold("marking")
        box = pane.settings.form.get_editor("marking").box
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Down, ALT)
        settle(qtbot, session)
        box.hidePopup()

        assert session.undo_label == ""


def test_all_actions_have_words_and_those_with_a_key_differ(qtbot, briefing):
    with open_briefing_pane(qtbot, briefing) as (_session, pane):
        actions = pane.menu_actions()
        keys = [a.shortcut().toString() for a in actions if not a.shortcut().isEmpty()]

        assert all(isinstance(action, QAction) and action.text() for action in actions)
        assert len(keys) == len(set(keys))


def test_a_source_can_be_placed_where_a_section_takes_sources(qtbot):
    takers = [kind for kind in get_section_kinds().values() if "source" in kind.takes]
    if not takers:
        pytest.skip("no section kind takes sources")
    section = make_section(takers[0].key)
    briefing = Briefing(id=new_record_id(), title="Strikes", sections=(section,))
    source = Source(id=new_record_id(), title="Report", key="report")
    with open_briefing_pane(qtbot, briefing, source) as (session, pane):
        place(qtbot, session, pane, [source])

        assert placed(get(session, briefing), 0) == [source.id]


def test_the_length_of_the_selected_section_is_told(qtbot, briefing):
    one, two, _three = briefing.sections
    place = PagePlace(0, 10, 90, one.id, "")
    words = {one.id: 310}
    pages = PreviewPages(content=b"", page_count=1, places=(place,), problems=(), words=words)
    with open_briefing_pane(qtbot, briefing) as (_session, pane):
        select(pane, one)
        pane.show_length(pages)
        assert pane.length.text() == "310 words, page 1"
        select(pane, two)

        assert not pane.length.isVisible()
