"""The exchange form: one versioned JSON file that carries records and briefings both ways.

docs/exchange-format.md describes it for those who write such files by other means, and
exchange-format.schema.json beside this module is its JSON Schema.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, Literal

import msgspec

from briefing.dates import EdtfDate
from briefing.errors import ImportFileError
from briefing.exchange.exchange import AttachedFile, Exchange, normalise
from briefing.exchange.registry import LARGEST_FILE, ExchangeFormat
from briefing.identifiers import RecordId
from briefing.records.cleaning import clean_record
from briefing.records.kinds import AnyRecord, decode_value, encode_value
from briefing.records.parts import Part
from briefing.records.record import Record
from briefing.records.source import Source
from briefing.text_cleaning import is_clean_json

FORMAT = "briefing-builder-exchange"
VERSION = 1
SCHEMA_FILE = "exchange-format.schema.json"
"""Name of the JSON Schema, which is shipped beside this module."""

STORAGE_FIELDS = frozenset({"revision", "created", "created_by", "modified", "modified_by"})
"""Fields of a record that each library sets by itself; a file may hold them, to no effect."""

_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class OlderRevision(Part, frozen=True, kw_only=True):
    """An older revision of a record of the file, which some placement quotes."""

    revision: Annotated[int, msgspec.Meta(ge=1)]
    record: AnyRecord


class ExchangeFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as it stands.

    Every record has a number of revisions: those in `revisions`, counted from 1 without a gap,
    and the newest, which stands in `records` and has the next number.
    """

    format: Literal["briefing-builder-exchange"]
    version: Literal[1]
    records: tuple[AnyRecord, ...] = ()
    revisions: tuple[OlderRevision, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()


class _Header(msgspec.Struct):
    format: Any = None
    version: Any = None


_header_decoder = msgspec.json.Decoder(_Header)
_decoder = msgspec.json.Decoder(ExchangeFile, dec_hook=decode_value)


def read_exchange(data: bytes) -> Exchange:
    """Read a file in the exchange form; all text in it is cleaned.

    Records come with their number in the file as `revision`. Raises ImportFileError, naming
    the place, when anything in the file is wrong: no part of it is then given.
    """
    if len(data) > LARGEST_FILE:
        message = (
            f"The file is larger than {LARGEST_FILE // 2**20} MB; divide it and import the parts."
        )
        raise ImportFileError(message)
    data = data.removeprefix(b"\xef\xbb\xbf")
    _require_format(data)
    exchange = _number(_decode(data, _decoder))
    if not is_clean_json(data):
        exchange = _clean(exchange)
    for fault in _iter_faults(exchange):
        raise ImportFileError(fault)
    return exchange


def write_exchange(exchange: Exchange) -> bytes:
    """Write an exchange in its one normal form: the same records give the same bytes.

    What storage sets (revision, created, modified) and fields that have their default are left
    out.
    """
    normal = normalise(exchange)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "records": [_to_plain(record) for record in normal.records],
        "revisions": [
            {"revision": record.revision, "record": _to_plain(record)}
            for record in normal.revisions
        ],
        "attachments": normal.attachments,
    }
    encoded = msgspec.json.encode(content, enc_hook=encode_value)
    return msgspec.json.format(encoded, indent=1) + b"\n"


def make_schema() -> bytes:
    """Make the JSON Schema of the exchange form from the structures themselves."""
    schema = msgspec.json.schema(ExchangeFile, schema_hook=_describe_value)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Briefing Builder exchange form, version 1",
        **schema,
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"


def _describe_value(kind: type) -> dict[str, Any]:
    if kind is EdtfDate:
        return {"type": "string", "description": "A date in EDTF (ISO 8601-2), level 0 or 1."}
    raise NotImplementedError(kind.__name__)


def _has_our_mark(data: bytes) -> bool:
    try:
        return bool(_header_decoder.decode(data.removeprefix(b"\xef\xbb\xbf")).format == FORMAT)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _require_format(data: bytes) -> None:
    header = _decode(data, _header_decoder)
    if header.format != FORMAT:
        message = f"The file is not in the exchange form: its “format” is not “{FORMAT}”."
        raise ImportFileError(message)
    if isinstance(header.version, int) and header.version > VERSION:
        message = (
            f"The file is in version {header.version} of the exchange form and this program "
            f"reads version {VERSION}; update the program, or export the file again for it."
        )
        raise ImportFileError(message)


