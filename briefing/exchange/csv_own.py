"""Our own columns for attacks: what stands in them, and the other words that they go by."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from briefing.dates import EdtfDate, parse_date
from briefing.errors import InvalidValueError
from briefing.exchange.csv_cells import read_parties, split_cell, unguard
from briefing.exchange.csv_countries import find_country
from briefing.exchange.csv_layout import CsvLayout, Row, make_id
from briefing.identifiers import RecordId
from briefing.records.attack import Attack, ExternalId, Party, PartyRole, Place, PlacePrecision
from briefing.records.parts import Citation, Figure

COLUMNS = (
    "id", "title", "date", "time", "time_zone", "place", "admin1", "admin2", "country", "latitude",
    "longitude", "precision", "attack_type", "method", "perpetrators", "targets", "victims",
    "sides", "killed_low", "killed", "killed_high", "killed_given_by", "injured_low", "injured",
    "injured_high", "injured_given_by", "summary", "marking", "tags", "verified_on", "sources",
    "dataset", "dataset_id",
)  # fmt: skip
"""The columns in the order in which they are written."""

ROLES = {
    "perpetrators": PartyRole.PERPETRATOR,
    "targets": PartyRole.TARGET,
    "victims": PartyRole.VICTIM,
    "sides": PartyRole.SIDE,
}
COUNTED = ("killed", "injured")
"""The figures that have columns: low, best, high and who gave them."""

_OTHER_WORDS = {
    "title": ("name", "headline", "attack", "event", "incident"),
    "date": ("day", "when", "event_date", "date_of_attack", "attack_date", "incident_date"),
    "time": ("time_of_day", "hour"),
    "time_zone": ("timezone", "tz"),
    "place": ("location", "city", "town", "where", "place_name"),
    "admin1": ("province", "state", "governorate", "adm_1"),
    "admin2": ("district", "county", "adm_2"),
    "country": ("country_code", "iso", "iso2", "iso3", "country_name"),
    "latitude": ("lat",),
    "longitude": ("lon", "long", "lng"),
    "precision": ("geo_precision", "place_precision"),
    "attack_type": ("type", "event_type", "kind"),
    "method": ("weapon", "weapons", "means"),
    "perpetrators": ("perpetrator", "attacker", "attackers", "by_whom", "group"),
    "targets": ("target",),
    "victims": ("victim",),
    "sides": ("parties",),
    "killed_low": ("killed_min", "deaths_low", "fatalities_low"),
    "killed": ("dead", "deaths", "fatalities", "killed_best", "nkill"),
    "killed_high": ("killed_max", "deaths_high", "fatalities_high"),
    "injured_low": ("injured_min", "wounded_low"),
    "injured": ("wounded", "injuries", "injured_best", "nwound"),
    "injured_high": ("injured_max", "wounded_high"),
    "killed_given_by": ("given_by", "killed_source", "figures_by"),
    "summary": ("description", "notes", "text", "details", "what_happened"),
    "marking": ("tlp", "handling"),
    "tags": ("tag", "labels", "keywords"),
    "verified_on": ("verified", "checked_on"),
    "sources": ("source_key", "source_keys"),
    "dataset": ("data_set", "database"),
    "dataset_id": ("external_id", "event_id", "incident_id"),
}
OTHER_NAMES = {word: column for column, words in _OTHER_WORDS.items() for word in words}
"""The column that each other word means."""

SOURCE_KEY = "key:"
"""Stands before the key of a source in a citation until the library has given its id."""


def read_row(row: Row) -> Attack:
    """Make the attack; raises InvalidValueError with a sentence on the first cell that is wrong.

    Sources are cited by their key: see `SOURCE_KEY`.
    """
    row = Row(row.columns, [unguard(cell) for cell in row.cells])
    external_ids = _read_external_ids(row)
    title, told_date = row.line("title"), row.line("date")
    if not title and not told_date:
        message = "The row has neither a title nor a date."
        raise InvalidValueError(message)
    return Attack(
        id=_read_id(row, external_ids),
        title=title,
        date=_read_date(told_date) if told_date else None,
        time=row.line("time"),
        time_zone=row.line("time_zone"),
        place=_read_place(row),
        attack_type=row.line("attack_type"),
        method=row.line("method"),
        parties=_read_parties(row),
        figures=tuple(filter(None, (_read_figure(row, what) for what in COUNTED))),
        summary=row.text("summary"),
        marking=row.line("marking"),
        tags=tuple(dict.fromkeys(split_cell(row.line("tags")))),
        verified_on=_read_verified(row),
        citations=tuple(
            Citation(source=RecordId(f"{SOURCE_KEY}{key}"))
            for key in split_cell(row.line("sources"))
        ),
        external_ids=external_ids,
    )


def _read_id(row: Row, external_ids: Sequence[ExternalId]) -> RecordId:
    told = row.line("id").lower()
    if not told:
        return (
            make_id(external_ids[0].dataset, external_ids[0].id) if external_ids else RecordId("")
        )
    try:
        sound = str(UUID(told)) == told
    except ValueError:
        sound = False
    if not sound:
        message = (
            f"“{told[:40]}” is not the id of a record; put numbers of your own into dataset_id, "
            "and what they count into dataset."
        )
        raise InvalidValueError(message)
    return RecordId(told)


def _read_external_ids(row: Row) -> tuple[ExternalId, ...]:
    """Read the names in data sets, the first of which is the record's own."""
    datasets, ids = split_cell(row.line("dataset")), split_cell(row.line("dataset_id"))
    if not ids:
        return ()
    if len(datasets) == 1:
        datasets *= len(ids)
    if len(datasets) != len(ids):
        message = f"Name the data set of “{ids[0][:40]}” in the column dataset."
        raise InvalidValueError(message)
    return tuple(ExternalId(dataset=d, id=i) for d, i in zip(datasets, ids, strict=True))


