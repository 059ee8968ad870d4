"""Changes of plain words are carried into the Markdown that printed them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.markup import plain_text
from briefing.returned.words import carry_words

PLAIN = st.text("abcdefghij'", min_size=1, max_size=6)
MARKED = PLAIN.map(lambda word: f"**{word}**") | PLAIN.map(lambda word: f"_{word}_")
CITED = PLAIN.map(lambda word: f"{word} [@reuters, p. 2]")
MENTION = PLAIN.map(lambda word: f"[{word}](actor:ac700001)")
TYPED = st.text("ab*_[]<>`#|~\\.", min_size=1, max_size=5)


def print_words(markdown):
    return " ".join(plain_text(markdown).split())


@given(st.lists(PLAIN | MARKED | CITED | MENTION, min_size=1, max_size=12), st.data())
def test_what_is_carried_over_prints_as_the_reviewer_wrote_it(parts, data):
    markdown = " ".join(parts)
    old = print_words(markdown)
    words = old.split()
    place = data.draw(st.integers(0, len(words)))
    until = data.draw(st.integers(place, len(words)))
    typed = data.draw(st.lists(PLAIN | TYPED, max_size=3))
    new = " ".join((*words[:place], *typed, *words[until:]))

    carried = carry_words(markdown, old, new)
    assert carried is None or print_words(carried) == " ".join(new.split())


@pytest.mark.parametrize(
    ("markdown", "old", "new", "carried"),
    [
        (
            "It **struck** a base [@a].",
            "It struck a base.",
            "It struck two bases.",
            "It **struck** two bases [@a].",
        ),
        ("He said so [@a, p. 2].", "He said so.", "He denied it.", "He denied it [@a, p. 2]."),
        (
            "[Iran](actor:1) struck.",
            "Iran struck.",
            "Iran then struck.",
            "[Iran](actor:1) then struck.",
        ),
        ("He said so [@a] then.", "He said so then.", "He said . then.", "He said . [@a] then."),
        ("A *very large* base.", "A very large base.", "A base.", "A base."),
        ("Two words.", "Two words.", "Two *words*.", "Two \\*words\\*."),
    ],
)
def test_citations_mentions_and_emphasis_stay_around_what_stays(markdown, old, new, carried):
    assert carry_words(markdown, old, new) == carried
