"""Hypothesis strategies for everything that a person or a file may bring in."""

import datetime as dt

from hypothesis import strategies as st

from briefing.dates import EdtfDate
from briefing.identifiers import RecordId
from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import Actor, ActorKind, ActorName, Designation, NameKind
from briefing.records.attack import Attack, Party, PartyCertainty, PartyRole, Place
from briefing.records.background_note import BackgroundNote
from briefing.records.parts import Citation, Figure
from briefing.records.source import Source, SourceType

HOSTILE = (
    "<b>&amp;</b>",
    "AT&T a<b",
    "<img src='/etc/passwd'>",
    "<APT29>",
    "]]>",
    "\x00\x0b\x1b",
    "\ufffe",
    "جيش العدل (Abu Ali) 2024",
    "\u202eevil",
    "[@key, p. 3; @other:2]",
    "[x](javascript:alert(1))",
    "![x](/etc/hosts)",
    "| a | b |\n|---|---|\n| c | d |",
    "> > > quote",
    "*" * 30,
    "中文名字，测试。",
    "n̈o̊ǹ",
    "'; DROP TABLE records; --",
    "=cmd()",
)

any_text = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=80),
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=4).map(" ".join),
)
"""Texts of any kind, hostile ones among them; lone surrogates too."""

storable_text = any_text.map(lambda text: text.encode("utf-8", "ignore").decode("utf-8"))
"""Texts without lone surrogates."""

words = st.text("abcdefghijklmnopqrstuvwxyz äöüß", min_size=1, max_size=24)
uuids = st.uuids(version=4).map(str).map(RecordId)

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
points = st.one_of(
    days.map(dt.date.isoformat),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(lambda day: day.isoformat()[:4]),
)
marked_points = st.tuples(points, st.sampled_from(["", "?", "~", "%"])).map("".join)
rare_dates = st.one_of(
    st.tuples(days, st.integers(21, 41)).map(lambda pair: f"{pair[0].year}-{pair[1]}"),
    days.map(lambda day: f"{day.year // 10}X"),
    days.map(lambda day: f"{day.year // 100}XX"),
    days.map(lambda day: f"{day.isoformat()[:7]}-XX"),
    days.map(lambda day: f"{day.year}-XX"),
    days.map(lambda day: f"{day.year}-XX-XX"),
    days.map(lambda day: f"{day.year}-XX-{min(day.day, 28):02}"),
    days.map(lambda day: f"{day.year}~-{day.month:02}-?{day.day:02}"),
    days.map(lambda day: f"{day.year}-~{day.month:02}"),
    st.tuples(days, days).map(
        lambda pair: f"{min(pair).isoformat()[:7]}~/{max(pair).isoformat()[:7]}~"
    ),
    st.tuples(days, days).map(lambda pair: f"{min(pair).year}~/{max(pair).isoformat()}"),
    st.lists(marked_points, min_size=2, max_size=3).map(lambda parts: f"[{','.join(parts)}]"),
    st.lists(marked_points, min_size=2, max_size=3).map(lambda parts: f"{{{','.join(parts)}}}"),
    days.map(lambda day: f"[{day.year}..{day.year + 2}]"),
    marked_points.map(lambda point: f"[..{point}]"),
    marked_points.map(lambda point: f"[{point}..]"),
    marked_points.map(lambda point: f"{point}/"),
    marked_points.map(lambda point: f"/{point}"),
)
edtf_dates = st.one_of(
    rare_dates.map(EdtfDate),
    points.map(EdtfDate),
    st.tuples(points, st.sampled_from("?~%")).map("".join).map(EdtfDate),
    points.map(lambda point: EdtfDate(f"{point}/..")),
    points.map(lambda point: EdtfDate(f"../{point}")),
    st.tuples(days, days).map(
        lambda pair: EdtfDate(f"{min(pair).isoformat()}/{max(pair).isoformat()}")
    ),
)
maybe_dates = st.none() | edtf_dates
counts = st.none() | st.integers(0, 5000)


def make_citations(sources):
    if not sources:
        return st.just(())
    return st.lists(
        st.builds(
            Citation,
            source=st.sampled_from(sources),
            locator=words,
            credibility=st.none() | st.integers(1, 6),
        ),
        max_size=2,
    ).map(tuple)


def make_figures(sources):
    return st.lists(
        st.builds(
            Figure,
            what=st.sampled_from(["strength", "killed", "injured", "perpetrators_killed"]),
            low=counts,
            best=counts,
            high=counts,
            qualifier=st.sampled_from(["", "at least", "over"]),
            given_by=storable_text,
            preferred=st.booleans(),
            as_of=maybe_dates,
            citations=make_citations(sources),
        ),
        max_size=3,
    ).map(tuple)


sources = st.builds(
    Source,
    id=uuids,
    key=st.uuids().map(lambda key: f"k{key.hex[:12]}"),
    title=storable_text,
    authors=st.lists(storable_text, max_size=2).map(tuple),
    publisher=storable_text,
    published=maybe_dates,
    accessed=maybe_dates,
    source_type=st.sampled_from(SourceType),
    url=st.sampled_from(["", "https://example.org/a?b=1&c=2", "javascript:alert(1)"]),
    reliability=st.sampled_from(["", *"ABCDEF"]),
    marking=st.sampled_from(["", "TLP:CLEAR", "TLP:GREEN"]),
)


