"""Templates for new records, kept in the library's settings."""

from typing import Any

import msgspec

from briefing.errors import InvalidValueError
from briefing.identifiers import new_record_id
from briefing.records.actor import Actor, ActorName
from briefing.records.kinds import AnyRecord, decode_value, encode_record, type_of_kind
from briefing.records.library_settings import LibrarySettings, RecordTemplate
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings
from briefing.text_cleaning import clean_line

TEMPLATE_KINDS = ("actor", "attack", "background", "source")
"""Kinds of record that a template can be made of."""

_OWN = frozenset(
    {
        "id", "kind", "revision", "created", "created_by", "modified", "modified_by",
        "verified_on", "attachments", "emblem", "saved_copy", "external_ids", "key",
    }
)  # fmt: skip
"""Fields that belong to one record alone."""


def save_as_template(record: AnyRecord, name: str) -> Change:
    """Keep what stands in the record as a template; one of that name and kind is replaced.

    Raises InvalidValueError for an empty name, or a kind that has no templates.
    """
    name = _require_name(name)
    if record.kind not in TEMPLATE_KINDS:
        message = "Templates are made of actors, attacks, background notes and sources."
        raise InvalidValueError(message)
    template = RecordTemplate(name=name, record_kind=record.kind, fields=_collect_fields(record))

    def add(settings: LibrarySettings) -> LibrarySettings:
        kept = [t for t in settings.record_templates if not _is(t, name, record.kind)]
        ordered = sorted([*kept, template], key=lambda t: (t.record_kind, t.name.casefold()))
        return msgspec.structs.replace(settings, record_templates=tuple(ordered))

    return change_settings(f"save the template “{name}”", add)


def make_from_template(template: RecordTemplate) -> AnyRecord:
    """Make a new record that starts with what the template holds; nothing is stored.

    Raises InvalidValueError when the template fits no kind of record.
    """
    kind = type_of_kind.get(template.record_kind)
    if kind is None or template.record_kind not in TEMPLATE_KINDS:
        message = f"The template “{template.name}” is for no kind of record; delete it."
        raise InvalidValueError(message)
    plain = {**template.fields, "id": new_record_id(), "kind": template.record_kind}
    try:
        record: Any = msgspec.convert(plain, kind, dec_hook=decode_value)
    except (msgspec.ValidationError, InvalidValueError) as error:
        message = f"The template “{template.name}” cannot be read ({error}); delete it."
        raise InvalidValueError(message) from error
    if isinstance(record, Actor) and not record.names:
        return msgspec.structs.replace(record, names=(ActorName(text="", preferred=True),))
    made: AnyRecord = record
    return made


def rename_template(template: RecordTemplate, name: str) -> Change:
    """Give a template another name; raises InvalidValueError for an empty one."""
    name = _require_name(name)

    def rename(settings: LibrarySettings) -> LibrarySettings:
        if any(_is(t, name, template.record_kind) for t in settings.record_templates):
            message = f"There is a template called “{name}” already; choose another name."
            raise InvalidValueError(message)
        renamed = tuple(
            msgspec.structs.replace(t, name=name) if t == template else t
            for t in settings.record_templates
        )
        return msgspec.structs.replace(settings, record_templates=renamed)

    return change_settings(f"rename the template “{template.name}”", rename)


def delete_template(template: RecordTemplate) -> Change:
    """Take a template away; the records made of it stay."""

    def delete(settings: LibrarySettings) -> LibrarySettings:
        kept = tuple(t for t in settings.record_templates if t != template)
        return msgspec.structs.replace(settings, record_templates=kept)

    return change_settings(f"delete the template “{template.name}”", delete)


def _collect_fields(record: AnyRecord) -> dict[str, object]:
    """Collect what differs from an empty record, as plain JSON values."""
    empty = msgspec.json.decode(encode_record(type(record)(id=record.id)))
    plain = msgspec.json.decode(encode_record(record))
    return {
        name: value
        for name, value in plain.items()
        if name not in _OWN and value != empty.get(name)
    }


def _is(template: RecordTemplate, name: str, kind: str) -> bool:
    return template.record_kind == kind and template.name.casefold() == name.casefold()


def _require_name(name: str) -> str:
    name = clean_line(name)
    if not name:
        message = "Give the template a name."
        raise InvalidValueError(message)
    return name
