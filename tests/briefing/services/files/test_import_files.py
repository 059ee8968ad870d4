"""What importing a file does to a library."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ImportFileError
from briefing.exchange.csv_form import write_attacks
from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import write_exchange
from briefing.ports import RecordQuery
from briefing.records.attack import Party, PartyRole
from briefing.records.parts import Citation, Figure
from briefing.services.files.exchanging import collect_library
from briefing.services.files.import_files import Choice, make_import, open_import
from briefing.services.history import History
from briefing.services.progress import CancelledError, Progress
from tests.support.libraries import (
    find,
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    save,
)
from tests.support.table_strategies import ATTACKS, FIGURES

HEAD = "title,date,place,killed,dataset,dataset_id,perpetrators,sources\n"
STRIKE = "Strike,2024-01-16,Panjgur,3,Ours,1,,\n"
CLASH = "Clash,2024-01-17,Quetta,,Ours,2,,\n"


@pytest.fixture
def library():
    with memory_library() as opened:
        yield opened


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "attacks.csv"

    def write(*rows, head=HEAD):
        path.write_text(head + "".join(rows), encoding="utf-8")
        return path

    return write


def run(library, path, history=None, **choice):
    file = open_import(path)
    chosen = Choice(**choice)
    change, running = make_import(file, chosen, file.plan(library, Progress()))
    (history or History(library)).do(change)
    return change, running.outcome


def list_attacks(library):
    with library.read() as unit:
        records = unit.records.iter_records(("attack",))
        return sorted(records, key=lambda attack: attack.title)


def test_rows_become_attacks_and_one_step_takes_them_back(library, table):
    history = History(library)
    change, outcome = run(library, table(STRIKE, CLASH), history)
    assert [attack.title for attack in list_attacks(library)] == ["Clash", "Strike"]
    assert (change.label, outcome.counts["new"]) == ("import 2 records", 2)

    history.undo()
    assert list_attacks(library) == []


def test_the_same_file_again_changes_nothing(library, table):
    run(library, table(STRIKE, CLASH))
    file = open_import(table(STRIKE, CLASH))

    assert file.plan(library, Progress()).counts["unchanged"] == 2
    run(library, table(STRIKE, CLASH))
    assert [attack.revision for attack in list_attacks(library)] == [1, 1]


def test_a_row_that_comes_again_updates_its_record_and_keeps_what_was_added(library, table):
    run(library, table(STRIKE))
    (attack,) = list_attacks(library)
    added = msgspec.structs.replace(
        attack, marking="TLP:GREEN", citations=(Citation(source=make_source().id),)
    )
    save(library, added)
    run(library, table(STRIKE.replace(",3,", ",5,").replace("Panjgur", "")))

    (again,) = list_attacks(library)
    assert (again.figures[0].best, again.place.name) == (5, "Panjgur")
    assert (again.marking, len(again.citations), again.id) == ("TLP:GREEN", 1, attack.id)


def test_an_import_that_was_undone_can_be_done_again(library, table):
    history = History(library)
    run(library, table(STRIKE), history)
    history.undo()

    run(library, table(STRIKE), history)
    assert [attack.title for attack in list_attacks(library)] == ["Strike"]


def test_rows_at_fault_are_listed_with_their_line_and_the_others_come(library, table):
    path = table(STRIKE, "Bad,never,,,,,,\n", CLASH)
    _change, outcome = run(library, path)

    assert [lines for lines, _sentence in outcome.faults] == ["line 3"]
    assert len(list_attacks(library)) == 2


def test_only_what_is_chosen_comes(library, table):
    run(library, table(STRIKE))
    rows = (STRIKE.replace("Panjgur", "Turbat"), CLASH, "Third,2024,,,Ours,3,,\n")
    run(library, table(*rows), updated=False, without=frozenset({3}))

    told = [(attack.title, attack.place.name) for attack in list_attacks(library)]
    assert told == [("Strike", "Panjgur"), ("Third", "")]


def test_names_are_linked_to_the_actors_that_have_them(library, table):
    actor, source = make_actor("Jaish al-Adl", native="جيش العدل"), make_source("ani-2024")
    save(library, actor, source)
    run(library, table("Strike,2024,,,,,JAISH AL-ADL [claimed]; X,ani-2024\n"))

    (attack,) = list_attacks(library)
    assert [party.actor for party in attack.parties] == [actor.id, None]
    assert attack.citations[0].source == source.id


def test_a_source_that_the_library_does_not_know_is_told(library, table):
    _change, outcome = run(library, table("Strike,2024,,,,,,nowhere-2024\n"))
    assert outcome.faults == [("line 2", "No source of the library has the key “nowhere-2024”.")]


def test_an_id_that_belongs_to_something_else_is_told(library, table):
    (note,) = save(library, make_note("The border"))
    _change, outcome = run(library, table(f"{note.id},A\n", head="id,title\n"))

    assert "“The border”, which is no attack" in outcome.faults[0][1]


def test_attacks_of_a_data_set_cite_it_and_it_is_added_once(library, table):
    head = "event_id_cnty,event_date,event_type,actor1\n"
    for number in (1, 2):
        run(library, table(f"PAK{number},2024-01-16,Battles,X\n", head=head))

    with library.read() as unit:
        (source,) = unit.records.list_records(RecordQuery(kinds=("source",)))
    assert source.key == "acled"
    assert {attack.citations[0].source for attack in list_attacks(library)} == {source.id}


def test_roles_that_an_analyst_has_set_right_stay_when_the_data_set_comes_again(library, table):
    head, row = "event_id_cnty,event_date,event_type,actor1\n", "PAK1,2024-01-16,Battles,X\n"
    run(library, table(row, head=head))
    (attack,) = list_attacks(library)
    judged = Party(role=PartyRole.PERPETRATOR, name="X")
    save(library, msgspec.structs.replace(attack, parties=(judged,)))
    run(library, table(row.replace("16", "17"), head=head))

    (again,) = list_attacks(library)
    assert again.parties == (judged,)
    assert again.date.edtf == "2024-01-17"


def test_a_cancelled_import_leaves_nothing_behind(library, table):
    rows = [f"Attack {n},2024,,,Ours,{n},,\n" for n in range(450)]
    file = open_import(table(*rows))
    change, running = make_import(file, Choice(), file.plan(library, Progress()))
    running.progress.cancel()

    with pytest.raises(CancelledError):
        History(library).do(change)
    assert list_attacks(library) == []


def test_a_plan_lists_the_first_rows_and_counts_all(library, table):
    rows = [f"Attack {n},2024,Quetta,2,Ours,{n},,\n" for n in range(250)]
    plan = open_import(table(*rows, "Bad,never,,,,,,\n")).plan(library, Progress())

    assert (plan.counts["new"], plan.counts["faulty"], len(plan.rows)) == (250, 1, 201)
    assert plan.rows[0].details == "2024 · Quetta · 2 killed"
    assert plan.rows[-1].where == "line 252"


def test_records_of_an_exchange_file_can_be_chosen_too(library, tmp_path):
    actor, note = make_actor(), make_note("The border")
    path = tmp_path / "records.json"
    path.write_bytes(write_exchange(Exchange(records=(actor, note))))
    plan = open_import(path).plan(library, Progress())
    assert [row.title for row in plan.rows] == ["Jaish al-Adl", "The border"]

    run(library, path, without=frozenset({1}))
    assert find(library, actor.id) is None
    assert find(library, note.id) is not None


@pytest.mark.parametrize("name", ["gone.csv", "gone.json"])
def test_a_file_that_is_not_there_is_told(library, tmp_path, name):
    with pytest.raises(ImportFileError, match=r"cannot be read"):
        run(library, tmp_path / name)


@settings(max_examples=40)
@given(st.lists(ATTACKS, min_size=1, max_size=3), st.lists(FIGURES, max_size=3).map(tuple))
def test_importing_what_was_exported_changes_nothing(tmp_path_factory, attacks, figures):
    attacks[0] = msgspec.structs.replace(attacks[0], figures=figures)
    path = tmp_path_factory.mktemp("round") / "attacks.csv"
    with memory_library(*attacks) as library:
        path.write_bytes(write_attacks(collect_library(library)))
        plan = open_import(path).plan(library, Progress())

    assert plan.counts == {"new": 0, "updated": 0, "unchanged": len(attacks), "faulty": 0}


def test_a_contested_figure_is_set_where_its_giver_stands(library, table):
    figures = (
        Figure(what="killed", best=84, given_by="ISNA", preferred=True),
        Figure(what="killed", best=95, given_by="state media"),
    )
    (attack,) = save(library, make_attack("Strike", figures=figures))
    head = "id,title,killed,killed_given_by\n"
    run(library, table(f"{attack.id},Strike,90,state media\n", head=head))

    (again,) = list_attacks(library)
    assert [(figure.best, figure.preferred) for figure in again.figures] == [
        (84, True),
        (90, False),
    ]


def test_rows_come_back_from_a_trash_that_is_too_full_to_be_listed(library, table, monkeypatch):
    monkeypatch.setattr("briefing.services.files.table_importing._Trash._MOST_KNOWN", 1)
    history = History(library)
    run(library, table(STRIKE, CLASH), history)
    history.undo()

    run(library, table(STRIKE, CLASH, "Third,2024,,,Ours,3,,\n"), history)
    assert [attack.title for attack in list_attacks(library)] == ["Clash", "Strike", "Third"]
