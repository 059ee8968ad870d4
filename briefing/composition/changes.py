"""Fills the sections that tell what has changed since the last edition."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from briefing.dates import EdtfDate
from briefing.document.comparing import (
    FigureChange,
    SectionDifference,
    compare_documents,
    find_figure_changes,
    list_changed,
)
from briefing.document.nodes import (
    Block,
    Document,
    Inline,
    List,
    ListItem,
    Paragraph,
    Strong,
    Text,
    decode_document,
)
from briefing.document.problem import Problem, Severity
from briefing.outline import Section
from briefing.sections.changes_since import KEY, PLACE, ChangesSettings, Detail
from briefing.sections.registry import get_section_kind
from briefing.snapshot import LastEdition, Snapshot
from briefing.word_comparing import (
    LONGEST_QUOTE,
    LineDifference,
    LineKind,
    Run,
    RunKind,
    cut_text,
    quote_runs,
    quote_side,
)

Report = Callable[[Problem], None]


def fill_changes(document: Document, snapshot: Snapshot, report: Report) -> Document:
    """Give the document with what has changed since the last edition, where a section asks.

    An edition that cannot be read is told in place and as a problem.
    """
    last = snapshot.last_edition
    asking = {
        f"{PLACE}{section.id}": section
        for section in snapshot.briefing.list_included()
        if section.section_kind == KEY
    }
    if last is None or not asking:
        return document
    _compare_markings(document, snapshot, report)
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.anchor in asking:
            blocks += _fill(block, asking[block.anchor], (document, last), report)
        else:
            blocks.append(block)
    return msgspec.structs.replace(document, blocks=tuple(blocks))


def _fill(
    place: Paragraph, section: Section, compared: tuple[Document, LastEdition], report: Report
) -> list[Block]:
    document, last = compared
    try:
        old = decode_document(last.tree)
    except msgspec.MsgspecError:
        report(_make_fault(section))
        return [msgspec.structs.replace(place, children=(Text(_UNREADABLE),))]
    settings: ChangesSettings = get_section_kind(KEY).read_settings(section)
    differences = compare_documents(old, document, without={f"section-{section.id}"})
    made = [*_tell_edition(last, differences), *_tell_all(differences, settings)]
    return [msgspec.structs.replace(block, origin=place.origin) for block in made]


def _compare_markings(document: Document, snapshot: Snapshot, report: Report) -> None:
    """Warn where words of an edition that was marked higher would stand in this document."""
    scheme, last = snapshot.get_scheme(), snapshot.last_edition
    marking = document.banner.text if document.banner else ""
    if last is None or scheme.highest([last.marking]).rank <= scheme.highest([marking]).rank:
        return
    problem = Problem(
        check="changes-since",
        severity=Severity.WARNING,
        message=f"The last edition was marked {last.marking}, this one is {marking}.",
        remedy="Look at what is quoted from the last edition, or mark this one as high.",
    )
    report(problem)


_UNREADABLE = "The last edition cannot be read, so that nothing is compared here."


def _make_fault(section: Section) -> Problem:
    return Problem(
        check="changes-since",
        severity=Severity.ERROR,
        message=_UNREADABLE,
        remedy="Verify it in the register, or leave this section out.",
        section=section.id,
    )


def _tell_edition(last: LastEdition, differences: tuple[SectionDifference, ...]) -> list[Block]:
    when = f" of {EdtfDate(last.issued)}" if last.issued else ""
    what = f"edition {last.number}{when}"
    if not differences:
        return [Paragraph((Text(f"Nothing has changed since {what}."),))]
    return [Paragraph((Text(f"Since {what}:"),), keep_with_next=True)]


def _tell_all(
    differences: tuple[SectionDifference, ...], settings: ChangesSettings
) -> Iterator[Block]:
    figures = find_figure_changes(differences)
    if settings.figures_first and figures:
        yield _make_lead("Figures that differ")
        yield _make_list(_tell_figure(change) for change in figures)
    if settings.detail is Detail.SECTIONS:
        if differences:
            yield _make_list(_tell_section(section) for section in differences)
        return
    for section in differences:
        yield _make_lead(_name(section))
        yield _make_list(_tell_line(line) for line in list_changed(section))


def _make_lead(words: str) -> Paragraph:
    return Paragraph((Strong((Text(words),)),), keep_with_next=True)


def _make_list(items: Iterable[tuple[Inline, ...]]) -> List:
    return List(tuple([ListItem((Paragraph(item),)) for item in items]))


def _name(section: SectionDifference) -> str:
    added = {LineKind.ADDED: " (new section)", LineKind.REMOVED: " (section left out)"}
    return section.title + added.get(section.kind, "")


def _tell_section(section: SectionDifference) -> tuple[Inline, ...]:
    if section.kind is not LineKind.CHANGED:
        return (Text(_name(section)),)
    count = len(list_changed(section))
    return (Text(f"{section.title}: {count} {'passage' if count == 1 else 'passages'}"),)


def _tell_figure(change: FigureChange) -> tuple[Inline, ...]:
    words = f"{change.section}: {change.context} ".replace("  ", " ")
    return (Text(words), Strong((Text(change.after),)), Text(f" (was {change.before})"))


def _tell_line(line: LineDifference) -> tuple[Inline, ...]:
    if line.kind is LineKind.CHANGED:
        new, old = _quote(line, RunKind.ADDED), _quote(line, RunKind.REMOVED)
        return (Text("Now “"), *new, Text("”; was “"), *old, Text("”."))
    text = cut_text("".join(run.text for run in line.runs))
    words = {LineKind.ADDED: "New", LineKind.REMOVED: "No longer", LineKind.MOVED: "Moved"}
    return (Text(f"{words[line.kind]}: “{text}”"),)


def _quote(line: LineDifference, side: RunKind) -> tuple[Inline, ...]:
    """Quote one side of a changed line, the words that only it has set strong."""
    runs = [run for run in quote_runs(line.runs, side) if run.text]
    if sum(len(run.text) for run in runs) > LONGEST_QUOTE:
        return (Text(quote_side(line.runs, side)),)
    return tuple(Text(run.text) if run.kind is RunKind.KEPT else _set_strong(run) for run in runs)


def _set_strong(run: Run) -> Inline:
    return Strong((Text(run.text),))
