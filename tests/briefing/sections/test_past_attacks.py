"""What the reader of a list of attacks gets."""

from briefing.document.nodes import Cite, CrossReference, Paragraph, ParagraphRole
from briefing.document.walk import get_text, iter_inlines
from briefing.records.attack import Party, PartyCertainty, PartyRole, Place
from tests.support.builders import (
    cite,
    compose_of,
    count,
    get_rows,
    make_actor,
    make_attack,
    make_section,
    make_source,
)


def print_attacks(*attacks, records=(), **settings):
    section = make_section("attacks", *attacks, settings=settings)
    return compose_of(section, records=[*attacks, *records]).document


def claim(name, certainty, **fields):
    return Party(role=PartyRole.PERPETRATOR, name=name, certainty=certainty, **fields)


def test_a_row_says_when_where_what_and_how_many():
    place = Place(name="Kerman", country="IR")
    attack = make_attack(
        day="2024-01-03", place=place, summary="Two bombs.", figures=(count("killed", low=103),)
    )
    (row,) = get_rows(print_attacks(attack))

    told = ["3 January 2024", "Kerman, Iran", "Attack 20 Two bombs.", "not attributed"]
    assert row[:6] == [*told, "at least 103", "–"]


def test_claimed_attributed_and_unknown_are_told_apart():
    parties = (
        claim("ISIS", PartyCertainty.CLAIMED, by="ISIS"),
        claim("Israel", PartyCertainty.ATTRIBUTED, by="President Raisi"),
    )
    (row,) = get_rows(print_attacks(make_attack(parties=parties)))

    assert row[3] == "ISIS (claimed); Israel (attributed by President Raisi)"


def test_a_perpetrator_of_the_library_goes_by_the_preferred_name():
    party = Party(role=PartyRole.PERPETRATOR, actor=make_actor().id)
    (row,) = get_rows(print_attacks(make_attack(parties=(party,)), records=[make_actor()]))

    assert row[3] == "Jaish al-Adl"


def test_contested_figures_stand_side_by_side_with_who_gave_them():
    figures = (
        count("killed", 84, given_by="state media"),
        count("killed", 103, given_by="ISNA"),
    )
    (row,) = get_rows(print_attacks(make_attack(figures=figures)))

    assert row[4] == "84–103"
    assert row[2].endswith("Killed: 84 (state media); 103 (ISNA).")


def test_the_preferred_of_contested_figures_stands_in_the_column():
    figures = (count("killed", 84), count("killed", 103, given_by="ISNA", preferred=True))
    (row,) = get_rows(print_attacks(make_attack(figures=figures)))

    assert row[4] == "103"
    assert row[2].endswith("Killed: 103 (ISNA); 84.")


def test_perpetrators_dead_are_told_apart_and_not_added_up():
    attacks = [
        make_attack(20, figures=(count("killed", 11), count("perpetrators_killed", 2))),
        make_attack(21, figures=(count("killed", 4),)),
    ]
    document = print_attacks(*attacks)

    assert get_rows(document)[-1][4] == "15"
    assert get_rows(document)[0][2].endswith("Perpetrators killed: 2.")


def test_what_is_not_reported_is_said_below_the_totals():
    attacks = [make_attack(20, figures=(count("killed", 11),)), make_attack(21)]
    document = print_attacks(*attacks)
    (note,) = [
        get_text(block.children)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.role is ParagraphRole.SMALL
    ]

    assert "killed not reported for 1 of 2 attacks" in note.casefold()
    assert "injured not reported for 2 of 2 attacks" in note


def test_totals_can_be_left_out():
    attacks = [make_attack(20), make_attack(21)]

    assert len(get_rows(print_attacks(*attacks, totals=False))) == 2


def test_attacks_go_by_date_and_undated_ones_last():
    attacks = [
        make_attack(20, "2024-01-16"),
        make_attack(21, "2023-12"),
        make_attack(22, date=None),
        make_attack(23, "2024-01-18"),
    ]
    oldest = [row[0] for row in get_rows(print_attacks(*attacks, totals=False))]
    newest = [row[0] for row in get_rows(print_attacks(*attacks, totals=False, newest_first=True))]

    assert oldest == ["December 2023", "16 January 2024", "18 January 2024", "undated"]
    assert newest == ["18 January 2024", "16 January 2024", "December 2023", "undated"]


def test_the_sources_of_an_attack_stand_in_their_own_column_once():
    attack = make_attack(
        summary="Two bombs [@s50, para 9].",
        citations=(cite(50), cite(51)),
        figures=(count("killed", 11, citations=(cite(51),)),),
    )
    sources = [make_source(50), make_source(51)]
    table = print_attacks(attack, records=sources).blocks[2]

    (mark,) = table.rows[0].cells[6].children
    assert [cited.number for cited in mark.sources] == [1, 2]
    assert get_text(table.rows[0].cells[2].children) == "Attack 20 Two bombs."


def test_a_chronology_says_the_same_in_prose():
    attack = make_attack(
        place=Place(name="Panjgur"), summary="A strike.", figures=(count("killed", 2),)
    )
    (entry,) = print_attacks(attack, layout="chronology").blocks[2:]

    told = "16 January 2024, Panjgur. Attack 20. A strike. By whom: not attributed. 2 killed."
    assert get_text(entry.children) == told
    assert entry.anchor == f"record-{attack.id}"


def test_every_row_knows_the_record_behind_it():
    attack = make_attack()
    table = print_attacks(attack).blocks[2]

    assert table.rows[0].origin.record == attack.id
    assert table.rows[0].anchor == f"record-{attack.id}"


def test_the_sides_of_a_clash_are_named_where_nobody_names_the_attacker():
    parties = (
        Party(role=PartyRole.SIDE, name="Government of Pakistan"),
        Party(role=PartyRole.SIDE, name="BRAS"),
    )
    (row,) = get_rows(print_attacks(make_attack(parties=parties)))

    assert row[3] == "between Government of Pakistan and BRAS"


# --- prose


def print_prose(*attacks, records=(), **settings):
    document = print_attacks(*attacks, records=records, layout="prose", **settings)
    return [get_text(block.children) for block in document.blocks if isinstance(block, Paragraph)]


def test_prose_tells_the_facts_of_a_table_in_brackets():
    attack = make_attack(
        day="2024-01-03",
        place=Place(name="Kerman", country="IR"),
        summary="Two bombs exploded.",
        parties=(claim("ISIS", PartyCertainty.CLAIMED),),
        figures=(count("killed", low=103),),
    )

    assert print_prose(attack) == [
        "Two bombs exploded (3 January 2024; Kerman, Iran; ISIS (claimed); at least 103 killed)."
    ]


def test_prose_cites_each_source_once():
    attack = make_attack(summary="Two bombs [@s50].", citations=(cite(),))
    document = print_attacks(attack, records=[make_source()], layout="prose")
    (paragraph,) = [b for b in document.blocks if isinstance(b, Paragraph) and b.origin.record]

    assert len([i for i in iter_inlines(paragraph) if isinstance(i, Cite | CrossReference)]) == 1


def test_below_a_text_stand_the_totals_of_the_table():
    attacks = [make_attack(n, figures=(count("killed", n),)) for n in (2, 3)]
    *_, last = print_prose(*attacks)

    assert last == "Total: 5 killed. Injured not reported for 2 of 2 attacks."
    assert len(print_prose(*attacks, totals=False)) == 2
