"""Checks of acronyms: written out where they are first used."""

import re
from collections.abc import Iterator

from briefing.document.nodes import Document, Paragraph
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks
from briefing.records.actor import Actor, NameKind
from briefing.snapshot import Snapshot

_AROUND = 160
"""How many characters before or after an acronym its full name may stand."""


def find_unexpanded_acronyms(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find acronyms of actors that running text uses before it says what they stand for."""
    paragraphs = [
        (get_text(block.children), block)
        for block in iter_blocks(document.blocks)
        if isinstance(block, Paragraph)
    ]
    text = "\n".join(words for words, _block in paragraphs)
    for record in snapshot.records.values():
        if isinstance(record, Actor):
            yield from _check_actor(record, text)


def _check_actor(actor: Actor, text: str) -> Iterator[Problem]:
    full = [name.text for name in actor.names if name.name_kind is not NameKind.ACRONYM]
    for acronym in (n.text for n in actor.names if n.name_kind is NameKind.ACRONYM and n.text):
        if acronym not in text:
            continue
        first = re.search(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", text)
        if first is None or not full:
            continue
        nearby = text[max(0, first.start() - _AROUND) : first.end() + _AROUND].casefold()
        if any(name.casefold() in nearby for name in full if name):
            continue
        yield Problem(
            check="unexpanded-acronym",
            severity=Severity.WARNING,
            message=f"“{acronym}” is used before it is said to be “{full[0]}”.",
            remedy=f"Write “{full[0]} ({acronym})” where it is used first.",
            record=actor.id,
            field="names",
        )


CHECKS = (find_unexpanded_acronyms,)
