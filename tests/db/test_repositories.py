from datetime import UTC, datetime

import msgspec
import pytest

from briefing.errors import InvalidValueError, RecordConflictError, RecordNotFoundError
from briefing.identifiers import new_placement_id, new_record_id, new_section_id
from briefing.outline import Briefing, Placement, Section
from briefing.ports import RecordQuery
from briefing.records.actor import Leader, Relation, RelationKind
from briefing.records.attack import Party, PartyRole
from briefing.records.parts import Citation, Figure
from briefing.records.record import strip_storage_fields
from tests.support.libraries import (
    AUTHOR,
    find,
    make_actor,
    make_attack,
    make_note,
    make_source,
    numbered_id,
    save,
)

replace = msgspec.structs.replace
MISSING = new_record_id()


def titles(summaries):
    return [summary.title for summary in summaries]


def list_titles(library, **query):
    with library.read() as unit:
        return titles(unit.records.list_records(RecordQuery(**query)))


def list_uses(library, record):
    with library.read() as unit:
        return titles(unit.records.list_uses(record.id))


def trash(library, record, reason=""):
    with library.begin() as unit:
        unit.records.trash_record(record.id, reason=reason)
        unit.commit()


def test_a_saved_record_comes_back_as_it_was_stored(library):
    actor = make_actor(country="IR", profile="Active in *Sistan*.", tags=("border",))

    (stored,) = save(library, actor)

    assert find(library, actor.id) == stored
    assert strip_storage_fields(stored) == actor


def test_saving_counts_revisions_and_says_who_and_when(library):
    (first,) = save(library, make_actor())
    (second,) = save(library, replace(first, country="IR"))

    assert (first.revision, second.revision) == (1, 2)
    assert first.created == second.created < second.modified
    assert {second.created_by, second.modified_by} == {AUTHOR}
    assert second.modified.tzinfo is UTC


def test_what_an_import_claims_about_its_saving_is_not_believed(library):
    claimed = make_actor(created=datetime(1999, 1, 1, tzinfo=UTC), created_by="Somebody")

    (stored,) = save(library, claimed)

    assert stored.created.year == 2024
    assert stored.created_by == AUTHOR


def test_saving_the_same_again_adds_no_revision(library):
    (stored,) = save(library, make_actor())

    with library.begin() as unit:
        again = unit.records.save_record(replace(stored, modified_by="Else", created=None))
        assert again == stored
        assert not unit.touched
        assert len(unit.records.list_revisions(stored.id)) == 1


def test_saving_what_somebody_else_changed_is_refused(library):
    (stored,) = save(library, make_actor())
    save(library, replace(stored, country="IR"))

    with pytest.raises(RecordConflictError, match="changed meanwhile"):
        save(library, replace(stored, country="PK"))


def test_a_new_record_cannot_claim_a_revision(library):
    with pytest.raises(RecordConflictError, match="not in the library"):
        save(library, make_actor(revision=3))


def test_a_record_can_be_saved_twice_in_one_transaction(library):
    with library.begin() as unit:
        first = unit.records.save_record(make_actor())
        second = unit.records.save_record(replace(first, country="IR"))
        unit.commit()

    assert find(library, first.id) == second
    assert second.revision == 2


def test_a_missing_record_is_none_or_an_error(library):
    assert find(library, MISSING) is None
    with library.read() as unit, pytest.raises(RecordNotFoundError, match=MISSING):
        unit.records.get_record(MISSING)


def test_several_records_come_in_the_order_asked_for(library):
    one, two, three = save(library, make_actor("One"), make_actor("Two"), make_actor("Three"))

    with library.read() as unit:
        found = unit.records.get_records([three.id, MISSING, one.id, three.id])

    assert list(found.items()) == [(three.id, three), (one.id, one)]
    assert two.id not in found


def test_more_records_than_one_statement_takes_are_read(library):
    stored = save(library, *(make_actor(f"Actor {number}") for number in range(1201)))

    with library.read() as unit:
        assert len(unit.records.get_records(record.id for record in stored)) == 1201
        assert len(list(unit.records.iter_records())) == 1201


