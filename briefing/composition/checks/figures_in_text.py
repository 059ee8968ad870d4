"""Checks of numbers in texts against the figures of the record that they speak of."""

import re
from collections.abc import Iterator, Mapping

from briefing.composition.marking import iter_printed_records
from briefing.document.markup import find_mentions, plain_text
from briefing.document.nodes import Document
from briefing.document.problem import Problem, Severity
from briefing.figures import print_range
from briefing.likelihood import split_sentences
from briefing.outline import Section
from briefing.patterns import compile_late
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Figure
from briefing.snapshot import Snapshot

_NUMBER_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER = rf"(?P<number>\d[\d,]*|{'|'.join(_NUMBER_WORDS)})"
_ABOUT = r"(?:at least|up to|more than|over|some|about|around|nearly)?\s*"
_PEOPLE = (
    r"(?:\s+(?:[\w’'-]+\s+)?(?:people|persons?|others|civilians?|officers?|soldiers?|policem[ae]n"
    r"|militants?|fighters?|guards?|members|troops|personnel|children|wom[ae]n|m[ae]n|worshippers"
    r"|pilgrims|mourners|passengers|students|workers|labourers|nationals|residents))?"
)
_WERE = r"(?:\s+(?:were|was|are|is|being|had been|have been))?"
_COUNTED = {
    # 27 were killed; 11 police officers killed; five dead | killed at least 103; a death toll of 5
    "killed": (
        rf"\b{_NUMBER}{_PEOPLE}{_WERE}\s+(?:killed|dead)\b",
        rf"\b(?:kill(?:ed|ing|s)|deaths? of|death toll (?:of|is|was))\s+{_ABOUT}{_NUMBER}\b",
    ),
    "injured": (
        rf"\b{_NUMBER}{_PEOPLE}{_WERE}\s+(?:injured|wounded|hurt)\b",
        rf"\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s))\s+{_ABOUT}{_NUMBER}\b",
    ),
}
_PATTERNS = {
    what: tuple(compile_late(pattern, re.IGNORECASE) for pattern in patterns)
    for what, patterns in _COUNTED.items()
}
_HINTS = ("kill", "dea", "injur", "wound", "hurt")  # without one no pattern can match
_OWN_DEAD = {"killed": "perpetrators_killed", "injured": "perpetrators_injured"}


def find_other_numbers(snapshot: Snapshot, _document: Document) -> Iterator[Problem]:
    """Find sentences on one attack that give a number which none of its figures covers.

    A sentence speaks of an attack when it mentions it, and it alone; the summary of an attack
    speaks of that attack.
    """
    for section in snapshot.briefing.list_included():
        for field, text in _list_texts(section):
            for attack, sentence in _iter_mentioning(text, snapshot):
                yield from _compare(sentence, attack, section.id, "", field)
    for record in iter_printed_records(snapshot):
        if isinstance(record, Attack) and _has_other_number(record.summary, record):
            for sentence in split_sentences(plain_text(record.summary)):
                yield from _compare(sentence, record, "", record.id, "summary")
        for field, text in _list_record_texts(record):
            for attack, sentence in _iter_mentioning(text, snapshot):
                yield from _compare(sentence, attack, "", record.id, field)


def _has_other_number(text: str, attack: Attack) -> bool:
    """Tell whether it is worth reading a text sentence by sentence; mostly it is not."""
    if not attack.figures or not text:
        return False
    lower = text.lower()
    if not any(map(lower.__contains__, _HINTS)):
        return False
    return any(not _is_covered(what, number, attack) for what, number in _iter_numbers(text))


def _compare(
    sentence: str, attack: Attack, section: str, record: str, field: str
) -> Iterator[Problem]:
    for what, number in _iter_numbers(sentence):
        if _is_covered(what, number, attack):
            continue
        own = _list_figures(what, attack)
        known = "; ".join(print_range(f.low, f.best, f.high, f.qualifier) for f in own)
        yield Problem(
            check="other-number",
            severity=Severity.WARNING,
            message=(
                f"The text says {number} {what}, the record “{attack.display_title}” {known}: "
                f"“{sentence}”"
            ),
            remedy="Correct the text, or add the figure to the record with who gave it.",
            section=section,
            record=record,
            field=field,
        )


def _list_figures(what: str, attack: Attack) -> list[Figure]:
    return [figure for figure in attack.figures if figure.what in (what, _OWN_DEAD[what])]


def _is_covered(what: str, number: int, attack: Attack) -> bool:
    """Tell whether a number is one that the record has, or the record has none of the kind."""
    ranges = [_get_range(figure) for figure in _list_figures(what, attack)]
    known = [each for each in ranges if each is not None]
    return not known or any(low <= number <= high for low, high in known)


def _get_range(figure: Figure) -> tuple[float, float] | None:
    """Give the bounds of a figure; "at least" and a low alone have no upper one."""
    known = [number for number in (figure.low, figure.best, figure.high) if number is not None]
    if not known:
        return None
    is_open = figure.high is None and (figure.low is not None or bool(figure.qualifier))
    return min(known), float("inf") if is_open and figure.best is None else max(known)


def _iter_numbers(sentence: str) -> Iterator[tuple[str, int]]:
    for what, patterns in _PATTERNS.items():
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                yield what, _read_number(match["number"])


def _read_number(text: str) -> int:
    lower = text.casefold()
    if lower in _NUMBER_WORDS:
        return _NUMBER_WORDS.index(lower)
    return int(text.replace(",", ""))


def _iter_mentioning(text: str, snapshot: Snapshot) -> Iterator[tuple[Attack, str]]:
    """Yield the sentences of a Markdown text that mention one attack alone."""
    if "](attack:" not in text:
        return
    for sentence in split_sentences(text):
        mentioned = [record for kind, record in find_mentions(sentence) if kind == "attack"]
        attack = snapshot.get_attack(mentioned[0]) if len(mentioned) == 1 else None
        if attack is not None:
            yield attack, plain_text(sentence)


def _list_texts(section: Section) -> Iterator[tuple[str, str]]:
    yield "lead_in", section.lead_in
    settings: Mapping[str, object] = section.settings
    for name, value in settings.items():
        if isinstance(value, str):
            yield name, value


def _list_record_texts(record: AnyRecord) -> Iterator[tuple[str, str]]:
    match record:
        case Actor(profile=text):
            yield "profile", text
        case BackgroundNote(text=text):
            yield "text", text
        case _:
            pass


CHECKS = (find_other_numbers,)
