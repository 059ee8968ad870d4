"""Field specifications: a form is a table of these, not a function that builds widgets."""

from enum import StrEnum

import msgspec


class EditorKind(StrEnum):
    """Which editor a field gets; each is a class in ui.forms."""

    LINE = "line"
    MARKDOWN = "markdown"
    CHOICE = "choice"
    SWITCH = "switch"
    NUMBER = "number"
    DECIMAL = "decimal"
    EDTF = "edtf"
    DAY = "day"
    TAGS = "tags"
    RECORD = "record"
    RECORDS = "records"
    PART = "part"
    PARTS = "parts"


class FieldSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form.

    `name` is the field of the structure that is edited. Choices are (value, label) pairs.
    `record_kind` says what a record picker offers. Part editors make `part_type` structures
    with an editor for each of `fields`; `summary_field` heads a folded part. `wide` fields take
    a whole row of their form.
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


class FoldSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a form under one title, which folds away."""

    title: str
    fields: tuple[FieldSpec, ...]
    open: bool = True
