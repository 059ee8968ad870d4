"""Checks of names: one spelling of an actor in one document."""

import re
from collections.abc import Iterator

from briefing.document.nodes import Document, Heading, Paragraph, Table
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks
from briefing.records.actor import Actor, NameKind
from briefing.snapshot import Snapshot

_WORD = re.compile(r"\w+")
_SPELLINGS = (NameKind.ALIAS, NameKind.OFFICIAL)


def find_several_spellings(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find actors that running text calls by another spelling than the preferred one.

    The table of a profile lists the other names on purpose, and quoted words keep theirs.
    """
    text = _read_running_text(document)
    used_words = _list_words(text)
    for record in snapshot.records.values():
        if not isinstance(record, Actor) or record.preferred_name is None:
            continue
        preferred = record.preferred_name.text
        used = [
            name.text
            for name in record.names
            if name.name_kind in _SPELLINGS
            and name.text not in preferred
            and preferred not in name.text
            and _occurs(name.text, text, used_words)
        ]
        if used and _occurs(preferred, text, used_words):
            others = ", ".join(f"“{name}”" for name in dict.fromkeys(used))
            yield Problem(
                check="several-spellings",
                severity=Severity.WARNING,
                message=f"The text calls “{preferred}” also {others}.",
                remedy="Use one spelling, or say once that they are the same.",
                record=record.id,
                field="names",
            )


def _read_running_text(document: Document) -> str:
    pieces = []
    for block in iter_blocks(document.blocks):
        if isinstance(block, Paragraph | Heading):
            pieces.append(get_text(block.children))
        elif isinstance(block, Table) and block.header:
            pieces.extend(get_text(cell.children) for row in block.rows for cell in row.cells)
    return re.sub(r"“[^”]{0,400}”", "", "\n".join(pieces))


def _list_words(text: str) -> frozenset[str]:
    """List the words of a text; each of its forms with signs around it is read once."""
    forms = set(text.split())
    return frozenset(_WORD.findall(" ".join(forms)))


def _occurs(name: str, text: str, used_words: frozenset[str]) -> bool:
    """Tell whether a name stands in the text; most do not, and their words tell so at once."""
    if not name or not used_words.issuperset(_WORD.findall(name)):
        return False
    start = text.find(name)
    while start >= 0:  # far faster than a pattern that looks behind
        end = start + len(name)
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        if not _WORD.search(around):
            return True
        start = text.find(name, end)
    return False


CHECKS = (find_several_spellings,)