def make_texts(keys):
    """Texts that cite these keys, and one that does not exist."""
    marks = st.sampled_from([f"[@{key}, p. 3]" for key in keys] + ["[@nowhere]", ""])
    return st.tuples(storable_text, marks).map(" ".join)


def make_actors(source_ids=(), keys=()):
    names = st.builds(
        ActorName,
        text=storable_text,
        name_kind=st.sampled_from(NameKind),
        preferred=st.booleans(),
        language=st.sampled_from(["", "ar", "fa"]),
        period=maybe_dates,
        citations=make_citations(source_ids),
    )
    return st.builds(
        Actor,
        id=uuids,
        actor_kind=st.sampled_from(ActorKind),
        names=st.lists(names, max_size=3).map(tuple),
        country=st.sampled_from(["", "IR", "PK", "??"]),
        areas=st.lists(storable_text, max_size=2).map(tuple),
        founded=maybe_dates,
        aims=make_texts(keys),
        figures=make_figures(source_ids),
        designations=st.lists(
            st.builds(Designation, authority=storable_text, date=maybe_dates), max_size=2
        ).map(tuple),
        profile=make_texts(keys),
        marking=st.sampled_from(["", "TLP:GREEN", "TLP:RED", "odd"]),
        verified_on=st.none() | days,
        citations=make_citations(source_ids),
    )


def make_attacks(source_ids=(), keys=()):
    parties = st.builds(
        Party,
        role=st.sampled_from(PartyRole),
        name=storable_text,
        certainty=st.sampled_from(PartyCertainty),
        by=storable_text,
        citations=make_citations(source_ids),
    )
    return st.builds(
        Attack,
        id=uuids,
        title=storable_text,
        date=maybe_dates,
        place=st.builds(Place, name=storable_text, country=st.sampled_from(["", "IR"])),
        parties=st.lists(parties, max_size=2).map(tuple),
        figures=make_figures(source_ids),
        summary=make_texts(keys),
        tags=st.lists(words, max_size=2, unique=True).map(tuple),
    )


def make_notes(keys=()):
    return st.builds(
        BackgroundNote,
        id=uuids,
        title=storable_text,
        text=make_texts(keys),
        region=storable_text,
        period=maybe_dates,
    )


def _place(records, mode="live"):
    return tuple(
        Placement(id=f"placement-{record.id}", record=record.id, revision=1, mode=mode)
        for record in records
    )


@st.composite
def snapshots_of_records(draw):
    """A briefing with every kind of section over records that cite sources."""
    from briefing.snapshot import Snapshot

    cited = draw(st.lists(sources, max_size=3, unique_by=lambda source: source.id))
    ids = tuple(source.id for source in cited)
    keys = tuple(source.key for source in cited)
    actors = draw(st.lists(make_actors(ids, keys), max_size=2))
    attacks = draw(st.lists(make_attacks(ids, keys), max_size=3))
    notes = draw(st.lists(make_notes(keys), max_size=2))
    layout = draw(st.sampled_from(["full", "short", "table"]))
    sections = [
        Section(
            id="s-judgements",
            section_kind="key-judgements",
            title=draw(storable_text),
            settings={
                "bottom_line": draw(make_texts(keys)),
                "judgements": [
                    {
                        "text": draw(make_texts(keys)),
                        "likelihood": draw(st.sampled_from(["", "likely", "unlikely"])),
                        "confidence": draw(st.sampled_from(["", "high", "low"])),
                    }
                ],
            },
        ),
        Section(id="s-text", section_kind="text", settings={"text": draw(make_texts(keys))}),
        Section(
            id="s-actors",
            section_kind="actors",
            settings={"layout": layout},
            placements=_place(actors),
            lead_in=draw(make_texts(keys)),
        ),
        Section(id="s-notes", section_kind="background", placements=_place(notes)),
        Section(
            id="s-attacks",
            section_kind="attacks",
            settings={"layout": draw(st.sampled_from(["table", "chronology"]))},
            placements=_place(attacks),
        ),
        Section(id="s-sources", section_kind="sources"),
    ]
    kept = draw(st.lists(st.sampled_from(sections), unique_by=lambda section: section.id))
    briefing = Briefing(
        id=draw(uuids),
        title=draw(storable_text),
        reference=draw(words),
        date=draw(st.none() | days),
        marking=draw(st.sampled_from(["", "TLP:CLEAR", "TLP:AMBER"])),
        citation_style=draw(st.sampled_from(["numbers", "footnotes", "endnotes"])),
        portion_markings=draw(st.booleans()),
        reference_style=draw(st.sampled_from(["house", "chicago", "harvard", "mhra"])),
        sections=tuple(kept),
    )
    records = {record.id: record for record in (*cited, *actors, *attacks, *notes)}
    return Snapshot(briefing=briefing, records=records)
