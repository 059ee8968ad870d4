"""How actors stand to each other, as a figure."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefing.document.nodes import Block
from briefing.drawing.relation_graph import ActorBox, RelationLine, make_relation_graph
from briefing.printed_words.local import Local
from briefing.records.actor import Actor, Direction, Relation, RelationKind
from briefing.sections import words
from briefing.sections.drawn.attacks import compose_drawing
from briefing.sections.section_kind import SectionContext

_LEVEL = (RelationKind.ALLY, RelationKind.RIVAL)
_UPWARDS = (RelationKind.SPLINTER, RelationKind.MEMBER)
"""Kinds of which the other actor is the one above."""

_NEIGHBOURS = 12
"""Related actors that are shown at most beside those that are placed."""


def compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    """Give the figure with its notes; nothing when there is nothing to draw."""
    placed = {each.record.id: each.record for each in context.placed}
    actors: dict[str, Actor] = {
        key: record for key, record in placed.items() if isinstance(record, Actor)
    }
    if not actors:
        return ()
    shown: dict[str, Actor] = {**actors}
    if settings.neighbours:
        for actor in list(_iter_neighbours(context, actors))[:_NEIGHBOURS]:
            shown[actor.id] = actor
    boxes = [_make_box(actor, settings, focus=key in actors) for key, actor in shown.items()]
    lines = _list_lines(shown, context.local.words.translate)
    scene = make_relation_graph(
        boxes,
        lines,
        context.measure,
        width=context.drawing_width,
        wording=context.local.on_drawings,
    )
    citations = [
        (actor.id, citation)
        for actor in shown.values()
        for relation in actor.relations
        if relation.other in shown
        for citation in relation.citations
    ]
    return compose_drawing(
        context,
        scene,
        caption=context.local.words.translate(settings.caption),
        alternative_text=settings.alternative_text or _describe(context.local, shown, lines),
        citations=citations,
    )


def _iter_neighbours(context: SectionContext, actors: Mapping[str, Actor]) -> Iterator[Actor]:
    """Yield the actors that those placed relate to, or that relate to them."""
    seen = set(actors)
    for actor in actors.values():
        for relation in actor.relations:
            other = context.snapshot.get_actor(relation.other)
            if other is not None and other.id not in seen:
                seen.add(other.id)
                yield other
    for record in context.snapshot.records.values():
        if not isinstance(record, Actor) or record.id in seen:
            continue
        if any(relation.other in actors for relation in record.relations):
            seen.add(record.id)
            yield record


def _make_box(actor: Actor, settings: Any, *, focus: bool) -> ActorBox:
    native = actor.native_name if settings.native_names else None
    return ActorBox(actor.id, actor.display_title, native.text if native else "", focus)


def _list_lines(actors: Mapping[str, Actor], translate: Callable[[str], str]) -> list[RelationLine]:
    """Give a line for each relation; one that both sides tell is drawn once."""
    lines: dict[object, RelationLine] = {}
    for actor in actors.values():
        for relation in actor.relations:
            if relation.other in actors:
                line = _make_line(actor, relation, translate)
                ends = frozenset((line.source, line.target))
                key = (ends, line.label) if line.mutual else (line.source, line.target, line.label)
                lines.setdefault(key, line)
    return list(lines.values())


def _make_line(actor: Actor, relation: Relation, translate: Callable[[str], str]) -> RelationLine:
    kind = relation.relation_kind
    source, target = actor.id, relation.other
    if relation.direction is Direction.BACKWARD:
        source, target = target, source
    label = words.RELATION_WORDS[kind]
    if kind in _UPWARDS:  # told from the one above, so that lines lead downwards
        source, target, label = target, source, words.RELATION_WORDS_BACK[kind]
    level = kind in _LEVEL
    return RelationLine(
        source=source,
        target=target,
        label=translate(label),
        mutual=relation.direction is Direction.MUTUAL or kind is RelationKind.ALLY,
        confidence=relation.confidence,
        descends=not level,
    )


def _describe(local: Local, actors: Mapping[str, Actor], lines: list[RelationLine]) -> str:
    translate = local.words.translate
    told = "; ".join(_tell(local, line, actors) for line in lines)
    graph = translate("Graph of {}").format(_count_actors(local, len(actors)))
    return f"{graph}: {told or translate('no relations among them are recorded')}."


def _count_actors(local: Local, number: int) -> str:
    if local.is_english:
        return "1 actor" if number == 1 else f"{number} actors"
    return local.words.translate("actors: {}").format(number)


def _tell(local: Local, line: RelationLine, actors: Mapping[str, Actor]) -> str:
    own = local.words
    ends = actors[line.source].display_title, actors[line.target].display_title
    joined = f"{own.join(ends)} ({line.label})" if line.mutual else f" {line.label} ".join(ends)
    if not line.confidence:
        return joined
    return own.comma.join((joined, own.translate(f"{line.confidence} confidence")))
