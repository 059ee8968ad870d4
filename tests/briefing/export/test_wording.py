"""The words that all writers add."""

import pytest

from briefing.document.nodes import Cite, CitedSource
from briefing.export.direction import is_right_to_left
from briefing.export.wording import cite_pieces, page_of_pages, page_reference, table_label


def print_cite(*sources):
    return "".join(text for text, _number in cite_pieces(Cite(sources)))


def test_a_citation_mark_has_numbers_and_places():
    sources = CitedSource("a", "p. 12", number=3), CitedSource("b", number=5)

    assert print_cite(*sources) == "[3,\u00a0p.\u00a012; 5]"


def test_only_what_stands_for_a_source_links():
    pieces = cite_pieces(Cite((CitedSource("a", "p. 12", number=3), CitedSource("b", number=5))))

    assert [piece for piece in pieces if piece[1]] == [("3,\u00a0p.\u00a012", 3), ("5", 5)]


def test_long_places_are_parted_but_for_their_numbers():
    assert print_cite(CitedSource("a", "paras 1, 2 and fig. 4", number=1)) == (
        "[1, paras\u00a01, 2 and fig.\u00a04]"
    )


def test_a_source_without_a_number_is_a_question():
    assert print_cite(CitedSource("a")) == "[?]"


def test_a_table_without_a_number_has_no_label():
    assert table_label(0) == ""
    assert table_label(4).startswith("Table 4.")


def test_pages_are_counted():
    assert page_of_pages(2, 9) == "Page 2 of 9"


def test_words_are_in_the_language_of_the_document():
    assert page_of_pages(2, 9, "de-DE") == "Seite 2 von 9"
    assert table_label(3, "fa") == "جدول 3.\u2002"
    assert page_reference(7, "ar") == "، ص\u00a07"


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [
        ("Jaish al-Adl", False),
        ("جيش العدل", True),
        ("2024: جيش", True),
        ("Group جيش", False),
        ("(2024)", False),
        ("", False),
        ("ארגון (org)", True),
    ],
)
def test_the_first_letter_decides_the_direction(text, right_to_left):
    assert is_right_to_left(text) is right_to_left
