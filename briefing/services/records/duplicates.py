"""Finds records that may be the same, to be merged or told apart by an analyst."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

import msgspec
from rapidfuzz import fuzz

from briefing.folding import fold_text
from briefing.identifiers import RecordId
from briefing.name_matching import make_skeleton
from briefing.ports import RecordQuery, UnitOfWork
from briefing.records.actor import Actor
from briefing.records.library_settings import DistinctPair, LibrarySettings
from briefing.records.source import Source
from briefing.services.history import Change
from briefing.services.records.merging import MERGED_KINDS
from briefing.services.settings_of_library import change_settings, get_settings

MOST_COMPARED = 20_000
"""How many attacks or notes are compared: the newest attacks, the first notes by title."""

MOST_FOUND = 500
"""How many pairs are given, the likeliest."""

_NEIGHBOURS = 8
_MOST_ON_A_DAY = 400
_LEAST = 84.0
_LEAST_ON_A_DAY = 70.0
_SKELETON = 92.0
_SHORTEST_SKELETON = 3
_SHORTEST_TEXT = 4  # shorter ones are the same only when they are equal


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """Two records that may be the same; `percent` says how much alike, `reason` by what."""

    one: RecordId
    other: RecordId
    one_title: str
    other_title: str
    percent: int
    reason: str


class _Entry(msgspec.Struct, frozen=True):
    """One text by which a record may be known again."""

    owner: RecordId
    title: str
    text: str
    folded: str
    skeleton: str


Measure = Callable[[_Entry, _Entry], tuple[float, str]]
"""Gives how much alike two entries are, and by what."""


def find_duplicates(unit: UnitOfWork, kind: str) -> tuple[Likeness, ...]:
    """Find pairs of records of this kind that may be the same, the likeliest first.

    Pairs that an analyst told apart are left out. Takes seconds for tens of thousands of records.
    """
    apart = {frozenset((pair.one, pair.other)) for pair in get_settings(unit).distinct}
    found: dict[frozenset[RecordId], Likeness] = {}
    for likeness in _FINDERS[kind](unit):
        pair = frozenset((likeness.one, likeness.other))
        known = found.get(pair)
        if pair not in apart and (known is None or known.percent < likeness.percent):
            found[pair] = likeness
    ranked = sorted(found.values(), key=lambda one: (-one.percent, one.one_title, one.one))
    return tuple(ranked[:MOST_FOUND])


def keep_apart(one: tuple[RecordId, str], other: tuple[RecordId, str]) -> Change:
    """Remember that two records, given as (id, title), are not the same."""
    first, second = sorted((one[0], other[0]))
    pair = DistinctPair(one=first, other=second)

    def change(settings: LibrarySettings) -> LibrarySettings:
        known = (one for one in settings.distinct if one != pair)
        return msgspec.structs.replace(settings, distinct=(*known, pair))

    return change_settings(f"keep “{one[1]}” and “{other[1]}” apart", change)


# --- by kind --------------------------------------------------------------------------------


def _find_actors(unit: UnitOfWork) -> Iterator[Likeness]:
    entries = [
        _make_entry(actor.id, actor.display_title, name.text)
        for actor in unit.records.iter_records(("actor",))
        if isinstance(actor, Actor)
        for name in actor.names
        if name.text.strip()
    ]
    yield from _compare_neighbours(entries, _measure_names)


def _find_attacks(unit: UnitOfWork) -> Iterator[Likeness]:
    """Compare attacks of one day with each other: by title, or because the place is the same."""
    query = RecordQuery(kinds=("attack",), order="date", limit=MOST_COMPARED)
    days: dict[str, list[tuple[_Entry, str]]] = {}
    for summary in unit.records.list_records(query):
        day, _dot, place = summary.subtitle.partition(" · ")
        entry = _make_entry(summary.id, summary.title, summary.title)
        days.setdefault(day, []).append((entry, place))
    for day, attacks in days.items():
        for (one, place), (other, other_place) in combinations(attacks[:_MOST_ON_A_DAY], 2):
            percent = fuzz.token_sort_ratio(one.folded, other.folded)
            is_there = bool(place) and place == other_place
            if percent >= _LEAST or (is_there and percent >= _LEAST_ON_A_DAY):
                where = f", {place}" if is_there else ""
                yield _make_likeness(one, other, percent, f"{day}{where}")


def _find_notes(unit: UnitOfWork) -> Iterator[Likeness]:
    query = RecordQuery(kinds=("background",), limit=MOST_COMPARED)
    entries = [
        _make_entry(summary.id, summary.title, summary.title)
        for summary in unit.records.list_records(query)
    ]
    yield from _compare_neighbours(entries, _measure_titles)


def _find_sources(unit: UnitOfWork) -> Iterator[Likeness]:
    sources = [one for one in unit.records.iter_records(("source",)) if isinstance(one, Source)]
    yield from _find_same(sources, lambda source: _fold_address(source.url), "the same web address")
    yield from _find_same(sources, lambda source: source.doi.strip().lower(), "the same DOI")
    entries = [
        _make_entry(source.id, source.display_title, source.title)
        for source in sources
        if source.title.strip()
    ]
    yield from _compare_neighbours(entries, _measure_titles)


def _find_same(
    sources: Iterable[Source], read: Callable[[Source], str], reason: str
) -> Iterator[Likeness]:
    first: dict[str, _Entry] = {}
    for source in sources:
        mark = read(source)
        entry = _make_entry(source.id, source.display_title, source.title)
        if mark and first.setdefault(mark, entry) is not entry:
            yield _make_likeness(first[mark], entry, 100, reason)


def _fold_address(url: str) -> str:
    bare = url.strip().lower().partition("#")[0]
    return bare.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


_FINDERS: dict[str, Callable[[UnitOfWork], Iterator[Likeness]]] = dict(
    zip(MERGED_KINDS, (_find_actors, _find_attacks, _find_notes, _find_sources), strict=True)
)


# --- comparing ------------------------------------------------------------------------------


def _compare_neighbours(entries: Sequence[_Entry], measure: Measure) -> Iterator[Likeness]:
    """Compare entries that lie near each other in one of several orders, instead of all pairs."""
    orders: tuple[Callable[[_Entry], str], ...] = (
        lambda entry: entry.folded,
        lambda entry: entry.folded[::-1],
        lambda entry: entry.skeleton,
    )
    for order in orders:
        ordered = sorted(entries, key=order)
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                if one.owner == other.owner:
                    continue
                percent, reason = measure(one, other)
                if percent >= _LEAST:
                    yield _make_likeness(one, other, percent, reason)


def _measure_names(one: _Entry, other: _Entry) -> tuple[float, str]:
    percent = _measure_texts(one, other)
    if one.skeleton == other.skeleton and len(one.skeleton) >= _SHORTEST_SKELETON:
        percent = max(percent, _SKELETON)
    return percent, f"“{one.text}” and “{other.text}”"


def _measure_titles(one: _Entry, other: _Entry) -> tuple[float, str]:
    return _measure_texts(one, other), "the titles"


def _measure_texts(one: _Entry, other: _Entry) -> float:
    if one.folded == other.folded:
        return 100.0
    if min(len(one.folded), len(other.folded)) < _SHORTEST_TEXT:
        return 0.0
    return fuzz.ratio(one.folded, other.folded, score_cutoff=_LEAST)


def _make_entry(owner: RecordId, title: str, text: str) -> _Entry:
    return _Entry(owner, title, text, fold_text(text), make_skeleton(text))


def _make_likeness(one: _Entry, other: _Entry, percent: float, reason: str) -> Likeness:
    first, second = sorted((one, other), key=lambda entry: (entry.title, entry.owner))
    return Likeness(
        one=first.owner,
        other=second.owner,
        one_title=first.title,
        other_title=second.title,
        percent=round(percent),
        reason=reason,
    )
