"""Past attacks: a table with totals as ranges, a chronology, or prose."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Literal

from briefing.document.nodes import (
    Align,
    Block,
    Cell,
    Cite,
    CitedSource,
    Column,
    Inline,
    LineBreak,
    Origin,
    Paragraph,
    ParagraphRole,
    Row,
    Strong,
    Table,
    Text,
)
from briefing.document.walk import iter_inlines, iter_nested, rewrite_inlines
from briefing.figures import (
    Total,
    add_figures,
    print_figure,
    print_total,
)
from briefing.printed_words.local import Local
from briefing.printed_words.words import Words
from briefing.records.attack import Attack
from briefing.records.parts import Citation
from briefing.sections.attack_printing import (
    PERPETRATORS,
    UNKNOWN,
    explain_counts,
    print_count,
    print_perpetrators,
    print_when,
    print_where,
)
from briefing.sections.attack_query import QUERY_FIELDS, QuerySettings
from briefing.sections.section_kind import (
    FieldType,
    SectionContext,
    SectionKind,
    SettingField,
)

_COLUMNS = (
    Column(0.12),
    Column(0.13),
    Column(0.37),
    Column(0.14),
    Column(0.085, Align.END),
    Column(0.085, Align.END),
    Column(0.07, Align.END),
)


class AttackSettings(QuerySettings, frozen=True, kw_only=True):
    """Settings of a past attacks section."""

    layout: Literal["table", "chronology", "prose"] = "table"
    newest_first: bool = False
    totals: bool = True
    caption: str = "Past attacks"


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    attacks = [placed.record for placed in context.placed if isinstance(placed.record, Attack)]
    if not attacks:
        return ()
    attacks = _sort(attacks, newest_first=settings.newest_first)
    if settings.layout == "table":
        return _compose_table(context, attacks, settings)
    compose_one = _compose_entry if settings.layout == "chronology" else _compose_prose
    blocks = [compose_one(context, attack) for attack in attacks]
    if settings.totals and len(attacks) > 1:
        blocks += _compose_totals(context, attacks)
    return context.texts.with_origin(blocks)


def _sort(attacks: list[Attack], *, newest_first: bool) -> list[Attack]:
    dated = [attack for attack in attacks if attack.date is not None]
    undated = [attack for attack in attacks if attack.date is None]
    return sorted(dated, key=_find_day, reverse=newest_first) + undated


def _find_day(attack: Attack) -> tuple[dt.date, dt.date]:
    """Give the days to sort by; what is only known to lie before a day stands at that day."""
    earliest = attack.date.earliest if attack.date else None
    latest = attack.date.latest if attack.date else None
    return (earliest or latest or dt.date.max, latest or dt.date.max)


def _compose_table(
    context: SectionContext, attacks: list[Attack], settings: Any
) -> tuple[Block, ...]:
    header = tuple(Cell((Text(label),), header=True) for label in _list_labels(context.local.words))
    rows = tuple(
        context.compose_part(attack, partial(_compose_row, context, attack)) for attack in attacks
    )
    totals = _add_up(attacks) if settings.totals and len(attacks) > 1 else {}
    total = (_compose_total(context, totals),) if totals else ()
    told = context.local.words.translate(settings.caption)
    caption = context.texts.read_inlines(told, field="caption")
    table = Table(_COLUMNS, rows, header=header, total=total, caption=caption)
    blocks: list[Block] = [table]
    note = _explain_totals(context.local.words, attacks, totals)
    if note:
        blocks.append(Paragraph((Text(note),), role=ParagraphRole.SMALL))
    return context.texts.with_origin(blocks)


def _list_labels(own: Words) -> tuple[str, ...]:
    return (own.when, own.where, own.what, own.by_whom, own.killed, own.injured, own.source)


def _compose_row(context: SectionContext, attack: Attack) -> Row:
    what, cited = _read_summary(context, attack)
    sources = _collect_sources(context, attack, cited)
    own = context.local.words
    cells = (
        Cell((Text(print_when(context, attack)),)),
        Cell((Text(print_where(context, attack)),)),
        Cell(what),
        Cell((Text(print_perpetrators(context, attack)),)),
        Cell((Text(own.translate_amount(print_count(attack, "killed"))),)),
        Cell((Text(own.translate_amount(print_count(attack, "injured"))),)),
        Cell((Cite(sources),) if sources else ()),
    )
    return Row(
        cells,
        anchor=context.texts.claim_anchor(attack.id),
        origin=Origin(section=context.section.id, record=attack.id),
    )


def _read_summary(
    context: SectionContext, attack: Attack
) -> tuple[tuple[Inline, ...], tuple[CitedSource, ...]]:
    """Give the title and summary as one run of text, and apart from it what it cites."""
    blocks = context.texts.read_blocks(attack.summary, record=attack.id, field="summary")
    parts: list[Inline] = [Strong((Text(attack.display_title),))]
    cited: list[CitedSource] = []

    def drop(cite: Cite) -> Inline:
        cited.extend(cite.sources)
        return Text("")

    for number, block in enumerate(blocks):
        parts.append(LineBreak() if number == 0 else Text(" "))
        parts.extend(rewrite_inlines(_get_top(block), Cite, drop))
    counts = explain_counts(attack) if attack.figures else ""
    if counts:
        parts += [LineBreak(), Text(counts)]
    return tuple(_close_gaps(parts)), tuple(cited)


def _get_top(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Paragraph):
        return block.children
    return tuple(inline for inline in iter_inlines(block) if isinstance(inline, (Text, Cite)))


def _close_gaps(inlines: list[Inline]) -> Iterator[Inline]:
    """Leave out what dropped citations left: empty texts, and the space before a full stop."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if type(inline) is Text and type(last) is Text:
            joined[-1] = Text(last.text + inline.text)
        elif type(inline) is not Text or inline.text:
            joined.append(inline)
    for inline in joined:
        yield Text(_close(inline.text), inline.language) if type(inline) is Text else inline


