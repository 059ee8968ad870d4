"""Turns a record into the rows that lists, filters and searches read.

The content itself is kept as the record's JSON form in its revision; nothing is read back from
the rows made here except summaries.
"""

from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
from sqlalchemy import Table

from briefing.countries import COUNTRY_NAMES
from briefing.dates import EdtfDate
from briefing.errors import InvalidValueError, LibraryDamagedError
from briefing.folding import fold_text
from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.ports import RecordSummary
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.edition import Edition
from briefing.records.kinds import AnyRecord, decode_record, encode_record
from briefing.records.library_settings import LibrarySettings
from briefing.records.source import Source
from db.references import cites_anything, find_links
from db.search_index import make_index_text
from db.sort_keys import make_sort_key
from db.tables import actor_names, attack_parties, figures, record_links, record_tags

Row = dict[str, Any]

LARGEST_INTEGER = 2**63 - 1

_OPEN_START, _OPEN_END = "0000-01-01", "9999-12-31"
_CITING = Actor | Attack | BackgroundNote


class SearchTexts(NamedTuple):
    """The names of fields whose texts are searched, by how much a match in them weighs."""

    names: tuple[str, ...]
    places: tuple[str, ...]
    texts: tuple[str, ...]


_SEARCHED: dict[type, SearchTexts] = {
    Actor: SearchTexts(
        names=("names",),
        places=("base", "areas", "country"),
        texts=("profile", "aims", "ideology", "leadership", "designations", "figures"),
    ),
    Attack: SearchTexts(
        names=("title",),
        places=("place",),
        texts=("summary", "attack_type", "method", "parties", "figures", "external_ids"),
    ),
    BackgroundNote: SearchTexts(names=("title",), places=("region",), texts=("text",)),
    Source: SearchTexts(
        names=("title", "key"),
        places=(),
        texts=("authors", "publisher", "descriptor", "url", "doi", "isbn"),
    ),
    Briefing: SearchTexts(
        names=("title", "subtitle", "reference"),
        places=(),
        texts=("sections", "author", "organisation", "audience", "cut_off"),
    ),
    Edition: SearchTexts(names=(), places=(), texts=()),
    LibrarySettings: SearchTexts(names=(), places=(), texts=()),
}
_COMMON_TEXTS = ("tags", "citations", "attachments")


def encode_body(record: AnyRecord) -> str:
    """Give the JSON form; raises InvalidValueError for what cannot be stored."""
    try:
        return encode_record(record).decode()
    except UnicodeEncodeError as error:
        message = (
            f"A text in “{_printable(record.display_title)}” contains characters that cannot be "
            "stored (half of a character pair); delete and type it again."
        )
        raise InvalidValueError(message) from error


def decode_body(body: str) -> AnyRecord:
    """Make the record from its stored JSON form; raises LibraryDamagedError."""
    try:
        return decode_record(body)
    except InvalidValueError as error:
        message = f"A record in the library cannot be read; restore a backup. ({error})"
        raise LibraryDamagedError(message) from error


def make_record_row(record: AnyRecord) -> Row:
    """Make the row of `records`, without number, id and trash."""
    dates = _get_dates(record)
    earliest = (_print_day(dates.earliest) or _OPEN_START) if dates else ""
    place = record.place if isinstance(record, Attack) else None
    return {
        "kind": record.kind,
        "revision": record.revision,
        "title": record.display_title,
        "sort_title": make_sort_key(record.display_title),
        "native_name": _get_native_name(record),
        "subtitle": _make_subtitle(record),
        "marking": record.marking,
        "tags": msgspec.json.encode(record.tags).decode(),
        "source_key": get_source_key(record),
        "country": _get_country(record),
        "place": _fold_name(place.name) if place else "",
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "date_earliest": earliest or None,
        "date_latest": (_print_day(dates.latest) or _OPEN_END) if dates else None,
        "sort_date": earliest,
        "killed": _get_killed(record),
        "unsourced": int(isinstance(record, _CITING) and not cites_anything(record)),
        "verified_on": _print_day(record.verified_on),
        "created": print_moment(record.created),
        "modified": print_moment(record.modified),
    }


def make_derived_rows(record: AnyRecord) -> dict[Table, list[Row]]:
    """Make the rows of every derived table, without the number of the record."""
    rows: dict[Table, list[Row]] = {
        record_tags: [{"tag": tag} for tag in dict.fromkeys(record.tags)],
        record_links: [
            {"target": target, "field": field} for target, field in sorted(find_links(record))
        ],
    }
    if isinstance(record, Actor):
        rows[actor_names] = _make_name_rows(record)
    if isinstance(record, Attack):
        rows[attack_parties] = _make_party_rows(record)
    if isinstance(record, Actor | Attack):
        rows[figures] = _make_figure_rows(record)
    return rows


def make_search_row(record: AnyRecord) -> dict[str, str]:
    """Make the row of the full-text index."""
    searched = _SEARCHED[type(record)]
    return {
        "names": _join_texts(record, searched.names),
        "places": " ".join((_join_texts(record, searched.places), _make_country_text(record))),
        "texts": _join_texts(record, (*searched.texts, *_COMMON_TEXTS)),
    }


def make_summary(row: Any) -> RecordSummary:
    """Make what a list shows from a row of `records`."""
    verified_on = row.verified_on
    return RecordSummary(
        id=RecordId(row.id),
        kind=row.kind,
        title=row.title,
        revision=row.revision,
        native_name=row.native_name,
        subtitle=row.subtitle,
        marking=row.marking,
        tags=tuple(msgspec.json.decode(row.tags)),
        key=row.source_key or "",
        modified=read_moment(row.modified),
        verified_on=date.fromisoformat(verified_on) if verified_on else None,
    )


