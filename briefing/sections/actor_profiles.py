"""Actor profiles: full with a table of facts, short as one paragraph, or all in one table."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from briefing.document.markup import has_citation
from briefing.document.nodes import (
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    Paragraph,
    ParagraphRole,
    Row,
    Strong,
    Table,
    TableLook,
    Text,
)
from briefing.figures import FIGURE_LABELS, choose_figures, print_figure, print_range
from briefing.printed_words.local import Local
from briefing.records.actor import Actor, ActorKind, ActorName, Direction, NameKind, Relation
from briefing.records.parts import Figure
from briefing.sections import words
from briefing.sections.section_kind import (
    FieldType,
    SectionContext,
    SectionKind,
    SettingField,
)

Fact = tuple[str, tuple[Inline, ...]]
_FACT_COLUMNS = (Column(0.24), Column(0.76))
_TABLE_COLUMNS = (Column(0.28), Column(0.16), Column(0.16), Column(0.2), Column(0.2))


class ActorSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of an actor profiles section."""

    layout: Literal["full", "short", "table"] = "full"


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    actors = [placed.record for placed in context.placed if isinstance(placed.record, Actor)]
    if settings.layout == "table":
        return _compose_table(context, actors) if actors else ()
    compose_one = _compose_short if settings.layout == "short" else _compose_full
    return tuple(block for actor in actors for block in compose_one(context, actor))


def _compose_full(context: SectionContext, actor: Actor) -> tuple[Block, ...]:
    anchor = context.texts.claim_anchor(actor.id)
    blocks: list[Block] = []
    if not _is_named_by_section(context, actor):
        blocks.append(Heading(2, (Text(actor.display_title),), anchor=anchor))
    native = _find_native(actor)
    if native is not None:
        name = Text(native.text, language=native.language)
        blocks.append(Paragraph((name,), role=ParagraphRole.NATIVE_NAME, keep_with_next=True))
    facts = [(label, content) for label, content in _iter_facts(context, actor) if content]
    emblem = context.pictures.make_emblem(actor)
    if emblem and not facts:  # it stands beside something
        facts = [(context.local.words.name, (Text(actor.display_title),))]
    if facts:
        rows = tuple(
            Row((Cell((Text(label),), header=True), Cell(content))) for label, content in facts
        )
        blocks.append(Table(_FACT_COLUMNS, rows, look=TableLook.FACTS, emblem=emblem))
    blocks.extend(context.texts.read_record_text(actor, actor.profile, "profile"))
    if blocks and not blocks[0].anchor:
        blocks[0] = msgspec.structs.replace(blocks[0], anchor=anchor)
    return context.texts.with_origin(blocks, record=actor.id)


def _is_named_by_section(context: SectionContext, actor: Actor) -> bool:
    """Tell whether the section is this actor's profile, by its title, and no other's."""
    return len(context.placed) == 1 and actor.display_title in context.section.title


def _compose_short(context: SectionContext, actor: Actor) -> tuple[Block, ...]:
    head: list[Inline] = [Strong((Text(actor.display_title),))]
    native = _find_native(actor)
    if native is not None:
        head += [Text(" ("), Text(native.text, language=native.language), Text(")")]
    place = context.local.print_country(actor.country)
    told = [_print_kind(context, actor), "" if place == actor.display_title else place]
    head.append(Text("".join(f", {part}" for part in told if part) + ". "))
    body = context.texts.read_record_text(actor, actor.profile, "profile")
    if body and isinstance(body[0], Paragraph):
        head.extend(body[0].children)
        body = body[1:]
    first = Paragraph(tuple(head), anchor=context.texts.claim_anchor(actor.id))
    return context.texts.with_origin((first, *body), record=actor.id)


def _compose_table(context: SectionContext, actors: list[Actor]) -> tuple[Block, ...]:
    own = context.local.words
    labels = (own.name, own.kind, own.country, own.strength, own.designated_by)
    rows = []
    for actor in actors:
        cells = (
            (Text(actor.display_title),),
            (Text(_print_kind(context, actor)),),
            (Text(context.local.print_country(actor.country)),),
            _join(_print_figures(context, actor, "strength")),
            _join(_print_designations(context, actor)),
        )
        row = Row(
            tuple(Cell(tuple(cell), header=not number) for number, cell in enumerate(cells)),
            anchor=context.texts.claim_anchor(actor.id),
        )
        rows.append(row)
    header = tuple(Cell((Text(label),), header=True) for label in labels)
    table = Table(_TABLE_COLUMNS, tuple(rows), header=header, caption=(Text(own.actors),))
    return context.texts.with_origin((table,))


def _print_kind(context: SectionContext, actor: Actor) -> str:
    """Print the kind of actor; that it is not known is not worth a line."""
    known = actor.actor_kind is not ActorKind.UNKNOWN
    return context.local.words.translate(actor.actor_kind) if known else ""


def _find_native(actor: Actor) -> ActorName | None:
    native = actor.native_name
    return None if native is None or native.text == actor.display_title else native


