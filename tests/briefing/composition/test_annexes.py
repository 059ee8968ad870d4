"""Annexes after the numbered sections, and pages that lie."""

from briefing.document.nodes import Bibliography, Contents, Heading, PageBreak, Table
from briefing.document.walk import get_text
from tests.support.builders import (
    compose_of,
    make_actor,
    make_attack,
    make_section,
    make_source,
    make_text,
)


def get_numbers(composition):
    headings = [b for b in composition.document.blocks if isinstance(b, Heading)]
    return [f"{heading.number} {get_text(heading.children)}" for heading in headings]


def get_turns(composition):
    kinds = (Heading, PageBreak, Contents, Bibliography)
    blocks = [block for block in composition.document.blocks if isinstance(block, kinds)]
    return [b.landscape if isinstance(b, PageBreak) else type(b).__name__ for b in blocks]


def test_annexes_come_after_the_numbered_sections_and_have_letters():
    annex = make_text("Text.", number=1, title="Method", annex=True)
    inside = make_text("Text.", number=2, title="Terms", level=2)
    body = make_text("Text.", number=3, title="Events")
    other = make_text("Text.", number=4, title="Maps", annex=True)

    numbers = get_numbers(compose_of(annex, inside, body, other))
    assert numbers == ["1 Events", "Annex A Method", "A.1 Terms", "Annex B Maps"]


def test_an_annex_inside_another_section_is_an_ordinary_section():
    nested = make_text("Text.", number=2, title="Method", level=2, annex=True)

    composition = compose_of(make_text("Text.", title="Events"), nested)
    assert get_numbers(composition) == ["1 Events", "1.1 Method"]


def test_annexes_have_letters_where_headings_have_no_numbers():
    annex = make_text("Text.", number=1, title="Method", annex=True)
    body = make_text("Text.", number=2, title="Events")

    composition = compose_of(annex, body, style_sheet="bulletin")
    assert get_numbers(composition)[-1] == "Annex A Method"


def test_tables_in_annexes_count_from_one_behind_the_letter():
    attack = make_attack()
    sections = [
        make_section("attacks", attack, number=n, title=f"S{n}", annex=n > 1) for n in (1, 2, 3)
    ]

    blocks = compose_of(*sections, records=[attack]).document.blocks
    tables = [f"{b.series}{b.number}" for b in blocks if isinstance(b, Table)]
    assert tables == ["1", "A1", "B1"]


def test_sources_that_nobody_placed_stand_before_the_annexes():
    source = make_source(key="un")
    annex = make_text("It was told [@un].", number=1, title="Method", annex=True)
    body = make_text("Text.", number=2, title="Events")

    numbers = get_numbers(compose_of(annex, body, records=[source]))
    assert numbers == ["1 Events", "2 Sources", "Annex A Method"]


def test_pages_lie_for_a_landscape_section_with_what_is_inside_it_and_stand_again():
    wide = make_text("Text.", number=1, landscape=True)
    inside = make_text("Text.", number=2, level=2)
    after = make_text("Text.", number=3)

    turns = get_turns(compose_of(wide, inside, after))
    assert turns == ["Contents", True, "Heading", "Heading", False, "Heading"]


def test_one_landscape_section_after_another_goes_on_where_it_ends():
    sections = [make_text("Text.", number=n, landscape=True) for n in (1, 2)]

    assert get_turns(compose_of(*sections)) == ["Contents", True, "Heading", "Heading"]


def test_the_contents_list_the_tables_where_there_are_two():
    attack = make_attack()
    sections = [make_section("attacks", attack, number=n, annex=n > 1) for n in (1, 2)]

    blocks = compose_of(*sections, records=[attack]).document.blocks
    (contents,) = [block for block in blocks if isinstance(block, Contents)]
    assert contents.tables_title == "Tables"
    assert [entry.label for entry in contents.tables] == ["Table 1", "Table A1"]


def test_a_profile_that_is_printed_twice_has_its_page_in_the_contents_twice():
    actor = make_actor()
    sections = [make_section("actors", actor, number=n, title=f"S{n}") for n in (1, 2)]

    blocks = compose_of(*sections, records=[actor]).document.blocks
    anchors = [block.anchor for block in blocks if isinstance(block, Heading)]
    assert "" not in anchors
    assert len(set(anchors)) == len(anchors)
