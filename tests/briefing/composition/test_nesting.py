"""Sections inside sections: numbers, depths, and what is left out with the one around it."""

from briefing.document.nodes import Heading
from briefing.document.walk import get_text
from tests.support.builders import compose_of, make_actor, make_section, make_text


def get_numbers(composition):
    headings = [b for b in composition.document.blocks if isinstance(b, Heading) and b.number]
    return [(heading.number, get_text(heading.children)) for heading in headings]


def test_nested_sections_are_numbered_below_the_one_around_them():
    sections = [
        make_text("Text.", number=n, title=f"S{n}", level=level)
        for n, level in enumerate((1, 2, 3, 2, 1), 1)
    ]

    numbers = get_numbers(compose_of(*sections))
    assert numbers == [("1", "S1"), ("1.1", "S2"), ("1.1.1", "S3"), ("1.2", "S4"), ("2", "S5")]


def test_a_level_that_is_skipped_is_closed():
    sections = [make_text("Text.", number=n, title=f"S{n}", level=3) for n in (1, 2, 3, 4)]

    assert [number for number, _ in get_numbers(compose_of(*sections))] == [
        *("1", "1.1", "1.1.1", "1.1.2")
    ]


def test_headings_inside_a_nested_section_are_deeper_with_it():
    actor = make_actor()
    around = make_text("Text.", title="Around")
    inside = make_section("actors", actor, number=2, title="Actors", level=2)
    composition = compose_of(around, inside, records=[actor])

    assert ("1.1.1", "Jaish al-Adl") in get_numbers(composition)


def test_a_section_inside_one_that_is_left_out_is_left_out():
    around = make_text("Text.", title="Around", included=False)
    inside = make_text("Text.", number=2, title="Inside", level=2, marking="TLP:RED")
    after = make_text("Text.", number=3, title="After")
    composition = compose_of(around, inside, after)

    assert get_numbers(composition) == [("1", "After")]
    assert composition.document.banner.text == "TLP:GREEN"


def test_a_section_that_holds_others_is_not_empty():
    around = make_text("", title="Around")
    inside = make_text("Text.", number=2, title="Inside", level=2)

    checks = {problem.check for problem in compose_of(around, inside).problems}
    assert "empty-section" not in checks
