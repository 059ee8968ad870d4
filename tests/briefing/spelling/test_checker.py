"""Tests of the spelling check, with the dictionary that comes with the program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import DictionaryMissingError
from briefing.spelling import dictionaries
from briefing.spelling.checker import SpellChecker


@pytest.fixture(autouse=True)
def _only_the_shipped_dictionary(monkeypatch):
    shipped = list(dictionaries._iter_folders())[-1]
    monkeypatch.setattr(dictionaries, "_iter_folders", lambda: iter([shipped]))


def find(text, language="en-GB", **more):
    return [word.text for word in SpellChecker(language, **more).find_misspelt(text)]


def test_misspelt_words_are_found():
    assert find("The goverment recieved two notes.") == ["goverment", "recieved"]


def test_british_words_are_right_in_british_english_without_a_british_dictionary():
    text = (
        "The defence ministry's programme centre analysed the armoured column's manoeuvres, "
        "organised a sceptical dialogue and travelled; judgement and labour followed."
    )

    assert find(text) == []


def test_british_words_are_wrong_in_american_english():
    assert find("The labour programme", "en-US") == ["labour", "programme"]


def test_names_and_own_words_are_right_in_any_case_of_letters():
    text = "Jaish al-Adl’s men in Sistan; sistan drones and quadcopters"

    assert find(text, own_words=["quadcopters"], names=["Jaish al-Adl", "Sistan"]) == []


def test_a_word_that_was_learnt_is_right_at_once():
    checker = SpellChecker("en-GB")
    assert checker.find_misspelt("geofence")

    checker.learn("Geofence")

    assert checker.find_misspelt("geofence") == []


def test_words_in_other_scripts_are_not_judged():
    assert find("The group جيش العدل and Грозный") == []


def test_what_was_meant_is_suggested():
    assert SpellChecker("en-US").suggest("recieve")[0] == "receive"


def test_suggestions_are_british_for_a_british_text():
    assert "colour" in SpellChecker("en-GB").suggest("colr")


def test_a_language_without_a_dictionary_is_named():
    with pytest.raises(DictionaryMissingError, match="no spelling dictionary for ur"):
        SpellChecker("ur")


def test_a_dictionary_of_another_country_serves():
    assert find("goverment", "en-AU") == ["goverment"]


def test_languages_are_listed():
    assert dictionaries.list_languages() == ["en-US"]


def test_a_dictionary_that_an_analyst_puts_in_place_is_found(tmp_path, monkeypatch):
    monkeypatch.undo()
    (tmp_path / "xx_YY.dic").write_text("1\nblorp\n", encoding="utf-8")
    (tmp_path / "xx_YY.aff").write_text("SET UTF-8\n", encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(tmp_path))

    assert find("blorp blarp", "xx-YY") == ["blarp"]


@given(st.text(max_size=60))
def test_any_text_can_be_checked(text):
    checker = SpellChecker("en-GB")

    for word in checker.find_misspelt(text):
        assert text[word.start : word.end] == word.text
