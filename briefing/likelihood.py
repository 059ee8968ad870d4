"""Yardsticks of likelihood and levels of confidence.

ICD 203 (Analytic Standards, section D.6.e) and the PHIA yardstick of the United Kingdom (2025),
terms and ranges as published. The gaps of the PHIA yardstick are deliberate.
"""

import re
from functools import cache

import msgspec

from briefing.patterns import compile_late


class LikelihoodTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term with the range in per cent that it stands for; `synonym` is the other row's term."""

    term: str
    low: int
    high: int
    synonym: str = ""


class Yardstick(msgspec.Struct, frozen=True, kw_only=True):
    """An ordered set of likelihood terms."""

    key: str
    name: str
    terms: tuple[LikelihoodTerm, ...]


class FoundTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A likelihood term found in a text; `row` is 1 or 2 of the yardstick."""

    text: str
    start: int
    end: int
    row: int
    term: LikelihoodTerm


def _term(term: str, low: int, high: int, synonym: str = "") -> LikelihoodTerm:
    return LikelihoodTerm(term=term, low=low, high=high, synonym=synonym)


ICD203 = Yardstick(
    key="icd203",
    name="ICD 203",
    terms=(
        _term("almost no chance", 1, 5, "remote"),
        _term("very unlikely", 5, 20, "highly improbable"),
        _term("unlikely", 20, 45, "improbable"),
        _term("roughly even chance", 45, 55, "roughly even odds"),
        _term("likely", 55, 80, "probable"),
        _term("very likely", 80, 95, "highly probable"),
        _term("almost certain", 95, 99, "nearly certain"),
    ),
)

PHIA = Yardstick(
    key="phia",
    name="PHIA",
    terms=(
        _term("remote chance", 0, 5),
        _term("highly unlikely", 10, 20),
        _term("unlikely", 25, 35),
        _term("realistic possibility", 40, 50),
        _term("likely", 55, 75, "probable"),
        _term("highly likely", 80, 90),
        _term("almost certain", 95, 100),
    ),
)

YARDSTICKS: dict[str, Yardstick] = {yardstick.key: yardstick for yardstick in (ICD203, PHIA)}
"""The yardsticks that are shipped, by key."""

CONFIDENCE_LEVELS: dict[str, str] = {
    "high": (
        "Well-corroborated information from proven sources; minimal assumptions; strong logical "
        "inferences and methods; no or minor gaps."
    ),
    "moderate": (
        "Partially corroborated information from good sources; several assumptions; mix of "
        "strong and weak inferences and methods; minimum gaps."
    ),
    "low": (
        "Uncorroborated information from good or marginal sources; many assumptions; mostly weak "
        "logical inferences, minimal methods application; glaring intelligence gaps."
    ),
}
"""Levels of analytic confidence with what each means."""

_ADVERBS = {
    "almost certain": "almost certainly",
    "nearly certain": "nearly certainly",
    "probable": "probably",
    "improbable": "improbably",
    "highly probable": "highly probably",
}
_ONLY_IF = {
    # a remote village is no likelihood
    "remote": (
        r"(?=\s+(?:chance|likelihood|odds|possibility|probability|prospect)|\s*(?:[.;:!?)]|$))"
    ),
}
_CONFIDENCE = compile_late(
    r"\b(?:(?P<before>high|moderate|low)(?:\s+\w+)?[\s-]+confidence"
    r"|confidence(?:\s+level)?(?:\s+(?:is|was|remains)|\s*:)\s+(?P<behind>high|moderate|low))\b",
    re.IGNORECASE,
)
_ABBREVIATIONS = compile_late(
    r"\b(?:e\.g|i\.e|etc|cf|Dr|Mr|Mrs|Ms|Gen|Maj|Col|Lt|St|No|vol|approx|c|ca|U\.S|U\.K)\.$",
    re.IGNORECASE,
)
_SENTENCE_END = compile_late(r"[.!?…]+[\"'”’)\]]*(?=\s+|$)")


def find_terms(text: str, yardstick: Yardstick) -> tuple[FoundTerm, ...]:
    """Find the yardstick's terms as whole words; "very likely" is not also "likely"."""
    pattern, terms = _make_pattern(yardstick)
    found = []
    for match in pattern.finditer(text):
        row, term = terms[" ".join(match.group().casefold().split())]
        found.append(
            FoundTerm(text=match.group(), start=match.start(), end=match.end(), row=row, term=term)
        )
    return tuple(found)


def find_confidence(text: str) -> tuple[str, ...]:
    """Find stated levels of confidence: "high", "moderate", "low"."""
    return tuple(
        (match["before"] or match["behind"]).casefold() for match in _CONFIDENCE.finditer(text)
    )


def mixes_likelihood_and_confidence(sentence: str, yardstick: Yardstick) -> bool:
    """Tell whether one sentence states both, which ICD 203 forbids."""
    return bool(find_confidence(sentence)) and bool(find_terms(sentence, yardstick))


def split_sentences(text: str) -> tuple[str, ...]:
    """Split English prose into sentences; abbreviations and initials do not end one."""
    sentences = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        so_far = text[start : match.end()]
        if _ABBREVIATIONS.search(so_far) or re.search(r"\b[A-Z]\.$", so_far):
            continue
        sentences.append(so_far.strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


@cache
def _make_pattern(
    yardstick: Yardstick,
) -> tuple[re.Pattern[str], dict[str, tuple[int, LikelihoodTerm]]]:
    terms: dict[str, tuple[int, LikelihoodTerm]] = {}
    for entry in yardstick.terms:
        for row, words in ((1, entry.term), (2, entry.synonym)):
            for form in (words, _ADVERBS.get(words, "")):
                if form:
                    terms[form] = (row, entry)
    longest_first = sorted(terms, key=len, reverse=True)
    words = "|".join(
        r"\s+".join(map(re.escape, form.split())) + _ONLY_IF.get(form, "") for form in longest_first
    )
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), terms
