"""Tests of reading pasted references: what an analyst copies becomes a source."""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.document.referencing.registry import get_reference_styles
from briefing.document.walk import get_text
from briefing.pasted_references import read_reference
from briefing.records.source import Source, SourceType

TODAY = date(2024, 1, 20)


def read(text):
    return read_reference(text, today=TODAY)


def fields_of(text):
    return read(text).fields


def test_an_address_gives_site_title_and_the_day_of_access():
    address = "https://www.aninews.in/news/asia/pakistans-retaliatory-attack-in-iran20240118102304/"

    assert fields_of(address) == {
        "url": address,
        "publisher": "aninews.in",
        "title": "Pakistans retaliatory attack in iran",
        "source_type": SourceType.WEB_PAGE,
        "accessed": EdtfDate("2024-01-20"),
    }


def test_a_post_is_known_by_its_site():
    assert fields_of("https://x.com/someone/status/17")["source_type"] is SourceType.POST


@pytest.mark.parametrize(
    "text", ["10.1080/09546553.2021.1881321", "https://doi.org/10.1080/09546553.2021.1881321"]
)
def test_a_doi_is_known(text):
    assert fields_of(text)["doi"] == "10.1080/09546553.2021.1881321"


REFERENCES = {
    "chicago": (
        "Hassan, Syed Raza. “Pakistan strikes back.” Reuters, January 18, 2024. "
        "Accessed January 19, 2024. https://example.org/strikes."
    ),
    "harvard": (
        "Hassan, Syed Raza (2024) ‘Pakistan strikes back’, Reuters, 18 January. "
        "Available at: https://example.org/strikes (Accessed: 19 January 2024)."
    ),
    "mhra": (
        "Hassan, Syed Raza, ‘Pakistan strikes back’, Reuters, 18 January 2024 "
        "<https://example.org/strikes> [accessed 19 January 2024]"
    ),
    "mla": (
        'Hassan, Syed Raza. "Pakistan strikes back." Reuters, 18 Jan. 2024, '
        "https://example.org/strikes. Accessed 19 Jan. 2024."
    ),
}


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_a_reference_is_read_in_the_usual_styles(reference):
    assert read(reference).leftover == ""
    assert fields_of(reference) == {
        "authors": ("Hassan, Syed Raza",),
        "title": "Pakistan strikes back",
        "publisher": "Reuters",
        "published": EdtfDate("2024-01-18"),
        "accessed": EdtfDate("2024-01-19"),
        "url": "https://example.org/strikes",
        "source_type": SourceType.NEWS_ARTICLE,
    }


def test_several_authors_are_told_apart():
    text = "Hassan, S. R. and Greenfield, C. (2024) ‘Strikes’, Reuters."

    assert fields_of(text)["authors"] == ("Hassan, S. R.", "Greenfield, C.")


def test_a_list_with_commas_is_author_title_publisher_and_day():
    text = "Salman Masood, Pakistan Strikes Iran, The New York Times, 18 January 2024, www.nyt.com"
    found = fields_of(text)

    assert found["authors"] == ("Salman Masood",)
    assert (found["title"], found["publisher"]) == ("Pakistan Strikes Iran", "The New York Times")
    assert found["url"] == "https://www.nyt.com"


def test_a_book_is_read_with_its_year_and_isbn():
    text = "Stéphane Dudoignon, *The Baluch and the State* (Hurst, 2017), ISBN 978-1-84904-707-9"
    found = fields_of(text)

    assert (found["publisher"], found["published"]) == ("Hurst", EdtfDate("2017"))
    assert found["isbn"] == "978-1-84904-707-9"


def test_ris_is_read():
    text = "TY  - JOUR\nAU  - Doe, J.\nAU  - Roe, R.\nTI  - Strikes\nPY  - 2020\nN1  - hi\nER  -\n"

    assert fields_of(text) == {
        "source_type": SourceType.JOURNAL_ARTICLE,
        "authors": ("Doe, J.", "Roe, R."),
        "title": "Strikes",
        "published": EdtfDate("2020"),
    }
    assert read(text).leftover == "hi"


def test_bibtex_is_read():
    text = '@book{x, author = {Doe, J. and Roe, R.}, title = "The {Baluch}", year = 2020}'

    assert fields_of(text) == {
        "source_type": SourceType.BOOK,
        "authors": ("Doe, J.", "Roe, R."),
        "title": "The Baluch",
        "published": EdtfDate("2020"),
    }


def test_what_is_not_understood_is_the_title_and_nothing_is_lost():
    assert fields_of("Conversation with an official") == {"title": "Conversation with an official"}


@pytest.mark.parametrize("style", sorted(get_reference_styles()))
def test_what_our_own_styles_print_is_read_back(style):
    source = Source(
        id="1",
        source_type=SourceType.NEWS_ARTICLE,
        title="Pakistan strikes back",
        publisher="Reuters",
        published=EdtfDate("2024-01-18"),
        url="https://example.org/strikes",
    )
    found = fields_of(get_text(get_reference_styles()[style].print_entry(source)))

    assert (found["title"], found["url"]) == (source.title, source.url)
    assert found["published"] == source.published


@given(st.text(max_size=120) | st.from_regex(r"TY  - .{0,40}\n.{0,40}|@book\{.{0,60}\}"))
def test_any_text_is_read_and_makes_a_source(text):
    found = read(text)

    assert Source(id="1", **found.fields)
    msgspec.json.encode(found.leftover)


@given(st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=12))
@example(["missiles", "available", "from", "iran"])
@example(["url"])
def test_no_word_of_a_text_is_lost(words):
    found = read(" ".join(words))
    kept = f"{found.fields.get('title', '')} {found.leftover} {found.fields.get('publisher', '')}"

    assert set(words) <= set(re.findall(r"\w+", kept.casefold()))
