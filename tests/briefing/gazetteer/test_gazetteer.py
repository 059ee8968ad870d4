"""Tests of the gazetteer: an analyst types a name and gets the place that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.folding import fold_text
from briefing.gazetteer.gazetteer import Gazetteer, load_gazetteer


def find(text, **more):
    return load_gazetteer().find_places(text, **more)


@pytest.mark.parametrize("typed", ["Panjgur", "panjg", "PANJGUR", "Pānjgur"])
def test_a_place_is_found_by_its_name_however_it_is_typed(typed):
    assert ("Panjgur", "PK", "Balochistan") in [
        (p.name, p.country, p.province) for p in find(typed)
    ]


@pytest.mark.parametrize(("typed", "name"), [("زاهدان", "Zahedan"), ("Грозный", "Grozny")])
def test_a_place_is_found_by_its_native_name(typed, name):
    assert find(typed)[0].name == name


def test_who_is_called_just_so_comes_first_and_then_the_largest():
    names = [(place.name, place.country) for place in find("Paris")]

    assert names[0] == ("Paris", "FR")


def test_a_province_is_found_and_says_that_it_is_one():
    place = find("Sistan")[0]

    assert (place.name, place.is_province) == ("Sistan and Baluchestan", True)
    assert place.description == "province, Iran"


def test_places_of_one_country_can_be_asked_for():
    assert {place.country for place in find("san", country="YE")} == {"YE"}


def test_where_a_place_lies_is_told_in_words():
    assert find("Turbat", country="PK")[0].description == "Balochistan, Pakistan"


def test_coordinates_are_those_of_the_place():
    (quetta,) = find("Quetta", limit=1)

    assert (quetta.latitude, quetta.longitude) == pytest.approx((30.2, 67.0), abs=0.1)


@pytest.mark.parametrize("typed", ["", " ", "a", "|", "\t", "\n", "*", "no such place at all"])
def test_what_is_no_name_finds_nothing(typed):
    assert find(typed) == []


@pytest.mark.parametrize(
    ("name", "known"), [("Balochistan", True), ("Zahedan", True), ("Zahed", False), ("a", False)]
)
def test_names_of_places_are_known(name, known):
    assert load_gazetteer().has_name(name) is known


def test_no_more_than_the_limit_are_given():
    assert len(find("san", limit=5)) == 5


def test_the_file_is_folded_as_searches_are():
    lines = load_gazetteer()._lines.decode().splitlines()[1:]

    for line in lines[::5000]:
        folded, name = line.split("\t")[:2]
        assert fold_text(name).replace("'", "") in folded.split("|")


@given(st.text(max_size=20))
def test_any_text_can_be_searched_for(text):
    lines = "|panjgur\tPanjgur\t\tPK\tBalochistan\t26.97\t64.09\t0\n"

    assert len(Gazetteer(lines.encode()).find_places(text)) <= 1
