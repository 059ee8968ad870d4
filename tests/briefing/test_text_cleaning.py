from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing.text_cleaning import clean_line, clean_text
from tests.support.briefing_strategies import any_text


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
