"""Tests of the words that a spelling check looks at."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.spelling.words import iter_words


def list_words(text):
    return [word.text for word in iter_words(text)]


def test_words_are_given_where_they_stand():
    text = "Two wards of **Quetta** were hit."

    assert [text[word.start : word.end] for word in iter_words(text)] == list_words(text)


@pytest.mark.parametrize(
    "unspelt",
    [
        "[@irna-2024, pp. 3-4; @dawn]",
        "https://example.org/rerport?q=teh",
        "www.example.org/teh",
        "desk@exmaple.org",
        "evil[.]exmaple[.]com",
        "CVE-2024-21412",
        "d41d8cd98f00b204e9800998ecf8427e",
        "IRGC",
        "16-18",
        "`grpe -r`",
        "/usr/lcoal/bin",
    ],
)
def test_what_is_no_prose_is_left_alone(unspelt):
    assert list_words(f"See {unspelt} there") == ["See", "there"]


def test_the_name_of_a_mention_is_read_and_its_target_is_not():
    assert list_words("[Jaish](actor:ab-cdef) spoke") == ["Jaish", "spoke"]


def test_an_apostrophe_stays_within_its_word():
    assert list_words("Pakistan’s envoy doesn't say") == ["Pakistan’s", "envoy", "doesn't", "say"]


@given(st.text(max_size=200))
def test_any_text_gives_words_in_order_and_apart(text):
    ends = [(word.start, word.end) for word in iter_words(text)]

    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ends))