def test_all_kinds_are_iterated_by_kind_and_id_without_the_trash(library):
    note = make_note(id=numbered_id(1))
    late, early = make_actor(id=numbered_id(3)), make_actor(id=numbered_id(2))
    gone = make_actor(id=numbered_id(0))
    save(library, note, late, early, gone, Briefing(id=numbered_id(5), title="B"))
    trash(library, gone)

    with library.read() as unit:
        ids = [record.id for record in unit.records.iter_records()]
        actors = [record.id for record in unit.records.iter_records(["actor"])]

    assert ids == [early.id, late.id, note.id, numbered_id(5)]
    assert actors == [early.id, late.id]


def test_records_may_be_saved_while_all_are_iterated(library):
    save(library, *(make_actor(f"Actor {number}") for number in range(3)))

    with library.begin() as unit:
        for actor in unit.records.iter_records(["actor"]):
            unit.records.save_record(replace(actor, country="IR"))
        assert all(actor.country == "IR" for actor in unit.records.iter_records())


def test_history_is_newest_first_with_reasons(library):
    (first,) = save(library, make_actor(), reason="created")
    save(library, replace(first, country="IR"), reason="country corrected")

    with library.read() as unit:
        history = unit.records.list_revisions(first.id)
        old = unit.records.get_revision(first.id, 1)

    assert [(line.revision, line.reason) for line in history] == [
        (2, "country corrected"),
        (1, "created"),
    ]
    assert history[0].saved_by == AUTHOR
    assert old == first


def test_a_missing_revision_is_an_error(library):
    (stored,) = save(library, make_actor())

    with library.read() as unit, pytest.raises(RecordNotFoundError, match="revision 7"):
        unit.records.get_revision(stored.id, 7)


def test_a_trashed_record_is_gone_but_its_history_stays(library):
    (stored,) = save(library, make_actor())
    trash(library, stored, reason="a double")

    with library.read() as unit:
        assert unit.records.find_record(stored.id) is None
        assert unit.records.get_records([stored.id]) == {}
        assert unit.records.count_records(RecordQuery()) == 0
        assert unit.records.get_revision(stored.id, 1) == stored
        assert unit.records.list_revisions(stored.id)[0].reason == "a double"


def test_the_trash_can_be_listed(library):
    (stored,) = save(library, make_actor())
    trash(library, stored)

    assert list_titles(library, in_trash=True) == ["Jaish al-Adl"]


def test_a_trashed_record_saved_again_leaves_the_trash(library):
    (stored,) = save(library, make_actor())
    trash(library, stored)
    with library.read() as unit:
        newest = unit.records.list_revisions(stored.id)[0].revision

    save(library, replace(stored, revision=newest))

    assert find(library, stored.id).names == stored.names
    assert list_titles(library) == ["Jaish al-Adl"]


def test_trashing_twice_is_no_error_but_trashing_what_never_was_is(library):
    (stored,) = save(library, make_actor())
    trash(library, stored)
    trash(library, stored)

    with pytest.raises(RecordNotFoundError):
        trash(library, make_actor())


def test_a_source_is_found_by_its_key(library):
    (source,) = save(library, make_source("ani-2024"))

    with library.begin() as unit:
        pending = unit.records.save_record(make_source("afp-2024"))
        assert unit.records.find_source_by_key("ani-2024") == source.id
        assert unit.records.find_source_by_key("afp-2024") == pending.id
        assert unit.records.find_source_by_key("none") is None
        assert unit.records.find_source_by_key("") is None


def test_two_sources_cannot_have_one_key(library):
    save(library, make_source("ani-2024", title="The wire article"))

    with pytest.raises(InvalidValueError, match="“ani-2024” belongs to “The wire article”"):
        save(library, make_source("ani-2024"))


def test_two_sources_of_one_transaction_cannot_have_one_key(library):
    with pytest.raises(InvalidValueError, match="belongs to “First”"):
        save(library, make_source("k", title="First"), make_source("k"))


def test_sources_without_a_key_do_not_disturb_each_other(library):
    save(library, make_source(""), make_source(""))

    assert len(list_titles(library)) == 2


def test_two_sources_can_swap_their_keys(library):
    one, two = save(library, make_source("one"), make_source("two"))

    with library.begin() as unit:
        spare = unit.records.save_record(replace(one, key="spare"))
        unit.records.save_record(replace(two, key="one"))
        unit.records.save_record(replace(spare, key="two"))
        unit.commit()

    with library.read() as unit:
        assert unit.records.find_source_by_key("one") == two.id
        assert unit.records.find_source_by_key("two") == one.id


