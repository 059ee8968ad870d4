"""Turns a benchmark workload into the exchange form, so that the product can import it.

    python -m benchmarks.convert_workload m.json m.exchange.json

The workload is plain JSON: a title, a marking, a date, judgements, background paragraphs, actors,
incidents and sources. Every text of it comes out once in the briefing. Ids are made from what
they name, so that the same workload gives the same bytes.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from briefing.dates import EdtfDate
from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import write_exchange
from briefing.identifiers import PlacementId, RecordId, SectionId
from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import Actor, ActorKind, ActorName, Designation, NameKind
from briefing.records.attack import Attack, Party, PartyCertainty, PartyRole, Place
from briefing.records.background_note import BackgroundNote
from briefing.records.parts import Citation, Figure
from briefing.records.record import Record
from briefing.records.source import Source, SourceType

Plain = dict[str, Any]

COUNTRY_OF_PLACE = {"Panjgur": "PK", "Quetta": "PK", "Baghdad": "IQ"}
"""Places of the workload that are not in Iran."""


def make_id(*names: object) -> RecordId:
    """Make a record id from what it names."""
    return RecordId(str(uuid5(NAMESPACE_URL, "briefing-builder:" + "/".join(map(str, names)))))


def convert(workload: Plain) -> Exchange:
    """Give the workload as an exchange."""
    marking = workload["marking"]
    sources = [
        convert_source(number, s, marking) for number, s in enumerate(workload["sources"], 1)
    ]
    links = collect_links(workload["actors"], marking)
    actors = [convert_actor(actor, links, marking) for actor in workload["actors"]]
    attacks = [convert_attack(i, a, marking) for i, a in enumerate(workload["incidents"])]
    notes = [convert_note(i, text, marking) for i, text in enumerate(workload["background"])]
    briefing = make_briefing(workload, actors=actors, notes=notes, attacks=attacks)
    return Exchange(records=(*actors, *attacks, *notes, *sources, *links.values(), briefing))


def convert_source(number: int, source: Plain, marking: str) -> Source:
    """Make a source of the workload's numbered list."""
    return Source(
        id=make_id("source", number),
        key=f"source-{number}",
        source_type=SourceType.NEWS_ARTICLE,
        title=source["title"],
        publisher=source["publisher"],
        url=source["url"],
        published=EdtfDate(source["date"]),
        reliability="C",
        marking=marking,
    )


def collect_links(actors: list[Plain], marking: str) -> dict[str, Source]:
    """Make a source of every address that an actor gives, by address."""
    addresses = dict.fromkeys(address for actor in actors for address in actor["sources"])
    return {
        address: Source(
            id=make_id("link", address),
            key=f"link-{number}",
            source_type=SourceType.WEB_PAGE,
            title=address,
            publisher=urlsplit(address).hostname or "",
            url=address,
            marking=marking,
        )
        for number, address in enumerate(addresses, 1)
    }


def convert_actor(actor: Plain, links: dict[str, Source], marking: str) -> Actor:
    """Make an actor with its aliases, strength, designations and profile text."""
    low, high = (int(number) for number in actor["strength"].split("-"))
    aliases = (ActorName(text=alias) for alias in actor["aliases"])
    preferred = ActorName(text=actor["name"], name_kind=NameKind.OFFICIAL, preferred=True)
    return Actor(
        id=make_id("actor", actor["name"]),
        actor_kind=ActorKind(actor["kind"]),
        names=(preferred, *aliases),
        country=actor["country"],
        founded=EdtfDate(actor["founded"]),
        figures=(Figure(what="strength", low=low, high=high),),
        designations=tuple(Designation(authority=name) for name in actor["designated_by"]),
        profile="\n\n".join(escape(paragraph) for paragraph in actor["paragraphs"]),
        citations=tuple(Citation(source=links[address].id) for address in actor["sources"]),
        marking=marking,
    )


def convert_attack(index: int, incident: Plain, marking: str) -> Attack:
    """Make an attack with its perpetrator, figures and source."""
    cited = (Citation(source=make_id("source", incident["source"])),)
    killed = Figure(what="killed", best=incident["killed"], citations=cited)
    injured = Figure(what="injured", best=incident["injured"], citations=cited)
    perpetrator = Party(
        role=PartyRole.PERPETRATOR,
        actor=make_id("actor", incident["actor"]),
        certainty=PartyCertainty.CLAIMED,
    )
    place = incident["place"]
    return Attack(
        id=make_id("attack", index),
        title=f"Attack in {place}",
        date=EdtfDate(incident["date"]),
        place=Place(name=place, country=COUNTRY_OF_PLACE.get(place, "IR")),
        parties=(perpetrator,),
        figures=(killed, injured),
        summary=escape(incident["summary"]),
        citations=cited,
        marking=marking,
    )


def convert_note(index: int, text: str, marking: str) -> BackgroundNote:
    """Make a background note of one paragraph."""
    return BackgroundNote(
        id=make_id("background", index),
        title=f"Background {index + 1}",
        text=escape(text),
        marking=marking,
    )


def make_briefing(
    workload: Plain, *, actors: list[Actor], notes: list[BackgroundNote], attacks: list[Attack]
) -> Briefing:
    """Make the briefing that places all of it."""
    judgements = [{"text": escape(text)} for text in workload["judgements"]]
    return Briefing(
        id=make_id("briefing"),
        title=workload["title"],
        date=date.fromisoformat(workload["date"]),
        marking=workload["marking"],
        sections=(
            make_section("key-judgements", "Key judgements", judgements=judgements),
            make_section("background", "Background", notes, headings=False),
            make_section("actors", "Actor profiles", actors, layout="full"),
            make_section("attacks", "Past attacks", attacks, layout="table"),
            make_section("sources", "Sources"),
        ),
    )


def make_section(kind: str, title: str, records: Sequence[Record] = (), **settings: Any) -> Section:
    """Make a section that places the records in their order."""
    placements = tuple(
        Placement(id=PlacementId(make_id("placement", record.id)), record=record.id, revision=0)
        for record in records
    )
    return Section(
        id=SectionId(make_id("section", kind)),
        section_kind=kind,
        title=title,
        settings=settings,
        placements=placements,
    )


def escape(text: str) -> str:
    """Give plain text as Markdown that reads the same."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|@" else c for c in text)


def main(arguments: Sequence[str]) -> None:
    """Convert one file."""
    source, target = map(Path, arguments)
    workload = json.loads(source.read_text(encoding="utf-8"))
    target.write_bytes(write_exchange(convert(workload)))


if __name__ == "__main__":
    main(sys.argv[1:])
