"""Checks of what judgements rest on: one source alone, or sources that carry little."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefing.composition.marking import iter_printed_records
from briefing.document.markup import find_citation_keys
from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Citation, Figure
from briefing.records.source import Source
from briefing.snapshot import Snapshot

_SAYS_SO = re.compile(r"\b(?:one|single|sole|only|uncorroborated|unconfirmed)\b", re.IGNORECASE)
_WEAK_RELIABILITY = frozenset("DE")
_WEAK_CREDIBILITY = 5


def find_single_source_judgements(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find judgements that rest on one source without saying so; low confidence says enough."""
    for section in snapshot.briefing.list_included():
        if section.section_kind != "key-judgements":
            continue
        bottom_line = str(section.settings.get("bottom_line", ""))
        for number, judgement in enumerate(_list_judgements(section.settings), 1):
            reason = str(judgement.get("confidence_reason", ""))
            keys = find_citation_keys(f"{judgement.get('text', '')} {reason}")
            told = _SAYS_SO.search(f"{reason} {bottom_line}")
            if len(keys) != 1 or told or judgement.get("confidence") == "low":
                continue
            yield Problem(
                check="single-source",
                severity=Severity.WARNING,
                message=f"Judgement {number} rests on one source, and does not say so.",
                remedy="Cite another source, say that there is only one, or lower the confidence.",
                section=section.id,
                field="judgements",
            )


def find_weakly_sourced_figures(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find preferred figures that rest on nothing but sources or information graded as weak."""
    for record in iter_printed_records(snapshot):
        for figure in _get_figures(record):
            if figure.preferred and figure.citations and _are_weak(figure.citations, snapshot):
                yield Problem(
                    check="weak-source",
                    severity=Severity.WARNING,
                    message=(
                        f"“{record.display_title}”: the preferred figure for "
                        f"“{figure.what.replace('_', ' ')}” rests on weak sources alone."
                    ),
                    remedy="Cite a better source, prefer another figure, or say how weak it is.",
                    record=record.id,
                    field="figures",
                )


def _list_judgements(settings: dict[str, Any]) -> Sequence[dict[str, Any]]:
    found = settings.get("judgements", ())
    return [each for each in found if isinstance(each, dict)]


def _get_figures(record: AnyRecord) -> tuple[Figure, ...]:
    return record.figures if isinstance(record, Actor | Attack) else ()


def _are_weak(citations: Sequence[Citation], snapshot: Snapshot) -> bool:
    """Tell whether every citation is graded, and graded D, E, 5 or worse but not unknown."""
    return all(_is_weak(each, snapshot.get_source(each.source)) for each in citations)


def _is_weak(citation: Citation, source: Source | None) -> bool:
    if citation.credibility == _WEAK_CREDIBILITY:
        return True
    return source is not None and source.reliability in _WEAK_RELIABILITY


CHECKS = (find_single_source_judgements, find_weakly_sourced_figures)
