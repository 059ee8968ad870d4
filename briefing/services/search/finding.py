"""Finds words in one briefing: in its own texts and in those of the records placed in it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from briefing.document.markup import plain_text
from briefing.folding import fold_text
from briefing.identifiers import RecordId
from briefing.outline import Briefing
from briefing.overriding import show_placed
from briefing.record_texts import Path, iter_texts
from briefing.records.kinds import AnyRecord

_FRONT_PAGE = -1
_AROUND = ("sections", "settings")
"""Steps of a path that say nothing to a reader."""


class TextPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a briefing: of the front page, a section, or a record in one; folded to find in."""

    section: str = ""
    record: str = ""
    field: str = ""
    folded: str = ""


def list_text_places(
    briefing: Briefing, records: Mapping[RecordId, AnyRecord]
) -> tuple[TextPlace, ...]:
    """List all texts in the order of the outline; those of records as they are printed here."""
    own: dict[int, list[TextPlace]] = {}
    for path, text in iter_texts(briefing):
        if "placements" in path:  # what a record prints here is listed with it
            continue
        number = int(path[1]) if path[0] == "sections" else _FRONT_PAGE
        of_section = briefing.sections[number].id if number != _FRONT_PAGE else ""
        own.setdefault(number, []).append(_make_place(path, text, section=of_section))
    places = own.get(_FRONT_PAGE, [])
    for number, section in enumerate(briefing.sections):
        places += own.get(number, [])
        for placement in section.placements:
            record = records.get(placement.record)
            if record is not None:
                places += _iter_record_places(show_placed(record, placement), section.id)
    return tuple(places)


def find_places(places: Sequence[TextPlace], words: str) -> tuple[TextPlace, ...]:
    """Find the texts that hold these words one after the other, whatever their diacritics."""
    sought = fold_text(words)
    return tuple(place for place in places if sought in place.folded) if sought else ()


def _iter_record_places(record: AnyRecord, section: str) -> Iterator[TextPlace]:
    for path, text in iter_texts(record):
        yield _make_place(path, text, section=section, record=record.id)


def _make_place(path: Path, text: str, *, section: str, record: str = "") -> TextPlace:
    names = [
        step for step in path if isinstance(step, str) and step not in ("sections", "settings")
    ]
    field = names[0].replace("_", " ") if names else ""
    folded = fold_text(plain_text(text))
    return TextPlace(section=section, record=record, field=field, folded=folded)