def _close(text: str) -> str:
    return text.replace(" .", ".").replace(" ,", ",").replace(" ;", ";").replace(" :", ":")


def _collect_sources(
    context: SectionContext, attack: Attack, cited: Iterable[CitedSource]
) -> tuple[CitedSource, ...]:
    """Give each source of the attack once, without locators: the column is narrow."""
    citations: list[Citation] = list(attack.citations)
    for party in attack.parties:
        citations.extend(party.citations)
    for figure in attack.figures:
        citations.extend(figure.citations)
    marks = [*cited]
    for inline in context.texts.cite(citations, record=attack.id):
        if isinstance(inline, Cite):
            marks.extend(inline.sources)
    found: dict[str, CitedSource] = {}
    for mark in marks:
        if mark.source not in found:
            found[mark.source] = CitedSource(mark.source, credibility=mark.credibility)
    return tuple(found.values())


def _add_up(attacks: list[Attack]) -> dict[str, Total]:
    return {
        what: add_figures((attack.figures for attack in attacks), what) for what in PERPETRATORS
    }


def _compose_total(context: SectionContext, totals: dict[str, Total]) -> Row:
    own = context.local.words
    cells = (
        Cell((Text(own.total),), header=True),
        Cell(()),
        Cell(()),
        Cell(()),
        *(Cell((Text(own.translate_amount(print_total(total))),)) for total in totals.values()),
        Cell(()),
    )
    return Row(cells)


