import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ImportFileError
from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import read_exchange, write_exchange
from briefing.identifiers import PlacementId, SectionId
from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.records.parts import Attachment, Citation
from briefing.records.source import Source
from briefing.services.files.exchanging import (
    collect_briefing,
    collect_library,
    import_exchange,
    read_exchange_file,
)
from briefing.services.history import History
from tests.support.libraries import (
    find,
    make_actor,
    make_note,
    make_source,
    memory_library,
    numbered_id,
    save,
)
from tests.support.strategies import any_record

ACTOR = make_actor(id=numbered_id(1))
NOTE = make_note(id=numbered_id(2))
OLD_KINDS = ("actor", "attack", "background", "source")


def make_draft(*placed, mode=PlacementMode.PINNED):
    """Make a briefing that places (record id, revision) pairs."""
    placements = tuple(
        Placement(id=PlacementId(str(index)), record=record, revision=revision, mode=mode)
        for index, (record, revision) in enumerate(placed)
    )
    section = Section(id=SectionId("s"), section_kind="actors", placements=placements)
    return Briefing(id=numbered_id(90), title="Strikes", sections=(section,))


def import_into(library, exchange):
    History(library).do(import_exchange(exchange, origin="a.json"))


def has_own_ids_and_keys(records):
    keys = [record.key for record in records if isinstance(record, Source) and record.key]
    return len({r.id for r in records}) == len(records) and len(set(keys)) == len(keys)


@st.composite
def exchanges(draw):
    """Any records, older revisions of some, and a briefing that quotes any revisions of them."""
    records = draw(st.lists(any_record(), max_size=4).filter(has_own_ids_and_keys))
    older = []
    for record in records:
        for number in range(draw(st.integers(0, 2))):
            if record.kind in OLD_KINDS:
                tags = (str(draw(st.integers(0, 1))),)
                older.append(msgspec.structs.replace(record, revision=number + 1, tags=tags))
    newest = tuple(msgspec.structs.replace(record, revision=3) for record in records)
    ids = [record.id for record in records] or [numbered_id(5)]
    quoted = draw(st.lists(st.tuples(st.sampled_from(ids), st.integers(-1, 5)), max_size=6))
    return Exchange(records=(*newest, make_draft(*quoted)), revisions=tuple(older))


@settings(max_examples=80)
@given(exchanges())
def test_import_then_export_gives_the_same_bytes(exchange):
    written = write_exchange(read_exchange(write_exchange(exchange)))

    with memory_library() as library:
        import_into(library, read_exchange(written))
        exported = write_exchange(collect_library(library))

    assert exported == written


@settings(max_examples=40)
@given(exchanges())
def test_a_briefing_alone_comes_back_the_same_too(exchange):
    with memory_library() as first, memory_library() as second:
        import_into(first, read_exchange(write_exchange(exchange)))
        alone = write_exchange(collect_briefing(first, numbered_id(90)))
        import_into(second, read_exchange(alone))

        assert write_exchange(collect_library(second)) == alone


def test_a_pinned_placement_shows_the_same_content_after_the_journey():
    with memory_library(ACTOR) as first, memory_library() as second:
        save(first, msgspec.structs.replace(find(first, ACTOR.id), aims="After"))
        save(first, make_draft((ACTOR.id, 1)))
        import_into(second, collect_library(first))
        pinned = find(second, numbered_id(90)).sections[0].placements[0]
        with second.read() as unit:
            shown = unit.records.get_revision(pinned.record, pinned.revision)

        assert (shown.aims, find(second, ACTOR.id).aims) == ("", "After")


def test_placements_follow_the_revisions_of_the_library_they_come_to():
    exchange = Exchange(records=(ACTOR, make_draft((ACTOR.id, 1))))
    with memory_library(msgspec.structs.replace(ACTOR, aims="Before")) as library:
        import_into(library, read_exchange(write_exchange(exchange)))

        assert find(library, ACTOR.id).revision == 2
        assert find(library, numbered_id(90)).sections[0].placements[0].revision == 2


def test_a_briefing_takes_along_what_it_cites_but_nothing_else():
    source, other = make_source("ani"), make_source("other")
    cited = msgspec.structs.replace(ACTOR, citations=(Citation(source=source.id),))
    draft = make_draft((ACTOR.id, 1), mode=PlacementMode.LIVE)

    with memory_library(cited, source, other, NOTE, draft) as library:
        exchange = collect_briefing(library, draft.id)

    assert {record.id for record in exchange.records} == {ACTOR.id, source.id, draft.id}


def test_attachments_come_along():
    with memory_library() as first, memory_library() as second:
        with first.begin() as unit:
            sha256 = unit.attachments.add_attachment(b"emblem")
            unit.commit()
        emblem = Attachment(sha256=sha256, name="emblem.png", media_type="image/png")
        save(first, msgspec.structs.replace(ACTOR, attachments=(emblem,)))
        import_into(second, read_exchange(write_exchange(collect_library(first))))

        with second.read() as unit:
            assert unit.attachments.get_attachment(sha256) == b"emblem"


def test_what_is_in_the_trash_stays_behind():
    with memory_library(ACTOR, NOTE) as library:
        with library.begin() as unit:
            unit.records.trash_record(NOTE.id)
            unit.commit()

        assert [record.id for record in collect_library(library).records] == [ACTOR.id]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ImportFileError, match=r"gone\.json cannot be read"):
        read_exchange_file(tmp_path / "gone.json")


def test_a_faulty_file_is_named(tmp_path):
    path = tmp_path / "empty.json"
    path.write_bytes(b"")

    with pytest.raises(ImportFileError, match=r"empty\.json was not imported: The file is not"):
        read_exchange_file(path)
