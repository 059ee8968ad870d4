"""Sections that a query fills: what it finds, and what becomes of it."""

import datetime as dt

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.dates import EdtfDate
from briefing.errors import InvalidValueError
from briefing.identifiers import new_placement_id
from briefing.outline import Briefing, Placement
from briefing.records.attack import Party, PartyRole, Place
from briefing.records.edition import Edition
from briefing.records.parts import Figure
from briefing.sections.attack_query import AttackQuery
from briefing.services.briefings.outlining import make_section
from briefing.services.briefings.querying import find_attacks, place_found
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from tests.support.builders import get_rows
from tests.support.libraries import find, make_actor, make_attack, memory_library, numbered_id

ACTOR = make_actor()
RAID = make_attack(
    "Raid on Rask",
    date=EdtfDate("2023-12-15"),
    attack_type="armed assault",
    place=Place(name="Rask", country="IR"),
    parties=(Party(actor=ACTOR.id, role=PartyRole.PERPETRATOR),),
    figures=(Figure(what="killed", best=11),),
)
STRIKE = make_attack(
    "Strike on Panjgur",
    date=EdtfDate("2024-01-16"),
    attack_type="air strike",
    method="missiles",
    place=Place(name="Panjgur", country="PK"),
    figures=(Figure(what="killed", best=2),),
    tags=("border",),
)
RECORDS = (ACTOR, RAID, STRIKE)


def make_draft(*, kind="attacks", placements=(), **query):
    settings = {"by_query": True, "query": query}
    section = make_section(kind)
    filled = msgspec.structs.replace(section, settings=settings, placements=placements)
    return Briefing(id=numbered_id(1), title="Strikes", sections=(filled,))


def find_titles(library, draft, query):
    with library.read() as unit:
        return [attack.title for attack in find_attacks(unit, draft.id, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Raid on Rask", "Strike on Panjgur"]),
        ({"actor": ACTOR.id}, ["Raid on Rask"]),
        ({"country": "pk"}, ["Strike on Panjgur"]),
        ({"place": "Panj"}, ["Strike on Panjgur"]),
        ({"attack_type": "Assault"}, ["Raid on Rask"]),
        ({"attack_type": "missile"}, ["Strike on Panjgur"]),
        ({"from_date": dt.date(2024, 1, 1)}, ["Strike on Panjgur"]),
        ({"to_date": dt.date(2024, 1, 1)}, ["Raid on Rask"]),
        ({"least_killed": 10}, ["Raid on Rask"]),
        ({"tag": "border", "country": "IR"}, []),
    ],
)
def test_a_query_finds_what_meets_all_its_conditions(query, found):
    draft = make_draft()
    with memory_library(*RECORDS, draft) as library:
        assert find_titles(library, draft, AttackQuery(**query)) == found


def test_only_what_came_since_the_last_edition_is_found():
    draft = make_draft()
    editions = [
        Edition(id=numbered_id(n), briefing=draft.id, number=n, date=dt.date(year, 1, 1))
        for n, year in ((2, 2020), (3, 2024))
    ]
    query = AttackQuery(since_last_edition=True)
    with memory_library(*RECORDS, draft) as library:
        assert len(find_titles(library, draft, query)) == 2
    with memory_library(*RECORDS, draft, *editions) as library:
        assert find_titles(library, draft, query) == ["Strike on Panjgur"]


def test_a_table_is_filled_with_what_the_query_finds_now():
    draft = make_draft(country="PK")
    later = make_attack("Bombing", date=EdtfDate("2024-02-01"), place=Place(country="PK"))
    with memory_library(*RECORDS, draft, later) as library:
        rows = get_rows(compose(take_snapshot(library, draft.id)).document)

    assert ["Strike on Panjgur" in row[2] for row in rows[:2]] == [True, False]
    assert "Bombing" in rows[1][2]


@pytest.mark.parametrize("kind", ["attacks", "map", "timeline", "casualties"])
def test_every_section_of_attacks_can_be_filled_by_a_query(kind):
    draft = make_draft(kind=kind)
    with memory_library(*RECORDS, draft) as library:
        (section,) = take_snapshot(library, draft.id).briefing.sections

    assert {placement.record for placement in section.placements} == {RAID.id, STRIKE.id}


def test_an_attack_placed_by_hand_is_printed_as_it_is_placed():
    own = Placement(id=new_placement_id(), record=RAID.id, revision=1, overrides={"title": "Rask"})
    draft = make_draft(placements=(own,), actor=ACTOR.id)
    with memory_library(*RECORDS, draft) as library:
        snapshot = take_snapshot(library, draft.id)

    assert snapshot.pinned[own.id].title == "Rask"


def test_what_was_found_can_be_placed_by_hand_and_stays():
    draft = make_draft(country="IR")
    with memory_library(*RECORDS, draft) as library:
        history = History(library)
        history.do(place_found(draft.id, draft.sections[0].id))
        (section,) = find(library, draft.id).sections
        assert [placement.record for placement in section.placements] == [RAID.id]
        assert not section.settings["by_query"]

        history.undo()
        assert find(library, draft.id).sections == draft.sections


def test_a_section_filled_by_hand_has_nothing_to_place():
    draft = msgspec.structs.replace(make_draft(), sections=(make_section("attacks"),))
    with (
        memory_library(*RECORDS, draft) as library,
        pytest.raises(InvalidValueError, match="not filled by a query"),
    ):
        History(library).do(place_found(draft.id, draft.sections[0].id))
