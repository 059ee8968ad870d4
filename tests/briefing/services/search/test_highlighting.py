import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.folding import fold_text, fold_with_places
from briefing.services.search.highlighting import (
    find_matches,
    is_matched_by,
    list_texts,
    make_snippet,
)
from tests.support.libraries import make_actor, make_note

ODD = st.text(alphabet="aAé'’-ـسشي ىةI\u0301ßæ²ﬁ\u00adul") | st.text()


def read(text, query):
    return [text[start:end] for start, end in find_matches(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "matched"),
    [
        ("Jaish al-Adl", "jai", ["Jai"]),
        ("Jaish al-Adl", "Jaish ul-Adl", ["Jaish", "al", "Adl"]),
        ("جَيْش العدل", "جيش", ["جَيْش"]),
        ("Łódź café", "lodz caf", ["Łódź", "caf"]),
        ("Cafe\u0301 au lait", "cafe", ["Cafe\u0301"]),
        ("near Sana'a today", "sanaa", ["Sana'a"]),
        ("near Sana’a today", "sana", ["Sana"]),
        ("Ash-Shabaab", "al shab", ["Ash", "Shab"]),
        ("Ærø", "aero", ["Ærø"]),
        ("Jaish", "aish", []),
        ("word words", "word wo", ["word", "wo"]),
        ("anything", '"*(', []),
    ],
)
def test_the_letters_of_a_match_are_found_as_they_are_written(text, query, matched):
    assert read(text, query) == matched


@given(ODD)
def test_folding_with_places_folds_as_the_search_does(text):
    folded = fold_with_places(text)
    places = list(folded.places)

    assert folded.text == fold_text(text)
    assert len(places) == len(folded.text)
    assert places == sorted(places)


@given(ODD, ODD)
def test_spans_lie_in_the_text_in_order_and_apart(text, query):
    spans = find_matches(text, query)
    edges = [edge for span in spans for edge in span]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert edges == sorted(edges)
    assert len(set(edges)) == len(edges)


@given(st.lists(st.text(alphabet="abcéØش", min_size=1, max_size=6), min_size=1, max_size=5))
def test_every_word_of_a_text_is_found_in_it(words):
    text = " - ".join(words)

    assert all(find_matches(text, word) for word in words)
    assert is_matched_by(text, " ".join(words))


@given(st.lists(st.text()), ODD)
def test_a_snippet_holds_a_match_and_is_short(texts, query):
    snippet = make_snippet(texts, query)

    if snippet is not None:
        assert snippet.spans or not find_matches(snippet.text, query)
        assert len(snippet.text) <= 200


def test_a_snippet_starts_near_the_match_and_drops_the_markup():
    text = (
        "Nothing here. " * 40
        + "A **raid** on the *border* [@ani-2024, p. 3] followed. "
        + "x " * 90
    )
    snippet = make_snippet([text], "border")

    assert snippet.text.startswith("…")
    assert "on the border followed." in " ".join(snippet.text.split())
    assert snippet.text.endswith("…")
    assert [snippet.text[a:b] for a, b in snippet.spans] == ["border"]


def test_the_text_that_matches_most_words_is_shown():
    snippet = make_snippet(["border only", "a raid over the border"], "border raid")

    assert snippet.text == "a raid over the border"


def test_texts_of_a_record_leave_out_ids_and_kinds():
    texts = list_texts(make_actor("Jaish al-Adl", native="جيش العدل", profile="Armed."))

    assert {"Jaish al-Adl", "جيش العدل", "Armed."} <= set(texts)
    assert "official" not in texts
    assert make_note("The border").id not in list_texts(make_note("The border"))


@given(ODD, ODD)
def test_a_word_is_said_to_match_exactly_when_its_letters_are_found(text, query):
    for word in fold_text(query).split():
        assert is_matched_by(text, word) == bool(find_matches(text, word))
