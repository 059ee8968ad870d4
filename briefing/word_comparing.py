"""Compares texts word by word, and sequences part by part."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

import msgspec

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LIKE = 0.5
_MOST_PAIRS = 2_500  # of parts whose likeness is computed; of more only those close by are
_NEARBY = 6  # how far a part is looked for among many
_AROUND = 50  # letters of what did not change, beside what did

LONGEST_QUOTE = 240
"""How many letters of a passage are quoted."""


class RunKind(StrEnum):
    """Whether a stretch of text stands in both texts, only in the old or only in the new one."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Run(msgspec.Struct, frozen=True):
    """A stretch of text. Kept and removed runs make the old text, kept and added ones the new."""

    kind: RunKind
    text: str


class LineKind(StrEnum):
    """What became of one part of a sequence, or of a whole value."""

    KEPT = "kept"
    MOVED = "moved"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


class LineDifference(msgspec.Struct, frozen=True):
    """One part of a sequence told in words, or the whole of a value."""

    kind: LineKind
    runs: tuple[Run, ...]


def compare_texts(old: str, new: str) -> tuple[Run, ...]:
    """Compare two texts, line by line first and word by word where lines differ."""
    return tuple(_join_runs(_iter_line_runs(old, new)))


def iter_part_lines(
    old: Sequence[Any], new: Sequence[Any], tell: Callable[[Any], str]
) -> Iterator[LineDifference]:
    """Compare two sequences part by part; `tell` gives a part in words.

    Parts are matched when they are equal, by their ids, or by likeness.
    """
    old_words = [tell(part) for part in old]
    new_words = [tell(part) for part in new]
    partner = _match_parts(old, new, old_words, new_words)
    stayed = _find_in_order(partner)
    taken = set(partner.values())
    leading = [number for number in range(len(old)) if number not in taken]
    for number, words in enumerate(new_words):
        before = partner.get(number)
        while before is not None and leading and leading[0] < before:
            yield _make_line(LineKind.REMOVED, old_words[leading.pop(0)], "")
        if before is None:
            yield _make_line(LineKind.ADDED, "", words)
        elif old[before] != new[number]:
            yield _make_line(LineKind.CHANGED, old_words[before], words)
        else:
            kind = LineKind.KEPT if number in stayed else LineKind.MOVED
            yield _make_line(kind, words, words)
    for number in leading:
        yield _make_line(LineKind.REMOVED, old_words[number], "")


def _make_line(kind: LineKind, old: str, new: str) -> LineDifference:
    return LineDifference(kind, compare_texts(old, new))


def _match_parts(
    old: Sequence[Any], new: Sequence[Any], old_words: Sequence[str], new_words: Sequence[str]
) -> dict[int, int]:
    """Give the old position for those new positions that are the same part."""
    partner: dict[int, int] = {}
    free = list(range(len(old)))
    for alike in (_are_equal, _have_one_id):
        for number, part in enumerate(new):
            if number in partner:
                continue
            found = next((place for place in free if alike(old[place], part)), None)
            if found is not None:
                partner[number] = found
                free.remove(found)
    left = [number for number in range(len(new)) if number not in partner]
    match = _match_by_likeness if len(left) * len(free) <= _MOST_PAIRS else _match_nearby
    return partner | match(free, left, lambda a, b: _liken(old_words[a], new_words[b]))


def _are_equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _have_one_id(one: Any, other: Any) -> bool:
    mark = getattr(one, "id", "")
    return bool(mark) and mark == getattr(other, "id", "")


def _match_by_likeness(
    free: Sequence[int], left: Sequence[int], liken: Callable[[int, int], float]
) -> dict[int, int]:
    pairs = sorted(
        ((-liken(place, number), abs(place - number), place, number))
        for place in free
        for number in left
    )
    partner: dict[int, int] = {}
    for unlikeness, _distance, place, number in pairs:
        if -unlikeness >= _LIKE and number not in partner and place not in partner.values():
            partner[number] = place
    return partner


