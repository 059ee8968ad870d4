"""Tests of citing: sources made and cited in one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.records.parts import Citation
from briefing.records.source import Source
from briefing.services.history import History
from briefing.services.records.citing import create_source, make_key, set_citations
from tests.support.builders import make_actor, make_source, numbered
from tests.support.libraries import find, memory_library


def make_new(**fields):
    return Source(id=numbered(77), **fields)


def test_a_new_source_is_stored_and_cited_in_one_step():
    actor = make_actor()
    with memory_library(actor) as library:
        history = History(library)
        source = make_new(title="Strikes", publisher="Dawn", published=EdtfDate("2024-01-17"))

        history.do(
            set_citations(actor.id, "aims", [Citation(source=source.id)], new_sources=[source])
        )
        assert find(library, source.id).key == "dawn-2024"
        assert [c.field for c in find(library, actor.id).citations] == ["aims"]

        history.undo()
        assert find(library, actor.id).citations == ()
        with library.read() as unit:
            assert unit.records.find_record(source.id) is None


def test_citations_of_other_fields_stay():
    source = make_source()
    actor = make_actor(citations=(Citation(source=source.id, field="base"),))
    with memory_library(actor, source) as library:
        History(library).do(set_citations(actor.id, "aims", [Citation(source=source.id)]))

        assert {c.field for c in find(library, actor.id).citations} == {"base", "aims"}


def test_citations_of_a_field_can_be_taken_away():
    source = make_source()
    actor = make_actor(citations=(Citation(source=source.id, field="aims"),))
    with memory_library(actor, source) as library:
        History(library).do(set_citations(actor.id, "aims", []))

        assert find(library, actor.id).citations == ()


def test_keys_are_never_given_twice():
    with memory_library() as library:
        history = History(library)
        for number in range(3):
            history.do(create_source(Source(id=numbered(number + 1), publisher="The Dawn")))

        keys = [find(library, numbered(number + 1)).key for number in range(3)]
        assert keys == ["dawn", "dawnb", "dawnc"]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"authors": ("Hassan, Syed",), "published": EdtfDate("2024-01")}, "hassan-2024"),
        ({"publisher": "bbc.co.uk"}, "bbc"),
        ({"publisher": "The New York Times"}, "new-york-times"),
        ({"title": "Élan"}, "elan"),
        ({"publisher": "جنگ"}, "source"),
        ({}, "source"),
    ],
)
def test_a_key_says_who_and_when(fields, key):
    assert make_key(make_new(**fields), lambda _key: False) == key


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_source_gets_a_key_that_can_be_cited(author, publisher):
    key = make_key(make_new(authors=(author,), publisher=publisher), lambda _key: False)

    assert key
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
