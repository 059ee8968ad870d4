"""Reads events of UCDP GED (Georeferenced Event Dataset) as attacks."""

import msgspec

from briefing.dates import EdtfDate
from briefing.errors import InvalidValueError
from briefing.exchange.csv_layout import (
    CsvLayout,
    Row,
    escape_markdown,
    make_dataset_source,
    make_id,
    make_place,
    read_day,
)
from briefing.records.attack import (
    Attack,
    ExternalId,
    Party,
    PartyCertainty,
    PartyRole,
    Place,
    PlacePrecision,
)
from briefing.records.parts import Citation, Figure

DATASET = "UCDP GED"
_SOURCE = make_dataset_source(
    "ucdp-ged",
    "UCDP Georeferenced Event Dataset (GED)",
    "Uppsala Conflict Data Program",
    "https://ucdp.uu.se/downloads/",
)
_COLUMNS = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
    side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office
    source_date source_headline source_original where_prec where_coordinates where_description
    adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
    event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
    deaths_unknown best high low gwnoa gwnob"""
_TYPES = {
    "1": "state-based conflict",
    "2": "non-state conflict",
    "3": "one-sided violence",
}
_ONE_SIDED = "3"
_ONLY_MONTH, _OVER_A_MONTH = "4", "5"
_PRECISIONS = {
    "1": PlacePrecision.EXACT,
    "2": PlacePrecision.NEAR,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.PROVINCE,
    "5": PlacePrecision.COUNTRY,
    "6": PlacePrecision.COUNTRY,
}
_DEATHS = {
    "deaths_a": "side A",
    "deaths_b": "side B",
    "deaths_civilians": "civilians",
    "deaths_unknown": "unknown",
}


def read_event(row: Row) -> Attack:
    """Make an attack of an event; raises InvalidValueError when it has no id or date."""
    event_id = row.line("id")
    if not event_id:
        message = "The event has no id."
        raise InvalidValueError(message)
    return Attack(
        id=make_id(DATASET, event_id),
        title=_make_title(row),
        date=_make_date(row),
        place=_make_place(row),
        attack_type=_TYPES.get(row.line("type_of_violence"), ""),
        parties=_make_parties(row),
        figures=_make_figures(row),
        summary=_make_summary(row),
        external_ids=(ExternalId(dataset=DATASET, id=event_id),),
        citations=(Citation(source=_SOURCE.id, locator=row.line("relid") or event_id),),
    )


def _make_title(row: Row) -> str:
    sides = row.line("dyad_name") or " - ".join(filter(None, map(row.line, ("side_a", "side_b"))))
    return ", ".join(filter(None, (sides, row.line("where_coordinates"))))


def _make_date(row: Row) -> EdtfDate:
    """Make the day or the span; where only the month is known, that month."""
    start_told = row.line("date_start")
    if not start_told:
        message = "The event has no date_start."
        raise InvalidValueError(message)
    start = read_day(start_told).edtf
    end = read_day(row.line("date_end") or start_told).edtf
    precision = row.line("date_prec")
    if precision == _ONLY_MONTH and start[:7] == end[:7]:
        return EdtfDate(start[:7])
    if precision == _OVER_A_MONTH and start[5:] == "01-01" and end == f"{start[:4]}-12-31":
        return EdtfDate(start[:4])
    return EdtfDate(start if start == end else f"{start}/{end}")


def _make_place(row: Row) -> Place:
    names = {"name": "where_coordinates", "admin1": "adm_1", "admin2": "adm_2"}
    place = make_place(row, **names, country="country")
    precision = _PRECISIONS.get(row.line("where_prec"), PlacePrecision.UNKNOWN)
    return msgspec.structs.replace(place, precision=precision)


def _make_parties(row: Row) -> tuple[Party, ...]:
    """Name the two sides; only one-sided violence has an attacker."""
    side_a, side_b = row.line("side_a"), row.line("side_b")
    if row.line("type_of_violence") == _ONE_SIDED:
        attributed = {"certainty": PartyCertainty.ATTRIBUTED, "by": DATASET}
        perpetrator = Party(role=PartyRole.PERPETRATOR, name=side_a, **attributed)  # type: ignore[arg-type]  # the structure checks them
        parties = [perpetrator, Party(role=PartyRole.VICTIM, name=side_b or "Civilians")]
    else:
        parties = [Party(role=PartyRole.SIDE, name=name) for name in (side_a, side_b)]
    return tuple(party for party in parties if party.name)


def _make_figures(row: Row) -> tuple[Figure, ...]:
    low, best, high = row.known_number("low"), row.known_number("best"), row.known_number("high")
    if low is None and best is None and high is None:
        return ()
    counts = [(words, row.known_number(column)) for column, words in _DEATHS.items()]
    note = ", ".join(f"{words} {count}" for words, count in counts if count)
    return (Figure(what="killed", low=low, best=best, high=high, given_by=DATASET, note=note),)


def _make_summary(row: Row) -> str:
    headlines, offices = row.markdown("source_headline"), row.line("source_office")
    reported = f"Reported by {escape_markdown(offices.replace(';', '; '))}." if offices else ""
    return "\n\n".join(filter(None, (row.markdown("where_description"), headlines, reported)))


CSV_LAYOUT = CsvLayout(
    key="ucdp",
    label="UCDP GED",
    needs=frozenset({"type_of_violence", "side_a", "side_b", "date_start", "best"}),
    read=read_event,
    source=_SOURCE,
    headless=tuple(_COLUMNS.split()),
)
