"""The forms of the four kinds of record, as tables of field specifications."""

from enum import StrEnum

from briefing.figures import FIGURE_LABELS
from briefing.grading import CREDIBILITY, RELIABILITY
from briefing.markings import SCHEMES
from briefing.records.actor import (
    ActorKind,
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
from briefing.records.source import SourceType
from ui.forms.field_spec import EditorKind, FieldSpec, FoldSpec


def make_choices(enumeration: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    """Give the members of an enumeration as choices, first letter large."""
    return tuple((member.value, member.value.capitalize()) for member in enumeration)


MARKING_CHOICES = (
    ("", "Not marked"),
    *((level.label, level.label) for scheme in SCHEMES.values() for level in scheme.levels),
)
_CONFIDENCE = (("", "Not given"), ("high", "High"), ("moderate", "Moderate"), ("low", "Low"))
_RELIABILITY = (("", "Not graded"), *((k, f"{k} – {label}") for k, label in RELIABILITY.items()))
_CREDIBILITY = (
    ("", "Not graded"),
    *((str(number), f"{number} – {label}") for number, label in CREDIBILITY.items()),
)
_DATE_EXAMPLE = "16 January 2024, early 2012, 2003-2005"


def _line(name: str, label: str, **more: str) -> FieldSpec:
    return FieldSpec(name=name, label=label, **more)  # type: ignore[arg-type]  # texts only


def _edtf(name: str, label: str) -> FieldSpec:
    return FieldSpec(name=name, label=label, editor=EditorKind.EDTF, placeholder=_DATE_EXAMPLE)


def _choice(name: str, label: str, choices: tuple[tuple[str, str], ...]) -> FieldSpec:
    return FieldSpec(name=name, label=label, editor=EditorKind.CHOICE, choices=choices)


def _markdown(name: str, label: str, **more: str) -> FieldSpec:
    return FieldSpec(name=name, label=label, editor=EditorKind.MARKDOWN, **more)  # type: ignore[arg-type]  # texts only


_CITATION_FIELDS = (
    FieldSpec(name="source", label="Source", editor=EditorKind.RECORD, record_kind="source"),
    _line("locator", "Where in it", placeholder="para 5"),
    _choice("credibility", "Credibility", _CREDIBILITY),
    FieldSpec(name="quotation", label="Words quoted", wide=True),
    FieldSpec(name="note", label="Note", wide=True),
)

CITATIONS = FieldSpec(
    name="citations",
    label="Citations",
    editor=EditorKind.PARTS,
    part_type=Citation,
    fields=_CITATION_FIELDS,
    add_label="Add citation",
    wide=True,
)

RECORD_CITATIONS = FieldSpec(
    name="citations",
    label="Citations of the record and its fields",
    editor=EditorKind.PARTS,
    part_type=Citation,
    fields=(_line("field", "Field", placeholder="empty: the whole record"), *_CITATION_FIELDS),
    add_label="Add citation",
    help="In texts, cite with [@key, p. 3].",
)


def _figures(label: str, add_label: str) -> FieldSpec:
    return FieldSpec(
        name="figures",
        label=label,
        editor=EditorKind.PARTS,
        part_type=Figure,
        add_label=add_label,
        help="Contested figures stand side by side; mark the one that you print first.",
        fields=(
            _choice("what", "What", tuple(FIGURE_LABELS.items())),
            _line("qualifier", "As given", placeholder="at least, over, about"),
            _line("given_by", "Given by", placeholder="state media"),
            FieldSpec(name="low", label="Low", editor=EditorKind.NUMBER),
            FieldSpec(name="best", label="Best", editor=EditorKind.NUMBER),
            FieldSpec(name="high", label="High", editor=EditorKind.NUMBER),
            _edtf("as_of", "As of"),
            _line("unit", "Unit", placeholder="fighters"),
            FieldSpec(name="preferred", label="Preferred", editor=EditorKind.SWITCH),
            FieldSpec(name="note", label="Note", wide=True),
            CITATIONS,
        ),
    )


_NAMES = FieldSpec(
    name="names",
    label="Names",
    editor=EditorKind.PARTS,
    part_type=ActorName,
    add_label="Add name",
    fields=(
        _line("text", "Name"),
        _choice("name_kind", "Kind", make_choices(NameKind)),
        FieldSpec(name="preferred", label="Preferred", editor=EditorKind.SWITCH),
        _line("language", "Language", placeholder="ar, fa, en"),
        _line("script", "Script", placeholder="Arab, Latn"),
        _edtf("period", "Used when"),
        FieldSpec(name="note", label="Note", wide=True),
        CITATIONS,
    ),
)

_LEADERSHIP = FieldSpec(
    name="leadership",
    label="Leaders",
    editor=EditorKind.PARTS,
    part_type=Leader,
    add_label="Add leader",
    fields=(
        _line("name", "Name"),
        _line("role", "Role"),
        _edtf("period", "When"),
        FieldSpec(name="actor", label="Profile", editor=EditorKind.RECORD, record_kind="actor"),
        CITATIONS,
    ),
)

_DESIGNATIONS = FieldSpec(
    name="designations",
    label="Designations",
    editor=EditorKind.PARTS,
    part_type=Designation,
    add_label="Add designation",
    fields=(
        _line("authority", "Authority", placeholder="United States"),
        _line("list_name", "List"),
        _edtf("date", "Since"),
        CITATIONS,
    ),
)

_RELATIONS = FieldSpec(
    name="relations",
    label="Relations",
    editor=EditorKind.PARTS,
    part_type=Relation,
    add_label="Add relation",
    fields=(
        _choice("relation_kind", "This actor is", make_choices(RelationKind)),
        FieldSpec(name="other", label="of", editor=EditorKind.RECORD, record_kind="actor"),
        _choice("direction", "Direction", make_choices(Direction)),
        _edtf("period", "When"),
        _choice("confidence", "Confidence", _CONFIDENCE),
        _line("note", "Note"),
        CITATIONS,
    ),
)

_ABOUT_RECORD = FoldSpec(
    title="Marking, tags and sources",
    fields=(
        _choice("marking", "Marking", MARKING_CHOICES),
        FieldSpec(name="tags", label="Tags", editor=EditorKind.TAGS, placeholder="border; iran"),
        FieldSpec(
            name="verified_on",
            label="Verified on",
            editor=EditorKind.DAY,
            placeholder="18 January 2024",
        ),
        RECORD_CITATIONS,
    ),
    open=False,
)

ACTOR_FORM = (
    FoldSpec(title="Names", fields=(_NAMES,)),
    FoldSpec(
        title="Identity",
        fields=(
            _choice("actor_kind", "Kind", make_choices(ActorKind)),
            _line("country", "Country", placeholder="two letters: IR"),
            _line("base", "Base"),
            FieldSpec(
                name="areas",
                label="Areas of operation",
                editor=EditorKind.TAGS,
                placeholder="Sistan and Baluchestan; Balochistan",
            ),
            _edtf("founded", "Founded"),
            _edtf("dissolved", "Dissolved"),
            _line("ideology", "Ideology"),
            _markdown("aims", "Aims"),
        ),
    ),
    FoldSpec(title="Strength and other figures", fields=(_figures("Figures", "Add figure"),)),
    FoldSpec(title="Leadership", fields=(_LEADERSHIP,), open=False),
    FoldSpec(title="Relations", fields=(_RELATIONS,), open=False),
    FoldSpec(title="Designations", fields=(_DESIGNATIONS,), open=False),
    FoldSpec(
        title="Profile text",
        fields=(_markdown("profile", "Profile", help="Markdown; cite with [@key, p. 3]."),),
    ),
    _ABOUT_RECORD,
)

_PLACE = FieldSpec(
    name="place",
    label="Place",
    editor=EditorKind.PART,
    part_type=Place,
    fields=(
        _line("name", "Name"),
        _line("admin1", "Province"),
        _line("admin2", "District"),
        _line("country", "Country", placeholder="two letters: PK"),
        FieldSpec(name="latitude", label="Latitude", editor=EditorKind.DECIMAL),
        FieldSpec(name="longitude", label="Longitude", editor=EditorKind.DECIMAL),
        _choice("precision", "Precision of the point", make_choices(PlacePrecision)),
    ),
)

_PARTIES = FieldSpec(
    name="parties",
    label="Parties",
    editor=EditorKind.PARTS,
    part_type=Party,
    add_label="Add party",
    fields=(
        _choice("role", "Role", make_choices(PartyRole)),
        FieldSpec(name="actor", label="Actor", editor=EditorKind.RECORD, record_kind="actor"),
        _line("name", "Name, if not an actor here"),
        _choice("certainty", "On what ground", make_choices(PartyCertainty)),
        _line("by", "According to"),
        CITATIONS,
    ),
)

ATTACK_FORM = (
    FoldSpec(
        title="What and when",
        fields=(
            _line("title", "Title"),
            _edtf("date", "Date"),
            _line("time", "Local time", placeholder="04:30"),
            _line("time_zone", "Time zone", placeholder="Asia/Tehran"),
            _line("attack_type", "Type", placeholder="air strike, bombing, raid"),
            _line("method", "Method", placeholder="missiles and drones"),
        ),
    ),
    FoldSpec(title="Where", fields=(_PLACE,)),
    FoldSpec(title="By whom, against whom", fields=(_PARTIES,)),
    FoldSpec(title="Casualties", fields=(_figures("Figures", "Add figure"),)),
    FoldSpec(
        title="Summary",
        fields=(_markdown("summary", "Summary", help="Markdown; cite with [@key, p. 3]."),),
    ),
    FoldSpec(
        title="Data sets",
        fields=(
            FieldSpec(
                name="external_ids",
                label="Identifiers in data sets",
                editor=EditorKind.PARTS,
                part_type=ExternalId,
                add_label="Add identifier",
                fields=(_line("dataset", "Data set"), _line("id", "Identifier")),
            ),
        ),
        open=False,
    ),
    _ABOUT_RECORD,
)

BACKGROUND_FORM = (
    FoldSpec(
        title="Note",
        fields=(
            _line("title", "Title"),
            _markdown("text", "Text", help="Markdown; cite with [@key, p. 3]."),
        ),
    ),
    FoldSpec(
        title="What it is about",
        fields=(
            _line("region", "Region"),
            _edtf("period", "Period"),
            FieldSpec(
                name="actors", label="Actors", editor=EditorKind.RECORDS, record_kind="actor"
            ),
            FieldSpec(
                name="attacks", label="Attacks", editor=EditorKind.RECORDS, record_kind="attack"
            ),
        ),
    ),
    _ABOUT_RECORD,
)

SOURCE_FORM = (
    FoldSpec(
        title="Source",
        fields=(
            _line("title", "Title"),
            _line("key", "Key for citing", placeholder="ani-2024-01-18"),
            _choice("source_type", "Type", make_choices(SourceType)),
            FieldSpec(
                name="authors",
                label="Authors",
                editor=EditorKind.TAGS,
                placeholder="Family, Given; Family, Given",
            ),
            _line("publisher", "Publisher or outlet"),
            _edtf("published", "Published"),
            _edtf("information_date", "Date of the information"),
            _edtf("accessed", "Accessed"),
        ),
    ),
    FoldSpec(
        title="Grading",
        fields=(
            _choice("reliability", "Reliability", _RELIABILITY),
            _markdown("descriptor", "Descriptor"),
        ),
    ),
    FoldSpec(
        title="Where to find it",
        fields=(
            _line("url", "Web address", placeholder="https://"),
            _line("archive_url", "Archived copy", placeholder="https://"),
            _line("language", "Language", placeholder="en"),
            _line("doi", "DOI"),
            _line("isbn", "ISBN"),
        ),
    ),
    _ABOUT_RECORD,
)

RECORD_FORMS: dict[str, tuple[FoldSpec, ...]] = {
    "actor": ACTOR_FORM,
    "attack": ATTACK_FORM,
    "background": BACKGROUND_FORM,
    "source": SOURCE_FORM,
}
"""The form of each kind of record."""
