"""Checks of judgements against ICD 203: likelihood and confidence apart, one row of terms."""

from collections.abc import Iterator

from briefing.document.nodes import Block, Document, Heading, Origin, Paragraph, Table
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks, list_cell_texts
from briefing.likelihood import (
    YARDSTICKS,
    find_terms,
    mixes_likelihood_and_confidence,
    split_sentences,
)
from briefing.outline import Section
from briefing.snapshot import Snapshot


def find_mixed_sentences(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find sentences that state a likelihood and a confidence at once."""
    yardstick = YARDSTICKS.get(snapshot.briefing.yardstick, YARDSTICKS["icd203"])
    for origin, sentence in _iter_sentences_on_confidence(document):
        if mixes_likelihood_and_confidence(sentence, yardstick):
            yield Problem(
                check="likelihood-with-confidence",
                severity=Severity.WARNING,
                message=f"One sentence states both likelihood and confidence: “{sentence}”",
                remedy="State the confidence in a sentence of its own.",
                section=origin.section,
                record=origin.record,
            )


def find_mixed_rows(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find judgements that take likelihood terms from both rows of the yardstick."""
    yardstick = YARDSTICKS.get(snapshot.briefing.yardstick, YARDSTICKS["icd203"])
    for section in _iter_judgement_sections(snapshot):
        found = [
            term
            for judgement in section.settings.get("judgements", ())
            for term in find_terms(str(judgement.get("text", "")), yardstick)
        ]
        if len({term.row for term in found}) > 1:
            words = ", ".join(dict.fromkeys(f"“{term.text}”" for term in found))
            yield Problem(
                check="mixed-yardstick",
                severity=Severity.WARNING,
                message=f"The judgements mix two rows of the yardstick: {words}.",
                remedy="Keep to the terms of one row.",
                section=section.id,
                field="judgements",
            )


def find_missing_terms(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find judgements whose sentence lacks the likelihood term that was chosen for it."""
    for section in _iter_judgement_sections(snapshot):
        for number, judgement in enumerate(section.settings.get("judgements", ()), 1):
            term = str(judgement.get("likelihood", ""))
            if term and term.casefold() not in str(judgement.get("text", "")).casefold():
                yield Problem(
                    check="missing-term",
                    severity=Severity.WARNING,
                    message=f"Judgement {number} does not say “{term}” in its sentence.",
                    remedy="Write the likelihood term into the sentence, or choose another.",
                    section=section.id,
                    field="judgements",
                )


def _iter_judgement_sections(snapshot: Snapshot) -> Iterator[Section]:
    for section in snapshot.briefing.list_included():
        if section.section_kind == "key-judgements":
            judgements = section.settings.get("judgements", ())
            if all(isinstance(judgement, dict) for judgement in judgements):
                yield section


def _iter_sentences_on_confidence(document: Document) -> Iterator[tuple[Origin, str]]:
    """Yield them from all paragraphs and cells, with what is behind the block around them."""
    nowhere = Origin()
    for top in document.blocks:
        for block in iter_blocks((top,)):
            texts = _list_texts(block)
            if "confidence" not in "\n".join(texts):  # as most are; a table has many texts
                continue
            for text in texts:
                if "confidence" in text:
                    for sentence in split_sentences(text):
                        yield top.origin or nowhere, sentence


def _list_texts(block: Block) -> list[str]:
    match block:
        case Paragraph(children=children) | Heading(children=children):
            return [get_text(children)]
        case Table(rows=rows):
            return list_cell_texts(rows)
        case _:
            return []


CHECKS = (find_mixed_sentences, find_mixed_rows, find_missing_terms)
