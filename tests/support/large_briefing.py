"""A briefing of some ninety pages with everything that long ones have, the same each time."""

from briefing.dates import EdtfDate
from briefing.outline import Briefing
from briefing.records.actor import ActorName, Leader, NameKind, Relation, RelationKind
from briefing.records.attack import Party, PartyRole, Place
from briefing.snapshot import Snapshot
from tests.support.builders import (
    cite,
    count,
    make_actor,
    make_attack,
    make_note,
    make_section,
    make_source,
    make_text,
    numbered,
)

ACTORS, ATTACKS, NOTES, SOURCES = 46, 240, 18, 90
PROSE = (
    "The group operates on both sides of the border and draws on networks of fuel smugglers [@s{0}]"
    " in the districts of Saravan and Panjgur. It **very likely** keeps between 400 and 600"
    " fighters, of whom a third are under arms at any time [@s{1}, p. 12; @s{0}].\n\n"
    "Its leaders announce attacks on a channel of their own, in Baluchi (بلوچی) and Persian (فارسی)"
    ", as the *Brigade of the East* did before them.\n\n- raids on posts\n- roadside bombs [@s{1}]"
    "\n\n> We struck them where they felt safe.\n\n"
)


def make_large() -> Snapshot:
    """Make the briefing with all its records."""
    sources = [_make_source(number) for number in range(SOURCES)]
    actors = [_make_actor(number) for number in range(ACTORS)]
    attacks = [_make_attack(number) for number in range(ATTACKS)]
    notes = [make_note(3000 + n, _write(n, 3), title=f"Note {n}") for n in range(NOTES)]
    briefing = Briefing(
        id=numbered(1),
        title="The border, year by year",
        reference="SB-2024-090",
        author="An Analyst",
        marking="TLP:GREEN",
        citation_style="footnotes",
        portion_markings=True,
        sections=(
            make_text(_write(1, 2), number=1, title="What happened"),
            make_section("map", *attacks[:25], number=2, title="Where"),
            make_section("timeline", *attacks[:40], number=3, title="When"),
            make_section("relations", *actors[:12], number=4, title="Relations"),
            make_section("actors", *actors, number=5, title="Actors"),
            make_section("background", *notes, number=6, title="Background"),
            make_section("attacks", *attacks, number=7, title="Past attacks"),
            make_section("sources", number=8, title="Sources"),
        ),
    )
    records = {record.id: record for record in (*sources, *actors, *attacks, *notes)}
    return Snapshot(briefing=briefing, records=records)


def _write(number, times=1):
    return "".join(
        PROSE.format(5000 + number * 3 % SOURCES, 5000 + (number + turn) * 7 % SOURCES)
        for turn in range(times)
    )


def _make_source(number):
    return make_source(
        5000 + number,
        title=f"Raids and the road, part {number}",
        publisher="The Daily",
        published=EdtfDate(f"20{number % 25:02}-0{number % 9 + 1}"),
        url=f"https://example.org/{number}?a=1&b=2",
        reliability="ABC"[number % 3],
    )


def _make_actor(number):
    return make_actor(
        1000 + number,
        f"Front of Sistan {number}",
        aliases=(ActorName(text="جبهة سيستان", name_kind=NameKind.NATIVE, language="ar"),),
        base="Panjgur",
        country="PK",
        aims=_write(number),
        profile=_write(number, 2),
        leadership=(Leader(name=f"Leader {number}", role="commander"),),
        relations=(Relation(relation_kind=RelationKind.ALLY, other=numbered(1000 + number // 2)),)
        if number
        else (),
        figures=(count("strength", low=400, high=600, citations=(cite(5000 + number % SOURCES),)),),
    )


def _make_attack(number):
    return make_attack(
        2000 + number,
        f"20{number % 24:02}-0{number % 9 + 1}-1{number % 10}",
        title=f"Raid on post {number}",
        place=Place(
            name=f"Post {number % 40}",
            country="IR",
            latitude=26 + number % 40 / 10,
            longitude=60 + number % 30 / 10,
        ),
        parties=(Party(role=PartyRole.PERPETRATOR, actor=numbered(1000 + number % ACTORS)),),
        figures=(count("killed", low=number % 7, best=number % 7 + 1),),
        summary=f"Men fired on post {number} and left [@s{5000 + number % SOURCES}].",
    )
