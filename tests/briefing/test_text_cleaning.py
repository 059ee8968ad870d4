import json
import sys
import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from briefing.text_cleaning import clean_line, clean_text, is_clean_json
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


@given(st.lists(any_text), st.booleans())
@example(["e", "\u0301"], False)
@example(["\\u0000", "\\", "a\\\n"], True)
@example(["\x7f"], False)
@example(["\u1100\u1161"], False)
def test_json_that_is_clean_as_a_whole_holds_only_clean_texts(texts, ascii_only):
    texts += ["".join(texts)]
    data = json.dumps(texts, ensure_ascii=ascii_only).encode(errors="surrogatepass")

    assert not is_clean_json(data) or [clean_text(text) for text in texts] == texts


@pytest.mark.parametrize(
    "text", ['“\\_”, he said:\n\t"84–103" 1/2', "می\u200cخواهد جيش العدل", "Ñandú ÄÖÜ 狼毒草"]
)
def test_what_analysts_write_is_clean_as_a_whole(text):
    assert is_clean_json(json.dumps({"text": text}, ensure_ascii=False, indent=1).encode())


def test_letters_that_others_may_take_in_are_looked_at_one_by_one():
    letters = map(chr, {*range(sys.maxunicode + 1)} - {*range(0xD800, 0xE000)})
    taken_in = {unicodedata.normalize("NFD", letter)[1:] for letter in letters}

    assert not [part for end in taken_in for part in end if is_clean_json(f'"{part}"'.encode())]
