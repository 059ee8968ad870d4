"""Checks of completeness: what a reader would miss."""

from collections.abc import Iterator

from briefing.composition.marking import iter_printed_records
from briefing.document.nodes import (
    Bibliography,
    Block,
    Document,
    Drawing,
    Heading,
    Image,
    Origin,
    Paragraph,
    Table,
    TitleBlock,
)
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks, list_cell_texts
from briefing.export.house_style import find_style_sheet
from briefing.patterns import compile_late
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.sections.registry import get_section_kinds
from briefing.snapshot import Snapshot

_PLACEHOLDER = compile_late(
    r"\b(?:TBC|TBD|TODO|XXX?|lorem ipsum)\b|\[\?(?![\w.-]*\])[^\]]{0,60}\]|\?\?\?"
)
# what composing itself puts for a source that is gone, [?] and [?key], is told as such already
_PARTS = ("TBC", "TBD", "TODO", "XX", "lorem", "[?", "???")
"""One of which is in every placeholder: most texts have none and need no second look."""


def find_missing_front_facts(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find what the front page does not say."""
    briefing = snapshot.briefing
    for field, value, message, remedy in (
        ("title", briefing.title, "The briefing has no title.", "Give it one."),
        ("date", briefing.date, "The briefing has no date.", "Give the date of issue."),
        (
            "cut_off",
            briefing.cut_off,
            "The information cut-off is missing.",
            "Say up to when information was taken in.",
        ),
    ):
        if not value:
            yield Problem(
                check=f"missing-{field.replace('_', '-')}",
                severity=Severity.WARNING,
                message=message,
                remedy=remedy,
                field=field,
            )


def find_missing_template(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find that the house template which the briefing names is not in the library."""
    name = snapshot.briefing.house_template
    if name and snapshot.house_template is None:
        yield Problem(
            check="missing-template",
            severity=Severity.WARNING,
            message=f"The house template “{name}” is not in this library.",
            remedy="Add it again, or choose another one.",
            field="house_template",
        )


def find_unusable_style_sheet(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find that the page design which the briefing names is gone or cannot be used."""
    fault = find_style_sheet(snapshot).fault
    if fault:
        yield Problem(
            check="style-sheet",
            severity=Severity.WARNING,
            message=f"{fault} The pages have the standard design.",
            remedy="Choose another page design.",
            field="style_sheet",
        )


def find_empty_sections(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find sections that print a heading and nothing below it."""
    filled = {
        block.origin.section
        for block in document.blocks
        if block.origin is not None
        and not isinstance(block, Heading)
        and not (isinstance(block, Bibliography) and not block.entries)
    }
    filled |= _find_parents(snapshot)
    for section in snapshot.briefing.list_included():
        if section.id not in filled:
            kind = get_section_kinds().get(section.section_kind)
            yield Problem(
                check="empty-section",
                severity=Severity.WARNING,
                message=f"The section “{section.title or section.section_kind}” is empty.",
                remedy=kind.empty_text if kind else "Remove it.",
                section=section.id,
            )


def _find_parents(snapshot: Snapshot) -> set[str]:
    """Find the sections that hold others, which fill them."""
    sections = snapshot.briefing.sections
    levels = snapshot.briefing.find_levels()
    steps = zip(sections, levels, levels[1:], strict=False)
    return {section.id for section, level, following in steps if following > level}


def find_incomplete_records(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find actors without a name and attacks without a date."""
    for record in iter_printed_records(snapshot):
        if isinstance(record, Actor) and not any(name.text.strip() for name in record.names):
            message, field = "An actor in this briefing has no name.", "names"
        elif isinstance(record, Attack) and record.date is None:
            message, field = f"“{record.display_title}” has no date.", "date"
        else:
            continue
        yield Problem(
            check=f"missing-{field}",
            severity=Severity.WARNING,
            message=message,
            remedy="Complete the record.",
            record=record.id,
            field=field,
        )


def find_placeholders(_snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find words that were meant to be replaced before issue."""
    for top in document.blocks:
        for block in iter_blocks((top,)):
            for text, row_origin in _iter_texts(block):
                match = _PLACEHOLDER.search(text) if _may_hold_placeholder(text) else None
                if match is None:
                    continue
                origin = row_origin or top.origin or Origin()
                yield Problem(
                    check="placeholder",
                    severity=Severity.WARNING,
                    message=f"A placeholder is left in the text: “{match.group()}”.",
                    remedy="Replace it, or take it out.",
                    section=origin.section,
                    record=origin.record,
                )


def _may_hold_placeholder(text: str) -> bool:
    return any(map(text.__contains__, _PARTS))


def _iter_texts(block: Block) -> Iterator[tuple[str, Origin | None]]:
    """Yield what a block itself prints, with the origin of the row it stands in."""
    match block:
        case Paragraph() | Heading():
            yield get_text(block.children), None
        case Table():
            yield get_text(block.caption), None
            rows = (*block.rows, *block.total)
            if not _may_hold_placeholder("\n".join(list_cell_texts(rows))):
                return  # as most tables, and row by row takes twice as long
            for row in rows:
                yield "\n".join(list_cell_texts((row,))), row.origin
        case Drawing() | Image():
            yield get_text(block.caption), None
        case TitleBlock():
            facts = [value for _label, value in block.facts]
            yield "\n".join((block.title, block.subtitle, block.kicker, *facts)), None
        case _:
            pass


CHECKS = (
    find_missing_front_facts,
    find_missing_template,
    find_unusable_style_sheet,
    find_empty_sections,
    find_incomplete_records,
    find_placeholders,
)
