"""Takes out of a record or a section whatever it says of records that are withheld."""

from typing import Any, TypeVar

import msgspec

from briefing.document.reference_cutting import cut_references
from briefing.records.actor import Leader, Relation
from briefing.records.attack import Party
from briefing.records.background_note import BackgroundNote
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Citation
from briefing.records.source import Source

WITHHELD_NAME = "[name withheld]"
"""Stands where a name could only come from a record that is withheld."""

_Struct = TypeVar("_Struct", bound=msgspec.Struct)


class Redaction:
    """What may be referred to: the records that are released, and no other.

    A reference to a record that is not there at all is cut too: what nobody can look up may be
    anything.
    """

    def __init__(self, released: dict[str, AnyRecord]) -> None:
        self._released = released
        self._keys = {record.key for record in released.values() if isinstance(record, Source)}

    def redact(self, value: Any) -> Any:
        """Give a structure, text or JSON value without references to what is withheld."""
        if type(value) is str:  # members of enumerations are texts too, but refer to nothing
            return self.redact_text(value)
        if isinstance(value, msgspec.Struct):
            return self._redact_struct(value)
        if isinstance(value, tuple):
            return tuple(self.redact(part) for part in value if self._stays(part))
        if isinstance(value, list):
            return [self.redact(part) for part in value]
        if isinstance(value, dict):
            return {name: self.redact(part) for name, part in value.items()}
        return value

    def redact_text(self, text: str) -> str:
        """Give a text without citations and mentions of what is withheld; its words stay."""
        return cut_references(
            text,
            keeps_source=lambda key: key in self._keys,
            keeps_record=lambda record: record in self._released,
            name=WITHHELD_NAME,
        )

    def _stays(self, part: Any) -> bool:
        match part:
            case Citation(source=source):
                return source in self._released
            case Relation(other=other):
                return other in self._released
            case _:
                return True

    def _redact_struct(self, value: _Struct) -> _Struct:
        fields = {name: self.redact(getattr(value, name)) for name in value.__struct_fields__}
        match value:
            case Party(actor=actor) | Leader(actor=actor) if actor and actor not in self._released:
                fields |= {"actor": None, "name": fields["name"].strip() or WITHHELD_NAME}
            case BackgroundNote():
                fields |= {
                    name: tuple(each for each in fields[name] if each in self._released)
                    for name in ("actors", "attacks")
                }
            case _:
                pass
        return msgspec.structs.replace(value, **fields)
