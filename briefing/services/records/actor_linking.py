"""Knows the library's actors by every name they have, as data sets and tables write them."""

import re
from collections.abc import Iterator

from briefing.folding import fold_text
from briefing.identifiers import RecordId
from briefing.ports import UnitOfWork
from briefing.records.actor import Actor

_YEARS = re.compile(r"\s*\([0-9]{4}-?(?:[0-9]{4})?\)")


class ActorLinker:
    """Finds the actor that a name means; none where it may mean two. Reads all actors once."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._actors: dict[str, RecordId | None] = {}
        for actor in unit.records.iter_records(("actor",)):
            if isinstance(actor, Actor):
                self._add(actor)
        self._found: dict[str, RecordId | None] = {}

    def find(self, name: str) -> RecordId | None:
        """Give the actor of this name, case and diacritics aside.

        Of "Military Forces of Iran (1989-)" and "BLA: Baloch Liberation Army" a part will do.
        """
        if name not in self._found:
            known = (self._actors.get(fold_text(form)) for form in _iter_forms(name))
            self._found[name] = next(filter(None, known), None)
        return self._found[name]

    def _add(self, actor: Actor) -> None:
        for name in {fold_text(name.text) for name in actor.names} - {""}:
            taken = name in self._actors and self._actors[name] != actor.id
            self._actors[name] = None if taken else actor.id


def _iter_forms(name: str) -> Iterator[str]:
    yield name
    plain = _YEARS.sub("", name)
    yield plain
    short, colon, full = plain.partition(":")
    if colon:
        yield full
        yield short
