"""Texts with nothing but citations and escaped signs read as the parser reads them."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.document.markup import find_citation_keys, parse_blocks, plain_text
from briefing.document.nodes import Cite, CitedSource, Emphasis, Paragraph, Text
from briefing.document.simple_markdown import read_simple

BITS = [
    "a",
    " ",
    "\n",
    "\n\n",
    "  \n",
    "  \n\n",
    "\\_",
    "\\[",
    "\\-",
    "\\\\",
    "[@k]",
    "[@k, p. 3]",
    "[@k; @m:2]",
]
ODD = ["[@]", "[@ k]", "[@k|x]", "[@k, `x]", "!", "&", "&amp;", "&x", "1.", "-", "=", "\\", "]"]
texts = st.lists(st.sampled_from(BITS + ODD), max_size=12).map("".join)


def run_python(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def read(text):
    return parse_blocks(text, find_source=lambda key: f"id-{key}", find_record=lambda *_: None)


@given(texts)
@example("a  a")
def test_simple_texts_read_alike_with_and_without_the_parser(text):
    by_parser = read(text + "\n\n*end*")
    if read_simple(text) is not None and by_parser[-1] == Paragraph((Emphasis((Text("end"),)),)):
        assert [block.children for block in read(text)] == [b.children for b in by_parser[:-1]]


@given(texts)
def test_simple_texts_have_the_words_and_keys_that_the_parser_finds(text):
    marked = text + "\n\n*end*"
    if plain_text(marked).split()[-1:] == ["end"]:
        assert [*plain_text(text).split(), "end"] == plain_text(marked).split()
        assert find_citation_keys(text) == find_citation_keys(marked)


def test_citations_and_escaped_signs_are_read():
    cited = Cite((CitedSource("id-who-1", locator="p. 3"),))
    (paragraph,) = read("AT&T of Mora\\_001 paid [@who-1, p. 3]!")
    assert paragraph.children == (Text("AT&T of Mora_001 paid "), cited, Text("!"))


@pytest.mark.parametrize(
    "text", ["*a*", "a\n- b", "![@k]", "[@]", "&amp;", "`\\_`", "| \\_", "a\\"]
)
def test_what_only_the_parser_can_tell_is_left_to_it(text):
    assert read_simple(text) is None


def test_a_cited_text_is_read_without_loading_the_parser():
    code = (
        "import sys; from briefing.document.markup import plain_text; "
        "print(plain_text('a\\\\_b [@k].'), 'markdown_it' in sys.modules)"
    )
    assert run_python(code) == ["a_b.", "False"]


def test_blanks_at_the_end_of_a_pasted_paragraph_mark_nothing():
    assert [block.children for block in read("One.  \n\nTwo.   \n")] == [
        (Text("One."),),
        (Text("Two."),),
    ]
    code = (
        "import sys; from briefing.document.markup import parse_blocks; "
        "parse_blocks('One.  \\n\\nTwo.  \\n', find_source=print, find_record=print); "
        "print('markdown_it' in sys.modules)"
    )
    assert run_python(code) == ["False"]
