"""Compares two documents: by section, line by line, word by word where lines differ."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from briefing.document.nodes import (
    Bibliography,
    Block,
    Callout,
    Document,
    Drawing,
    Heading,
    Image,
    Paragraph,
    Quotation,
    Table,
    TitleBlock,
)
from briefing.document.walk import get_text, iter_blocks
from briefing.markings import SCHEMES
from briefing.word_comparing import (
    LineDifference,
    LineKind,
    Run,
    RunKind,
    compare_texts,
    iter_part_lines,
)

FRONT_PAGE = "Front page"
CELLS = " · "
"""Stands between the cells of a row that is told in a line."""

_STATUS = "Status"  # a fact of the front page that only drafts have
_SECTION_ANCHOR = "section-"
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_CONTEXT = 60  # letters before a figure that say what it counts
_PORTION_MARKS = re.compile(
    "|".join(re.escape(f"{lev.portion} ") for scheme in SCHEMES.values() for lev in scheme.levels)
)


class SectionText(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one section in lines; `key` is empty for the front page."""

    key: str
    title: str
    lines: tuple[str, ...]


class SectionDifference(msgspec.Struct, frozen=True, kw_only=True):
    """A section that is new, gone or says something else; kept lines are among its lines."""

    key: str
    title: str
    kind: LineKind
    lines: tuple[LineDifference, ...]


class FigureChange(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers that differ in a line: which, what stood before them, and in which section."""

    section: str
    context: str
    before: str
    after: str


def compare_documents(
    old: Document, new: Document, *, without: Collection[str] = ()
) -> tuple[SectionDifference, ...]:
    """Give the sections that differ, in the order of the new document, those gone at the end.

    Numbers that only follow from the order (of headings, sources, tables) are no difference,
    and neither are portion marks. Sections with a key in `without` are passed over.
    """
    before = [part for part in split_sections(old) if part.key not in without]
    after = [part for part in split_sections(new) if part.key not in without]
    partner = _match_sections(before, after)
    found = [_compare_section(partner.get(part.key), part) for part in after]
    kept = {part.key for part in partner.values()}
    gone = [_tell_whole(part, LineKind.REMOVED) for part in before if part.key not in kept]
    return (*(one for one in found if one is not None), *gone)


def split_sections(document: Document) -> tuple[SectionText, ...]:
    """Give the words of a document section by section, the front page first."""
    parts: list[tuple[str, str, list[Block]]] = [("", FRONT_PAGE, [])]
    for block in document.blocks:
        if isinstance(block, Heading) and block.anchor.startswith(_SECTION_ANCHOR):
            parts.append((block.anchor, _strip(get_text(block.children)), []))
        else:
            parts[-1][2].append(block)
    return tuple(
        SectionText(key=key, title=title, lines=tuple(_iter_lines(blocks)))
        for key, title, blocks in parts
    )


def find_figure_changes(differences: Iterable[SectionDifference]) -> tuple[FigureChange, ...]:
    """Find the numbers that differ inside lines that are otherwise the same.

    The front page has dates and a reference, but nothing that is counted.
    """
    return tuple(
        change
        for section in differences
        for line in section.lines
        if section.key and line.kind is LineKind.CHANGED
        for change in _iter_figure_changes(section.title, line.runs)
    )


def list_changed(difference: SectionDifference) -> tuple[LineDifference, ...]:
    """List the lines of a section that differ."""
    return tuple(line for line in difference.lines if line.kind is not LineKind.KEPT)


def _match_sections(
    before: Sequence[SectionText], after: Sequence[SectionText]
) -> dict[str, SectionText]:
    """Give the old section for the keys of those new ones that had one: by key, else by title."""
    by_key = {part.key: part for part in before}
    partner = {part.key: by_key[part.key] for part in after if part.key in by_key}
    taken = {part.key for part in partner.values()}
    by_title = {part.title: part for part in before if part.key not in taken}
    for part in after:
        if part.key not in partner and part.title in by_title:
            partner[part.key] = by_title.pop(part.title)
    return partner


def _compare_section(old: SectionText | None, new: SectionText) -> SectionDifference | None:
    if old is None:
        return _tell_whole(new, LineKind.ADDED)
    lines = tuple(iter_part_lines(old.lines, new.lines, str))
    if old.title != new.title:
        title = LineDifference(LineKind.CHANGED, compare_texts(old.title, new.title))
        lines = (title, *lines)
    if all(line.kind is LineKind.KEPT for line in lines):
        return None
    return SectionDifference(key=new.key, title=new.title, kind=LineKind.CHANGED, lines=lines)


def _tell_whole(part: SectionText, kind: LineKind) -> SectionDifference:
    run = RunKind.ADDED if kind is LineKind.ADDED else RunKind.REMOVED
    lines = tuple(LineDifference(kind, (Run(run, line),)) for line in part.lines)
    return SectionDifference(key=part.key, title=part.title, kind=kind, lines=lines)


def _iter_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in iter_blocks(blocks):
        for line in _iter_block_lines(block):
            text = " ".join(_strip(line).split())
            if text:
                yield text


def _iter_block_lines(block: Block) -> Iterator[str]:
    match block:
        case TitleBlock():
            yield block.title
            yield block.subtitle
            facts = (fact for fact in block.facts if fact[0] != _STATUS)
            yield from (f"{label}: {value}" for label, value in facts)
        case Heading(children=children) | Paragraph(children=children):
            yield get_text(children)
        case Quotation(attribution=children):
            yield get_text(children)
        case Callout(title=title):
            yield title
        case Table():
            yield from _iter_table_lines(block)
        case Drawing() | Image():
            yield get_text(block.caption)
            yield block.alternative_text
            yield get_text(block.credit) if isinstance(block, Image) else ""
        case Bibliography(entries=entries):
            yield from sorted(get_text(entry.children) for entry in entries)  # not by number
        case _:
            pass


def _iter_table_lines(table: Table) -> Iterator[str]:
    yield get_text(table.caption)
    for row in (*table.rows, *table.total):
        cells = [_strip(get_text(cell.children)) for cell in row.cells]
        yield CELLS.join(cell for cell in cells if cell)


def _strip(text: str) -> str:
    """Take the portion mark from the beginning of a text."""
    found = _PORTION_MARKS.match(text)
    return text[found.end() :] if found else text


def _iter_figure_changes(section: str, runs: Sequence[Run]) -> Iterator[FigureChange]:
    said = ""
    for number, run in enumerate(runs):
        if run.kind is RunKind.REMOVED:
            after = runs[number + 1] if number + 1 < len(runs) else Run(RunKind.KEPT, "")
            new = after.text if after.kind is RunKind.ADDED else ""
            before, now = _find_numbers(run.text), _find_numbers(new)
            if before != now and before and now:
                yield FigureChange(
                    section=section, context=_cut_start(said), before=before, after=now
                )
        else:
            said += run.text


def _find_numbers(text: str) -> str:
    return ", ".join(_NUMBER.findall(text))


def _cut_start(text: str) -> str:
    """Give the end of a text from the beginning of a word on."""
    text = " ".join(text.split())
    if len(text) <= _CONTEXT:
        return text
    return "…" + text[-_CONTEXT:].partition(" ")[2]
