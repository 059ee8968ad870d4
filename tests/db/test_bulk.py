import pytest

from briefing.errors import InvalidValueError, RecordConflictError
from briefing.ports import RecordQuery
from briefing.services.history import Change, History
from briefing.services.records.editing import change_fields
from tests.support.libraries import (
    find,
    make_actor,
    make_attack,
    make_source,
    numbered_id,
    save,
)

ATTACKS = [make_attack(f"Raid {n}", id=numbered_id(n), tags=("raid",)) for n in range(1, 8)]
SOURCE = make_source("isna-2024", id=numbered_id(100), title="Wire")


def create(library, *records):
    with library.begin() as unit:
        count = unit.records.save_records(iter(records), reason="Import")
        assert unit.touched == ()
        unit.commit()
    return count


def count(library, **query):
    with library.read() as unit:
        return unit.records.count_records(RecordQuery(**query))


def import_all(unit):
    unit.records.save_records([*ATTACKS, SOURCE])


@pytest.fixture
def history(library):
    history = History(library)
    history.do(Change(label="Import", apply=import_all))
    return history


def test_many_records_are_stored_as_if_one_by_one(library, monkeypatch):
    monkeypatch.setattr("db.bulk.BATCH", 3)

    assert create(library, *ATTACKS, SOURCE) == 8

    stored = find(library, ATTACKS[4].id)
    assert (stored.title, stored.revision, stored.created_by) == ("Raid 5", 1, "Test Analyst")
    assert count(library, text="raid", tag="raid") == 7
    with library.read() as unit:
        assert unit.records.list_revisions(SOURCE.id)[0].reason == "Import"
        assert unit.records.find_source_by_key("isna-2024") == SOURCE.id


def test_nothing_to_store_changes_nothing(library):
    assert create(library) == 0
    assert History(library).do(Change(label="Import", apply=lambda _unit: None)).created == ()


def test_records_of_the_same_unit_are_seen_beside_the_many(library):
    with library.begin() as unit:
        unit.records.save_record(make_actor("Before"))
        unit.records.save_records(ATTACKS)
        unit.records.save_record(make_actor("After"))
        unit.commit()

    assert count(library) == 9


def test_a_record_that_is_there_already_is_refused(library):
    save(library, ATTACKS[0])

    with pytest.raises(RecordConflictError, match="“Raid 1” is in the library already"):
        create(library, *ATTACKS)
    assert count(library) == 1


@pytest.mark.parametrize("others", [(SOURCE,), ()])
def test_a_key_that_is_taken_is_refused(library, others):
    save(library, *others)
    twice = [make_source("isna-2024"), make_source("isna-2024" if not others else "ani")]

    with pytest.raises(InvalidValueError, match="isna-2024"):
        create(library, *twice)


def test_two_records_of_one_id_are_refused(library):
    with pytest.raises(RecordConflictError, match="same id"):
        create(library, ATTACKS[0], ATTACKS[0])


def test_an_import_is_undone_and_done_again_as_a_whole(library, history):
    undone = history.undo()
    assert (count(library), undone.kinds) == (0, {"attack", "source"})
    assert count(library, in_trash=True) == 8

    history.redo()
    assert count(library) == 8
    with library.read() as unit:
        assert unit.records.find_source_by_key("isna-2024") == SOURCE.id


def test_an_import_is_not_undone_when_a_record_of_it_was_changed_elsewhere(library, history):
    stored = find(library, ATTACKS[2].id)
    save(library, type(stored)(id=stored.id, revision=1, title="Changed"))

    with pytest.raises(RecordConflictError, match="1 of the 8 records"):
        history.undo()
    assert count(library) == 8


def test_a_key_taken_since_the_undo_is_told(library, history):
    history.undo()
    save(library, make_source("isna-2024"))

    with pytest.raises(InvalidValueError, match="belongs to"):
        history.redo()


def test_an_import_can_be_undone_after_an_edit_of_it_was(library, history):
    history.do(change_fields(ATTACKS[0].id, {"method": "drone"}))
    history.undo()
    history.undo()

    assert count(library, kinds=("attack",)) == 0
    history.redo()
    assert find(library, ATTACKS[0].id).method == ""
