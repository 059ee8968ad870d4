"""Assumptions and gaps, indicators, quotations, and the glossary that fills itself."""

import pytest

from briefing.document.nodes import Heading, List, Quotation, Table
from briefing.document.walk import get_text, iter_blocks, iter_inlines
from briefing.outline import Briefing
from briefing.record_texts import iter_texts
from briefing.records.actor import ActorName, NameKind
from briefing.records.attack import Party, PartyRole
from briefing.sections.registry import get_section_kinds
from tests.support.builders import (
    compose_of,
    find_problem,
    get_entries,
    get_rows,
    make_actor,
    make_attack,
    make_section,
    make_source,
    make_text,
    numbered,
)


def read(composition, kind):
    """Give the texts of all blocks of a kind."""
    blocks = [b for b in iter_blocks(composition.document.blocks) if isinstance(b, kind)]
    return [get_text(block.children) for block in blocks]


def list_items(composition):
    (items,) = [b.items for b in composition.document.blocks if isinstance(b, List)]
    return [get_text(item.blocks[0].children) for item in items]


@pytest.mark.parametrize("kind", ["assumptions", "indicators", "quotations", "glossary"])
def test_an_empty_section_says_what_goes_there(kind):
    composition = compose_of(make_section(kind, title="Section"))

    assert find_problem(composition, "empty-section").remedy == get_section_kinds()[kind].empty_text


def test_an_assumption_says_what_follows_if_it_is_wrong():
    settings = {"assumptions": [{"text": "Both want calm.", "if_wrong": "More strikes."}, {}]}
    composition = compose_of(make_section("assumptions", settings=settings))

    assert list_items(composition) == ["Both want calm. If this is wrong: More strikes."]
    assert read(composition, Heading) == ["Section"]


def test_assumptions_and_gaps_stand_apart():
    settings = {"assumptions": [{"text": "A."}], "gaps": [{"text": "B.", "matters": "C."}]}
    composition = compose_of(make_section("assumptions", settings=settings))

    assert read(composition, Heading) == ["Section", "Assumptions", "Gaps"]


def test_indicators_are_a_table_and_can_cite():
    settings = {"indicators": [{"text": "They move [@s50].", "points_to": "War", "state": "seen"}]}
    composition = compose_of(make_section("indicators", settings=settings), records=[make_source()])

    assert get_rows(composition.document) == [["They move.", "War", "seen"]]
    assert len(get_entries(composition.document)) == 1


def test_a_quotation_has_its_translation_and_who_said_it():
    quoted = {"text": "آتش", "translation": "Fire", "said_by": "A general [@s50]"}
    section = make_section("quotations", settings={"quotations": [quoted]})
    composition = compose_of(section, records=[make_source()])
    (block,) = [b for b in composition.document.blocks if isinstance(b, Quotation)]

    assert [get_text(inner.children) for inner in block.blocks] == ["آتش", "[Fire]"]
    assert get_text(block.attribution).startswith("A general")
    assert len(list(iter_inlines(block))) > 1


# --- glossary

JAISH = make_actor(
    10,
    "Jaish al-Adl",
    aliases=(
        ActorName(text="جيش العدل", name_kind=NameKind.NATIVE, language="ar"),
        ActorName(text="Army of Justice", name_kind=NameKind.TRANSLATION),
    ),
    actor_kind="armed group",
    country="IR",
)
IRGC = make_actor(11, "IRGC")
ISIS = make_actor(12, "ISIS")


def compose_glossary(*sections, **settings):
    glossary = make_section("glossary", number=9, title="Glossary", settings=settings)
    return compose_of(*sections, glossary, records=[JAISH, IRGC, ISIS, RAID])


RAID = make_attack(parties=(Party(actor=IRGC.id, role=PartyRole.TARGET),))


def test_actors_that_are_placed_mentioned_or_part_of_an_attack_are_listed_by_name():
    text = make_text(f"So did [them](actor:{ISIS.id}).", number=1)
    actors = make_section("actors", JAISH, number=2)
    attacks = make_section("attacks", RAID, number=3)
    composition = compose_glossary(text, actors, attacks)
    table = [b for b in composition.document.blocks if isinstance(b, Table)][-1]
    names = [get_text(row.cells[0].children) for row in table.rows]

    assert names == ["IRGC", "ISIS", "Jaish al-Adl"]
    told = get_text(table.rows[-1].cells[1].children)
    assert told == "armed group, Iran; also Army of Justice; جيش العدل"


def test_actors_that_the_briefing_does_not_name_are_not_listed():
    composition = compose_glossary(make_text("Nobody."), terms=[{"term": "UA", "meaning": "Drone"}])

    assert get_rows(composition.document) == [["UA", "Drone"]]


def test_what_is_left_out_names_nobody():
    left_out = make_section("actors", JAISH, included=False)

    assert not any(isinstance(b, Table) for b in compose_glossary(left_out).document.blocks)


# --- find and replace, spelling


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("assumptions", {"gaps": [{"text": "Unknown.", "matters": ""}]}),
        ("indicators", {"indicators": [{"text": "Unknown.", "state": "seen"}]}),
        ("quotations", {"quotations": [{"said_by": "Unknown."}]}),
        ("glossary", {"terms": [{"meaning": "Unknown."}]}),
    ],
)
def test_the_texts_of_parts_are_found(kind, settings):
    section = make_section(kind, settings=settings, title="")
    briefing = Briefing(id=numbered(1), sections=(section,))

    assert [text for _path, text in iter_texts(briefing) if text == "Unknown."] == ["Unknown."]


# --- in the language of the briefing


@pytest.mark.parametrize(("language", "state"), [("de", "beobachtet"), ("fa", "دیده شده")])
def test_what_the_sections_add_is_in_the_language_of_the_briefing(language, state):
    settings = {"indicators": [{"text": "A", "points_to": "B", "state": "seen"}]}
    section = make_section("indicators", settings=settings)

    assert get_rows(compose_of(section, language=language).document)[0][2] == state


def test_a_glossary_speaks_the_language_of_the_briefing():
    glossary = make_section("glossary", JAISH, number=9)
    composition = compose_of(glossary, records=[JAISH], language="de")

    told = get_rows(composition.document)[0][1]
    assert told == "bewaffnete Gruppe, Iran; auch Army of Justice; جيش العدل"
