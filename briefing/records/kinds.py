"""All kinds of record, and their one JSON form.

The same JSON stands in revisions and in the exchange form; its schema is made from these
structures by briefing.exchange.
"""

from typing import Any

import msgspec

from briefing.dates import EdtfDate
from briefing.errors import InvalidValueError
from briefing.outline import Briefing
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.edition import Edition
from briefing.records.library_settings import LibrarySettings
from briefing.records.record import Record
from briefing.records.source import Source

type_of_kind: dict[str, type[Record]] = {
    "actor": Actor,
    "attack": Attack,
    "background": BackgroundNote,
    "source": Source,
    "briefing": Briefing,
    "edition": Edition,
    "settings": LibrarySettings,
}
"""Record type for each kind, in the order in which lists offer them."""

AnyRecord = Actor | Attack | BackgroundNote | Source | Briefing | Edition | LibrarySettings


def encode_value(value: Any) -> Any:
    """Turn a value type of ours into the plain JSON value it is stored as."""
    if isinstance(value, EdtfDate):
        return value.edtf
    message = f"No JSON form for {type(value).__name__}"
    raise NotImplementedError(message)


def decode_value(kind: type, value: Any) -> Any:
    """Make a value type of ours from its plain JSON value."""
    if kind is EdtfDate:
        if not isinstance(value, str):
            message = f"Expected a date as text, got {type(value).__name__}"
            raise InvalidValueError(message)
        return EdtfDate(value)
    message = f"No JSON form for {kind.__name__}"
    raise NotImplementedError(message)


_encoder = msgspec.json.Encoder(enc_hook=encode_value)
_decoder: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord, dec_hook=decode_value)


def encode_record(record: Record) -> bytes:
    """Give the record as JSON, all fields written out, in the order of the structure."""
    return _encoder.encode(record)


def decode_record(data: bytes | str) -> AnyRecord:
    """Make a record from its JSON form.

    Raises InvalidValueError, naming the place in the JSON, when it is not a record.
    """
    try:
        return _decoder.decode(data)
    except msgspec.MsgspecError as error:
        message = f"This is not a record: {error}."
        raise InvalidValueError(message) from error
