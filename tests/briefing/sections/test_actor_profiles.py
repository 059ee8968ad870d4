"""What the reader of a profile gets."""

from briefing.dates import EdtfDate
from briefing.document.nodes import Heading, Paragraph, ParagraphRole, Table
from briefing.document.walk import get_text
from briefing.records.actor import (
    ActorKind,
    ActorName,
    Designation,
    Direction,
    Leader,
    NameKind,
    Relation,
    RelationKind,
)
from tests.support.builders import (
    cite,
    compose_of,
    count,
    find_problem,
    get_rows,
    make_actor,
    make_section,
    make_source,
)

NATIVE = ActorName(text="جيش العدل", name_kind=NameKind.NATIVE, language="ar")


def compose_profiles(*actors, records=(), **settings):
    section = make_section("actors", *actors, title="Actors", settings=settings)
    return compose_of(section, records=[*actors, *records])


def get_facts(actor, records=()):
    document = compose_profiles(actor, records=records).document
    return dict(get_rows(document))


def test_a_full_profile_has_heading_native_name_facts_and_text_in_this_order():
    actor = make_actor(aliases=(NATIVE,), country="IR", profile="An armed group.")
    blocks = compose_profiles(actor).document.blocks[2:]

    assert [type(block) for block in blocks] == [Heading, Paragraph, Table, Paragraph]
    assert blocks[0].anchor == f"record-{actor.id}"
    assert blocks[0].number == "1.1"
    assert get_text(blocks[3].children) == "An armed group."


def test_the_native_name_says_its_language():
    blocks = compose_profiles(make_actor(aliases=(NATIVE,))).document.blocks
    name = next(b for b in blocks if getattr(b, "role", "") is ParagraphRole.NATIVE_NAME)

    assert (name.children[0].text, name.children[0].language) == ("جيش العدل", "ar")


def test_other_names_say_what_they_are():
    aliases = (
        ActorName(text="Jaish ul-Adl"),
        ActorName(text="Army of Justice", name_kind=NameKind.TRANSLATION),
        ActorName(text="Jundallah", name_kind=NameKind.FORMER, period=EdtfDate("2003/2012")),
    )
    facts = get_facts(make_actor(aliases=aliases))

    assert facts["Also known as"] == (
        "Jaish ul-Adl; “Army of Justice” (translation); Jundallah (former name, 2003–2012)"
    )


def test_contested_strengths_stand_side_by_side_the_preferred_one_first():
    figures = (
        count("strength", 1000, given_by="state media", unit="fighters"),
        count("strength", low=500, high=600, given_by="ANI", unit="fighters", preferred=True),
    )
    facts = get_facts(make_actor(figures=figures))

    assert facts["Strength"] == ("between 500 and 600 fighters (ANI); 1,000 fighters (state media)")


def test_leaders_and_designations_come_with_role_and_date():
    actor = make_actor(
        leadership=(Leader(name="Salahuddin Farooqui", role="leader", period=EdtfDate("2012/..")),),
        designations=(Designation(authority="United States", date=EdtfDate("2010-11-04")),),
    )
    facts = get_facts(actor)

    assert facts["Leadership"] == "Salahuddin Farooqui (leader, since 2012)"
    assert facts["Designated by"] == "United States (4 November 2010)"


def test_a_relation_reads_from_the_side_of_the_profile():
    iran = make_actor(11, "Iran")
    relation = Relation(
        relation_kind=RelationKind.SPONSOR, other=iran.id, direction=Direction.BACKWARD
    )
    facts = get_facts(make_actor(relations=(relation,)), records=[iran])

    assert facts["Relations"] == "sponsored by Iran"


def test_a_relation_to_an_actor_that_is_gone_is_told():
    relation = Relation(relation_kind=RelationKind.ALLY, other="gone")
    problem = find_problem(compose_profiles(make_actor(relations=(relation,))), "broken-reference")

    assert "Jaish al-Adl" in problem.message
    assert problem.field == "relations"


def test_what_is_not_known_takes_no_line():
    facts = get_facts(make_actor(country="IR", actor_kind=ActorKind.UNKNOWN))

    assert facts == {"Country": "Iran"}


def test_the_sources_of_a_fact_stand_behind_it():
    figure = count("strength", 500, citations=(cite(50, locator="p. 3"),))
    actor = make_actor(figures=(figure,))
    blocks = compose_profiles(actor, records=[make_source(50)]).document.blocks
    table = next(block for block in blocks if isinstance(block, Table))

    mark = table.rows[0].cells[1].children[-1]
    assert [(cited.number, cited.locator) for cited in mark.sources] == [(1, "p. 3")]


def test_a_short_profile_is_one_paragraph():
    actor = make_actor(
        aliases=(NATIVE,),
        country="IR",
        actor_kind=ActorKind.ARMED_GROUP,
        profile="It operates on both sides.",
    )
    (paragraph,) = compose_profiles(actor, layout="short").document.blocks[2:]

    assert get_text(paragraph.children) == (
        "Jaish al-Adl (جيش العدل), armed group, Iran. It operates on both sides."
    )
    assert paragraph.anchor == f"record-{actor.id}"


def test_a_table_has_a_row_for_each_actor_in_the_order_of_the_outline():
    actors = [make_actor(10), make_actor(11, "Iran", country="IR")]
    document = compose_profiles(*actors, layout="table").document

    assert [row[0] for row in get_rows(document)] == ["Jaish al-Adl", "Iran"]
