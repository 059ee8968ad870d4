"""How long a briefing is, and when that is too long."""

import pytest

from briefing.composition.length import count_words, find_surplus_pages
from briefing.outline import Briefing
from tests.support.builders import (
    cite,
    compose_of,
    make_attack,
    make_section,
    make_source,
    make_text,
    numbered,
)


def test_words_are_counted_by_section_with_its_heading():
    one = make_text("Three short words. And > two\n\n* more\n* words", title="The heading")
    counts = count_words(compose_of(one).document)

    assert counts[one.id] == 2 + 3 + 2 + 2  # the sign “>” is no word


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Eleven died – not twelve.", 4),
        ("it’s 16–18 January", 3),
        ("جيش العدل يعلن", 3),
        ("मनीष ने कहा", 3),
        ("攻击发生在边境。", 7),
        ("東京で IRGC が", 5),
    ],
)
def test_words_of_any_script_are_counted(text, count):
    section = make_text(text, title="Title")

    assert count_words(compose_of(section).document)[section.id] == 1 + count


def test_the_cells_of_a_table_are_counted_and_the_list_of_sources_is_not():
    attack = make_attack(summary="Twelve dead.", citations=(cite(),))
    section = make_section("attacks", attack, title="Attacks")
    sources = make_section("sources", number=2, title="Sources")
    counts = count_words(compose_of(section, sources, records=[attack, make_source()]).document)

    assert counts[section.id] > 10
    assert counts[sources.id] < 70  # heading and key, not the entries


@pytest.mark.parametrize(("budget", "is_told"), [(None, False), (3, False), (2, True)])
def test_more_pages_than_there_may_be_are_told(budget, is_told):
    briefing = Briefing(id=numbered(1), page_budget=budget)
    problems = find_surplus_pages(briefing, 3)

    assert [p.message for p in problems] == (
        ["The briefing has 3 pages; it may have 2 pages."] if is_told else []
    )