def _iter_facts(context: SectionContext, actor: Actor) -> Iterator[Fact]:
    local = context.local
    own = local.words
    yield own.also_known_as, _join(_print_names(context, actor))
    for label, field, value in (
        (own.kind, "actor_kind", _print_kind(context, actor)),
        (own.country, "country", local.print_country(actor.country)),
        (own.base, "base", actor.base),
        (own.areas, "areas", "; ".join(actor.areas)),
        (own.founded, "founded", local.print_date(actor.founded)),
        (own.dissolved, "dissolved", local.print_date(actor.dissolved)),
        (own.ideology, "ideology", actor.ideology),
        (own.aims, "aims", actor.aims),
    ):
        yield label, _print_field(context, actor, field, value)
    for what in dict.fromkeys(figure.what for figure in actor.figures):
        label = own.translate(FIGURE_LABELS.get(what, what.replace("_", " ").capitalize()))
        yield label, _join(_print_figures(context, actor, what))
    yield own.leadership, _join(_print_leaders(context, actor))
    yield own.designated_by, _join(_print_designations(context, actor))
    yield own.relations, _join(_print_relations(context, actor))


def _print_field(
    context: SectionContext, actor: Actor, field: str, value: str
) -> tuple[Inline, ...]:
    if not value.strip():
        return ()
    cited = [
        citation
        for citation in actor.citations
        if citation.field == field and not has_citation(value)  # the text says it closer by
    ]
    read = context.texts.read_inlines(value, record=actor.id, field=field)
    return (*read, *context.texts.cite(cited, record=actor.id, field=field))


def _print_names(context: SectionContext, actor: Actor) -> Iterator[tuple[Inline, ...]]:
    own = context.local.words
    preferred, native = actor.preferred_name, _find_native(actor)
    for name in actor.names:
        if name is preferred or name is native or not name.text:
            continue
        quoted = name.name_kind is NameKind.TRANSLATION
        text = own.quoted.format(name.text) if quoted else name.text
        kind = (
            ""
            if name.name_kind in (NameKind.ALIAS, NameKind.NATIVE)
            else own.translate(name.name_kind)
        )
        told = ", ".join(part for part in (kind, context.local.print_date(name.period)) if part)
        tail = (Text(f" ({told})"),) if told else ()
        cited = context.texts.cite(name.citations, record=actor.id, field="names")
        yield (Text(text, language=name.language), *tail, *cited)


def _print_figures(
    context: SectionContext, actor: Actor, what: str
) -> Iterator[tuple[Inline, ...]]:
    for figure in choose_figures(actor.figures, what):
        cited = context.texts.cite(figure.citations, record=actor.id, field="figures")
        yield (Text(_tell_figure(context.local, figure)), *cited)


def _tell_figure(local: Local, figure: Figure) -> str:
    """Tell a figure in a sentence in English, and as a bare range in other languages."""
    if local.is_english:
        return print_figure(figure)
    amount = print_range(figure.low, figure.best, figure.high, figure.qualifier)
    told = [text for text in (local.print_date(figure.as_of), figure.given_by) if text]
    parts = [local.words.translate_amount(amount), figure.unit]
    parts += [f"({local.words.comma.join(told)})"] if told else []
    return " ".join(part for part in parts if part)


def _print_leaders(context: SectionContext, actor: Actor) -> Iterator[tuple[Inline, ...]]:
    for leader in actor.leadership:
        told = ", ".join(
            part for part in (leader.role, context.local.print_date(leader.period)) if part
        )
        text = f"{leader.name} ({told})" if told else leader.name
        cited = context.texts.cite(leader.citations, record=actor.id, field="leadership")
        yield (Text(text), *cited)


def _print_designations(context: SectionContext, actor: Actor) -> Iterator[tuple[Inline, ...]]:
    for designation in actor.designations:
        told = ", ".join(
            part
            for part in (designation.list_name, context.local.print_date(designation.date))
            if part
        )
        text = f"{designation.authority} ({told})" if told else designation.authority
        cited = context.texts.cite(designation.citations, record=actor.id, field="designations")
        yield (Text(text), *cited)


def _print_relations(context: SectionContext, actor: Actor) -> Iterator[tuple[Inline, ...]]:
    for relation in actor.relations:
        other = context.snapshot.get_actor(relation.other)
        if other is None:
            sentence = f"A relation of “{actor.display_title}” is to an actor that is gone."
            context.texts.report_broken(sentence, actor.id, "relations")
            continue
        own = context.local.words
        verb = own.translate(_choose_verb(relation))
        told = [context.local.print_date(relation.period), relation.note]
        if relation.confidence:
            told.append(own.translate(f"{relation.confidence} confidence"))
        details = own.comma.join(part for part in told if part)
        tail = f" ({details})" if details else ""
        text = f"{verb} {other.display_title}{tail}"
        cited = context.texts.cite(relation.citations, record=actor.id, field="relations")
        yield (Text(text), *cited)


def _choose_verb(relation: Relation) -> str:
    back = relation.direction is Direction.BACKWARD
    table = words.RELATION_WORDS_BACK if back else words.RELATION_WORDS
    return table[relation.relation_kind]


def _join(parts: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for part in parts:
        if joined:
            joined.append(Text("; "))
        joined.extend(part)
    return tuple(joined)


SECTION_KIND = SectionKind(
    key="actors",
    title="Actors",
    description="Profiles of actors from the library",
    takes=("actor",),
    settings_type=ActorSettings,
    fields=(
        SettingField(
            name="layout",
            label="Layout",
            field_type=FieldType.CHOICE,
            choices=(
                ("full", "Full: facts and text"),
                ("short", "Short: one paragraph"),
                ("table", "Table: one row each"),
            ),
        ),
    ),
    compose=_compose,
    empty_text="Place actors here.",
)
