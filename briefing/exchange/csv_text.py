"""Reads the lines of a CSV file: its encoding, its separator, its rows with their line numbers."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from briefing.text_cleaning import clean_line, clean_text

DELIMITERS = ",;\t|"
LARGEST_CELL = 2**20
"""Characters of a cell beyond which a quotation mark is taken to be missing."""

_CHUNK = 2**20
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONG = 100
_clean_line = lru_cache(maxsize=20_000)(clean_line)  # names come again and again
_TORN = "\ufffd"


class CsvRow(NamedTuple):
    """The cells that stand on lines `line` to `last_line`; `fault` says why there are none."""

    line: int
    last_line: int
    cells: list[str]
    fault: str = ""


def detect_encoding(file: BinaryIO) -> str:
    """Tell the encoding from all of the file; it is then at its beginning again.

    UTF-8 with a few torn characters stays UTF-8; what is mostly no UTF-8 is Windows-1252.
    """
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    if start.startswith(_UTF16_MARKS):
        return "utf-16"
    if b"\0" in start:
        return "utf-16-le" if start.find(b"\0") % 2 else "utf-16-be"
    torn, sound = _count_letters(file)
    file.seek(0)
    return "cp1252" if torn > sound else "utf-8-sig"


def read_rows(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[CsvRow]:
    """Read the rows as the file gives them; blank ones are left out.

    A row that breaks the rules of quoting comes with a fault, and reading goes on after it.
    The file is left open.
    """
    csv.field_size_limit(LARGEST_CELL)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        yield from _read_lines(text, delimiter)
    finally:
        text.detach()


def read_first_row(data: bytes, delimiter: str) -> list[str]:
    """Give the cells of the first row in the beginning of a file, none if it has no such row."""
    file = io.BytesIO(data)
    encoding = detect_encoding(file)
    for row in read_rows(file, encoding, delimiter):
        if not is_separator_line(row.cells):
            return row.cells
    return []


def is_separator_line(cells: Sequence[str]) -> bool:
    """Tell whether it is the line in which Excel notes the separator, "sep=;"."""
    first = cells[0].strip("\ufeff ").lower() if cells else ""
    return first.startswith("sep=") and not any(cells[1:])


def as_line(cell: str) -> str:
    """Give a cell as one clean line."""
    if not cell:
        return ""
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    return _clean_line(cell) if len(cell) < _LONG else clean_line(cell)


def as_text(cell: str) -> str:
    """Give a cell as clean text of any number of lines."""
    return clean_text(cell).strip()


def _count_letters(file: BinaryIO) -> tuple[int, int]:
    """Count what UTF-8 cannot read, and the letters beyond ASCII that it can."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    torn = sound = 0
    while chunk := file.read(_CHUNK):
        text = decoder.decode(chunk)
        if not text.isascii():
            broken = text.count(_TORN)
            torn += broken
            sound += len(text) - len(text.encode("ascii", "ignore")) - broken
    return torn + len(decoder.decode(b"", final=True)), sound


def _read_lines(text: io.TextIOWrapper, delimiter: str) -> Iterator[CsvRow]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield CsvRow(line, reader.line_num, [], _explain(error))
            continue
        if any(cell and not cell.isspace() for cell in cells):
            yield CsvRow(line, reader.line_num, cells)


def _explain(error: csv.Error) -> str:
    told = str(error)
    if "field larger" in told:
        return "A cell is longer than a million characters; a quotation mark is missing."
    if "unexpected end" in told:
        return "The file ends inside a quoted cell; the closing quotation mark is missing."
    return "The quotation marks do not fit; double those that stand inside a quoted cell."
