"""Bottom line and key judgements: likelihood in the sentence, confidence in one of its own."""

import re
from typing import Any

import msgspec

from briefing.document.nodes import (
    Block,
    Callout,
    CalloutTone,
    Inline,
    List,
    ListItem,
    Paragraph,
    Strong,
    Text,
)
from briefing.sections.section_kind import FieldType, SectionContext, SectionKind, SettingField


class Judgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One judgement: a sentence with its likelihood term, and the confidence in it with why."""

    text: str = ""
    likelihood: str = ""
    confidence: str = ""
    confidence_reason: str = ""


class JudgementSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a key judgements section."""

    bottom_line: str = ""
    judgements: tuple[Judgement, ...] = ()


def _compose(context: SectionContext, settings: Any) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if settings.bottom_line.strip():
        inner = context.texts.read_blocks(settings.bottom_line, field="bottom_line")
        blocks.append(
            Callout(inner, title=context.local.words.bottom_line, tone=CalloutTone.BOTTOM_LINE)
        )
    items = [
        ListItem(_compose_judgement(context, judgement))
        for judgement in settings.judgements
        if judgement.text.strip()
    ]
    if items:
        blocks.append(List(tuple(items), ordered=True))
    return context.texts.with_origin(blocks)


def _compose_judgement(context: SectionContext, judgement: Judgement) -> tuple[Block, ...]:
    sentence = context.texts.read_inlines(judgement.text, field="judgements")
    inlines = [*_set_term(sentence, judgement.likelihood)]
    if judgement.confidence:
        told = context.local.words.tell_confidence(judgement.confidence)
        reason = judgement.confidence_reason.strip()
        if not reason:
            inlines.append(Text(f" {told}."))
        else:
            inlines.append(Text(f" {told}: "))
            lowered = _lower_first(
                reason if reason.endswith((".", "!", "?", "]")) else f"{reason}."
            )
            inlines.extend(context.texts.read_inlines(lowered, field="judgements"))
    return (Paragraph(tuple(inlines)),)


def _set_term(inlines: tuple[Inline, ...], term: str) -> tuple[Inline, ...]:
    """Set the likelihood term strong where it first stands in the sentence."""
    if not term:
        return inlines
    pattern = re.compile(rf"\b{re.escape(term)}(?:ly)?\b", re.IGNORECASE)
    for position, inline in enumerate(inlines):
        match = pattern.search(inline.text) if isinstance(inline, Text) else None
        if isinstance(inline, Text) and match is not None:
            before, after = inline.text[: match.start()], inline.text[match.end() :]
            parts = (Text(before), Strong((Text(match.group()),)), Text(after))
            kept = tuple(part for part in parts if not isinstance(part, Text) or part.text)
            return (*inlines[:position], *kept, *inlines[position + 1 :])
    return inlines


def _lower_first(sentence: str) -> str:
    """Begin in lower case after a colon, unless the first word is a name or an abbreviation."""
    common = ("A ", "An ", "The ", "This ", "Both ", "It ", "There ", "No ", "Its ", "We ")
    starts = sentence.startswith((*common, "Nothing ", "Only ", "One ", "Two ", "Several "))
    return sentence[:1].lower() + sentence[1:] if starts else sentence


SECTION_KIND = SectionKind(
    key="key-judgements",
    title="Key judgements",
    description="Bottom line, and judgements with likelihood and confidence apart",
    takes=(),
    settings_type=JudgementSettings,
    fields=(
        SettingField(
            name="bottom_line",
            label="Bottom line",
            field_type=FieldType.MARKDOWN,
            help="The conclusion, its strongest reason and the main caveat in 1 to 3 sentences.",
        ),
        SettingField(name="judgements", label="Judgements", field_type=FieldType.JUDGEMENTS),
    ),
    compose=_compose,
    empty_text="Write the bottom line and the judgements.",
)
