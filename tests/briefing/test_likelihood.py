import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.likelihood import (
    ICD203,
    PHIA,
    YARDSTICKS,
    find_confidence,
    find_terms,
    mixes_likelihood_and_confidence,
    split_sentences,
)


def test_icd_203_covers_1_to_99_without_gaps():
    bounds = [(term.low, term.high) for term in ICD203.terms]

    assert (bounds[0][0], bounds[-1][1]) == (1, 99)
    assert all(left[1] == right[0] for left, right in itertools.pairwise(bounds))


def test_phia_keeps_its_gaps():
    bounds = [(term.low, term.high) for term in PHIA.terms]

    assert all(left[1] < right[0] for left, right in itertools.pairwise(bounds))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("It is very likely that", ["very likely"]),
        ("Unlikely, but likely later", ["Unlikely", "likely"]),
        ("almost certainly", ["almost certainly"]),
        ("an unlikely-looking house", []),
        ("a highly  improbable case", ["highly  improbable"]),
        ("dislikely", []),
        ("a remote village near a remote, high pass", []),
        ("The odds are remote.", ["remote"]),
        ("a remote chance", ["remote"]),
        ("almost\ncertain", ["almost\ncertain"]),
        ("realistic possibility", []),
    ],
)
def test_likelihood_terms_are_found_as_whole_words(text, terms):
    assert [found.text for found in find_terms(text, ICD203)] == terms


def test_a_term_knows_its_row():
    assert [found.row for found in find_terms("likely, probable", ICD203)] == [1, 2]


def test_likelihood_and_confidence_in_one_sentence_are_seen():
    assert mixes_likelihood_and_confidence("We have high confidence that it is likely.", ICD203)
    assert not mixes_likelihood_and_confidence("We have high confidence in this.", ICD203)
    assert mixes_likelihood_and_confidence("Confidence: high, it is likely.", ICD203)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("moderate analytic confidence; low confidence", ("moderate", "low")),
        ("a High-confidence judgement", ("high",)),
        ("Our confidence is low; confidence level: moderate.", ("low", "moderate")),
        ("The highest confidence in a low village", ()),
    ],
)
def test_stated_confidence_is_found_however_it_is_put(text, levels):
    assert find_confidence(text) == levels


def test_phia_terms_are_its_own():
    found = find_terms("a remote chance, a realistic possibility, highly likely", PHIA)

    assert [term.term.low for term in found] == [0, 40, 80]
    assert [(t.low, t.high) for t in PHIA.terms[:3]] == [(0, 5), (10, 20), (25, 35)]


def test_sentences_end_where_they_end():
    text = "Maj. Gen. Q. Soleimani was killed. It was approx. 01:00. “Why?” he asked."

    assert split_sentences(text) == (
        "Maj. Gen. Q. Soleimani was killed.",
        "It was approx. 01:00.",
        "“Why?”",
        "he asked.",
    )


@given(st.text(max_size=200), st.sampled_from(list(YARDSTICKS.values())))
def test_splitting_loses_no_words(text, yardstick):
    joined = "".join("".join(split_sentences(text)).split())
    find_terms(text, yardstick)

    assert joined == "".join(text.split())
