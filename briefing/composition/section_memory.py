"""Remembers what sections were composed into, for a preview that composes after every key.

A section is composed again when anything that it read has changed: while one is composed, what it
reads is written down. What is remembered equals what composing afresh would give.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from briefing.composition.arrangement import ArrangedSection
from briefing.document.nodes import Block
from briefing.document.problem import Problem
from briefing.export.style_sheet import StyleSheet
from briefing.outline import Briefing, Section
from briefing.records.record import strip_storage_fields
from briefing.sections.texts import References
from briefing.snapshot import Snapshot

_MAPPINGS = ("records", "pinned", "pictures", "picture_faults")
_ABSENT = object()

Compose = Callable[[Snapshot, Callable[[Problem], None]], tuple[Block, ...]]
"""Composes a section from a snapshot, and reports problems."""


class _Watched(dict[str, Any]):
    """A mapping that writes down which keys are asked for; `all_read` once it is gone through."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(content)
        self.reset()

    def reset(self) -> None:
        self.keys_read: set[str] = set()
        self.all_read = False

    def __getitem__(self, key: str) -> Any:
        self.keys_read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.keys_read.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_read.add(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.all_read = True
        return super().__iter__()

    def __len__(self) -> int:
        self.all_read = True
        return super().__len__()

    def keys(self) -> Any:
        self.all_read = True
        return super().keys()

    def values(self) -> Any:
        self.all_read = True
        return super().values()

    def items(self) -> Any:
        self.all_read = True
        return super().items()


class _WatchedBriefing(Briefing, frozen=True, kw_only=True, tag="briefing", dict=True):
    """A briefing that notes when its outline is read: most sections know nothing of others."""

    def __getattribute__(self, name: str) -> Any:
        if name == "sections":
            object.__getattribute__(self, "__dict__")["outline_read"] = True
        return super().__getattribute__(name)


class _WatchedReferences(References):
    """References that write down which anchors were claimed, and whether they were given."""

    claims: list[tuple[str, str]]

    def claim_anchor(self, record: str) -> str:
        anchor = super().claim_anchor(record)
        self.claims.append((record, anchor))
        return anchor


class _Made(NamedTuple):
    """What a section was composed into, and all that it rested on."""

    arranged: ArrangedSection
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    claims: tuple[tuple[str, str], ...]
    reads: dict[str, dict[str, Any]]
    whole: dict[str, dict[str, Any]]
    outline: tuple[Section, ...] | None


class SectionMemory:
    """What the sections of one briefing were composed into last.

    `composed` names the sections that the last composition did compose.
    """

    def __init__(self) -> None:
        self.composed: list[str] = []
        self._shared: tuple[Any, ...] = ()
        self._before: dict[str, _Made] = {}
        self._now: dict[str, _Made] = {}
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
        self._snapshot, self._watched = snapshot, None
        watched = _WatchedReferences.__new__(_WatchedReferences)
        watched.__dict__.update(references.__dict__)
        watched.claims = []
        self._references = watched
        return watched

    def compose(
        self, arranged: ArrangedSection, report: Callable[[Problem], None], compose: Compose
    ) -> tuple[Block, ...]:
        """Give the blocks of a section, composed now or remembered, and report its problems."""
        key = arranged.section.id
        made = self._before.get(key)
        if key in self._now or made is None or not self._holds(made, arranged):
            made = self._make(arranged, compose)
        elif self._references is not None:
            for record, _anchor in made.claims:
                self._references.claim_anchor(record)
        self._now[key] = made
        for problem in made.problems:
            report(problem)
        return made.blocks

    def _make(self, arranged: ArrangedSection, compose: Compose) -> _Made:
        watched, references = self._watch(), self._references
        mappings = {name: getattr(watched, name) for name in _MAPPINGS}
        for mapping in mappings.values():
            mapping.reset()
        notes = watched.briefing.__dict__
        notes["outline_read"] = False
        if references is not None:
            references.claims = []
        self.composed.append(arranged.section.id)
        problems: list[Problem] = []
        blocks = compose(watched, problems.append)
        return _Made(
            arranged=arranged,
            blocks=blocks,
            problems=tuple(problems),
            claims=tuple(references.claims) if references is not None else (),
            reads={
                name: {key: dict.get(mapping, key, _ABSENT) for key in mapping.keys_read}
                for name, mapping in mappings.items()
            },
            whole={
                name: getattr(self._snapshot, name)
                for name, mapping in mappings.items()
                if mapping.all_read
            },
            outline=watched.briefing.sections if notes["outline_read"] else None,
        )

    def _watch(self) -> Snapshot:
        if self._watched is not None:
            return self._watched
        snapshot = self._snapshot
        if snapshot is None:
            message = "A composition has to begin first"
            raise ValueError(message)
        briefing = snapshot.briefing
        fields = {name: getattr(briefing, name) for name in briefing.__struct_fields__}
        mappings = {name: _Watched(getattr(snapshot, name)) for name in _MAPPINGS}
        self._watched = msgspec.structs.replace(
            snapshot, briefing=_WatchedBriefing(**fields), **mappings
        )
        return self._watched

    def _holds(self, made: _Made, arranged: ArrangedSection) -> bool:
        """Tell whether the section, and all that it read, are what they were."""
        snapshot = self._snapshot
        return (
            snapshot is not None
            and made.arranged == arranged
            and (made.outline is None or made.outline == snapshot.briefing.sections)
            and all(_is_same(one, getattr(snapshot, name)) for name, one in made.whole.items())
            and all(_has_same(one, getattr(snapshot, name)) for name, one in made.reads.items())
            and self._would_grant(made.claims)
        )

    def _would_grant(self, claims: tuple[tuple[str, str], ...]) -> bool:
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
