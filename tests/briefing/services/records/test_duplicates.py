import pytest

from briefing.dates import EdtfDate
from briefing.records.attack import Place
from briefing.services.history import History
from briefing.services.records.duplicates import find_duplicates, keep_apart
from briefing.services.records.merging import MERGED_KINDS, merge_records
from tests.support.libraries import (
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    numbered_id,
)


def pairs(library, kind):
    with library.read() as unit:
        return [(one.one_title, one.other_title) for one in find_duplicates(unit, kind)]


def on_a_day(title, place="Panjgur", day="2024-01-16", **fields):
    where = Place(name=place, country="PK")
    return make_attack(title, date=EdtfDate(day), place=where, **fields)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jaish al-Adl", "Jaysh ul-Adl"),
        ("Hezbollah", "Hizballah"),
        ("Islamic State", "Islamic State"),
    ],
)
def test_spellings_of_one_name_are_found(one, other):
    with memory_library(make_actor(one), make_actor(other), make_actor("Taliban")) as library:
        assert pairs(library, "actor") == [tuple(sorted((one, other)))]


def test_an_actor_is_found_by_its_name_in_another_script():
    with memory_library(make_actor("Jaish al-Adl"), make_actor("جيش العدل")) as library:
        assert len(pairs(library, "actor")) == 1


def test_the_names_of_one_actor_are_no_duplicates():
    with memory_library(make_actor("Jaish al-Adl", native="جيش العدل")) as library:
        assert pairs(library, "actor") == []


def test_short_names_that_differ_are_no_duplicates():
    with memory_library(make_actor("BLA"), make_actor("BLF"), make_actor("Iran")) as library:
        assert pairs(library, "actor") == []


def test_attacks_of_one_day_with_titles_alike_are_found():
    one, other = on_a_day("Strike on Panjgur"), on_a_day("Strike on Panjgur, Pakistan")
    elsewhere = on_a_day("Raid on Rask", "Rask")
    with memory_library(
        one, other, elsewhere, on_a_day("Strike on Panjgur", day="2024-01-18")
    ) as library:
        assert pairs(library, "attack") == [("Strike on Panjgur", "Strike on Panjgur, Pakistan")]


def test_sources_with_one_address_are_found_whatever_they_are_called():
    one = make_source("a", title="Strike claimed", url="https://www.example.org/a/")
    other = make_source("b", title="Group claims strike", url="http://example.org/a#top")
    third = make_source("c", title="Other")
    with memory_library(one, other, third) as library, library.read() as unit:
        (found,) = find_duplicates(unit, "source")

    assert (found.percent, found.reason) == (100, "the same web address")


def test_notes_are_found_by_their_titles():
    with memory_library(make_note("The border"), make_note("The borders")) as library:
        assert pairs(library, "background") == [("The border", "The borders")]


def test_records_told_apart_stay_apart_until_that_is_undone():
    one, other = make_actor("Jaish al-Adl"), make_actor("Jaysh al-Adl")
    with memory_library(one, other) as library:
        history = History(library)
        history.do(keep_apart((one.id, "Jaish al-Adl"), (other.id, "Jaysh al-Adl")))
        assert pairs(library, "actor") == []
        assert history.undo_label == "keep “Jaish al-Adl” and “Jaysh al-Adl” apart"

        history.undo()
        assert len(pairs(library, "actor")) == 1


def test_merged_records_are_no_longer_found():
    one, other = make_actor("Jaish al-Adl"), make_actor("Jaysh al-Adl")
    with memory_library(one, other) as library:
        History(library).do(merge_records(one.id, [other.id]))

        assert pairs(library, "actor") == []


@pytest.mark.parametrize("kind", MERGED_KINDS)
def test_an_empty_library_has_no_duplicates(kind):
    with memory_library() as library:
        assert pairs(library, kind) == []


def test_a_spelling_is_found_among_thousands():
    actors = [make_actor(f"Group {number * 7919 % 3001:05d}x{number}") for number in range(1500)]
    wanted = (
        make_actor("Jaish al-Adl", id=numbered_id(1)),
        make_actor("Jaysh al-Adl", id=numbered_id(2)),
    )
    with memory_library(*actors, *wanted) as library:
        assert ("Jaish al-Adl", "Jaysh al-Adl") in pairs(library, "actor")