@lru_cache(maxsize=20_000)
def _read_date(told: str) -> EdtfDate:
    return parse_date(told)


def _read_place(row: Row) -> Place:
    told = row.line("country")
    country = find_country(told) if told else ""
    if told and not country:
        message = f"“{told[:40]}” is no country; write its code, such as IR, or its English name."
        raise InvalidValueError(message)
    return Place(
        name=row.line("place"),
        admin1=row.line("admin1"),
        admin2=row.line("admin2"),
        country=country,
        latitude=row.degrees("latitude", 90),
        longitude=row.degrees("longitude", 180),
        precision=_read_precision(row.line("precision").casefold()),
    )


def _read_precision(told: str) -> PlacePrecision:
    try:
        return PlacePrecision(told or "unknown")
    except ValueError:
        known = ", ".join(PlacePrecision)
        message = f"“{told[:40]}” is no precision of a place; use one of {known}."
        raise InvalidValueError(message) from None


def _read_parties(row: Row) -> tuple[Party, ...]:
    return tuple(
        party for column, role in ROLES.items() for party in read_parties(row.line(column), role)
    )


def _read_figure(row: Row, what: str) -> Figure | None:
    low, best, high = (row.number(column) for column in (f"{what}_low", what, f"{what}_high"))
    if low is None and best is None and high is None:
        return None
    known = [number for number in (low, best, high) if number is not None]
    if known != sorted(known):
        message = (
            f"The lowest number {what} must not be above the best, nor that above the highest."
        )
        raise InvalidValueError(message)
    given_by = row.line(f"{what}_given_by")
    return Figure(what=what, low=low, best=best, high=high, given_by=given_by)


def _read_verified(row: Row) -> date | None:
    told = row.line("verified_on")
    if not told:
        return None
    day = _read_date(told)
    if day.earliest is None or day.earliest != day.latest:
        message = f"“{told[:40]}” in verified_on is no single day."
        raise InvalidValueError(message)
    return day.earliest


CSV_LAYOUT = CsvLayout(
    key="own",
    label="Attacks in a table",
    needs=frozenset(),
    known=frozenset(COLUMNS),
    names=OTHER_NAMES,
    read=read_row,
)
