from datetime import date

import pytest
from hypothesis import given, settings

from briefing.dates import EdtfDate
from briefing.outline import Briefing
from briefing.ports import RecordQuery
from briefing.records.actor import ActorKind
from briefing.records.attack import Party, PartyRole, Place
from briefing.records.parts import Citation, Figure
from briefing.records.record import strip_storage_fields
from db.references import find_links
from tests.support.libraries import (
    find,
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    numbered_id,
    save,
)
from tests.support.strategies import any_record


@settings(max_examples=40)
@given(any_record())
def test_any_record_comes_back_equal(record):
    with memory_library() as library:
        (stored,) = save(library, record)

        assert find(library, record.id) == stored
        assert strip_storage_fields(stored) == strip_storage_fields(record)
        with library.read() as unit:
            assert list(unit.records.iter_records()) == [stored]
            assert unit.records.list_records(RecordQuery(kinds=(record.kind,)))[0].id == record.id


def subtitle_of(record):
    with memory_library(record) as library, library.read() as unit:
        (summary,) = unit.records.list_records(RecordQuery(kinds=(record.kind,)))
    return summary.subtitle


@pytest.mark.parametrize(
    ("record", "subtitle"),
    [
        (
            make_actor(
                actor_kind=ActorKind.ARMED_GROUP, country="IR", verified_on=date(2024, 1, 18)
            ),
            "armed group · IR · verified 18 January 2024",
        ),
        (
            make_attack(date=EdtfDate("2024-01-16"), place=Place(name="Panjgur", country="PK")),
            "16 January 2024 · Panjgur, PK",
        ),
        (make_attack(), ""),
        (make_note(region="Makran", period=EdtfDate("2012")), "Makran · 2012"),
        (
            make_source(publisher="ANI", published=EdtfDate("2024-01-17"), reliability="B"),
            "ANI · 17 January 2024 · B",
        ),
        (
            Briefing(id=numbered_id(1), date=date(2024, 1, 19), reference="BB-7"),
            "draft · 19 January 2024 · BB-7",
        ),
    ],
)
def test_the_line_under_a_title_tells_records_apart(record, subtitle):
    assert subtitle_of(record) == subtitle


def test_attacks_are_listed_newest_first_and_undated_last():
    attacks = [
        make_attack("old", date=EdtfDate("2012~")),
        make_attack("undated"),
        make_attack("new", date=EdtfDate("2024-01-16/2024-01-18")),
        make_attack("until", date=EdtfDate("../2015")),
    ]
    with memory_library(*attacks) as library, library.read() as unit:
        found = unit.records.list_records(RecordQuery(kinds=("attack",), order="date"))

    assert [summary.title for summary in found] == ["new", "old", "until", "undated"]


def test_a_record_is_found_by_the_name_of_its_country():
    with memory_library(make_actor("X", country="PK")) as library, library.read() as unit:
        assert unit.records.count_records(RecordQuery(text="pakistan")) == 1
        assert unit.records.count_records(RecordQuery(text="pk")) == 1


def test_links_name_the_field_that_refers():
    source, actor, other = numbered_id(1), numbered_id(2), numbered_id(3)
    attack = make_attack(
        parties=(Party(role=PartyRole.TARGET, actor=actor, citations=(Citation(source=source),)),),
        figures=(Figure(what="killed", best=1, citations=(Citation(source=source),)),),
        summary=f"By [them](actor:{other}) [@ani-2024, p. 3; @isna:2] at a@b.example.",
    )

    assert find_links(attack) == {
        (actor, "parties"),
        (source, "parties"),
        (source, "figures"),
        (other, "summary"),
        ("@ani-2024", "summary"),
        ("@isna", "summary"),
    }


def test_a_record_does_not_refer_to_itself():
    assert find_links(make_note(id=numbered_id(1), attacks=(numbered_id(1),))) == set()


def plan_of(statement):
    with memory_library() as library, library.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
    return " ".join(row[3] for row in rows)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("SELECT * FROM actor_names WHERE folded = 'x'", "ix_actor_names_folded"),
        ("SELECT * FROM attack_parties WHERE actor = 'x'", "ix_attack_parties_actor"),
        ("SELECT * FROM figures WHERE what = 'killed' AND best > 10", "ix_figures_what"),
        ("SELECT * FROM records WHERE country = 'IR' AND kind = 'attack'", "ix_records_country"),
        (
            "SELECT kind FROM records WHERE in_trash = 0 AND kind = 'x' AND sort_date < '2024'",
            "COVERING INDEX ix_records_sort_date",
        ),
        ("SELECT * FROM record_links WHERE target = 'x'", "ix_record_links_target"),
        (
            "SELECT id FROM records WHERE in_trash = 0 AND kind = 'actor' ORDER BY sort_title",
            "ix_records_list",
        ),
    ],
)
def test_what_is_asked_often_has_an_index(statement, index):
    assert index in plan_of(statement)
    assert "TEMP B-TREE" not in plan_of(statement)
