"""Tests of spelling as a library has it."""

import pytest

from briefing.records.actor import ActorName, NameKind
from briefing.services.history import History
from briefing.services.records.editing import create_record
from briefing.services.settings_of_library import read_settings
from briefing.services.spelling import (
    add_to_dictionary,
    make_checker,
    make_house_names,
    remove_from_dictionary,
)
from db.engine import open_memory_library
from tests.support.builders import make_actor


@pytest.fixture
def library():
    library = open_memory_library()
    names = (
        ActorName(text="Jaish al-Adl", preferred=True),
        ActorName(text="Jaysh al-Adl"),
        ActorName(text="Army of Justice"),
        ActorName(text="Jundallah", name_kind=NameKind.FORMER),
    )
    History(library).do(create_record(make_actor(names=names)))
    yield library
    library.close()


def test_names_of_actors_are_no_mistakes(library):
    assert make_checker(library, "en-GB").find_misspelt("Jaish al-Adl, once Jundallah") == []


def test_names_of_places_are_no_mistakes(library):
    assert make_checker(library, "en-GB").find_misspelt("From Balochistan to Zahedan") == []


def test_words_of_the_dictionary_are_no_mistakes_until_they_are_removed(library):
    history = History(library)

    history.do(add_to_dictionary("geofence"))
    assert make_checker(library, "en-GB").find_misspelt("a geofence") == []

    history.do(remove_from_dictionary("geofence"))
    assert make_checker(library, "en-GB").find_misspelt("a geofence")


def test_adding_a_word_can_be_undone_and_done_again(library):
    history = History(library)
    history.do(add_to_dictionary("geofence"))

    history.undo()
    assert read_settings(library).dictionary == ()

    history.redo()
    assert read_settings(library).dictionary == ("geofence",)


def test_a_word_can_be_added_after_the_first_one_was_undone(library):
    history = History(library)
    history.do(add_to_dictionary("geofence"))
    history.undo()

    history.do(add_to_dictionary("quadcopter"))

    assert read_settings(library).dictionary == ("quadcopter",)


def test_adding_a_known_word_leaves_no_step_behind(library):
    history = History(library)
    history.do(add_to_dictionary("geofence"))

    history.do(add_to_dictionary("geofence"))
    history.undo()

    assert history.undo_label == ""


def test_another_spelling_of_an_actor_is_found_and_another_name_is_not(library):
    text = "Jaysh al-Adl, or Army of Justice, was Jundallah."

    assert [v.written for v in make_house_names(library).find_variants(text)] == ["Jaysh al-Adl"]
