"""Opens a CSV file of attacks: finds its layout, and gives its rows as attacks or as faults."""

import io
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from briefing.errors import ImportFileError, InvalidValueError
from briefing.exchange import csv_acled, csv_gtd, csv_own, csv_ucdp
from briefing.exchange.csv_layout import CsvLayout, Row, make_id, name_column
from briefing.exchange.csv_text import (
    DELIMITERS,
    CsvRow,
    detect_encoding,
    is_separator_line,
    read_first_row,
    read_rows,
)
from briefing.identifiers import RecordId
from briefing.records.attack import Attack
from briefing.records.source import Source

DATA_SETS = (csv_acled.CSV_LAYOUT, csv_ucdp.CSV_LAYOUT, csv_gtd.CSV_LAYOUT)
OWN = csv_own.CSV_LAYOUT

HEAD = 256 * 1024
"""Bytes from the beginning of a file in which its first row must end."""

_FEWEST_OWN = 2
_NO_COLUMNS = (
    "The first line names no columns of attacks that are known; it should have at least a title "
    "and a date, such as: title,date,place,country,killed."
)


class TableRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as understood: the attack, or a sentence that says why there is none."""

    line: int
    last_line: int
    attack: Attack | None = None
    fault: str = ""

    @property
    def lines(self) -> str:
        """Where it stands: "line 5" or "lines 5–7"."""
        if self.last_line > self.line:
            return f"lines {self.line}–{self.last_line}"
        return f"line {self.line}"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the first row says: the layout, where each column stands, what was not understood."""

    layout: CsvLayout
    delimiter: str
    columns: dict[str, int]
    width: int
    unknown: tuple[str, ...] = ()
    is_row: bool = False  # the first row is no heading but an attack already


def find_head(data: bytes) -> Head | None:
    """Find the layout from the beginning of a file; None when it is no table of attacks."""
    heads = [_read_head(read_first_row(data, delimiter), delimiter) for delimiter in DELIMITERS]
    found = [head for head in heads if head is not None]
    return max(found, key=lambda head: len(head.columns), default=None)


class AttackTable:
    """The rows of an open file, read as they are asked for; memory does not grow with the file.

    Rows that name the same event twice are faults from the second one on. Raises
    ImportFileError when the file is no table of attacks.
    """

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        head = find_head(file.read(HEAD))
        if head is None:
            raise ImportFileError(_NO_COLUMNS)
        self._file = file
        self._head = head
        self._size = max(file.seek(0, os.SEEK_END), 1)
        self._encoding = detect_encoding(file)
        self._seen: dict[RecordId, int] = {}

    @property
    def label(self) -> str:
        """Whose layout it is, in words."""
        return self._head.layout.label

    @property
    def is_own(self) -> bool:
        """Whether it has our own columns, so that its tags and marking are the analyst's."""
        return self._head.layout is OWN

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Headings that are not understood, as they stand in the file."""
        return self._head.unknown

    @property
    def source(self) -> Source | None:
        """The source that its attacks cite."""
        return self._head.layout.source

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return min(self._file.tell() / self._size, 1.0)

    def __iter__(self) -> Iterator[TableRow]:
        self._seen.clear()
        self._file.seek(0)
        rows = read_rows(self._file, self._encoding, self._head.delimiter)
        for row in rows:
            if not is_separator_line(row.cells):
                if self._head.is_row or row.fault:
                    yield self._read(row)
                break
        for row in rows:
            if not _is_hxl(row.cells):
                yield self._read(row)

    def _read(self, row: CsvRow) -> TableRow:
        try:
            attack = self._make_attack(row)
        except InvalidValueError as error:
            return TableRow(line=row.line, last_line=row.last_line, fault=str(error))
        return TableRow(line=row.line, last_line=row.last_line, attack=attack)

    def _make_attack(self, row: CsvRow) -> Attack:
        if row.fault:
            raise InvalidValueError(row.fault)
        cells, head = row.cells, self._head
        if len(cells) < head.width or any(cells[head.width :]):
            message = f"It has {len(cells)} cells, and the first line names {head.width} columns."
            raise InvalidValueError(message)
        attack = head.layout.read(Row(head.columns, cells))
        if not attack.id:
            return msgspec.structs.replace(attack, id=self._make_id(attack))
        first = self._seen.setdefault(attack.id, row.line)
        if first != row.line:
            message = f"The same event stands on line {first} already."
            raise InvalidValueError(message)
        return attack

    def _make_id(self, attack: Attack) -> RecordId:
        """Name an attack that does not name itself by what it is, and by which of several."""
        date, place = attack.date, attack.place
        parts = (attack.title, date.edtf if date else "", place.name, place.country)
        key = make_id("row", *parts)
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return make_id("row", *parts, str(count))


def read_table(data: bytes) -> AttackTable:
    """Open a table that is in memory."""
    return AttackTable(io.BytesIO(data))


def _read_head(cells: Sequence[str], delimiter: str) -> Head | None:
    names = [name_column(cell) for cell in cells]
    for layout in DATA_SETS:
        if layout.needs <= set(names):
            columns = {name: place for place, name in reversed(list(enumerate(names))) if name}
            return Head(layout=layout, delimiter=delimiter, columns=columns, width=len(cells))
    return _find_headless(cells, delimiter) or _read_own_head(cells, names, delimiter)


def _find_headless(cells: Sequence[str], delimiter: str) -> Head | None:
    """Know a data set by the shape of its first row where it comes without a heading."""
    for layout in DATA_SETS:
        names = layout.headless
        if names and len(cells) == len(names) and cells[0].strip().isdigit():
            columns = {name: place for place, name in enumerate(names)}
            head = Head(layout=layout, delimiter=delimiter, columns=columns, width=len(names))
            return msgspec.structs.replace(head, is_row=True)
    return None


def _read_own_head(cells: Sequence[str], names: Sequence[str], delimiter: str) -> Head | None:
    columns: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in OWN.known:
            columns.setdefault(name, place)
    for place, name in enumerate(names):
        if name in OWN.names:
            columns.setdefault(OWN.names[name], place)
    if len(columns) < _FEWEST_OWN or not columns.keys() & {"title", "date"}:
        return None
    read = set(columns.values())
    unknown = tuple(
        cell.strip() for place, cell in enumerate(cells) if place not in read and cell.strip()
    )
    width = len(cells)
    return Head(layout=OWN, delimiter=delimiter, columns=columns, width=width, unknown=unknown)


def _is_hxl(cells: Sequence[str]) -> bool:
    """Tell whether it is a row of HXL tags, "#date+start", which some files have second."""
    filled = (cell for cell in cells if cell.strip())
    first = next(filled, "")
    return first.startswith("#") and all(cell.lstrip().startswith("#") for cell in filled)
