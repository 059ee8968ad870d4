"""Checks of sourcing: what is said without saying on whose word."""

from collections.abc import Iterator

from briefing.composition.marking import iter_printed_records
from briefing.document.markup import has_citation
from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.figures import FIGURE_LABELS, choose_figures
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Figure
from briefing.snapshot import Snapshot


def find_unsourced_figures(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find figures that neither name who gave them nor cite a source."""
    for record in iter_printed_records(snapshot):
        for figure in _get_figures(record):
            if not figure.citations and not figure.given_by:
                yield Problem(
                    check="unsourced-figure",
                    severity=Severity.WARNING,
                    message=f"“{record.display_title}”: {_label(figure)} has no source.",
                    remedy="Cite the source of the figure, or say who gave it.",
                    record=record.id,
                    field="figures",
                )


def find_unsourced_records(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find records that are printed without a single citation."""
    for record in iter_printed_records(snapshot):
        text, field = _get_text(record)
        if text.strip() and not record.citations and not has_citation(text):
            yield Problem(
                check="unsourced-text",
                severity=Severity.WARNING,
                message=f"“{record.display_title}”: the {field} cites no source.",
                remedy="Cite a source in the text with [@key].",
                record=record.id,
                field=field,
            )


def find_undecided_figures(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find contested figures of which none is preferred: totals then span all of them."""
    for record in iter_printed_records(snapshot):
        figures = _get_figures(record)
        kinds = dict.fromkeys([figure.what for figure in figures])
        for what in kinds if len(kinds) < len(figures) else ():
            contested = choose_figures(figures, what)
            if len(contested) > 1 and not contested[0].preferred:
                label = _label(contested[0])
                yield Problem(
                    check="undecided-figures",
                    severity=Severity.WARNING,
                    message=f"“{record.display_title}”: {label} is contested and none preferred.",
                    remedy="Mark the figure that you print first as preferred.",
                    record=record.id,
                    field="figures",
                )


def _get_figures(record: AnyRecord) -> tuple[Figure, ...]:
    return record.figures if isinstance(record, Actor | Attack) else ()


def _get_text(record: AnyRecord) -> tuple[str, str]:
    match record:
        case Actor(profile=text):
            return text, "profile"
        case Attack(summary=text):
            return text, "summary"
        case BackgroundNote(text=text):
            return text, "text"
        case _:
            return "", ""


def _label(figure: Figure) -> str:
    return f"“{FIGURE_LABELS.get(figure.what, figure.what)}”"


CHECKS = (find_unsourced_figures, find_unsourced_records, find_undecided_figures)
