"""What a section kind is, and what it is given to compose with."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol, TypeVar

import msgspec

from briefing.document.nodes import Block
from briefing.document.problem import Problem
from briefing.drawing.scene import Measure
from briefing.errors import InvalidValueError
from briefing.outline import Placement, Section
from briefing.printed_words.local import Local, get_local
from briefing.records.kinds import AnyRecord
from briefing.sections.pictures import SectionPictures
from briefing.sections.texts import Texts
from briefing.snapshot import Snapshot

Part = TypeVar("Part")


class FieldType(StrEnum):
    """The kind of value, from which a form picks its editor."""

    LINE = "line"
    MARKDOWN = "markdown"
    CHOICE = "choice"
    SWITCH = "switch"
    NUMBER = "number"
    JUDGEMENTS = "judgements"
    DAY = "day"
    RECORD = "record"
    PART = "part"
    PARTS = "parts"


class SettingField(msgspec.Struct, frozen=True, kw_only=True):
    """One setting of a section kind as a form shows it. Choices are (value, label) pairs.

    `parts` are the fields of a setting that is a structure, or a tuple of such, `add_label`
    says what is added to a tuple. `record_kind` is the kind that a record is chosen from.
    Settings that name a `fold` stand in it, under its title.
    """

    name: str
    label: str
    field_type: FieldType
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    parts: "tuple[SettingField, ...]" = ()
    add_label: str = "Add"
    record_kind: str = ""
    fold: str = ""


class PlacedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A placement with the record it shows: the newest revision or the pinned one."""

    placement: Placement
    record: AnyRecord


class ComposePart(Protocol):
    """Composes a part of a section out of one record, or remembers what it was composed into."""

    def __call__(self, record: AnyRecord, compose: Callable[[], Part]) -> Part:
        """Give what `compose` gives; it may rest on the record and the context alone."""
        ...


def compose_afresh(record: AnyRecord, compose: Callable[[], Part]) -> Part:
    """Compose a part whatever was composed before."""
    del record
    return compose()


class SectionContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a section kind composes from.

    `report` takes problems met on the way. `placed` leaves out placements whose record is gone
    (compose reports those itself). `texts` reads the Markdown of records and settings. `measure`
    and `drawing_width` (points) are those of the pages that drawings are made for.
    """

    section: Section
    placed: tuple[PlacedRecord, ...]
    snapshot: Snapshot
    texts: Texts
    report: Callable[[Problem], None]
    measure: Measure
    drawing_width: float
    compose_part: ComposePart = compose_afresh

    @property
    def pictures(self) -> SectionPictures:
        """What makes the images of this section."""
        return SectionPictures(self.snapshot, self.section, self.texts, self.report)

    @property
    def local(self) -> Local:
        """How the briefing's language says what is not the analyst's own."""
        return get_local(self.snapshot.briefing.language)


class SectionKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of section: which records it takes, its settings and how it becomes blocks.

    `compose` gives the blocks below the section's heading; the heading itself and the lead-in
    are made by briefing.composition.compose. Headings inside start at level 2. `shows` is "table"
    or "figure" where it prints one under a caption, so that texts can refer to it.
    """

    key: str
    title: str
    description: str
    takes: tuple[str, ...]  # kinds of records that may be placed
    settings_type: type[msgspec.Struct]
    fields: tuple[SettingField, ...]
    compose: Callable[[SectionContext, Any], tuple[Block, ...]]
    empty_text: str  # what the outline says while nothing is in it
    needs_heading: bool = True
    shows: str = ""

    def read_settings(self, section: Section) -> Any:
        """Give the section's settings in the kind's structure.

        Raises InvalidValueError when stored settings do not fit.
        """
        try:
            return msgspec.convert(section.settings, self.settings_type, strict=False)
        except msgspec.ValidationError as error:
            message = f"The settings of section “{section.title or self.title}” are wrong: {error}."
            raise InvalidValueError(message) from error
