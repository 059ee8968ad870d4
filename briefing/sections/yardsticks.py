"""How to read a briefing: terms of likelihood, levels of confidence, grades and markings."""

from collections.abc import Iterable
from typing import Any

import msgspec

from briefing.document.nodes import Block, Cell, Column, Row, Table, Text
from briefing.grading import CREDIBILITY, RELIABILITY
from briefing.likelihood import CONFIDENCE_LEVELS, YARDSTICKS, LikelihoodTerm, Yardstick
from briefing.sections import words
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField

_PAIR = (Column(0.28), Column(0.72))
_GRADES = (Column(0.5), Column(0.5))
_ROUGH = "phia"  # the yardstick whose limits are given as approximate
_OPEN_ENDS = (50, 100)  # limits of that yardstick that are not reached


class YardstickSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a section that explains the terms, grades and markings of a briefing."""

    likelihood: bool = True
    confidence: bool = True
    grades: bool = True
    markings: bool = True


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    printer = _Printer(context)
    blocks: list[Block] = []
    if settings.likelihood:
        blocks += printer.print_likelihood()
    if settings.confidence:
        blocks.append(printer.print_confidence())
    if settings.grades:
        blocks.append(printer.print_grades())
    if settings.markings:
        blocks.append(printer.print_markings())
    return context.texts.with_origin(blocks)


class _Printer:
    """Prints what a standard says in its own words, which are English, under translated heads."""

    def __init__(self, context: SectionContext) -> None:
        self._briefing = context.snapshot.briefing
        self._scheme = context.snapshot.get_scheme()
        self._translate = context.local.words.translate
        self._language = "" if context.local.is_english else "en"

    def print_likelihood(self) -> Iterable[Block]:
        """Print the yardstick of the briefing."""
        yardstick = YARDSTICKS.get(self._briefing.yardstick)
        if yardstick:
            rows = [(_name_term(term), _print_range(term, yardstick)) for term in yardstick.terms]
            heads = (words.LIKELIHOOD, words.RANGE)
            yield self._make(_PAIR, heads, rows, words.LIKELIHOOD_TERMS, yardstick.name)

    def print_confidence(self) -> Block:
        """Print what high, moderate and low confidence mean."""
        rows = [(level.capitalize(), meaning) for level, meaning in CONFIDENCE_LEVELS.items()]
        heads = (words.CONFIDENCE, words.MEANING)
        return self._make(_PAIR, heads, rows, words.CONFIDENCE_LEVELS)

    def print_grades(self) -> Block:
        """Print the Admiralty grades: reliability of sources beside credibility of information."""
        reliability = [f"{letter}\u2003{meaning}" for letter, meaning in RELIABILITY.items()]
        credibility = [f"{number}\u2003{meaning}" for number, meaning in CREDIBILITY.items()]
        rows = list(zip(reliability, credibility, strict=True))
        heads = (words.RELIABILITY, words.CREDIBILITY)
        return self._make(_GRADES, heads, rows, words.GRADES)

    def print_markings(self) -> Block:
        """Print the levels of the marking scheme, the most restrictive one first."""
        scheme = self._scheme
        rows = [(level.label, level.description) for level in reversed(scheme.levels)]
        heads = (words.MARKING, words.MEANING)
        return self._make(_PAIR, heads, rows, words.MARKINGS, scheme.name)

    def _make(
        self,
        columns: tuple[Column, ...],
        heads: Iterable[str],
        rows: Iterable[tuple[str, ...]],
        caption: str,
        standard: str = "",
    ) -> Table:
        translated = self._translate(caption)
        name = f"{translated} ({standard})" if standard else translated
        return Table(
            columns,
            tuple(self._make_row(row, heads_rows=columns is _PAIR) for row in rows),
            header=tuple(Cell((Text(self._translate(head)),), header=True) for head in heads),
            caption=(Text(name),),
        )

    def _make_row(self, row: tuple[str, ...], *, heads_rows: bool) -> Row:
        return Row(
            tuple(
                Cell((Text(said, self._language),), header=heads_rows and place == 0)
                for place, said in enumerate(row)
            )
        )


def _name_term(term: LikelihoodTerm) -> str:
    name = f"{term.term} / {term.synonym}" if term.synonym else term.term
    return name[:1].upper() + name[1:]


def _print_range(term: LikelihoodTerm, yardstick: Yardstick) -> str:
    """Print the range as the standard does: with limits that are rough, or not reached."""
    if yardstick.key != _ROUGH:
        return f"{term.low:02}\u2013{term.high:02}%"
    low = f"~{term.low}" if term.low else ">0"
    high = f"<{term.high}" if term.high in _OPEN_ENDS else f"~{term.high}"
    return f"{low} to {high}%"


SECTION_KIND = SectionKind(
    key="yardsticks",
    title=words.YARDSTICKS,
    description="What the terms of likelihood, the grades and the markings mean",
    takes=(),
    settings_type=YardstickSettings,
    fields=(
        SettingField(name="likelihood", label="Terms of likelihood", field_type=FieldType.SWITCH),
        SettingField(name="confidence", label="Levels of confidence", field_type=FieldType.SWITCH),
        SettingField(
            name="grades", label="Grades of sources and information", field_type=FieldType.SWITCH
        ),
        SettingField(name="markings", label="Markings", field_type=FieldType.SWITCH),
    ),
    compose=_compose,
    empty_text="Fills itself with the standards that the briefing keeps to.",
    shows="table",
)
