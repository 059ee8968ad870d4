import json

from benchmarks.convert_workload import convert, main
from briefing.exchange.json_form import read_exchange, write_exchange
from briefing.records.actor import Actor
from briefing.records.faults import find_faults

WORKLOAD = {
    "title": "Cross-border strikes",
    "marking": "TLP:AMBER",
    "date": "2024-01-18",
    "judgements": ["It is *likely* [so]."],
    "background": ["A long border."],
    "actors": [
        {
            "name": "Group <A>",
            "aliases": ["The A"],
            "kind": "armed group",
            "country": "IR",
            "founded": "2012",
            "strength": "500-600",
            "designated_by": ["Iran"],
            "paragraphs": ["First.", "Second."],
            "sources": ["https://example.org/a"],
        }
    ],
    "incidents": [
        {
            "date": "2023-12-15",
            "place": "Rask",
            "actor": "Group <A>",
            "killed": 11,
            "injured": 0,
            "summary": "A police station.",
            "source": 1,
        }
    ],
    "sources": [
        {
            "title": "A report",
            "publisher": "Agency",
            "url": "https://example.org/1",
            "date": "2024-01-18",
        }
    ],
}


def test_every_record_of_a_workload_is_sound_and_placed():
    exchange = read_exchange(write_exchange(convert(WORKLOAD)))
    *records, draft = exchange.records
    placed = {p.record for section in draft.sections for p in section.placements}

    assert [r.kind for r in records] == ["actor", "attack", "background", "source", "source"]
    assert [f for record in exchange.records for f in find_faults(record)] == []
    assert placed == {r.id for r in records if r.kind != "source"}


def test_plain_text_reads_the_same_as_markdown():
    draft = convert(WORKLOAD).records[-1]

    assert draft.sections[0].settings["judgements"][0]["text"] == r"It is \*likely\* \[so\]."


def test_an_actor_keeps_its_range_and_names():
    actor = next(r for r in convert(WORKLOAD).records if isinstance(r, Actor))

    assert (actor.figures[0].low, actor.figures[0].high) == (500, 600)
    assert [name.text for name in actor.names] == ["Group <A>", "The A"]


def test_the_script_writes_the_same_bytes_each_time(tmp_path):
    source = tmp_path / "s.json"
    source.write_bytes(json.dumps(WORKLOAD).encode())
    for name in ("a.json", "b.json"):
        main([str(source), str(tmp_path / name)])

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
