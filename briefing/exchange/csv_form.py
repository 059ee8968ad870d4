"""Attacks as a CSV table, in and out: our own columns, ACLED, UCDP GED and GTD.

docs/exchange-format.md describes the columns.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from briefing.dates import EdtfDate, parse_date
from briefing.errors import ImportFileError, InvalidValueError
from briefing.exchange.csv_cells import guard, join_list, print_party
from briefing.exchange.csv_own import COLUMNS, COUNTED, ROLES, SOURCE_KEY
from briefing.exchange.csv_table import HEAD, find_head, read_table
from briefing.exchange.exchange import Exchange
from briefing.exchange.registry import ExchangeFormat
from briefing.figures import choose_figures
from briefing.identifiers import RecordId
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.source import Source
from briefing.text_cleaning import clean_line

_BYTE_ORDER_MARK = "\ufeff"  # so that Excel takes it for UTF-8
_NUMBERS = frozenset(
    {"latitude", "longitude", *COUNTED}
    | {f"{what}_{bound}" for what in COUNTED for bound in ("low", "high")}
)


def read_attacks(data: bytes) -> Exchange:
    """Read a whole table; raises ImportFileError when a row of it cannot be read.

    briefing.services.files.table_importing brings in the rows that can, and lists the others.
    """
    table = read_table(data)
    rows = list(table)
    faulty = [row for row in rows if row.fault]
    if faulty:
        more = f" ({len(faulty)} rows have faults)" if len(faulty) > 1 else ""
        message = f"{faulty[0].lines.capitalize()}: {faulty[0].fault}{more}"
        raise ImportFileError(message)
    attacks = [row.attack for row in rows if row.attack is not None]
    cited = {c.source for attack in attacks for c in attack.citations}
    if keys := sorted(key for key in cited if key.startswith(SOURCE_KEY)):
        message = f"The source “{keys[0].removeprefix(SOURCE_KEY)}” is not in the file."
        raise ImportFileError(message)
    return Exchange(records=(*filter(None, [table.source]), *attacks))


def write_attacks(exchange: Exchange) -> bytes:
    """Write the attacks of an exchange in our own columns; other records lend their names only."""
    names = {r.id: r.display_title for r in exchange.records if isinstance(r, Actor)}
    keys = {r.id: r.key for r in exchange.records if isinstance(r, Source)}
    attacks = (record for record in exchange.records if isinstance(record, Attack))
    return "".join(iter_table(attacks, names, keys)).encode()


def iter_table(
    attacks: Iterable[Attack], names: Mapping[RecordId, str], keys: Mapping[RecordId, str]
) -> Iterator[str]:
    """Write attacks line by line; `names` are those of actors, `keys` those of sources.

    Cells that a spreadsheet would take for a formula begin with an apostrophe, which reading
    takes away again.
    """
    buffer = io.StringIO(_BYTE_ORDER_MARK)
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for attack in attacks:
        cells = _make_cells(attack, names, keys)
        row = (cells.get(column, "") for column in COLUMNS)
        writer.writerow(
            cell if column in _NUMBERS else guard(cell)
            for column, cell in zip(COLUMNS, row, strict=True)
        )
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _make_cells(
    attack: Attack, names: Mapping[RecordId, str], keys: Mapping[RecordId, str]
) -> dict[str, str]:
    place = attack.place
    cells = {
        name: clean_line(getattr(attack, name))
        for name in ("id", "title", "time", "time_zone", "attack_type", "method", "marking")
    }
    cells |= {name: clean_line(getattr(place, name)) for name in ("admin1", "admin2", "country")}
    cells |= {
        "date": _print_date(attack.date),
        "place": clean_line(place.name),
        "latitude": _print_number(place.latitude),
        "longitude": _print_number(place.longitude),
        "precision": "" if place.precision == "unknown" else place.precision.value,
        "summary": attack.summary.strip(),
        "tags": join_list(map(clean_line, attack.tags)),
        "verified_on": attack.verified_on.isoformat() if attack.verified_on else "",
        "sources": join_list(dict.fromkeys(keys.get(c.source, "") for c in attack.citations)),
        "dataset": join_list(clean_line(external.dataset) for external in attack.external_ids),
        "dataset_id": join_list(clean_line(external.id) for external in attack.external_ids),
    }
    return cells | _make_party_cells(attack, names) | _make_figure_cells(attack)


def _make_party_cells(attack: Attack, names: Mapping[RecordId, str]) -> dict[str, str]:
    cells = {}
    for column, role in ROLES.items():
        parties = [
            (party, clean_line(party.name or names.get(party.actor or RecordId(""), "")))
            for party in attack.parties
            if party.role is role
        ]
        cells[column] = "; ".join(print_party(party, name) for party, name in parties if name)
    return cells


def _make_figure_cells(attack: Attack) -> dict[str, str]:
    cells = {}
    for what in COUNTED:
        figure = next(iter(choose_figures(attack.figures, what)), None)
        if figure is not None:
            cells[f"{what}_low"] = _print_number(figure.low)
            cells[what] = _print_number(figure.best)
            cells[f"{what}_high"] = _print_number(figure.high)
            cells[f"{what}_given_by"] = clean_line(figure.given_by)
    return cells


def _print_number(number: float | None) -> str:
    return "" if number is None else str(number)


def _print_date(date: EdtfDate | None) -> str:
    """Print the EDTF text, or English where that text may be read in two ways."""
    if date is None:
        return ""
    try:
        parse_date(date.edtf)
    except InvalidValueError:
        return str(date)
    return date.edtf


EXCHANGE_FORMAT = ExchangeFormat(
    key="csv",
    label="Table of attacks (CSV)",
    suffixes=(".csv", ".tsv"),
    matches=lambda data: find_head(data[:HEAD]) is not None,
    read=read_attacks,
    write=write_attacks,
)
