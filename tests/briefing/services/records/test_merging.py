import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InvalidValueError
from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.records.actor import ActorName, Leader, NameKind, Relation, RelationKind
from briefing.records.attack import Party, PartyRole
from briefing.records.edition import Edition, UsedRecord
from briefing.records.kinds import type_of_kind
from briefing.records.library_settings import SETTINGS_ID, LibrarySettings, SavedSearch
from briefing.records.parts import Citation, Figure
from briefing.records.record import strip_storage_fields
from briefing.records.record_filter import RecordFilter
from briefing.services.history import History
from briefing.services.records.merging import ALL, combine, list_choices, merge_records
from briefing.services.records.repointing import Aims, refers, repoint_record
from tests.support.libraries import (
    find,
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    numbered_id,
)
from tests.support.strategies import any_record

KEPT = make_actor(id=numbered_id(1), base="Rask")
LOST = make_actor("Jaysh al-Adl", id=numbered_id(2), country="IR", base="Zahedan")


def merge(library, *records, **picks):
    winner, *losers = [record.id for record in records]
    history = History(library)
    history.do(merge_records(winner, losers, picks))
    return history


def place(record, mode=PlacementMode.LIVE, number=0):
    return Placement(id=f"p-{number}", record=record.id, revision=1, mode=mode)


def make_briefing(*placements, **fields):
    section = Section(id="s-1", section_kind="actors", placements=placements)
    return Briefing(id=numbered_id(900), title="Strikes", sections=(section,), **fields)


def stored_states(library):
    with library.read() as unit:
        return {one.id: strip_storage_fields(one) for one in unit.records.iter_records()}


def test_names_of_the_record_that_goes_become_aliases():
    with memory_library(KEPT, LOST) as library:
        merge(library, KEPT, LOST)
        merged = find(library, KEPT.id)

    assert [(name.text, name.name_kind, name.preferred) for name in merged.names] == [
        ("Jaish al-Adl", NameKind.OFFICIAL, True),
        ("Jaysh al-Adl", NameKind.ALIAS, False),
    ]


def test_the_record_that_goes_is_in_the_trash_and_says_where_it_went():
    with memory_library(KEPT, LOST) as library:
        merge(library, KEPT, LOST)
        with library.read() as unit:
            assert unit.records.find_record(LOST.id) is None
            assert unit.records.list_revisions(LOST.id)[0].reason == "merged into “Jaish al-Adl”"


def test_a_field_is_taken_from_the_record_that_was_picked():
    with memory_library(KEPT, LOST) as library:
        merge(library, KEPT, LOST, base=LOST.id)
        merged = find(library, KEPT.id)

    assert (merged.base, merged.country) == ("Zahedan", "IR")


def test_the_other_name_can_stay_the_preferred_one():
    merged = combine((KEPT, LOST), {"names": LOST.id})

    assert merged.display_title == "Jaysh al-Adl"
    assert [name.preferred for name in merged.names] == [False, True]


def test_a_name_written_alike_is_kept_once_with_the_sources_of_both():
    cited = ActorName(text="JAISH AL-ADL", citations=(Citation(source=numbered_id(50)),))
    other = msgspec.structs.replace(LOST, names=(*LOST.names, cited))

    merged = combine((KEPT, other), {})

    assert [name.text for name in merged.names] == ["Jaish al-Adl", "Jaysh al-Adl"]
    assert merged.names[0].preferred
    assert merged.names[0].citations == cited.citations


def test_texts_can_be_kept_one_after_the_other():
    one, other = (
        msgspec.structs.replace(a, profile=t) for a, t in ((KEPT, "One."), (LOST, "Two."))
    )

    assert combine((one, other), {"profile": ALL}).profile == "One.\n\nTwo."
    assert combine((one, other), {}).profile == "One."


def test_contested_figures_stand_side_by_side_with_one_preferred():
    one = make_attack(figures=(Figure(what="killed", best=84, preferred=True),))
    other = make_attack(figures=(Figure(what="killed", best=91, preferred=True),))

    merged = combine((one, other), {})

    assert [(f.best, f.preferred) for f in merged.figures] == [(84, True), (91, False)]


def test_the_higher_marking_is_taken_unless_another_is_picked():
    one, other = make_note(marking="TLP:CLEAR"), make_note(marking="TLP:AMBER")

    assert combine((one, other), {}).marking == "TLP:AMBER"
    assert combine((one, other), {"marking": one.id}).marking == "TLP:CLEAR"


def test_only_fields_that_differ_are_to_be_chosen():
    choices = {choice.field: choice for choice in list_choices((KEPT, LOST))}

    assert set(choices) == {"names", "country", "base"}
    assert choices["country"].default == LOST.id
    assert choices["base"].values == ("Rask", "Zahedan")


def test_what_named_the_record_that_goes_names_the_one_that_stays():
    attack = make_attack(
        parties=(Party(role=PartyRole.PERPETRATOR, actor=LOST.id),),
        summary=f"Claimed by [them](actor:{LOST.id}).",
    )
    rival = make_actor(
        "Rival",
        relations=(Relation(relation_kind=RelationKind.RIVAL, other=LOST.id),),
        leadership=(Leader(name="Salahuddin", actor=LOST.id),),
    )
    note = make_note(actors=(KEPT.id, LOST.id))
    with memory_library(KEPT, LOST, attack, rival, note) as library:
        merge(library, KEPT, LOST)
        changed = find(library, attack.id)
        assert changed.parties[0].actor == KEPT.id
        assert changed.summary == f"Claimed by [them](actor:{KEPT.id})."
        assert find(library, rival.id).relations[0].other == KEPT.id
        assert find(library, rival.id).leadership[0].actor == KEPT.id
        assert find(library, note.id).actors == (KEPT.id,)


