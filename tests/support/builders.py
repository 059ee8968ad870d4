"""Small builders: records of the Iran-Pakistan example, briefings of them, and compositions."""

import datetime as dt

from briefing.composition.compose import compose
from briefing.dates import EdtfDate
from briefing.document.nodes import Bibliography, Cite, CrossReference, Table
from briefing.document.walk import get_text, iter_blocks, iter_inlines
from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import Actor, ActorName
from briefing.records.attack import Attack
from briefing.records.background_note import BackgroundNote
from briefing.records.parts import Citation, Figure
from briefing.records.source import Source
from briefing.snapshot import Snapshot

CLEAR = "TLP:CLEAR"


def numbered(number):
    """Give a record id that can be told from others at a glance."""
    return f"{number:08d}-0000-4000-8000-{number:012d}"


def make_source(number=50, **fields):
    """Make a source with the key `s` and its number."""
    known = {"key": f"s{number}", "title": f"Source {number}", "marking": CLEAR}
    return Source(id=numbered(number), **{**known, **fields})


def make_actor(number=10, name="Jaish al-Adl", **fields):
    """Make an actor with this preferred name."""
    names = (ActorName(text=name, preferred=True), *fields.pop("aliases", ()))
    return Actor(id=numbered(number), **{"names": names, "marking": CLEAR, **fields})


def make_attack(number=20, day="2024-01-16", **fields):
    """Make an attack on this day."""
    known = {"title": f"Attack {number}", "date": EdtfDate(day), "marking": CLEAR}
    return Attack(id=numbered(number), **{**known, **fields})


def make_note(number=30, text="The border runs for 900 km.", **fields):
    """Make a background note."""
    known = {"title": f"Note {number}", "marking": CLEAR}
    return BackgroundNote(id=numbered(number), text=text, **{**known, **fields})


def cite(number=50, **fields):
    """Make a citation of the source with this number."""
    return Citation(source=numbered(number), **fields)


def count(what, best=None, **fields):
    """Make a figure."""
    return Figure(what=what, best=best, **fields)


def make_section(kind, *records, number=1, title="Section", **fields):
    """Make a section in which these records are placed."""
    placements = tuple(
        Placement(id=f"{number}-{place}", record=record.id, revision=1)
        for place, record in enumerate(records)
    )
    settings = fields.pop("settings", {})
    return Section(
        id=numbered(100 + number),
        section_kind=kind,
        title=title,
        placements=placements,
        settings=settings,
        **fields,
    )


def make_text(text, *, number=1, **fields):
    """Make a section of free text."""
    return make_section("text", number=number, settings={"text": text}, **fields)


def compose_of(*sections, records=(), pinned=None, own_scheme=None, **fields):
    """Compose a briefing of these sections and records."""
    known = {"title": "Strikes", "date": dt.date(2024, 1, 18), "cut_off": "18 January 2024"}
    briefing = Briefing(
        id=numbered(1), sections=sections, **{**known, "marking": "TLP:GREEN", **fields}
    )
    by_id = {record.id: record for record in records}
    return compose(
        Snapshot(briefing=briefing, records=by_id, pinned=pinned or {}, marking_scheme=own_scheme)
    )


def find_problem(composition, check):
    """Give the one problem that this check found."""
    (problem,) = [found for found in composition.problems if found.check == check]
    return problem


def get_anchors(document):
    """Give all anchors of a document, with repetitions."""
    anchors = []
    for block in iter_blocks(document.blocks):
        anchors.append(block.anchor)
        if isinstance(block, Table):
            anchors += [row.anchor for row in block.rows]
        if isinstance(block, Bibliography):
            anchors += [entry.anchor for entry in block.entries]
    return [anchor for anchor in anchors if anchor]


def find_inlines(document, kind=(Cite, CrossReference)):
    """Give all inline nodes of a kind in the order of reading."""
    return [
        inline
        for block in iter_blocks(document.blocks)
        for inline in iter_inlines(block)
        if isinstance(inline, kind)
    ]


def get_entries(document):
    """Give the entries of the bibliography as plain text."""
    return [
        f"{entry.number} {get_text(entry.children)}"
        for block in document.blocks
        if isinstance(block, Bibliography)
        for entry in block.entries
    ]


def get_rows(document):
    """Give the cells of the first table as plain text, its totals last."""
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [[get_text(cell.children) for cell in row.cells] for row in (*table.rows, *table.total)]
