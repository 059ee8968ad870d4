"""What the command line prints: tables and records for people, JSON for programs.

Nothing that comes from a record can steer the terminal: control characters are taken out.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from briefing.figures import FIGURE_LABELS, print_figure
from briefing.identifiers import SectionId
from briefing.outline import Placement, PlacementMode, Section
from briefing.records.kinds import encode_value
from briefing.records.parts import Citation, Figure
from briefing.records.record import Record

FindTitle = Callable[[str], str]
"""Gives the title of the record with this id; empty where it is no id of a record."""

_INDENT = "  "


def print_line(text: str = "") -> None:
    """Print one line to standard output; control characters and line breaks are taken out."""
    sys.stdout.write(strip_controls(text) + "\n")


def print_error(text: str) -> None:
    """Print one line to standard error."""
    sys.stderr.write(strip_controls(" ".join(text.split())) + "\n")


def print_json(value: Any) -> None:
    """Print a value as JSON, indented; structures as their fields."""
    encoded = msgspec.json.encode(value, enc_hook=encode_value)
    sys.stdout.write(msgspec.json.format(encoded, indent=1).decode() + "\n")


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns that line up."""
    cleaned = [[strip_controls(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(_measure, column)) for column in zip(*cleaned, strict=True)]
    for row in cleaned:
        cells = (_pad(cell, width) for cell, width in zip(row, widths, strict=True))
        print_line("  ".join(cells).rstrip())


def strip_controls(text: str) -> str:
    """Take out what a terminal would obey (also marks that turn the writing direction)."""
    return "".join(map(_harmless, text))


def iter_record_lines(record: Record, find_title: FindTitle) -> Iterator[str]:
    """Say in lines what the record holds, leaving out what is empty."""
    yield f"{record.display_title} ({record.kind})"
    yield f"Id: {record.id}"
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field != "id" and value not in ("", None, (), False, {}):
            yield from _iter_field_lines(_name_field(field), value, find_title)


def _iter_field_lines(name: str, value: Any, find_title: FindTitle) -> Iterator[str]:
    if isinstance(value, tuple) and not all(isinstance(part, str) for part in value):
        yield f"{name}:"
        for part in value:
            yield _INDENT + _describe(part, find_title)
    elif isinstance(value, str) and "\n" in value:
        yield f"{name}:"
        yield from (_INDENT + line for line in value.splitlines())
    else:
        yield f"{name}: {_describe(value, find_title)}"


def _describe(value: Any, find_title: FindTitle) -> str:
    match value:
        case msgspec.Struct():
            return _describe_structure(value, find_title)
        case tuple() | list():
            return "; ".join(_describe(part, find_title) for part in value)
        case dict():
            return "; ".join(f"{key}: {_describe(part, find_title)}" for key, part in value.items())
        case str():
            return find_title(value) or value
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case _:
            return str(value)


def _describe_way(placement: Placement) -> str:
    """Say how a record is placed where it does not simply follow the library."""
    told = []
    if placement.mode is PlacementMode.PINNED:
        told.append(f"pinned to revision {placement.revision}")
    if placement.mode is PlacementMode.OWN_TEXT:
        told.append("with text of its own")
    if placement.overrides:
        told.append(f"overridden: {', '.join(sorted(placement.overrides))}")
    return f" ({'; '.join(told)})" if told else ""


def _describe_structure(part: msgspec.Struct, find_title: FindTitle) -> str:
    match part:
        case Figure(what=what, citations=citations):
            printed = f"{FIGURE_LABELS.get(what, what)}: {print_figure(part)}"
            return printed + _cite(citations, find_title)
        case Citation():
            return _describe_citation(part, find_title)
        case Placement(record=record):
            return f"{find_title(record) or record}{_describe_way(part)}"
        case Section():
            return _describe_part(msgspec.structs.replace(part, id=SectionId("")), find_title)
        case _:
            return _describe_part(part, find_title)


def _describe_part(part: msgspec.Struct, find_title: FindTitle) -> str:
    said = []
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        if field.name != "citations" and value not in (field.default, (), {}):
            said.append(_name_field(field.name) if value is True else _describe(value, find_title))
    return ", ".join(filter(None, said)) + _cite(getattr(part, "citations", ()), find_title)


def _cite(citations: Sequence[Citation], find_title: FindTitle) -> str:
    said = "; ".join(_describe_citation(citation, find_title) for citation in citations)
    return f" [{said}]" if said else ""


def _describe_citation(citation: Citation, find_title: FindTitle) -> str:
    parts = [find_title(citation.source) or citation.source, citation.locator]
    parts += [f"on {citation.field}"] if citation.field else []
    parts += [f"credibility {citation.credibility}"] if citation.credibility else []
    parts += [f"“{citation.quotation}”"] if citation.quotation else []
    return ", ".join(filter(None, [*parts, citation.note]))


def _name_field(field: str) -> str:
    return field.replace("_", " ").capitalize()


def _harmless(character: str) -> str:
    if character in "\n\t":
        return " "
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return ""
    replacements = {"Cc": "", "Cs": "\ufffd"}  # surrogates stand for bytes of a file name
    return replacements.get(unicodedata.category(character), character)


def _measure(text: str) -> int:
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _measure(text))
