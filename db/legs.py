"""Makes the statements that give the numbers of a list, one after the other: its legs.

With a text, first come the titles that start with it, then what fits by its names, then the rest,
the newest first. Every leg comes in the order of an index, several kinds are merged from their
indexes, and nothing is sorted that need not be: so the first rows cost the same in a library of a
million records as in one of a thousand. For the same reason nothing is ranked by how often a word
occurs: that would need all matches of every word to be counted first.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    asc,
    desc,
    exists,
    not_,
    select,
    true,
    union_all,
)

from briefing.ports import RecordQuery
from db.filters import get_kinds, make_conditions, starts_with
from db.search_index import SEARCH_INDEXES, make_match, make_name_match, make_text_match, matches
from db.sort_keys import make_sort_key
from db.tables import records

Leg = Select[Any] | CompoundSelect[Any]
"""A statement whose first column is the number of a record."""

Condition = ColumnElement[bool]

_KEYS: dict[str, ColumnElement[Any]] = {
    "title": records.c.sort_title,
    "modified": records.c.modified,
    "date": records.c.sort_date,
    "killed": records.c.killed,
}
_FALLING = frozenset({"modified", "date", "killed"})
"""Orders that have the highest first unless turned round."""

_KNOWN: dict[str, tuple[Condition, Condition]] = {
    "date": (records.c.sort_date > "", records.c.sort_date == ""),
    "killed": (records.c.killed.is_not(None), records.c.killed.is_(None)),
}
"""What parts records with a value from those without, which always come last."""


def make_legs(query: RecordQuery) -> Iterator[Leg]:
    """Make the legs of the list that the query asks for."""
    kinds, match = get_kinds(query), make_match(query.text)
    conditions = and_(*make_conditions(query))
    if not match:
        yield from _make_ordered_legs(query, kinds, lambda _kind: conditions)
        return
    kinds = tuple(kind for kind in kinds if kind in SEARCH_INDEXES)
    if query.by_rank:
        yield from _make_ranked_legs(query.text, match, kinds, conditions)
    else:
        yield from _make_ordered_legs(
            query, kinds, lambda kind: and_(conditions, _is_in_index(kind, match))
        )


def _make_ordered_legs(
    query: RecordQuery, kinds: Sequence[str], get_conditions: Callable[[str], Condition]
) -> Iterator[Leg]:
    key = _KEYS.get(query.order, records.c.sort_title)
    falling = query.descending != (query.order in _FALLING)
    for part in _KNOWN.get(query.order, (true(),)):
        selects = [
            select(records.c.number, key.label("sort_key")).where(
                records.c.kind == kind, get_conditions(kind), part
            )
            for kind in kinds
        ]
        if selects:
            yield _merge(selects, ("sort_key", "number"), falling=falling)


def _make_ranked_legs(
    text: str, match: str, kinds: Sequence[str], conditions: Condition
) -> Iterator[Leg]:
    starts = starts_with(records.c.sort_title, make_sort_key(text))
    titles = [
        select(records.c.number, records.c.sort_title.label("sort_key")).where(
            records.c.kind == kind, conditions, starts
        )
        for kind in kinds
    ]
    if titles:
        yield _merge(titles, ("sort_key", "number"), falling=False)
    others = and_(conditions, not_(starts))
    for query in (make_name_match(match), make_text_match(match)):
        for group in _group_kinds(kinds):
            selects = [_select_newest(kind, query, others) for kind in group]
            yield _merge(selects, ("number",), falling=True)


def _group_kinds(kinds: Sequence[str]) -> Iterator[list[str]]:
    """Part actors from the rest: their few names are what is looked for among many texts."""
    yield from filter(
        None, ([k for k in kinds if k == "actor"], [k for k in kinds if k != "actor"])
    )


def _select_newest(kind: str, query: str, conditions: Condition) -> Select[Any]:
    index = SEARCH_INDEXES[kind]
    # a condition and no join, so that the full-text index is what is walked along
    fits = exists().where(records.c.number == index.c.rowid, conditions)
    return select(index.c.rowid.label("number")).where(matches(index, query), fits)


def _is_in_index(kind: str, match: str) -> Condition:
    index = SEARCH_INDEXES[kind]
    return records.c.number.in_(select(index.c.rowid).where(matches(index, match)))


def _merge(selects: Sequence[Select[Any]], columns: Sequence[str], *, falling: bool) -> Leg:
    """Put what the selects give in one order, by columns that all of them have."""
    merged: Leg = selects[0] if len(selects) == 1 else union_all(*selects)
    return merged.order_by(*(desc(column) if falling else asc(column) for column in columns))
