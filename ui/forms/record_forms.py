"""The forms of the four kinds of record, as tables of field specifications."""

from collections.abc import Sequence

import msgspec

from briefing.records.actor import ActorKind
from briefing.records.source import SourceType
from ui.forms.field_spec import EditorKind, FieldSpec, FoldSpec
from ui.forms.part_forms import (
    DESIGNATIONS,
    EXTERNAL_IDS,
    LEADERSHIP,
    NAMES,
    PARTIES,
    PLACE,
    RELATIONS,
    RELIABILITY_CHOICES,
    make_choice,
    make_choices,
    make_edtf,
    make_figures,
    make_line,
    make_markdown,
    make_record_citations,
)

_CITED = frozenset(
    (
        *("country", "base", "areas", "founded", "dissolved", "ideology", "aims", "profile"),
        *("date", "place", "attack_type", "method", "summary", "region", "period", "text"),
    )
)
"""Fields that state something, and so rest on sources."""

_GIVES_YEAR = frozenset(("date", "published"))
"""The dates that records are about."""


def _complete(folds: Sequence[FoldSpec]) -> tuple[FoldSpec, ...]:
    """Mark the fields that state something, and add what all records have."""
    marked = tuple(_mark_fields(fold) for fold in folds)
    choices = tuple((field.name, field.label) for fold in marked for field in fold.fields)
    return (*marked, _make_common_fold(choices))


def _mark_fields(fold: FoldSpec) -> FoldSpec:
    fields = tuple(
        msgspec.structs.replace(
            field,
            cited=field.name in _CITED,
            gives_year=field.name in _GIVES_YEAR,
            wide=field.wide or field.name == "title",
            titled=len(fold.fields) > 1,
        )
        for field in fold.fields
    )
    return msgspec.structs.replace(fold, fields=fields)


def _make_common_fold(choices: tuple[tuple[str, str], ...]) -> FoldSpec:
    return FoldSpec(
        title="Marking, tags and sources",
        fields=(
            FieldSpec(name="marking", label="Marking", editor=EditorKind.MARKING),
            FieldSpec(
                name="verified_on",
                label="Verified on",
                editor=EditorKind.DAY,
                placeholder="18 January 2024",
            ),
            FieldSpec(
                name="tags",
                label="Tags",
                editor=EditorKind.TAGS,
                placeholder="border; iran",
                wide=True,
            ),
            make_record_citations(choices),
        ),
    )


_ACTOR_FOLDS = (
    FoldSpec(title="Names", fields=(NAMES,)),
    FoldSpec(
        title="Identity",
        fields=(
            make_choice("actor_kind", "Kind", make_choices(ActorKind)),
            make_line("country", "Country", placeholder="two letters: IR"),
            make_line("base", "Base"),
            FieldSpec(
                name="areas",
                label="Areas of operation",
                editor=EditorKind.TAGS,
                placeholder="Sistan and Baluchestan; Balochistan",
            ),
            make_edtf("founded", "Founded"),
            make_edtf("dissolved", "Dissolved"),
            make_line("ideology", "Ideology"),
            make_markdown("aims", "Aims"),
        ),
    ),
    FoldSpec(
        title="Strength and other figures",
        fields=(make_figures("Figures", "Add figure", first="strength"),),
    ),
    FoldSpec(title="Leadership", fields=(LEADERSHIP,), open=False),
    FoldSpec(title="Relations", fields=(RELATIONS,), open=False),
    FoldSpec(title="Designations", fields=(DESIGNATIONS,), open=False),
    FoldSpec(
        title="Profile text",
        fields=(make_markdown("profile", "Profile"),),
    ),
)

_ATTACK_FOLDS = (
    FoldSpec(
        title="What and when",
        fields=(
            make_line("title", "Title"),
            make_edtf("date", "Date"),
            make_line("time", "Local time", placeholder="04:30"),
            make_line("time_zone", "Time zone", placeholder="Asia/Tehran"),
            make_line("attack_type", "Type", placeholder="air strike, bombing, raid"),
            make_line("method", "Method", placeholder="missiles and drones"),
        ),
    ),
    FoldSpec(title="Where", fields=(PLACE,)),
    FoldSpec(title="By whom, against whom", fields=(PARTIES,)),
    FoldSpec(title="Casualties", fields=(make_figures("Figures", "Add figure", first="killed"),)),
    FoldSpec(
        title="Summary",
        fields=(make_markdown("summary", "Summary"),),
    ),
    FoldSpec(
        title="Data sets",
        fields=(EXTERNAL_IDS,),
        open=False,
    ),
)

_BACKGROUND_FOLDS = (
    FoldSpec(
        title="Note",
        fields=(
            make_line("title", "Title"),
            make_markdown("text", "Text"),
        ),
    ),
    FoldSpec(
        title="What it is about",
        fields=(
            make_line("region", "Region"),
            make_edtf("period", "Period"),
            FieldSpec(
                name="actors", label="Actors", editor=EditorKind.RECORDS, record_kind="actor"
            ),
            FieldSpec(
                name="attacks", label="Attacks", editor=EditorKind.RECORDS, record_kind="attack"
            ),
        ),
    ),
)

_SOURCE_FOLDS = (
    FoldSpec(
        title="Source",
        fields=(
            make_line("title", "Title"),
            make_line("key", "Key for citing", placeholder="ani-2024-01-18"),
            make_choice("source_type", "Type", make_choices(SourceType)),
            FieldSpec(
                name="authors",
                label="Authors",
                editor=EditorKind.TAGS,
                placeholder="Family, Given; Family, Given",
            ),
            make_line("publisher", "Publisher or outlet"),
            make_edtf("published", "Published"),
            make_edtf("information_date", "Date of the information"),
            make_edtf("accessed", "Accessed"),
        ),
    ),
    FoldSpec(
        title="Grading",
        fields=(
            make_choice("reliability", "Reliability", RELIABILITY_CHOICES),
            make_markdown("descriptor", "Descriptor"),
        ),
    ),
    FoldSpec(
        title="Where to find it",
        fields=(
            make_line("url", "Web address", placeholder="https://"),
            make_line("archive_url", "Archived copy", placeholder="https://"),
            make_line("language", "Language", placeholder="en"),
            make_line("doi", "DOI"),
            make_line("isbn", "ISBN"),
        ),
    ),
)

RECORD_FORMS: dict[str, tuple[FoldSpec, ...]] = {
    "actor": _complete(_ACTOR_FOLDS),
    "attack": _complete(_ATTACK_FOLDS),
    "background": _complete(_BACKGROUND_FOLDS),
    "source": _complete(_SOURCE_FOLDS),
}
"""The form of each kind of record."""


def find_label(kind: str, name: str) -> str:
    """Give what a field of a kind of record is called inside a sentence."""
    for fold in RECORD_FORMS[kind]:
        for field in fold.fields:
            if field.name == name:
                return field.label.lower()
    return name.replace("_", " ")
