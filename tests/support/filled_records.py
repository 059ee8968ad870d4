"""Records and briefings in which every field of text says something, also those to come.

Structures are filled by their declarations: a field that is added is filled from then on.
"""

import datetime as dt
import enum
import types
import typing

import msgspec

from briefing.dates import EdtfDate
from briefing.imaging.picture import WHOLE
from briefing.imaging.preparing import PixelLimit, prepare_picture
from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.parts import Attachment
from briefing.records.source import Source
from briefing.sections.pictures import list_picture_uses
from briefing.sections.registry import get_section_kinds
from briefing.snapshot import Snapshot
from tests.support.builders import numbered
from tests.support.images import describe_image, make_image, write_image

ACTOR, OTHER, ATTACK, NOTE, SOURCE = (numbered(n) for n in (10, 11, 20, 30, 50))
ID_OF_FIELD = {"source": SOURCE, "actor": ACTOR, "other": OTHER, "attacks": ATTACK}
PLAIN = {
    bool: True,
    int: 3,
    float: 30.5,
    bytes: b"",
    dt.date: dt.date(2024, 1, 16),
    dt.datetime: dt.datetime(2024, 1, 16, 12, tzinfo=dt.UTC),
    EdtfDate: EdtfDate("2024-01-16"),
}
KEPT = {"revision": 1, "sections": (), "by_query": False, "attachments": (), "emblem": ""}
"""Fields that say nothing by themselves."""

IMAGE = write_image(make_image(120, 80))
SHOWN = describe_image(IMAGE, "image.png", width=0.5)
"""An image; of one that a field holds, only the words are that field's own."""


class Filler:
    """Fills structures; each text is a mark of its own (`qf12fq`) and what `say` gives for it."""

    def __init__(self, say):
        self._say = say
        self.paths: dict[str, str] = {}

    def tell(self, path: str) -> str:
        """Give the text of a field."""
        mark = f"qf{len(self.paths)}fq"
        self.paths[mark] = path
        return f"{mark} {self._say(path)}"

    def fill(self, kind: type, path: str = "", **known):
        """Make a structure with everything in it; `known` are fields that are given."""
        hints = typing.get_type_hints(kind)
        path = path or kind.__name__
        fields = {
            field.name: self._fill(hints[field.name], f"{path}.{field.name}")
            for field in msgspec.structs.fields(kind)
            if field.name not in KEPT and field.name not in known
        }
        kept = {n: value for n, value in KEPT.items() if n in hints and n not in known}
        return kind(**{**fields, **kept, **known})

    def fill_image(self, path):
        """Make the attachment of the image, with words of its own."""
        own = {name: getattr(SHOWN, name) for name in ("sha256", "name", "media_type", "width")}
        return self.fill(Attachment, path, **own, description="", crop=WHOLE)

    def _fill(self, hint, path):
        if isinstance(hint, typing.NewType):
            return ID_OF_FIELD.get(path.rpartition(".")[2], ACTOR)
        if hint is str:
            return self.tell(path)
        if hint in PLAIN:
            return PLAIN[hint]
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return next(iter(hint))
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            return self.fill_image(path) if hint is Attachment else self.fill(hint, path)
        return self._fill_generic(hint, path)

    def _fill_generic(self, hint, path):
        inner = [kind for kind in typing.get_args(hint) if kind not in (type(None), ...)]
        origin = typing.get_origin(hint)
        if origin is typing.Literal:
            return inner[0]
        if origin is tuple:
            return (self._fill(inner[0], path),)
        if origin in (typing.Union, types.UnionType):
            return self._fill(inner[0], path)
        assert origin is dict, f"{path}: nothing is known about {hint}"
        return {}


def fill_snapshot(say, **fields) -> tuple[Snapshot, dict[str, str]]:
    """Make a briefing with sections of every kind and layout over one filled record of each kind.

    Gives with it the path of the field for each mark. `fields` are the briefing's own.
    """
    filler = Filler(say)
    records = (
        filler.fill(Actor, id=ACTOR, attachments=(SHOWN,), emblem=SHOWN.sha256),
        filler.fill(Actor, "Other", id=OTHER, relations=()),
        filler.fill(Attack, id=ATTACK),
        filler.fill(BackgroundNote, id=NOTE),
        filler.fill(Source, id=SOURCE, key="s50"),
    )
    placed = {record.kind: record for record in reversed(records)}
    sections = tuple(
        _fill_section(filler, kind, choice, placed)
        for kind in get_section_kinds().values()
        for choice in _list_choices(kind.settings_type)
    )
    briefing = filler.fill(Briefing, id=numbered(1), **{"sections": sections, **fields})
    snapshot = Snapshot(briefing=briefing, records={each.id: each for each in records})
    return with_pictures(snapshot), filler.paths


def with_pictures(snapshot: Snapshot) -> Snapshot:
    """Give the snapshot with the same picture wherever it shows one."""
    picture = prepare_picture(IMAGE, PixelLimit(200, 200))
    pictures = {use.key: picture for use in list_picture_uses(snapshot)}
    return msgspec.structs.replace(snapshot, pictures=pictures)


def _list_choices(settings_type) -> list[dict]:
    """Give each value of the first setting that is a choice; layouts are such."""
    for name, hint in typing.get_type_hints(settings_type).items():
        if typing.get_origin(hint) is typing.Literal:
            return [{name: value} for value in typing.get_args(hint)]
    return [{}]


def _fill_section(filler, kind, choice, placed):
    path = f"{kind.key} {' '.join(choice.values())}".strip()
    settings = filler.fill(kind.settings_type, path, **choice)
    return filler.fill(
        Section,
        f"section {path}",
        id=filler.tell(f"{path} id"),
        section_kind=kind.key,
        level=1,
        settings=msgspec.to_builtins(settings, enc_hook=lambda value: value.edtf),
        placements=tuple(
            Placement(id=f"{path}-{each}", record=placed[each].id, revision=1)
            for each in kind.takes
        ),
    )
