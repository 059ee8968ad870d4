"""The conditions that a search can have beside its text, as one table: words, and how they read."""

from collections.abc import Callable, Mapping

import msgspec

from briefing.countries import COUNTRY_NAMES
from briefing.dates import EdtfDate
from briefing.records.record_filter import RecordFilter
from ui.kinds import get_kind_words
from ui.panes.search_state import EVERYTHING

_EMPTY = RecordFilter()


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """One condition: the fields of the filter that it sets, and where it can be asked."""

    key: str
    label: str  # in the menu, with its letter
    fields: tuple[str, ...]
    describe: Callable[[RecordFilter, Mapping[str, str]], str]
    lists: tuple[str, ...] = ()  # kinds of list that offer it; all when empty
    has_editor: bool = True

    def is_set(self, asked: RecordFilter) -> bool:
        """Whether the filter asks for it."""
        return any(getattr(asked, name) != getattr(_EMPTY, name) for name in self.fields)

    def clear(self, asked: RecordFilter) -> RecordFilter:
        """Give the filter without it."""
        empty = {name: getattr(_EMPTY, name) for name in self.fields}
        return msgspec.structs.replace(asked, **empty)


def _say_kinds(asked: RecordFilter, _names: Mapping[str, str]) -> str:
    return ", ".join(get_kind_words(kind).plural for kind in asked.kinds)


def _say_dates(asked: RecordFilter, _names: Mapping[str, str]) -> str:
    start, end = (_print_day(day) for day in (asked.from_date, asked.to_date))
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"From {start}" if start else f"Until {end}"


def _say_place(asked: RecordFilter, _names: Mapping[str, str]) -> str:
    country = COUNTRY_NAMES.get(asked.country, asked.country)
    return ", ".join(filter(None, (asked.place, country)))


def _say_actor(asked: RecordFilter, names: Mapping[str, str]) -> str:
    return f"Actor: {names.get(asked.actor or '', '…')}"


def _print_day(day: object) -> str:
    return str(EdtfDate(str(day))) if day else ""


CONDITIONS: tuple[Condition, ...] = (
    Condition(
        key="kind", label="&Kind…", fields=("kinds",), describe=_say_kinds, lists=(EVERYTHING,)
    ),
    Condition(
        key="tag", label="&Tag…", fields=("tag",), describe=lambda asked, _names: f"#{asked.tag}"
    ),
    Condition(
        key="marking",
        label="&Marking…",
        fields=("marking",),
        describe=lambda asked, _names: asked.marking,
    ),
    Condition(key="date", label="&Date…", fields=("from_date", "to_date"), describe=_say_dates),
    Condition(
        key="actor",
        label="&Actor…",
        fields=("actor",),
        describe=_say_actor,
        lists=("attack", "background", "actor", EVERYTHING),
    ),
    Condition(
        key="place",
        label="&Place…",
        fields=("country", "place"),
        describe=_say_place,
        lists=("attack", "actor", "background", EVERYTHING),
    ),
    Condition(
        key="killed",
        label="&Casualties…",
        fields=("least_killed",),
        describe=lambda asked, _names: f"{asked.least_killed} or more killed",
        lists=("attack", EVERYTHING),
    ),
    Condition(
        key="unsourced",
        label="&Unsourced",
        fields=("unsourced",),
        describe=lambda _asked, _names: "Unsourced",
        lists=("attack", "actor", "background", EVERYTHING),
        has_editor=False,
    ),
    Condition(
        key="stale",
        label="Not &verified for…",
        fields=("not_verified_since",),
        describe=lambda asked, _names: f"Not verified since {_print_day(asked.not_verified_since)}",
        lists=("attack", "actor", "background", "source", EVERYTHING),
    ),
)
"""Every condition, in the order of the menu and of the chips."""


def get_condition(key: str) -> Condition:
    """Give a condition; raises KeyError."""
    for condition in CONDITIONS:
        if condition.key == key:
            return condition
    raise KeyError(key)


def list_offered(kind: str) -> list[Condition]:
    """List the conditions that a list of this kind offers."""
    return [condition for condition in CONDITIONS if kind in condition.lists or not condition.lists]


def list_set(asked: RecordFilter) -> list[Condition]:
    """List the conditions that a filter asks for."""
    return [condition for condition in CONDITIONS if condition.is_set(asked)]


def clear_all(asked: RecordFilter) -> RecordFilter:
    """Give the filter with its text alone."""
    return RecordFilter(text=asked.text)
