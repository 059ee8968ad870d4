"""The forms of a briefing's front page and of its sections."""

from typing import Any

import msgspec

from briefing.document.referencing.registry import get_reference_styles
from briefing.export.style_sheet import STYLE_SHEETS
from briefing.likelihood import CONFIDENCE_LEVELS, YARDSTICKS
from briefing.outline import Briefing
from briefing.printed_words.registry import DOCUMENT_LANGUAGES
from briefing.sections.registry import get_section_kind
from briefing.sections.section_kind import FieldType, SettingField
from ui.forms.field_spec import EditorKind, FieldSpec, FoldSpec

SETTING_PREFIX = "settings."
"""Marks the fields of a section's form that are settings of its kind."""

FRONT_PAGE_FORM = (
    FoldSpec(
        title="Front page",
        fields=(
            FieldSpec(
                name="title",
                label="Title",
                placeholder="A sentence that states the message",
                wide=True,
            ),
            FieldSpec(name="subtitle", label="Subtitle", wide=True),
            FieldSpec(name="reference", label="Reference", placeholder="BB-2024-003"),
            FieldSpec(name="date", label="Date", editor=EditorKind.DAY),
            FieldSpec(
                name="cut_off",
                label="Information cut-off",
                placeholder="18 January 2024, 18:00 UTC",
            ),
            FieldSpec(name="author", label="Author"),
            FieldSpec(name="organisation", label="Organisation"),
            FieldSpec(name="audience", label="Audience"),
        ),
    ),
    FoldSpec(
        title="Marking and standards",
        fields=(
            FieldSpec(
                name="marking",
                label="Marking",
                editor=EditorKind.MARKING,
                help="The pages carry the highest marking of this and of what they show.",
            ),
            FieldSpec(
                name="marking_scheme",
                label="Marking scheme",
                editor=EditorKind.MARKING_SCHEME,
            ),
            FieldSpec(
                name="portion_markings",
                label="Mark each paragraph by itself",
                editor=EditorKind.SWITCH,
            ),
            FieldSpec(
                name="yardstick",
                label="Likelihood yardstick",
                editor=EditorKind.CHOICE,
                choices=tuple((key, yardstick.name) for key, yardstick in YARDSTICKS.items()),
            ),
            FieldSpec(
                name="citation_style",
                label="Citations",
                editor=EditorKind.CHOICE,
                choices=(
                    ("numbers", "Numbered references"),
                    ("footnotes", "Footnotes"),
                    ("endnotes", "Endnotes"),
                ),
            ),
            FieldSpec(
                name="reference_style",
                label="Reference style",
                editor=EditorKind.CHOICE,
                choices=tuple((key, style.label) for key, style in get_reference_styles().items()),
            ),
            FieldSpec(name="show_grades", label="Show source grades", editor=EditorKind.SWITCH),
            FieldSpec(
                name="settle_names",
                label="One spelling of each actor",
                editor=EditorKind.SWITCH,
                help="Other spellings in running text print as the one chosen; quotations stay.",
            ),
            FieldSpec(
                name="expand_names",
                label="Where a name is used first",
                editor=EditorKind.CHOICE,
                choices=(
                    ("", "As written"),
                    ("acronym", "With its acronym"),
                    ("native", "With its native-script name"),
                    ("both", "With acronym and native-script name"),
                ),
            ),
            FieldSpec(
                name="style_sheet",
                label="Page design",
                editor=EditorKind.CHOICE,
                choices=tuple((key, sheet.label) for key, sheet in STYLE_SHEETS.items()),
                help="Designs of your own: Briefing › Page design.",
            ),
            FieldSpec(
                name="page_budget",
                label="Page budget",
                editor=EditorKind.NUMBER,
                help="How many pages it may have; more are told as a problem.",
            ),
            FieldSpec(
                name="language",
                label="Language of the pages",
                editor=EditorKind.CHOICE,
                choices=DOCUMENT_LANGUAGES,
                help="The program's own words, dates and countries follow it, and the direction.",
            ),
        ),
    ),
    FoldSpec(
        title="Last page",
        fields=(
            FieldSpec(
                name="show_disclaimer",
                label="Print a disclaimer",
                editor=EditorKind.SWITCH,
                wide=True,
            ),
            FieldSpec(
                name="disclaimer",
                label="Disclaimer",
                editor=EditorKind.MARKDOWN,
                help="Or a code of conduct, notes on method and handling; "
                "if empty, the text in the library settings is printed.",
            ),
        ),
    ),
)
"""The form of the briefing itself."""

_SECTION_FIELDS = (
    FieldSpec(name="title", label="Section title", wide=True),
    FieldSpec(
        name="included",
        label="Include this section in the document",
        editor=EditorKind.SWITCH,
        wide=True,
    ),
)

