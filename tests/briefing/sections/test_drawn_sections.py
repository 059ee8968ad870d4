"""What the reader gets of attacks and actors that are drawn."""

import re

import pytest

from briefing.dates import EdtfDate
from briefing.document.nodes import (
    Cite,
    Contents,
    Drawing,
    Footnote,
    Paragraph,
    ParagraphRole,
    Table,
)
from briefing.document.walk import get_text, iter_blocks
from briefing.printed_words.registry import LANGUAGES
from briefing.records.actor import Direction, Relation, RelationKind
from briefing.records.attack import Party, PartyCertainty, PartyRole, Place, PlacePrecision
from tests.support.builders import (
    cite,
    compose_of,
    count,
    find_problem,
    make_actor,
    make_attack,
    make_section,
    make_source,
    numbered,
)

PANJGUR = Place(
    name="Panjgur", country="PK", latitude=26.97, longitude=64.1, precision=PlacePrecision.NEAR
)
KERMAN = Place(name="Kerman", country="IR", latitude=30.28, longitude=57.08)


def draw(kind, *placed, records=(), **settings):
    section = make_section(kind, *placed, settings=settings)
    return compose_of(section, records=[*placed, *records])


def get_drawing(composition):
    (drawing,) = [b for b in iter_blocks(composition.document.blocks) if isinstance(b, Drawing)]
    return drawing


def get_notes(composition):
    return [
        get_text(block.children)
        for block in composition.document.blocks
        if isinstance(block, Paragraph) and block.role is ParagraphRole.SMALL
    ]


def strike(number=20, **fields):
    fields.setdefault("place", PANJGUR)
    return make_attack(number, **{"title": "Strike on Panjgur", **fields})


def bombing(number=21, **fields):
    known = {"title": "Bombings in Kerman", "day": "2024-01-03", "place": KERMAN}
    return make_attack(number, **{**known, "figures": (count("killed", 103),), **fields})


# --- all of them


@pytest.mark.parametrize("kind", ["map", "timeline", "casualties"])
def test_a_drawing_has_a_number_a_caption_and_words_for_those_who_do_not_see_it(kind):
    drawing = get_drawing(draw(kind, strike(), bombing()))

    assert drawing.number == 1
    assert drawing.caption
    assert "3 January 2024" in drawing.alternative_text
    assert "103 killed" in drawing.alternative_text


@pytest.mark.parametrize("kind", ["map", "timeline", "casualties", "relations"])
def test_a_section_without_records_draws_nothing(kind):
    composition = compose_of(make_section(kind))

    assert not any(isinstance(block, Drawing) for block in composition.document.blocks)


def test_own_words_take_the_place_of_the_alternative_text():
    drawing = get_drawing(draw("map", strike(), alternative_text="A map of the border."))

    assert drawing.alternative_text == "A map of the border."


def test_a_drawing_without_alternative_text_is_a_problem():
    composition = draw("map", strike(), alternative_text="   ")

    problem = find_problem(composition, "missing-alternative-text")
    assert problem.message == "The drawing “Where the attacks took place” has no alternative text."


def test_the_sources_of_what_is_drawn_stand_below_it():
    composition = draw("map", strike(citations=(cite(50),)), records=[make_source(50)])

    assert get_notes(composition) == ["Sources:"]


@pytest.mark.parametrize("style", ["footnotes", "endnotes"])
def test_the_mark_of_a_note_stands_behind_the_caption(style):
    section = make_section("map", attack := strike(citations=(cite(50),)))
    records = [attack, make_source(50)]
    composition = compose_of(section, records=records, citation_style=style)

    assert isinstance(get_drawing(composition).caption[-1], Footnote | Cite)
    assert get_notes(composition) == []


