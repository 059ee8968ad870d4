from datetime import UTC, datetime

import msgspec
import pytest

from briefing.errors import InvalidValueError
from briefing.outline import PlacementMode
from briefing.records.actor import ActorName
from briefing.services.briefings.commenting import add_comments, make_comment
from briefing.services.briefings.outlining import (
    add_section,
    change_setting,
    duplicate_briefing,
    make_briefing,
    make_section,
    move_placement,
    move_section,
    place_records,
)
from briefing.services.briefings.placing import (
    accept_newest,
    set_placement_mode,
)
from briefing.services.history import History
from briefing.services.records.editing import change_fields, create_record, make_record
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


def test_a_duplicate_begins_without_the_comments_of_its_readers(desk):
    remark = make_comment("Which source?", by="Ben", at=datetime(2024, 1, 18, tzinfo=UTC))
    desk.history.do(add_comments(desk.draft.id, [remark]))
    change, copy_id = duplicate_briefing(desk.get())
    desk.history.do(change)

    assert len(desk.get().comments) == 1
    assert desk.get(copy_id).comments == ()
