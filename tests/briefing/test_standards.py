"""Markings, grades, likelihood and text cleaning: exact terms of the published standards."""

import itertools
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing.countries import COUNTRY_NAMES, get_country_name
from briefing.errors import InvalidValueError
from briefing.grading import CREDIBILITY, RELIABILITY, print_grade
from briefing.likelihood import (
    ICD203,
    PHIA,
    YARDSTICKS,
    find_confidence,
    find_terms,
    mixes_likelihood_and_confidence,
    split_sentences,
)
from briefing.markings import SCHEMES, TLP, parse_tlp
from briefing.text_cleaning import clean_line, clean_text
from tests.support.briefing_strategies import any_text


def test_tlp_has_its_five_labels_and_colours_on_black():
    assert [(level.label, level.text_colour) for level in TLP.levels] == [
        ("TLP:CLEAR", "#FFFFFF"),
        ("TLP:GREEN", "#33FF00"),
        ("TLP:AMBER", "#FFC000"),
        ("TLP:AMBER+STRICT", "#FFC000"),
        ("TLP:RED", "#FF2B2B"),
    ]
    assert {level.background for level in TLP.levels} == {"#000000"}


@pytest.mark.parametrize(
    ("labels", "highest"),
    [
        (["TLP:GREEN", "TLP:AMBER"], "TLP:AMBER"),
        (["TLP:AMBER+STRICT", "TLP:AMBER"], "TLP:AMBER+STRICT"),
        (["TLP:CLEAR", ""], "TLP:RED"),
        (["TLP:CLEAR", "SECRET"], "TLP:RED"),
        ([], "TLP:CLEAR"),
    ],
)
def test_the_most_restrictive_marking_wins_and_none_counts_as_the_top(labels, highest):
    assert TLP.highest(labels).label == highest


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("TLP:WHITE", "TLP:CLEAR"),
        ("tlp: amber + strict", "TLP:AMBER+STRICT"),
        ("TLP-RED", "TLP:RED"),
        ("green", "TLP:GREEN"),
    ],
)
def test_loose_and_old_tlp_labels_are_taken_on_import(written, label):
    assert parse_tlp(written) == label


def test_an_unknown_label_is_refused_with_the_known_ones():
    with pytest.raises(InvalidValueError, match="TLP:AMBER\\+STRICT"):
        parse_tlp("TLP:PURPLE")
    with pytest.raises(InvalidValueError, match="“secret”"):
        parse_tlp("secret")


def test_ranks_of_every_scheme_grow_with_restriction():
    for scheme in SCHEMES.values():
        ranks = [level.rank for level in scheme.levels]
        assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("letter", "number", "code"),
    [("B", 2, "B2"), ("B", None, "B"), ("", 2, "2"), ("", None, ""), ("G", 7, "")],
)
def test_a_grade_is_one_code_of_what_was_judged(letter, number, code):
    assert print_grade(letter, number) == code


def test_the_admiralty_scales_are_whole():
    assert "".join(RELIABILITY) == "ABCDEF"
    assert list(CREDIBILITY) == [1, 2, 3, 4, 5, 6]


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


@given(any_text)
def test_clean_text_fits_every_file_and_stays_as_it_is(text):
    cleaned = clean_text(text)
    cleaned.encode("utf-8")

    assert clean_text(cleaned) == cleaned
    assert not any(character in cleaned for character in "\x00\x0b\x1b\ufffe\r")


@given(any_text)
def test_a_clean_line_is_one_line_that_turns_nothing_around(text):
    line = clean_line(text)

    assert "\n" not in line
    assert not any(character in line for character in "\u202a\u202e\u2066\u2069")


def test_letters_are_composed():
    assert clean_text("n\u0303o") == "ño"
    assert clean_line("n\u202a\u0303o") == "ño"


def test_no_two_words_run_together():
    assert clean_text("a\x0cb\x0bc\u2028d\x85e\r\nf\rg") == "a\nb\nc\nd\ne\nf\ng"


def test_joiners_of_persian_and_marks_of_direction_stay():
    assert clean_line("می\u200cخواهد\u200f") == "می\u200cخواهد\u200f"


@given(st.text(max_size=60))
def test_cleaned_text_is_xml(text):
    assert etree.fromstring(f"<a>{escape(clean_text(text))}</a>") is not None


@given(any_text | st.text(max_size=60))
def test_a_clean_line_is_clean_text_and_stays_as_it_is(text):
    line = clean_line(text)

    assert clean_line(line) == clean_text(line) == line


def test_country_codes_have_names_and_unknown_ones_stand_for_themselves():
    assert get_country_name("ir") == "Iran"
    assert get_country_name("??") == "??"
    assert len(COUNTRY_NAMES) == 249 + 1  # ISO 3166-1 and Kosovo
    assert all(len(code) == 2 and code.isupper() for code in COUNTRY_NAMES)
    assert all(name == " ".join(name.split()) for name in COUNTRY_NAMES.values())
    assert len(set(COUNTRY_NAMES.values())) == len(COUNTRY_NAMES)
