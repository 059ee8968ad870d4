"""Reads incidents of the GTD (Global Terrorism Database) as attacks."""

import re

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
)
from briefing.identifiers import RecordId
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

DATASET = "GTD"
_SOURCE = make_dataset_source(
    "gtd",
    "Global Terrorism Database",
    "START, University of Maryland",
    "https://www.start.umd.edu/gtd/",
)
_EVENT_ID = re.compile(r"([0-9]{12})(?:\.0*)?")
_PRECISIONS = {
    "1": PlacePrecision.EXACT,
    "2": PlacePrecision.DISTRICT,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.PROVINCE,
}
_FIGURES = {
    "nkill": "killed",
    "nwound": "injured",
    "nkillter": "perpetrators_killed",
    "nwoundte": "perpetrators_injured",
}
_KINDS = ("attacktype1_txt", "attacktype2_txt", "attacktype3_txt")
_UNKNOWN_GROUPS = {"", "unknown"}


def read_incident(row: Row) -> Attack:
    """Make an attack of an incident; raises InvalidValueError when it has no year.

    An id that a spreadsheet has spoilt ("2.00E+11") is no name for the incident: its record id
    is then left for the table to make.
    """
    match = _EVENT_ID.fullmatch(row.line("eventid"))
    event_id = match[1] if match else ""
    kinds = list(filter(None, map(row.line, _KINDS)))
    return Attack(
        id=make_id(DATASET, event_id) if event_id else RecordId(""),
        title=" in ".join(filter(None, (kinds[0] if kinds else "Attack", row.line("city")))),
        date=_make_date(row),
        place=_make_place(row),
        attack_type="; ".join(kinds),
        method=", ".join(filter(None, map(row.line, ("weaptype1_txt", "weapsubtype1_txt")))),
        parties=(*_make_perpetrators(row), *_make_targets(row)),
        figures=_make_figures(row),
        summary=_make_summary(row),
        external_ids=(ExternalId(dataset=DATASET, id=event_id),) if event_id else (),
        citations=(Citation(source=_SOURCE.id, locator=event_id),),
    )


def _make_date(row: Row) -> EdtfDate:
    year, month, day = (
        row.known_number("iyear"),
        row.known_number("imonth"),
        row.known_number("iday"),
    )
    if not year:
        message = "The incident has no iyear."
        raise InvalidValueError(message)
    known = [f"{year:04}"]
    if month:
        known.append(f"{month:02}")
        if day:
            known.append(f"{day:02}")
    return EdtfDate("-".join(known))


def _make_place(row: Row) -> Place:
    place = make_place(row, name="city", admin1="provstate", admin2="", country="country_txt")
    precision = _PRECISIONS.get(row.line("specificity").removesuffix(".0"), PlacePrecision.UNKNOWN)
    return msgspec.structs.replace(place, precision=precision)


def _make_perpetrators(row: Row) -> list[Party]:
    claimed = row.line("claimed").removesuffix(".0") == "1"
    parties = []
    for number in ("", "2", "3"):
        group, part = row.line(f"gname{number}"), row.line(f"gsubname{number}")
        if group.casefold() in _UNKNOWN_GROUPS:
            continue
        doubted = row.line(f"guncertain{number or 1}").removesuffix(".0") == "1"
        certainty = PartyCertainty.ATTRIBUTED
        if doubted:
            certainty = PartyCertainty.SUSPECTED
        elif claimed and not number:
            certainty = PartyCertainty.CLAIMED
        name = f"{group} ({part})" if part else group
        by = "" if certainty is PartyCertainty.CLAIMED else DATASET
        parties.append(Party(role=PartyRole.PERPETRATOR, name=name, certainty=certainty, by=by))
    return parties


def _make_targets(row: Row) -> list[Party]:
    names = list(dict.fromkeys(filter(None, map(row.line, ("target1", "target2", "target3")))))
    names = names or list(filter(None, [row.line("targtype1_txt")]))
    return [Party(role=PartyRole.TARGET, name=name) for name in names]


def _make_figures(row: Row) -> tuple[Figure, ...]:
    """Make the figures; the dead include the perpetrators', of whom a figure of its own tells."""
    figures = []
    for column, what in _FIGURES.items():
        number = row.known_number(column)
        if number is not None:
            figures.append(Figure(what=what, best=number, given_by=DATASET))
    return tuple(figures)


def _make_summary(row: Row) -> str:
    parts = [row.markdown(name) for name in ("summary", "location", "motive", "addnotes")]
    cited = list(filter(None, map(row.line, ("scite1", "scite2", "scite3"))))
    parts.append(f"Reported by {escape_markdown('; '.join(cited))}" if cited else "")
    return "\n\n".join(filter(None, parts))


CSV_LAYOUT = CsvLayout(
    key="gtd",
    label="Global Terrorism Database",
    needs=frozenset({"eventid", "iyear", "imonth", "iday", "gname"}),
    read=read_incident,
    source=_SOURCE,
)
