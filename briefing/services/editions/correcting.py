"""Corrects what was issued: finds what records say otherwise now, and drafts the notice."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from briefing.dates import EdtfDate
from briefing.document.cross_references import drop_placeholders
from briefing.document.nodes import Document, Heading, Table
from briefing.document.walk import get_text, iter_blocks
from briefing.errors import InvalidValueError, RecordNotFoundError
from briefing.figures import FIGURE_LABELS, print_figure
from briefing.identifiers import RecordId, new_record_id
from briefing.markdown_text.model import (
    Block,
    Citation,
    Inlines,
    Run,
    TableBlock,
    TextBlock,
    TextKind,
)
from briefing.markdown_text.writing import write_blocks
from briefing.outline import Briefing
from briefing.ports import UnitOfWork
from briefing.records.edition import Edition, UsedRecord
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Figure
from briefing.records.source import Source
from briefing.services.briefings.outlining import make_section
from briefing.services.editions.register import read_tree
from briefing.services.records.comparing import FieldDifference, compare_stored
from briefing.services.records.telling_values import find_ids
from briefing.word_comparing import LONGEST_QUOTE, LineKind, RunKind, iter_part_lines, quote_side
from briefing.word_comparing import Run as ComparedRun

_NO_STATEMENT = frozenset(("tags", "verified_on", "attachments", "citations", "marking"))
"""Fields of which a change corrects nothing that a reader was told."""

_KEPT_FIELDS = (
    *("author", "organisation", "audience", "marking_scheme", "portion_markings", "ceiling"),
    *("yardstick", "language", "style_sheet", "house_template", "citation_style"),
    *("reference_style", "show_grades"),
)
_CITED = re.compile(r"\s?\[@[^\]]*\]")
_LINKED_KINDS = "actor|attack|background|source|briefing|section|table|figure"
_MENTION = re.compile(rf"\[([^\]]*)\]\((?:{_LINKED_KINDS}):[^)]*\)")
_NOTHING = "nothing"


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A record that an edition used and that says something else now, and where it was shown."""

    used: UsedRecord
    newest: AnyRecord
    differences: tuple[FieldDifference, ...]
    sections: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()  # citation keys of what the newest revision rests on


def find_corrections(unit: UnitOfWork, edition: Edition) -> tuple[Correction, ...]:
    """Find the records of an edition that say something else now, in its order.

    Records in the trash are left out, and so are changes that no reader was told.
    """
    newest = unit.records.get_records(used.record for used in edition.used)
    tree = _find_tree(unit, edition)
    found = (
        _compare(unit, used, newest[used.record], tree)
        for used in edition.used
        if used.record in newest and newest[used.record].revision > used.revision
    )
    return tuple(one for one in found if one is not None and one.differences)


def draft_notice(
    unit: UnitOfWork, edition: Edition, corrections: Sequence[Correction], *, today: dt.date
) -> Briefing:
    """Draft a correction notice: what was said, what is right now, and on whose word.

    Nothing is stored. Raises InvalidValueError when there is nothing to correct.
    """
    if not corrections:
        message = f"Nothing in “{edition.display_title}” says anything else now."
        raise InvalidValueError(message)
    text = write_blocks(tuple(_iter_text(edition, corrections)))
    section = msgspec.structs.replace(
        make_section("text"), title="What is corrected", settings={"text": text}
    )
    issued = unit.records.find_record(edition.briefing)
    kept = {name: getattr(issued, name) for name in _KEPT_FIELDS} if issued else {}
    return Briefing(
        id=new_record_id(),
        title=f"Correction: {edition.title}",
        subtitle=f"Corrects edition {edition.number}{_tell_issue(edition)}",
        reference=f"{edition.reference}/COR" if edition.reference else "",
        date=today,
        marking=edition.marking,
        corrects=RecordId(edition.id),
        sections=(section,),
        **kept,
    )


# --- what differs -------------------------------------------------------------------------------


def _compare(
    unit: UnitOfWork, used: UsedRecord, newest: AnyRecord, tree: Document | None
) -> Correction | None:
    try:
        then = unit.records.get_revision(used.record, used.revision)
    except RecordNotFoundError:
        return None
    differences = compare_stored(unit, then, newest)
    differences = tuple(_tell_figures(one, then, newest) for one in differences)
    ids = {RecordId(found) for found in find_ids(newest)}
    sources = unit.records.get_records(ids).values()
    return Correction(
        used=used,
        newest=newest,
        differences=tuple(one for one in differences if one.field not in _NO_STATEMENT),
        sections=tuple(_iter_sections(tree, used.record)) if tree else (),
        keys=tuple(one.key for one in sources if isinstance(one, Source) and one.key),
    )


