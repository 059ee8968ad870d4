"""Checks of names: one spelling of an actor in one document."""

import re
from collections.abc import Iterator

from briefing.document.nodes import Document, Heading, Paragraph, Table
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks, list_cell_texts
from briefing.records.actor import Actor, NameKind
from briefing.snapshot import Snapshot

_WORD = re.compile(r"\w+")
_SPELLINGS = (NameKind.ALIAS, NameKind.OFFICIAL)


def find_several_spellings(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find actors that running text calls by another spelling than the preferred one.

    The table of a profile lists the other names on purpose, and quoted words keep theirs.
    """
    text = _RunningText(_read_running_text(document))
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
            and text.has(name.text)
        ]
        if used and text.has(preferred):
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
            pieces.extend(list_cell_texts(block.rows))
    return re.sub(r"“[^”]{0,400}”", "", "\n".join(pieces))


class _RunningText:
    """A long text that is asked for many names, most of which do not stand in it.

    It has the same words again and again. `_forms` holds each of them once, with the signs around
    it: names of one word stand there if anywhere.
    """

    def __init__(self, text: str) -> None:
        forms = set(text.split())
        self._text = text
        self._forms = " ".join(forms)
        plain = {form for form in forms if form.isalnum()}
        self._words = plain.union(_WORD.findall(" ".join(forms - plain)))

    def has(self, name: str) -> bool:
        """Tell whether a name stands in the text, and is not just a part of a word."""
        parts = _WORD.findall(name)
        if not name or not self._words.issuperset(parts):
            return False
        return parts == [name] or _occurs(
            name, self._forms if name.split() == [name] else self._text
        )


def _occurs(name: str, text: str) -> bool:
    start = text.find(name)
    while start >= 0:  # far faster than a pattern that looks behind
        end = start + len(name)
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        if not _WORD.search(around):
            return True
        start = text.find(name, end)
    return False


CHECKS = (find_several_spellings,)
