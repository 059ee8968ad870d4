"""Attacks: past events with their date, place, parties and figures."""

from enum import StrEnum

from briefing.dates import EdtfDate
from briefing.identifiers import RecordId
from briefing.records.parts import Citation, Figure, Part
from briefing.records.record import UNTITLED, Record


class PlacePrecision(StrEnum):
    """How well the point is known (near: within about 25 km)."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class Place(Part, frozen=True, kw_only=True):
    """Where it happened; latitude and longitude in degrees WGS 84, country ISO alpha-2."""

    name: str = ""
    admin1: str = ""
    admin2: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN


class PartyRole(StrEnum):
    """What the party was in the attack; a side is one of a clash whose attacker nobody names."""

    PERPETRATOR = "perpetrator"
    TARGET = "target"
    VICTIM = "victim"
    SIDE = "side"


class PartyCertainty(StrEnum):
    """On what ground the party is named; unclaimed is not the same as unattributed."""

    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    ATTRIBUTED = "attributed"
    SUSPECTED = "suspected"
    DENIED = "denied"


class Party(Part, frozen=True, kw_only=True):
    """A party to the attack: an actor of the library, or a name only.

    `by` says who attributes, suspects or denies it.
    """

    role: PartyRole
    name: str = ""
    actor: RecordId | None = None
    certainty: PartyCertainty = PartyCertainty.CONFIRMED
    by: str = ""
    citations: tuple[Citation, ...] = ()


class ExternalId(Part, frozen=True, kw_only=True):
    """The identifier of the attack in a data set, kept so that it can be imported again."""

    dataset: str
    id: str


class Attack(Record, frozen=True, kw_only=True, tag="attack"):
    """A past event. `time_zone` is an IANA name where the hour matters; summary is Markdown."""

    title: str = ""
    date: EdtfDate | None = None
    time: str = ""
    time_zone: str = ""
    place: Place = Place()
    attack_type: str = ""
    method: str = ""
    parties: tuple[Party, ...] = ()
    figures: tuple[Figure, ...] = ()
    summary: str = ""
    external_ids: tuple[ExternalId, ...] = ()

    @property
    def display_title(self) -> str:
        """The title of the attack."""
        return self.title or UNTITLED
