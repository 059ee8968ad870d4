from datetime import date

import pytest

from briefing.dates import EdtfDate
from briefing.ports import RecordQuery
from briefing.records.attack import Party, PartyRole, Place
from briefing.records.parts import Citation, Figure
from tests.support.libraries import (
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    numbered_id,
)

THAT_DAY = date(2023, 12, 15)
ACTOR = make_actor("Jaish al-Adl", country="IR", marking="TLP:RED", verified_on=date(2024, 1, 18))
SOURCE = make_source(title="Wire", published=EdtfDate("2024-01-17"))
CITED = Citation(source=SOURCE.id)


def killed(number, **fields):
    return Figure(what="killed", best=number, **fields)


RASK = make_attack(
    "Raid on Rask",
    date=EdtfDate("2023-12-15"),
    place=Place(name="Rask", country="IR"),
    parties=(Party(role=PartyRole.PERPETRATOR, actor=ACTOR.id),),
    figures=(killed(30), killed(11, preferred=True, citations=(CITED,))),
    tags=("border", "raid"),
)
PANJGUR = make_attack(
    "Strike on Panjgur 9",
    date=EdtfDate("2024-01-16"),
    place=Place(name="Panjgūr", country="PK"),
    figures=(killed(2),),
    tags=("border",),
)
OPEN = make_attack("Strike 10", date=EdtfDate("../2020"), summary="Said so [@ani-2024].")
NOTE = make_note("The border", period=EdtfDate("2023/.."), actors=(ACTOR.id,))


@pytest.fixture(scope="module")
def stocked():
    with memory_library(SOURCE, ACTOR, RASK, PANJGUR, OPEN, NOTE) as library:
        with library.begin() as unit:
            unit.records.save_record(make_note("Gone", id=numbered_id(9), tags=("raid", "old")))
            unit.records.trash_record(numbered_id(9))
            unit.commit()
        yield library


def find_titles(library, **query):
    with library.read() as unit:
        found = unit.records.list_records(RecordQuery(**query))
        assert unit.records.count_records(RecordQuery(**query)) == len(found)
    return [summary.title for summary in found]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"tag": "border"}, {"Raid on Rask", "Strike on Panjgur 9"}),
        ({"marking": "TLP:RED"}, {"Jaish al-Adl"}),
        ({"actor": ACTOR.id}, {"Raid on Rask", "The border"}),
        ({"country": "IR"}, {"Jaish al-Adl", "Raid on Rask"}),
        ({"place": "panjgu"}, {"Strike on Panjgur 9"}),
        ({"least_killed": 11}, {"Raid on Rask"}),
        ({"least_killed": 12}, set()),
        ({"unsourced": True}, {"Jaish al-Adl", "Strike on Panjgur 9", "The border"}),
        ({"from_date": date(2024, 1, 1)}, {"Strike on Panjgur 9", "Wire", "The border"}),
        ({"to_date": date(2019, 1, 1)}, {"Strike 10"}),
        ({"from_date": THAT_DAY, "to_date": THAT_DAY}, {"Raid on Rask", "The border"}),
        ({"kinds": ("actor",), "not_verified_since": date(2024, 1, 18)}, set()),
        ({"kinds": ("actor",), "not_verified_since": date(2024, 1, 19)}, {"Jaish al-Adl"}),
        ({"kinds": ("background",), "not_verified_since": date(2024, 1, 1)}, {"The border"}),
        ({"tag": "border", "text": "strike", "country": "PK"}, {"Strike on Panjgur 9"}),
        ({"tag": "border", "least_killed": 3, "order": "killed"}, {"Raid on Rask"}),
        ({"tag": "raid", "in_trash": True}, {"Gone"}),
        ({"actor": "\ud800", "tag": "\ud800"}, set()),
    ],
)  # fmt: skip
def test_a_condition_finds_what_meets_it(stocked, query, titles):
    assert set(find_titles(stocked, **query)) == titles


ATTACKS = ["Raid on Rask", "Strike 10", "Strike on Panjgur 9"]


@pytest.mark.parametrize(
    ("order", "descending", "titles"),
    [
        ("title", False, [ATTACKS[0], ATTACKS[1], ATTACKS[2]]),
        ("title", True, [ATTACKS[2], ATTACKS[1], ATTACKS[0]]),
        ("date", False, [ATTACKS[2], ATTACKS[0], ATTACKS[1]]),
        ("date", True, [ATTACKS[1], ATTACKS[0], ATTACKS[2]]),
        ("killed", False, [ATTACKS[0], ATTACKS[2], ATTACKS[1]]),
        ("killed", True, [ATTACKS[2], ATTACKS[0], ATTACKS[1]]),
        ("modified", False, [ATTACKS[1], ATTACKS[2], ATTACKS[0]]),
    ],
)
@pytest.mark.parametrize("limit", [None, 2])
def test_lists_are_put_in_any_order_and_turned_round(stocked, order, descending, titles, limit):
    query = RecordQuery(kinds=("attack",), order=order, descending=descending, limit=limit)
    with stocked.read() as unit:
        found = [summary.title for summary in unit.records.list_records(query)]

    assert found == titles[:limit]


def test_matches_of_a_text_can_be_put_in_another_order(stocked):
    query = {"text": "strike", "order": "killed", "by_rank": False}

    assert find_titles(stocked, **query) == ["Strike on Panjgur 9", "Strike 10"]


def test_numbers_in_titles_sort_by_their_size():
    titles = ["APT 2", "Apt 9b", "APT 10", "Ápt 010a", "APT 1000000", "Büro", "Buros"]
    with memory_library(*(make_actor(title) for title in reversed(titles))) as library:
        assert find_titles(library, kinds=("actor",)) == titles
        assert find_titles(library, text="apt 9b", kinds=("actor",)) == ["Apt 9b"]


def test_all_kinds_are_listed_in_one_order(stocked):
    assert find_titles(stocked) == ["Jaish al-Adl", *ATTACKS, "The border", "Wire"]


def test_titles_that_start_with_the_text_come_before_other_names_and_texts():
    stock = (
        make_actor("Second", profile="north"),
        make_actor("Far north"),
        make_actor("North Star"),
        make_actor("North"),
    )
    with memory_library(*stock) as library:
        assert find_titles(library, text="north") == ["North", "North Star", "Far north", "Second"]


def test_numbers_stand_for_rows_of_a_long_list(stocked):
    with stocked.read() as unit:
        numbers = unit.records.find_numbers(RecordQuery(kinds=("attack",)))
        rows = unit.records.list_numbered([numbers[2], 999_999, numbers[0]])
        assert unit.records.find_numbers(RecordQuery(), at_most=2).tolist() == list(
            unit.records.find_numbers(RecordQuery())[:2]
        )

    assert [row.title for row in rows] == [ATTACKS[2], ATTACKS[0]]


def test_counting_ends_where_nobody_reads_further(stocked):
    with stocked.read() as unit:
        assert unit.records.count_records(RecordQuery(), at_most=4) == 4
        assert unit.records.count_records(RecordQuery(text="strike"), at_most=1) == 1


def test_a_search_that_is_not_wanted_any_more_ends(stocked):
    with stocked.read() as unit:
        query = RecordQuery(text="border strike")
        assert list(unit.records.find_numbers(query, is_wanted=lambda: False)) == []


def test_tags_are_counted_without_the_trash(stocked):
    with stocked.read() as unit:
        tags = {found.tag: found.count for found in unit.records.list_tags()}

    assert tags == {"border": 2, "raid": 1}