def _match_nearby(
    free: Sequence[int], left: Sequence[int], liken: Callable[[int, int], float]
) -> dict[int, int]:
    """Match many parts in their order, each with one of the next few."""
    partner: dict[int, int] = {}
    start = 0
    for number in left:
        best, found = _LIKE, None
        for position in range(start, min(start + _NEARBY, len(free))):
            likeness = liken(free[position], number)
            if likeness > best:
                best, found = likeness, position
        if found is not None:
            partner[number] = free[found]
            start = found + 1
    return partner


def _liken(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:400], other[:400])
    return matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0


def _find_in_order(partner: dict[int, int]) -> set[int]:
    """Find the new positions whose parts did not change places among each other."""
    numbers = sorted(partner)
    places = [partner[number] for number in numbers]
    matcher = SequenceMatcher(None, places, sorted(places), autojunk=False)
    return {
        numbers[start + step]
        for start, _other, size in matcher.get_matching_blocks()
        for step in range(size)
    }


# --- texts ----------------------------------------------------------------------------------


def _iter_line_runs(old: str, new: str) -> Iterator[Run]:
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old_lines, new_lines).get_opcodes():
        before, after = "".join(old_lines[a:b]), "".join(new_lines[c:d])
        if tag == "replace":
            yield from _iter_word_runs(before, after)
        else:
            yield from _make_runs(tag, before, after)


def _iter_word_runs(old: str, new: str) -> Iterator[Run]:
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, old_words, new_words).get_opcodes():
        yield from _make_runs(tag, "".join(old_words[a:b]), "".join(new_words[c:d]))


def _make_runs(tag: str, before: str, after: str) -> Iterator[Run]:
    if tag == "equal":
        yield Run(RunKind.KEPT, before)
        return
    yield Run(RunKind.REMOVED, before)
    yield Run(RunKind.ADDED, after)


def _join_runs(runs: Iterator[Run]) -> Iterator[Run]:
    """Join runs of a kind, and changes that only a space keeps apart, removed before added."""
    removed = added = ""
    space = ""  # kept, but perhaps inside a change
    for run in runs:
        if run.kind is RunKind.KEPT:
            if (removed or added) and not space and run.text.isspace() and "\n" not in run.text:
                space = run.text
                continue
            yield from _give_changes(removed, added)
            yield Run(RunKind.KEPT, space + run.text)
            removed = added = space = ""
        elif run.text:
            removed, added = (
                _extend(removed, space, run, RunKind.REMOVED),
                _extend(added, space, run, RunKind.ADDED),
            )
            space = ""
    yield from _give_changes(removed, added)
    if space:
        yield Run(RunKind.KEPT, space)


def _extend(text: str, space: str, run: Run, kind: RunKind) -> str:
    return text + space + (run.text if run.kind is kind else "")


def _give_changes(removed: str, added: str) -> Iterator[Run]:
    if removed:
        yield Run(RunKind.REMOVED, removed)
    if added:
        yield Run(RunKind.ADDED, added)


# --- quoting ----------------------------------------------------------------------------------


def quote_side(runs: Sequence[Run], kind: RunKind) -> str:
    """Give one side of a changed line from shortly before its first change to after its last."""
    return cut_text("".join(run.text for run in quote_runs(runs, kind)))


def quote_runs(runs: Sequence[Run], kind: RunKind) -> tuple[Run, ...]:
    """Give the runs of one side of a changed line, from before its first change to its last."""
    changed = [number for number, run in enumerate(runs) if run.kind is not RunKind.KEPT]
    quoted = []
    for number, run in enumerate(runs):
        if run.kind is RunKind.KEPT and changed and number < changed[0]:
            quoted.append(Run(RunKind.KEPT, _keep_end(run.text)))
        elif run.kind is RunKind.KEPT and changed and number > changed[-1]:
            quoted.append(Run(RunKind.KEPT, _keep_start(run.text)))
        elif run.kind in (RunKind.KEPT, kind):
            quoted.append(run)
    return tuple(quoted)


def _keep_end(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:].partition(" ")[2]


def _keep_start(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + "…"


def cut_text(text: str) -> str:
    """Give a text on one line, without its end where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rpartition(" ")[0] + "…"
