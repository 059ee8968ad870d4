"""Says what is wrong with a record, field by field, in words for beside the field.

A record with faults can be saved (work in progress is never refused); checks and pages tell
about it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from briefing.countries import COUNTRY_NAMES
from briefing.figures import validate_figure
from briefing.grading import CREDIBILITY, RELIABILITY
from briefing.outline import Briefing
from briefing.records.actor import Actor
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.edition import Edition
from briefing.records.kinds import AnyRecord
from briefing.records.parts import Citation, Figure, Part
from briefing.records.source import Source

SOURCE_KEY_PATTERN = re.compile(r"[a-z0-9][a-z0-9._-]*")
"""What a source's citation key may look like."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a field; `index` counts the part when the field holds several."""

    field: str
    message: str
    index: int | None = None


def find_faults(record: AnyRecord) -> tuple[Fault, ...]:
    """Find everything that is wrong with the record by itself, in the order of its fields."""
    finder: Callable[..., Iterator[Fault]] = _FINDERS[type(record)]
    return (*finder(record), *_find_citation_faults("citations", record.citations))


def _find_actor_faults(actor: Actor) -> Iterator[Fault]:
    if not any(name.text.strip() for name in actor.names):
        yield Fault(field="names", message="Give the actor a name.")
    for index, name in enumerate(actor.names):
        if not name.text.strip() and len(actor.names) > 1:
            yield Fault(field="names", index=index, message="This name is empty.")
    preferred = [name for name in actor.names if name.preferred]
    if actor.names and len(preferred) != 1:
        yield Fault(field="names", message="Mark exactly one name as preferred.")
    yield from _find_country_faults("country", actor.country)
    yield from _find_figure_faults(actor.figures)
    yield from _find_missing("leadership", actor.leadership, "name", "Name the leader.")
    yield from _find_missing("designations", actor.designations, "authority", "Name the authority.")
    yield from _find_missing("relations", actor.relations, "other", "Choose the other actor.")
    for index, relation in enumerate(actor.relations):
        if relation.other == actor.id:
            yield Fault(field="relations", index=index, message="This is the actor itself.")


def _find_attack_faults(attack: Attack) -> Iterator[Fault]:
    if not attack.title.strip():
        yield Fault(field="title", message="Give the attack a title.")
    if attack.date is None:
        yield Fault(field="date", message="Give the date, as exactly as it is known.")
    yield from _find_country_faults("place", attack.place.country)
    yield from _find_range_faults("place", "Latitude", attack.place.latitude, 90)
    yield from _find_range_faults("place", "Longitude", attack.place.longitude, 180)
    for index, party in enumerate(attack.parties):
        if not party.name.strip() and party.actor is None:
            yield Fault(field="parties", index=index, message="Choose an actor or give a name.")
    yield from _find_figure_faults(attack.figures)


def _find_note_faults(note: BackgroundNote) -> Iterator[Fault]:
    if not note.title.strip():
        yield Fault(field="title", message="Give the note a title.")
    if not note.text.strip():
        yield Fault(field="text", message="The note has no text yet.")


def _find_source_faults(source: Source) -> Iterator[Fault]:
    if not source.title.strip():
        yield Fault(field="title", message="Give the source a title.")
    if not source.key:
        yield Fault(field="key", message="Give a short key, so that texts can cite it.")
    elif not SOURCE_KEY_PATTERN.fullmatch(source.key):
        message = "Use small letters, digits, hyphens and dots only, such as ani-2024."
        yield Fault(field="key", message=message)
    if source.reliability and source.reliability not in RELIABILITY:
        yield Fault(field="reliability", message="Choose a letter from A to F.")
    yield from _find_address_faults("url", source.url)
    yield from _find_address_faults("archive_url", source.archive_url)


def _find_briefing_faults(briefing: Briefing) -> Iterator[Fault]:
    if not briefing.title.strip():
        yield Fault(field="title", message="Give the briefing a title that states its message.")


def _find_missing(
    field: str, parts: Sequence[Part], attribute: str, message: str
) -> Iterator[Fault]:
    for index, part in enumerate(parts):
        if not str(getattr(part, attribute)).strip():
            yield Fault(field=field, index=index, message=message)


def _find_country_faults(field: str, code: str) -> Iterator[Fault]:
    if code and code not in COUNTRY_NAMES:
        message = f"“{code}” is no country code; use two letters such as IR."
        yield Fault(field=field, message=message)


def _find_range_faults(
    field: str, label: str, value: float | None, limit: float
) -> Iterator[Fault]:
    if value is not None and not -limit <= value <= limit:
        yield Fault(field=field, message=f"{label} must lie between -{limit} and {limit} degrees.")


def _find_figure_faults(figures: Sequence[Figure]) -> Iterator[Fault]:
    for index, figure in enumerate(figures):
        for message in validate_figure(figure):
            yield Fault(field="figures", index=index, message=message)


def _find_address_faults(field: str, address: str) -> Iterator[Fault]:
    if not address:
        return
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        sound = False
    if not sound:
        yield Fault(field=field, message="Give a web address that begins with https:// or http://.")


def _find_citation_faults(field: str, citations: Sequence[Citation]) -> Iterator[Fault]:
    for index, citation in enumerate(citations):
        if not citation.source:
            yield Fault(field=field, index=index, message="Choose the source that is cited.")
        if citation.credibility is not None and citation.credibility not in CREDIBILITY:
            yield Fault(field=field, index=index, message="Credibility runs from 1 to 6.")


_FINDERS: dict[type, Callable[..., Iterator[Fault]]] = {
    Actor: _find_actor_faults,
    Attack: _find_attack_faults,
    BackgroundNote: _find_note_faults,
    Source: _find_source_faults,
    Briefing: _find_briefing_faults,
    Edition: lambda _edition: iter(()),
}
