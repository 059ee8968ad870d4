"""The forms of the parts of records: names, figures, parties, citations and the like."""

from enum import StrEnum

from briefing.figures import FIGURE_LABELS
from briefing.grading import CREDIBILITY, RELIABILITY
from briefing.records.actor import (
    ActorName,
    Designation,
    Direction,
    Leader,
    NameKind,
    Relation,
    RelationKind,
)
from briefing.records.attack import (
    ExternalId,
    Party,
    PartyCertainty,
    PartyRole,
    Place,
    PlacePrecision,
)
from briefing.records.parts import Citation, Figure
from ui.forms.field_spec import EditorKind, FieldSpec


def make_choices(enumeration: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    """Give the members of an enumeration as choices, first letter large."""
    return tuple((member.value, member.value.capitalize()) for member in enumeration)


_CONFIDENCE = (("", "Not given"), ("high", "High"), ("moderate", "Moderate"), ("low", "Low"))
RELIABILITY_CHOICES = (
    ("", "Not graded"),
    *((letter, f"{letter} – {label}") for letter, label in RELIABILITY.items()),
)
_CREDIBILITY = (
    ("", "Not graded"),
    *((str(number), f"{number} – {label}") for number, label in CREDIBILITY.items()),
)
_DATE_EXAMPLE = "16 January 2024, early 2012, 2003-2005"


def make_line(name: str, label: str, **more: str) -> FieldSpec:
    """Specify a field of one line."""
    return FieldSpec(name=name, label=label, **more)  # type: ignore[arg-type]  # texts only


def make_edtf(name: str, label: str) -> FieldSpec:
    """Specify a date that may be a span or uncertain."""
    return FieldSpec(name=name, label=label, editor=EditorKind.EDTF, placeholder=_DATE_EXAMPLE)


def make_choice(name: str, label: str, choices: tuple[tuple[str, str], ...]) -> FieldSpec:
    """Specify a field with fixed values."""
    return FieldSpec(name=name, label=label, editor=EditorKind.CHOICE, choices=choices)


def make_markdown(name: str, label: str, **more: str) -> FieldSpec:
    """Specify a text."""
    return FieldSpec(name=name, label=label, editor=EditorKind.MARKDOWN, **more)  # type: ignore[arg-type]  # texts only


CITATION_FIELDS = (
    FieldSpec(name="source", label="Source", editor=EditorKind.RECORD, record_kind="source"),
    make_line("locator", "Where in it", placeholder="para 5"),
    make_choice("credibility", "Credibility", _CREDIBILITY),
    FieldSpec(name="quotation", label="Words quoted", wide=True),
    FieldSpec(name="note", label="Note", wide=True),
)

CITATIONS = FieldSpec(
    name="citations",
    label="Citations",
    editor=EditorKind.FOLDED_PARTS,
    part_type=Citation,
    fields=CITATION_FIELDS,
    add_label="Add citation",
    wide=True,
)


def make_figures(label: str, add_label: str, *, first: str) -> FieldSpec:
    """Specify the figures of a record; a new one counts what is named first."""
    counted = sorted(FIGURE_LABELS.items(), key=lambda choice: choice[0] != first)
    return FieldSpec(
        name="figures",
        label=label,
        editor=EditorKind.FIGURES,
        exclusive="preferred",
        exclusive_within="what",
        part_type=Figure,
        add_label=add_label,
        help="Contested figures stand side by side; mark the one that you print first.",
        fields=(
            make_choice("what", "What", tuple(counted)),
            make_line("qualifier", "As given", placeholder="at least, over, about"),
            make_line("given_by", "Given by", placeholder="state media"),
            FieldSpec(name="low", label="Low", editor=EditorKind.NUMBER),
            FieldSpec(name="best", label="Best", editor=EditorKind.NUMBER),
            FieldSpec(name="high", label="High", editor=EditorKind.NUMBER),
            make_edtf("as_of", "As of"),
            make_line("unit", "Unit", placeholder="fighters"),
            FieldSpec(name="preferred", label="Preferred", editor=EditorKind.SWITCH),
            FieldSpec(name="note", label="Note", wide=True),
            CITATIONS,
        ),
    )


NAMES = FieldSpec(
    name="names",
    label="Names",
    editor=EditorKind.NAMES,
    exclusive="preferred",
    part_type=ActorName,
    add_label="Add name",
    opens_single=True,
    fields=(
        make_line("text", "Name"),
        make_choice("name_kind", "Kind", make_choices(NameKind)),
        FieldSpec(name="preferred", label="Preferred", editor=EditorKind.SWITCH),
        make_line("language", "Language", placeholder="ar, fa, en"),
        make_line("script", "Script", placeholder="Arab, Latn"),
        make_edtf("period", "Used when"),
        FieldSpec(name="note", label="Note", wide=True),
        CITATIONS,
    ),
)

LEADERSHIP = FieldSpec(
    name="leadership",
    label="Leaders",
    editor=EditorKind.PARTS,
    part_type=Leader,
    add_label="Add leader",
    fields=(
        make_line("name", "Name"),
        make_line("role", "Role"),
        make_edtf("period", "When"),
        FieldSpec(name="actor", label="Profile", editor=EditorKind.RECORD, record_kind="actor"),
        CITATIONS,
    ),
)

DESIGNATIONS = FieldSpec(
    name="designations",
    label="Designations",
    editor=EditorKind.PARTS,
    part_type=Designation,
    add_label="Add designation",
    fields=(
        make_line("authority", "Authority", placeholder="United States"),
        make_line("list_name", "List"),
        make_edtf("date", "Since"),
        CITATIONS,
    ),
)

RELATIONS = FieldSpec(
    name="relations",
    label="Relations",
    editor=EditorKind.RELATIONS,
    part_type=Relation,
    add_label="Add relation",
    fields=(
        make_choice("relation_kind", "This actor is", make_choices(RelationKind)),
        FieldSpec(name="other", label="of", editor=EditorKind.RECORD, record_kind="actor"),
        make_choice("direction", "Direction", make_choices(Direction)),
        make_edtf("period", "When"),
        make_choice("confidence", "Confidence", _CONFIDENCE),
        make_line("note", "Note"),
        CITATIONS,
    ),
)

PLACE = FieldSpec(
    name="place",
    label="Place",
    editor=EditorKind.PLACE,
    part_type=Place,
    fields=(
        make_line("name", "Name", placeholder="Type to find: Panjgur, زاهدان"),
        make_line("admin1", "Province"),
        make_line("admin2", "District"),
        make_line("country", "Country", placeholder="two letters: PK"),
        FieldSpec(name="latitude", label="Latitude", editor=EditorKind.DECIMAL),
        FieldSpec(name="longitude", label="Longitude", editor=EditorKind.DECIMAL),
        make_choice("precision", "Precision of the point", make_choices(PlacePrecision)),
    ),
)

PARTIES = FieldSpec(
    name="parties",
    label="Parties",
    editor=EditorKind.PARTS,
    part_type=Party,
    add_label="Add party",
    fields=(
        make_choice("role", "Role", make_choices(PartyRole)),
        FieldSpec(name="actor", label="Actor", editor=EditorKind.RECORD, record_kind="actor"),
        make_line("name", "Name, if not an actor here"),
        make_choice("certainty", "On what ground", make_choices(PartyCertainty)),
        make_line("by", "According to"),
        CITATIONS,
    ),
)

EXTERNAL_IDS = FieldSpec(
    name="external_ids",
    label="Identifiers in data sets",
    editor=EditorKind.PARTS,
    part_type=ExternalId,
    add_label="Add identifier",
    fields=(make_line("dataset", "Data set"), make_line("id", "Identifier")),
)


def make_record_citations(choices: tuple[tuple[str, str], ...]) -> FieldSpec:
    """Specify the citations of a record, each for one of the fields that are given."""
    fields = (("", "The whole record"), *choices)
    return FieldSpec(
        name="citations",
        label="Sources of the record and its fields",
        editor=EditorKind.PARTS,
        part_type=Citation,
        fields=(make_choice("field", "Supports", fields), *CITATION_FIELDS),
        add_label="Add citation",
        help="Texts cite for themselves, with [@key, p. 3].",
    )
