"""Tests of house spelling: names that the library spells otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.spelling.house_names import HouseName, HouseNames

JAISH = HouseName(
    preferred="Jaish al-Adl",
    variants=("Jaysh al-Adl", "Army of Justice"),
    kept=("JAA", "Jundallah"),
)
IRAN = HouseName(preferred="Iran")


def find(text, *names):
    found = HouseNames(names or (JAISH, IRAN)).find_variants(text)
    assert all(text[v.start : v.end] == v.written for v in found)
    return [variant.written for variant in found]


@pytest.mark.parametrize(
    "written",
    ["Jaysh al-Adl", "Jaish ul-Adl", "Jaish-al-Adl", "JAISH AL-ADL", "Jaish Adl", "Jāish al-ʿAdl"],
)
def test_another_spelling_of_a_known_name_is_found(written):
    assert find(f"Fighters of {written} crossed.") == [written]


def test_the_preferred_name_and_kept_names_are_left_alone():
    assert find("Jaish al-Adl (JAA), once Jundallah, in Iran.") == []


def test_the_preferred_name_is_offered():
    assert HouseNames([JAISH]).find_variants("Army of Justice")[0].preferred == "Jaish al-Adl"


def test_words_that_are_no_name_are_left_alone():
    assert find("an army of justice", HouseName(preferred="Jaish", variants=("Army",))) == []


def test_quotations_keep_their_spelling():
    assert find("He said: “Jaysh al-Adl did it.”") == []


def test_citations_and_targets_are_left_alone():
    assert find("[Jaish al-Adl](actor:Jaysh al-Adl) [@Jaysh al-Adl]") == []


def test_a_name_is_not_found_across_a_sentence():
    assert find("He left Jaysh. Adl stayed.") == []


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20))
def test_any_text_and_name_can_be_compared(text, preferred, variant):
    find(text, HouseName(preferred=preferred, variants=(variant,)))
