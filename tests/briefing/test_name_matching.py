"""Tests of the comparison of names: three spellings of one group are one group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.name_matching import KnownName, NameIndex, guess_script, make_skeleton

KNOWN = NameIndex(
    [
        KnownName("Jaish al-Adl", "jaish"),
        KnownName("Army of Justice", "jaish"),
        KnownName("Hezbollah", "hezbollah"),
        KnownName("Islamic Revolutionary Guard Corps", "irgc"),
        KnownName("Qasem Soleimani", "soleimani"),
        KnownName("Jundallah", "jundallah"),
        KnownName("Iran", "iran"),
        KnownName("Iraq", "iraq"),
    ]
)


def find(text, **more):
    return [match.name.owner for match in KNOWN.find_likely(text, **more)]


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("Jaysh al-Adl", "jaish"),
        ("Jaish ul Adl", "jaish"),
        ("جيش العدل", "jaish"),
        ("Jeish ol-Adl", "jaish"),
        ("Hizbullah", "hezbollah"),
        ("حزب الله", "hezbollah"),
        ("Ghassem Soleimani", "soleimani"),
        ("قاسم سلیمانی", "soleimani"),
        ("Islamic Revolutionary Guards Corps", "irgc"),
        ("Jundullah", "jundallah"),
    ],
)
def test_another_spelling_of_a_known_name_is_found(typed, owner):
    assert owner in find(typed)


@pytest.mark.parametrize("typed", ["Iraq", "Iran"])
def test_short_names_that_differ_are_two(typed):
    assert find(typed) == [typed.casefold()]


@pytest.mark.parametrize("typed", ["Taliban", "", "  ", "!", "Army", "Al"])
def test_a_name_like_none_is_new(typed):
    assert find(typed) == []


def test_one_owner_is_given_once_by_its_likeliest_name():
    (match,) = KNOWN.find_likely("Jaish al Adl")

    assert match.name.text == "Jaish al-Adl"
    assert match.likeness == 100


def test_the_record_itself_can_be_left_out():
    assert find("Jaish al-Adl", but="jaish") == []


@pytest.mark.parametrize(
    ("name", "script"),
    [("جيش العدل", "Arab"), ("Грозный", "Cyrl"), ("Jaish", ""), ("1 + 2", ""), ("習近平", "Hani")],
)
def test_the_script_of_a_name_is_guessed(name, script):
    assert guess_script(name) == script


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_names_can_be_compared(known, typed):
    index = NameIndex([KnownName(known, "a")])

    assert len(index.find_likely(typed)) <= 1
    assert make_skeleton(typed) == make_skeleton(typed)
