import msgspec
import pytest

from briefing.errors import RecordConflictError, RecordNotFoundError
from briefing.records.actor import Actor, ActorName
from briefing.services.history import Change, History
from briefing.services.records.editing import (
    change_fields,
    create_record,
    make_record,
    restore_revision,
    trash_records,
)
from db.engine import open_memory_library


@pytest.fixture
def library():
    with_author = open_memory_library(author="Ada")
    yield with_author
    with_author.close()


@pytest.fixture
def history(library):
    return History(library)


@pytest.fixture
def actor(history):
    record = msgspec.structs.replace(
        make_record("actor"), names=(ActorName(text="Jaish al-Adl", preferred=True),)
    )
    history.do(create_record(record))
    history.stop_merging()
    return record


def read(library, record_id):
    with library.read() as unit:
        return unit.records.find_record(record_id)


def test_a_change_is_stored_and_can_be_taken_back(library, history, actor):
    history.do(change_fields(actor.id, {"base": "Rask"}))
    assert read(library, actor.id).base == "Rask"

    history.undo()

    assert read(library, actor.id).base == ""


def test_redo_does_it_again(library, history, actor):
    history.do(change_fields(actor.id, {"base": "Rask"}))
    history.undo()
    history.redo()

    assert read(library, actor.id).base == "Rask"


def test_undoing_the_creation_moves_the_record_to_the_trash_and_redo_brings_it_back(
    library, history, actor
):
    history.undo()
    assert read(library, actor.id) is None

    history.redo()

    assert read(library, actor.id).display_title == "Jaish al-Adl"


def test_typing_in_one_field_is_one_step(library, history, actor):
    for text in ("R", "Ra", "Ras", "Rask"):
        history.do(change_fields(actor.id, {"base": text}))

    history.undo()

    assert read(library, actor.id).base == ""


def test_leaving_the_field_begins_a_new_step(library, history, actor):
    history.do(change_fields(actor.id, {"base": "Rask"}))
    history.stop_merging()
    history.do(change_fields(actor.id, {"base": "Rask, Iran"}))

    history.undo()

    assert read(library, actor.id).base == "Rask"


def test_undo_keeps_the_records_own_history(library, history, actor):
    history.do(change_fields(actor.id, {"base": "Rask"}))
    history.undo()

    with library.read() as unit:
        assert len(unit.records.list_revisions(actor.id)) == 3


def test_menu_labels_name_the_step(history, actor):
    history.do(change_fields(actor.id, {"base": "Rask"}, label="change base"))
    assert history.undo_label == "change base"

    history.undo()

    assert history.redo_label == "change base"


def test_a_failing_change_stores_nothing_and_leaves_no_step(library, history, actor):
    def fail(unit):
        unit.records.save_record(
            msgspec.structs.replace(unit.records.get_record(actor.id), base="half")
        )
        raise RecordNotFoundError("gone")

    with pytest.raises(RecordNotFoundError):
        history.do(Change(label="fail", apply=fail))

    assert read(library, actor.id).base == ""
    assert history.undo_label.startswith("create actor")


def test_undo_refuses_to_overwrite_what_someone_else_changed(library, history, actor):
    history.do(change_fields(actor.id, {"base": "Rask"}))
    History(library).do(change_fields(actor.id, {"base": "Zahedan"}))

    with pytest.raises(RecordConflictError, match="Jaish al-Adl"):
        history.undo()

    assert read(library, actor.id).base == "Zahedan"


def test_several_records_go_to_the_trash_in_one_step(library, history):
    records = [make_record("attack") for _ in range(3)]
    for record in records:
        history.do(create_record(record))
    history.do(trash_records([(record.id, record.display_title) for record in records]))
    assert all(read(library, record.id) is None for record in records)

    history.undo()

    assert all(read(library, record.id) is not None for record in records)


def test_an_older_revision_can_be_restored(library, history, actor):
    history.do(change_fields(actor.id, {"base": "Rask"}))
    history.do(restore_revision(actor.id, 1))

    restored = read(library, actor.id)
    assert isinstance(restored, Actor)
    assert (restored.base, restored.revision) == ("", 3)


def test_a_change_that_changes_nothing_leaves_no_step(history, actor):
    before = history.undo_label
    history.do(change_fields(actor.id, {"base": ""}))

    assert history.undo_label == before


def test_steps_of_records_that_are_removed_for_good_are_forgotten(library, history, actor):
    other = make_record("attack")
    history.do(create_record(other))
    history.do(change_fields(actor.id, {"base": "Rask"}))
    history.do(trash_records([(other.id, "x")]))

    history.forget([other.id])

    assert history.undo_label == "change base"
    history.undo()
    assert history.undo_label.startswith("create actor")


def test_steps_before_a_forgotten_one_on_the_same_record_go_with_it(library, history, actor):
    other = make_record("attack")
    history.do(create_record(other))
    history.do(change_fields(actor.id, {"base": "Rask"}))

    def tag_both(unit):
        for record_id in (actor.id, other.id):
            record = unit.records.get_record(record_id)
            unit.records.save_record(msgspec.structs.replace(record, tags=("border",)))

    history.do(Change(label="tag", apply=tag_both))
    history.do(change_fields(actor.id, {"country": "IR"}))

    history.forget([other.id])

    assert history.undo_label == "change country"
    history.undo()
    assert history.undo_label == ""


def test_a_hundred_steps_and_more_can_be_taken_back(library, history, actor):
    for number in range(120):
        history.do(change_fields(actor.id, {"base": str(number)}))
        history.stop_merging()

    for _step in range(120):
        history.undo()

    assert read(library, actor.id).base == ""


def test_what_was_typed_and_taken_back_by_hand_leaves_no_step(history, actor):
    for text in ("R", "Ra", "R", ""):
        history.do(change_fields(actor.id, {"base": text}))

    assert history.undo_label.startswith("create actor")