def test_sources_and_countries_have_the_language_of_the_pages():
    baghdad = Place(name="Baghdad", country="IQ", latitude=33.3, longitude=44.4)
    attack = strike(place=baghdad, citations=(cite(50),))
    composition = compose_of(
        make_section("map", attack), records=[attack, make_source(50)], language="de"
    )

    assert get_notes(composition) == ["Quellen:"]
    assert "IRAK" in get_drawing(composition).scene.texts


def test_rows_of_countries_have_the_language_of_the_pages():
    attack = bombing(place=Place(country="IQ"))
    section = make_section("timeline", attack, settings={"rows": "countries"})

    assert "Irak" in get_drawing(compose_of(section, records=[attack], language="de")).scene.texts


def test_the_same_attack_placed_twice_is_drawn_once():
    drawing = get_drawing(draw("timeline", strike(), strike()))

    assert drawing.alternative_text.startswith("Timeline of 1 attack on 16 January 2024")


# --- map


def test_an_attack_without_coordinates_is_told_on_the_page_and_as_a_problem():
    composition = draw("map", strike(), bombing(place=Place(name="Kerman")))

    problem = find_problem(composition, "not-on-map")
    assert problem.message == "“Bombings in Kerman” has no coordinates and is not on the map."
    assert problem.record == numbered(21)
    assert "Bombings in Kerman" in get_notes(composition)[0]


def test_attacks_that_all_lack_coordinates_make_problems_and_no_map():
    composition = draw("map", bombing(place=Place(name="Kerman")))

    assert find_problem(composition, "not-on-map")
    assert not any(isinstance(block, Drawing) for block in composition.document.blocks)


def test_marks_are_named_as_asked_for():
    texts = {
        labels: get_drawing(draw("map", strike(), labels=labels)).scene.texts
        for labels in ("places", "titles", "none")
    }

    assert "Panjgur" in texts["places"]
    assert "Strike on Panjgur" in texts["titles"]
    assert not {"Panjgur", "Strike on Panjgur"} & set(texts["none"])


def test_a_place_that_is_known_roughly_is_said_to_be():
    drawing = get_drawing(draw("map", strike(), bombing()))

    assert "place known roughly, within the ring" in drawing.scene.texts
    assert drawing.alternative_text.endswith("The place of 1 attack is known roughly.")


# --- timeline


def test_an_undated_attack_is_told_on_the_page_and_as_a_problem():
    composition = draw("timeline", strike(), bombing(date=None))

    assert find_problem(composition, "not-on-timeline").record == numbered(21)
    assert "Bombings in Kerman" in get_notes(composition)[0]


def test_rows_are_the_perpetrators_by_their_preferred_names():
    party = Party(role=PartyRole.PERPETRATOR, actor=make_actor().id)
    composition = draw("timeline", strike(parties=(party,)), bombing(), records=[make_actor()])

    assert {"Jaish al-Adl", "Not attributed"} <= set(get_drawing(composition).scene.texts)


def test_a_suspicion_is_not_drawn_as_a_fact():
    party = Party(
        role=PartyRole.PERPETRATOR, name="Jaish al-Adl", certainty=PartyCertainty.SUSPECTED
    )
    texts = get_drawing(draw("timeline", strike(parties=(party,)))).scene.texts

    assert "Jaish al-Adl (suspected)" in texts


def test_a_clash_has_sides_and_no_perpetrator():
    sides = tuple(Party(role=PartyRole.SIDE, name=name) for name in ("Iran", "Pakistan"))
    texts = get_drawing(draw("timeline", strike(parties=sides))).scene.texts

    assert "Between Iran and Pakistan" in " ".join(texts)


def test_a_month_fades_and_a_span_lasts():
    month = strike(date=EdtfDate("2024-01"))
    siege = bombing(date=EdtfDate("2024-01-03/2024-01-09"))
    texts = get_drawing(draw("timeline", month, siege)).scene.texts

    assert {"lasted", "some time between"} <= set(texts)


# --- casualties