def test_the_key_of_a_trashed_source_is_free(library):
    (old,) = save(library, make_source("ani-2024"))
    trash(library, old)

    (new,) = save(library, make_source("ani-2024"))

    with library.read() as unit:
        assert unit.records.find_source_by_key("ani-2024") == new.id


@pytest.mark.parametrize(
    "user",
    [
        make_attack("citing", citations=(Citation(source=MISSING),)),
        make_attack("counting", figures=(Figure(what="k", citations=(Citation(source=MISSING),)),)),
        make_attack("acting", parties=(Party(role=PartyRole.TARGET, actor=MISSING),)),
        make_actor("led", leadership=(Leader(name="x", actor=MISSING),)),
        make_actor("allied", relations=(Relation(relation_kind=RelationKind.ALLY, other=MISSING),)),
        make_actor("mentioning", profile=f"See [them](actor:{MISSING})."),
        make_note("noting", attacks=(MISSING,)),
        Briefing(
            id=new_record_id(),
            title="placing",
            sections=(
                Section(
                    id=new_section_id(),
                    section_kind="actor_profiles",
                    placements=(Placement(id=new_placement_id(), record=MISSING, revision=1),),
                ),
            ),
        ),
        Briefing(
            id=new_record_id(),
            title="set",
            sections=(
                Section(
                    id=new_section_id(), section_kind="past_attacks", settings={"actor": MISSING}
                ),
            ),
        ),
    ],
    ids=lambda record: record.display_title,
)
def test_uses_are_found_wherever_a_record_can_be_referred_to(library, user):
    save(library, make_actor(id=MISSING), user)

    assert list_uses(library, make_actor(id=MISSING)) == [user.display_title]


def test_a_source_is_used_by_the_texts_that_cite_its_key(library):
    source, _note = save(library, make_source("ani-2024"), make_note(text="So [see @ani-2024, 3]."))
    assert list_uses(library, source) == ["The border"]

    save(library, replace(source, key="ani-2025"))
    assert list_uses(library, source) == []


def test_what_no_longer_refers_is_no_use(library):
    actor = make_actor()
    _actor, note = save(library, actor, make_note(actors=(actor.id,)))
    save(library, replace(note, actors=()))

    assert list_uses(library, actor) == []


def test_touched_tells_before_and_after_of_each_record_once(library):
    old, gone = save(library, make_actor("Old"), make_actor("Gone"))

    with library.begin() as unit:
        unit.records.save_record(replace(old, country="IR"))
        changed = unit.records.save_record(replace(old, revision=2, country="PK"))
        made = unit.records.save_record(make_actor("Made"))
        unit.records.trash_record(gone.id)
        brief = unit.records.save_record(make_actor("Brief"))
        unit.records.trash_record(brief.id)
        touched = {line.id: (line.before, line.after) for line in unit.touched}

    assert touched == {old.id: (old, changed), made.id: (None, made), gone.id: (gone, None)}


def test_half_a_character_pair_is_refused_in_words(library):
    with pytest.raises(InvalidValueError, match="cannot be stored"):
        save(library, make_actor("Broken \ud800 name"))


def test_a_number_beyond_the_range_of_the_database_is_kept(library):
    (stored,) = save(library, make_attack(figures=(Figure(what="killed", best=10**30),)))

    assert find(library, stored.id).figures[0].best == 10**30


def test_odd_ids_keys_and_tags_find_nothing_and_raise_nothing(library):
    odd = "\ud800\x00'; DROP TABLE records"
    with library.read() as unit:
        assert unit.records.find_record(odd) is None
        assert unit.records.find_source_by_key(odd) is None
        assert unit.records.get_records([odd]) == {}
        assert unit.records.list_uses(odd) == ()
        assert unit.records.list_records(RecordQuery(tag=odd, kinds=("'",), order=odd)) == ()


def test_attached_files_are_kept_once(library):
    with library.begin() as unit:
        name = unit.attachments.add_attachment(b"emblem")
        assert unit.attachments.add_attachment(b"emblem") == name
        unit.commit()

    with library.read() as unit:
        assert unit.attachments.get_attachment(name) == b"emblem"


def test_a_missing_attached_file_is_an_error(library):
    with library.read() as unit, pytest.raises(RecordNotFoundError, match="not in the library"):
        unit.attachments.get_attachment("0" * 64)
