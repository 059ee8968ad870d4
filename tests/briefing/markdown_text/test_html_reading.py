from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.markdown_text.html_reading import read_html
from briefing.markdown_text.writing import write_blocks

CLIPBOARD = Path(__file__).parents[2] / "data" / "clipboard"


def read(html):
    return write_blocks(read_html(html))


@pytest.mark.parametrize("path", sorted(CLIPBOARD.glob("*.html")), ids=lambda path: path.stem)
def test_what_a_program_copies_keeps_its_structure_and_nothing_else(path):
    expected = path.with_suffix(".md").read_text(encoding="utf-8")

    assert read(path.read_text(encoding="utf-8")) + "\n" == expected


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.example"]
)
def test_an_address_that_is_neither_of_the_web_nor_of_mail_is_left_out(address):
    assert read(f'<p>See <a href="{address}">this</a></p>') == "See this"


def test_a_frame_around_text_is_no_table():
    assert read("<table><tr><td><p>One</p></td></tr><tr><td>Two</td></tr></table>") == "One\n\nTwo"


def test_a_table_within_a_cell_becomes_text_of_the_cell():
    html = "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>"

    assert read(html).splitlines()[0] == "| a b | c |"


def test_a_short_row_is_filled_up():
    html = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"

    assert read(html).splitlines()[-1] == "| c |  |"


def test_marks_in_pasted_words_stay_words():
    assert read("<p>1. *not* a [list] of C:\\x</p>") == r"1\. \*not\* a [list] of C:\x"


@given(st.text(alphabet='<>/"=&; abtdrhpliu!-', max_size=80))
def test_no_html_is_too_broken(html):
    for block in read_html(html):
        assert block