def test_a_relation_between_the_two_is_not_kept_as_one_to_itself():
    linked = msgspec.structs.replace(
        LOST, relations=(Relation(relation_kind=RelationKind.ALLY, other=KEPT.id),)
    )
    back = msgspec.structs.replace(
        KEPT, relations=(Relation(relation_kind=RelationKind.ALLY, other=LOST.id),)
    )
    with memory_library(back, linked) as library:
        merge(library, back, linked)

        assert find(library, KEPT.id).relations == ()


def test_placements_follow_and_a_second_one_in_a_section_goes():
    twice = make_briefing(place(KEPT, number=1), place(LOST, number=2))
    with memory_library(KEPT, LOST, twice) as library:
        merge(library, KEPT, LOST)

        (section,) = find(library, twice.id).sections
    assert [(one.id, one.record) for one in section.placements] == [("p-1", KEPT.id)]


def test_a_live_placement_is_out_of_date_and_a_pinned_one_shows_the_merged_record():
    live = make_briefing(place(LOST))
    pinned = msgspec.structs.replace(
        make_briefing(place(LOST, PlacementMode.PINNED)), id=numbered_id(901)
    )
    with memory_library(KEPT, LOST, live, pinned) as library:
        merge(library, KEPT, LOST)

        newest = find(library, KEPT.id).revision
        assert find(library, live.id).sections[0].placements[0].revision == newest - 1
        assert find(library, pinned.id).sections[0].placements[0].revision == newest


def test_texts_that_cited_a_source_cite_the_one_that_stays():
    kept, lost = make_source("ani-2024"), make_source("ani-b", title="The same")
    note = make_note(text="So [@ani-b, p. 3; @other] and again [see @ani-b.].")
    cited = make_actor(citations=(Citation(source=lost.id, field="aims"),))
    with memory_library(kept, lost, note, cited) as library:
        merge(library, kept, lost)

        text = find(library, note.id).text
        assert text == "So [@ani-2024, p. 3; @other] and again [see @ani-2024.]."
        assert find(library, cited.id).citations[0].source == kept.id


def test_the_key_of_the_source_that_goes_can_be_taken_over():
    kept, lost = make_source("ani-2024"), make_source("ani-b")
    note = make_note(text="So [@ani-2024] and [@ani-b].")
    with memory_library(kept, lost, note) as library:
        history = merge(library, kept, lost, key=lost.id)
        assert find(library, kept.id).key == "ani-b"
        assert find(library, note.id).text == "So [@ani-b] and [@ani-b]."

        history.undo()
        assert (find(library, kept.id).key, find(library, lost.id).key) == ("ani-2024", "ani-b")
        history.redo()
        assert find(library, kept.id).key == "ani-b"


def test_saved_searches_ask_for_the_record_that_stays():
    search = SavedSearch(name="Theirs", filter=RecordFilter(actor=LOST.id))
    settings = LibrarySettings(id=SETTINGS_ID, saved_searches=(search,))
    with memory_library(KEPT, LOST, settings) as library:
        merge(library, KEPT, LOST)

        assert find(library, SETTINGS_ID).saved_searches[0].filter.actor == KEPT.id


def test_one_step_takes_all_of_it_back():
    attack = make_attack(parties=(Party(role=PartyRole.TARGET, actor=LOST.id),))
    third = make_actor("Army of Justice", id=numbered_id(3))
    with memory_library(KEPT, LOST, third, attack, make_briefing(place(third))) as library:
        before = stored_states(library)
        history = merge(library, KEPT, LOST, third)
        after = stored_states(library)

        history.undo()
        assert stored_states(library) == before
        history.redo()
        assert stored_states(library) == after


def test_records_of_different_kinds_cannot_be_merged():
    attack = make_attack()
    with memory_library(KEPT, attack) as library:
        with pytest.raises(InvalidValueError, match="one kind"):
            merge(library, KEPT, attack)
        with pytest.raises(InvalidValueError, match="itself"):
            merge(library, KEPT, KEPT)


@given(any_record(tuple(kind for kind in type_of_kind if kind != "edition")), st.data())
def test_after_repointing_nothing_refers_to_what_is_gone(record, data):
    gone, stays = numbered_id(7), numbered_id(8)
    cited = msgspec.structs.replace(
        record,
        citations=(Citation(source=gone),),
        tags=(f"[x](actor:{gone}) [@old-key, p. 3]", data.draw(st.text())),
    )

    changed = repoint_record(cited, Aims(ids={gone: stays}, keys={"old-key": "new"}))

    assert not refers(changed, gone, "old-key")
    assert refers(changed, stays, "new")


@given(any_record())
def test_a_record_that_refers_to_nothing_gone_stays_as_it_is(record):
    assert repoint_record(record, Aims(ids={numbered_id(7): numbered_id(8)}, keys={})) == record


def test_an_issued_edition_says_what_it_used_after_a_merge():
    edition = Edition(
        id=numbered_id(99), title="January", used=(UsedRecord(record=LOST.id, revision=1),)
    )
    with memory_library(KEPT, LOST, edition) as library:
        merge(library, KEPT, LOST)

        assert find(library, edition.id).used == edition.used
