import datetime as dt

import msgspec
import pytest

from briefing.composition.compose import compose
from briefing.dates import EdtfDate
from briefing.outline import Briefing, Placement, Section
from briefing.records.actor import Actor, ActorName
from briefing.records.attack import Attack
from briefing.records.parts import Citation, Figure
from briefing.records.source import Source
from briefing.snapshot import Snapshot

NAME = (ActorName(text="Jaish al-Adl", preferred=True),)
SOURCE = Source(id="src", key="ani", title="Wire", marking="TLP:CLEAR")
ACTOR = Actor(id="act", names=NAME, profile="Known. [@ani]", marking="TLP:CLEAR")
ATTACK = Attack(
    id="att",
    title="Raid",
    date=EdtfDate("2023-12"),
    summary="Killed. [@ani]",
    marking="TLP:CLEAR",
)
BRIEFING = Briefing(
    id="b",
    title="Strikes",
    date=dt.date(2024, 1, 18),
    cut_off="18 January 2024",
    marking="TLP:CLEAR",
)


def check(actor=ACTOR, attack=ATTACK, text="Fine.", judgements=(), **briefing):
    sections = (
        Section(
            id="j",
            section_kind="key-judgements",
            title="Judgements",
            settings={"bottom_line": "x", "judgements": list(judgements)},
        ),
        Section(id="t", section_kind="text", title="Text", settings={"text": text}),
        Section(id="a", section_kind="actors", title="Actors", placements=place(actor)),
        Section(id="p", section_kind="attacks", title="Attacks", placements=place(attack)),
    )
    snapshot = Snapshot(
        briefing=msgspec.structs.replace(BRIEFING, sections=sections, **briefing),
        records={record.id: record for record in (SOURCE, actor, attack)},
    )
    return {problem.check: problem for problem in compose(snapshot).problems}


def place(record):
    return (Placement(id=f"p-{record.id}", record=record.id, revision=record.revision),)


def change(record, **fields):
    return msgspec.structs.replace(record, **fields)


def test_a_sound_briefing_has_no_problems():
    assert check() == {}


@pytest.mark.parametrize(
    ("key", "case"),
    [
        ("missing-title", {"title": ""}),
        ("missing-date", {"date": None}),
        ("missing-cut-off", {"cut_off": ""}),
        ("empty-section", {"text": ""}),
        ("placeholder", {"text": "Killed: TBC."}),
        ("broken-reference", {"text": "So it is [@nobody]."}),
        ("missing-names", {"actor": change(ACTOR, names=())}),
        ("missing-date", {"attack": change(ATTACK, date=None)}),
        ("unsourced-text", {"actor": change(ACTOR, profile="Nobody says so.")}),
        ("stale-profile", {"actor": change(ACTOR, verified_on=dt.date(2023, 1, 1))}),
        ("unmarked-record", {"actor": change(ACTOR, marking="")}),
        (
            "unsourced-figure",
            {"attack": change(ATTACK, figures=(Figure(what="killed", best=11),))},
        ),
        (
            "undecided-figures",
            {
                "attack": change(
                    ATTACK,
                    figures=(
                        Figure(what="killed", best=84, given_by="ISNA"),
                        Figure(what="killed", best=103, given_by="state media"),
                    ),
                )
            },
        ),
        (
            "likelihood-with-confidence",
            {"text": "We have high confidence that a strike is likely."},
        ),
        (
            "mixed-yardstick",
            {"judgements": [{"text": "It is likely."}, {"text": "It is improbable."}]},
        ),
        ("missing-term", {"judgements": [{"text": "It may come.", "likelihood": "likely"}]}),
        (
            "several-spellings",
            {
                "actor": change(ACTOR, names=(*NAME, ActorName(text="Jaish ul-Adl"))),
                "text": "Jaish ul-Adl and Jaish al-Adl.",
            },
        ),
    ],
)
def test_a_check_finds_its_problem_and_says_what_to_do(key, case):
    problem = check(**case)[key]

    assert problem.message.endswith((".", "”"))
    assert problem.remedy


def test_a_figure_with_its_source_is_no_problem():
    figure = Figure(what="killed", best=11, citations=(Citation(source="src"),))

    assert check(attack=change(ATTACK, figures=(figure,))) == {}


def test_quoted_spellings_are_the_sources_own():
    actor = change(ACTOR, names=(*NAME, ActorName(text="Jaish ul-Adl")))

    assert "several-spellings" not in check(
        actor=actor, text="Jaish al-Adl, which the article calls “Jaish ul-Adl”."
    )


@pytest.mark.logs_faults
def test_a_check_that_fails_is_told_and_the_document_is_whole(monkeypatch):
    def find_trouble(snapshot, document):
        raise ZeroDivisionError

    monkeypatch.setattr("briefing.composition.checks.registry.get_checks", lambda: (find_trouble,))

    assert "trouble" in check()["check-fault"].message
