"""Tests of the reference styles: what a reader sees of a source in each of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.document.referencing.registry import find_reference_style, get_reference_styles
from briefing.document.walk import get_text
from briefing.records.source import Source, SourceType
from tests.support.strategies import any_record

STYLES = ["house", "chicago", "harvard", "mhra"]
NEWS = Source(
    id="1",
    source_type=SourceType.NEWS_ARTICLE,
    title="Pakistan strikes back",
    authors=("Hassan, Syed Raza", "Greenfield, Charlotte"),
    publisher="Reuters",
    published=EdtfDate("2024-01-18"),
    accessed=EdtfDate("2024-01-19"),
    url="https://example.org/strikes",
)
REPORT = Source(
    id="2",
    source_type=SourceType.REPORT,
    title="Iran’s Troubled Provinces",
    authors=("Dudoignon, Stéphane",),
    publisher="Chatham House",
    published=EdtfDate("2022"),
)
UNSIGNED = Source(
    id="3",
    source_type=SourceType.WEB_PAGE,
    title="Statement",
    publisher="Foreign Office",
    published=EdtfDate("2024-01~"),
)


def entry(style, source):
    return get_text(find_reference_style(style).print_entry(source))


def note(style, source, locator=""):
    return get_text(find_reference_style(style).print_note(source, locator))


def short(style, source, locator=""):
    return get_text(find_reference_style(style).print_short(source, locator))


def test_all_styles_are_offered():
    assert sorted(get_reference_styles()) == sorted(STYLES)


ARTICLE_ENTRIES = {
    "house": (
        "Hassan, Syed Raza; Greenfield, Charlotte. “Pakistan strikes back”. "
        "Reuters, 18 January 2024. https://example.org/strikes. Accessed 19 January 2024."
    ),
    "chicago": (
        "Hassan, Syed Raza, and Charlotte Greenfield. “Pakistan strikes back.” Reuters, "
        "January 18, 2024. Accessed January 19, 2024. https://example.org/strikes."
    ),
    "harvard": (
        "Hassan, S. R. and Greenfield, C. (2024) ‘Pakistan strikes back’, Reuters, 18 January. "
        "Available at: https://example.org/strikes (Accessed: 19 January 2024)."
    ),
    "mhra": (
        "Hassan, Syed Raza and Charlotte Greenfield, ‘Pakistan strikes back’, Reuters, "
        "18 January 2024 <https://example.org/strikes> [accessed 19 January 2024]"
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_news_article_is_printed_as_the_style_asks(style):
    assert entry(style, NEWS) == ARTICLE_ENTRIES[style]


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("house", "Dudoignon, Stéphane. Iran’s Troubled Provinces. Chatham House, 2022."),
        ("chicago", "Dudoignon, Stéphane. Iran’s Troubled Provinces. Chatham House, 2022."),
        ("harvard", "Dudoignon, S. (2022) Iran’s Troubled Provinces, Chatham House."),
        ("mhra", "Dudoignon, Stéphane, Iran’s Troubled Provinces (Chatham House, 2022)"),
    ],
)
def test_a_report_is_printed_as_the_style_asks(style, printed):
    assert entry(style, REPORT) == printed


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("chicago", "Stéphane Dudoignon, Iran’s Troubled Provinces (Chatham House, 2022), p. 3."),
        ("mhra", "Stéphane Dudoignon, Iran’s Troubled Provinces (Chatham House, 2022), p. 3."),
        ("harvard", "Dudoignon, S. (2022) Iran’s Troubled Provinces, Chatham House. P. 3."),
    ],
)
def test_a_note_gives_the_place(style, printed):
    assert note(style, REPORT, "p. 3") == printed


def test_a_note_of_the_house_style_ends_with_its_place():
    assert note("house", REPORT, "p. 3").endswith(" (p. 3).")
    assert ". (p. 3)" not in note("house", REPORT, "p. 3")


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("house", "Dudoignon, “Iran’s Troubled Provinces” (p. 4)."),
        ("chicago", "Dudoignon, Iran’s Troubled Provinces, p. 4."),
        ("harvard", "Dudoignon (2022, p. 4)."),
        ("mhra", "Dudoignon, Iran’s Troubled Provinces, p. 4."),
    ],
)
def test_a_later_note_is_short(style, printed):
    assert short(style, REPORT, "p. 4") == printed


def test_who_published_stands_in_for_an_author_in_harvard_and_is_named_once():
    assert entry("harvard", UNSIGNED) == "Foreign Office (about January 2024) ‘Statement’."


@pytest.mark.parametrize("style", STYLES)
@given(source=any_record(["source"]), locator=st.sampled_from(["", "p. 3"]))
def test_any_source_is_printed_with_its_title_and_place(style, source, locator):
    assert source.display_title in entry(style, source)
    assert source.display_title in note(style, source, locator)
    assert locator in note(style, source, locator).lower()
    assert short(style, source, locator)


@pytest.mark.parametrize("style", STYLES)
def test_an_address_that_is_not_safe_to_follow_is_text(style):
    source = Source(id="4", title="x", url="javascript:alert(1)")
    inlines = find_reference_style(style).print_entry(source)

    assert "javascript:alert(1)" in get_text(inlines)
    assert not any(getattr(inline, "href", "") for inline in inlines)


def test_a_style_that_is_not_installed_gives_the_house_style():
    assert find_reference_style("vancouver").key == "house"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", [SourceType.NEWS_ARTICLE, SourceType.REPORT])
@pytest.mark.parametrize("title", ["Who fired first?", "It was us!", "Attacks by Acme Inc."])
def test_no_full_stop_follows_a_sign_that_ends_the_title(style, kind, title):
    source = Source(
        id="4", source_type=kind, title=title, authors=("Doe, Jane", "Roe, R."), publisher="Ltd."
    )
    printed = [entry(style, source), note(style, source), short(style, source)]

    for text in printed:
        assert not re.search(r"[.!?][”’]?\.", text), text
