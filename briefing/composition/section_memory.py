"""Remembers what sections were composed into, for a preview that composes after every key.

A section is composed again when anything that it read has changed: while one is composed, what it
reads is written down. What is remembered equals what composing afresh would give.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from briefing.composition.arrangement import ArrangedSection
from briefing.composition.column_widths import ColumnFitter
from briefing.document.nodes import Block
from briefing.document.problem import Problem
from briefing.export.style_sheet import StyleSheet
from briefing.outline import Briefing, Section
from briefing.records.kinds import AnyRecord
from briefing.records.record import strip_storage_fields
from briefing.sections.texts import References
from briefing.snapshot import Snapshot

_MAPPINGS = ("records", "pinned", "pictures", "picture_faults")
_ABSENT = object()
Part = TypeVar("Part")

Compose = Callable[[Snapshot, Callable[[Problem], None]], tuple[Block, ...]]
"""Composes a section from a snapshot, and reports problems."""


class _Log:
    """What was read and claimed while something was composed."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = {name: set() for name in _MAPPINGS}
        self.whole: set[str] = set()
        self.outline = False
        self.claims: list[tuple[str, str]] = []

    def add(self, other: "_Log") -> None:
        """Take over what a part of it read."""
        for name, keys in other.keys.items():
            self.keys[name] |= keys
        self.whole |= other.whole
        self.outline = self.outline or other.outline
        self.claims += other.claims


class _Desk:
    """Where what is read just now is written down."""

    def __init__(self) -> None:
        self.log = _Log()


