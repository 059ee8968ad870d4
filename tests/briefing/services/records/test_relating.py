"""Tests of relations seen from the other side."""

import pytest

from briefing.records.actor import Direction, Relation, RelationKind
from briefing.services.records.relating import describe_incoming, list_incoming
from tests.support.builders import make_actor
from tests.support.libraries import memory_library

GROUP = make_actor(10, "Jaish al-Adl")


def list_words(*relations):
    state = make_actor(11, "Iran", relations=relations)
    with memory_library(GROUP, state) as library:
        return [describe_incoming(incoming) for incoming in list_incoming(library, GROUP.id)]


def relate(kind, **fields):
    return Relation(relation_kind=kind, other=GROUP.id, **fields)


def test_a_relation_shows_on_the_other_side():
    words = list_words(relate(RelationKind.RIVAL, confidence="high", note="since 2012"))

    assert words == ["Iran is a rival of this actor · high confidence · since 2012"]


def test_a_relation_that_holds_backward_is_turned_round():
    words = list_words(relate(RelationKind.SPONSOR, direction=Direction.BACKWARD))

    assert words == ["Iran is sponsored by this actor"]


@pytest.mark.parametrize("kind", RelationKind)
@pytest.mark.parametrize("direction", Direction)
def test_every_relation_has_words(kind, direction):
    assert list_words(relate(kind, direction=direction))[0].startswith("Iran ")


def test_relations_to_others_and_mentions_are_no_incoming_ones():
    state = make_actor(11, "Iran", profile=f"[Jaish](actor:{GROUP.id})")
    with memory_library(GROUP, state) as library:
        assert list_incoming(library, GROUP.id) == []
