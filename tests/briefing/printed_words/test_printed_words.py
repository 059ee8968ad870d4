"""The fixed words of a document in the languages that have them."""

import string

import msgspec
import pytest

from briefing.export.direction import is_right_to_left, is_right_to_left_language
from briefing.printed_words.registry import DOCUMENT_LANGUAGES, LANGUAGES, get_words


def list_fields(words):
    fields = msgspec.structs.asdict(words)
    fields.pop("terms")
    return fields.items()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there(language):
    assert all(
        text.strip(" ,،") or name == "comma" for name, text in list_fields(get_words(language))
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_places_are_filled_in_as_in_english(language):
    english = dict(list_fields(get_words("en")))
    for name, text in list_fields(get_words(language)):
        places = [place for _, place, _, _ in string.Formatter().parse(text) if place is not None]
        expected = string.Formatter().parse(english[name])
        assert sorted(places) == sorted(place for _, place, _, _ in expected if place is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_run_the_way_their_language_does(language):
    words = get_words(language)

    assert is_right_to_left(words.page_of_pages.format(page=1, pages=2)) is (
        is_right_to_left_language(language)
    )


@pytest.mark.parametrize("language", ["fa", "fa-IR", "FA_ir"])
def test_a_tag_in_any_form_is_known(language):
    assert get_words(language).table == "جدول"


@pytest.mark.parametrize("language", ["", "tlh", "no language"])
def test_other_languages_get_english(language):
    assert get_words(language) is get_words("en")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_all_languages_know_the_same_terms(language):
    terms = get_words(language).terms

    assert terms.keys() == get_words("fa").terms.keys()
    assert all(text and list_places(text) == list_places(term) for term, text in terms.items())


def list_places(text):
    """List what is filled in, in whatever order a language has it."""
    places = [place for _, place, _, _ in string.Formatter().parse(text) if place is not None]
    return sorted(places)


@pytest.mark.parametrize(("tag", "label"), DOCUMENT_LANGUAGES)
def test_a_form_says_which_languages_have_no_words_of_their_own(tag, label):
    assert ("labels in English" in label) is (tag.partition("-")[0] not in LANGUAGES)
