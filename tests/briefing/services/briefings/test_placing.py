"""Placed records: pinned, overridden, with own text, and what goes back to the library."""

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.errors import InvalidValueError
from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, Placement, PlacementMode
from briefing.records.actor import ActorName
from briefing.services.briefings.outlining import make_section
from briefing.services.briefings.placing import (
    accept_newest,
    begin_override,
    drop_override,
    keep_override,
    keep_revision,
    override_field,
    set_placement_mode,
    take_newest_field,
    write_into_record,
    write_own_text,
)
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.progress import Progress
from briefing.services.records.editing import change_fields
from briefing.services.search.replacing import Scope, TextSearch, find_hits, replace_hits
from tests.support.builders import find_problem, get_entries, get_text, iter_blocks, iter_inlines
from tests.support.libraries import (
    find,
    make_actor,
    make_source,
    memory_library,
    numbered_id,
    save,
)

ACTOR = make_actor(profile="Founded in 2012.", base="Rask", marking="TLP:CLEAR")
PLACEMENT = Placement(id=new_placement_id(), record=ACTOR.id, revision=1)
DRAFT = Briefing(
    id=numbered_id(1),
    title="Strikes",
    marking="TLP:GREEN",
    sections=(msgspec.structs.replace(make_section("actors"), placements=(PLACEMENT,)),),
)
HERE = (DRAFT.id, PLACEMENT.id)


class Desk:
    """A library in which an actor is placed in a briefing."""

    def __init__(self, library):
        self.library = library
        self.history = History(library)

    def do(self, *changes):
        for change in changes:
            self.history.do(change)

    def edit(self, **fields):
        self.do(change_fields(ACTOR.id, fields))

    @property
    def placement(self):
        return find(self.library, DRAFT.id).sections[0].placements[0]

    @property
    def actor(self):
        return find(self.library, ACTOR.id)

    def compose(self):
        return compose(take_snapshot(self.library, DRAFT.id))

    def read(self):
        """Give all words of the document."""
        blocks = iter_blocks(self.compose().document.blocks)
        return " ".join(get_text(iter_inlines(block)) for block in blocks)

    def find_checks(self):
        return [problem.check for problem in self.compose().problems]


@pytest.fixture
def desk():
    with memory_library(ACTOR, DRAFT) as library:
        yield Desk(library)


def pin(desk):
    desk.do(set_placement_mode(*HERE, PlacementMode.PINNED))


def test_an_override_is_printed_and_the_record_stays(desk):
    desk.do(override_field(*HERE, "base", "Saravan"))

    assert "Saravan" in desk.read()
    assert "Rask" not in desk.read()
    assert desk.actor.base == "Rask"


def test_a_structured_field_can_be_overridden(desk):
    name = {"text": "Army of Justice", "preferred": True}
    desk.do(override_field(*HERE, "names", [name]))

    assert "Army of Justice" in desk.read()


def test_an_override_that_does_not_fit_is_refused_in_words(desk):
    with pytest.raises(InvalidValueError, match=r"areas.*does not fit"):
        desk.do(override_field(*HERE, "areas", 7))


@pytest.mark.parametrize("field", ["marking", "tags", "revision", "no_such_field"])
def test_what_is_no_content_cannot_be_overridden(desk, field):
    with pytest.raises(InvalidValueError, match="cannot be overridden"):
        desk.do(override_field(*HERE, field, "TLP:CLEAR"))


def test_an_override_that_a_file_brought_wrong_is_told_and_the_record_printed(desk):
    wrong = msgspec.structs.replace(PLACEMENT, overrides={"base": 7})
    section = msgspec.structs.replace(DRAFT.sections[0], placements=(wrong,))
    desk.do(change_fields(DRAFT.id, {"sections": (section,)}))

    assert "Rask" in desk.read()
    assert find_problem(desk.compose(), "faulty-override").field == "base"


def test_a_record_that_changes_below_an_override_is_told_until_it_is_kept(desk):
    desk.do(override_field(*HERE, "base", "Saravan"))
    desk.edit(base="Zahedan")
    assert find_problem(desk.compose(), "changed-below-override").field == "base"

    desk.do(keep_override(*HERE, "base"))

    assert "changed-below-override" not in desk.find_checks()
    assert "Saravan" in desk.read()


def test_a_change_of_another_field_is_none_below_an_override(desk):
    desk.do(override_field(*HERE, "base", "Saravan"))
    desk.edit(ideology="Salafi")

    assert "changed-below-override" not in desk.find_checks()


def test_a_dropped_override_prints_the_record_again(desk):
    desk.do(override_field(*HERE, "base", "Saravan"), drop_override(*HERE, "base"))

    assert desk.placement == PLACEMENT


def test_an_override_written_into_the_record_is_one_step_of_undo(desk):
    desk.do(override_field(*HERE, "base", "Saravan"), write_into_record(*HERE, "base"))
    assert desk.actor.base == "Saravan"
    assert (desk.placement.overrides, desk.placement.revision) == ({}, 2)

    desk.history.undo()

    assert desk.actor.base == "Rask"
    assert desk.placement.overrides == {"base": "Saravan"}