def test_contested_figures_are_a_range_with_the_perpetrators_apart():
    figures = (
        count("killed", 84, given_by="state media"),
        count("killed", 103, given_by="ISNA"),
        count("perpetrators_killed", 2),
    )
    drawing = get_drawing(draw("casualties", bombing(figures=figures)))

    assert "84–103" in drawing.scene.texts
    assert "perpetrators killed, counted apart" in drawing.scene.texts
    assert "84–103 killed, 2 perpetrators killed" in drawing.alternative_text


def test_figures_that_nobody_gave_are_said_to_be_missing():
    drawing = get_drawing(draw("casualties", strike(), bombing()))

    assert "not reported" in drawing.scene.texts
    assert "Killed in all: 103 (not reported for 1)." in drawing.alternative_text


def test_months_add_up():
    later = strike(22, date=EdtfDate("2024-01-20"), figures=(count("killed", 5),))
    drawing = get_drawing(draw("casualties", bombing(), later, by="month"))

    assert {"January 2024", "108"} <= set(drawing.scene.texts)


def test_too_many_attacks_for_a_bar_each_are_drawn_by_month():
    attacks = [
        strike(100 + number, date=EdtfDate(f"2024-{number % 9 + 1:02}-03")) for number in range(40)
    ]
    composition = draw("casualties", *attacks)

    assert "September 2024" in get_drawing(composition).scene.texts
    assert get_notes(composition)[0].startswith("One bar for each month")


# --- relations


def relate(other, kind, **fields):
    return Relation(relation_kind=kind, other=other.id, **fields)


def test_a_relation_is_a_line_with_its_words_and_confidence():
    child = make_actor(11, "Jaish al-Adl")
    parent = make_actor(10, "Jundallah", relations=(relate(child, RelationKind.PARENT),))
    drawing = get_drawing(draw("relations", parent, child))

    assert "parent of" in drawing.scene.texts
    assert drawing.alternative_text == "Graph of 2 actors: Jundallah parent of Jaish al-Adl."


def test_actors_that_are_not_placed_are_shown_beside_those_that_are():
    other = make_actor(11, "Ansar al-Furqan")
    actor = make_actor(relations=(relate(other, RelationKind.ALLY, confidence="low"),))
    with_them = get_drawing(draw("relations", actor, records=[other]))
    without = get_drawing(draw("relations", actor, records=[other], neighbours=False))

    assert "Ansar al-Furqan" in with_them.scene.texts
    assert "low confidence" in with_them.alternative_text
    assert "Ansar al-Furqan" not in without.scene.texts


def test_a_relation_told_by_both_sides_is_drawn_once():
    one, other = make_actor(10, "Iran"), make_actor(11, "Pakistan")
    mutual = {"direction": Direction.MUTUAL}
    pair = (
        make_actor(10, "Iran", relations=(relate(other, RelationKind.RIVAL, **mutual),)),
        make_actor(11, "Pakistan", relations=(relate(one, RelationKind.RIVAL, **mutual),)),
    )

    assert get_drawing(draw("relations", *pair)).scene.texts.count("rival of") == 1


# --- in other languages

ABROAD = sorted(set(LANGUAGES) - {"en"})
OWN = {"Natural Earth", "Panjgur", "Kerman", "Zahedan", "Iran", "Jundallah", "Taftan", "Basij"}
"""What is written in Latin letters in the records, and on every map."""