def _decode(data: bytes, decoder: msgspec.json.Decoder[Any]) -> Any:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise ImportFileError(_explain(str(error))) from error
    except msgspec.DecodeError as error:
        message = f"The file is not sound JSON: {_explain_broken(error)}."
        raise ImportFileError(message) from error
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8 text (byte {error.start}); save it as UTF-8."
        raise ImportFileError(message) from error
    except RecursionError as error:
        message = "The file is nested too deeply to be in the exchange form."
        raise ImportFileError(message) from error


def _explain_broken(error: msgspec.DecodeError) -> str:
    return _lower_first(str(error).removeprefix("JSON is malformed: "))


def _explain(told: str) -> str:
    what, _, path = told.partition(" - at `")
    place = path.strip("`").removeprefix("$").removeprefix(".")
    return f"The file has a fault at {place or 'its beginning'}: {_lower_first(what.rstrip('.'))}."


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _number(file: ExchangeFile) -> Exchange:
    count = Counter(older.record.id for older in file.revisions)
    return Exchange(
        records=tuple([_prepare(record, count[record.id] + 1) for record in file.records]),
        revisions=tuple([_prepare(older.record, older.revision) for older in file.revisions]),
        attachments=file.attachments,
    )


def _prepare(record: AnyRecord, revision: int) -> AnyRecord:
    return msgspec.structs.replace(
        record, revision=revision, created=None, created_by="", modified=None, modified_by=""
    )


def _clean(exchange: Exchange) -> Exchange:
    return Exchange(
        records=tuple([clean_record(record) for record in exchange.records]),
        revisions=tuple([clean_record(record) for record in exchange.revisions]),
        attachments=exchange.attachments,
    )


def _iter_faults(exchange: Exchange) -> Iterator[str]:
    yield from _find_bad_records(exchange.records)
    yield from _find_bad_revisions(exchange)
    yield from _find_bad_attachments(exchange.attachments)


def _find_bad_records(records: Sequence[AnyRecord]) -> Iterator[str]:
    places: dict[str, int] = {}
    keys: dict[str, int] = {}
    for index, record in enumerate(records):
        if not _is_canonical(record.id):
            yield f"records[{index}] has the id “{record.id}”, which is no UUID in small letters."
        if (first := places.setdefault(record.id, index)) != index:
            yield f"records[{first}] and records[{index}] have the same id {record.id}."
        if isinstance(record, Source) and record.key:
            first = keys.setdefault(record.key, index)
            if first != index:
                yield (
                    f"The sources records[{first}] and records[{index}] have the same key "
                    f"“{record.key}”; give each source a key of its own."
                )


def _find_bad_revisions(exchange: Exchange) -> Iterator[str]:
    kinds = {record.id: record.kind for record in exchange.records}
    numbers: defaultdict[RecordId, list[int]] = defaultdict(list)
    for index, record in enumerate(exchange.revisions):
        if kinds.get(record.id) != record.kind:
            yield f"revisions[{index}] belongs to no {record.kind} in “records”."
        numbers[record.id].append(record.revision)
    for record_id, found in numbers.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"The older revisions of {record_id} are not counted 1, 2, 3 without a gap."


def _find_bad_attachments(attachments: Sequence[AttachedFile]) -> Iterator[str]:
    for index, file in enumerate(attachments):
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            yield f"attachments[{index}] does not have the content that its SHA-256 says."


def _is_canonical(record_id: str) -> bool:
    return _UUID.fullmatch(record_id) is not None


@cache
def _list_written_fields(structure: type[msgspec.Struct]) -> tuple[tuple[str, str, Any], ...]:
    """List (name, name in JSON, default) of the fields that are written."""
    return tuple(
        (field.name, field.encode_name, _get_default(field))
        for field in msgspec.structs.fields(structure)
        if field.name not in STORAGE_FIELDS or not issubclass(structure, Record)
    )


def _get_default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default


def _to_plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _structure_to_plain(value)
    if isinstance(value, tuple | list):
        return [_to_plain(part) for part in value]
    return value


def _structure_to_plain(structure: msgspec.Struct) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    config = structure.__struct_config__
    if config.tag_field:
        plain[config.tag_field] = config.tag
    for name, json_name, default in _list_written_fields(type(structure)):
        value = getattr(structure, name)
        if value != default:
            plain[json_name] = _to_plain(value)
    return plain


EXCHANGE_FORMAT = ExchangeFormat(
    key="json",
    label="Briefing Builder exchange form",
    suffixes=(".json",),
    matches=_has_our_mark,
    read=read_exchange,
    write=write_exchange,
)
