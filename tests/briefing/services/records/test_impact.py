from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.records.actor import Relation, RelationKind
from briefing.records.attack import Party, PartyRole
from briefing.records.edition import Edition, UsedRecord, UseWay
from briefing.records.parts import Citation
from briefing.services.history import History
from briefing.services.records.editing import change_fields
from briefing.services.records.impact import find_uses
from tests.support.libraries import (
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    numbered_id,
)

ACTOR = make_actor()
SOURCE = make_source("ani-2024", title="Strike claimed")


def make_briefing(*placed, title="Strikes", **fields):
    placements = tuple(
        Placement(id=f"p-{number}", record=record.id, revision=1, mode=mode)
        for number, (record, mode) in enumerate(placed)
    )
    section = Section(
        id="s-1",
        section_kind="actors",
        title="Who acts",
        placements=placements,
        lead_in=fields.pop("lead_in", ""),
    )
    return Briefing(id=numbered_id(900), title=title, sections=(section,), **fields)


def uses_of(library, record):
    with library.read() as unit:
        return find_uses(unit, record.id)


def test_a_briefing_that_places_the_record_is_found_with_its_section():
    with memory_library(ACTOR, make_briefing((ACTOR, PlacementMode.LIVE))) as library:
        (use,) = uses_of(library, ACTOR)

    assert (use.kind, use.title, use.section_title) == ("briefing", "Strikes", "Who acts")
    assert (use.mode, use.is_behind) == (PlacementMode.LIVE, False)


def test_after_a_correction_the_briefing_is_behind():
    with memory_library(ACTOR, make_briefing((ACTOR, PlacementMode.PINNED))) as library:
        History(library).do(change_fields(ACTOR.id, {"base": "Rask"}))
        (use,) = uses_of(library, ACTOR)

    assert (use.mode, use.revision, use.newest) == (PlacementMode.PINNED, 1, 2)
    assert use.is_behind


def test_an_issued_edition_is_told_from_a_draft():
    used = UsedRecord(record=ACTOR.id, revision=1, way=UseWay.MENTIONED)
    edition = Edition(id=numbered_id(7), title="Strikes", used=(used,))
    with memory_library(ACTOR, make_briefing((ACTOR, PlacementMode.LIVE)), edition) as library:
        History(library).do(change_fields(ACTOR.id, {"base": "Rask"}))
        draft, issued = uses_of(library, ACTOR)

    assert (draft.is_issued, issued.is_issued) == (False, True)
    assert (issued.title, issued.fields) == ("Strikes, edition 1", ("mentioned",))
    assert (issued.revision, issued.newest, issued.is_behind) == (1, 2, True)


def test_records_are_found_with_the_fields_that_refer():
    ally = make_actor(
        "Ansar al-Furqan", relations=(Relation(relation_kind=RelationKind.ALLY, other=ACTOR.id),)
    )
    attack = make_attack(
        parties=(Party(role=PartyRole.TARGET, actor=ACTOR.id),),
        summary=f"A strike on [them](actor:{ACTOR.id}).",
    )
    with memory_library(ACTOR, ally, attack) as library:
        found = {use.kind: use.fields for use in uses_of(library, ACTOR)}

    assert found == {"actor": ("relations",), "attack": ("parties", "summary")}


def test_a_source_is_found_where_texts_cite_its_key():
    note = make_note(text="It is so [@ani-2024, para 3].")
    briefing = make_briefing(lead_in="Says [@ani-2024].")
    with memory_library(SOURCE, note, briefing) as library:
        found = {use.kind: use for use in uses_of(library, SOURCE)}

    assert found["background"].fields == ("text",)
    assert (found["briefing"].section_title, found["briefing"].mode) == ("Who acts", None)


def test_a_briefing_that_rests_on_a_source_through_a_profile_is_found():
    actor = make_actor(citations=(Citation(source=SOURCE.id),))
    with memory_library(SOURCE, actor, make_briefing((actor, PlacementMode.LIVE))) as library:
        through, direct = uses_of(library, SOURCE)

    assert (through.kind, through.via, through.section) == ("briefing", "Jaish al-Adl", "s-1")
    assert direct.fields == ("citations",)


def test_what_nobody_uses_has_no_uses():
    with memory_library(ACTOR) as library:
        assert uses_of(library, ACTOR) == ()
