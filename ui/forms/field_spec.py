"""Field specifications: a form is a table of these, not a function that builds widgets."""

from enum import StrEnum

import msgspec


class EditorKind(StrEnum):
    """Which editor a field gets; each is a class in ui.forms."""

    LINE = "line"
    MARKDOWN = "markdown"
    CHOICE = "choice"
    MARKING = "marking"
    MARKING_SCHEME = "marking scheme"
    SWITCH = "switch"
    NUMBER = "number"
    DECIMAL = "decimal"
    EDTF = "edtf"
    DAY = "day"
    TAGS = "tags"
    RECORD = "record"
    RECORDS = "records"
    PART = "part"
    PLACE = "place"
    PARTS = "parts"
    NAMES = "names"
    FIGURES = "figures"
    RELATIONS = "relations"
    FOLDED_PARTS = "folded parts"  # parts inside a part, such as the citations of a figure


class FieldSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form.

    `name` is the field of the structure that is edited. Choices are (value, label) pairs.
    `record_kind` says what a record picker offers. Part editors make `part_type` structures
    with an editor for each of `fields`. `wide` fields take a whole row of their form. `cited`
    fields show how many sources they rest on. Where the fold's title says enough, the field is
    not `titled` again; screen readers still hear its label. `opens_single` shows the editors of
    a part at once when there is only one. `exclusive` names a switch that only one part has on,
    of those that agree in the field `exclusive_within` if that is given. The date that
    `gives_year` says in which year the other dates of the form are where they leave it out.
    """

    name: str
    label: str
    editor: EditorKind = EditorKind.LINE
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    placeholder: str = ""
    record_kind: str = ""
    part_type: type[msgspec.Struct] = msgspec.Struct
    fields: tuple["FieldSpec", ...] = ()
    add_label: str = "Add"
    wide: bool = False
    cited: bool = False
    titled: bool = True
    opens_single: bool = False
    exclusive: str = ""
    exclusive_within: str = ""
    gives_year: bool = False

    @property
    def has_label(self) -> bool:
        """Whether a label stands above the editor: a switch and folded parts say it themselves."""
        return self.editor not in (EditorKind.SWITCH, EditorKind.FOLDED_PARTS)


class FoldSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a form under one title, which folds away."""

    title: str
    fields: tuple[FieldSpec, ...]
    open: bool = True
