"""Attacks in our own columns, out and in again."""

import csv
import io

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ImportFileError
from briefing.exchange.csv_cells import guard, join_list, split_cell, unguard
from briefing.exchange.csv_form import read_attacks, write_attacks
from briefing.exchange.csv_table import AttackTable
from briefing.exchange.exchange import Exchange
from briefing.exchange.registry import choose_format
from briefing.records.attack import Party, PartyCertainty, PartyRole
from briefing.records.parts import Figure
from tests.support.libraries import make_actor, make_attack, make_source
from tests.support.strategies import TEXTS
from tests.support.table_strategies import ATTACKS, HOSTILE, NAMES


def sort_parties(attack):
    order = ["perpetrator", "target", "victim", "side"]
    parties = sorted(attack.parties, key=lambda party: order.index(party.role))
    return msgspec.structs.replace(attack, parties=tuple(parties))


def get_cells(*records):
    text = write_attacks(Exchange(records=records)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@settings(max_examples=150)
@given(st.lists(ATTACKS, max_size=3))
def test_what_is_written_reads_the_same(attacks):
    read = read_attacks(write_attacks(Exchange(records=tuple(attacks)))).records
    assert read == tuple(map(sort_parties, attacks))


@given(ATTACKS)
def test_no_cell_is_a_formula_for_a_spreadsheet(attack):
    (cells,) = get_cells(attack)
    told = {name: cell for name, cell in cells.items() if name not in ("latitude", "longitude")}
    assert [cell for cell in told.values() if cell[:1] in tuple("=+-@\t\r\n")] == []


@given(TEXTS | HOSTILE)
def test_guarding_against_formulas_is_taken_back_exactly(text):
    assert unguard(guard(text)) == text


@given(st.lists(NAMES, max_size=4))
def test_lists_in_a_cell_come_back_whatever_stands_in_them(parts):
    assert split_cell(join_list(parts)) == parts


def test_a_formula_in_a_table_of_others_is_text():
    (attack,) = read_attacks(b'title,date\n"=HYPERLINK(""http://x"")",2024\n').records
    assert attack.title == '=HYPERLINK("http://x")'


def test_the_figure_that_is_printed_first_is_the_one_written():
    figures = (
        Figure(what="killed", best=84, given_by="state media"),
        Figure(what="killed", low=103, given_by="ISNA", preferred=True),
    )
    (cells,) = get_cells(make_attack(figures=figures))

    assert (cells["killed_low"], cells["killed"], cells["killed_given_by"]) == ("103", "", "ISNA")


def test_actors_and_sources_of_the_library_are_written_by_name_and_key():
    actor, source = make_actor(), make_source("ani-2024")
    party = Party(role=PartyRole.PERPETRATOR, actor=actor.id, certainty=PartyCertainty.CLAIMED)
    attack = make_attack(parties=(party,), citations=({"source": source.id},))
    attack = msgspec.convert(msgspec.to_builtins(attack), type(attack))
    (cells,) = get_cells(actor, source, attack)

    assert cells["perpetrators"] == "Jaish al-Adl [claimed]"
    assert cells["sources"] == "ani-2024"


def test_headings_may_be_written_as_people_write_them():
    data = "Title;Event Date; LAT ;Long;Fatalities;Wounded;Province\nA;2024;26,9;64;1 200;3;Sistan"
    (attack,) = read_attacks(data.encode()).records

    assert (attack.place.latitude, attack.place.admin1) == (26.9, "Sistan")
    assert [figure.best for figure in attack.figures] == [1200, 3]


def test_columns_that_are_not_understood_are_told():
    table = AttackTable(io.BytesIO(b"title,date,Colour,date of attack\nA,2024,red,2025\n"))
    assert table.unknown_columns == ("Colour", "date of attack")


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("date", "01/02/2024", "1 February or 2 January"),
        ("country", "Iranx", "is no country"),
        ("latitude", "91", "-90 to 90"),
        ("killed", "many", "no whole number"),
        ("killed", "-3", "less than none"),
        ("id", "12", "dataset_id"),
        ("dataset_id", "12", "Name the data set"),
        ("precision", "rough", "exact, near"),
        ("perpetrators", "X [maybe]", "no certainty"),
        ("verified_on", "2024", "no single day"),
    ],
)
def test_a_cell_that_is_wrong_is_told_in_a_sentence(column, cell, told):
    data = f"title,{column}\nA,{cell}\n".encode()
    if column != "date":
        data = f"title,date,{column}\nA,2024,{cell}\n".encode()
    (row,) = AttackTable(io.BytesIO(data))

    assert told in row.fault


def test_lowest_best_and_highest_must_be_in_order():
    with pytest.raises(ImportFileError, match=r"Line 2: The lowest number killed"):
        read_attacks(b"title,date,killed_low,killed\nA,2024,5,3\n")


def test_rows_without_a_name_of_their_own_keep_their_records_when_they_come_again():
    data = b"title,date\nA,2024\nA,2024\nB,2024\n"
    first, again = read_attacks(data).records, read_attacks(data).records

    assert [attack.id for attack in first] == [attack.id for attack in again]
    assert len({attack.id for attack in first}) == 3


def test_tables_are_known_by_their_heading_whatever_the_file_is_called():
    assert choose_format("attacks.txt", b"title,date\n").key == "csv"
    assert choose_format("attacks.csv", b"no columns of ours").key == "csv"