def get_source_key(record: AnyRecord) -> str | None:
    """Give the citation key, or None for what is no source or has none."""
    return record.key or None if isinstance(record, Source) else None


def print_moment(moment: datetime | None) -> str:
    """Give the moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else ""


def read_moment(text: str) -> datetime:
    """Give the moment from its stored text."""
    return datetime.fromisoformat(text)


def _print_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _get_killed(record: AnyRecord) -> int | None:
    """Give the dead by the preferred figure, or the first: its best number, else its lowest."""
    if not isinstance(record, Attack):
        return None
    figures_of_dead = [figure for figure in record.figures if figure.what == "killed"]
    chosen = [figure for figure in figures_of_dead if figure.preferred] or figures_of_dead
    numbers = (chosen[0].best, chosen[0].low, chosen[0].high) if chosen else ()
    return _clamp(next((number for number in numbers if number is not None), None))


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _get_dates(record: AnyRecord) -> EdtfDate | None:
    match record:
        case Attack():
            return record.date
        case BackgroundNote():
            return record.period
        case Source():
            return record.published
        case Actor():
            return record.founded
        case Briefing() | Edition():
            return EdtfDate(record.date.isoformat()) if record.date else None
        case LibrarySettings():
            return None


def _get_country(record: AnyRecord) -> str:
    match record:
        case Actor():
            return record.country
        case Attack():
            return record.place.country
        case _:
            return ""


def _get_native_name(record: AnyRecord) -> str:
    name = record.native_name if isinstance(record, Actor) else None
    return name.text if name else ""


def _make_subtitle(record: AnyRecord) -> str:
    """Give one line of plain text that tells the record from others like it."""
    parts: tuple[str, ...]
    match record:
        case Actor():
            parts = (record.actor_kind.value, record.country)
        case Attack():
            place = ", ".join(filter(None, (record.place.name, record.place.country)))
            parts = (_print_date(record.date), place)
        case BackgroundNote():
            parts = (record.region, _print_date(record.period))
        case Source():
            parts = (record.publisher, _print_date(record.published), record.reliability)
        case Briefing():
            day = EdtfDate(record.date.isoformat()) if record.date else None
            parts = (record.status.value, _print_date(day), record.reference)
        case Edition():
            parts = ("withdrawn" if record.withdrawn else "issued", record.reference)
        case LibrarySettings():
            parts = ()
    verified = f"verified {_print_verified(record)}" if record.verified_on else ""
    return " · ".join(filter(None, (*parts, verified)))


def _print_date(dates: EdtfDate | None) -> str:
    return str(dates) if dates else ""


def _print_verified(record: AnyRecord) -> str:
    return str(EdtfDate(record.verified_on.isoformat())) if record.verified_on else ""


def _make_name_rows(actor: Actor) -> list[Row]:
    return [
        {
            "position": position,
            "text": name.text,
            "folded": fold_text(name.text),
            "name_kind": name.name_kind.value,
            "language": name.language,
            "script": name.script,
        }
        for position, name in enumerate(actor.names)
    ]


def _make_party_rows(attack: Attack) -> list[Row]:
    return [
        {
            "position": position,
            "actor": party.actor,
            "folded": _fold_name(party.name),
            "role": party.role.value,
            "certainty": party.certainty.value,
        }
        for position, party in enumerate(attack.parties)
    ]


def _make_figure_rows(record: Actor | Attack) -> list[Row]:
    return [
        {
            "position": position,
            "what": figure.what,
            "low": _clamp(figure.low),
            "best": _clamp(figure.best),
            "high": _clamp(figure.high),
            "preferred": int(figure.preferred),
        }
        for position, figure in enumerate(record.figures)
    ]


def _clamp(number: int | None) -> int | None:
    # the record keeps the number as given; only comparing it needs SQLite's range
    return None if number is None else max(-LARGEST_INTEGER, min(LARGEST_INTEGER, number))


def _join_texts(record: AnyRecord, fields: tuple[str, ...]) -> str:
    texts: list[str] = []
    for field in fields:
        _collect_texts(getattr(record, field), texts)
    return make_index_text("\n".join(texts)) if texts else ""


def _make_country_text(record: AnyRecord) -> str:
    # the code itself is among the places already
    return _fold_country(_get_country(record))


# an import names the same groups and places over and over
_fold_name = lru_cache(maxsize=20_000)(fold_text)


@cache
def _fold_country(code: str) -> str:
    return make_index_text(COUNTRY_NAMES.get(code, ""))


def _collect_texts(value: Any, texts: list[str]) -> None:
    """Collect all texts in a value; enumerations and the ids of parts are no texts."""
    if not value:
        return
    kind = type(value)
    if kind is str:
        texts.append(value)
    elif kind is tuple or kind is list:
        for part in value:
            _collect_texts(part, texts)
    elif kind is dict:
        for part in value.values():
            _collect_texts(part, texts)
    elif isinstance(value, msgspec.Struct):
        for field in _list_searched(type(value)):
            part = getattr(value, field)
            if part:
                _collect_texts(part, texts)


@cache
def _list_searched(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(
        field
        for field in kind.__struct_fields__
        if field not in _UNSEARCHED_FIELDS and _may_hold_text(hints[field])
    )


def _may_hold_text(hint: Any) -> bool:
    if isinstance(hint, type):
        return not issubclass(hint, int | float | date | EdtfDate | Enum)
    arguments = get_args(hint)
    return not arguments or any(_may_hold_text(part) for part in arguments if part is not Ellipsis)


_UNSEARCHED_FIELDS = frozenset(
    {"id", "source", "actor", "record", "field", "sha256", "media_type", "what", "marking"}
)
