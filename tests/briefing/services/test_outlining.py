from functools import partial

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from briefing.errors import InvalidValueError
from briefing.outline import DEEPEST_LEVEL, PlacementMode
from briefing.records.actor import ActorName
from briefing.records.record import strip_storage_fields
from briefing.services.editing import change_fields, create_record, make_record
from briefing.services.history import History
from briefing.services.nesting import can_indent, measure_depth
from briefing.services.outlining import (
    add_section,
    change_setting,
    duplicate_briefing,
    indent_section,
    make_briefing,
    make_section,
    move_placement,
    move_section,
    place_records,
    remove_placements,
    remove_section,
)
from briefing.services.placing import (
    accept_newest,
    drop_override,
    keep_revision,
    override_field,
    set_placement_mode,
    write_own_text,
)
from db.engine import open_memory_library


class Desk:
    """A library with an actor, an attack and a briefing, and its history."""

    def __init__(self):
        self.library = open_memory_library(author="Ada")
        self.history = History(self.library)
        self.actor = msgspec.structs.replace(
            make_record("actor"), names=(ActorName(text="Jaish al-Adl", preferred=True),)
        )
        self.attack = msgspec.structs.replace(make_record("attack"), title="Police station")
        self.draft = make_briefing("Strikes")
        for record in (self.actor, self.attack, self.draft):
            self.history.do(create_record(record))

    def get(self, record_id=None):
        with self.library.read() as unit:
            return unit.records.get_record(record_id or self.draft.id)

    def section(self, kind):
        return next(s for s in self.get().sections if s.section_kind == kind)


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.library.close()


def test_a_section_moved_up_stands_before_the_other(desk):
    attacks = desk.section("attacks")
    titles = [section.section_kind for section in desk.get().sections]
    index = titles.index("background")
    desk.history.do(move_section(desk.draft.id, attacks.id, index=index))

    kinds = [section.section_kind for section in desk.get().sections]
    assert kinds.index("attacks") == kinds.index("background") - 1


def test_a_record_is_placed_once_with_the_revision_that_was_seen(desk):
    section = desk.section("actors")
    for _ in range(2):
        desk.history.do(place_records(desk.draft.id, section.id, [desk.actor.id]))

    (placement,) = desk.section("actors").placements
    assert (placement.record, placement.revision) == (desk.actor.id, 1)


def test_a_section_refuses_records_that_it_cannot_print(desk):
    with pytest.raises(InvalidValueError, match="Jaish al-Adl"):
        desk.history.do(place_records(desk.draft.id, desk.section("attacks").id, [desk.actor.id]))


def test_a_pinned_placement_stays_until_the_newest_is_accepted(desk):
    section = desk.section("actors")
    desk.history.do(place_records(desk.draft.id, section.id, [desk.actor.id]))
    placement = desk.section("actors").placements[0]
    desk.history.do(set_placement_mode(desk.draft.id, placement.id, PlacementMode.PINNED))
    desk.history.do(change_fields(desk.actor.id, {"base": "Rask"}))
    assert desk.section("actors").placements[0].revision == 1

    desk.history.do(accept_newest(desk.draft.id, [placement.id]))

    assert desk.section("actors").placements[0].revision == 2


def test_a_placement_moves_between_sections_that_take_it(desk):
    desk.history.do(add_section(desk.draft.id, make_section("actors")))
    first, second = (s for s in desk.get().sections if s.section_kind == "actors")
    desk.history.do(place_records(desk.draft.id, first.id, [desk.actor.id]))
    placement = desk.section("actors").placements[0]
    desk.history.do(move_placement(desk.draft.id, placement.id, to_section=second.id, index=0))

    first, second = (s for s in desk.get().sections if s.section_kind == "actors")
    assert (first.placements, second.placements) == ((), (placement,))


def test_a_setting_that_the_kind_does_not_know_is_refused(desk):
    section = desk.section("attacks")
    with pytest.raises(InvalidValueError, match="settings"):
        desk.history.do(change_setting(desk.draft.id, section.id, "layout", {"no": 1}))


def test_a_duplicate_has_its_own_ids(desk):
    change, copy_id = duplicate_briefing(desk.get())
    desk.history.do(change)

    ids = {section.id for section in desk.get().sections}
    assert ids.isdisjoint(section.id for section in desk.get(copy_id).sections)


