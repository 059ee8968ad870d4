"""What cannot be printed says so in its place and in the list of problems."""

import pytest

from briefing.document.nodes import Bibliography, Callout, Cite, CrossReference
from briefing.document.walk import get_text
from tests.support.builders import (
    cite,
    compose_of,
    count,
    find_inlines,
    find_problem,
    get_anchors,
    get_entries,
    make_actor,
    make_attack,
    make_note,
    make_section,
    make_source,
    make_text,
    numbered,
)


def get_callouts(composition):
    callouts = [block for block in composition.document.blocks if isinstance(block, Callout)]
    return [get_text(callout.blocks[0].children) for callout in callouts]


def test_a_record_in_a_section_of_another_kind_is_told_in_its_place():
    attack = make_attack(title="Strike on Panjgur")
    composition = compose_of(make_section("actors", attack, title="Actors"), records=[attack])

    told = "“Strike on Panjgur” cannot be printed in the section “Actors”."
    assert get_callouts(composition) == [told]
    assert find_problem(composition, "misplaced-record").record == attack.id


def test_a_record_that_is_gone_is_told_with_its_section():
    composition = compose_of(make_section("actors", make_actor(), title="Actors"))

    assert "“Actors”" in find_problem(composition, "missing-record").message
    assert len(get_callouts(composition)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"citations": (cite(77),)},
        {"figures": (count("killed", 11, citations=(cite(77),)),)},
    ],
)
@pytest.mark.parametrize("layout", ["table", "chronology"])
def test_a_citation_of_a_source_that_is_gone_is_told(fields, layout):
    attack = make_attack(**fields)
    section = make_section("attacks", attack, settings={"layout": layout})
    problem = find_problem(compose_of(section, records=[attack]), "broken-reference")

    assert problem.record == attack.id


def test_a_lost_source_leaves_its_mark_in_the_text_and_is_told_once():
    actor = make_actor(profile="An armed group.", citations=(cite(77),))
    composition = compose_of(make_section("actors", actor), records=[actor])

    paragraph = composition.document.blocks[-1]
    assert get_text(paragraph.children) == "An armed group. [?]"
    assert [p.check for p in composition.problems if "placeholder" in p.check] == []


@pytest.mark.parametrize("kind", ["actor", "attack", "background", "source"])
def test_a_mention_of_a_record_that_is_gone_is_told_and_its_words_stay(kind):
    composition = compose_of(make_text(f"Against [the group]({kind}:{numbered(77)})."))

    assert "mentions" in find_problem(composition, "broken-reference").message
    assert get_text(composition.document.blocks[-1].children) == "Against the group."


def test_what_a_record_cites_as_a_whole_is_printed_after_its_text():
    note, source = make_note(citations=(cite(50, locator="p. 3"),)), make_source(50)
    document = compose_of(make_section("background", note), records=[note, source]).document

    (mark,) = find_inlines(document, Cite)
    assert (mark.sources[0].number, mark.sources[0].locator) == (1, "p. 3")


def test_a_text_that_cites_by_itself_is_left_as_it_is():
    note = make_note(text="Long [@s51].", citations=(cite(50),))
    sources = [make_source(50), make_source(51)]
    document = compose_of(make_section("background", note), records=[note, *sources]).document

    assert get_entries(document) == ["1 Source 51."]


def test_a_sources_section_with_wrong_settings_does_not_take_the_sources_along():
    broken = make_section("sources", number=2, settings={"show_key": "perhaps"})
    composition = compose_of(make_text("So [@s50]."), broken, records=[make_source(50)])

    assert get_entries(composition.document) == ["1 Source 50."]
    assert find_problem(composition, "section-fault")


def test_a_layout_that_does_not_exist_is_told():
    attack = make_attack()
    section = make_section("attacks", attack, title="Attacks", settings={"layout": "zigzag"})
    problem = find_problem(compose_of(section, records=[attack]), "section-fault")

    assert "“Attacks”" in problem.message
    assert "zigzag" in problem.message


def test_a_record_that_is_placed_twice_has_one_anchor():
    actor, attack = make_actor(), make_attack()
    sections = (
        make_section("actors", actor, number=1),
        make_section("actors", actor, number=2, settings={"layout": "table"}),
        make_section("attacks", attack, attack, number=3),
        make_section("attacks", attack, number=3),
    )
    anchors = get_anchors(compose_of(*sections, records=[actor, attack]).document)

    assert len(anchors) == len(set(anchors))


def test_a_mention_of_a_source_links_to_its_entry():
    text = f"As [the report](source:{numbered(50)}) says [@s51; @s50]."
    records = [make_source(50), make_source(51)]
    document = compose_of(make_text(text), records=records).document

    (link,) = find_inlines(document, CrossReference)
    assert link.target == "source-2"
    assert link.target in get_anchors(document)


def test_a_mention_of_a_record_that_is_not_printed_is_plain_text():
    actor = make_actor()
    composition = compose_of(make_text(f"Of [them](actor:{actor.id})."), records=[actor])

    assert find_inlines(composition.document, CrossReference) == []
    assert not composition.problems


def test_a_profile_does_not_link_to_itself():
    actor = make_actor(profile=f"[Jaish](actor:{numbered(10)}) is a group.")
    document = compose_of(make_section("actors", actor), records=[actor]).document

    assert find_inlines(document, CrossReference) == []


def test_two_sources_sections_list_each_source_once():
    sections = [make_section("sources", number=number) for number in (2, 3)]
    document = compose_of(make_text("So [@s50]."), *sections, records=[make_source(50)]).document

    bibliographies = [block for block in document.blocks if isinstance(block, Bibliography)]
    assert [len(each.entries) for each in bibliographies] == [1, 0]
