import msgspec
import pytest

from ui.worker.preview_pages import PagePlace, PreviewPages


@pytest.fixture
def pages():
    places = (
        PagePlace(0, 100, 400, "s1", ""),
        PagePlace(0, 150, 200, "s1", "r1"),
        PagePlace(0, 420, 700, "s2", ""),
        PagePlace(1, 60, 300, "s2", "r2"),
        PagePlace(1, 300, 500, "", ""),
    )
    return PreviewPages(content=b"", page_count=2, places=places, problems=())


@pytest.mark.parametrize(
    ("page", "height", "found"),
    [
        (0, 120, ("s1", "")),
        (0, 170, ("s1", "r1")),
        (0, 418, ("s2", "")),  # in the gap, nearer to the second
        (1, 100, ("s2", "r2")),
    ],
)
def test_a_click_finds_the_innermost_place(pages, page, height, found):
    place = pages.find_origin(page, height)

    assert (place.section, place.record) == found


def test_a_page_without_sections_has_nothing_behind_it(pages):
    assert pages.find_origin(5, 10) is None


def test_a_record_is_found_in_its_section(pages):
    assert [place.page for place in pages.list_places("s2", "r2")] == [1]
    assert [place.top for place in pages.list_places("s1", "r1")] == [150]


def test_a_record_is_found_wherever_it_stands(pages):
    assert [place.page for place in pages.list_places("", "r2")] == [1]


def test_a_record_that_is_not_on_the_pages_leads_to_its_section(pages):
    assert pages.list_places("s2", "r9") == pages.list_places("s2")
    assert pages.list_places("") == []


# --- length


@pytest.mark.parametrize(
    ("budget", "words", "is_over"),
    [
        (None, "2 pages · 1,150 words · 5 min to read", False),
        (2, "2 of 2 pages · 1,150 words · 5 min to read", False),
        (1, "2 of 1 page · 1,150 words · 5 min to read", True),
    ],
)
def test_the_length_is_told_beside_what_it_may_be(pages, budget, words, is_over):
    counted = {"": 150, "s1": 400, "s2": 600}
    pages = msgspec.structs.replace(pages, words=counted, page_budget=budget)

    assert (pages.describe_length(), pages.is_over_budget) == (words, is_over)


def test_a_section_says_its_words_and_pages(pages):
    pages = msgspec.structs.replace(pages, words={"s1": 1, "s2": 600})

    assert pages.describe_section("s1") == "1 word, page 1"
    assert pages.describe_section("s2") == "600 words, pages 1–2"
    assert pages.describe_section("s9") == ""
