"""What each list was asked for and where the analyst was in it, kept between two runs."""

import msgspec

from briefing.ports import RecordQuery
from briefing.records.record_filter import RecordFilter
from briefing.services.search.searching import ALL_KINDS
from ui.kinds import KindWords, get_kind_words

EVERYTHING = "everything"
"""Stands for a kind where records of all kinds are listed."""

EVERYTHING_WORDS = KindWords(
    kind=EVERYTHING,
    plural="Everything",
    new="New actor",
    menu="",
    icon="search",
    empty="The library is empty; begin with an actor, an attack or a briefing.",
    filter_hint="Search everything",
)

ORDERS = {"attack": "date", "briefing": "modified", EVERYTHING: "modified"}
"""How a list is sorted at first; the others by title."""

ORDER_WORDS = {
    "title": ("Title", "A first", "Z first"),
    "date": ("Date", "newest first", "oldest first"),
    "modified": ("Last changed", "newest first", "oldest first"),
    "killed": ("Killed", "most first", "fewest first"),
}
"""Each order with its two directions, the usual one first."""


class ListState(msgspec.Struct, frozen=True, kw_only=True):
    """One list: its filter and order, the selected record, and how far it was scrolled."""

    filter: RecordFilter = RecordFilter()
    order: str = "title"
    descending: bool = False
    by_rank: bool = True  # while there is a text to search for
    selected: str = ""
    row: int = -1
    scroll: int = 0


def start_state(kind: str) -> ListState:
    """Give the state of a list that was never changed."""
    return ListState(order=ORDERS.get(kind, "title"))


def make_query(kind: str, state: ListState) -> RecordQuery:
    """Give the query that lists what the state asks for."""
    asked = {name: getattr(state.filter, name) for name in RecordFilter.__struct_fields__}
    asked["kinds"] = (state.filter.kinds or ALL_KINDS) if kind == EVERYTHING else (kind,)
    return RecordQuery(
        **asked, order=state.order, descending=state.descending, by_rank=state.by_rank
    )


def describe_order(state: ListState) -> str:
    """Say how the list is sorted."""
    if state.filter.text and state.by_rank:
        return "Sorted by best match"
    name, usual, reverse = ORDER_WORDS.get(state.order, ORDER_WORDS["title"])
    return f"Sorted by {name.lower()}, {reverse if state.descending else usual}"


def get_list_words(kind: str) -> KindWords:
    """Give the words for a list, that of everything included; raises KeyError."""
    return EVERYTHING_WORDS if kind == EVERYTHING else get_kind_words(kind)
