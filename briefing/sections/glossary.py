"""Glossary of names: every actor that the briefing names, and terms of one's own."""

from collections.abc import Iterator
from typing import Any

import msgspec

from briefing.document.markup import find_mentions
from briefing.document.nodes import Block, Cell, Column, Inline, Row, Table, TableLook, Text
from briefing.folding import fold_text
from briefing.printed_words.local import Local
from briefing.records.actor import Actor, ActorKind, NameKind
from briefing.records.attack import Attack
from briefing.sections import words
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField
from briefing.snapshot import Snapshot

_COLUMNS = (Column(0.3), Column(0.7))
_Entry = tuple[str, tuple[Inline, ...], str]


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A term or an abbreviation, and what it means."""

    term: str = ""
    meaning: str = ""


class GlossarySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a glossary; actors that are placed in it are listed whether named or not."""

    actors: bool = True
    terms: tuple[Term, ...] = ()


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    found = {one.record.id: one.record for one in context.placed if isinstance(one.record, Actor)}
    if settings.actors:
        found |= {actor.id: actor for actor in _iter_named(context.snapshot)}
    claim = context.texts.claim_anchor
    entries: list[_Entry] = [
        (one.display_title, _explain(one, context.local), claim(one.id)) for one in found.values()
    ]
    entries += [
        (one.term, context.texts.read_inlines(one.meaning, field="terms"), "")
        for one in settings.terms
        if one.term.strip()
    ]
    if not entries:
        return ()
    entries.sort(key=lambda entry: fold_text(entry[0]))
    rows = tuple(
        Row((Cell((Text(name),), header=True), Cell(told)), anchor=anchor)
        for name, told, anchor in entries
    )
    return context.texts.with_origin((Table(_COLUMNS, rows, look=TableLook.FACTS),))


def _iter_named(snapshot: Snapshot) -> Iterator[Actor]:
    """Yield the actors that the briefing places, mentions, or tells an attack of."""
    for section in snapshot.briefing.list_included():
        yield from _iter_mentioned(snapshot, (section.lead_in, section.settings))
        for placement in section.placements:
            record = snapshot.pinned.get(placement.id) or snapshot.records.get(placement.record)
            if isinstance(record, Actor):
                yield record
            if isinstance(record, Attack):
                parties = (snapshot.get_actor(one.actor) for one in record.parties if one.actor)
                yield from (actor for actor in parties if actor is not None)
            if record is not None:
                yield from _iter_mentioned(snapshot, record)


def _iter_mentioned(snapshot: Snapshot, value: Any) -> Iterator[Actor]:
    for text in _iter_texts(value):
        for _kind, record in find_mentions(text):
            actor = snapshot.get_actor(record)
            if actor is not None:
                yield actor


def _iter_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "](" in value:
            yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _iter_texts(getattr(value, name))
    elif isinstance(value, dict):
        yield from _iter_texts(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _iter_texts(part)


def _explain(actor: Actor, local: Local) -> tuple[Inline, ...]:
    """Give what and where the actor is, its other names, and its name in its own script.

    That comes last: a text that begins from right to left would be set so as a whole.
    """
    is_known = actor.actor_kind is not ActorKind.UNKNOWN
    kind = local.words.translate(str(actor.actor_kind)) if is_known else ""
    place = local.print_country(actor.country)
    told = [
        local.words.comma.join(
            part for part in (kind, place) if part and part != actor.display_title
        )
    ]
    native = actor.native_name
    known = {actor.display_title, native.text if native else ""}
    others = [
        name.text
        for name in actor.names
        if name.text not in known and name.name_kind is not NameKind.NATIVE
    ]
    if others:
        names = local.words.comma.join(dict.fromkeys(others))
        told.append(local.words.translate(words.ALSO).format(names))
    line = "; ".join(part for part in told if part)
    if native is None or native.text == actor.display_title:
        return (Text(line),) if line else ()
    own = Text(native.text, language=native.language)
    return (Text(f"{line}; "), own) if line else (own,)


SECTION_KIND = SectionKind(
    key="glossary",
    title="Glossary of names",
    description="Every actor that is named, with native and other names, and terms of your own",
    takes=("actor",),
    settings_type=GlossarySettings,
    fields=(
        SettingField(
            name="actors",
            label="List every actor that the briefing names",
            field_type=FieldType.SWITCH,
        ),
        SettingField(
            name="terms",
            label="Terms and abbreviations",
            field_type=FieldType.PARTS,
            add_label="Add term",
            parts=(
                SettingField(name="term", label="Term", field_type=FieldType.LINE),
                SettingField(name="meaning", label="Meaning", field_type=FieldType.MARKDOWN),
            ),
        ),
    ),
    compose=_compose,
    empty_text="Fills itself with the actors that the briefing names; add terms, or place more.",
)
