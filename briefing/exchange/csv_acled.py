"""Reads events of ACLED (Armed Conflict Location & Event Data) as attacks."""

from functools import lru_cache

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

DATASET = "ACLED"
_SOURCE = make_dataset_source(
    "acled", "Armed Conflict Location & Event Data", "ACLED", "https://acleddata.com/"
)
_PRECISIONS = {
    "1": PlacePrecision.EXACT,
    "2": PlacePrecision.NEAR,
    "3": PlacePrecision.PROVINCE,
}


def read_event(row: Row) -> Attack:
    """Make an attack of an event; raises InvalidValueError when it has no id or date."""
    event_id = row.line("event_id_cnty")
    if not event_id:
        message = "The event has no event_id_cnty."
        raise InvalidValueError(message)
    kind, detail = row.line("event_type"), row.line("sub_event_type")
    place = _make_place(row)
    return Attack(
        id=make_id(DATASET, event_id),
        title=" in ".join(filter(None, (detail or kind, row.line("location")))),
        date=_make_date(row),
        place=place,
        attack_type=kind,
        method=detail,
        parties=_make_parties(row),
        figures=_make_figures(row),
        summary=_make_summary(row),
        external_ids=(ExternalId(dataset=DATASET, id=event_id),),
        tags=tuple(dict.fromkeys(split_list(row.line("tags")))),
        citations=(Citation(source=_SOURCE.id, locator=event_id),),
    )


def split_list(cell: str) -> list[str]:
    """Split what stands in one cell with semicolons between."""
    if ";" not in cell:
        return [cell] if cell else []
    return [part for part in map(str.strip, cell.split(";")) if part]


def _make_date(row: Row) -> EdtfDate:
    told = row.line("event_date")
    if not told:
        message = "The event has no event_date."
        raise InvalidValueError(message)
    day = read_day(told)
    match row.line("time_precision"):
        case "2":
            return EdtfDate(f"{day.edtf[:10]}~")
        case "3":
            return EdtfDate(f"{day.edtf[:7]}~")
        case _:
            return day


def _make_place(row: Row) -> Place:
    place = make_place(row, name="location", admin1="admin1", admin2="admin2", country="country")
    precision = _PRECISIONS.get(row.line("geo_precision"), PlacePrecision.UNKNOWN)
    return msgspec.structs.replace(place, precision=precision)


def _make_parties(row: Row) -> tuple[Party, ...]:
    """Name the actors; only where civilians are targeted does ACLED tell who attacked."""
    against_civilians = bool(row.line("civilian_targeting")) or "civilians" in (
        row.line("event_type").casefold()
    )
    first, second = (_list_names(row, f"actor{n}", f"assoc_actor_{n}") for n in (1, 2))
    if against_civilians:
        return (*map(_make_attacker, first), *(_make_party(PartyRole.VICTIM, n) for n in second))
    return tuple(_make_party(PartyRole.SIDE, name) for name in (*first, *second))


@lru_cache(maxsize=20_000)
def _make_party(role: PartyRole, name: str) -> Party:
    return Party(role=role, name=name)


@lru_cache(maxsize=20_000)
def _make_attacker(name: str) -> Party:
    certainty = PartyCertainty.ATTRIBUTED
    return Party(role=PartyRole.PERPETRATOR, name=name, certainty=certainty, by=DATASET)


def _list_names(row: Row, actor: str, associated: str) -> list[str]:
    name, others = row.line(actor), row.line(associated)
    if not others:
        return [name] if name else []
    return list(dict.fromkeys(filter(None, (name, *split_list(others)))))


def _make_figures(row: Row) -> tuple[Figure, ...]:
    killed = row.known_number("fatalities")
    if killed is None:
        return ()
    note = "" if killed else "none reported"
    return (Figure(what="killed", best=killed, given_by=DATASET, note=note),)


def _make_summary(row: Row) -> str:
    sources = "; ".join(split_list(row.line("source")))
    reported = f"Reported by {escape_markdown(sources)}." if sources else ""
    return "\n\n".join(filter(None, (row.markdown("notes"), reported)))


CSV_LAYOUT = CsvLayout(
    key="acled",
    label="ACLED",
    needs=frozenset({"event_id_cnty", "event_date", "event_type", "actor1"}),
    read=read_event,
    source=_SOURCE,
)