def draw_all(language):
    """Draw a map, a timeline, a chart and relations that have everything in their keys."""
    parties = (Party(role=PartyRole.PERPETRATOR, name="Jundallah", certainty="claimed"),)
    attacks = [
        strike(20, title="Panjgur", figures=(count("killed", low=2, high=9),), parties=parties),
        bombing(
            21, title="Kerman", figures=(count("killed", 103), count("perpetrators_killed", 2))
        ),
        strike(22, title="Zahedan", day="2023-12/2024-02", figures=(count("killed", low=5),)),
        strike(23, title="Taftan", day="2024-02?", place=Place(country="PK"), figures=()),
        make_attack(
            24, title="Basij", date=None, figures=(count("killed", low=1, best=4, high=7),)
        ),
    ]
    high, low = ({"confidence": level} for level in ("high", "low"))
    other, third, fourth = (
        make_actor(number, name) for number, name in enumerate(("Basij", "Taftan", "Kerman"), 11)
    )
    relations = (
        relate(other, RelationKind.SPLINTER, **high),
        relate(third, RelationKind.RIVAL),
        relate(fourth, RelationKind.SPONSOR, direction=Direction.BACKWARD, **low),
    )
    actors = [make_actor(10, "Jundallah", relations=relations), other, third, fourth]
    sections = [
        make_section("map", *attacks, number=1),
        make_section("timeline", *attacks, number=2, settings={"rows": "perpetrators"}),
        make_section("casualties", *attacks, number=3),
        make_section("relations", *actors, number=4),
    ]
    return compose_of(*sections, records=[*attacks, *actors], language=language)


def list_printed(composition):
    drawings = [b for b in iter_blocks(composition.document.blocks) if isinstance(b, Drawing)]
    assert len(drawings) == 4
    for drawing in drawings:
        yield from (*drawing.scene.texts, drawing.alternative_text, get_text(drawing.caption))
    yield from get_notes(composition)


@pytest.mark.parametrize("language", ABROAD)
def test_nothing_on_a_drawing_and_about_it_is_english(language):
    printed = "\n".join(list_printed(draw_all(language)))
    for name in sorted(OWN, key=len, reverse=True):
        printed = printed.replace(name, "")

    english = set(re.findall("[a-z]{4,}", "\n".join(list_printed(draw_all("en"))).lower()))
    shared = {
        "rival",
        "place",
        "facto",
        "iran",
        "pakistan",
        "afghanistan",
    }  # in other languages too
    assert set(re.findall("[a-z]{4,}", printed.lower())) & english <= shared
    if language in {"ar", "fa", "he", "ru", "ur"}:
        assert re.findall("[A-Za-z]+", printed) == []


def test_a_timeline_says_days_as_its_language_does():
    assert any("janv." in text for text in list_printed(draw_all("fr")))
    assert any("янв" in text for text in list_printed(draw_all("ru")))


def test_a_caption_of_ones_own_stays_as_it_is():
    attack = strike()
    section = make_section("map", attack, settings={"caption": "Panjgur, January"})

    drawing = get_drawing(compose_of(section, records=[attack], language="de"))
    assert get_text(drawing.caption) == "Panjgur, January"


# --- numbers


def test_drawings_are_numbered_apart_from_tables():
    sections = [
        make_section(kind, strike(), number=number)
        for number, kind in enumerate(("map", "attacks", "timeline"), 1)
    ]
    blocks = compose_of(*sections, records=[strike()]).document.blocks

    assert [block.number for block in blocks if isinstance(block, Drawing)] == [1, 2]
    assert [block.number for block in blocks if isinstance(block, Table)] == [1]


def compose_figures(*kinds):
    sections = [make_section(kind, strike(), number=n) for n, kind in enumerate(kinds, 1)]
    return compose_of(*sections, records=[strike()]).document.blocks


def test_two_figures_or_more_are_listed_after_the_contents():
    blocks = compose_figures("map", "timeline")
    (contents,) = [block for block in blocks if isinstance(block, Contents)]
    anchors = [block.anchor for block in blocks if isinstance(block, Drawing)]

    assert [(figure.label, figure.text) for figure in contents.figures] == [
        ("Figure 1", "Where the attacks took place"),
        ("Figure 2", "Timeline of attacks"),
    ]
    assert [figure.target for figure in contents.figures] == anchors


def test_a_single_figure_needs_no_list():
    (contents,) = [b for b in compose_figures("map", "attacks") if isinstance(b, Contents)]

    assert contents.figures == ()
