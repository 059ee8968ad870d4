"""Finds how other actors say that they stand to one: every relation has two sides."""

import msgspec

from briefing.identifiers import RecordId
from briefing.ports import Library
from briefing.records.actor import Actor, Direction, Relation, RelationKind


class IncomingRelation(msgspec.Struct, frozen=True, kw_only=True):
    """A relation that the profile of another actor holds to this one."""

    actor: RecordId
    title: str
    relation: Relation


def list_incoming(library: Library, actor_id: RecordId) -> list[IncomingRelation]:
    """List the relations of other actors to this one, by the actors' titles."""
    with library.read() as unit:
        users = [use.id for use in unit.records.list_uses(actor_id) if use.kind == "actor"]
        actors = unit.records.get_records(users).values()
    found = [
        IncomingRelation(actor=actor.id, title=actor.display_title, relation=relation)
        for actor in actors
        if isinstance(actor, Actor)
        for relation in actor.relations
        if relation.other == actor_id
    ]
    return sorted(found, key=lambda incoming: incoming.title.casefold())


_WORDS = {
    RelationKind.PARENT: "is the parent of this actor",
    RelationKind.SPLINTER: "split from this actor",
    RelationKind.ALLY: "is an ally of this actor",
    RelationKind.RIVAL: "is a rival of this actor",
    RelationKind.SPONSOR: "sponsors this actor",
    RelationKind.MEMBER: "is a member of this actor",
}
_TURNED_WORDS = {
    RelationKind.PARENT: "has this actor as its parent",
    RelationKind.SPLINTER: "has this actor as a splinter",
    RelationKind.SPONSOR: "is sponsored by this actor",
    RelationKind.MEMBER: "has this actor as a member",
}


def describe_incoming(incoming: IncomingRelation) -> str:
    """Say the relation in words, from the other actor's side."""
    relation = incoming.relation
    turned = relation.direction is Direction.BACKWARD
    words = _TURNED_WORDS.get(relation.relation_kind, "") if turned else ""
    parts = [f"{incoming.title} {words or _WORDS[relation.relation_kind]}"]
    if relation.confidence:
        parts.append(f"{relation.confidence} confidence")
    parts += [str(part) for part in (relation.period, relation.note) if part]
    return " · ".join(parts)
