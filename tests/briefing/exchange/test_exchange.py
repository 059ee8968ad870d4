import msgspec

from briefing.exchange.exchange import AttachedFile, Exchange, list_quoted, normalise
from briefing.identifiers import PlacementId, SectionId
from briefing.outline import Briefing, Placement, PlacementMode, Section
from briefing.records.parts import Attachment
from tests.support.libraries import make_actor, make_attack, make_note, numbered_id


def make_draft(*placed, number=90):
    """Make a briefing that places (record id, revision) pairs, pinned."""
    placements = tuple(
        Placement(
            id=PlacementId(str(index)), record=record, revision=revision, mode=PlacementMode.PINNED
        )
        for index, (record, revision) in enumerate(placed)
    )
    section = Section(id=SectionId("s"), section_kind="actors", placements=placements)
    return Briefing(id=numbered_id(number), title="Strikes", revision=3, sections=(section,))


def at(record, revision, **fields):
    return msgspec.structs.replace(record, revision=revision, **fields)


ACTOR = make_actor(id=numbered_id(1))


def test_records_stand_in_order_of_kind_title_and_id():
    note, late, early = make_note("Border"), make_attack("b"), make_attack("A")

    normal = normalise(Exchange(records=(note, late, early, ACTOR)))

    assert normal.records == tuple(at(r, 1) for r in (ACTOR, early, late, note))


def test_a_quoted_older_revision_travels_and_is_counted_anew():
    older, newest = at(ACTOR, 4, aims="Before"), at(ACTOR, 9, aims="After")
    draft = make_draft((ACTOR.id, 4), (ACTOR.id, 9))

    normal = normalise(Exchange(records=(newest, draft), revisions=(older,)))

    assert [(r.revision, r.aims) for r in normal.revisions] == [(1, "Before")]
    assert list_quoted(normal.records) == {(ACTOR.id, 1), (ACTOR.id, 2)}


def test_a_revision_that_nothing_quotes_stays_behind():
    older = at(ACTOR, 4, aims="Before")

    assert normalise(Exchange(records=(at(ACTOR, 5),), revisions=(older,))).revisions == ()


def test_neighbouring_revisions_that_say_the_same_become_one():
    draft = make_draft((ACTOR.id, 1), (ACTOR.id, 2))
    older = (at(ACTOR, 1), at(ACTOR, 2))

    normal = normalise(Exchange(records=(at(ACTOR, 3), draft), revisions=older))

    assert normal.revisions == ()
    assert list_quoted(normal.records) == {(ACTOR.id, 1)}


def test_a_revision_that_is_missing_gives_way_to_the_newest():
    draft = make_draft((ACTOR.id, 2), (numbered_id(7), 5))

    normal = normalise(Exchange(records=(at(ACTOR, 5), draft)))

    assert list_quoted(normal.records) == {(ACTOR.id, 1), (numbered_id(7), 0)}


def test_an_attachment_that_no_record_names_stays_behind():
    named = msgspec.structs.replace(
        ACTOR, attachments=(Attachment(sha256="a", name="a.png", media_type="image/png"),)
    )
    files = (AttachedFile(sha256="b", content=b"b"), AttachedFile(sha256="a", content=b"a"))

    assert normalise(Exchange(records=(named,), attachments=files)).attachments == files[1:]
