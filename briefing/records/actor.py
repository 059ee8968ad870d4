"""Actors: states, armed groups, organisations, persons: who acts."""

from enum import StrEnum

from briefing.dates import EdtfDate
from briefing.identifiers import RecordId
from briefing.records.parts import Citation, Figure, Part
from briefing.records.record import UNTITLED, Record


class ActorKind(StrEnum):
    """What sort of actor it is."""

    STATE = "state"
    GOVERNMENT_BODY = "government body"
    ARMED_GROUP = "armed group"
    POLITICAL_MOVEMENT = "political movement"
    ORGANISATION = "organisation"
    PERSON = "person"
    UNIT = "unit"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """How a name stands to the actor."""

    OFFICIAL = "official name"
    ALIAS = "alias"
    FORMER = "former name"
    ACRONYM = "acronym"
    NATIVE = "native-script name"
    TRANSLATION = "translation"


class ActorName(Part, frozen=True, kw_only=True):
    """One name of an actor; language as BCP 47 ("fa"), script as ISO 15924 ("Arab")."""

    text: str
    name_kind: NameKind = NameKind.ALIAS
    preferred: bool = False
    language: str = ""
    script: str = ""
    period: EdtfDate | None = None
    note: str = ""
    citations: tuple[Citation, ...] = ()


class Leader(Part, frozen=True, kw_only=True):
    """Who led the actor, in which role and when; `actor` if the person has a record."""

    name: str
    role: str = ""
    period: EdtfDate | None = None
    actor: RecordId | None = None
    citations: tuple[Citation, ...] = ()


class Designation(Part, frozen=True, kw_only=True):
    """An authority's listing of the actor, for example as a terrorist organisation."""

    authority: str
    list_name: str = ""
    date: EdtfDate | None = None
    citations: tuple[Citation, ...] = ()


class RelationKind(StrEnum):
    """How this actor stands to the other: "parent" says this actor is the other's parent."""

    PARENT = "parent"
    SPLINTER = "splinter"
    ALLY = "ally"
    RIVAL = "rival"
    SPONSOR = "sponsor"
    MEMBER = "member"


class Direction(StrEnum):
    """Whether a relation holds from this actor to the other, back, or both ways."""

    FORWARD = "forward"
    BACKWARD = "backward"
    MUTUAL = "mutual"


class Relation(Part, frozen=True, kw_only=True):
    """A relation to another actor; confidence is "high", "moderate", "low" or empty."""

    relation_kind: RelationKind
    other: RecordId
    direction: Direction = Direction.FORWARD
    period: EdtfDate | None = None
    confidence: str = ""
    note: str = ""
    citations: tuple[Citation, ...] = ()


class Actor(Record, frozen=True, kw_only=True, tag="actor"):
    """An actor's profile. `country` is ISO 3166-1 alpha-2; texts are Markdown source.

    Exactly one name should be preferred; where none is, the first one stands in.
    """

    actor_kind: ActorKind = ActorKind.UNKNOWN
    names: tuple[ActorName, ...] = ()
    country: str = ""
    base: str = ""
    areas: tuple[str, ...] = ()
    founded: EdtfDate | None = None
    dissolved: EdtfDate | None = None
    ideology: str = ""
    aims: str = ""
    leadership: tuple[Leader, ...] = ()
    figures: tuple[Figure, ...] = ()
    designations: tuple[Designation, ...] = ()
    relations: tuple[Relation, ...] = ()
    profile: str = ""
    emblem: str = ""  # sha256 of one of the attachments

    @property
    def preferred_name(self) -> ActorName | None:
        """The name to print, or None when the actor has no name at all."""
        chosen = [name for name in self.names if name.preferred] or list(self.names)
        return chosen[0] if chosen else None

    @property
    def native_name(self) -> ActorName | None:
        """The first native-script name, or None."""
        return next((n for n in self.names if n.name_kind is NameKind.NATIVE), None)

    @property
    def display_title(self) -> str:
        """The preferred name."""
        name = self.preferred_name
        return name.text if name and name.text else UNTITLED