def _explain_totals(own: Words, attacks: list[Attack], totals: dict[str, Total]) -> str:
    if not totals:
        return ""
    names = {"killed": own.killed, "injured": own.injured}
    sentences = [
        own.unreported.format(
            what=names[what].lower(), count=total.unknown_count, total=len(attacks)
        )
        for what, total in totals.items()
        if total.unknown_count
    ]
    apart = any(f.what in PERPETRATORS.values() for attack in attacks for f in attack.figures)
    if apart:
        sentences.append(own.apart)
    text = "; ".join(sentences)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _compose_entry(context: SectionContext, attack: Attack) -> Block:
    head = ", ".join(
        part for part in (print_when(context, attack), print_where(context, attack)) if part
    )
    inlines: list[Inline] = [Strong((Text(f"{head}. "),)), Text(f"{attack.display_title}. ")]
    for number, block in enumerate(
        context.texts.read_blocks(attack.summary, record=attack.id, field="summary")
    ):
        if number:
            inlines.append(Text(" "))
        inlines.extend(_get_top(block))
    perpetrators = print_perpetrators(context, attack)
    inlines.append(Text(f" {context.local.words.by_whom}: {perpetrators}."))
    for figure in attack.figures:
        inlines.append(Text(f" {_capitalise(print_figure(figure))}"))
        inlines.extend(context.texts.cite(figure.citations, record=attack.id, field="figures"))
        inlines.append(Text("."))
    inlines.extend(context.texts.cite(attack.citations, record=attack.id))
    origin = Origin(section=context.section.id, record=attack.id)
    return Paragraph(tuple(inlines), anchor=context.texts.claim_anchor(attack.id), origin=origin)


def _compose_prose(context: SectionContext, attack: Attack) -> Block:
    """Tell an attack in its summary's words, and in brackets what a table would say."""
    inlines: list[Inline] = []
    for block in context.texts.read_blocks(attack.summary, record=attack.id, field="summary"):
        inlines += [*((Text(" "),) if inlines else ()), *_get_top(block)]
    if not inlines:
        inlines = [Text(attack.display_title)]
    if isinstance(last := inlines[-1], Text):  # the full stop comes after the brackets
        inlines[-1] = Text(last.text.removesuffix("."), language=last.language)
    told = [
        print_when(context, attack),
        print_where(context, attack),
        print_perpetrators(context, attack),
    ]
    told += [_print_told_count(context, attack, what) for what in PERPETRATORS]
    inlines.append(Text(f" ({'; '.join(part for part in told if part)})"))
    sources = _collect_sources(context, attack, ())
    cited = {s.source for i in iter_nested(inlines) if isinstance(i, Cite) for s in i.sources}
    others = tuple(source for source in sources if source.source not in cited)
    inlines += [Text(" "), Cite(others), Text(".")] if others else [Text(".")]
    origin = Origin(section=context.section.id, record=attack.id)
    return Paragraph(tuple(inlines), anchor=context.texts.claim_anchor(attack.id), origin=origin)


def _print_told_count(context: SectionContext, attack: Attack, what: str) -> str:
    count = print_count(attack, what)
    return "" if count == UNKNOWN else _tell_count(context.local, count, what)


def _tell_count(local: Local, count: str, what: str) -> str:
    if local.is_english:
        return f"{count} {what}"
    label = {"killed": local.words.killed, "injured": local.words.injured}[what]
    return f"{label}: {local.words.translate_amount(count)}"


def _compose_totals(context: SectionContext, attacks: list[Attack]) -> list[Block]:
    """Say below a text what the last row of a table says."""
    totals = _add_up(attacks)
    own = context.local.words
    told = [
        _tell_count(context.local, print_total(total), what)
        for what, total in totals.items()
        if total.counted
    ]
    if not told:
        return []
    sentences = f"{own.total}: {own.comma.join(told)}. {_explain_totals(own, attacks, totals)}"
    return [Paragraph((Text(sentences.strip()),), role=ParagraphRole.SMALL)]


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


SECTION_KIND = SectionKind(
    key="attacks",
    title="Past attacks",
    description="Attacks from the library, as a table, a chronology or prose",
    takes=("attack",),
    settings_type=AttackSettings,
    fields=(
        SettingField(
            name="layout",
            label="Layout",
            field_type=FieldType.CHOICE,
            choices=(("table", "Table"), ("chronology", "Chronology"), ("prose", "Prose")),
        ),
        SettingField(name="newest_first", label="Newest first", field_type=FieldType.SWITCH),
        SettingField(name="totals", label="Totals as ranges", field_type=FieldType.SWITCH),
        SettingField(name="caption", label="Caption of the table", field_type=FieldType.LINE),
        *QUERY_FIELDS,
    ),
    compose=_compose,
    empty_text="Place attacks here.",
    shows="table",
)
