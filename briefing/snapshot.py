"""Everything that one composition needs, read in one transaction and detached from storage."""

import msgspec

from briefing.identifiers import RecordId
from briefing.imaging.picture import Picture
from briefing.markings import OWN_SCHEME, SCHEMES, TLP, MarkingScheme
from briefing.outline import Briefing
from briefing.own_markings import make_scheme
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.kinds import AnyRecord, decode_value, encode_value
from briefing.records.library_settings import HouseTemplate, OwnMarkingScheme, OwnStyleSheet
from briefing.records.parts import Attachment
from briefing.records.source import Source


class LastEdition(msgspec.Struct, frozen=True, kw_only=True):
    """The edition before this text: its number, the day it was issued, and its tree as JSON."""

    number: int
    issued: str
    tree: bytes
    marking: str = ""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A briefing with its records, frozen for one composition.

    What the queries of sections found is placed in them as if by hand. `pinned` holds, by
    placement id, what a placement prints where that is not simply the newest revision: the one
    that it is pinned to, with fields overridden, with a text of its own.
    `records` holds the newest revision of every record that is placed, and of everything those
    refer to (sources, related actors and attacks), by record id.
    `style_sheet` and `marking_scheme` are there where the briefing names the library's own.
    `house_template` is the one that the briefing names, if the library has it; its file is among
    `files`, by SHA-256, where the snapshot was taken for an export. `last_edition` is there where
    a section tells what has changed since. `pictures` holds what is made of images for their
    places, by the key of the use (`briefing.picture_uses`), `picture_faults` why it could not be.
    `disclaimer` is that of the library.
    """

    briefing: Briefing
    records: dict[str, AnyRecord]
    pinned: dict[str, AnyRecord] = {}
    house_template: HouseTemplate | None = None
    style_sheet: OwnStyleSheet | None = None
    marking_scheme: OwnMarkingScheme | None = None
    files: dict[str, bytes] = {}
    last_edition: LastEdition | None = None
    logo: Attachment | None = None
    disclaimer: str = ""
    pictures: dict[str, Picture] = {}
    picture_faults: dict[str, str] = {}

    def find_scheme(self) -> MarkingScheme | None:
        """Give the marking scheme that the briefing names, or None when there is none such."""
        key = self.briefing.marking_scheme
        if key == OWN_SCHEME:
            return make_scheme(self.marking_scheme) if self.marking_scheme else None
        return SCHEMES.get(key)

    def get_scheme(self) -> MarkingScheme:
        """Give the briefing's marking scheme; TLP 2.0 in place of one that is not known."""
        return self.find_scheme() or TLP

    @property
    def template_file(self) -> bytes:
        """The house template as a file; empty where there is none."""
        template = self.house_template
        return self.files.get(template.sha256, b"") if template else b""

    def get_actor(self, record_id: RecordId | str) -> Actor | None:
        """Give the actor with this id, or None when it is not in the snapshot."""
        record = self.records.get(record_id)
        return record if isinstance(record, Actor) else None

    def get_attack(self, record_id: RecordId | str) -> Attack | None:
        """Give the attack with this id, or None when it is not in the snapshot."""
        record = self.records.get(record_id)
        return record if isinstance(record, Attack) else None

    def get_note(self, record_id: RecordId | str) -> BackgroundNote | None:
        """Give the background note with this id, or None when it is not in the snapshot."""
        record = self.records.get(record_id)
        return record if isinstance(record, BackgroundNote) else None

    def get_source(self, record_id: RecordId | str) -> Source | None:
        """Give the source with this id, or None when it is not in the snapshot."""
        record = self.records.get(record_id)
        return record if isinstance(record, Source) else None


_encoder = msgspec.json.Encoder(enc_hook=encode_value)
_decoder = msgspec.json.Decoder(Snapshot, dec_hook=decode_value)


def encode_snapshot(snapshot: Snapshot) -> bytes:
    """Give the snapshot as JSON, to hand it to another process."""
    return _encoder.encode(snapshot)


def decode_snapshot(data: bytes) -> Snapshot:
    """Make the snapshot from its JSON form."""
    return _decoder.decode(data)