def test_pages_pinned_to_an_older_revision_do_not_change_by_writing_back(desk):
    pin(desk)
    desk.edit(ideology="Salafi")
    desk.do(override_field(*HERE, "base", "Saravan"), write_into_record(*HERE, "base"))

    assert desk.actor.base == "Saravan"
    assert "Saravan" in desk.read()
    assert "Salafi" not in desk.read()


def test_writing_back_what_is_not_overridden_is_refused(desk):
    with pytest.raises(InvalidValueError, match="not overridden"):
        desk.do(write_into_record(*HERE, "base"))


def test_own_text_begins_as_the_records_and_stands_in_for_it(desk):
    desk.do(set_placement_mode(*HERE, PlacementMode.OWN_TEXT))
    assert desk.placement.own_text == "Founded in 2012."
    desk.do(write_own_text(*HERE, "Split off Jundallah."))
    desk.edit(base="Zahedan")

    assert "Split off Jundallah." in desk.read()
    assert "Founded in 2012" not in desk.read()
    assert "Zahedan" in desk.read()


def test_own_text_is_kept_for_the_time_when_it_is_wanted_again(desk):
    desk.do(
        set_placement_mode(*HERE, PlacementMode.OWN_TEXT),
        write_own_text(*HERE, "Split off."),
        set_placement_mode(*HERE, PlacementMode.LIVE),
    )
    assert "Founded in 2012." in desk.read()

    desk.do(set_placement_mode(*HERE, PlacementMode.OWN_TEXT))

    assert "Split off." in desk.read()


def test_own_text_can_be_written_into_the_record(desk):
    desk.do(
        set_placement_mode(*HERE, PlacementMode.OWN_TEXT),
        write_own_text(*HERE, "Split off."),
        write_into_record(*HERE, "profile"),
    )

    assert desk.actor.profile == "Split off."
    assert (desk.placement.mode, desk.placement.own_text) == (PlacementMode.LIVE, "")


def test_keeping_an_older_revision_ends_the_question_until_the_next_one(desk):
    pin(desk)
    desk.edit(base="Zahedan")
    assert "newer-revision" in desk.find_checks()
    desk.do(keep_revision(*HERE))
    assert "newer-revision" not in desk.find_checks()
    assert "Rask" in desk.read()

    desk.edit(base="Mashhad")

    assert "newer-revision" in desk.find_checks()


def test_keeping_the_accepted_revision_of_a_live_placement_pins_it(desk):
    desk.edit(base="Zahedan")
    desk.do(keep_revision(*HERE))

    assert desk.placement.mode is PlacementMode.PINNED
    assert "Rask" in desk.read()


def test_one_field_of_the_newest_revision_can_be_taken(desk):
    pin(desk)
    desk.edit(base="Zahedan", ideology="Salafi")
    desk.do(take_newest_field(*HERE, "base"))

    assert "Zahedan" in desk.read()
    assert "Salafi" not in desk.read()


def test_an_override_begins_with_what_is_printed(desk):
    pin(desk)
    desk.edit(base="Zahedan")
    desk.do(begin_override(*HERE, "base"))

    assert desk.placement.overrides == {"base": "Rask"}


def test_accepting_the_newest_keeps_the_overrides(desk):
    pin(desk)
    desk.do(override_field(*HERE, "base", "Saravan"))
    desk.edit(names=(ActorName(text="Army of Justice", preferred=True),))
    desk.do(accept_newest(DRAFT.id, [PLACEMENT.id]))

    assert "Army of Justice" in desk.read()
    assert "Saravan" in desk.read()


# --- what refers to records from here


def list_users(library, record_id):
    with library.read() as unit:
        return [use.id for use in unit.records.list_uses(record_id)]


@pytest.mark.parametrize("way", ["own text", "override"])
def test_what_is_only_cited_here_counts_as_used(desk, way):
    source = make_source("ani-2024")
    save(desk.library, source)
    text = "Split off [@ani-2024]."
    if way == "override":
        desk.do(override_field(*HERE, "profile", text))
    else:
        mode = set_placement_mode(*HERE, PlacementMode.OWN_TEXT)
        desk.do(mode, write_own_text(*HERE, text))

    assert list_users(desk.library, source.id) == [DRAFT.id]
    assert len(get_entries(desk.compose().document)) == 1


def test_words_are_replaced_in_what_is_printed_instead_of_a_record(desk):
    desk.do(
        override_field(*HERE, "base", "Saravan"),
        set_placement_mode(*HERE, PlacementMode.OWN_TEXT),
        write_own_text(*HERE, "It left Saravan."),
    )
    hits = find_hits(desk.library, TextSearch(text="Saravan"), Scope(), Progress()).hits
    desk.do(replace_hits(hits, "Rask"))

    assert desk.placement.overrides == {"base": "Rask"}
    assert desk.placement.own_text == "It left Rask."
