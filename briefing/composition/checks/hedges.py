"""Checks of judgements for words that hedge outside the yardstick."""

from collections.abc import Iterator

from briefing.document.markup import plain_text
from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.likelihood import YARDSTICKS, Yardstick, find_terms, split_sentences
from briefing.patterns import compile_late
from briefing.snapshot import Snapshot

_HEDGE = compile_late(
    r"\b(?:may(?! \d)|might|could|possibly|perhaps|maybe|conceivably|presumably|apparently"
    r"|seemingly|potentially|cannot (?:be ruled|rule) out|can(?:not|'t|’t) be excluded"
    r"|(?:good|fair) chance|appears? to|seems? to|it is possible|we believe|we think)\b"
)
# in small letters: May is a month, and no judgement begins with a hedge


def find_hedges(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find judgements that hedge with words of no agreed meaning and have no term besides."""
    yardstick = YARDSTICKS.get(snapshot.briefing.yardstick, YARDSTICKS["icd203"])
    for section in snapshot.briefing.list_included():
        if section.section_kind != "key-judgements":
            continue
        for number, judgement in enumerate(section.settings.get("judgements", ()), 1):
            text = str(judgement.get("text", "")) if isinstance(judgement, dict) else ""
            for hedge in _iter_hedges(plain_text(text), yardstick):
                yield Problem(
                    check="hedge",
                    severity=Severity.WARNING,
                    message=f"Judgement {number} hedges with “{hedge}”: how likely is that?",
                    remedy=f"Say how likely it is with a term of the {yardstick.name} yardstick.",
                    section=section.id,
                    field="judgements",
                )


def _iter_hedges(text: str, yardstick: Yardstick) -> Iterator[str]:
    for sentence in split_sentences(text):
        if find_terms(sentence, yardstick):
            continue
        found = _HEDGE.search(sentence[:1].lower() + sentence[1:])
        if found is not None:
            yield found.group()


CHECKS = (find_hedges,)