def _tell_figures(
    difference: FieldDifference, then: AnyRecord, newest: AnyRecord
) -> FieldDifference:
    """Tell figures as the pages print them."""
    old, new = getattr(then, "figures", ()), getattr(newest, "figures", ())
    if difference.field != "figures":
        return difference
    return FieldDifference("figures", tuple(iter_part_lines(old, new, _tell_figure)))


def _tell_figure(figure: Figure) -> str:
    return f"{FIGURE_LABELS.get(figure.what, figure.what)}: {print_figure(figure)}"


def _find_tree(unit: UnitOfWork, edition: Edition) -> Document | None:
    try:
        return read_tree(unit, edition)
    except (RecordNotFoundError, InvalidValueError):
        return None  # the notice then does not say where it stood


def _iter_sections(tree: Document, record_id: RecordId) -> Iterator[str]:
    """Yield the titles of the sections that show a record, each once."""
    title, told = "", set()
    for block in iter_blocks(tree.blocks):
        if isinstance(block, Heading) and block.anchor.startswith("section-"):
            title = f"{block.number} {get_text(block.children)}".strip()
        rows = block.rows if isinstance(block, Table) else ()
        origins = [block.origin, *(row.origin for row in rows)]
        if any(one and one.record == record_id for one in origins) and title not in told:
            told.add(title)
            yield title


# --- the notice ---------------------------------------------------------------------------------


def _iter_text(edition: Edition, corrections: Sequence[Correction]) -> Iterator[Block]:
    reference = f" ({edition.reference})" if edition.reference else ""
    yield _paragraph(
        f"“{edition.title}”{reference}, edition {edition.number}{_tell_issue(edition)}, said what "
        "stands on the left below. What is right stands beside it. This notice goes to everybody "
        "who received that edition."
    )
    for correction in corrections:
        yield from _iter_correction(correction)


def _iter_correction(correction: Correction) -> Iterator[Block]:
    title = correction.newest.display_title
    yield TextBlock((Run(title),), kind=TextKind.HEADING, level=2)
    if correction.sections:
        yield _paragraph(f"It stood in: {'; '.join(correction.sections)}.")
    rows = [_make_row(field, *sides) for field in correction.differences for sides in _pair(field)]
    head: tuple[Inlines, ...] = ((Run("About"),), (Run("Said"),), (Run("Right"),))
    yield TableBlock(rows=(head, *rows), aligns=("", "", ""))
    yield TextBlock(tuple(_tell_word(correction)))


def _tell_word(correction: Correction) -> Iterator[Run | Citation]:
    newest = correction.newest
    by = f" by {newest.modified_by}" if newest.modified_by else ""
    day = f", {EdtfDate(newest.modified.date().isoformat())}" if newest.modified else ""
    rests = "; it rests on " if correction.keys else "; the record cites no source"
    yield Run(f"Corrected{by}{day}{rests}")
    if correction.keys:
        yield Citation(f"[{'; '.join(f'@{key}' for key in correction.keys)}]")
    yield Run(".")


def _pair(field: FieldDifference) -> Iterator[tuple[str, str]]:
    for line in field.lines:
        if line.kind not in (LineKind.KEPT, LineKind.MOVED):
            yield _get_side(line.runs, RunKind.REMOVED), _get_side(line.runs, RunKind.ADDED)


def _get_side(runs: Sequence[ComparedRun], kind: RunKind) -> str:
    """Give what one side said, whole where it is short."""
    text = "".join(run.text for run in runs if run.kind in (kind, RunKind.KEPT))
    return text if len(text) <= LONGEST_QUOTE else quote_side(runs, kind)


def _make_row(field: FieldDifference, said: str, right: str) -> tuple[Inlines, ...]:
    words = field.field.replace("_", " ").capitalize()
    return (
        (Run(words),),
        (Run(_take_marks_out(said) or _NOTHING),),
        (Run(_take_marks_out(right) or _NOTHING),),
    )


def _take_marks_out(text: str) -> str:
    words = _MENTION.sub(lambda link: drop_placeholders(link[1]), _CITED.sub("", text))
    return " ".join(words.split())


def _tell_issue(edition: Edition) -> str:
    if edition.issued_at is None:
        return ""
    return f" of {EdtfDate(edition.issued_at.date().isoformat())}"


def _paragraph(text: str) -> TextBlock:
    return TextBlock((Run(text),))