class _Watched(dict[str, Any]):
    """A mapping that has written down which keys are asked for, or that it is gone through."""

    def __init__(self, name: str, content: dict[str, Any], desk: _Desk) -> None:
        super().__init__(content)
        self._name = name
        self._desk = desk

    def _note(self) -> None:
        self._desk.log.whole.add(self._name)

    def __getitem__(self, key: str) -> Any:
        self._desk.log.keys[self._name].add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._desk.log.keys[self._name].add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._desk.log.keys[self._name].add(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        self._note()
        return super().__iter__()

    def __len__(self) -> int:
        self._note()
        return super().__len__()

    def keys(self) -> Any:
        self._note()
        return super().keys()

    def values(self) -> Any:
        self._note()
        return super().values()

    def items(self) -> Any:
        self._note()
        return super().items()


class _WatchedBriefing(Briefing, frozen=True, kw_only=True, tag="briefing", dict=True):
    """A briefing that notes when its outline is read: most sections know nothing of others."""

    def __getattribute__(self, name: str) -> Any:
        if name == "sections":
            object.__getattribute__(self, "__dict__")["desk"].log.outline = True
        return super().__getattribute__(name)


class _WatchedReferences(References):
    """References that write down which anchors were claimed, and what was given for them."""

    desk: _Desk

    def claim_anchor(self, record: str) -> str:
        anchor = super().claim_anchor(record)
        self.desk.log.claims.append((record, anchor))
        return anchor


class _Made(NamedTuple):
    """What a section, or a part of one, was composed into, and all that it rested on."""

    given: object
    value: Any
    problems: tuple[Problem, ...]
    log: _Log
    reads: dict[str, dict[str, Any]]
    whole: dict[str, dict[str, Any]]
    outline: tuple[Section, ...] | None


class SectionMemory:
    """What the sections of one briefing, and parts of them, were composed into last.

    `composed` names the sections that the last composition did compose; `fitter` knows how wide
    the cells of their tables are.
    """

    def __init__(self) -> None:
        self.composed: list[str] = []
        self.fitter: ColumnFitter | None = None
        self._shared: tuple[Any, ...] = ()
        self._before: dict[tuple[str, ...], _Made] = {}
        self._now: dict[tuple[str, ...], _Made] = {}
        self._desk = _Desk()
        self._snapshot: Snapshot | None = None
        self._watched: Snapshot | None = None
        self._references: _WatchedReferences | None = None

    def begin(
        self, snapshot: Snapshot, references: References, style_sheet: StyleSheet
    ) -> References:
        """Begin a composition; gives the references that its sections are to use."""
        shared = _list_shared(snapshot, references, style_sheet)
        self._before = self._now if shared == self._shared else {}
        self._shared, self._now, self.composed = shared, {}, []
        self._snapshot, self._watched, self._desk = snapshot, None, _Desk()
        watched = _WatchedReferences.__new__(_WatchedReferences)
        watched.__dict__.update(references.__dict__)
        watched.desk = self._desk
        self._references = watched
        return watched

    def compose(
        self, arranged: ArrangedSection, report: Callable[[Problem], None], compose: Compose
    ) -> tuple[Block, ...]:
        """Give the blocks of a section, composed now or remembered, and report its problems."""
        key = (arranged.section.id,)
        made = self._recall(key, arranged)
        if made is None:
            self.composed.append(arranged.section.id)
            problems: list[Problem] = []
            watched = self._watch()
            made = self._make(arranged, lambda: compose(watched, problems.append), problems)
        else:  # what its parts rest on is what it was, too
            parts = {k: one for k, one in self._before.items() if k[0] == key[0]}
            self._now.update(parts)
        self._now[key] = made
        for problem in made.problems:
            report(problem)
        blocks: tuple[Block, ...] = made.value
        return blocks

    def compose_part(
        self, section: str, problems: list[Problem], record: AnyRecord, compose: Callable[[], Part]
    ) -> Part:
        """Give what a record is composed into inside a section that is being composed.

        It may rest on the record, the section's id and what is watched, and on nothing else.
        Problems are put into the list.
        """
        key = (section, record.id)
        made = self._recall(key, record)
        if made is None:
            start = len(problems)
            made = self._make(record, compose, problems, start)
        else:
            problems.extend(made.problems)
        self._now[key] = made
        part: Part = made.value
        return part

    def _recall(self, key: tuple[str, ...], given: object) -> _Made | None:
        """Give what was made before, with its anchors claimed, if all it rested on is the same."""
        made = self._before.get(key)
        if made is None or key in self._now or not self._holds(made, given):
            return None
        if self._references is not None:
            own, self._desk.log = self._desk.log, _Log()
            for record, _anchor in made.log.claims:
                self._references.claim_anchor(record)
            self._desk.log = own
        self._desk.log.add(made.log)
        return made

    def _make(
        self, given: object, compose: Callable[[], Any], problems: list[Problem], start: int = 0
    ) -> _Made:
        own, self._desk.log = self._desk.log, _Log()
        try:
            value = compose()
        finally:
            log, self._desk.log = self._desk.log, own
            own.add(log)
        snapshot = self._snapshot
        outline = snapshot.briefing.sections if snapshot is not None and log.outline else None
        return _Made(
            given=given,
            value=value,
            problems=tuple(problems[start:]),
            log=log,
            reads={
                name: {key: getattr(snapshot, name).get(key, _ABSENT) for key in keys}
                for name, keys in log.keys.items()
                if keys
            },
            whole={name: getattr(snapshot, name) for name in log.whole},
            outline=outline,
        )

    def _watch(self) -> Snapshot:
        if self._watched is not None:
            return self._watched
        snapshot = self._snapshot
        if snapshot is None:
            message = "A composition has to begin first"
            raise ValueError(message)
        briefing = snapshot.briefing
        watched = _WatchedBriefing(**{n: getattr(briefing, n) for n in briefing.__struct_fields__})
        watched.__dict__["desk"] = self._desk
        mappings = {name: _Watched(name, getattr(snapshot, name), self._desk) for name in _MAPPINGS}
        self._watched = msgspec.structs.replace(snapshot, briefing=watched, **mappings)
        return self._watched

    def _holds(self, made: _Made, given: object) -> bool:
        """Tell whether what was given, and all that was read, are what they were."""
        snapshot = self._snapshot
        return (
            snapshot is not None
            and (made.given is given or made.given == given)
            and (made.outline is None or made.outline == snapshot.briefing.sections)
            and all(_is_same(one, getattr(snapshot, name)) for name, one in made.whole.items())
            and all(_has_same(one, getattr(snapshot, name)) for name, one in made.reads.items())
            and self._would_grant(made.log.claims)
        )

    def _would_grant(self, claims: list[tuple[str, str]]) -> bool:
        references = self._references
        if references is None:
            return False
        claimed: set[str] = set()
        for record, anchor in claims:
            if references.would_claim(record, but=claimed) != anchor:
                return False
            claimed.add(record)
        return True


def _list_shared(
    snapshot: Snapshot, references: References, style_sheet: StyleSheet
) -> tuple[Any, ...]:
    """List what any section may read, without noting that it does."""
    briefing = msgspec.structs.replace(strip_storage_fields(snapshot.briefing), sections=())
    rest = msgspec.structs.replace(
        snapshot, briefing=briefing, records={}, pinned={}, pictures={}, picture_faults={}
    )
    return rest, style_sheet, references.list_facts()


def _is_same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return list(before) == list(now) and _has_same(before, now)


def _has_same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return all(
        (found := now.get(key, _ABSENT)) is value or found == value for key, value in before.items()
    )
