import pytest

from briefing.errors import EditionFrozenError, RecordInUseError, RecordNotFoundError
from briefing.outline import Briefing, Placement, Section
from briefing.records.edition import Edition, UsedRecord
from briefing.services.history import History
from briefing.services.records.editing import change_fields, trash_records
from briefing.services.records.trashing import (
    count_trash,
    empty_trash,
    list_trash,
    purge_records,
    restore_records,
)
from tests.support.libraries import (
    disk_library,
    find,
    make_actor,
    make_attack,
    make_source,
    memory_library,
    numbered_id,
)

ACTOR = make_actor()
PLACED = Briefing(
    id=numbered_id(900),
    title="Strikes",
    sections=(
        Section(
            id="s-1",
            section_kind="actors",
            placements=(Placement(id="p", record=ACTOR.id, revision=1),),
        ),
    ),
)


def trash(history, *records):
    history.do(trash_records([(one.id, one.display_title) for one in records]))


def titles(library, text=""):
    with library.read() as unit:
        return [one.summary.title for one in list_trash(unit, text, limit=10)]


def test_the_trash_says_why_a_record_is_there_and_what_still_uses_it():
    with memory_library(ACTOR, PLACED) as library:
        trash(History(library), ACTOR)
        with library.read() as unit:
            (trashed,) = list_trash(unit, limit=10)
            assert count_trash(unit) == 1

    assert (trashed.summary.title, trashed.reason, trashed.uses) == (
        "Jaish al-Adl",
        "moved to trash",
        1,
    )


def test_what_was_trashed_last_comes_first_and_can_be_searched():
    attack = make_attack("Strike on Panjgur")
    with memory_library(ACTOR, attack, PLACED) as library:
        history = History(library)
        for record in (ACTOR, attack, PLACED):
            trash(history, record)

        assert titles(library) == ["Strikes", "Strike on Panjgur", "Jaish al-Adl"]
        assert titles(library, "panj") == ["Strike on Panjgur"]


def test_a_restored_record_is_back_where_it_was_placed():
    with memory_library(ACTOR, PLACED) as library:
        history = History(library)
        trash(history, ACTOR)
        history.do(restore_records([(ACTOR.id, "Jaish al-Adl")]))

        assert titles(library) == []
        assert history.undo_label == "restore “Jaish al-Adl” from the trash"
        with library.read() as unit:
            assert [use.id for use in unit.records.list_uses(ACTOR.id)] == [PLACED.id]


def test_a_source_whose_key_was_taken_meanwhile_comes_back_with_another():
    first, second = make_source("ani-2024"), make_source("other")
    with memory_library(first, second) as library:
        history = History(library)
        trash(history, first)
        history.do(change_fields(second.id, {"key": "ani-2024"}))
        history.do(restore_records([(first.id, "x")]))

        assert find(library, first.id).key == f"ani-2024-{first.id[:4]}"


def test_what_is_removed_for_good_is_gone_with_its_history_and_undo():
    attack = make_attack()
    with memory_library(ACTOR, attack) as library:
        history = History(library)
        history.do(change_fields(attack.id, {"method": "drone"}))
        trash(history, ACTOR)
        history.do(purge_records([(ACTOR.id, "x")]))

        assert titles(library) == []
        assert history.undo_label == "change method"
        with library.read() as unit:
            assert unit.records.list_revisions(ACTOR.id) == ()
            with pytest.raises(RecordNotFoundError):
                unit.records.get_revision(ACTOR.id, 1)


def test_a_record_outside_the_trash_is_not_removed():
    with memory_library(ACTOR) as library:
        History(library).do(purge_records([(ACTOR.id, "x")]))

        assert find(library, ACTOR.id) is not None


def test_emptying_the_trash_leaves_the_rest_alone():
    attack, kept = make_attack(), make_attack("Kept")
    with memory_library(ACTOR, attack, kept) as library:
        history = History(library)
        trash(history, ACTOR, attack)
        history.do(empty_trash())

        assert titles(library) == []
        assert find(library, kept.id) is not None
        assert history.undo_label == ""


def test_after_compacting_the_text_is_nowhere_in_the_file(tmp_path):
    secret = make_actor("Unmistakable Name", profile="codeword BRIARWOOD and قَلْعَة")
    path = tmp_path / "desk.briefings"
    with disk_library(path, secret, make_attack()) as library:
        history = History(library)
        trash(history, secret)
        history.do(purge_records([(secret.id, "x")]))
        library.compact()

        files = b"".join(one.read_bytes() for one in tmp_path.glob("desk.briefings*"))
    for text in ("BRIARWOOD", "briarwood", "Unmistakable", "unmistakable", secret.id):
        assert text.encode() not in files


def test_what_an_issued_edition_used_stays_in_the_trash():
    used = UsedRecord(record=ACTOR.id, revision=1)
    edition = Edition(id=numbered_id(7), title="Strikes", used=(used,))
    with memory_library(ACTOR, edition) as library:
        history = History(library)
        trash(history, ACTOR)
        with pytest.raises(RecordInUseError, match="edition 1” was issued with this record"):
            history.do(purge_records([(ACTOR.id, ACTOR.display_title)]))
        history.do(empty_trash())

        assert titles(library) == [ACTOR.display_title]


def test_an_issued_edition_does_not_go_to_the_trash():
    edition = Edition(id=numbered_id(7), title="Strikes")
    with memory_library(edition) as library:
        with pytest.raises(EditionFrozenError, match="withdraw it"):
            trash(History(library), edition)

        assert find(library, edition.id) is not None