_LAYOUT_FIELDS = (
    FieldSpec(
        name="lead_in",
        label="Lead-in text",
        editor=EditorKind.MARKDOWN,
        help="Printed before the records of the section.",
    ),
    FieldSpec(name="marking", label="Marking", editor=EditorKind.MARKING),
    FieldSpec(name="page_break", label="Begin on a new page", editor=EditorKind.SWITCH),
    FieldSpec(
        name="annex",
        label="Print as an annex",
        editor=EditorKind.SWITCH,
        help="After the numbered sections, under a letter; for sections at the top level.",
    ),
    FieldSpec(
        name="landscape",
        label="Landscape pages",
        editor=EditorKind.SWITCH,
        help="For wide tables and maps; what is inside the section follows it.",
    ),
)

_EDITOR_OF_TYPE = {
    FieldType.LINE: EditorKind.LINE,
    FieldType.MARKDOWN: EditorKind.MARKDOWN,
    FieldType.CHOICE: EditorKind.CHOICE,
    FieldType.SWITCH: EditorKind.SWITCH,
    FieldType.NUMBER: EditorKind.NUMBER,
    FieldType.JUDGEMENTS: EditorKind.PARTS,
    FieldType.DAY: EditorKind.DAY,
    FieldType.RECORD: EditorKind.RECORD,
    FieldType.PART: EditorKind.PART,
    FieldType.PARTS: EditorKind.PARTS,
}


def make_section_form(section_kind: str, briefing: Briefing) -> tuple[FoldSpec, ...]:
    """Make the form of a section: what all sections have, and the settings of its kind.

    Raises InvalidValueError for a section kind that no module offers.
    """
    kind = get_section_kind(section_kind)
    types = {field.name: field.type for field in msgspec.structs.fields(kind.settings_type)}
    made = [
        (field.fold, _make_setting(field, types[field.name], briefing)) for field in kind.fields
    ]
    settings = tuple(spec for fold, spec in made if not fold)
    folds = dict.fromkeys(fold for fold, _spec in made if fold)
    return (
        FoldSpec(title="", fields=(*_SECTION_FIELDS, *settings)),
        *(_make_fold(title, made) for title in folds),
        FoldSpec(title="Lead-in, marking and layout", fields=_LAYOUT_FIELDS, open=False),
    )


def _make_fold(title: str, made: list[tuple[str, FieldSpec]]) -> FoldSpec:
    return FoldSpec(title=title, fields=tuple(s for fold, s in made if fold == title), open=False)


def _make_setting(field: SettingField, value_type: object, briefing: Briefing) -> FieldSpec:
    spec = FieldSpec(
        name=SETTING_PREFIX + field.name,
        label=field.label,
        editor=_EDITOR_OF_TYPE[field.field_type],
        choices=field.choices,
        help=field.help,
        titled=not (field.fold and field.field_type is FieldType.PART),  # the fold says it
    )
    if field.field_type is FieldType.JUDGEMENTS:
        parts, add_label = _make_judgement_fields(briefing), "Add judgement"
    elif field.parts:
        parts, add_label = tuple(_make_part_field(part) for part in field.parts), field.add_label
    else:
        return spec
    return msgspec.structs.replace(
        spec, part_type=_find_part_type(value_type), fields=parts, add_label=add_label
    )


def _make_part_field(field: SettingField) -> FieldSpec:
    return FieldSpec(
        name=field.name,
        label=field.label,
        editor=_EDITOR_OF_TYPE[field.field_type],
        choices=field.choices,
        help=field.help,
        record_kind=field.record_kind,
        wide=field.field_type is FieldType.MARKDOWN,
    )


def _find_part_type(value_type: Any) -> type[msgspec.Struct]:
    """Give the structure that a setting is, or that its tuple holds."""
    found: type[msgspec.Struct] = (
        value_type if isinstance(value_type, type) else value_type.__args__[0]
    )
    return found


def _make_judgement_fields(briefing: Briefing) -> tuple[FieldSpec, ...]:
    yardstick = YARDSTICKS.get(briefing.yardstick, YARDSTICKS["icd203"])
    likelihoods = (
        ("", "None stated"),
        *(
            (term, f"{term} ({entry.low}–{entry.high} %)")
            for entry in yardstick.terms
            for term in (entry.term, entry.synonym)
            if term
        ),
    )
    levels = (("", "None stated"), *((key, key.capitalize()) for key in CONFIDENCE_LEVELS))
    return (
        FieldSpec(
            name="text",
            label="Judgement",
            editor=EditorKind.MARKDOWN,
            wide=True,
        ),
        FieldSpec(
            name="likelihood", label="Likelihood", editor=EditorKind.CHOICE, choices=likelihoods
        ),
        FieldSpec(name="confidence", label="Confidence", editor=EditorKind.CHOICE, choices=levels),
        FieldSpec(
            name="confidence_reason",
            label="Why this confidence",
            editor=EditorKind.MARKDOWN,
            wide=True,
        ),
    )