PLACEMENT_ACTS = (
    *(partial(set_placement_mode, mode=mode) for mode in PlacementMode),
    keep_revision,
    partial(override_field, field="base", plain="Rask"),
    partial(drop_override, field="base"),
    partial(write_own_text, text="Text."),
)


class OutlineMachine(RuleBasedStateMachine):
    """Any walk of outline changes, undo and redo: undo all gives back the first outline."""

    @initialize()
    def begin(self):
        self.desk = Desk()
        self.steps = 0
        self.undone = 0
        self.first = strip_storage_fields(self.desk.get())

    def teardown(self):
        if hasattr(self, "desk"):
            while self.steps:
                self.desk.history.undo()
                self.steps -= 1
            assert strip_storage_fields(self.desk.get()) == self.first
            self.desk.library.close()

    def do(self, change):
        before = strip_storage_fields(self.desk.get())
        self.desk.history.do(change)
        if strip_storage_fields(self.desk.get()) != before:
            self.steps += 1
            self.undone = 0

    @rule(kind=st.sampled_from(["text", "actors", "attacks"]), index=st.integers(0, 9))
    def add(self, kind, index):
        section = make_section(kind)
        self.do(add_section(self.desk.draft.id, section, index=index))

    @precondition(lambda self: self.desk.get().sections)
    @rule(data=st.data(), index=st.integers(0, 9))
    def move(self, data, index):
        section = data.draw(st.sampled_from(self.desk.get().sections))
        self.do(move_section(self.desk.draft.id, section.id, index=index))

    @precondition(lambda self: self.desk.get().sections)
    @rule(data=st.data())
    def remove(self, data):
        section = data.draw(st.sampled_from(self.desk.get().sections))
        self.do(remove_section(self.desk.draft.id, section.id, title=section.title))

    @precondition(lambda self: self.desk.get().sections)
    @rule(data=st.data(), step=st.sampled_from([1, -1]))
    def indent(self, data, step):
        draft = self.desk.get()
        section = data.draw(st.sampled_from(draft.sections))
        if can_indent(draft, section.id, step):
            self.do(indent_section(self.desk.draft.id, section.id, step=step))

    @precondition(lambda self: self.desk.get().sections)
    @rule(data=st.data(), index=st.integers(0, 9), level=st.integers(1, 3))
    def drop(self, data, index, level):
        draft = self.desk.get()
        section = data.draw(st.sampled_from(draft.sections))
        if level + measure_depth(draft, section.id) - 1 <= DEEPEST_LEVEL:
            self.do(move_section(self.desk.draft.id, section.id, index=index, level=level))

    @precondition(lambda self: any(s.placements for s in self.desk.get().sections))
    @rule(data=st.data(), act=st.sampled_from(PLACEMENT_ACTS))
    def change_placement(self, data, act):
        placed = [p.id for s in self.desk.get().sections for p in s.placements]
        self.do(act(self.desk.draft.id, data.draw(st.sampled_from(placed))))

    @rule()
    def place(self):
        for section in self.desk.get().sections:
            if section.section_kind == "actors":
                record = self.desk.actor.id
                self.do(place_records(self.desk.draft.id, section.id, [record]))
                return

    @rule()
    def unplace(self):
        placed = [p.id for s in self.desk.get().sections for p in s.placements]
        if placed:
            self.do(remove_placements(self.desk.draft.id, placed[:1]))

    @precondition(lambda self: self.steps)
    @rule()
    def undo(self):
        self.desk.history.undo()
        self.steps -= 1
        self.undone += 1

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self):
        self.desk.history.redo()
        self.steps += 1
        self.undone -= 1

    @invariant()
    def levels_are_as_they_are_shown(self):
        if hasattr(self, "desk"):
            draft = self.desk.get()
            assert tuple(section.level for section in draft.sections) == draft.find_levels()

    @invariant()
    def ids_are_unique(self):
        if hasattr(self, "desk"):
            sections = self.desk.get().sections
            ids = [s.id for s in sections] + [p.id for s in sections for p in s.placements]
            assert len(ids) == len(set(ids))


OutlineMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
TestOutlineWalk = OutlineMachine.TestCase
